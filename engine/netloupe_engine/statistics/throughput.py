"""Throughput of a time range in equal bins, exact at any zoom: from the pyramid, or from the packet index.

What comes from the pyramid is counted in whole bins of it, so the slice may begin a little before the time asked for
and its bins may be a little wider; it says where and how wide they are.
"""
import numpy as np
from numpy.typing import NDArray

from ..model import ThroughputSlice
from .series import TimeSeries

Floats = NDArray[np.float64]
BINS_MAX = 100_000
_FINER = 8          # bins of the pyramid in one of the slice, at least where the pyramid has them


def from_pyramid(series: TimeSeries, start_ns: int, end_ns: int, bins: int) -> ThroughputSlice | None:
    """The range from the coarsest level that is fine enough; None when even the finest is too coarse."""
    origin, width, levels = series.pyramid()
    wanted = _bin_ns(start_ns, end_ns, bins)
    if width * 2 > wanted:
        return None
    depth = min(max(wanted // width // _FINER, 1).bit_length() - 1, len(levels) - 1)
    total, low, high, packets, sessions = levels[depth]
    unit = width << depth
    first = (start_ns - origin) // unit
    start = origin + first * unit
    together = -(-(end_ns - start) // (bins * unit))
    place = (np.arange(len(total)) - first) // together
    inside = (place >= 0) & (place < bins)
    place = place[inside].astype(np.intp)
    lowest, highest = np.full(bins, np.inf), np.zeros(bins)
    np.minimum.at(lowest, place, low[inside])
    np.maximum.at(highest, place, high[inside])
    lowest[np.isinf(lowest)] = 0.0
    scale = together * unit / width
    return ThroughputSlice(start, together * unit, _sum(place, total[inside], bins), _sum(place, packets[inside], bins),
                           _sum(place, sessions[inside], bins), lowest * scale, highest * scale, width)


def from_packets(times: NDArray[np.int64], lengths: NDArray[np.uint32], session_starts: NDArray[np.int64],
                 start_ns: int, end_ns: int, bins: int) -> ThroughputSlice:
    """The range counted packet by packet."""
    bin_ns = _bin_ns(start_ns, end_ns, bins)
    place, inside = _places(times, start_ns, bin_ns, bins)
    begun, _ = _places(session_starts, start_ns, bin_ns, bins)
    total = _sum(place, lengths[inside].astype(np.float64), bins)
    return ThroughputSlice(start_ns, bin_ns, total, _sum(place, np.ones(len(place)), bins),
                           _sum(begun, np.ones(len(begun)), bins), total, total)


def _places(times: NDArray[np.int64], start_ns: int, bin_ns: int,
            bins: int) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """The bins of those times that have one, and which those are. Differences are unsigned: any two times have one."""
    inside = (times >= start_ns) & (times < start_ns + bin_ns * bins)
    since = times[inside].astype(np.uint64) - np.uint64(start_ns % 2**64)
    return (since // np.uint64(bin_ns)).astype(np.intp), inside


def _bin_ns(start_ns: int, end_ns: int, bins: int) -> int:
    if not 1 <= bins <= BINS_MAX or end_ns < start_ns:
        raise ValueError(f"the range must not be negative and there must be 1 to {BINS_MAX} bins")
    return max(1, -(-(end_ns - start_ns) // bins))


def _sum(place: NDArray[np.intp], weights: Floats, bins: int) -> Floats:
    return np.bincount(place, weights, bins).astype(np.float64)[:bins]
