"""The façade on a capture that is being written: waiting, resting, going on, time without packets, files that go."""
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from netloupe_engine import Settings
from netloupe_engine.errors import ExportError, UnknownNameError
from netloupe_engine.handler.follower import GRACE_NS
from netloupe_engine.model import EndReason, State
from tests.unit.capture.builders import NANOSECONDS, Packet, pcap_header, pcap_record
from tests.unit.living import Live, document, living, soon
from tests.unit.traffic import SECOND, START, Timed, analysed, closed, opened, tcp, udp

GRACE_S = GRACE_NS / SECOND
HEADER = pcap_header(magic=NANOSECONDS)
GET = b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\n"

handlers = pytest.mark.parametrize("settings", [Settings(), Settings(handlers=2)], ids=["one handler", "two handlers"])


def records(frames: Sequence[Timed]) -> bytes:
    return b"".join(pcap_record(Packet(bytes(frame), START + round(at * SECOND)), tick_ns=1) for at, frame in frames)


def begun(live: Live, frames: Sequence[Timed]) -> Path:
    path = live.recorder.begin(HEADER + records(frames))
    live.reach(len(frames))
    return path


@handlers
def test_sessions_are_seen_as_they_happen(settings: Settings, tmp_path: Path) -> None:
    with living(tmp_path, settings) as live:
        assert live.analysis.progress.live
        assert live.analysis.snapshot().sessions == 0
        begun(live, opened(0.0))
        session = live.analysis.session(1)
        assert (session.state, session.end_reason) == (State.ESTABLISHED, EndReason.NONE)
        tick = live.analysis.snapshot().tick
        live.write(records(closed(1.0)), 6)
        soon(lambda: live.analysis.snapshot(tick).changed.tolist() == [0])
        assert live.analysis.session(1).state == State.CLOSED
        assert not live.analysis.progress.finished
        live.rest()
        assert live.analysis.progress.finished


@handlers
def test_what_is_alive_at_a_rest_goes_on_after_it(settings: Settings, tmp_path: Path) -> None:
    with living(tmp_path, settings) as live:
        begun(live, opened(0.0))
        live.rest()
        assert live.analysis.session(1).end_reason == EndReason.CAPTURE_END
        tick = live.analysis.snapshot().tick
        live.go_on(HEADER)
        soon(lambda: live.analysis.session(1).end_reason == EndReason.NONE)
        soon(lambda: live.analysis.snapshot(tick).changed.tolist() == [0])     # told just after it is written
        live.write(records(closed(1.0)), 6)
        live.rest()
        session = live.analysis.session(1)
        assert (session.state, session.end_reason, session.packets) == (State.CLOSED, EndReason.GRACEFUL, (4, 2))
        assert len(live.analysis.sessions) == 1


@handlers
@pytest.mark.parametrize("filled", [True, False])
def test_a_rest_does_not_spoil_a_stream_with_a_hole(settings: Settings, filled: bool, tmp_path: Path) -> None:
    """At the rest the bytes behind the hole are read after all; if the hole is filled later, it never was."""
    first, second = GET[:10], GET[10:]
    early = [*opened(0.0), (0.1, tcp(0, "PA", 1001, 5001, GET)),
             (0.2, tcp(0, "PA", 1001 + len(GET) + 10, 5001, second))]
    later = [(0.3, tcp(0, "PA", 1001 + len(GET), 5001, first))] if filled else []
    later.append((0.4, tcp(0, "PA", 1001 + 2 * len(GET), 5001, GET)))
    with living(tmp_path, settings) as live:
        begun(live, early)
        for _turn in range(3):      # however often it rests
            live.rest()
            with analysed(tmp_path, early, handlers=settings.handlers) as offline:
                expected = offline.session(1)
                assert live.analysis.session(1) == expected
                assert live.analysis.findings() == offline.findings()
                assert [finding.kind for finding in expected.findings] == ["stream.gap"]
            live.go_on(HEADER)
            soon(lambda: live.analysis.session(1).findings == ())
        live.write(records(later), len(early) + len(later))
        live.rest()
        with analysed(tmp_path, [*early, *later], handlers=settings.handlers) as offline:
            assert document(live.analysis).splitlines()[2:] == document(offline).splitlines()[2:]
            assert len([value for value in offline.session(1).attributes if value.name == "http.host"]) == 2 + filled
            assert len(offline.findings()) == 1 - filled


@handlers
def test_time_goes_on_without_packets(settings: Settings, tmp_path: Path) -> None:
    with living(tmp_path, settings) as live:
        begun(live, [(0.0, udp()), (0.1, udp(1)), *opened(0.2)])
        live.clock.pass_(GRACE_S + 179)
        time.sleep(0.05)
        assert live.analysis.session(1).end_reason == EndReason.NONE
        tick = live.analysis.snapshot().tick
        live.clock.pass_(2)
        soon(lambda: live.analysis.session(1).end_reason == EndReason.IDLE)
        soon(lambda: live.analysis.snapshot(tick).changed.tolist() == [0])     # told just after it is written
        assert live.analysis.session(1).states[-2].time_ns == START + round(180.1 * SECOND)
        assert live.analysis.session(2).end_reason == EndReason.NONE
        live.clock.pass_(7200)         # an open connection is given two hours
        soon(lambda: live.analysis.session(2).end_reason == EndReason.IDLE)
        assert live.analysis.progress.active_sessions == 0


def test_time_that_was_waited_does_not_count_twice(tmp_path: Path) -> None:
    """170 s of silence, seen by the clock and told by the next packet, are 170 s for a session that may wait 180."""
    with living(tmp_path) as live:
        begun(live, [(0.0, udp()), (0.1, udp(1))])
        live.clock.pass_(GRACE_S + 170)
        time.sleep(0.05)
        live.write(records([(170.2, udp(ports=(7, 7)))]), 3)
        live.write(records([(175.0, udp())]), 4)
        assert live.analysis.session(1).packets == (2, 1)
        live.clock.pass_(GRACE_S + 100)
        time.sleep(0.05)
        live.write(records([(300.0, udp())]), 5)
        assert live.analysis.session(1).packets == (3, 1)


@pytest.mark.parametrize("times", [(500.0,), (500.0, 510.0, 520.0)], ids=["two packets", "four, which are believed"])
def test_a_clock_set_back_an_hour_does_no_harm(times: tuple[float, ...], tmp_path: Path) -> None:
    with living(tmp_path) as live:
        begun(live, [(4000.0, udp()), (4000.1, udp(1))])
        live.clock.pass_(GRACE_S + 100)
        time.sleep(0.05)
        live.write(records([*((when, udp()) for when in times), (550.0, udp(1))]), 3 + len(times))
        assert live.analysis.session(1).packets == (1 + len(times), 2)
        live.clock.pass_(GRACE_S + 179)
        time.sleep(0.05)
        assert live.analysis.session(1).end_reason == EndReason.NONE
        live.clock.pass_(3)
        soon(lambda: live.analysis.session(1).end_reason == EndReason.IDLE)


def test_time_at_rest_does_not_count(tmp_path: Path) -> None:
    with living(tmp_path) as live:
        begun(live, [(0.0, udp()), (0.1, udp(1))])
        live.rest()
        live.clock.pass_(10_000)
        live.go_on(HEADER)
        live.write(records([(100.0, udp())]), 3)
        assert live.analysis.session(1).packets == (2, 1)


@handlers
def test_pause_and_cancel_take_effect_at_once(settings: Settings, tmp_path: Path) -> None:
    with living(tmp_path, settings) as live:
        begun(live, opened(0.0))
        live.analysis.pause()
        time.sleep(0.1)
        live.recorder.write(records(closed(1.0)))
        time.sleep(0.1)
        assert len(live.analysis.packets) == 3
        live.analysis.resume()
        live.reach(6)
        live.analysis.cancel()
        assert live.analysis.progress.cancelled
        assert live.analysis.progress.finished
        assert live.analysis.session(1).state == State.CLOSED


def test_nothing_to_do_costs_next_to_nothing(tmp_path: Path) -> None:
    with living(tmp_path) as live:
        begun(live, opened(0.0))
        before = time.process_time()
        time.sleep(0.5)
        assert time.process_time() - before < 0.1


def test_a_packet_is_seen_soon(tmp_path: Path) -> None:
    with living(tmp_path) as live:
        begun(live, [(0.0, udp())])
        delays = []
        for number in range(20):
            live.recorder.write(records([(number, udp())]))
            began = time.monotonic()
            while len(live.analysis.packets) < number + 2:
                time.sleep(0.001)
            delays.append(time.monotonic() - began)
        assert sorted(delays)[len(delays) // 2] < 1


@handlers
def test_packets_of_a_dropped_file(settings: Settings, tmp_path: Path) -> None:
    with living(tmp_path, settings) as live:
        analysis = live.analysis
        path = begun(live, opened(0.0))
        live.recorder.begin(HEADER + records([*closed(1.0), (2.0, udp())]))
        live.reach(7)
        live.recorder.segments.drop(0)
        path.unlink()
        soon(lambda: analysis.packet_bytes(1) == b"")
        gone = analysis.packet(1)
        assert (gone.info, gone.data, gone.session, gone.length) == ("bytes no longer kept", b"", 1, 54)
        assert [node.name for node in gone.nodes] == ["frame"]
        assert analysis.packet_info(1) == "bytes no longer kept"
        assert analysis.packet(5).nodes[-1].name == "tcp"
        assert analysis.session(1).packets == (4, 2)
        for format in ("pcap", "pcapng"):
            assert analysis.export([1, 2], tmp_path / "kept", format) == 4
            assert analysis.export([1], tmp_path / "kept", format) == 3
        assert analysis.save(tmp_path / "kept") == 4
        with pytest.raises(UnknownNameError):
            analysis.packet(8)


def test_saving_while_it_grows(tmp_path: Path) -> None:
    frames = [(float(number), udp(ports=(1000 + number, 9))) for number in range(50)]
    with living(tmp_path) as live:
        begun(live, frames[:20])
        assert live.analysis.save(tmp_path / "some.pcapng") == 20
        live.write(records(frames[20:]), 50)
        told: list[tuple[int, int]] = []
        assert live.analysis.save(tmp_path / "all.pcapng", lambda done, count: told.append((done, count))) == 50
        assert told == [(50, 50)]
        live.rest()
        with analysed(tmp_path, frames) as offline:
            assert document(live.analysis).splitlines()[2:] == document(offline).splitlines()[2:]
        with pytest.raises(ExportError):
            live.analysis.save(tmp_path)


def test_nothing_stays_behind(tmp_path: Path) -> None:
    before = threading.active_count()
    with living(tmp_path, Settings(handlers=2)) as live:
        begun(live, opened(0.0))
        live.rest()
    assert threading.active_count() == before
    with living(tmp_path) as live:
        assert not live.analysis.wait(0.01)
    assert threading.active_count() == before
