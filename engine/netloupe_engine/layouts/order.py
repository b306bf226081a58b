"""What words ask for has been read by then, and may be so: the order of a layout, and the values it tells apart."""
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from .blame import blame
from .expressions import Condition, Expression
from .fields import Field, Kind, Type
from .outline import ranges
from .words import Ref, Word


def order_faults(messages: Iterable[tuple[Any, ...]], _: object = None) -> Iterator[Exception]:
    """Where a word of one of the messages uses a field that is read only behind it, or in another message.

    Not asked of: what is in a `define`, whose caller may have read it; what is in the same turn of a `repeat`, since it
    was read in the turn before; names of `remember`; names that nothing has, which the compiler refuses.
    """
    messages = tuple(messages)
    every = {*declared(chain.from_iterable(messages))}
    free = {name for word in _words(chain.from_iterable(messages)) if word.op in ("define", "remember")
            for name in (word.name, *declared(chain.from_iterable(word.blocks)))}
    for words in messages:
        yield from _Order(every, {*declared(words)}, free).check(words)


def key_faults(messages: Iterable[tuple[Any, ...]], fields: Iterable[Field]) -> Iterator[Exception]:
    """Where a field, or the cases of a `switch` on one alone, has a value that its number cannot."""
    fields = tuple(fields)
    for about, keys in (*((field, field.only) for field in fields),
                        *((word, word.value[1]) for word in _words(chain.from_iterable(messages))
                          if word.op in ("switch", "headers"))):
        for key in keys:
            try:
                list(ranges(key))
            except ValueError as error:
                yield blame(about, error, "only", (key,))
    largest = {field.name: _largest(field) for field in fields}
    for field in fields:
        yield from _outside(field, f"field {field.name}", field.only, largest[field.name])
    for word in _words(chain.from_iterable(messages)):
        if word.op == "switch" and len(word.value[0].terms) == 1 and word.value[0].constant == 0:
            (name, times), = word.value[0].terms
            if times == 1 and name in largest:
                yield from _outside(word, f"switch on field {name}", word.value[1], largest[name])


def _largest(field: Field) -> int | None:
    """The largest value of an unsigned number of fixed width."""
    if field.type.kind not in (Kind.UNSIGNED, Kind.BOOLEAN) or field.type.form != "plain" or not field.type.width:
        return None
    mask = field.mask or (1 << 8 * field.type.width) - 1
    return mask // (mask & -mask)


def _outside(about: object, called: str, keys: Iterable[Any], largest: int | None) -> Iterator[Exception]:
    if largest is None:
        return
    for key in keys:
        if isinstance(key, tuple):
            yield from _outside(about, called, key, largest)
            continue
        last = key[-1] if isinstance(key, range) and key else key
        if isinstance(last, int) and last > largest:
            yield blame(about, ValueError(f"{called}: {last} is more than the number can be, {largest}"), "only",
                        (last,))


class _Order:
    """One message's words: the fields of all messages, those of this one, and those that have been read."""

    def __init__(self, every: set[str], mine: set[str], seen: set[str]) -> None:
        self._every, self._mine, self._seen = every, mine, {*seen}

    def check(self, words: Iterable[Any]) -> Iterator[Exception]:
        for word in words:
            if isinstance(word, Field):
                yield from self._ask(word, word.type)
            elif isinstance(word, Word) and word.op != "define":
                if word.op == "repeat":
                    self._seen |= {*declared(word.blocks[0])}
                yield from self._ask(word, (word.value, word.field.type if isinstance(word.field, Field) else None))
                self._seen |= {*_names(word)} if word.op == "nest" else set()
                for block in word.blocks:
                    yield from self.check(block)
            self._seen |= {*_names(word)}

    def _ask(self, word: Field | Word, operand: Any) -> Iterator[Exception]:
        for name in _used(operand):
            if name in self._every and name not in self._seen:
                yield blame(word, ValueError(
                    f"field {name} is read only behind the word that uses it" if name in self._mine else
                    f"field {name} is of another message: remember() keeps what later ones need"))


def _words(words: Iterable[Any]) -> Iterator[Word]:
    for word in words:
        if isinstance(word, Word):
            yield word
            yield from _words(chain.from_iterable(word.blocks))


def _names(word: Any) -> Iterator[str]:
    """The names that a word, but for those in it, gives to values."""
    if isinstance(word, Field | Ref):
        yield word.name
    elif isinstance(word, Word):
        if word.op == "take":
            yield word.name
        if word.field is not None:
            yield word.field.name


def declared(words: Iterable[Any]) -> Iterator[str]:
    """The names that words, and those in them, give to values."""
    for word in words:
        yield from _names(word)
        if isinstance(word, Word):
            yield from declared(chain.from_iterable(word.blocks))


def _used(operand: Any) -> Iterator[str]:
    """The names in an operand."""
    if isinstance(operand, Expression):
        yield from (name for name, _ in operand.terms)
    elif isinstance(operand, Condition):
        yield from _used(operand.parts)
    elif isinstance(operand, tuple):
        for part in operand:
            yield from _used(part)
    elif isinstance(operand, Type):
        yield from _used(operand.prefix)
        yield from (operand.size,) if isinstance(operand.size, str) else _used(operand.size)
