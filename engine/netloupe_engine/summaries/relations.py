"""Why sessions are there: which other one named their host, announced, carried, redirected or referred to them.

    found = analysis.relations(7)           # what led to session 7, and what it led to; analysis.relations(): all
    found.causes, found.effects, found.kinds, found.packets     # one row a relation
    found.why(0), found.rule(0)
    for branch in found.branches():
        print("  " * branch.depth, branch.session)
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..errors import CancelledError, UnknownNameError
from ..handler.describe import address_text
from ..records import record
from ..streams.visits import Visit
from .web import web_relations

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..filters.view import Asked

RELATIONS_MAX = 100_000
HOPS_MAX = 64               # from a session to what led to it, and to what it led to
KINDS = ("named", "announced", "carried", "redirected", "referred")
NAMED, ANNOUNCED, CARRIED, REDIRECTED, REFERRED = range(len(KINDS))
RULES = {
    "named": "A DNS answer to the client gave this name the server's address before the session began, and within its "
             "time to live (five minutes at least).",
    "announced": "A control session said at which address and port another one would come, and it came.",
    "carried": "Its packets travelled inside those of the other session.",
    "redirected": "An HTTP answer sent the client to another address, and this is the client's first request for it "
                  "(or TLS handshake with its host) within a minute.",
    "referred": "An HTTP request names, as Referer, a page that the client had requested in the other session.",
}
_COLUMNS = ((NAMED, "named_by", "named_packet"), (ANNOUNCED, "expected_by", "expected_packet"),
            (CARRIED, "parent", "first_packet"))


class Branch(NamedTuple):
    """A line of the tree."""

    depth: int
    session: int
    relation: int           # row of what makes it hang from the line above; -1: it begins a tree
    is_again: bool          # what hangs from it is told at its first line


@record(frozen=True, slots=True, eq=False)
class Relations:
    """Pairs of sessions as columns, by effect."""

    session: int                        # whose they are; 0: of the whole capture
    causes: NDArray[np.int64]           # ids
    effects: NDArray[np.int64]
    kinds: NDArray[np.int64]            # places in KINDS
    packets: NDArray[np.int64]          # where the relation was seen: the answer, the announcement, the request
    said: dict[int, str]                # of redirects and referers: the address, by row
    left_out: int                       # relations beside RELATIONS_MAX
    unread: int                         # sessions of HTTP that were not read for redirects and referers
    tell: Callable[[int, int, int], str]

    def __len__(self) -> int:
        return len(self.causes)

    def kind_of(self, row: int) -> str:
        """One of KINDS."""
        return KINDS[int(self.kinds[row])]

    def why(self, row: int) -> str:
        """What was seen in the packet."""
        return self.said.get(row) or self.tell(int(self.kinds[row]), int(self.causes[row]), int(self.effects[row]))

    def rule(self, row: int) -> str:
        """By what rule it is one."""
        return RULES[self.kind_of(row)]

    def branches(self) -> Iterator[Branch]:
        """All as lines of trees, each from a session that has no cause here down to what it led to. A session with
        several causes hangs from each, with what it led to from the first."""
        below: dict[int, list[int]] = {}
        for row, cause in enumerate(self.causes.tolist()):
            below.setdefault(cause, []).append(row)
        effects, told = self.effects.tolist(), set[int]()
        led = set(effects)
        starts = [cause for cause in below if cause not in led]
        for start in (*sorted(starts), *sorted(below)):         # those of a ring have causes, all of them
            if start in told:
                continue
            told.add(start)
            yield Branch(0, start, -1, False)
            stack = [(1, iter(below[start]))]
            while stack:
                depth, rows = stack[-1]
                row = next(rows, -1)
                if row < 0:
                    stack.pop()
                    continue
                session = effects[row]
                again = session in told and session in below
                yield Branch(depth, session, row, again)
                if session not in told and session in below:
                    stack.append((depth + 1, iter(below[session])))
                told.add(session)

    def documents(self) -> Iterator[dict[str, Any]]:
        """Each as values with names."""
        for row in range(len(self)):
            yield {"cause": int(self.causes[row]), "effect": int(self.effects[row]), "kind": self.kind_of(row),
                   "packet": int(self.packets[row]), "why": self.why(row)}


class Source(NamedTuple):
    """What is asked: an analysis, and its sessions by name and by what their requests say."""

    analysis: Asked
    path_name: Callable[[int], str]
    visits: Callable[[int, Callable[[], bool]], tuple[Visit, ...]]
    host_name: Callable[[int], str]
    announcement: Callable[[int], str]
    with_server_name: Callable[[str], NDArray[np.uint32]]       # sessions of TLS that ask for a host


def relations(source: Source, session: int, cancelled: Callable[[], bool]) -> Relations:
    """See `Analysis.relations`."""
    sessions = source.analysis.sessions
    count = len(sessions)
    if not 0 <= session <= count:
        raise UnknownNameError(f"There is no session {session}; there are {count:,}.")
    parts = [_column(source, count, *of) for of in _COLUMNS]
    _check(cancelled)
    web = web_relations(source, session, cancelled)
    parts.append(np.array([(cause, effect, REDIRECTED if one.is_redirect else REFERRED, one.packet)
                           for (cause, effect, _kind), one in web.found.items()], np.int64).reshape(-1, 4).T)
    causes, effects, kinds, packets = np.concatenate(parts, axis=1)
    keep = np.flatnonzero(_around(session, causes, effects, count)) if session else np.arange(len(causes))
    order = keep[np.lexsort((kinds[keep], packets[keep], effects[keep]))]
    if session:             # what led to it comes first: there may be more of the other than are told
        order = order[np.argsort(effects[order] > session, kind="stable")]
    left_out = max(0, len(order) - RELATIONS_MAX)
    order = order[:RELATIONS_MAX]
    causes, effects, kinds, packets = causes[order], effects[order], kinds[order], packets[order]
    said = {row: web.found[cause, effect, kind == REDIRECTED].why for row, (cause, effect, kind)
            in enumerate(zip(causes.tolist(), effects.tolist(), kinds.tolist(), strict=True)) if kind >= REDIRECTED}
    return Relations(session, causes, effects, kinds, packets, said, left_out, web.unread, _Teller(source))


def _check(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise CancelledError("Finding what sessions have to do with each other was called off.")


def _column(source: Source, count: int, kind: int, by: str, packet: str) -> NDArray[np.int64]:
    """Relations that a column has, as rows of four."""
    causes = source.analysis.sessions.column(by, 0, count).astype(np.int64)
    rows = np.flatnonzero((causes > 0) & (causes <= count) & (causes != np.arange(1, count + 1)))
    packets = source.analysis.sessions.take(packet, rows.astype(np.uint32)) if len(rows) else rows
    return np.stack([causes[rows], rows + 1, np.full(len(rows), kind), packets.astype(np.int64)])


def _around(session: int, causes: NDArray[np.int64], effects: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Which relations led to a session, directly or not, and which it led to."""
    keep = np.zeros(len(causes), np.bool_)
    for near, far in ((effects, causes), (causes, effects)):
        reached = np.zeros(count + 1, np.bool_)
        reached[session] = True
        for _ in range(HOPS_MAX):
            new = far[reached[near]]
            new = new[~reached[new]]
            if not len(new):
                break
            reached[new] = True
        keep |= reached[near] & reached[far]
    return keep


class _Teller:
    """Says what was seen, when it is asked."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __call__(self, kind: int, cause: int, effect: int) -> str:
        sessions, row = self._source.analysis.sessions, effect - 1
        if kind == NAMED:
            name = self._source.host_name(int(sessions.cell("responder_name", row)))
            return f"{name} is {address_text(sessions.cell('responder', row), sessions.cell('family', row))}"
        if kind == ANNOUNCED:
            return self._source.announcement(int(sessions.cell("expected_reason", row)))
        return f"inside {self._source.path_name(int(sessions.cell('path', cause - 1))).replace('.', ' / ')}"
