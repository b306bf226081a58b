"""Options of pcapng blocks: a list of (code, bytes), each padded to four bytes.

Reference: draft-ietf-opsawg-pcapng section 3.5. Read on demand only; the packet path never comes here.
"""
from collections.abc import Iterator
from typing import Literal

ByteOrder = Literal["little", "big"]

COMMENT = 1
INTERFACE_NAME = 2
INTERFACE_DESCRIPTION = 3
TIME_RESOLUTION = 9


def options(data: bytes, order: ByteOrder) -> Iterator[tuple[int, bytes]]:
    """The options in `data`, up to the end mark or the first one that does not fit."""
    at = 0
    while at + 4 <= len(data):
        code, size = int.from_bytes(data[at:at + 2], order), int.from_bytes(data[at + 2:at + 4], order)
        if code == 0 or at + 4 + size > len(data):
            return
        yield code, data[at + 4:at + 4 + size]
        at += 4 + (size + 3) // 4 * 4


def texts(data: bytes, order: ByteOrder, code: int) -> tuple[str, ...]:
    """The text options of one code; a final NUL that some writers add is dropped."""
    found = (value for kind, value in options(data, order) if kind == code)
    return tuple(value.decode("utf-8", "replace").rstrip("\0") for value in found)


def resolution_ns(data: bytes, order: ByteOrder) -> float:
    """Nanoseconds in one tick of an interface's clock (option if_tsresol; a microsecond if it is not there)."""
    for code, value in options(data, order):
        if code == TIME_RESOLUTION and len(value) == 1:
            power = value[0] & 0x7F
            return 1e9 / float(2 ** power if value[0] & 0x80 else 10 ** power)
    return 1000.0
