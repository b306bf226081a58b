"""Values as a filter writes them: numbers with units, times, addresses.

Numbers are exact (Fraction) until they are compared, so that 0.1 s is 100,000,000 ns.
"""
import re
from datetime import UTC, datetime
from fractions import Fraction
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from ..errors import ExpressionError
from ..records import record
from .syntax import Place, Span, Value
from .units import DURATIONS_NS, RATES, SI, SIZES

_NUMBER = re.compile(r"([+-]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?|\.\d+))([^\W\d][\w/]*)?")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?", re.I)
_CLOCK = re.compile(r"(\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?", re.I)
MAPPED = bytes(10) + b"\xff\xff"   # before an IPv4 address that is kept as an IPv6 one, RFC 4291 section 2.5.5.2


@record(frozen=True, slots=True)
class Moment:
    """A time: `ns` since 1970; or, if `after_start`, since the start of the capture; negative: before its end."""

    ns: int
    after_start: bool = False

    def at(self, start_ns: int, end_ns: int) -> int:
        """In nanoseconds since 1970, for a capture of this time."""
        if not self.after_start:
            return self.ns
        return (end_ns if self.ns < 0 else start_ns) + self.ns


def number(value: Value, kind: str) -> Fraction:
    """A number. `kind` says which units it may have: "count", "bytes", "rate" or "duration"; durations are in
    nanoseconds, and in seconds where no unit is said. Raises ExpressionError."""
    found = None if value.is_quoted else _NUMBER.fullmatch(value.text + value.unit)
    if found is None:
        raise _wrong(value, f"Expected {_LIKE[kind]}")
    text, unit = found[1], (found[2] or "")
    plain = Fraction(int(text, 16)) if "x" in text.lower() else Fraction(text)
    factor = _UNITS[kind].get(unit.lower() or _PLAIN.get(kind, ""))
    if factor is None:
        raise _wrong(value, f"{unit!r} is no unit of {_LIKE[kind]}")
    return plain * factor


_UNITS = {"count": SI, "bytes": SIZES, "rate": RATES, "duration": DURATIONS_NS}
_PLAIN = {"duration": "s"}      # the unit of a number without one
_LIKE = {"count": "a number such as 10 or 10k", "bytes": "a size such as 1500, 10k or 2MB",
         "rate": "a rate such as 64k or 10 Mbit/s", "duration": "a time such as 1.5s, 20 ms or 90 days"}


def moment(value: Value) -> Moment:
    """An instant: a date, a date and time of day (local, or with Z or +01:00), or a duration since the start of the
    capture (negative: before its end). Raises ExpressionError."""
    text = f"{value.text} {value.unit}".strip()
    dated = _DATE.fullmatch(text)
    if dated is None:
        if _CLOCK.fullmatch(text):
            raise _wrong(value, f"A time of day wants a date: 2026-01-31 {text}")
        return Moment(int(number(value, "duration")), True)
    clock, _, fraction = (dated[4] or "00:00").partition(".")
    clock += ":00" * (2 - clock.count(":"))
    zone = (dated[5] or "").upper().replace("Z", "+00:00")
    try:
        found = datetime.fromisoformat(f"{dated[1]}-{dated[2]}-{dated[3]}T{clock.zfill(8)}{zone}")
        seconds = int((found if found.tzinfo else found.astimezone()).astimezone(UTC).timestamp())
    except (ValueError, OverflowError, OSError):
        raise _wrong(value, f"There is no time {text}") from None
    return Moment(seconds * 1_000_000_000 + int(fraction.ljust(9, "0") or 0))


def addresses(item: Value | Span) -> tuple[int, int]:
    """The addresses from a first to a last one, as numbers of 128 bits: one address, a network (CIDR), or a range.
    Raises ExpressionError."""
    if isinstance(item, Span):
        low, high = addresses(item.low)[0], addresses(item.high)[1]
        if low > high:
            raise _wrong(item.high, f"{item.high.text} is before {item.low.text}")
        return low, high
    try:
        if "/" in item.text:
            network = ip_network(item.text, strict=False)
            return wide(network.network_address), wide(network.broadcast_address)
        address = wide(ip_address(item.text.strip("[]")))
    except ValueError:
        raise _wrong(item, f"{item.text} is no address: expected one such as 10.0.0.1, 10.0.0.0/8 or 2001:db8::/32"
                     ) from None
    return address, address


def wide(address: IPv4Address | IPv6Address) -> int:
    """An address as the number of 128 bits that it is kept as."""
    return int.from_bytes(MAPPED + address.packed) if address.version == 4 else int(address)


def _wrong(value: Value, what: str) -> ExpressionError:
    return wrong(value.place, f"{what}.")


def wrong(place: Place, sentence: str) -> ExpressionError:
    """An error that points there."""
    return ExpressionError(sentence, place.at, place.end)
