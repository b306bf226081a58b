"""Findings as columns: what lists and groups show of them, without an object a row."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import CancelledError
from ..handler.describe import address_text
from ..model import FindingRow, Severity
from ..protocols.define import Finding
from ..records import record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..filters.view import Asked

TOGETHER_MAX = 1_000        # sessions and packets of one finding that are told together
CHECK_EVERY = 4096          # rows between two looks whether it was called off


@record(frozen=True, slots=True, eq=False)
class FindingTable:
    """Findings in packet order; those that could not be listed one by one are told at the end.

    `kind` and `text` are places in `kinds` and `texts`. `client` and `server` are places in `hosts`, which are
    addresses; the first one is "", for what is about no session.
    """

    kinds: tuple[Finding, ...]          # those that occur, the most severe first, then by name
    texts: tuple[str, ...]
    hosts: tuple[str, ...]
    kind: NDArray[np.uint32]
    text: NDArray[np.uint32]
    packet: NDArray[np.uint32]          # 0: none
    session: NDArray[np.uint32]         # 0: none
    time_ns: NDArray[np.int64]          # of the packet; 0 where there is none
    client: NDArray[np.uint32]
    server: NDArray[np.uint32]
    fields: tuple[str, ...]             # attributes at which malformed messages stopped to be read; the first is ""
    field: NDArray[np.uint32]
    listed: tuple[FindingRow, ...]      # of which these rows are `at`
    at: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def severity(self) -> NDArray[np.uint8]:
        """Of each row."""
        return np.array([int(kind.severity) for kind in self.kinds] or [0], np.uint8)[self.kind]

    def taken(self, rows: NDArray[np.bool_]) -> FindingTable:
        """These rows alone."""
        return FindingTable(self.kinds, self.texts, self.hosts, self.kind[rows], self.text[rows], self.packet[rows],
                            self.session[rows], self.time_ns[rows], self.client[rows], self.server[rows],
                            self.fields, self.field[rows], self.listed, self.at[rows])

    def sessions_of(self, row: int) -> tuple[int, ...]:
        """All sessions that a row is about, its own first; the first 1,000."""
        own = int(self.session[row])
        return tuple(dict.fromkeys((own, *self.listed[self.at[row]].sessions[:TOGETHER_MAX]))) if own else ()

    def packets_of(self, row: int) -> tuple[int, ...]:
        """The same of packets."""
        own = int(self.packet[row])
        return tuple(dict.fromkeys((own, *self.listed[self.at[row]].packets[:TOGETHER_MAX]))) if own else ()

    def groups(self, by: str) -> tuple[tuple[str, Severity, NDArray[np.intp]], ...]:
        """See `occurring`."""
        return tuple(occurring(self, by))


def finding_table(analysis: Asked, known: Mapping[str, Finding], ids: NDArray[np.uint32] | None,
                  span: tuple[int, int] | None, cancelled: Callable[[], bool]) -> FindingTable:
    """Findings of these sessions (None: all, and what is about none) at packets in `span`, first and last nanosecond
    (None: at any time, and at none). Raises CancelledError."""
    packets, sessions = len(analysis.packets), len(analysis.sessions)
    listed = analysis.findings()
    told = {row.kind: row.severity for row in listed}
    keys = sorted(told, key=lambda key: (-told[key], key))
    places, texts = {key: at for at, key in enumerate(keys)}, dict[str, int]()
    fields = {"": 0}
    wanted = set[int]() if ids is None else set(ids.tolist())
    rows = np.zeros((len(listed), 5), np.uint32)
    for at, row in enumerate(listed):
        if at % CHECK_EVERY == 0 and cancelled():
            raise CancelledError
        of, where = _met(analysis, row, wanted) if row.sessions and wanted else (row.session, row.packet)
        rows[at] = (places[row.kind], texts.setdefault(row.text, len(texts)), where, of,
                    fields.setdefault(row.field, len(fields)))
    kind, text, packet, session, field = (np.ascontiguousarray(rows[:, at]) for at in range(5))
    packet[packet > packets] = 0            # more may have been read since
    session[session > sessions] = 0
    times = np.zeros(len(listed), np.int64)
    there = np.flatnonzero(packet)
    times[there] = analysis.packets.column("time_ns", 0, packets)[packet[there] - 1]
    hosts, client, server = _ends(analysis, session, cancelled)
    table = FindingTable(tuple(known.get(key) or Finding(key, Severity(told[key]), key) for key in keys),
                         tuple(texts), hosts, kind, text, packet, session, times, client, server, tuple(fields), field,
                         tuple(listed), np.arange(len(listed), dtype=np.uint32))
    keep = np.ones(len(listed), np.bool_)
    if ids is not None:
        keep &= np.isin(session, ids) & (session > 0)
    if span is not None:
        keep &= (packet > 0) & (times >= span[0]) & (times <= span[1])
    return table if keep.all() else table.taken(keep)


def _met(analysis: Asked, row: FindingRow, wanted: set[int]) -> tuple[int, int]:
    """The first session that is wanted of those a finding is about, and its first packet; else the finding's own."""
    if row.session in wanted:
        return row.session, row.packet
    for packet in row.packets:
        if (session := analysis.packets.cell("session", packet - 1)) in wanted:
            return session, packet
    return row.session, row.packet


def _ends(analysis: Asked, session: NDArray[np.uint32], cancelled: Callable[[], bool],
          ) -> tuple[tuple[str, ...], NDArray[np.uint32], NDArray[np.uint32]]:
    """The addresses, and which of them are each row's client and server."""
    different, back = np.unique(session, return_inverse=True)
    hosts, ends = {"": 0}, np.zeros((2, len(different)), np.uint32)
    first = int(np.searchsorted(different, 1))
    if first < len(different):
        rows = different[first:] - np.uint32(1)
        families = analysis.sessions.take("family", rows).tolist()
        for side, name in enumerate(("initiator", "responder")):
            known = dict[tuple[bytes, int], int]()
            packed = np.ascontiguousarray(analysis.sessions.take(name, rows)).tobytes()
            for at, family in enumerate(families):
                if at % CHECK_EVERY == 0 and cancelled():
                    raise CancelledError
                key = packed[16 * at:16 * at + 16], family
                if key not in known:
                    known[key] = hosts.setdefault(address_text(*key), len(hosts))
                ends[side, first + at] = known[key]
    return tuple(hosts), ends[0][back], ends[1][back]


def occurring(table: FindingTable, by: str) -> Iterator[tuple[str, Severity, NDArray[np.intp]]]:
    """Groups by "kind", "host" or "severity": its name, the most severe of its rows, and these in packet order. The
    most severe come first, then the greatest. A finding is both its hosts'."""
    severity = table.severity
    choices: dict[str, tuple[NDArray[Any], list[str]]] = {
        "kind": (table.kind, [kind.key for kind in table.kinds]), "host": (table.client, list(table.hosts)),
        "severity": (severity, [one.name.lower() for one in Severity])}
    numbers, names = choices[by]
    rows = np.arange(len(table))
    if by == "host":
        others = np.flatnonzero(table.server != table.client)
        numbers, rows = np.concatenate([numbers, table.server[others]]), np.concatenate([rows, others])
    order = np.lexsort((rows, numbers))
    cuts = np.flatnonzero(np.diff(numbers[order])) + 1
    found = []
    for part in np.split(order, cuts) if len(order) else ():
        mine = rows[part]
        if name := names[int(numbers[part[0]])]:
            found.append((name, Severity(int(severity[mine].max())), mine))
    yield from sorted(found, key=lambda one: (-one[1], -len(one[2]), one[0]))
