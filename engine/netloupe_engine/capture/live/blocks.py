"""pcapng blocks as bytes, for recorders that are written in Python. Sections 3 and 4 of the format's draft."""
from __future__ import annotations

import struct
from collections.abc import Iterable

SECTION, INTERFACE, STATISTICS, PACKET = 0x0A0D0D0A, 1, 5, 6
NANOSECONDS = 9         # digits of a second in time stamps
_PACKET = struct.Struct("=IIIIIII")


def _block(kind: int, body: bytes) -> bytes:
    size = struct.pack("=I", len(body) + 12)
    return struct.pack("=I", kind) + size + body + size


def _options(pairs: Iterable[tuple[int, bytes]]) -> bytes:
    rows = [struct.pack("=HH", code, len(value)) + value + bytes(-len(value) % 4) for code, value in pairs if value]
    return b"".join(rows) + bytes(4)


def section(hardware: str, system: str, application: str) -> bytes:
    """The head of a file."""
    texts = [(2, hardware.encode()), (3, system.encode()), (4, application.encode())]
    return _block(SECTION, struct.pack("=IHHq", 0x1A2B3C4D, 1, 0, -1) + _options(texts))


def interface(name: str, link_type: int, snap_length: int, filter_text: str) -> bytes:
    """A device; its packets are told by its place among the interfaces, from 0."""
    described = b"\0" + filter_text.encode() if filter_text else b""
    options = _options([(2, name.encode()), (9, bytes([NANOSECONDS])), (11, described)])
    return _block(INTERFACE, struct.pack("=HHI", link_type, 0, snap_length) + options)


def packet(number: int, time_ns: int, data: bytes, length: int) -> bytes:
    """A packet of interface `number`, of which `length` bytes were on the wire."""
    captured = len(data)
    padding = -captured % 4
    size = 32 + captured + padding
    head = _PACKET.pack(PACKET, size, number, time_ns >> 32, time_ns & 0xFFFFFFFF, captured, length)
    return b"".join((head, data, bytes(padding), struct.pack("=I", size)))


def statistics(number: int, time_ns: int, received: int, dropped: int, interface_dropped: int) -> bytes:
    """What the kernel has counted for interface `number`."""
    counts = [(4, received), (5, interface_dropped), (7, dropped)]
    options = _options([(code, struct.pack("=Q", value)) for code, value in counts])
    return _block(STATISTICS, struct.pack("=III", number, time_ns >> 32, time_ns & 0xFFFFFFFF) + options)
