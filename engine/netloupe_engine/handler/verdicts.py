"""Verdicts: what rules found in finished columns, beside what protocols raised while packets went by.

A verdict is one finding about some packets, of one session, of many or of none. Lists show it once, at its first
packet; each of its sessions has it among its findings; a filter finds all of them.
"""
from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..model import FindingRow
from ..protocols.define import Finding
from ..records import record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

@record(frozen=True, slots=True, eq=False)
class Verdict:
    """One finding of a rule: the packets it is about, in the order that matters, and the session (0: none) of each."""

    kind: Finding
    text: str
    packets: NDArray[np.uint32]
    sessions: NDArray[np.uint32]

    def row(self) -> FindingRow:
        """As a row."""
        there = self.sessions[self.sessions > 0]
        return self.row_of(int(self.sessions[0]), self.packets, list(dict.fromkeys(there.tolist())))

    def row_of(self, session: int, packets: NDArray[np.uint32], sessions: Sequence[int] = ()) -> FindingRow:
        """As a row about these of its packets."""
        return FindingRow(self.kind.severity, self.kind.key, session, int(packets[0]), self.text, "",
                          _listed(packets.tolist()), _listed(sessions))


class Verdicts:
    """All verdicts about a run, in the order of their first packets; of each kind those of the earliest packets."""

    def __init__(self, found: Sequence[Verdict] = (), most: int = 0) -> None:
        """`most` of each kind are kept."""
        self.counts = dict[str, int]()          # by kind, kept or not
        self.kept = list[Verdict]()
        self._by_session = dict[int, tuple["NDArray[np.uint32]", "NDArray[np.uint32]"]]()
        for verdict in sorted(found, key=lambda one: int(one.packets[0])):
            count = self.counts[verdict.kind.key] = self.counts.get(verdict.kind.key, 0) + 1
            if count <= most:
                self.kept.append(verdict)

    @property
    def kinds(self) -> tuple[Finding, ...]:
        """Those that occur."""
        return tuple({verdict.kind.key: verdict.kind for verdict in self.kept}.values())

    @cached_property
    def pairs(self) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
        """Sessions, ascending, and which verdict each has; once each."""
        import numpy as np
        each = [np.unique(verdict.sessions[verdict.sessions > 0]) for verdict in self.kept]
        sessions = np.concatenate([*each, np.zeros(0, np.uint32)]).astype(np.uint32)
        which = np.repeat(np.arange(len(each)), [len(some) for some in each])
        order = np.argsort(sessions, kind="stable")
        return sessions[order], which[order]

    def added(self) -> dict[str, tuple[NDArray[np.uint32], NDArray[np.uint16]]]:
        """What a store adds to its column `findings`: at which rows, ascending, and how many."""
        import numpy as np
        if not self.kept:
            return {}
        sessions, counts = np.unique(self.pairs[0], return_counts=True)
        return {"findings": (sessions - np.uint32(1), np.minimum(counts, 0xFFFF).astype(np.uint16))}

    def of(self, session: int) -> Iterator[FindingRow]:
        """Those of one session, about it alone."""
        if self.kept:
            sessions, which = self.pairs
            first, last = sessions.searchsorted([session, session + 1])
            for at in which[first:last].tolist():
                sorted_sessions, packets = self._sorted(at)
                begin, end = sorted_sessions.searchsorted([session, session + 1])
                yield self.kept[at].row_of(session, packets[begin:end])

    def _sorted(self, at: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Sessions and packets of a verdict, in the order of the sessions."""
        if at not in self._by_session:
            verdict = self.kept[at]
            order = verdict.sessions.argsort(kind="stable")
            self._by_session[at] = verdict.sessions[order], verdict.packets[order]
        return self._by_session[at]

    def by_session(self) -> dict[int, list[FindingRow]]:
        """The same of every session that has any."""
        found: dict[int, list[FindingRow]] = {}
        if self.kept:
            for session in self.pairs[0].tolist():
                if session not in found:
                    found[session] = list(self.of(session))
        return found


def _listed(numbers: Sequence[int]) -> Sequence[int]:
    """More than one, four bytes each."""
    return array("I", numbers) if len(numbers) > 1 else ()
