"""Time stamps that nobody else agrees with."""
from pathlib import Path

import pytest

from netloupe_engine import Analysis
from netloupe_engine.model import EndReason
from tests.unit.traffic import SECOND, START, Timed, analysed, conversation, echo, udp, unruled

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
    for bins in (1, 100_000):
        assert analysis.throughput(START, START + SECOND, bins).packets.sum() == len(frames)


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


@pytest.mark.parametrize("handlers", [1, 2])
@pytest.mark.parametrize("number", [0, 1, 7, 18, 19])
@pytest.mark.parametrize("off", [-START // SECOND, -YEAR, YEAR])
def test_a_packet_alone_in_its_session_agrees_with_nobody(tmp_path: Path, handlers: int, number: int,
                                                          off: float) -> None:
    frames: list[Timed] = [(second, udp(second % 2)) for second in range(20)]
    frames[number] = (number + off, udp(ports=(50000, 9)))
    analysis = analysed(tmp_path, frames, handlers=handlers)
    alone = next(analysis.session(index) for index in (1, 2) if analysis.session(index).packets == (1, 0))
    assert START <= alone.start_ns == alone.end_ns <= START + 19 * SECOND
    assert analysis.capture.start_ns is not None
    assert analysis.capture.end_ns is not None
    assert START <= analysis.capture.start_ns < analysis.capture.end_ns <= START + 19 * SECOND
    assert [row.packet for row in analysis.findings()] == [number + 1]


@pytest.mark.parametrize("off", [-START // SECOND, -YEAR, -HOUR, -5 * MINUTE, YEAR])
def test_the_last_one_is_wrong_if_it_goes_back_or_leaps(tmp_path: Path, off: float) -> None:
    talk = conversation([(0, b"\xfe\xfe"), (1, b"\xfe\xfe")])
    analysis = analysed(tmp_path, [*talk[:-1], (talk[-1][0] + off, talk[-1][1])])
    assert analysis.session(1).end_reason == EndReason.GRACEFUL
    assert (analysis.capture.start_ns, analysis.session(1).start_ns) == (START, START)
    assert START < analysis.session(1).end_ns == analysis.capture.end_ns < START + SECOND
    assert [row.packet for row in analysis.findings() if row.kind == "packet.time"] == [len(talk)]


@pytest.mark.parametrize("off", [2 * YEAR, 40 * 86400, HOUR, 5 * MINUTE, -START // SECOND, -YEAR])
def test_the_first_one_is_wrong_if_all_others_are_before_it(tmp_path: Path, off: float) -> None:
    talk = conversation([(0, b"\xfe\xfe"), (1, b"\xfe\xfe")])
    analysis = analysed(tmp_path, [(off, talk[0][1]), *talk[1:]])
    assert START < analysis.session(1).start_ns == analysis.capture.start_ns < START + SECOND
    assert analysis.session(1).end_ns == analysis.capture.end_ns
    assert [row.packet for row in analysis.findings() if row.kind == "packet.time"] == [1]


def starts_of(analysis: Analysis) -> list[float]:
    """Seconds after START."""
    return [(start - START) / SECOND for start in analysis.sessions.column("start_ns").tolist()]


def test_what_follows_a_pause_begins_when_it_says(tmp_path: Path) -> None:
    """Sessions of one or two packets, before a jump that is no way back to where time was."""
    frames: list[Timed] = [(second, udp(second % 2)) for second in range(6)]
    frames += [(2200, udp(ports=(41000, 9))), (2200.05, udp(1, ports=(41000, 9)))]
    frames += [(-100 + second / 20, udp(second % 2, ports=(42000, 9))) for second in range(9)]
    frames += [(900, udp(ports=(43000, 9))), (1000, udp(ports=(44000, 9)))]
    frames += [(-5700 + second / 10, udp(second % 2, ports=(45000, 9))) for second in range(3)]
    analysis = analysed(tmp_path, frames)
    assert starts_of(analysis) == [0, 2200, -100, 900, 1000, -5700]
    assert not unruled(analysis)


def test_a_jump_of_years_is_believed_from_its_first_packet_on(tmp_path: Path) -> None:
    frames: list[Timed] = [(second, udp(second % 2)) for second in range(6)]
    frames += [(YEAR + second, udp(ports=(41000 + second, 9))) for second in range(6)]
    frames += [(-YEAR + second, udp(ports=(42000 + second, 9))) for second in range(6)]
    frames += [(YEAR + 8 + second, udp(second, ports=(43000, 9))) for second in range(2)]      # the other clock again
    frames += [(-YEAR + 10 + second, udp(ports=(42000 + second, 9))) for second in range(6)]
    analysis = analysed(tmp_path, frames)
    assert starts_of(analysis) == [0, *(YEAR + second for second in range(6)),
                                   *(-YEAR + second for second in range(6)), YEAR + 8]
    assert not analysis.findings()
    first, last = START - YEAR * SECOND, START + (YEAR + 9) * SECOND
    assert (analysis.capture.start_ns, analysis.capture.end_ns) == (first, last)
    for bins in (20, 100_000):
        assert analysis.throughput(START + YEAR * SECOND, last + 1, bins).packets.sum() == 8


def test_packets_days_apart_are_a_slow_capture(tmp_path: Path) -> None:
    frames: list[Timed] = [(number * 2 * 86400, udp(ports=(40000 + number, 9))) for number in range(11)]
    analysis = analysed(tmp_path, frames)
    assert starts_of(analysis) == [number * 2 * 86400 for number in range(11)]
    assert analysis.capture.end_ns == START + 20 * 86400 * SECOND
    assert not analysis.findings()
