"""Which sessions of HTTP led to which: by redirects, and by the pages that requests say they came from."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import numpy as np

from ..errors import CancelledError
from ..streams.visits import Visit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .relations import Source

READ_MAX = 2_000            # sessions of HTTP that are read, of a whole capture
NEAR_MAX = 300              # ... around one session: those of its client that began next to it
HOSTS_MAX = 200             # hosts of redirects to TLS that are looked for
FOLLOW_NS = 60 * 10**9      # a redirect is followed within this time
Client = tuple[bytes, int]  # address and family


class WebRelation(NamedTuple):
    """One of them."""

    is_redirect: bool
    packet: int
    why: str


class Web(NamedTuple):
    """What was found: by cause, effect, and whether it is a redirect."""

    found: dict[tuple[int, int, bool], WebRelation]
    unread: int


class _Request(NamedTuple):
    packet: int
    session: int


def web_relations(source: Source, session: int, cancelled: Callable[[], bool]) -> Web:
    """Of sessions of the same client as `session`; 0: of all. Raises CancelledError, ChangedError."""
    rows, unread = _rows(source, session)
    asked: dict[tuple[Client, str], list[_Request]] = {}        # requests by client and address, ascending
    read: list[tuple[int, Client, tuple[Visit, ...]]] = []
    for row in rows:
        if cancelled():
            raise CancelledError("Finding what sessions have to do with each other was called off.")
        client = (bytes(source.analysis.sessions.cell("initiator", row)), int(source.analysis.sessions.cell("family",
                                                                                                          row)))
        visits = source.visits(row + 1, cancelled)
        read.append((row + 1, client, visits))
        for visit in visits:
            if visit.url:
                asked.setdefault((client, visit.url), []).append(_Request(visit.packet, row + 1))
    for requests in asked.values():
        requests.sort()
    found: dict[tuple[int, int, bool], WebRelation] = {}
    secure = _Secure(source)
    for number, client, visits in read:
        for visit in visits:
            for cause, effect, one in _of_visit(source, asked, secure, number, client, visit):
                known = found.get((cause, effect, one.is_redirect))
                if cause != effect and (known is None or one.packet < known.packet):
                    found[cause, effect, one.is_redirect] = one
    return Web(found, unread)


def _rows(source: Source, session: int) -> tuple[list[int], int]:
    """The sessions that are read, and how many others there are."""
    sessions = source.analysis.sessions
    count = len(sessions)
    paths = sessions.column("path", 0, count)
    speaking = [path for path in np.unique(paths).tolist() if "http" in source.path_name(path).split(".")]
    is_wanted = np.isin(paths, speaking)
    if not session:
        rows = np.flatnonzero(is_wanted)
        return rows[:READ_MAX].tolist(), max(0, len(rows) - READ_MAX)
    own = sessions.cell("initiator", session - 1)
    rows = np.flatnonzero(is_wanted)
    if len(rows):
        clients = np.ascontiguousarray(sessions.take("initiator", rows.astype(np.uint32))).view(np.uint64)
        rows = rows[(clients.reshape(-1, 2) == np.frombuffer(bytes(own), np.uint64)).all(axis=1)]
    if len(rows) > NEAR_MAX:
        at = int(rows.searchsorted(session - 1))
        first = max(0, min(at - NEAR_MAX // 2, len(rows) - NEAR_MAX))
        return rows[first:first + NEAR_MAX].tolist(), len(rows) - NEAR_MAX
    return rows.tolist(), 0


def _of_visit(source: Source, asked: dict[tuple[Client, str], list[_Request]], secure: _Secure, number: int,
              client: Client, visit: Visit) -> Iterator[tuple[int, int, WebRelation]]:
    if visit.referer and (pages := asked.get((client, visit.referer))):
        at = bisect_left(pages, (visit.packet,)) - 1            # the newest before it
        if at >= 0:
            yield pages[at].session, number, WebRelation(False, visit.packet, f"Referer: {visit.referer}")
    if not visit.location:
        return
    why = f"{visit.status} → {visit.location}"
    until = _time(source, visit.answer_packet) + FOLLOW_NS
    goals = asked.get((client, visit.location), [])
    at = bisect_right(goals, (visit.answer_packet, 1 << 32))
    if at < len(goals) and _time(source, goals[at].packet) <= until:
        yield number, goals[at].session, WebRelation(True, visit.answer_packet, why)
    elif visit.location.startswith("https://"):
        goal = secure.first(client, urlsplit(visit.location).hostname or "", visit.answer_packet)
        if goal is not None and _time(source, goal.packet) <= until:
            yield number, goal.session, WebRelation(True, visit.answer_packet, why)


def _time(source: Source, packet: int) -> int:
    return int(source.analysis.packets.cell("time_ns", packet - 1))


class _Secure:
    """Sessions of TLS by the host that they ask for: what is said in them cannot be seen."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[str, tuple[NDArray[np.uint32], NDArray[np.uint32]]] = {}      # rows, their first packets

    def first(self, client: Client, host: str, after: int) -> _Request | None:
        """The first one of a client that began after a packet."""
        sessions = self._source.analysis.sessions
        known = self._known.get(host)
        if known is None:
            if len(self._known) >= HOSTS_MAX or not host:
                return None
            rows = self._source.with_server_name(host).astype(np.uint32) - np.uint32(1)
            known = self._known[host] = rows, sessions.take("first_packet", rows)
        rows, packets = known
        for at in np.flatnonzero(packets > after)[:READ_MAX].tolist():
            row = int(rows[at])
            if (bytes(sessions.cell("initiator", row)), int(sessions.cell("family", row))) == client:
                return _Request(int(packets[at]), row + 1)
        return None
