"""What is asked of a value is what it can be: texts are no counts, numbers say no words, and what takes all that is
left leaves nothing."""
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from .blame import blame
from .expressions import Condition, Expression
from .fields import TEXT_KINDS, Field, Kind, Type
from .words import Ref, Word

_NUMBERS = (Kind.UNSIGNED, Kind.SIGNED, Kind.BOOLEAN)
_READING = ("bits", "take")         # words that ask for bytes, whatever came before
_COUNTING = ("repeat", "bound", "alone", "skip", "hop", "seek")     # words about so many bytes, or turns


def kind_faults(messages: Iterable[tuple[Any, ...]], fields: Iterable[Field]) -> Iterator[Exception]:
    """Where a word of one of the messages asks a field for what it cannot say."""
    known = {field.name: field for field in fields}
    for field in known.values():
        yield from _check_texts(field, field, field.only)
    for words in messages:
        yield from _check(words, known)


def _check(words: Iterable[Any], known: Mapping[str, Field]) -> Iterator[Exception]:
    """One block of words, and those in it."""
    rest: Field | None = None
    for word in words:
        found = known.get(word.name) if isinstance(word, Ref) else word
        if rest is not None and (isinstance(found, Field) or (isinstance(found, Word) and found.op in _READING)):
            yield blame(rest, ValueError(
                f"field {rest.name} takes all that is left, and nothing is left for what stands behind it: "
                "sized(), counted() or ended() say where it ends"))
        if isinstance(found, Field):
            yield from _check_number(found, found.type.size, known)
            rest = found if _takes_rest(found.type) else None
        elif isinstance(found, Word):
            rest = None if found.op == "seek" else rest
            yield from _check_word(found, known)


def _takes_rest(type: Type) -> bool:
    return (type.kind in (Kind.STRING, Kind.BYTES) and type.form in ("plain", "trimmed", "utf16") and not type.width
            and type.size is None and type.prefix is None and not type.ends)


def _check_word(word: Word, known: Mapping[str, Field]) -> Iterator[Exception]:
    if isinstance(word.field, Field):
        yield from _check_number(word, word.field.type.size, known)
    if word.op in _COUNTING:
        yield from _check_number(word, word.value[0] if isinstance(word.value, tuple) else word.value, known)
    elif word.op == "switch":
        on, keys = word.value
        if isinstance(on, Expression) and len(on.terms) == 1 and on.terms[0][0] in known:
            yield from _check_texts(word, known[on.terms[0][0]], keys)
    for test in _comparisons(word.value):
        _, one, other = test.parts
        if isinstance(one, Expression) and len(one.terms) == 1 and one.terms[0][0] in known:
            yield from _check_texts(word, known[one.terms[0][0]], (other,))
    for block in word.blocks:
        yield from _check(block, known)


def _check_number(about: object, asked: Any, known: Mapping[str, Field]) -> Iterator[Exception]:
    """A size or a count."""
    names = (asked,) if isinstance(asked, str) else (
        tuple(name for name, _ in asked.terms) if isinstance(asked, Expression) else ())
    for name in names:
        if name in known and known[name].type.kind in TEXT_KINDS:
            yield blame(about, ValueError(f"field {name} is no number: it cannot say how many"))


def _check_texts(about: object, field: Field, keys: Iterable[Any]) -> Iterator[Exception]:
    """Is a number compared with texts?"""
    if field.type.kind not in _NUMBERS:
        return
    for key in _flat(keys):
        if isinstance(key, str):
            named = [number for number, name in (field.names.names if field.names else {}).items() if name == key]
            yield blame(about, ValueError(
                f"field {field.name} is a number, and never {key!r}"
                + (f": that is its name for {named[0]}, which is written here" if named else "")), "only", (key,))


def _flat(keys: Iterable[Any]) -> Iterator[Any]:
    for key in keys:
        if isinstance(key, tuple):
            yield from _flat(key)
        else:
            yield key


def _comparisons(operand: Any) -> Iterator[Condition]:
    if isinstance(operand, Condition):
        if operand.test == "compare":
            yield operand
        yield from chain.from_iterable(map(_comparisons, operand.parts))
    elif isinstance(operand, tuple):
        yield from chain.from_iterable(map(_comparisons, operand))
