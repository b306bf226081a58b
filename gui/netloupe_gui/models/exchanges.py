"""What was asked and answered in a session, and how that falls on pixels. NumPy and the engine's values; no widgets."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from netloupe_gui.text import duration, safe

if TYPE_CHECKING:
    from netloupe_engine.analysis import Span

Array = np.ndarray[Any, np.dtype[Any]]
ROWS_MAX = 3            # spans at the same time stand below each other, in so many rows
NARROW = 4              # pixels of width below which a span is a mere mark
DRAWN_MAX = 2_000       # spans that are wider than that, at once


@dataclass(frozen=True, slots=True)
class Exchanges:
    """The spans of a session, ascending in time, as columns."""

    spans: Sequence[Span]
    begins: Array           # ns
    answers: Array          # where an answer begins; the end where there is none
    ends: Array
    latest: Array           # the latest end so far: what overlaps a range is found by it
    is_answered: Array
    levels: Array           # the row of each, from 0
    rows: int               # how many there are

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def unanswered(self) -> int:
        """How many have no answer."""
        return int(np.count_nonzero(~self.is_answered))

    def within(self, start_ns: int, end_ns: int) -> Array:
        """Those that overlap a range of time."""
        low, high = int(np.searchsorted(self.latest, start_ns)), int(np.searchsorted(self.begins, end_ns, "right"))
        found = np.arange(low, high)
        return found[self.ends[low:high] >= start_ns]

    def at(self, moment: int, reach_ns: int, level: int, rows: int) -> int:
        """The span at a moment in a row, or the nearest within reach; -1: none."""
        found = self.within(moment - reach_ns, moment + reach_ns)
        found = found[self.levels[found] % max(1, rows) == level]
        if not len(found):
            return -1
        away = np.maximum(np.maximum(self.begins[found] - moment, moment - self.ends[found]), 0)
        best = found[away == away.min()]
        return int(best[-1])        # of those that overlap the one that is drawn last

    def line(self, at: int) -> str:
        """A span in a line."""
        span = self.spans[at]
        asked = safe(span.title) or "?"
        if not span.is_answered:
            return f"{asked} → –"
        return f"{asked} → {safe(span.answer) or '…'} · {duration(span.wait_ns or 0)}"


def exchanges_of(spans: Sequence[Span]) -> Exchanges:
    """Columns of spans, ascending in time. Any thread."""
    begins = np.array([span.time_ns for span in spans], np.int64)
    ends = np.maximum(np.array([span.end_ns for span in spans], np.int64), begins)
    is_answered = np.array([span.is_answered for span in spans], np.bool_)
    answers = np.where(is_answered, np.array([span.answer_ns for span in spans], np.int64), ends)
    levels, rows = _levels(begins.tolist(), ends.tolist())
    latest = np.maximum.accumulate(ends) if len(ends) else ends
    return Exchanges(spans, begins, np.clip(answers, begins, ends), ends, latest, is_answered, levels, rows)


def _levels(begins: list[int], ends: list[int]) -> tuple[Array, int]:
    """A row for each: the first that is free, or the one that is free soonest."""
    free = [-(1 << 62)] * ROWS_MAX
    levels = []
    for begin, end in zip(begins, ends, strict=True):
        level = next((at for at, until in enumerate(free) if until <= begin), free.index(min(free)))
        levels.append(level)
        free[level] = max(end, free[level])
    return np.array(levels, np.int64), max(levels, default=0) + 1
