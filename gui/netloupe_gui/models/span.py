"""The range of time that is worth showing: a few wrong time stamps, years off, do not stretch it."""
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis
    from netloupe_engine.model import CaptureInfo

DAY_NS = 86_400 * 1_000_000_000
FAR = 50                    # times the length of the middle half, and a day at least, beyond it: a wrong time ...
STRAY_SHARE = 1000          # ... if it is one, or one in so many
FEWEST = 4                  # times of which one can be told to be odd
SAMPLE = 100_000
GROWTH = 1.1                # so much longer a capture must be before all its times are looked at again


@dataclass(frozen=True, slots=True)
class Span:
    """A range of time in nanoseconds since the epoch, and how many times lie far outside of it."""

    start_ns: int
    end_ns: int
    strays: int = 0

    @property
    def is_long(self) -> bool:
        """Whether a time of day alone may be of more than one day."""
        return self.end_ns - self.start_ns >= DAY_NS


def span_of(times: NDArray[np.int64]) -> Span:
    """The range of these times, in any order; at least one."""
    start, end = int(times.min()), int(times.max())
    if end - start <= DAY_NS or len(times) < FEWEST:
        return Span(start, end)
    some = times[::max(1, len(times) // SAMPLE)]
    low, high = (int(value) for value in np.quantile(some, (0.25, 0.75), method="nearest"))
    far = max(FAR * (high - low), DAY_NS)
    if start >= low - far and end <= high + far:
        return Span(start, end)
    inside = (times >= max(low - far, start)) & (times <= min(high + far, end))
    strays = len(times) - int(np.count_nonzero(inside))
    if strays > max(1, len(times) // STRAY_SHARE):
        return Span(start, end)
    kept = times[inside]
    return Span(int(kept.min()), int(kept.max()), strays)


class CaptureSpan:
    """The range of a capture that may grow; looks at all its packets only where its ends are more than a day apart."""

    def __init__(self) -> None:
        """Nothing is known."""
        self._analysis: Any = None
        self._packets = 0
        self._ends = (0, 0)
        self._span = Span(0, 0)

    def of(self, analysis: "Analysis", capture: "CaptureInfo") -> Span | None:
        """The range now; None without packets."""
        start, end = capture.start_ns, capture.end_ns
        if start is None or end is None:
            return None
        if end - start <= DAY_NS:
            return Span(start, end)
        packets = len(analysis.packets)
        if analysis is not self._analysis or (start, end) != self._ends or packets > self._packets * GROWTH:
            self._analysis, self._packets, self._ends = analysis, packets, (start, end)
            self._span = span_of(analysis.packets.column("time_ns", 0, packets)) if packets else Span(start, end)
        return self._span
