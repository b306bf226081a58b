"""The façade: running in the background, snapshots, pause and cancel, limits, damage, giving everything back."""
import gc
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scapy.layers.inet import IP, UDP, fragment
from scapy.layers.l2 import Ether
from scapy.packet import Raw

import netloupe_engine as engine
from netloupe_engine import Analysis, Settings, Snapshot
from netloupe_engine.capture.mapping import open_mappings
from netloupe_engine.errors import CancelledError, CaptureError, ChangedError, ExportError, UnknownNameError
from netloupe_engine.model import EndReason, Session
from tests.unit.capture.builders import block, interface, section
from tests.unit.traffic import FOREVER, START, Timed, analysed, capture, conversation, opened, tcp, udp

COLUMNS = ("packets_up", "packets_down", "bytes_up", "bytes_down", "state", "end_reason", "end_ns", "application",
           "path")
HTTP = [(0, b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\n"), (1, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A capture that takes some tenths of a second: 20,000 flows, 600,000 packets, most of them answered."""
    flows = [[bytes(udp(way, client=f"10.{flow >> 8}.{flow & 255}.1", ports=(1024 + flow, 9))) for way in (0, 1)]
             for flow in range(20_000)]
    random = np.random.default_rng(1)
    order = np.concatenate([np.arange(20_000), random.integers(0, 20_000, 580_000)])
    frames = ((number / 1e6, flows[flow][number >> 3 & 1]) for number, flow in enumerate(order.tolist()))
    return capture(tmp_path_factory.mktemp("long"), frames)


@pytest.fixture(params=[1, 2], ids=["one handler", "two handlers"])
def running(long: Path, request: pytest.FixtureRequest) -> Iterator[Analysis]:
    with Analysis(long, Settings(handlers=request.param)) as analysis:
        yield analysis


class Model:
    """A table kept up to date by snapshots alone, as a window would."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.tick, self.rows = analysis, 0, {name: np.empty(0) for name in COLUMNS}

    def poll(self) -> Snapshot:
        snapshot = self.analysis.snapshot(self.tick)
        self.tick = snapshot.tick
        assert (np.diff(snapshot.changed.astype(np.int64)) > 0).all()
        assert not len(snapshot.changed) or snapshot.changed[-1] < snapshot.sessions
        for name, known in self.rows.items():
            grown = np.zeros(snapshot.sessions)
            grown[:len(known)] = known
            grown[snapshot.changed] = self.analysis.sessions.take(name, snapshot.changed)
            self.rows[name] = grown
        return snapshot


def test_snapshots_add_up_to_the_final_table(running: Analysis) -> None:
    model = Model(running)
    running.start()
    counts = []
    while not running.wait(0.02):
        counts.append(model.poll().packets)
    assert counts == sorted(counts)
    assert any(0 < count < 600_000 for count in counts)
    last = model.poll()
    assert last.progress.finished
    assert (last.packets, last.sessions) == (600_000, 20_000)
    for name in COLUMNS:
        assert (model.rows[name] == running.sessions.column(name)).all(), name
    assert model.poll().changed.tolist() == []


def test_somebody_who_comes_late_or_sleeps_long_is_told_everything(running: Analysis) -> None:
    running.start()
    while len(running.packets) == 0:
        pass
    late = Model(running)
    late.poll()
    running.wait()
    late.poll()
    for name in COLUMNS:
        assert (late.rows[name] == running.sessions.column(name)).all(), name
    assert len(running.snapshot(0).changed) == 20_000


def test_the_background_gives_what_the_foreground_gives(running: Analysis, long: Path) -> None:
    running.start()
    running.wait()
    with Analysis(long) as other:
        other.run()
        for name in running.sessions.names:
            if name not in ("handler", "history", "attributes", "inner"):       # places in a handler's memory
                assert (running.sessions.column(name) == other.sessions.column(name)).all(), name
        for name in running.packets.names:
            assert (running.packets.column(name) == other.packets.column(name)).all(), name


def test_any_thread_may_ask_anything_meanwhile(running: Analysis) -> None:
    def some() -> None:
        for number in range(1, len(running.sessions) + 1, 997):
            session = running.session(number)
            assert sum(session.packets) > 0
            assert running.session_info(number) == ""
        for number in range(1, len(running.packets) + 1, 99_991):
            assert running.packet(number).session > 0
            assert running.packet_info(number)
        assert sum(row.packets for row in running.protocols()) >= 0
        assert running.findings() == []
        running.throughput(START, START + 10**9, 100)
        running.packets_of([1, 2, 3])

    errors: list[BaseException] = []

    def ask() -> None:
        try:
            while not running.wait(0):
                some()
            some()
        except BaseException as error:  # noqa: BLE001 - a test's thread tells the test
            errors.append(error)

    askers = [threading.Thread(target=ask) for _ in range(2)]
    running.start()
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert errors == []


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_cancel_keeps_what_was_read(running: Analysis) -> None:
    running.start()
    wait_for(lambda: len(running.packets) > 0)
    running.cancel()
    count = len(running.packets)
    assert 0 < count < 600_000
    assert (running.progress.cancelled, running.progress.finished) == (True, True)
    assert running.capture.packets == count
    assert sum(row.packets for row in running.protocols()) == count
    packets = running.sessions.column("packets_up") + running.sessions.column("packets_down")
    assert packets.sum() == count
    assert (running.packets.column("session") > 0).all()
    assert running.sessions.column("end_reason").tolist() == [EndReason.CAPTURE_END] * len(running.sessions)
    assert running.packet(count).number == count


def test_cancelling_can_be_asked_for_without_waiting(running: Analysis) -> None:
    running.start()
    running.cancel(wait=False)
    assert running.wait(60)
    assert running.progress.cancelled
    assert running.capture.damage is None


def test_cancel_reaches_decompression(tmp_path: Path) -> None:
    """A block of 50 MB is not read to its end before somebody looks."""
    path = tmp_path / "block.pcapng.gz"
    path.write_bytes(gzip.compress(section() + interface() + block(0xBAD, bytes(50 << 20)), 1))
    with Analysis(path) as analysis:
        analysis.cancel(wait=False)
        analysis.run()
        assert analysis.progress.bytes_read < analysis.progress.bytes_total / 2
        assert analysis.capture.damage is None


def test_opening_can_be_called_off(tmp_path: Path) -> None:
    gc.collect()                # what tests before this one left to it
    before = open_mappings()
    path = tmp_path / "empty.pcap.gz"
    path.write_bytes(gzip.compress(b"") * 1000)
    with pytest.raises(CancelledError):
        engine.open_capture(path, cancelled=lambda: True)
    with pytest.raises(CaptureError):
        engine.open_capture(path, cancelled=lambda: False)
    assert open_mappings() == before


def test_pause_stops_reading_until_resume(running: Analysis) -> None:
    running.start()
    wait_for(lambda: len(running.packets) > 0)
    running.pause()
    time.sleep(0.2)
    count = len(running.packets)
    assert running.progress.paused
    time.sleep(0.1)
    assert len(running.packets) == count < 600_000
    assert len(running.snapshot().changed) == len(running.sessions) > 0
    running.resume()
    running.wait()
    assert len(running.packets) == 600_000


def test_a_paused_analysis_can_be_cancelled_or_closed(running: Analysis) -> None:
    running.pause()
    running.start()
    assert not running.wait(0.05)
    assert len(running.packets) == 0
    running.cancel()
    assert running.progress.finished
    assert len(running.packets) == 0


def test_closing_gives_everything_back(long: Path) -> None:
    gc.collect()
    before, threads = open_mappings(), threading.active_count()
    for handlers in (1, 2):
        for stop_early in (False, True):
            analysis = Analysis(long, Settings(handlers=handlers))
            analysis.start()
            if not stop_early:
                analysis.wait()
            analysis.close()
            analysis.close()
            assert open_mappings() == before
            assert threading.active_count() == threads
            assert analysis.progress.active_sessions == 0
    Analysis(long).close()
    assert open_mappings() == before


def test_nothing_waits_for_lost_segments_in_the_end(tmp_path: Path) -> None:
    holes = [frame for number, frame in enumerate(conversation(HTTP * 30)) if number % 7 != 5]
    with analysed(tmp_path, holes, handlers=2) as analysis:
        for pipeline in analysis._run.pipelines:
            *_, reassembly_bytes = pipeline.counts
            assert reassembly_bytes == 0


def test_damage_is_told_and_what_is_before_it_counts(tmp_path: Path) -> None:
    path = capture(tmp_path, conversation(HTTP))
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    with engine.analyze(path) as analysis:
        damage = analysis.capture.damage
        assert damage is not None
        assert (damage.packet, damage.at) == (7, len(whole) - 54 - 16)
        assert len(analysis.packets) == 7
        assert analysis.session(1).application == "http"


def test_what_is_no_capture_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("not packets")
    with pytest.raises(CaptureError, match=r"\.$"):
        Analysis(path)
    with pytest.raises(CaptureError, match=r"\.$"):
        Analysis(tmp_path / "missing.pcap")
    with pytest.raises(ValueError, match="handlers"):
        Analysis(capture(tmp_path, []), Settings(handlers=0))


def test_an_empty_capture_has_nothing(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, [])
    assert (len(analysis.packets), len(analysis.sessions)) == (0, 0)
    assert (analysis.capture.start_ns, analysis.capture.damage, analysis.protocols()) == (None, None, [])
    assert analysis.packets_of([1, 2]).tolist() == []
    for refused in (analysis.session, analysis.packet):
        with pytest.raises(UnknownNameError):
            refused(1)


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_bytes_of_packets_that_are_not_there(tmp_path: Path, number: int) -> None:
    analysis = analysed(tmp_path, [(0, udp()), (1, udp(1))])
    assert analysis.packet_bytes(2) == bytes(udp(1))
    with pytest.raises(IndexError):
        analysis.packet_bytes(number)


def same(one: Session, other: Session) -> bool:
    """The same but for the numbers of packets, and of the session itself."""
    def plain(session: Session) -> Session:
        states = tuple(replace(step, packet=0) for step in session.states)
        values = tuple(replace(value, packet=0) for value in session.attributes)
        findings = tuple(replace(finding, packet=0, session=0) for finding in session.findings)
        return replace(session, id=0, states=states, attributes=values, findings=findings, first_packet=0,
                       last_packet=0, decided_packet=0)
    return plain(one) == plain(other)


@pytest.mark.parametrize("format", ["pcap", "pcapng"])
def test_an_export_analysed_again_has_the_same_sessions(tmp_path: Path, sample: Path, format: str) -> None:
    with engine.analyze(sample, settings=FOREVER) as analysis:
        ids = [number for number in range(1, len(analysis.sessions) + 1)
               if analysis.session(number).application in ("http", "tls", "dns")]
        assert len(ids) > 10
        path = tmp_path / f"some.{format}"
        assert analysis.export(ids, path, format) == len(analysis.packets_of(ids))
        with engine.analyze(path, settings=FOREVER) as again:
            pairs = list(zip(ids, range(1, len(again.sessions) + 1), strict=True))
            assert [pair for pair in pairs if not same(analysis.session(pair[0]), again.session(pair[1]))] == []


def cut(path: Path) -> None:
    """As a rotating writer does it."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def rewrite(path: Path) -> None:
    """In its place, as long as it was."""
    content = path.read_bytes()
    path.write_bytes(content[:len(content) // 2] + bytes(len(content) - len(content) // 2))


def begin_anew(path: Path) -> None:
    """In its place, longer than it was."""
    path.write_bytes(bytes(path.stat().st_size * 2))


@pytest.mark.parametrize("change", [cut, rewrite, begin_anew])
@pytest.mark.parametrize("format", ["pcap", "pcapng"])
def test_what_was_changed_since_is_neither_shown_nor_exported(tmp_path: Path, change: Callable[[Path], None],
                                                              format: str) -> None:
    path = capture(tmp_path, conversation(HTTP * 200))
    with engine.analyze(path) as analysis:
        packets = analysis.capture.packets
        assert analysis.export([1], tmp_path / "before", format) == packets
        change(path)
        for out in (tmp_path / "before", tmp_path / "after"):
            with pytest.raises(ExportError, match="was changed"):
                analysis.export([1], out, format)
        with pytest.raises(ExportError, match="was changed"):
            analysis.save(tmp_path / "after")
        for number in (1, packets):
            with pytest.raises(ChangedError, match="was changed"):
                analysis.packet(number)
            with pytest.raises(ChangedError, match="was changed"):
                analysis.packet_bytes(number)
            assert "was changed" in analysis.packet_info(number)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["before", path.name]
    with engine.analyze(tmp_path / "before") as again:
        assert again.capture.packets == packets


def test_a_file_that_grows_or_goes_is_no_other_one(tmp_path: Path) -> None:
    path = capture(tmp_path, conversation(HTTP * 200))
    with engine.analyze(path) as analysis:
        whole = analysis.packet_bytes(1)
        with path.open("ab") as file:
            file.write(bytes(10_000))
        assert analysis.packet(1).data == whole
        path.unlink()
        path.write_bytes(b"another one")
        assert analysis.packet_bytes(1) == whole
        assert analysis.export([1], tmp_path / "out") == analysis.capture.packets


def test_a_change_while_it_is_read_is_damage(tmp_path: Path) -> None:
    path = capture(tmp_path, conversation(HTTP * 200))
    with engine.open_capture(path) as analysis:
        rewrite(path)
        damage = analysis.run().capture.damage
        assert damage is not None
        assert "changed by another program" in damage.reason


@pytest.mark.parametrize("name", ["made.pcap", "link", "hard"])
def test_a_capture_is_not_exported_over_itself(tmp_path: Path, name: str) -> None:
    path = capture(tmp_path, conversation(HTTP))
    (tmp_path / "link").symlink_to(path)
    (tmp_path / "hard").hardlink_to(path)
    before = path.read_bytes()
    with engine.analyze(path) as analysis:
        with pytest.raises(ExportError, match="is the capture that is open"):
            analysis.export([1], tmp_path / name)
        with pytest.raises(ExportError, match="is the capture that is open"):
            analysis.save(tmp_path / name)
    assert path.read_bytes() == before


def test_one_direction_can_be_exported(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, conversation(HTTP))
    assert analysis.export([1], tmp_path / "down.pcap", "pcap", direction="down") == 3
    assert engine.analyze(tmp_path / "down.pcap").session(1).packets == (0, 3)


# ---- limits, each with the finding that tells of it

def kinds(analysis: Analysis) -> list[str]:
    return [row.kind for row in analysis.findings()]


@pytest.mark.parametrize("handlers", [1, 2])
def test_findings_have_a_limit(tmp_path: Path, handlers: int) -> None:
    broken = bytearray(bytes(udp()))
    broken[14] = 0x43
    frames: list[Timed] = []
    for number in range(40):
        broken[29] = number
        frames.append((number, bytes(broken)))
    analysis = analysed(tmp_path, frames, Settings(findings_max=10, handlers=handlers))
    found = analysis.findings()
    assert [row.packet for row in found] == [*range(1, 11), 0]
    assert (found[-1].kind, found[-1].text) == (
        "limit.findings", "30 more findings of kind packet.malformed were not kept")
    assert analysis.snapshot().findings == 10


def test_values_of_a_session_have_a_limit(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, conversation(HTTP * 20), Settings(session_attributes_max=12))
    assert len(analysis.session_attributes(1)) == 12
    assert kinds(analysis) == ["limit.attributes"]
    assert analysis.session(1).findings[0].packet == analysis.findings()[0].packet


@pytest.mark.parametrize("settings", [Settings(stream_bytes_max=20_000), Settings(reassembly_bytes_max=20_000)])
def test_bytes_waiting_for_lost_segments_have_a_limit(tmp_path: Path, settings: Settings) -> None:
    request = b"GET /%d HTTP/1.1\r\nHost: x\r\n" + b"X-Filler: " + b"x" * 1300 + b"\r\n\r\n"
    frames = [*opened(0, ports=(40000, 80)), (0.5, tcp(0, "A", 1001, 5001, request % 10, ports=(40000, 80)))]
    at = 1001 + len(request % 10) + 1400       # the segment between is lost
    for number in range(11, 41):
        frames.append((number / 10, tcp(0, "A", at, 5001, request % number, ports=(40000, 80))))
        at += len(request % number)
    analysis = analysed(tmp_path, frames, settings)
    assert "limit.reassembly" in kinds(analysis)
    assert "stream.gap" in kinds(analysis)
    assert "/40" in [value.value for value in analysis.session_attributes(1)]


def test_fragments_waiting_have_a_limit(tmp_path: Path) -> None:
    first = [fragment(IP(src="10.0.0.1", dst="10.0.1.1", id=number) / UDP(sport=1, dport=2) / Raw(bytes(3000)),
                      1400)[0] for number in range(1, 100)]
    analysis = analysed(tmp_path, [(number / 100, Ether() / part) for number, part in enumerate(first)],
                        Settings(fragments_bytes_max=60_000))
    assert "limit.fragments" in kinds(analysis)
    assert len(analysis.packets) == 99


def test_long_values_are_kept_whole(tmp_path: Path) -> None:
    uri = b"/" + b"x" * 100_000
    request = b"GET " + uri + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    messages = [(0, request[at:at + 1400]) for at in range(0, len(request), 1400)]
    analysis = analysed(tmp_path, conversation(messages))
    kept = {value.name: value.value for value in analysis.session_attributes(1)}
    assert kept.get("http.uri", "") in ("", uri.decode())
