"""How a quantity of sessions or packets is distributed: bars from bound to bound, and percentiles."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..filters.conditions import duration_text
from ..filters.fields import SessionField
from ..quantities import count as count_text
from ..quantities import duration as duration_read
from ..quantities import size as size_text
from . import conditions
from .bins import edges_of, stretches
from .scope import Scope
from .statistic import Column, Fact, Statistic, StatisticKind, Unit
from .tallies import target_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PERCENTILES = (50, 90, 99)
STRETCHES_MAX = 120         # of percentiles over time
_TIME_BITS = 56             # of a duration, below the number of its stretch: 2.2 years
_TEXTS = {Unit.DURATION: duration_read, Unit.BYTES: size_text, Unit.COUNT: count_text}
# Doubling from 40 bytes on, since most packets are near one of these.
PACKET_EDGES = (0, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 1 << 24)


def of_field(scope: Scope, kind: StatisticKind, name: str, unit: Unit, within: str = "") -> Statistic:
    """Sessions by a field that is a whole number: a row for zero, then bars whose bounds grow alike."""
    import numpy as np
    values, asked = _values(scope, name, within)
    rows: list[tuple[int, int]] = [(0, 1)] if len(values) and values.min() == 0 else []
    above = values[values > 0]
    if len(above):
        edges = edges_of(int(above.min()), int(above.max()))
        rows += pairwise(edges)
    lows = np.array([low for low, _ in rows], values.dtype)
    counts = np.bincount(np.searchsorted(lows, values, "right") - 1, minlength=len(rows)) if rows \
        else np.zeros(0, np.int64)
    said = _TEXTS[unit]
    text = duration_text if unit is Unit.DURATION else str
    told = tuple(conditions.every(within, f"{name} == {text(low)}" if high - low == 1
                                  else f"{name} >= {text(low)} and {name} < {text(high)}") for low, high in rows)
    labels = tuple(said(low) if high - low == 1 else f"{said(low)} – {said(high)}" for low, high in rows)
    return Statistic(kind, _columns(labels, rows, unit, counts), "sessions", told, int(asked.sum()),
                     facts=_facts(values, unit))


def over_time(scope: Scope, kind: StatisticKind, name: str, within: str = "") -> Statistic:
    """Percentiles of a duration of sessions, by when they began."""
    import numpy as np
    values, asked = _values(scope, name, within)
    view = scope.view
    known = _known(scope, name) & asked
    begun = view.column("start_ns")[known]
    found = stretches(view.clock.start_ns, scope.span, STRETCHES_MAX)
    place, inside = found.places(begun)
    longest = (1 << _TIME_BITS) - 1
    packed = place.astype("u8") << np.uint64(_TIME_BITS) | np.minimum(values[inside], longest).astype("u8")
    packed.sort()
    counts = np.bincount(place, minlength=found.count)
    there = np.flatnonzero(counts)
    begin = np.cumsum(counts) - counts
    at = {percent: packed[begin[there] + _rank(counts[there], percent)] & np.uint64(longest)
          for percent in PERCENTILES}
    since = [(found.start_ns - view.clock.start_ns + stretch * found.width_ns) for stretch in there.tolist()]
    told = tuple(conditions.every(within, f"start >= {_since(low)} and start < {_since(low + found.width_ns)}", name)
                 for low in since)
    labels = tuple(f"{duration_read(low)} – {duration_read(low + found.width_ns)}" for low in since)
    columns = (Column("time", "Since the start", Unit.TEXT, labels),
               Column("start", "From", Unit.TIME, found.start_ns + there * found.width_ns),
               Column("sessions", "Sessions", Unit.COUNT, counts[there].astype("u8")),
               *(Column(f"p{percent}", f"p{percent}", Unit.DURATION, at[percent].astype("i8"))
                 for percent in PERCENTILES))
    return Statistic(kind, columns, "p50", told, int(asked.sum()), facts=_facts(values, Unit.DURATION))


def _since(value_ns: int) -> str:
    """A time after the beginning of the capture; nothing is before it."""
    return duration_text(max(value_ns, 0))


Bound = tuple[str, float]     # as a filter writes it, and what it is


def of_attributes(scope: Scope, kind: StatisticKind, names: Sequence[str], ranges: Sequence[tuple[str, Bound, Bound]],
                  unit: Unit, origin: float = 0) -> Statistic:
    """Sessions by numbers of which they may have several: in each of `ranges`, which have a label, and whose bounds
    belong to them and count from `origin`."""
    import numpy as np
    asked = scope.chosen
    parts = [scope.view.of_attribute(target_of(scope, name)) for name in names]  # type: ignore[arg-type]
    values = np.concatenate([np.asarray(part.values) for part in parts])
    rows = np.concatenate([np.asarray(part.rows) for part in parts])
    inside = asked[rows]
    values, rows = values[inside], rows[inside]
    sessions, times, told = [], [], []
    for _, (low_text, low), (high_text, high) in ranges:
        scope.view.check()
        hit = (values >= origin + low) & (values <= origin + high)
        sessions.append(len(np.unique(rows[hit])))
        times.append(int(hit.sum()))
        told.append(conditions.any_of([f"{name} in {{{low_text}..{high_text}}}" for name in names]))
    columns = (Column("range", "Range", Unit.TEXT, tuple(label for label, *_ in ranges)),
               Column("sessions", "Sessions", Unit.COUNT, np.array(sessions, np.uint64)),
               Column("times", "Times", Unit.COUNT, np.array(times, np.uint64)))
    return Statistic(kind, columns, "sessions", tuple(told), int(asked.sum()),
                     facts=_facts(values, unit) if unit is not Unit.TIME else ())


def packet_sizes(scope: Scope, kind: StatisticKind) -> Statistic:
    """Packets by their lengths, and how many sessions have any such packet."""
    import numpy as np
    count = len(PACKET_EDGES) - 1
    classes = (np.searchsorted(PACKET_EDGES, np.arange(PACKET_EDGES[-2] + 1), "right") - 1).astype("u1")
    counts, marks = scope.traffic().lengths(classes)
    there = np.flatnonzero(counts)
    times = counts[there].astype("i8")
    bins = classes[np.minimum(there, len(classes) - 1)]
    packets, sums = np.bincount(bins, times, count), np.bincount(bins, times * there, count)
    having = marks[1:][scope.chosen]
    sessions = np.array([np.count_nonzero(having & (1 << at)) for at in range(count)])
    edges = list(pairwise(PACKET_EDGES))
    told = tuple(f"packet where frame.length in {{{low}..{high - 1}}}" if high < PACKET_EDGES[-1]
                 else f"packet where frame.length >= {low}" for low, high in edges)
    labels = tuple(f"{low:,} – {high - 1:,} B" if high < PACKET_EDGES[-1] else f"{low:,} B –" for low, high in edges)
    some = [at for at in range(count) if sessions[at] or packets[at]]
    rows = list(range(some[0], some[-1] + 1)) if some else []
    columns = (Column("length", "Length", Unit.TEXT, tuple(labels[at] for at in rows)),
               Column("packets", "Packets", Unit.COUNT, packets[rows].astype("u8")),
               Column("bytes", "Bytes", Unit.BYTES, sums[rows].astype("u8")),
               Column("sessions", "Sessions", Unit.COUNT, sessions[rows].astype("u8")))
    return Statistic(kind, columns, "packets", tuple(told[at] for at in rows), int(scope.chosen.sum()),
                     facts=_facts_of_counted(there, times, Unit.BYTES))


def _values(scope: Scope, name: str, within: str) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The values of the sessions that have one, and which sessions were asked."""
    asked = scope.mask(within)
    return _plain(scope, name)[0][_known(scope, name) & asked], asked


def _plain(scope: Scope, name: str) -> tuple[NDArray[Any], Any]:
    target = target_of(scope, name)
    assert isinstance(target, SessionField)
    (found,) = scope.view.of_field(target)
    return found.values, found.known  # type: ignore[return-value]


def _known(scope: Scope, name: str) -> NDArray[np.bool_]:
    import numpy as np
    values, known = _plain(scope, name)
    return np.ones(len(values), np.bool_) if known is None else known


def _columns(labels: tuple[str, ...], rows: Sequence[tuple[int, int]], unit: Unit,
             counts: NDArray[np.int64]) -> tuple[Column, ...]:
    import numpy as np
    return (Column("range", "Range", Unit.TEXT, labels),
            Column("low", "From", unit, np.array([low for low, _ in rows], np.int64)),
            Column("high", "Below", unit, np.array([high for _, high in rows], np.int64)),
            Column("sessions", "Sessions", Unit.COUNT, counts.astype("u8")))


def _rank(counts: Any, percent: int) -> Any:
    """The place of the value that is no less than `percent` of all: nearest rank."""
    return -(-counts * percent // 100) - 1


def _facts(values: NDArray[Any], unit: Unit) -> tuple[Fact, ...]:
    """Percentiles by nearest rank, mean, least and most."""
    import numpy as np
    if not len(values):
        return ()
    places = [int(_rank(len(values), percent)) for percent in PERCENTILES]
    ordered = np.partition(values, places)[places]
    return _told(unit, len(values), values.min().item(), ordered.tolist(), values.max().item(), float(values.mean()))


def _facts_of_counted(values: NDArray[np.intp], counts: NDArray[np.int64], unit: Unit) -> tuple[Fact, ...]:
    """The same of ascending values, each so many times."""
    import numpy as np
    if not len(values):
        return ()
    ends = np.cumsum(counts)
    total = int(ends[-1])
    ordered = values[np.searchsorted(ends, [int(_rank(total, percent)) for percent in PERCENTILES], "right")]
    return _told(unit, total, int(values[0]), ordered.tolist(), int(values[-1]), int((values * counts).sum()) / total)


def _told(unit: Unit, count: int, least: float, ordered: Sequence[float], most: float, mean: float) -> tuple[Fact, ...]:
    return (Fact("count", "Count", Unit.COUNT, count), Fact("least", "Least", unit, least),
            *(Fact(f"p{percent}", f"p{percent}", unit, value) for percent, value in zip(PERCENTILES, ordered,
                                                                                     strict=True)),
            Fact("most", "Most", unit, most), Fact("mean", "Mean", unit, mean))

