"""What happened when: rows on top of each other over stretches of time."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..filters.conditions import Exact, condition, quoted
from ..model import EndReason, FindingRow, Severity
from ..packet.row import RESET, RETRANSMISSION, ZERO_WINDOW
from . import conditions
from .bins import Stretches, stretches
from .keys import coded, targets_of
from .scope import Scope
from .statistic import Column, Series, Statistic, StatisticKind, Unit
from .tallies import label_of, service_codes, service_condition, value_condition

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STACKED_MAX = 9             # rows that are told apart
STRETCHES_MAX = 240
_NS = 1_000_000_000
OTHERS = "others"
_FAILED = 'transport == tcp and ended in {refused, "no response"}'
_ENDS = (EndReason.REFUSED, EndReason.NO_RESPONSE)


def throughput(scope: Scope, kind: StatisticKind, by: str) -> Statistic:
    """Bytes and packets over time of the sessions that have the most of them together, and of all others."""
    import numpy as np
    view = scope.view
    found = service_codes(scope) if by == "service" else coded(view, targets_of(scope.names, by))
    of_row = np.full(view.sessions, found.count, np.int32)      # nothing: of packets without a session too
    of_row[found.rows] = found.codes
    packets_of, bytes_of = scope.traffic(of_row, found.count).sums(found.count + 1)
    order = np.argsort(-bytes_of[:-1].astype("f8"), kind="stable")
    order = order[bytes_of[order] > 0]
    shown = order[:STACKED_MAX]
    rest = len(order) > len(shown) or bool(bytes_of[-1] > 0)
    place_of = np.full(found.count + 1, len(shown), np.int32)
    place_of[shown] = np.arange(len(shown))
    count = len(shown) + int(rest)
    axis = stretches(view.clock.start_ns, scope.span, STRETCHES_MAX)
    cells = scope.traffic(place_of[of_row], len(shown)).over_time(len(shown) + 1, axis.axis)
    values = cells[:count].astype("f8") * (8 * _NS / axis.width_ns)
    session_of = np.bincount(place_of[of_row[scope.chosen]], minlength=len(shown) + 1)[:count]
    chooses = service_condition(found) if by == "service" else value_condition(scope, by, found)
    codes_shown = shown.tolist()
    labels = [label_of(found, code) for code in codes_shown] + [OTHERS] * rest
    told = [chooses(code) for code in codes_shown]
    if rest:
        told.append(_others(scope, by, [found.value(code) for code in codes_shown], told))

    def summed(of: NDArray[Any]) -> NDArray[np.uint64]:
        return np.bincount(place_of, of, len(shown) + 1)[:count].astype("u8")

    columns = (Column("value", _TITLES[by], Unit.TEXT, tuple(labels)),
               Column("bytes", "Bytes", Unit.BYTES, summed(bytes_of)),
               Column("packets", "Packets", Unit.COUNT, summed(packets_of)),
               Column("sessions", "Sessions", Unit.COUNT, session_of.astype("u8")),
               Column("peak", "Peak", Unit.RATE, values.max(axis=1, initial=0.0)))
    return Statistic(kind, columns, "bytes", tuple(told), int(scope.chosen.sum()),
                     series=Series(axis.start_ns, axis.width_ns, Unit.RATE, values))


_TITLES = {"app": "Application", "transport": "Protocol", "server": "Server", "service": "Service"}


def _others(scope: Scope, by: str, values: Sequence[Exact], told: Sequence[str]) -> str:
    """What chooses the sessions of all other rows."""
    if not told:
        return "id > 0"
    if by == "service":
        return f"not ({conditions.any_of([f'({one})' for one in told])})"
    return f"not ({condition(scope.names, by, values)})"


def tcp_health(scope: Scope, kind: StatisticKind) -> Statistic:
    """What went wrong with connections, by when."""
    import numpy as np
    view = scope.view
    axis = stretches(view.clock.start_ns, scope.span, STRETCHES_MAX)
    counts, over = scope.traffic().flagged(axis.axis)
    rows = []
    for name, title, flag in (("retransmissions", "Retransmissions", RETRANSMISSION),
                              ("zero_windows", "Zero windows", ZERO_WINDOW), ("resets", "Resets", RESET)):
        having = scope.chosen & (view.column("tcp_marks") & 8 != 0) & (
            view.column(f"{name}_up") + view.column(f"{name}_down") > 0)
        bit = flag.bit_length() - 1
        rows.append((title, name, int(counts[bit]), int(having.sum()), over[bit].astype("f8")))
    failed = scope.chosen & np.isin(view.column("end_reason"), _ENDS) \
        & np.array([word == "tcp" for word in view.words("protocols")])[view.column("protocol")]
    begun = view.column("start_ns")[failed]
    rows.append(("Failed handshakes", _FAILED, int(failed.sum()), int(failed.sum()), _over(axis, begun)))
    columns = (Column("what", "What", Unit.TEXT, tuple(row[0] for row in rows)),
               Column("count", "Count", Unit.COUNT, np.array([row[2] for row in rows], np.uint64)),
               Column("sessions", "Sessions", Unit.COUNT, np.array([row[3] for row in rows], np.uint64)))
    return Statistic(kind, columns, "count", tuple(row[1] for row in rows), int(scope.chosen.sum()),
                     series=Series(axis.start_ns, axis.width_ns, Unit.COUNT, np.array([row[4] for row in rows])))


def _over(axis: Stretches, times: NDArray[np.int64]) -> NDArray[np.float64]:
    import numpy as np
    return np.bincount(axis.places(times)[0], minlength=axis.count).astype("f8")


def finding_kinds(scope: Scope, kind: StatisticKind) -> Statistic:
    """Findings by kind, by when."""
    return _findings(scope, kind, lambda row: (row.kind, row.severity), "Finding",
                     lambda value: f"finding == {quoted(value[0])}")


def finding_severities(scope: Scope, kind: StatisticKind) -> Statistic:
    """Findings by severity, by when."""
    return _findings(scope, kind, lambda row: (row.severity.name.lower(), row.severity), "Severity",
                     lambda value: f"severity == {value[0]}")


def _findings(scope: Scope, kind: StatisticKind, key: Callable[[FindingRow], tuple[str, Severity]], title: str,
              chooses: Callable[[tuple[str, Severity]], str]) -> Statistic:
    import numpy as np
    view = scope.view
    axis = stretches(view.clock.start_ns, scope.span, STRETCHES_MAX)
    listed = scope.findings()
    packets = np.array([row.packet if row.packet <= view.packets else 0 for row in listed], np.int64)
    takes = np.concatenate([[scope.takes_all_sessions], scope.chosen])
    about = [np.array(row.sessions or (row.session,), np.int64) for row in listed]
    about = [some[some <= view.sessions] for some in about]
    asked = np.array([bool(takes[some].any()) for some in about], np.bool_)
    in_time = np.where(packets > 0, scope.are_in_time(packets - 1), scope.is_everything)
    times = np.concatenate([[view.clock.start_ns], view.packet_column("time_ns")])[packets]
    keys = [key(row) for row in listed]
    different = sorted(set(keys), key=lambda value: (-value[1], value[0]))
    numbers = {value: at for at, value in enumerate(different)}
    codes = np.array([numbers[value] for value in keys], np.int64)
    rows = []
    for at, value in enumerate(different):
        view.check()
        mine = (codes == at) & asked
        owners = np.unique(np.concatenate([np.zeros(0, np.int64), *(about[row] for row in np.flatnonzero(mine))]))
        sessions = int((takes[owners] & (owners > 0)).sum())
        count = int((mine & in_time).sum())
        if count or sessions:
            rows.append((value, count, sessions, _over(axis, times[mine & in_time & (packets > 0)])))
    rows.sort(key=lambda row: -row[1])
    columns = (Column("value", title, Unit.TEXT, tuple(row[0][0] for row in rows)),
               *([Column("severity", "Severity", Unit.TEXT, tuple(row[0][1].name.lower() for row in rows))]
                 if title != "Severity" else []),
               Column("count", "Findings", Unit.COUNT, np.array([row[1] for row in rows], np.uint64)),
               Column("sessions", "Sessions", Unit.COUNT, np.array([row[2] for row in rows], np.uint64)))
    values = np.array([row[3] for row in rows]) if rows else np.zeros((0, axis.count))
    return Statistic(kind, columns, "count", tuple(chooses(row[0]) for row in rows), int(scope.chosen.sum()),
                     series=Series(axis.start_ns, axis.width_ns, Unit.COUNT, values))
