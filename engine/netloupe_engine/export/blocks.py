"""Building pcapng blocks, and turning the contents of foreign ones into this machine's byte order.

Reference: draft-ietf-opsawg-pcapng sections 3.5 (options) and 4 (blocks).
"""
import sys
from collections.abc import Iterable

from ..capture.options import ByteOrder, options

SECTION = 0x0A0D0D0A
INTERFACE = 1
NAME_RESOLUTION = 4
SECRETS = 10

COMMENT = 1
APPLICATION = 4
TIME_RESOLUTION = 9
TIME_OFFSET = 14
NANOSECONDS = b"\x09"       # if_tsresol: 10^-9 s

Option = tuple[int, bytes]

# Which options are numbers, and of how many bytes; all others are text, addresses or bytes and have no byte order.
# A custom option (2988 ...) begins with a four-byte enterprise number.
PACKET_NUMBERS = {2: 4, 4: 8, 5: 8, 6: 4}
INTERFACE_NUMBERS = {8: 8, 10: 4, 14: 8, 16: 8, 17: 8}
NAME_NUMBERS: dict[int, int] = {}
_CUSTOM = {2988: 4, 2989: 4, 19372: 4, 19373: 4}


def number(value: int, size: int) -> bytes:
    """An unsigned integer in this machine's byte order."""
    return value.to_bytes(size, sys.byteorder)


def padded(data: bytes) -> bytes:
    """Filled up with zeros to a multiple of four bytes."""
    return data + bytes(-len(data) % 4)


def block(kind: int, content: bytes) -> bytes:
    """A whole block around its content."""
    content = padded(content)
    size = number(len(content) + 12, 4)
    return number(kind, 4) + size + content + size


def option_list(found: Iterable[Option]) -> bytes:
    """Options with their end mark; nothing at all if there are none."""
    data = b"".join(number(code, 2) + number(len(value), 2) + padded(value) for code, value in found)
    return data + bytes(4) if data else b""


def native_options(data: bytes, order: ByteOrder, numbers: dict[int, int]) -> list[Option]:
    """The options in `data`, whose byte order is `order`, with those that are `numbers` in this machine's order."""
    sizes = numbers | _CUSTOM
    return [(code, _native(value, order, sizes.get(code, 0))) for code, value in options(data, order)]


def _native(value: bytes, order: ByteOrder, size: int) -> bytes:
    """The first `size` bytes of `value`, a number, in this machine's order, and the rest as it is."""
    return value if order == sys.byteorder else value[:size][::-1] + value[size:]


def native_extra(kind: int, content: bytes, order: ByteOrder) -> bytes:
    """The content of a name resolution or secrets block in this machine's byte order."""
    if order == sys.byteorder:
        return content
    if kind == SECRETS:
        size = int.from_bytes(content[4:8], order)
        end = 8 + (size + 3) // 4 * 4
        return (content[:4][::-1] + content[4:8][::-1] + content[8:end]
                + option_list(native_options(content[end:], order, {})))
    names, at = b"", 0
    while at + 4 <= len(content):
        code, size = int.from_bytes(content[at:at + 2], order), int.from_bytes(content[at + 2:at + 4], order)
        names += number(code, 2) + number(size, 2) + padded(content[at + 4:at + 4 + size])
        at += 4 + (size + 3) // 4 * 4
        if code == 0:
            break
    return names + option_list(native_options(content[at:], order, NAME_NUMBERS))
