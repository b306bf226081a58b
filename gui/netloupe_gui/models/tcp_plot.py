"""The segments of a TCP session as what is plotted, and how that falls on pixels. NumPy; no widgets.

A plot is made of layers: bars from a value to another, lines that go in steps, points. However many there are, what is
drawn is limited by pixels: bars become runs of pixels, steps the first, lowest, highest and last value of each column.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from netloupe_engine.analysis import TcpSeries

Array = np.ndarray[Any, np.dtype[Any]]
KINDS = ("sequence", "rtt", "window", "throughput")
SYN, FIN, RST = 2, 1, 4
RETRANSMISSION, OUT_OF_ORDER, ZERO_WINDOW, FAR = 2, 4, 16, 256      # of TcpSeries.notes
NS = 1_000_000_000
MANY = 50_000           # things of a layer in sight from which groups of neighbours are drawn for them
GROUP = 32              # ... of so many
CROWD = 20_000          # bars in sight from which those of a column of pixels are joined
BIN_PIXELS = 4          # the least width of a stretch of time whose bytes are added up
SHARE = 0.05            # a side that says less than this of what the other says is not shown at first


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Things of one kind, ascending in time. `lows` and `highs` are the same of steps and points."""

    key: str                # what it is, such as "segment": its name and its colour go by it
    shape: str              # "bars", "steps", "points"
    way: int                # the direction it is about
    times: Array            # int64 ns
    lows: Array
    highs: Array
    rows: Array             # of the segments
    coarse: Layer | None = None     # neighbours joined, for a view in which they lie on each other


@dataclass(frozen=True, slots=True, eq=False)
class TcpPlot:
    """A session, ready to be drawn."""

    series: TcpSeries
    start_ns: int
    end_ns: int
    layers: dict[str, tuple[Layer, ...]]        # by kind of plot; throughput has none: it depends on the view
    sizes: tuple[int, int]                      # bytes of payload by direction
    retransmissions: tuple[int, int]
    order: Array                                # rows, ascending in time
    times: Array                                # ... their times
    sent: tuple[Array, Array]                   # bytes that a direction sent before each of these rows, and all in all
    acked: tuple[Array, Array]                  # ... that were acknowledged

    @property
    def main_ways(self) -> tuple[int, ...]:
        """The directions that are worth seeing at first."""
        most = max(self.sizes)
        return tuple(way for way in (0, 1) if self.sizes[way] >= SHARE * most)

    def rtts(self, way: int) -> Array:
        """The round trips of what a direction said, in ns."""
        return next(layer.lows for layer in self.layers["rtt"] if layer.way == way)

    def row_of(self, packet: int) -> int:
        """The row of a packet, -1 if it is none of this session."""
        at = int(np.searchsorted(self.series.packets, packet))
        return at if at < len(self.series) and int(self.series.packets[at]) == packet else -1


def plot_of(series: TcpSeries) -> TcpPlot:
    """Everything that is plotted of a session. Any thread."""
    times = series.times_ns
    order = np.arange(len(times))
    if len(times) and np.any(np.diff(times) < 0):
        order = np.argsort(times, kind="stable")
    layers: dict[str, list[Layer]] = {kind: [] for kind in KINDS}
    said = series.ways[order], series.notes[order], series.flags[order]
    for way in (0, 1):
        _add_sequence(layers["sequence"], series, order, way, *said)
        _add_rtt(layers["rtt"], series, order, way, said[0])
        _add_window(layers["window"], series, order, way, *said)
    mine = [series.ways == way for way in (0, 1)]
    again = [int(np.count_nonzero(series.notes[of] & RETRANSMISSION)) for of in mine]
    start, end = (int(times[order[0]]), int(times[order[-1]])) if len(times) else (0, 0)
    sizes = [int(series.sizes[of].sum()) for of in mine]
    return TcpPlot(series, start, max(end, start + 1000), {kind: tuple(found) for kind, found in layers.items()},
                   (sizes[0], sizes[1]), (again[0], again[1]), order, times[order],
                   (_sums(series.sizes[order], said[0] == 0), _sums(series.sizes[order], said[0] == 1)),
                   (_sums(series.acked[order], said[0] == 1), _sums(series.acked[order], said[0] == 0)))


def _sums(values: Array, mine: Array) -> Array:
    return np.concatenate(([0], np.cumsum(np.where(mine, values, 0))))


def _add_sequence(layers: list[Layer], series: TcpSeries, order: Array, way: int, ways: Array, notes: Array,
                  flags: Array) -> None:
    """As tcptrace draws it: what a side sent as bars, what the other acknowledged and allows it as steps."""
    near = notes & FAR == 0
    extra = ((flags & SYN) // SYN + (flags & FIN))
    sizes = series.sizes[order] + extra
    lows = series.sequences[order]
    has_acks = (ways != way) & near & (series.acks[order] >= 0)
    acks = order[has_acks]
    told = np.maximum.accumulate(series.acks[acks])
    allowed = acks[flags[has_acks] & (SYN | RST) == 0]
    limits = series.acks[allowed] + series.windows[allowed]
    layers.append(_layer("window", "steps", way, series, allowed, limits))
    layers.append(_layer("ack", "steps", way, series, acks, told))
    if len(series.block_rows):
        places = np.argsort(order)[series.block_rows] if np.any(np.diff(order) < 0) else series.block_rows
        mine = np.flatnonzero(series.ways[series.block_rows] != way)
        mine = mine[np.argsort(places[mine], kind="stable")]
        layers.append(_layer("sack", "bars", way, series, series.block_rows[mine], series.block_begins[mine],
                             series.block_ends[mine]))
    said = (ways == way) & near & (sizes > 0)
    is_again, is_late = notes & RETRANSMISSION != 0, notes & OUT_OF_ORDER != 0
    for key, chosen in (("segment", said & ~is_again & ~is_late), ("out_of_order", said & is_late),
                        ("retransmission", said & is_again)):
        rows = np.flatnonzero(chosen)
        layers.append(_layer(key, "bars", way, series, order[rows], lows[rows], lows[rows] + sizes[rows]))
    closed = has_acks & (notes & ZERO_WINDOW != 0)
    layers.append(_layer("zero_window", "points", way, series, order[closed], series.acks[order[closed]]))


def _add_rtt(layers: list[Layer], series: TcpSeries, order: Array, way: int, ways: Array) -> None:
    mine = order[(ways != way) & (series.rtt_ns[order] >= 0)]
    layers.append(_layer("rtt", "points", way, series, mine, series.rtt_ns[mine]))


def _add_window(layers: list[Layer], series: TcpSeries, order: Array, way: int, ways: Array, notes: Array,
                flags: Array) -> None:
    near = notes & FAR == 0
    told = order[(ways != way) & near & (flags & (SYN | RST) == 0)]
    layers.append(_layer("window", "steps", way, series, told, series.windows[told]))
    rows = order[near]
    layers.append(_layer("in_flight", "steps", way, series, rows, series.in_flight[way][rows]))
    closed = told[series.notes[told] & ZERO_WINDOW != 0]
    layers.append(_layer("zero_window", "points", way, series, closed, series.windows[closed]))


def _layer(key: str, shape: str, way: int, series: TcpSeries, rows: Array, lows: Array,
           highs: Array | None = None) -> Layer:
    layer = Layer(key, shape, way, series.times_ns[rows], lows, lows if highs is None else highs, rows)
    return layer if len(rows) <= MANY else replace(layer, coarse=_coarse(layer))


def _coarse(layer: Layer) -> Layer:
    """Each group of neighbours as one bar, as two points, or as steps through what it passes."""
    begins = np.arange(0, len(layer.times), GROUP)
    ends = np.append(begins[1:], len(layer.times)) - 1
    low, high = np.minimum.reduceat(layer.lows, begins), np.maximum.reduceat(layer.highs, begins)
    times, rows = layer.times[begins], layer.rows[begins]
    if layer.shape == "bars":
        return replace(layer, times=times, lows=low, highs=high, rows=rows)
    parts = [low, high]
    each = [times, times]
    if layer.shape == "steps":
        parts = [layer.lows[begins], low, high, layer.lows[ends]]
        each = [times, times, times, layer.times[ends]]
    values = np.stack(parts, axis=1).reshape(-1)
    return replace(layer, times=np.stack(each, axis=1).reshape(-1), lows=values, highs=values,
                   rows=np.repeat(rows, len(parts)))


def throughput_layers(plot: TcpPlot, ways: tuple[int, ...], start_ns: int, end_ns: int, width: int) -> list[Layer]:
    """Bits sent and acknowledged each second, in stretches of time that can be told apart."""
    bins = max(1, width // BIN_PIXELS)
    edges = (start_ns + np.arange(bins + 1) * ((end_ns - start_ns) / bins)).astype(np.int64)
    edges[-1] = end_ns
    cuts = np.searchsorted(plot.times, edges)
    seconds = (end_ns - start_ns) / bins / NS
    none = np.full(bins, -1)
    layers = []
    for way in ways:
        for key, sums in (("sent", plot.sent[way]), ("acked", plot.acked[way])):
            values = np.diff(sums[cuts]) * (8 / seconds)
            layers.append(Layer(key, "steps", way, edges[:-1], values, values, none))
    return layers


# ---- on pixels

def in_sight(layer: Layer, start_ns: int, end_ns: int) -> tuple[Layer, slice]:
    """The things of a layer in a range of time, of very many their groups; of steps with the one before, which goes on
    into it."""
    low, high = (int(at) for at in np.searchsorted(layer.times, (start_ns, end_ns + 1)))
    if high - low > MANY and layer.coarse is not None:
        return in_sight(layer.coarse, start_ns, end_ns)
    if layer.shape == "steps":
        low, high = max(0, low - 1), min(len(layer.times), high + 1)
    return layer, slice(low, high)


def values_in_sight(layers: list[Layer], start_ns: int, end_ns: int) -> tuple[float, float] | None:
    """The lowest and the highest value; the limit of a window counts as far as it lies near the others."""
    lows, highs, limits = [], [], []
    for whole in layers:
        layer, part = in_sight(whole, start_ns, end_ns)
        if part.start >= part.stop:
            continue
        if layer.key == "window":
            limits.append(float(layer.highs[part].max()))
        else:
            lows.append(float(layer.lows[part].min()))
            highs.append(float(layer.highs[part].max()))
    if not lows:
        return (0.0, max(limits)) if limits else None
    low, high = min(lows), max(highs)
    near = high + max(0.5 * (high - low), 1.0)
    return low, max([high, *(limit for limit in limits if limit <= near)])


def runs(x: Array, tops: Array, bottoms: Array, width: int, height: int) -> tuple[Array, Array, Array]:
    """Columns of pixels that bars cover, as runs: (x, top, bottom), each pixel once. Bars outside are cut off."""
    inside = (x >= 0) & (x < width) & (bottoms >= 0) & (tops < height)
    x, tops, bottoms = x[inside], np.maximum(tops[inside], 0), np.minimum(bottoms[inside], height - 1)
    cells = width * (height + 1)
    marks = np.bincount(x * (height + 1) + tops, minlength=cells)
    marks -= np.bincount(x * (height + 1) + bottoms + 1, minlength=cells)
    filled = np.zeros((width, height + 2), np.bool_)
    filled[:, 1:] = np.cumsum(marks.reshape(width, height + 1), axis=1) > 0
    edges = np.diff(filled.astype(np.int8), axis=1)
    columns, begins = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    return columns, begins, ends - 1


def joined(x: Array, tops: Array, bottoms: Array) -> tuple[Array, Array, Array]:
    """Bars, ascending in `x`, with those of a column made one."""
    begins = np.flatnonzero(np.diff(x, prepend=x[0] - 1))
    return x[begins], np.minimum.reduceat(tops, begins), np.maximum.reduceat(bottoms, begins)


def steps(x: Array, y: Array) -> tuple[Array, Array]:
    """The corners of a line in steps, of each column of pixels the first, lowest, highest and last value."""
    if not len(x):
        return x, y
    begins = np.flatnonzero(np.diff(x, prepend=x[0] - 1))
    ends = np.append(begins[1:], len(x)) - 1
    columns = x[begins]
    four = np.stack((y[begins], np.minimum.reduceat(y, begins), np.maximum.reduceat(y, begins), y[ends]), axis=1)
    before = np.concatenate((four[:1, 0], four[:-1, 3]))        # the value with which the column is reached
    told = np.concatenate((before[:, None], four), axis=1)
    return np.repeat(columns, 5), told.reshape(-1)


def nearest(layer: Layer, moment: int, reach_ns: int, value: float, value_reach: float) -> tuple[float, int]:
    """The thing nearest to a place: how far (1: at the edge of what is meant), and where in the layer; -1: none."""
    low, high = (int(at) for at in np.searchsorted(layer.times, (moment - reach_ns, moment + reach_ns + 1)))
    if low >= high:
        return 2.0, -1
    away = np.abs(layer.times[low:high] - moment) / max(reach_ns, 1)
    above, below = layer.lows[low:high] - value, value - layer.highs[low:high]
    off = np.maximum(np.maximum(above, below), 0) / max(value_reach, 1e-12)
    distance = np.hypot(away, off)
    at = int(np.argmin(distance))
    return float(distance[at]), low + at
