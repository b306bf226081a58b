"""The store of kept values: one text for many, taking back."""
from collections.abc import Callable, Sequence
from pathlib import Path

from netloupe_engine import Settings
from tests.unit.attributes.test_keeping import requests
from tests.unit.capture.builders import NANOSECONDS, Packet, pcap_header, pcap_record
from tests.unit.export.test_rows import said as said_once
from tests.unit.living import living
from tests.unit.traffic import SECOND, START, Timed, analysed, opened, tcp


def test_a_text_that_is_said_again_and_again_takes_no_more_room(tmp_path: Path) -> None:
    count, size = 12_000, 250

    def stored(host_of: Callable[[int], bytes]) -> int:
        frames: list[Timed] = [
            (at / 1000, said_once((2000 + at, 80), b"GET / HTTP/1.1\r\nHost: %b\r\n\r\n" % host_of(at)))
            for at in range(count)]
        with analysed(tmp_path, frames) as analysis:
            hosts = analysis.sessions.attribute("http.host")
            assert list(hosts.values) == [host_of(at).decode() for at in range(count)]
            return analysis.memory.stores

    same, different = stored(lambda at: b"h" * size), stored(lambda at: b"%0*d" % (size, at))
    assert different - same > count * size // 2


def test_what_a_rest_finds_is_taken_back_when_the_capture_goes_on(tmp_path: Path) -> None:
    """Bytes behind a lost segment are read at the rest; once the segment is there, what they say is said once."""
    whole = b"".join(data for way, data in requests(3) if way == 0)
    first, lost, rest = whole[:20], whole[20:60], whole[60:]
    ports = (40000, 80)
    frames = [*opened(0.0, ports), (0.1, tcp(0, "PA", 1001, 5001, first, ports=ports)),
              (0.2, tcp(0, "PA", 1061, 5001, rest, ports=ports))]
    header = pcap_header(magic=NANOSECONDS)

    def records(some: Sequence[Timed]) -> bytes:
        return b"".join(pcap_record(Packet(bytes(frame), START + round(at * SECOND)), tick_ns=1) for at, frame in some)

    with living(tmp_path, Settings()) as live:
        live.recorder.begin(header + records(frames))
        live.reach(len(frames))
        live.rest()
        found = live.analysis.sessions.attribute("http.uri")
        assert list(found.values) == [value.value for value in live.analysis.session_attributes(1)
                                      if value.name == "http.uri"]
        live.go_on(header)
        live.write(records([(0.3, tcp(0, "PA", 1021, 5001, lost, ports=ports))]), len(frames) + 1)
        live.rest()
        assert list(live.analysis.sessions.attribute("http.uri").values) == ["/0", "/1", "/2"]
        assert [value.value for value in live.analysis.session_attributes(1) if value.name == "http.uri"] == [
            "/0", "/1", "/2"]
