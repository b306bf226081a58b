"""The packets of one session: where they are, and in which direction each of them went."""
from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol

from ..capture.source import CaptureSource
from ..handler.tables import PacketTable, SessionTable
from ..model import Session
from ..records import record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NESTED_MAX = 8


class Followed(Protocol):
    """What an analysis is to who follows a stream in it."""

    @property
    def packets(self) -> PacketTable:
        """Its packets."""

    @property
    def sessions(self) -> SessionTable:
        """Its sessions."""

    def session(self, id: int) -> Session:
        """Everything known about one."""

    def reading(self) -> AbstractContextManager[CaptureSource]:
        """Its packets, to be read at any place."""

    def packets_of(self, ids: Iterable[int] | NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Numbers of the packets of sessions, and of those tunnelled in them."""


@record(frozen=True, slots=True, eq=False)
class Members:
    """The packets of a session and of those tunnelled in it, ascending, as columns."""

    session: int
    level: int                      # how many sessions it is tunnelled in
    numbers: NDArray[np.int64]
    places: NDArray[np.uint64]
    owners: NDArray[np.uint32]      # the innermost session of each
    ways: NDArray[np.int64]         # ... its direction

    def ways_of(self, analysis: Followed, rows: NDArray[np.int64], from_high: NDArray[np.int64]) -> NDArray[np.int64]:
        """The directions in this session of the packets in `rows`, of which the end with the higher address sent those
        that `from_high` says."""
        import numpy as np
        owners, ways = self.owners[rows], self.ways[rows]
        if (owners == self.session).all():
            return ways
        found = analysis.session(self.session)      # of a tunnel the direction is known of what it carries
        is_high = _end(found.initiator, found.initiator_port) > _end(found.responder, found.responder_port)
        return np.where(owners == self.session, ways, from_high ^ int(is_high))


def members_of(analysis: Followed, session: int) -> Members:
    """As far as the capture has been read."""
    import numpy as np
    numbers = analysis.packets_of([session]).astype(np.int64)
    first, last = (int(numbers[0]) - 1, int(numbers[-1])) if len(numbers) else (0, 0)
    places, owners, ways = (analysis.packets.column(name, first, last)[numbers - 1 - first]
                            for name in ("at", "session", "way"))
    return Members(session, _level_of(analysis, session), numbers, places, owners, ways.astype(np.int64))


def _end(address: str, port: int) -> tuple[bytes, int]:
    try:
        return ip_address(address).packed, port
    except ValueError:
        return address.encode(), port


def _level_of(analysis: Followed, session: int) -> int:
    """How many sessions it is tunnelled in."""
    level, parent = 0, int(analysis.sessions.cell("parent", session - 1))
    while parent and level < _NESTED_MAX:
        level += 1
        parent = int(analysis.sessions.cell("parent", parent - 1))
    return level
