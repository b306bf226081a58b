"""Where the bars of a distribution begin and end, and the stretches of a time axis: bounds that read well."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The preferred numbers of ISO 3, hundredfold: ten a decade, and five where there are many decades.
_TEN = (100, 125, 160, 200, 250, 315, 400, 500, 630, 800)
_FIVE = (100, 160, 250, 400, 630)
_DECADES_FINE = 4       # up to so many, ten bars each
_LINEAR = 4             # up to this ratio of most to least, bars are equally wide
_BARS = 20              # then, about
_S = 10**9
# Widths of stretches of time: 1, 2, 5 and so on in seconds, then parts of hours and days.
_WIDTHS = (*(digit * 10**power for power in range(9) for digit in (1, 2, 5)), *(seconds * _S for seconds in (
    1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400, 7 * 86_400, 30 * 86_400,
    365 * 86_400, 3650 * 86_400, 100 * 365 * 86_400, 1000 * 365 * 86_400)))


def edges_of(least: int, most: int) -> list[int]:
    """Bounds around whole numbers from `least` (at least 1) to `most`, ascending and different, growing by their ratio
    where numbers differ much; the last is above `most`."""
    if most < _LINEAR * least:
        wanted = max((most - least) // _BARS, 1)
        step = next(width for width in _WIDTHS if width >= wanted)
        return [*range(least // step * step, most + 1, step), (most // step + 1) * step]
    first, last = len(str(least)) - 1, len(str(most)) - 1
    figures = _TEN if last - first <= _DECADES_FINE else _FIVE
    edges = sorted({-(-figure * 10**power // 100) for power in range(first, last + 2) for figure in figures})
    begin = max(at for at, edge in enumerate(edges) if edge <= least)
    end = next(at for at, edge in enumerate(edges) if edge > most)
    return edges[begin:end + 1]


@record(frozen=True, slots=True)
class Stretches:
    """Stretches of time of one width."""

    start_ns: int
    width_ns: int
    count: int

    @property
    def axis(self) -> tuple[int, int, int]:
        """Where the first one begins, how wide each is, and how many there are."""
        return self.start_ns, self.width_ns, self.count

    def places(self, times: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The stretch of each time that is in one, and which those are."""
        inside = (times >= self.start_ns) & (times <= self.start_ns + (self.width_ns * self.count - 1))
        return (times[inside] - self.start_ns) // self.width_ns, inside


def stretches(origin_ns: int, span: tuple[int, int], count_max: int) -> Stretches:
    """A span of time in `count_max` stretches or fewer; they begin at whole widths after `origin_ns`."""
    low, high = span
    for width in _WIDTHS:
        first = (low - origin_ns) // width
        count = (high - origin_ns) // width - first + 1
        if count <= count_max:
            break
    return Stretches(origin_ns + first * width, width, max(count, 1))
