"""Time stamps that nobody else agrees with."""
from pathlib import Path

import pytest

from netloupe_engine.model import EndReason
from tests.unit.traffic import SECOND, START, Timed, analysed, conversation, echo, udp

YEAR = 365 * 86400


@pytest.mark.parametrize("handlers", [1, 2])
@pytest.mark.parametrize("wrong", [[0], [1], [5], [5, 6], [8, 9]])
@pytest.mark.parametrize("off", [-START // SECOND, -YEAR, YEAR, 3 * YEAR])
def test_a_wrong_time_stamp_ends_nothing_and_stretches_nothing(tmp_path: Path, handlers: int, wrong: list[int],
                                                               off: float) -> None:
    frames = [(at + off if number in wrong else at, frame)
              for number, (at, frame) in enumerate(conversation([(0, b"\xfe\xfe"), (1, b"\xfe\xfe")] * 2))]
    analysis = analysed(tmp_path, frames, handlers=handlers)
    assert len(analysis.sessions) == 1
    session = analysis.session(1)
    assert session.end_reason == EndReason.GRACEFUL
    assert START <= session.start_ns < session.end_ns <= START + SECOND
    assert analysis.capture.start_ns is not None
    assert analysis.capture.end_ns is not None
    assert START <= analysis.capture.start_ns < analysis.capture.end_ns <= START + SECOND
    told = [row.packet for row in analysis.findings() if row.kind == "packet.time"]
    assert told == [number + 1 for number in wrong]
    plotted = analysis.throughput(START, START + SECOND, 1)
    assert plotted.packets.sum() == len(frames) - (0 in wrong)      # nobody knew better when the first one came


MINUTE, HOUR = 60, 3600


@pytest.mark.parametrize("handlers", [1, 2])
@pytest.mark.parametrize(("wrong", "off"), [
    *((number, off) for number in (1, 5, 7) for off in (-HOUR, HOUR, -5 * MINUTE, 3 * MINUTE, 23 * HOUR)),
    (0, HOUR), (0, 5 * MINUTE)])
def test_it_may_be_hours_or_minutes_off(tmp_path: Path, handlers: int, wrong: int, off: float) -> None:
    talk = conversation([(0, b"\xfe\xfe"), (1, b"\xfe\xfe")] * 2, step=2.0)
    frames = [(at + off if number == wrong else at, frame) for number, (at, frame) in enumerate(talk)]
    analysis = analysed(tmp_path, frames, handlers=handlers)
    assert len(analysis.sessions) == 1
    session = analysis.session(1)
    assert (session.end_reason, session.tcp and session.tcp.retransmissions) == (EndReason.GRACEFUL, (0, 0))
    assert START <= session.start_ns < session.end_ns <= START + 60 * SECOND
    assert analysis.capture.end_ns == START + round(talk[-1][0] * SECOND)
    assert [row.packet for row in analysis.findings() if row.kind == "packet.time"] == [wrong + 1]
    assert analysis.packet(wrong + 1).time_ns == START + round(frames[wrong][0] * SECOND)       # as the file says


@pytest.mark.parametrize("handlers", [1, 2])
@pytest.mark.parametrize("off", [-HOUR, 5 * MINUTE, YEAR])
def test_it_may_stand_where_a_batch_ends(tmp_path: Path, handlers: int, off: float) -> None:
    """A packet's number does not matter: batches have 1,024 and 4,096 packets."""
    def of(number: int) -> float:
        return number * 0.1 + (off if number in (1014, 1023, 2048, 4095) else 0)

    analysis = analysed(tmp_path, [(of(number), udp(number % 2)) for number in range(4200)], handlers=handlers)
    assert len(analysis.sessions) == 1
    assert analysis.capture.end_ns == START + round(419.9 * SECOND)
    assert sorted(row.packet for row in analysis.findings() if row.kind == "packet.time") == [
        1015, 1024, 2049, 4096]


def test_the_silence_around_it_is_no_longer_for_it(tmp_path: Path) -> None:
    """Echo requests every 50 s are one session, whose limit is a minute, though one has a wrong time."""
    frames = [(50 * number + (HOUR if number == 5 else 0), echo(0, 7, number)) for number in range(12)]
    analysis = analysed(tmp_path, frames)
    assert len(analysis.sessions) == 1
    assert analysis.session(1).end_ns == START + 550 * SECOND


@pytest.mark.parametrize("behind", [1, 2, 9])
@pytest.mark.parametrize("pause", [4 * MINUTE, HOUR, 20 * HOUR])
def test_a_pause_is_a_pause(tmp_path: Path, pause: float, behind: int) -> None:
    frames: list[Timed] = [(second, udp(second % 2)) for second in range(5)]
    frames += [(pause + second, udp(second % 2)) for second in range(behind)]
    analysis = analysed(tmp_path, frames)
    assert [sum(analysis.session(number).packets) for number in (1, 2)] == [5, behind]
    assert analysis.capture.end_ns == START + round(pause + behind - 1) * SECOND
    assert not analysis.findings()


def test_two_clocks_an_hour_apart_are_both_believed(tmp_path: Path) -> None:
    """Two interfaces take turns; each is as right as the other."""
    frames = [(second + late, udp(second % 2, ports=(40000 + late, 9))) for second in range(20) for late in (0, HOUR)]
    analysis = analysed(tmp_path, frames)
    assert [analysis.session(number).start_ns for number in (1, 2)] == [START, START + HOUR * SECOND]
    assert not analysis.findings()


def test_a_jump_that_others_follow_is_believed(tmp_path: Path) -> None:
    frames: list[Timed] = [(second, udp(second % 2)) for second in range(5)]
    frames += [(YEAR + second, udp(second % 2, ports=(50000, 9))) for second in range(5)]
    analysis = analysed(tmp_path, frames)
    assert [analysis.session(number).end_reason for number in (1, 2)] == [EndReason.IDLE, EndReason.CAPTURE_END]
    assert analysis.capture.end_ns == START + (YEAR + 4) * SECOND
    assert not analysis.findings()
