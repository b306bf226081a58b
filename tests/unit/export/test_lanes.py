"""Lanes painted without Python, against a picture made session by session."""
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.model import State

COLOURS = np.array([(30 * state, 200 - 20 * state, 7 * state) for state in range(len(State))], np.float32)
GROUND = np.array((250, 240, 230), np.float32)


@pytest.fixture
def analysis(sample: Path) -> Iterator[Analysis]:
    with analyze(sample) as found:
        yield found


def blank(lines: int, width: int) -> np.ndarray:
    pixels = np.empty((lines, width, 4), np.uint8)
    pixels[:] = (*GROUND[::-1], 255)
    return pixels


def by_hand(analysis: Analysis, rows: list[int], lines: list[int], span: tuple[int, int], shortest: int, faint: float,
            shape: tuple[int, int]) -> np.ndarray:
    """The same picture, one session and one change of state after the other."""
    seen, width = np.zeros((*shape, len(State)), int), shape[1]

    def column(moment: int) -> int:
        return int(np.floor(np.clip((moment - span[0]) * width / (span[1] - span[0]), -4, width + 4)))
    for row, line in zip(rows, lines, strict=True):
        session = analysis.session(row + 1)
        begins = [column(min(change.time_ns, session.end_ns)) for change in session.states]
        ends = [*begins[1:], max(column(session.end_ns), begins[-1] + shortest)]
        for change, begin, end in zip(session.states, begins, ends, strict=True):
            seen[line, max(begin, 0):max(end, 0), change.state] += 1
    pixels = blank(*shape)
    for line, x in zip(*np.nonzero(seen.sum(axis=2)), strict=True):
        here, many = seen[line, x], lines.count(int(line))
        opacity = faint + (1 - faint) * np.sqrt(min(here.sum() / many, 1))
        pixels[line, x, :3] = (GROUND + opacity * (here @ COLOURS / here.sum() - GROUND))[::-1]
    return pixels


@pytest.mark.parametrize(("begin", "end", "shortest", "lines_of"), [
    (0.0, 1.0, 1, 12), (0.3, 0.6, 3, 144), (0.9, 1.4, 1, 1)])
def test_it_is_what_each_session_says(analysis: Analysis, begin: float, end: float, shortest: int,
                                      lines_of: int) -> None:
    whole = analysis.capture
    rows = np.arange(len(analysis.sessions), dtype=np.uint32)[::-1].copy()
    lines = np.arange(len(rows)) * lines_of // len(rows)
    length = whole.end_ns - whole.start_ns
    span = whole.start_ns + int(begin * length), whole.start_ns + int(end * length)
    pixels = blank(lines_of, 200)
    analysis.sessions.paint_lanes(rows, lines, span, shortest, COLOURS, GROUND, 0.4, pixels)
    wanted = by_hand(analysis, rows.tolist(), lines.tolist(), span, shortest, 0.4, (lines_of, 200))
    assert np.abs(pixels.astype(int) - wanted).max() <= 1       # of a colour's 255
    assert (pixels[..., :3] != GROUND[::-1].astype(np.uint8)).any()


def test_what_is_not_there_is_refused(analysis: Analysis) -> None:
    paint = analysis.sessions.paint_lanes
    none = len(analysis.sessions)
    for rows, lines in (([none], [0]), ([0], [5]), ([0], [-1])):
        with pytest.raises(IndexError):
            paint(np.array(rows, np.uint32), np.array(lines), (0, 1), 1, COLOURS, GROUND, 0.4, blank(5, 10))
    with pytest.raises(ValueError, match="fit together"):
        paint(np.zeros(2, np.uint32), np.zeros(1, int), (0, 1), 1, COLOURS, GROUND, 0.4, blank(5, 10))


def test_any_moment_may_be_asked_for(analysis: Analysis) -> None:
    rows = np.arange(len(analysis.sessions), dtype=np.uint32)
    pixels = blank(1, 10)
    for span in ((-2**63, 2**63 - 1), (5, 5), (2**63 - 1, -2**63)):
        analysis.sessions.paint_lanes(rows, np.zeros(len(rows), int), span, 1, COLOURS, GROUND, 0.4, pixels)
