"""A file that is being read: what is known of it when it begins, and its bytes as they come."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

Piece = tuple[bytes, int]       # bytes, or how many of them are missing


class Place:
    """Where in a session something is being read."""

    def __init__(self, way: int, packet: int = 0, time_ns: int = 0) -> None:
        self.way, self.packet, self.time_ns = way, packet, time_ns


class Draft:
    """Whoever makes drafts goes on when the pieces of the last one have been read, or reads them itself."""

    def __init__(self, protocol: str, where: Place, name: str, origin: str = "", declared: str = "",
                 pieces: Iterable[Piece] = ()) -> None:
        """It begins where `where` is now, which moves on as pieces are read."""
        self.protocol, self.where = protocol, where
        self.way, self.packet, self.time_ns = where.way, where.packet, where.time_ns
        self.name, self.origin, self.declared = name, origin, declared
        self.pieces: Iterator[Piece] = iter(pieces)
        self.notes: list[str] = []
        self.is_part = False            # it is known not to be all of the file
        self.is_in_form = False         # it is one of several in a body
        self.to_end = False             # it is over when the connection is

    def note(self, said: str, is_part: bool = False) -> None:
        """What is to be said about the file; `is_part`: it is not whole."""
        if said and said not in self.notes:
            self.notes.append(said)
        self.is_part |= is_part

    def drain(self) -> None:
        """Read what nobody read."""
        for _ in self.pieces:
            pass
