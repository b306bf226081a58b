"""Fields and their types: what one attribute is, how wide, and how its bytes are found and read."""
from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from ..records import record, replaced
from .blame import ask, ask_bytes


class Kind(IntEnum):
    """What an attribute's value is. The numbers are shared with the compiled code."""

    UNSIGNED = 0
    SIGNED = 1
    BOOLEAN = 2
    FLOAT = 3
    STRING = 4
    BYTES = 5
    MAC = 6
    IPV4 = 7
    IPV6 = 8
    TIME = 9        # nanoseconds since the epoch
    DURATION = 10   # nanoseconds
    ENUMERATION = 11
    FLAGS = 12
    NESTED = 13


@record(frozen=True, slots=True)
class Type:
    """A field type: kind, width in bytes (0: variable), byte order.

    In layouts also: `form`, how the bytes are turned into the value (see layouts/ops.py), and where a variable one
    ends: at its `size` (bytes, or an expression over fields read before), behind the number `prefix` that counts it, or
    before one of `ends`; else it is all that is left. `pad`: what follows begins at a multiple of it.
    """

    kind: Kind
    width: int = 0
    little: bool = False
    form: str = "plain"
    size: Any = None
    prefix: "Type | None" = None
    ends: tuple[bytes, ...] = ()
    or_end: bool = False            # without one of `ends` all that is left
    pad: int = 1


u8, u16, u24, u32, u40, u48, u64 = (Type(Kind.UNSIGNED, width) for width in (1, 2, 3, 4, 5, 6, 8))
le16, le24, le32, le48, le64 = (Type(Kind.UNSIGNED, width, little=True) for width in (2, 3, 4, 6, 8))
i8, i16, i24, i32, i64 = (Type(Kind.SIGNED, width) for width in (1, 2, 3, 4, 8))
lei16, lei32, lei64 = (Type(Kind.SIGNED, width, little=True) for width in (2, 4, 8))
flag = Type(Kind.BOOLEAN, 1)
flag16 = Type(Kind.BOOLEAN, 2)
real = Type(Kind.FLOAT)
f32, f64 = (Type(Kind.FLOAT, width, form="float") for width in (4, 8))
lef32, lef64 = (Type(Kind.FLOAT, width, little=True, form="float") for width in (4, 8))
text = Type(Kind.STRING)
octets = Type(Kind.BYTES)
mac = Type(Kind.MAC, 6)
ipv4 = Type(Kind.IPV4, 4)
ipv6 = Type(Kind.IPV6, 16)
time_ns = Type(Kind.TIME)
duration_ns = Type(Kind.DURATION)
nested = Type(Kind.NESTED)
number = Type(Kind.UNSIGNED)        # a number only the twin can find, or `computed`

# Numbers that say themselves how long they are: QUIC's (RFC 9000 section 16), little-endian groups of seven bits
# (LEB128: MQTT, protobuf, WebAssembly), the same with the sign in the lowest bit, BER's whole contents.
varint = Type(Kind.UNSIGNED, form="quic")
leb128 = Type(Kind.UNSIGNED, form="leb128")
zigzag = Type(Kind.SIGNED, form="zigzag")
# Numbers written in digits. Bounded by `sized`, `ended`, or by what they are in.
decimal = Type(Kind.UNSIGNED, form="decimal")
hexadecimal = Type(Kind.UNSIGNED, form="hexadecimal")
# All that is left, as a big-endian number of at most eight bytes.
integer = Type(Kind.SIGNED, form="integer")
unsigned = Type(Kind.UNSIGNED, form="integer")
# Times: seconds and fractions since 1970, NTP's (RFC 5905 section 6), Windows' 100 ns since 1601.
unix32 = Type(Kind.TIME, 4, form="unix_s")
unix64 = Type(Kind.TIME, 8, form="unix_s")
unix48 = Type(Kind.TIME, 6, form="unix_s")
unix64_ms = Type(Kind.TIME, 8, form="unix_ms")
ntp64 = Type(Kind.TIME, 8, form="ntp")
filetime = Type(Kind.TIME, 8, little=True, form="filetime")
ntp_short = Type(Kind.DURATION, 4, form="ntp_short")
ntp_signed = Type(Kind.DURATION, 4, form="ntp_signed")
duration_s = Type(Kind.DURATION, 4, form="unix_s")
trimmed = Type(Kind.STRING, form="trimmed")     # text without the spaces around it
duration_ms = Type(Kind.DURATION, 4, form="unix_ms")


def _bounded(of_type: Type, size: Any, prefix: Type | None, ends: tuple[bytes, ...], or_end: bool, pad: int) -> Type:
    """`of_type`, of a width that its bytes say. `dataclasses.replace` takes nine times as long, and each start makes
    hundreds."""
    return Type(of_type.kind, 0, of_type.little, of_type.form, size, prefix, ends, or_end, pad)


def sized(size: Any, of_type: Type) -> Type:
    """`of_type` in `size` bytes: a number, the name of a field read before, or an expression over such."""
    ask(Type, of_type, "sized(4, text): a size, then a type")
    return _bounded(of_type, size, of_type.prefix, of_type.ends, of_type.or_end, of_type.pad)


def counted(prefix: Type, of_type: Type, pad: int = 1) -> Type:
    """`of_type` behind a number that says how many bytes it has; filled up to a multiple of `pad` bytes."""
    ask(Type, prefix, "counted(u16, text): the type of the count, then that of what it counts; sized(16, text) has "
                      "so many bytes")
    ask(Type, of_type, "counted(u16, text): the type of the count, then that of what it counts")
    return _bounded(of_type, of_type.size, prefix, of_type.ends, of_type.or_end, pad)


def ended(ends: bytes | tuple[bytes, ...], of_type: Type = text, or_end: bool = False) -> Type:
    """`of_type` up to the first of `ends`, which is read with it; with `or_end` all that is left if there is none."""
    ask_bytes('ended(b" ")', *(ends if isinstance(ends, tuple) else (ends,)))
    ask(Type, of_type, 'ended(b" ", decimal): what it ends with, then a type')
    return _bounded(of_type, of_type.size, of_type.prefix, ends if isinstance(ends, tuple) else (ends,), or_end,
                    of_type.pad)


def padded(pad: int, of_type: Type) -> Type:
    """`of_type`, filled up so that the next one begins at a multiple of `pad` bytes of the message."""
    return replaced(of_type, pad=pad)


# Names as the DNS writes them (RFC 1035 sections 3.1 and 4.1.4); pointers lead back in the message. What stands alone
# may do without its end (RFC 4704 section 4.2). NetBIOS packs 16 bytes into a label, the last one says what the name is
# for (RFC 1001 section 14.1).
domain_name = Type(Kind.STRING, form="name")
partial_domain_name = Type(Kind.STRING, form="name", or_end=True)
netbios_name = Type(Kind.STRING, form="netbios")

# Text of 16-bit units with the low byte first, as Windows writes it (RFC 2781); of one longer than 1,024 of them, its
# beginning. Bounded by `sized`, `counted`, or by what it is in.
utf16 = Type(Kind.STRING, little=True, form="utf16")

# A number of 128 bits that names something, as Windows and DCE write it ([MS-DTYP] section 2.3.4): low bytes first in
# its first three parts. Known by its usual text, "6bffd098-a112-3610-9833-46c3f87e345a".
guid = Type(Kind.STRING, form="guid", size=16)

# An address of which the last bytes may be left out, as of networks.
partial_ipv4, partial_ipv6 = (Type(kind, form="partial") for kind in (Kind.IPV4, Kind.IPV6))

cstring = ended(b"\0")
word = ended(b" ", or_end=True)                 # of a line, to the next space
xdr_string = counted(u32, text, pad=4)          # RFC 4506 sections 4.10 and 4.11
xdr_opaque = counted(u32, octets, pad=4)


@record(frozen=True, slots=True)
class Names:
    """Names of a field's values. A value without a name keeps its number."""

    names: Mapping[int, str]

    def __call__(self, value: int) -> str | None:
        """The name of `value`, or None."""
        return self.names.get(value)


def names(*pairs: int | str, **more: int) -> Names:
    """Value names, written as `names(1, "echo", 3, "unreachable")`. Raises ValueError where they are no pairs."""
    numbers, texts = pairs[::2], pairs[1::2]
    if len(numbers) != len(texts):
        raise ValueError(f"names() take pairs, a number and its name: {pairs[-1]!r} has none")
    for number, name in zip(numbers, texts, strict=True) if {*map(type, numbers)} - {int} else ():
        if not isinstance(number, int):
            raise ValueError(f"names() take a number and then its name, such as names(1, \"put\"): {number!r} stands "
                             f"before {name!r}")
    return Names(dict(zip(map(int, numbers), map(str, texts), strict=True))
                 | {value: name for name, value in more.items()})


# Kinds that are bytes, and those that can be added.
TEXT_KINDS = (Kind.STRING, Kind.BYTES, Kind.MAC, Kind.IPV6)
ADDED_KINDS = (Kind.UNSIGNED, Kind.SIGNED, Kind.BOOLEAN, Kind.FLOAT, Kind.DURATION)
# What of a session's values is kept. The places are shared with the compiled code.
KEEP = ("first", "last", "distinct", "all", "count", "sum")
KEPT_OTHERWISE = ("count", "sum")   # what is kept is no value of the field
KEEP_MOST = 8192                # values of one attribute in a session, where the field says nothing
KEEP_LIMIT = 65_535             # no field can say more


@record(frozen=True, slots=True)
class Field:
    """One attribute of a protocol.

    `at` is its byte offset in the header (None: only the twin can find it, or its place in a layout says it); `mask`
    selects bits of the number read there, shifted down to bit 0. Attributes are catalogued as `protocol.name`.
    """

    name: str
    type: Type
    at: int | None = None
    mask: int = 0
    names: Names | None = None          # makes an unsigned field an enumeration
    flags: Names | None = None          # bit value -> name: makes it flags
    unit: str = ""                      # "bytes", "s", "ms", ...
    scale: int = 1                      # value shown = number * scale (e.g. 4 for a length in words)
    # "packet", "session" (kept with the session) or "message": gathered over packets only where somebody wants it, so
    # that whoever looks at one packet has to want it of those before, too.
    scope: str = "packet"
    base: int = 10                      # 16: shown in hexadecimal
    number_first: bool = False          # of an enumeration known by its numbers: "200 OK", not "OK (200)"
    says: str = ""                      # meaning, one line
    # In a layout: the only values there are (numbers, ranges, texts); with any other the message is not in order.
    only: tuple[int | range | str, ...] = ()
    # What is kept of a session's values: the first, the last, each distinct one, all, their count or their sum.
    keep: str = "all"
    keep_most: int = KEEP_MOST          # of "distinct" and "all": later ones are left out, and nobody is told

    @property
    def kept(self) -> "Field":
        """What the values kept with sessions are, which is something else where they are counted or added."""
        if self.keep not in KEPT_OTHERWISE:
            return self
        if self.keep == "count":
            return replaced(self, type=number, names=None, flags=None, unit="", scale=1, base=10)
        return replaced(self, names=None, flags=None)
