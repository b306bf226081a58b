"""What a filter asks for, checked: a tree of questions about sessions or packets, with typed tests at its leaves."""
from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from ..errors import ExpressionError
from ..export.shapes import WORDS
from ..model import EndReason, Severity
from ..protocols.define import Kind
from ..records import record
from ..search.pattern import How, Pattern, compile_pattern, compiled
from . import quantities, syntax
from .fields import SessionField, What, session_fields
from .matching import Addresses, Bits, Range, Text
from .names import Attribute, Names, Target
from .packet_fields import BYTES
from .quantities import wrong
from .syntax import Compare, Span, Value

_NEGATED = {"!=": "==", "not in": "in"}
_ROW = re.compile(r"[0-9a-fA-F]{2}([:.-][0-9a-fA-F]{2})+")
_ORDERS = ("<", "<=", ">", ">=")
_TEXT_OPERATORS = ("contains", "starts with", "ends with", "matches")
_EVERY_NUMBER = (Range(),)
_TIMED_OUT = ("idle", "no response")
_TRUTHS = {"yes": 1, "true": 1, "1": 1, "no": 0, "false": 0, "0": 0}
_NS_OF = {"s": 10**9, "ms": 10**6, "us": 10**3, "µs": 10**3, "ns": 1, "seconds": 10**9, "milliseconds": 10**6}


Test = tuple[Range, ...] | Text | Addresses | Bits | Pattern


@record(frozen=True, slots=True)
class Leaf:
    """Whether any value of `target` passes `test`; negated: whether it has values and none does."""

    target: Target
    test: Test
    negated: bool = False

    @property
    def of_packets(self) -> bool:
        """Whether packets are asked."""
        return isinstance(self.target, Attribute) and self.target.of_packets


@record(frozen=True, slots=True)
class Carries:
    """Which have a protocol in their path."""

    key: str


@record(frozen=True, slots=True)
class Search:
    """Which sessions have this word in what is shown of them."""

    word: str


@record(frozen=True, slots=True)
class Not:
    """What `part` does not hold for."""

    part: Plan


@record(frozen=True, slots=True)
class Every:
    """What all parts hold for."""

    parts: tuple[Plan, ...]


@record(frozen=True, slots=True)
class Any:
    """What any part holds for."""

    parts: tuple[Plan, ...]


@record(frozen=True, slots=True)
class Packets:
    """Packets for which `part` holds; of sessions, which have any."""

    part: Plan


Plan = Leaf | Carries | Search | Not | Every | Any | Packets


class Planner:
    """Makes plans of trees. `hints` says in words which names were translated."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.hints: list[str] = []

    def plan(self, node: syntax.Node, in_packets: bool = False) -> Plan:
        """Raises ExpressionError."""
        if isinstance(node, syntax.Not):
            return Not(self.plan(node.part, in_packets))
        if isinstance(node, syntax.Every | syntax.Any):
            parts = tuple(self.plan(part, in_packets) for part in node.parts)
            if isinstance(node, syntax.Every) and not in_packets and sum(map(_asks_packets, parts)) > 1:
                self._say("Each may be true of another packet: packet where … asks the same packet for all")
            return Every(parts) if isinstance(node, syntax.Every) else Any(parts)
        if isinstance(node, syntax.Packets):
            if in_packets:
                raise wrong(node.place, "These are packets already: say packet where once.")
            return Packets(self.plan(node.part, True))
        if isinstance(node, syntax.Words):
            return self._words(node, in_packets)
        return self._compare(node, in_packets)

    def _words(self, node: syntax.Words, in_packets: bool) -> Plan:
        word = node.words[0]
        if len(node.words) == 1 and not node.is_quoted:
            if word.lower() in self._names.protocols:
                return Carries(word.lower())
            if self._names.known(word):
                self._hint(word, in_packets)
                return _any([self._has(target) for target in self._names.targets(word, node.place, in_packets)])
            if self._names.is_slip(word):
                self._names.targets(word, node.place, in_packets)     # says what is meant
        found = tuple(Search(word.lower()) for word in node.words)
        return found[0] if len(found) == 1 else Every(found)

    def _has(self, target: Target) -> Plan:
        """It has a value, one that is true."""
        if isinstance(target, SessionField):
            counts = target.what in (What.COUNT, What.BYTES, What.TRUTH) and target.none is None
            return Leaf(target, (Range(1),) if counts else _every(target))
        return Leaf(target, (Range(1),) if target.declared.type.kind == Kind.BOOLEAN else _every(target))

    def _compare(self, node: Compare, in_packets: bool) -> Plan:
        targets = self._names.targets(node.name, node.place, in_packets)
        self._hint(node.name, in_packets)
        negated = node.operator in _NEGATED
        if negated and len(targets) > 1:        # there are values, and none of any of them is
            same = syntax.Compare(node.name, node.place, _NEGATED[node.operator], node.values)
            return Every((_any([Leaf(target, _every(target)) for target in targets]),
                          Not(self._compare(same, in_packets))))
        plans, errors = [], []
        for target in targets:
            try:
                plans.append(self._leaf(target, node, negated))
            except ExpressionError as error:
                errors.append(error)
        if not plans:
            raise errors[0]
        return _any(plans)

    def _hint(self, name: str, in_packets: bool) -> None:
        if ours := self._names.translation(name, in_packets):
            self._say(f"{name} is called {ours} here")

    def _say(self, hint: str) -> None:
        if hint not in self.hints:
            self.hints.append(hint)

    def _leaf(self, target: Target, node: Compare, negated: bool) -> Plan:
        if isinstance(target, SessionField):
            if target.name == "state" and (ended := _ended(node)):
                return Leaf(session_fields()["end_reason"], ended, negated)
            return Leaf(target, self._session_test(target, node), negated)
        return Leaf(target, _attribute_test(target, node), negated)

    def _session_test(self, field: SessionField, node: Compare) -> Test:
        what = field.what
        if what is What.ADDRESS:
            return _addresses(node)
        if what in (What.TEXT, What.NAME, What.PROTOCOLS):
            if what is What.PROTOCOLS and node.operator in ("==", "!=", "in", "not in"):
                for value in _plain(node):
                    _known(value, self._names.protocols, "protocol")
            return _text(node)
        if what is What.WORD:
            if node.operator in _TEXT_OPERATORS:
                return _text(node)
            return _named(node, self._numbers(field.words), field.name, field.words == "severities")
        return _numbers(node, what, scale=1)

    def _numbers(self, words: str) -> Mapping[str, int]:
        """What a list's words are as numbers."""
        if words in ("protocols", "applications"):
            return {**self._names.protocols, **({"unknown": 0} if words == "applications" else {})}
        if words == "severities":
            return {severity.name.lower(): severity.value for severity in Severity}
        return {str(word or "none").lower(): number for number, word in enumerate(WORDS[words])
                if word is not None or number == 0}


def _asks_packets(part: Plan) -> bool:
    return isinstance(part, Leaf) and part.of_packets


def _any(plans: list[Plan]) -> Plan:
    return plans[0] if len(plans) == 1 else Any(tuple(plans))


def _every(target: Target) -> Test:
    """A test that every value passes."""
    if isinstance(target, SessionField):
        if target.what in (What.TEXT, What.NAME, What.PROTOCOLS):
            return Text("contains", ("",))
        return Addresses(((0, (1 << 128) - 1),)) if target.what is What.ADDRESS else _EVERY_NUMBER
    kind = target.declared.type.kind
    if kind in (Kind.IPV4, Kind.IPV6):
        return Addresses(((0, (1 << 128) - 1),))
    return Text("contains", ("",)) if kind in (Kind.STRING, Kind.BYTES, Kind.MAC) else _EVERY_NUMBER


def _plain(node: Compare) -> list[Value]:
    """The values of a comparison that takes no ranges."""
    for value in node.values:
        if isinstance(value, Span):
            raise wrong(value.low.place, f"{node.name} has no order: there is nothing from one to another.")
    return [value for value in node.values if isinstance(value, Value)]


def _known(value: Value, words: Mapping[str, int], what: str) -> int:
    found = words.get(value.text.lower())
    if found is None:
        close = difflib.get_close_matches(value.text.lower(), words, 1)
        raise wrong(value.place, f"There is no {what} {value.text}."
                    + (f" Did you mean {close[0]}?" if close else f" There are {', '.join(list(words)[:12])}."
                       if len(words) <= 12 else ""))
    return found


def _text(node: Compare) -> Text:
    if node.operator in _ORDERS:
        raise wrong(node.place, f"{node.name} is text, which is no more or less: it can be ==, !=, in, contains, "
                                "starts with, ends with or matches.")
    values = _plain(node)
    if node.operator == "matches":
        for value in values:
            try:
                compiled(value.text)
            except ValueError as error:
                raise wrong(value.place, f"No regular expression: {error}.") from None
    operator = node.operator if node.operator in _TEXT_OPERATORS else "=="
    return Text(operator, tuple(value.text if value.is_quoted or not value.unit else f"{value.text} {value.unit}"
                                for value in values))


def _addresses(node: Compare) -> Addresses:
    if node.operator in _TEXT_OPERATORS:
        raise wrong(node.place, f"{node.name} is an address: it can be ==, != or in a network such as 10.0.0.0/8.")
    if node.operator in _ORDERS:
        raise wrong(node.place, f"{node.name} is an address: ranges are written {node.name} in "
                                "{10.0.0.1..10.0.0.99}.")
    return Addresses(tuple(map(quantities.addresses, node.values)))


def _ended(node: Compare) -> Test | None:
    """How a session ended, where its state is asked and an end is meant: "reset", "graceful", "timed out"."""
    words = {reason.text: reason.value for reason in EndReason if reason}
    said = [f"{value.text} {value.unit}".strip().lower() if isinstance(value, Value) else "" for value in node.values]
    if node.operator in _ORDERS + _TEXT_OPERATORS or not all(word in words or word == "timed out" for word in said):
        return None
    numbers = {words[one] for word in said for one in (_TIMED_OUT if word == "timed out" else (word,))}
    return _singles(numbers)


def _named(node: Compare, numbers: Mapping[str, int], what: str, ordered: bool) -> tuple[Range, ...]:
    if node.operator in _ORDERS and not ordered:
        raise wrong(node.place, f"{node.name} is no more or less: it can be ==, != or in {{…}}.")
    found = [_known(value, numbers, what.replace("_", " ")) for value in _plain(node)]
    return (_order(node.operator, Fraction(found[0])),) if node.operator in _ORDERS else _singles(found)


def _called(node: Compare, numbers: Mapping[str, int]) -> tuple[Range, ...]:
    """As `_named`, where a part of a name will do as well: 1.2 for "TLS 1.2"."""
    if node.operator in _ORDERS:
        return _named(node, numbers, node.name, False)
    found: list[int] = []
    for value in _plain(node):
        part = value.text.lower()
        like = [number for name, number in numbers.items() if part in name.replace("(", " ").split()
                or name.endswith(f" {part}")]
        found += [numbers[part]] if part in numbers else like or [_known(value, numbers, f"value of {node.name}")]
    return _singles(found)


def _singles(numbers: Iterable[int]) -> tuple[Range, ...]:
    return tuple(Range(number, number) for number in sorted(numbers))


def _order(operator: str, bound: Fraction | quantities.Moment) -> Range:
    if operator in ("<", "<="):
        return Range(-math.inf, bound, below=operator == "<")
    return Range(bound, math.inf, above=operator == ">")


def _numbers(node: Compare, what: What, scale: int) -> tuple[Range, ...]:
    """Ranges of numbers; `scale` makes of what is written what is compared."""
    if node.operator in _TEXT_OPERATORS:
        raise wrong(node.place, f"{node.name} is {what}, no text: it can be ==, !=, <, <=, >, >= or in {{…}}.")
    kind = {What.BYTES: "bytes", What.RATE: "rate", What.DURATION: "duration"}.get(what, "count")

    def read(value: Value) -> Fraction | quantities.Moment:
        if what is What.TIME:
            return quantities.moment(value)
        if what is What.TRUTH:
            return Fraction(_known(value, _TRUTHS, "truth"))
        return quantities.number(value, kind) / scale

    ranges = []
    for item in node.values:
        if isinstance(item, Span):
            low, high = read(item.low), read(item.high)
            if not isinstance(low, quantities.Moment) and not isinstance(high, quantities.Moment) and low > high:
                raise wrong(item.high.place, f"{item.high.text} is less than {item.low.text}.")
            ranges.append(Range(low, high))
        elif node.operator in _ORDERS:
            ranges.append(_order(node.operator, read(item)))
        else:
            ranges.append(Range(bound := read(item), bound))
    return tuple(ranges)


def _attribute_test(target: Attribute, node: Compare) -> Test:
    declared, kind = target.declared, target.declared.type.kind
    if kind == Kind.NESTED:
        raise wrong(node.place, f"{node.name} groups others and has no value: it is there or not.")
    if target.name in BYTES:
        return _pattern(node)
    if target.name == "frame.path":
        return _text(node)
    if kind in (Kind.IPV4, Kind.IPV6):
        return _addresses(node)
    if kind in (Kind.STRING, Kind.BYTES, Kind.MAC):
        return _octets(node, kind == Kind.MAC) if kind != Kind.STRING else _text(node)
    names = declared.names or declared.flags
    if names is not None and all(isinstance(value, Value) and not _is_number(value) for value in node.values):
        if node.operator in _TEXT_OPERATORS:
            like = _text(node)
            return _singles(number for number, name in names.names.items() if like.holds(name))
        if declared.flags is not None and node.operator not in _ORDERS:
            bits = {name.lower(): bit for bit, name in names.names.items()}
            return Bits(tuple(_known(value, bits, "flag") for value in _plain(node)))
        return _called(node, {name.lower(): number for number, name in names.names.items()})
    if kind == Kind.BOOLEAN:
        return _numbers(node, What.TRUTH, 1)
    if kind == Kind.TIME:
        return _numbers(node, What.TIME, 1)
    if kind == Kind.DURATION:
        return _numbers(node, What.DURATION, 1)
    if declared.unit in _NS_OF and any(isinstance(value, Value) and _has_unit(value) for value in node.values):
        return _numbers(node, What.DURATION, _NS_OF[declared.unit])
    return _numbers(node, What.BYTES if declared.unit == "bytes" else What.COUNT, 1)


def _is_number(value: Value) -> bool:
    return not value.is_quoted and (value.text.removeprefix("-").isdecimal() or value.text.lower().startswith("0x"))


def _has_unit(value: Value) -> bool:
    return bool(value.unit) or value.text[-1:].isalpha()


def _pattern(node: Compare) -> Pattern:
    """What is looked for in the bytes of packets: a text, or in hexadecimal with signs between, such as 47:45:54."""
    if node.operator not in ("contains", "matches"):
        raise wrong(node.place, f"{node.name} is many bytes: it can be contains or matches.")
    (value,) = _plain(node)
    how = How.REGEX if node.operator == "matches" else \
        How.HEX if not value.is_quoted and _ROW.fullmatch(value.text) else How.TEXT
    try:
        return compile_pattern(value.text, how)
    except ExpressionError as error:
        raise wrong(value.place, str(error)) from None


def _octets(node: Compare, is_mac: bool) -> Text:
    """Bytes and hardware addresses are written in hexadecimal, with or without something between."""
    made = _text(node)
    if made.operator == "matches":
        raise wrong(node.place, f"{node.name} is no text: it can be ==, !=, in, contains, starts with or ends with.")
    words = []
    for word, value in zip(made.words, _plain(node), strict=True):
        digits = word.lower().removeprefix("0x").translate({ord(char): None for char in ":-. "})
        if set(digits) - set("0123456789abcdef") or len(digits) % 2:
            raise wrong(value.place, f"{value.text} is no row of bytes: expected hexadecimal digits such as 00:1b:ff.")
        words.append(bytes.fromhex(digits).hex(":") if is_mac else digits)
    return Text(made.operator, tuple(words), not is_mac)
