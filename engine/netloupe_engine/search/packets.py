"""Patterns in the bytes of packets, in their order in the capture."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..capture.packet_bytes import gather
from ..capture.source import CaptureSource
from .pattern import Pattern

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROOM = 1 << 20             # bytes that are looked through in one go


def find_in_packets(source: CaptureSource, places: NDArray[np.uint64], pattern: Pattern,
                    check: Callable[[int], object] = int) -> Iterator[tuple[int, int, int, bytes]]:
    """Where in packets a pattern is found: (which of `places`, at, end, the packet's bytes), perhaps several times in
    one packet. `check(packets so far)` is called often, and may raise."""
    start = 0
    while start < len(places):
        check(start)
        data, ends = gather(source, places, start, _ROOM)
        for row, begin, end in _worth_a_look(data, ends, pattern):
            packet = data[begin:end]
            for at, stop in pattern.each(packet):
                yield start + row, at, stop, packet
        start += len(ends)


def _worth_a_look(data: bytes, ends: list[int], pattern: Pattern) -> Iterator[tuple[int, int, int]]:
    """The packets that may have it, and where each begins and ends: with what is found in all bytes together begins the
    first one. What goes on in the next packet is none."""
    begin = 0
    if pattern.is_placed:
        for row, end in enumerate(ends):
            yield row, begin, end
            begin = end
        return
    while (found := pattern.first(data, begin)) is not None:
        row = bisect_right(ends, found[0])
        yield row, ends[row - 1] if row else 0, ends[row]
        begin = ends[row]
