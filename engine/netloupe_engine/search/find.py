"""Find: where a pattern is in a capture, one place after the other, with what stands around it."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Literal, Protocol

from ..capture.source import CaptureSource
from ..errors import CancelledError
from ..handler.tables import PacketTable, SessionTable
from ..model import Hit
from ..protocols.compiled import CompiledRegistry
from ..streams.payloads import payloads_of
from .messages import Told, find_in_messages
from .packets import find_in_packets
from .pattern import Pattern, compile_pattern
from .streams import find_in_streams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AROUND_BYTES = 24       # before and behind what was found
FOUND_BYTES = 200       # of it that are told
Where = Literal["packets", "streams", "messages"]


class Searched(Told, Protocol):
    """What an analysis is to who looks for something in it."""

    @property
    def packets(self) -> PacketTable:
        """Its packets."""

    @property
    def sessions(self) -> SessionTable:
        """Its sessions."""

    def reading(self) -> AbstractContextManager[CaptureSource]:
        """Its packets, to be read at any place."""

    def packets_of(self, ids: Iterable[int] | NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Numbers of the packets of sessions, and of those tunnelled in them."""


def find(analysis: Searched, registry: CompiledRegistry, pattern: str, kind: str, where: Where,
         ids: NDArray[np.uint32] | None, ignore_case: bool, cancelled: Callable[[], bool],
         progress: Callable[[int, int], None] | None) -> Iterator[Hit]:
    """See `Analysis.find`."""
    made = compile_pattern(pattern, kind, ignore_case)
    return _found(analysis, registry, made, where, ids, cancelled, progress)


def _found(analysis: Searched, registry: CompiledRegistry, pattern: Pattern, where: Where,
           ids: NDArray[np.uint32] | None, cancelled: Callable[[], bool],
           progress: Callable[[int, int], None] | None) -> Iterator[Hit]:
    import numpy as np
    table = analysis.packets
    total = len(table)
    places, sessions, ways = (table.column(name, 0, total) for name in ("at", "session", "way"))
    chosen = np.arange(total) if ids is None else analysis.packets_of(ids).astype(np.int64) - 1
    chosen = chosen[chosen < total]

    def check(done: int, whole: int) -> None:
        if cancelled():
            raise CancelledError("The search was called off.")
        if progress is not None:
            progress(done, whole)

    def hit(row: int, at: int, size: int, offset: int, around: bytes, begin: int) -> Hit:
        return Hit(row + 1, int(sessions[row]), int(ways[row]), at, size, offset, *_said(around, begin, size))

    if where == "packets":
        with analysis.reading() as source:
            for row, at, end, packet in find_in_packets(source, np.ascontiguousarray(places[chosen]), pattern,
                                                        lambda done: check(done, len(chosen))):
                yield hit(int(chosen[row]), at, end - at, at, packet, at)
        return
    if where == "messages":
        asked = range(1, len(analysis.sessions) + 1) if ids is None else ids.tolist()
        for done, session in enumerate(asked):
            check(done * len(chosen) // max(1, len(asked)), len(chosen))
            for place in find_in_messages(analysis, session, pattern, cancelled):
                yield Hit(place.packet, session, place.way, 0, place.size, place.offset,
                          *_said(place.around, place.begin, place.size))
        return
    with analysis.reading() as source:
        pieces = payloads_of(registry, source, places, chosen, lambda done: check(done // 2, len(chosen)))
        owners = sessions[pieces.rows].astype(np.int64)
        streams = np.where(owners != 0, owners * 2 + ways[pieces.rows], -1)
        scale = len(chosen) / max(1, len(owners))
        for found in find_in_streams(source, places, pieces, streams, pattern,
                                     lambda done: check((len(chosen) + int(done * scale)) // 2, len(chosen))):
            yield hit(*found)


def _said(around: bytes, begin: int, size: int) -> tuple[str, str, str]:
    """What stands before, at and behind a place, as text; signs that are none are dots."""
    first = max(0, begin - AROUND_BYTES)
    found = around[begin:begin + min(size, FOUND_BYTES)]
    parts = (around[first:begin], found, around[begin + size:begin + size + AROUND_BYTES])
    if len(found) >= 2 and not len(found) % 2 and not any(found[1::2]):         # UTF-16, of Latin letters
        parts = (parts[0][len(parts[0]) % 2::2], found[::2], parts[2][::2])
    before, middle, after = (_text(part) for part in parts)
    return before, middle + ("…" if size > FOUND_BYTES else ""), after


def _text(data: bytes) -> str:
    return "".join(sign if sign.isprintable() and sign != "\ufffd" else "·" for sign in data.decode("utf-8", "replace"))

