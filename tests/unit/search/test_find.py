"""Finding as programs ask for it."""
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import CancelledError, ExpressionError
from tests.unit import traffic
from tests.unit.capture.builders import NANOSECONDS, Packet, pcap_header, pcap_record
from tests.unit.living import living

SAMPLE = "resources/captures/sample.pcapng"


@pytest.fixture(scope="module")
def sample() -> Iterator[Analysis]:
    with analyze(SAMPLE) as analysis:
        yield analysis


def test_a_hit_says_where_and_what(sample: Analysis) -> None:
    hits = list(sample.find("user-agent: curl"))
    assert hits
    for hit in hits:
        data = sample.packet_bytes(hit.packet)
        assert data[hit.at:hit.at + hit.size].lower() == b"user-agent: curl"
        assert hit.session == sample.packets.cell("session", hit.packet - 1)
        assert hit.found.lower() == "user-agent: curl"
        assert hit.offset == hit.at
        assert hit.after.startswith("/")
    assert list(sample.find("user-agent: curl", ignore_case=False)) == []


@pytest.mark.parametrize("where", ["packets", "streams"])
def test_of_sessions(sample: Analysis, where: str) -> None:
    ids = sample.filter("http")
    assert {hit.session for hit in sample.find("example", where=where, ids=ids)} <= set(ids.tolist())   # type: ignore[arg-type]
    assert list(sample.find("example", where=where, ids=np.array([], np.uint32))) == []     # type: ignore[arg-type]


def test_text_beyond_ascii_is_told_as_it_reads(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, [(0, traffic.udp(0, "grüße, wörld".encode())),
                                        (1, traffic.udp(0, "\0\0passWORD1".encode("utf-16-le")))])
    (hit,) = found.find("WÖRLD")
    assert (hit.before.endswith("grüße, "), hit.found) == (True, "wörld")
    (hit,) = found.find("password")
    assert (hit.packet, hit.size, hit.found, hit.after) == (2, 16, "passWORD", "1")


@pytest.mark.parametrize("where", ["packets", "streams"])
def test_it_can_be_called_off_and_tells_how_far_it_is(sample: Analysis, where: str) -> None:
    told: list[tuple[int, int]] = []
    list(sample.find("x", where=where, progress=lambda done, total: told.append((done, total))))    # type: ignore[arg-type]
    assert told
    assert all(0 <= done <= total for done, total in told)
    with pytest.raises(CancelledError):
        list(sample.find("x", where=where, cancelled=lambda: True))     # type: ignore[arg-type]


def test_a_wrong_pattern_is_said_at_once(sample: Analysis) -> None:
    with pytest.raises(ExpressionError, match="No regular expression"):
        sample.find("(", "regex")


@pytest.mark.parametrize("where", ["packets", "streams"])
def test_in_what_there_is_so_far_of_a_live_capture(tmp_path: Path, where: str) -> None:
    said = traffic.conversation([(0, b"pass"), (0, b"word")])
    records = [pcap_record(Packet(bytes(frame), traffic.START + round(at * traffic.SECOND)), tick_ns=1)
               for at, frame in said]
    with living(tmp_path) as live:
        live.recorder.begin(pcap_header(magic=NANOSECONDS) + b"".join(records[:4]))
        live.reach(4)
        assert [hit.packet for hit in live.analysis.find("pass", where=where)] == [4]       # type: ignore[arg-type]
        assert list(live.analysis.find("password", where=where)) == []      # type: ignore[arg-type]
        live.write(b"".join(records[4:]), len(records))
        expected = [4] if where == "streams" else []
        assert [hit.packet for hit in live.analysis.find("password", where=where)] == expected   # type: ignore[arg-type]
