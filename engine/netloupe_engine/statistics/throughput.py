"""Throughput of a time range in equal bins, at any zoom: from the pyramid, or exactly from the packet index."""
import numpy as np
from numpy.typing import NDArray

from ..model import ThroughputSlice
from .series import TimeSeries

Floats = NDArray[np.float64]
BINS_MAX = 100_000


def from_pyramid(series: TimeSeries, start_ns: int, end_ns: int, bins: int) -> ThroughputSlice | None:
    """The range from the coarsest level that is fine enough; None when even the finest is too coarse."""
    origin, width, levels = series.pyramid()
    bin_ns = _bin_ns(start_ns, end_ns, bins)
    if width * 2 > bin_ns:
        return None
    depth = min(int(bin_ns // width).bit_length() - 1, len(levels) - 1)
    total, low, high, packets, sessions = levels[depth]
    starts = origin + (np.arange(len(total)) * (width << depth))
    place = (starts - start_ns) // bin_ns
    inside = (place >= 0) & (place < bins) if len(total) else np.zeros(0, bool)
    place = place[inside].astype(np.intp)
    lowest, highest = np.full(bins, np.inf), np.zeros(bins)
    np.minimum.at(lowest, place, low[inside])
    np.maximum.at(highest, place, high[inside])
    lowest[np.isinf(lowest)] = 0.0
    scale = bin_ns / width
    return ThroughputSlice(start_ns, bin_ns, _sum(place, total[inside], bins), _sum(place, packets[inside], bins),
                           _sum(place, sessions[inside], bins), lowest * scale, highest * scale)


def from_packets(times: NDArray[np.int64], lengths: NDArray[np.uint32], session_starts: NDArray[np.int64],
                 start_ns: int, end_ns: int, bins: int) -> ThroughputSlice:
    """The range counted packet by packet."""
    bin_ns = _bin_ns(start_ns, end_ns, bins)
    inside = (times >= start_ns) & (times < start_ns + bin_ns * bins)
    place = ((times[inside] - start_ns) // bin_ns).astype(np.intp)
    begun = session_starts[(session_starts >= start_ns) & (session_starts < start_ns + bin_ns * bins)]
    total = _sum(place, lengths[inside].astype(np.float64), bins)
    started = _sum(((begun - start_ns) // bin_ns).astype(np.intp), np.ones(len(begun)), bins)
    return ThroughputSlice(start_ns, bin_ns, total, _sum(place, np.ones(len(place)), bins), started, total, total)


def _bin_ns(start_ns: int, end_ns: int, bins: int) -> int:
    if not 1 <= bins <= BINS_MAX or end_ns < start_ns:
        raise ValueError(f"the range must not be negative and there must be 1 to {BINS_MAX} bins")
    return max(1, -(-(end_ns - start_ns) // bins))


def _sum(place: NDArray[np.intp], weights: Floats, bins: int) -> Floats:
    return np.bincount(place, weights, bins).astype(np.float64)[:bins]
