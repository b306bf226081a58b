"""Time stamps nobody agrees with, and the span of the others."""
from pathlib import Path

import pytest

from tests.unit.traffic import SECOND, START, analysed, conversation

TALK = conversation([(0, b"hello"), (1, b"world")])
YEAR_S = 365 * 24 * 3600


@pytest.mark.parametrize("off_s", [-20 * YEAR_S, 20 * YEAR_S])
def test_one_wrong_time_does_not_stretch_the_capture(tmp_path: Path, off_s: int) -> None:
    frames = [*TALK[:4], (off_s, TALK[4][1]), *TALK[5:]]
    analysis = analysed(tmp_path, frames)
    capture = analysis.capture
    assert capture.start_ns == START
    assert capture.end_ns is not None
    assert capture.end_ns - START < 10 * SECOND
    assert [(row.kind, row.packet) for row in analysis.findings() if row.kind == "packet.time"] == [("packet.time", 5)]


def test_a_capture_without_packets_has_no_span(tmp_path: Path) -> None:
    capture = analysed(tmp_path, []).capture
    assert (capture.start_ns, capture.end_ns) == (None, None)


def test_times_that_others_agree_with_are_right(tmp_path: Path) -> None:
    later = [(YEAR_S + at, frame) for at, frame in conversation([(0, b"next year")], ports=(40001, 80))]
    analysis = analysed(tmp_path, [*TALK, *later])
    assert not [row for row in analysis.findings() if row.kind == "packet.time"]
    assert analysis.capture.end_ns is not None
    assert analysis.capture.end_ns > START + YEAR_S * SECOND
