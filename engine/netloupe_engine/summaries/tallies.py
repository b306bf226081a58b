"""Sessions counted by what they have in common: a row a value."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..filters.apart import numbered
from ..filters.names import Target
from . import conditions
from .keys import Coded, coded, targets_of
from .scope import Scope
from .statistic import Column, Statistic, StatisticKind, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROWS_MAX = 1000         # of a table
UNKNOWN = "unknown"     # the application of a session that was not recognised
_PORTED = ("tcp", "udp", "sctp", "dccp", "udplite")


def by_value(scope: Scope, kind: StatisticKind, by: Sequence[str], title: str, within: str = "") -> Statistic:
    """Sessions by the values of what any of the names mean, most sessions first."""
    kept = [name for name in by if name in scope.kept]
    names = kept or by
    targets = [target_of(scope, name) for name in names]
    found = coded(scope.view, targets)
    asked = scope.mask(within)

    return _table(scope, kind, found, asked, title, lambda code: conditions.every(
        within, conditions.has(scope.names, names, found.value(code))), repeats=bool(kept))


def applications(scope: Scope, kind: StatisticKind) -> Statistic:
    """Sessions by application, unknown ones too."""
    targets = targets_of(scope.names, "app")
    found = coded(scope.view, targets)
    return _table(scope, kind, found, scope.chosen, "Application", value_condition(scope, "app", found))


def value_condition(scope: Scope, name: str, found: Coded) -> Callable[[int], str]:
    """What chooses the sessions with a value of a field."""
    return lambda code: conditions.has(scope.names, [name], found.value(code))


def label_of(found: Coded, code: int) -> str:
    """How a value reads; of applications, nothing is one too."""
    value = found.value(code)
    return UNKNOWN if value is None else str(found.tell(value))


def services(scope: Scope, kind: StatisticKind) -> Statistic:
    """Sessions by transport and the server's port, with the application that most of them have."""
    import numpy as np
    view = scope.view
    found = service_codes(scope)
    asked = scope.chosen
    made = _table(scope, kind, found, asked, "Port", service_condition(found))
    shown = {label: row for row, label in enumerate(made.labels)}
    applications = coded(view, targets_of(scope.names, "app"))
    rows = found.rows[asked[found.rows]]
    of = np.full(view.sessions, -1, np.int64)
    of[found.rows] = found.codes
    pairs, places = numbered(of[rows] * applications.count + applications.codes[rows])
    counts = np.bincount(places)
    most = ["" for _ in made.labels]
    for at in np.argsort(counts, kind="stable")[-20 * ROWS_MAX:].tolist():      # the most frequent one comes last
        row = shown.get(label_of(found, int(pairs[at]) // applications.count))
        if row is not None:
            most[row] = label_of(applications, int(pairs[at]) % applications.count)
    columns = (made.columns[0], Column("application", "Application", Unit.TEXT, tuple(most)), *made.columns[1:])
    return Statistic(kind, columns, made.measure, made.conditions, made.sessions, made.left_out)


def service_codes(scope: Scope) -> Coded:
    """Transport and server port as one value: "443/tcp"."""
    import numpy as np
    view = scope.view
    protocols = view.words("protocols")
    is_ported = np.array([name in _PORTED for name in protocols])[view.column("protocol")]
    rows = np.flatnonzero(is_ported)
    numbers = view.column("protocol")[rows].astype("i8") << 16 | view.column("responder_port")[rows]
    codes = np.zeros(0, np.int64)
    used = np.flatnonzero(np.bincount(numbers, minlength=1)) if len(numbers) else codes
    places = np.zeros(int(used[-1]) + 1 if len(used) else 0, np.int64)
    places[used] = np.arange(len(used))
    return Coded(rows, places[numbers], len(used), lambda code: int(used[code]),
                 lambda value: f"{value & 0xFFFF}/{protocols[value >> 16]}")


def service_condition(found: Coded) -> Callable[[int], str]:
    """What chooses the sessions of a service."""
    def condition(code: int) -> str:
        port, transport = label_of(found, code).split("/")
        return f"transport == {transport} and server.port == {port}"
    return condition


def pairs(scope: Scope, kind: StatisticKind) -> Statistic:
    """Sessions by both hosts."""
    clients, servers = (coded(scope.view, targets_of(scope.names, name)) for name in ("client", "server"))
    different, codes = numbered(clients.codes * servers.count + servers.codes)
    scope.view.check()

    def both(code: int) -> tuple[str, str]:
        one, other = divmod(int(different[code]), servers.count)
        return label_of(clients, one), label_of(servers, other)

    found = Coded(clients.rows, codes, len(different), lambda code: both(code)[0], str)
    made = _table(scope, kind, found, scope.chosen, "Client",
                  lambda code: "client == {} and server == {}".format(*both(code)),
                  extra=lambda codes: Column("server", "Server", Unit.TEXT, tuple(both(code)[1] for code in codes)))
    return made


def hosts(scope: Scope, kind: StatisticKind) -> Statistic:
    """What each host sent and received, in whichever role."""
    import numpy as np
    view = scope.view
    found = coded(view, targets_of(scope.names, "either"))      # first all initiators, then all responders
    half = view.sessions
    asked = scope.chosen
    one, other = found.codes[:half][asked], found.codes[half:][asked]
    columns: dict[str, Any] = {"sessions": np.bincount(one, minlength=found.count)
                               + np.bincount(other[one != other], minlength=found.count)}
    for name in ("packets", "bytes"):
        up, down = (view.column(f"{name}_{way}")[asked] for way in ("up", "down"))
        view.check()
        columns[f"{name}_sent"] = np.bincount(one, up, found.count) + np.bincount(other, down, found.count)
        columns[f"{name}_received"] = np.bincount(one, down, found.count) + np.bincount(other, up, found.count)
    columns["bytes"] = columns["bytes_sent"] + columns["bytes_received"]
    there = np.flatnonzero(columns["sessions"])
    shown = there[np.argsort(-columns["bytes"][there], kind="stable")][:ROWS_MAX]
    labels = tuple(label_of(found, code) for code in shown.tolist())
    titles = {"sessions": "Sessions", "bytes": "Bytes", "bytes_sent": "Bytes sent", "bytes_received": "Bytes received",
              "packets_sent": "Packets sent", "packets_received": "Packets received"}
    told = [Column(name, title, Unit.BYTES if name.startswith("bytes") else Unit.COUNT,
                   columns[name][shown].astype("u8")) for name, title in titles.items()]
    return Statistic(kind, (Column("host", "Host", Unit.TEXT, labels), *told), "bytes",
                     tuple(f"either == {label}" for label in labels), int(asked.sum()), len(there) - len(shown))


def _table(scope: Scope, kind: StatisticKind, found: Coded, asked: NDArray[np.bool_], title: str,
           condition: Callable[[int], str], repeats: bool = False,
           extra: Callable[[list[int]], Column] | None = None) -> Statistic:
    """A row a value, by sessions; `repeats`: sessions have lists of values."""
    import numpy as np
    inside = asked[found.rows]
    rows, codes = found.rows[inside], found.codes[inside]
    times = np.bincount(codes, minlength=found.count)
    scope.view.check()
    if repeats or len(found.rows) > scope.view.sessions:
        rows, codes = _once(rows, codes, found.count, scope.view.sessions)
    sessions = np.bincount(codes, minlength=found.count)
    there = np.flatnonzero(sessions)
    sums = {}
    for name in ("packets_up", "packets_down", "bytes_up", "bytes_down"):
        scope.view.check()
        sums[name] = np.bincount(codes, scope.view.column(name)[rows], found.count).astype("u8")
    order = sessions if repeats else sums["bytes_up"] + sums["bytes_down"]
    shown = there[np.argsort(-order[there].astype("f8"), kind="stable")][:ROWS_MAX]
    codes_shown = shown.tolist()
    columns = [Column("value", title, Unit.TEXT, tuple(label_of(found, code) for code in codes_shown))]
    if extra is not None:
        columns.append(extra(codes_shown))
    columns.append(Column("sessions", "Sessions", Unit.COUNT, sessions[shown].astype("u8")))
    if repeats:
        columns.append(Column("times", "Times", Unit.COUNT, times[shown].astype("u8")))
    columns += [
        Column("bytes", "Bytes", Unit.BYTES, (sums["bytes_up"] + sums["bytes_down"])[shown]),
        Column("bytes_up", "Bytes ↑", Unit.BYTES, sums["bytes_up"][shown]),
        Column("bytes_down", "Bytes ↓", Unit.BYTES, sums["bytes_down"][shown]),
        Column("packets", "Packets", Unit.COUNT, (sums["packets_up"] + sums["packets_down"])[shown])]
    return Statistic(kind, tuple(columns), "sessions" if repeats else "bytes", tuple(map(condition, codes_shown)),
                     int(asked.sum()), len(there) - len(shown))


def _once(rows: NDArray[np.int64], codes: NDArray[np.int64], count: int,
          sessions: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each code of a session once; codes are less than `count`, rows less than `sessions`. What both ends have, such as
    ports, comes as two columns, one behind the other: then nothing is sorted."""
    import numpy as np
    steps = np.flatnonzero(rows[1:] <= rows[:-1])
    if len(steps) == 1:
        other = int(steps[0]) + 1
        first = np.full(sessions, -1, np.int64)
        first[rows[:other]] = codes[:other]
        is_new = np.ones(len(rows), np.bool_)
        is_new[other:] = first[rows[other:]] != codes[other:]
        return rows[is_new], codes[is_new]
    different = numbered(rows * max(count, 1) + codes)[0]
    rows = different // max(count, 1)
    return rows, different - rows * max(count, 1)


def target_of(scope: Scope, name: str) -> Target:
    """The one thing a name means."""
    return targets_of(scope.names, name)[0]
