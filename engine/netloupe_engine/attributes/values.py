"""Attribute values: from the 64 bits or bytes parsers leave behind to Python values, and to text for people."""
import struct
from collections.abc import Mapping
from datetime import UTC, datetime

from ..core.text import address_text
from ..protocols.define import Field, Kind

Value = int | float | bool | str | bytes
_SIGN_BIT = 1 << 63


def decode(declared: Field, number: int, data: bytes) -> Value:
    """The Python value of an attribute: addresses become text, text is decoded leniently (UTF-8, else Latin-1)."""
    kind = declared.type.kind
    if kind == Kind.STRING:
        try:
            return data.decode()
        except UnicodeDecodeError:
            return data.decode("latin-1")
    if kind == Kind.BYTES:
        return data
    if kind == Kind.MAC:
        return data.hex(":")
    if kind == Kind.IPV6:
        return address_text(data) if len(data) == 16 else data.hex(":")
    if kind == Kind.IPV4:
        return address_text((number & 0xFFFFFFFF).to_bytes(4))
    if kind == Kind.BOOLEAN:
        return bool(number)
    if kind == Kind.FLOAT:
        value: float = struct.unpack("=d", struct.pack("=Q", number))[0]
        return value
    if kind in (Kind.SIGNED, Kind.TIME, Kind.DURATION) and number & _SIGN_BIT:
        number -= 1 << 64
    return number * declared.scale


def text_of(declared: Field, value: Value) -> str:
    """How a value reads: names for enumerations and flags, hexadecimal where the field says so, times in UTC."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, bytes):
        return value.hex(" ") if len(value) <= 64 else f"{value[:64].hex(' ')} … ({len(value)} bytes)"
    if not isinstance(value, int):
        return str(value)
    if declared.names is not None:
        name = declared.names(value)
        if name and declared.number_first:
            return f"{value} {name}"
        return f"{name} ({_number(declared, value)})" if name else _number(declared, value)
    if declared.flags is not None:
        return _flags(declared.flags.names, value) or _number(declared, value)
    if declared.type.kind == Kind.TIME:
        return time_text(value)
    if declared.type.kind == Kind.DURATION:
        return f"{value / 1e9:.9f} s"
    return _number(declared, value)


def time_text(time_ns: int) -> str:
    """An instant in UTC with nine decimals; the plain number of nanoseconds when no calendar reaches it."""
    seconds, rest = divmod(time_ns, 1_000_000_000)
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}.{rest:09d} UTC"
    except (ValueError, OverflowError, OSError):
        return f"{time_ns} ns"


def _number(declared: Field, value: int) -> str:
    if declared.base != 16:
        return str(value)
    return f"0x{value:0{2 * declared.type.width}x}" if declared.type.width else hex(value)


def _flags(names: Mapping[int, str], value: int) -> str:
    return ", ".join(name for bit, name in names.items() if value & bit)
