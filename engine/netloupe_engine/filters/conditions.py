"""Conditions made of values: the filter that chooses exactly the sessions which have them.

What is written is what a person would: `app == tls`, `duration == 1.5s`, `http.host in {a.example, b.example}`.
"""
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from ipaddress import ip_address

from ..errors import ExpressionError
from ..protocols.define import Field, Kind
from .fields import SessionField, What
from .names import Attribute, Names, Target
from .quantities import MAPPED
from .syntax import Place
from .units import DURATIONS_NS

Exact = int | float | bool | str | bytes | None     # a value as it is kept; None: there is none

_PLAIN_WORD = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w-]+)*", re.ASCII)
_RESERVED = frozenset(("and", "or", "not", "in", "is", "eq", "ne", "lt", "le", "gt", "ge", "contains", "matches",
                       "starts", "ends", "with", "where", "packet", "packets"))
_NOTHING = {"applications": "unknown", "decisions": "none", "ends": "none"}     # words for no word
_COUNTED = (What.COUNT, What.BYTES, What.RATE, What.TRUTH, What.TIME, What.DURATION)
_FRACTION = 1_000_000_000


def condition(names: Names, name: str, values: Iterable[Exact]) -> str:
    """The filter that holds for sessions in which `name` has any of these values; None: in which it has none.

    Numbers are in the unit they are kept in, times and durations in nanoseconds. Raises ExpressionError for a name that
    is none, and for a value that no filter can say.
    """
    given = list(values)
    target = names.targets(name, Place(0, len(name)), False)[0]
    some = _distinct(target, [value for value in given if value is not None])
    if isinstance(target, SessionField) and target.what is What.PROTOCOLS and any(
            str(value).lower() not in names.protocols for value in given if value is not None):
        name = "path"
    parts = [] if not some else [f"{name} == {some[0]}" if len(some) == 1 else f"{name} in {{{', '.join(some)}}}"]
    if None in given:
        parts.append(_none(target, name))
    if not parts:
        raise ExpressionError(f"{name} wants a value.", 0, len(name))
    return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"


def quoted(text: str) -> str:
    """A text as a value: in quotes, unless it is a plain word."""
    if _PLAIN_WORD.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def word_of_nothing(target: Target) -> str:
    """How a filter calls that there is no value; "" if it has no word for it."""
    return _NOTHING.get(target.words, "") if isinstance(target, SessionField) else ""


def _none(target: Target, name: str) -> str:
    """That it has no value."""
    if isinstance(target, Attribute):
        return f"not {name} in {{yes, no}}" if target.declared.type.kind == Kind.BOOLEAN else f"not {name}"
    if word := word_of_nothing(target):
        return f"{name} == {word}"
    if target.what in _COUNTED and target.none is None:     # a name alone would ask whether it is more than 0
        return f"not {name} >= 0"
    return f"not {name}"


def value_text(target: Target, value: Exact) -> str:
    """A value of a field or attribute as a filter says it. Raises ExpressionError."""
    return _distinct(target, [value])[0]


def _distinct(target: Target, values: list[Exact]) -> list[str]:
    """Each value as a filter says it, once."""
    if isinstance(target, SessionField):
        written = [_of_field(target.what, value) for value in values]
    else:
        names = _names_of(target.declared)      # numbers and names do not stand in one list
        is_named = all(value in names for value in values)
        written = [quoted(names[value]) if is_named else _of_attribute(target.declared, value) for value in values]
    return list(dict.fromkeys(written))


def _names_of(declared: Field) -> dict[Exact, str]:
    """Names that stand for one number each, in lower case; none where people say the number."""
    if declared.names is None or declared.number_first:
        return {}
    called = [name.lower() for name in declared.names.names.values()]
    return {number: name.lower() for number, name in declared.names.names.items() if called.count(name.lower()) == 1}


def _of_field(what: What, value: Exact) -> str:
    if what is What.ADDRESS:
        return _address(value)
    if isinstance(value, str | bytes):
        text = value if isinstance(value, str) else value.decode(errors="replace")
        return quoted(text.lower() if what is What.WORD else text)
    return _number(value, is_time=what is What.TIME, is_duration=what is What.DURATION, is_truth=what is What.TRUTH)


def _of_attribute(declared: Field, value: Exact) -> str:
    kind = declared.type.kind
    if kind in (Kind.IPV4, Kind.IPV6):
        return _address(value)
    if kind in (Kind.BYTES, Kind.MAC):
        return quoted(value.hex(":") if isinstance(value, bytes) else str(value))
    if kind == Kind.STRING or isinstance(value, str | bytes):
        return quoted(value.decode(errors="replace") if isinstance(value, bytes) else str(value))
    if declared.flags is not None and isinstance(value, int):
        return hex(value)
    return _number(value, is_time=kind == Kind.TIME, is_duration=kind == Kind.DURATION, is_truth=kind == Kind.BOOLEAN)


def _number(value: Exact, is_time: bool, is_duration: bool, is_truth: bool) -> str:
    if is_truth:
        return "yes" if value else "no"
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ExpressionError(f"{value} is no number that a filter can say.", 0, 0)
        return f"{Decimal(repr(value)).normalize():f}"
    assert isinstance(value, int)
    if is_time:
        return moment_text(value)
    return duration_text(value) if is_duration else str(int(value))


def duration_text(ns: int) -> str:
    """A duration as a filter says it, exactly: 1.5s, 20ms, 350us."""
    for unit in ("s", "ms", "us"):
        if abs(ns) >= DURATIONS_NS[unit]:
            return f"{(Decimal(ns) / DURATIONS_NS[unit]).normalize():f}{unit}"
    return f"{ns}ns"


def moment_text(ns: int) -> str:
    """An instant as a filter says it, exactly, in UTC."""
    seconds, rest = divmod(ns, _FRACTION)
    try:
        day = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise ExpressionError("No calendar has this time.", 0, 0) from None
    fraction = f".{rest:09}".rstrip("0") if rest else ""
    return f"{day:%Y-%m-%dT%H:%M:%S}{fraction}Z"


def _address(value: Exact) -> str:
    try:
        if isinstance(value, bytes):
            return str(ip_address(value[12:] if len(value) == 16 and value.startswith(MAPPED) else value))
        return str(ip_address(str(value)))
    except ValueError:
        raise ExpressionError(f"{value!r} is no address of IP.", 0, 0) from None
