"""Time stamps that nobody else agrees with."""
from pathlib import Path

import pytest

from netloupe_engine.model import EndReason
from tests.unit.traffic import SECOND, START, Timed, analysed, conversation, udp

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


def test_a_jump_that_others_follow_is_believed(tmp_path: Path) -> None:
    frames: list[Timed] = [(second, udp(second % 2)) for second in range(5)]
    frames += [(YEAR + second, udp(second % 2, ports=(50000, 9))) for second in range(5)]
    analysis = analysed(tmp_path, frames)
    assert [analysis.session(number).end_reason for number in (1, 2)] == [EndReason.IDLE, EndReason.CAPTURE_END]
    assert analysis.capture.end_ns == START + (YEAR + 4) * SECOND
    assert not analysis.findings()
