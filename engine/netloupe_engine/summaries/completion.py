"""What can be written where somebody is typing a filter: names, operators that fit, values that occur."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..filters.cursor import Spot, Wants, spot
from ..filters.fields import What, session_fields
from ..filters.names import Attribute, Names, Target
from ..filters.view import Asked, View
from ..model import Completion, Completions
from ..protocols.compiled import CompiledRegistry
from ..protocols.define import Kind
from .occurring import FIRST, VALUES_MAX, Occurring, Values

ITEMS_MAX = 60

# Fields as people look for them, those asked most first; their other names are found by what is typed.
_FIRST = ("app", "server", "client", "name", "port", "server.port", "client.port", "either", "protocol", "state",
          "ended", "bytes", "packets", "duration", "start", "info", "finding", "rtt", "rate", "retransmissions",
          "transport", "path", "severity", "findings", "bytes.up", "bytes.down", "packets.up", "packets.down",
          "payload", "payload.up", "payload.down", "end", "vlan", "id")
_TEXT = (("==", "is"), ("!=", "is another"), ("contains", "has inside"), ("starts with", ""), ("ends with", ""),
         ("matches", "a regular expression"), ("in {", "one of these"), ("not in {", "none of these"))
_ORDER = ((">", "more than"), (">=", "at least"), ("<", "less than"), ("<=", "at most"))
_EQUAL = (("==", "is"), ("!=", "is another"))
_SET = (("in {", "one of these, or a range"), ("not in {", "none of these"))
_NETWORK = (("in", "in a network such as 10.0.0.0/8"), ("not in", "in no such network"), ("in {", "one of these"))
_JOINS = (("and", "both must hold"), ("or", "one of both must hold"))


class Completer:
    """Completes filters over one analysis, which may grow. Any thread."""

    def __init__(self, analysis: Asked, registry: CompiledRegistry) -> None:
        self._analysis, self._registry = analysis, registry
        self._names = Names(registry)
        self._values = Values(self._names)

    def at(self, text: str, cursor: int, cancelled: Callable[[], bool] = bool, soon: bool = False) -> Completions:
        """What can be written at this character; `soon`: with values as counted so far. Raises CancelledError."""
        here, counted = spot(text, cursor), -1
        if here.wants is Wants.NAME:
            items = _matching(here.typed, self._nameable(here, cancelled))
        elif here.wants is Wants.OPERATOR:
            items = self._operators(here)
        elif here.wants is Wants.VALUE:
            items, counted = self._valuable(here, cancelled, soon)
        else:
            words = _JOINS if here.wants is Wants.JOIN else ((",", "another one"), ("}", "the last one"))
            items = _matching(here.typed, (Completion(word, "word", says) for word, says in words))
        return Completions(here.at, here.end, here.typed, tuple(items), here.name if self._target(here) else "",
                           counted)

    def prepare(self, name: str, cancelled: Callable[[], bool] = bool) -> None:
        """Read the values of a name before somebody asks for them. Raises ExpressionError, CancelledError."""
        self._of(name, cancelled).read(self._view(cancelled).check)

    def _of(self, name: str, cancelled: Callable[[], bool]) -> Occurring:
        return self._values.of(name.lower(), self._stamp, lambda: self._view(cancelled), self._analysis.capture)

    def _view(self, cancelled: Callable[[], bool], sessions: int | None = None) -> View:
        return View(self._analysis, self._registry, (), cancelled, sessions)

    # names

    def _nameable(self, here: Spot, cancelled: Callable[[], bool]) -> Iterator[Completion]:
        """Everything that has a name, what this capture has first."""
        fields, kept = session_fields(), self._analysis.sessions.attributes
        if not here.in_packets:
            yield from (Completion(name, "name", fields[name].says) for name in _FIRST)
            yield from self._attributes(kept)
            yield from self._protocols(cancelled)
        ids = self._registry.field_ids
        yield from self._attributes(sorted((name for name in ids if name not in kept or here.in_packets),
                                           key=lambda name: not name.startswith("frame.")))
        if not here.in_packets:
            yield from (Completion(name, "name", field.says) for name, field in fields.items()
                        if name not in _FIRST and "_up" not in name and "_down" not in name)
            yield from (Completion(key, "protocol", self._registry.protocols[number].title)
                        for key, number in self._names.protocols.items())
            yield Completion("packet where", "word", "what packets must be like")
        yield Completion("not", "word", "what must not hold")

    def _attributes(self, names: Iterable[str]) -> Iterator[Completion]:
        for name in names:
            declared = self._registry.field(self._registry.field_ids[name])[1]
            yield Completion(name, "name", declared.says)

    def _protocols(self, cancelled: Callable[[], bool]) -> Iterator[Completion]:
        """Those that occur."""
        found = self._of("protocol", cancelled)
        for value in found.first(VALUES_MAX):
            if value.written in self._names.protocols:
                title = self._registry.protocols[self._names.protocols[value.written]].title
                yield Completion(value.written, "protocol", title, value.count)

    @property
    def _stamp(self) -> object:
        return len(self._analysis.sessions), len(self._analysis.packets)

    # operators and values

    def _target(self, here: Spot) -> Target | None:
        return self._names.first(here.name, here.in_packets) if here.name else None

    def _operators(self, here: Spot) -> list[Completion]:
        target = self._target(here)
        operators = _operators_of(target) if target is not None else ()
        if here.name.lower() in ("packet", "packets"):
            operators = (*operators, ("where", "what packets must be like"))
        return _matching(here.typed, [
            *(Completion(word, "operator", says) for word, says in operators),
            *(Completion(word, "word", says) for word, says in _JOINS)])

    def _valuable(self, here: Spot, cancelled: Callable[[], bool], soon: bool) -> tuple[list[Completion], int]:
        if self._target(here) is None:
            return [], -1
        found, counted = None, -1
        if soon and len(self._analysis.sessions) > FIRST:
            found = self._values.soon(here.name.lower(), self._stamp, lambda: self._view(cancelled, FIRST),
                                      self._analysis.capture)
            counted = -1 if found is None or found.is_whole else FIRST
        if found is None:
            found = self._of(here.name, cancelled)
        return [Completion(value.written, "value", value.said, value.count)
                for value in found.like(here.typed, ITEMS_MAX, self._view(cancelled).check)], counted


def _operators_of(target: Target) -> tuple[tuple[str, str], ...]:
    """Those that its values can be compared by."""
    if isinstance(target, Attribute):
        kind = target.declared.type.kind
        if kind == Kind.NESTED:
            return ()
        if kind in (Kind.STRING, Kind.BYTES, Kind.MAC):
            return _TEXT if kind == Kind.STRING else tuple(pair for pair in _TEXT if pair[0] != "matches")
        if kind in (Kind.IPV4, Kind.IPV6):
            return _EQUAL + _NETWORK
        if kind == Kind.BOOLEAN:
            return _EQUAL
        return _EQUAL + _SET if target.declared.names or target.declared.flags else _EQUAL + _ORDER + _SET
    if target.what in (What.TEXT, What.NAME):
        return _TEXT
    if target.what is What.ADDRESS:
        return _EQUAL + _NETWORK
    if target.what in (What.WORD, What.PROTOCOLS):
        return _EQUAL + _SET + (_ORDER if target.words == "severities" else ())
    return _EQUAL if target.what is What.TRUTH else _ORDER + _EQUAL + _SET


def _matching(typed: str, offered: Iterable[Completion]) -> list[Completion]:
    """Those that begin with what was typed, that have a part which does, that have it inside; each text once."""
    typed = typed.lower()
    ranked: tuple[list[Completion], ...] = ([], [], [])
    known = set()
    for item in offered:
        text = item.text.lower()
        if text in known:
            continue
        at = text.find(typed)
        if at < 0:
            continue
        known.add(text)
        ranked[0 if at == 0 else 1 if text[at - 1] in "._ " else 2].append(item)
    return [item for rank in ranked for item in rank][:ITEMS_MAX]

