"""A session that somebody wants to know the reasons of, with what has been read of it again to tell them."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from ..capture.source import CaptureSource
from ..errors import CancelledError
from ..handler.look import headers_of
from ..handler.run import Run
from ..handler.tables import PacketTable, SessionTable
from ..model import Node, Packet, Session
from ..names.book import NameBook
from ..packet.pieces import Pieces
from ..streams.members import Followed, Members, members_of
from .reason import Evidence

if TYPE_CHECKING:
    from ..protocols.compiled import CompiledRegistry
    from ..streams.stream import Stream
    from ..summaries.relations import Relations

PACKETS_KEPT = 16       # that were decoded in full
SEGMENTS_FIRST = 64     # of a session, in which its opening is looked for ...
SEGMENTS_LAST = 512     # ... and before a packet, those in which what led to it is


class Explained(Followed, Protocol):
    """What an analysis is to who tells its reasons."""

    names: NameBook

    @property
    def packets(self) -> PacketTable:
        """Its packets."""

    @property
    def sessions(self) -> SessionTable:
        """Its sessions."""

    def reading(self) -> AbstractContextManager[CaptureSource]:
        """Its packets, to be read at any place."""

    def packet(self, number: int) -> Packet:
        """One, decoded in full."""

    def stream(self, id: int, cancelled: Callable[[], bool] = bool) -> Stream:
        """What was said in a session."""

    def relations(self, id: int | None = None, cancelled: Callable[[], bool] = bool) -> Relations:
        """Why a session is there."""

    def known_ends(self, id: int) -> dict[str, dict[str, str | int]]:
        """All that is known of its ends."""

    def announcement(self, number: int) -> str:
        """Why it was announced."""


class Case:
    """One session. For one thread."""

    def __init__(self, analysis: Explained, run: Run, session: int, cancelled: Callable[[], bool]) -> None:
        """Raises UnknownNameError."""
        self.analysis, self.run = analysis, run
        self.session: Session = analysis.session(session)
        self._cancelled = cancelled
        self._packets: dict[int, Packet] = {}

    @property
    def registry(self) -> CompiledRegistry:
        """All protocols."""
        return self.run.registry

    def cell(self, column: str) -> int:
        """A number of the session's row."""
        return int(self.analysis.sessions.cell(column, self.session.id - 1))

    def check(self) -> None:
        """Raises CancelledError."""
        if self._cancelled():
            raise CancelledError("Finding the reasons was called off.")

    def cancelled(self) -> bool:
        """Whether nobody wants to know any more."""
        return self._cancelled()

    # ---- packets

    def packet(self, number: int) -> Packet:
        """A packet decoded in full, with what came before it. Raises ChangedError."""
        self.check()
        if number not in self._packets:
            if len(self._packets) >= PACKETS_KEPT:
                self._packets.pop(next(iter(self._packets)))
            self._packets[number] = self.analysis.packet(number)
        return self._packets[number]

    def headers(self, number: int) -> tuple[Node, ...]:
        """A packet's layers below the application."""
        self.check()
        with self.analysis.reading() as source:
            return headers_of(self.run, source, number)

    def field(self, number: int, *names: str) -> Evidence:
        """The first of these attributes that a packet's headers have, in its innermost layer; else the packet."""
        nodes = self.headers(number)
        for name in names:
            found = [node for node in walk(nodes) if node.name == name]
            if found:
                return place(number, found[-1])
        return whole(number)

    @cached_property
    def members(self) -> Members:
        """Its packets, those of what it carries included."""
        return members_of(self.analysis, self.session.id)

    def way_of(self, number: int) -> int:
        """The direction of one of its packets."""
        at = int(self.members.numbers.searchsorted(number))
        return int(self.members.ways[at]) if at < len(self.members.ways) else 0

    def segments(self, until: int) -> list[tuple[int, int, int]]:
        """(number, direction, TCP's flags) of its first segments, and of the last ones up to packet `until`."""
        import numpy as np
        members = self.members
        end = int(members.numbers.searchsorted(until, "right"))
        rows = np.unique(np.concatenate([np.arange(min(end, SEGMENTS_FIRST)),
                                         np.arange(max(0, end - SEGMENTS_LAST), end)]))
        with self.analysis.reading() as source:
            found = Pieces(self.registry).segments(source, np.ascontiguousarray(members.places[rows]), members.level)
        return [(int(members.numbers[rows[at]]), int(members.ways[rows[at]]), int(flags) & 0xFF)
                for at, flags in zip(found[0].tolist(), found[5].tolist(), strict=True)]


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """All lines of a tree, from above."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def place(number: int, node: Node) -> Evidence:
    """A line of a packet's tree."""
    text = f"{node.title} {node.text}".strip() if node.kind != "layer" else node.title
    at = node.at if node.size else -1
    return Evidence(number, at, node.size if at >= 0 else 0, node.buffer, text)


def whole(number: int, text: str = "") -> Evidence:
    """A packet as a whole."""
    return Evidence(number, -1, 0, 0, text)
