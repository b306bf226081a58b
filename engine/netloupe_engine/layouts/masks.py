"""Masks are bits of their number, and several fields share one number only as far as they say so."""
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import Any

from .blame import blame
from .fields import Field, Kind
from .words import Word

_NUMBERS = (Kind.UNSIGNED, Kind.SIGNED, Kind.BOOLEAN, Kind.ENUMERATION, Kind.FLAGS)


def mask_faults(messages: Iterable[tuple[Any, ...]], fields: Iterable[Field]) -> Iterator[Exception]:
    """Where a mask is no part of its number, two of one number have bits in common without one being in the other, or
    fields that stand one behind the other seem to share a number."""
    for words in messages:
        yield from _among(words)
    placed = [field for field in fields if field.at is not None]
    for one, other in combinations(placed, 2):
        if (one.at, one.type.width, one.type.little) == (other.at, other.type.width, other.type.little):
            yield from _shared(one, other)


def _among(words: Iterable[Any]) -> Iterator[Exception]:
    words = tuple(words)
    for word in words:
        if isinstance(word, Field):
            yield from _alone(word, word.type.width)
        elif isinstance(word, Word) and word.op == "bits":
            parts = [part for part in word.blocks[0] if isinstance(part, Field)]
            for part in parts:
                yield from _alone(part, word.value.width)
            for one, other in combinations(parts, 2):
                yield from _shared(one, other)
        elif isinstance(word, Word):
            if isinstance(word.field, Field) and word.op in ("peek", "read_as"):
                yield from _alone(word.field, word.field.type.width)
            for block in word.blocks:
                yield from _among(block)
    for one, other in pairwise(words):
        if (isinstance(one, Field) and isinstance(other, Field) and one.mask and other.mask and one.mask != other.mask
                and (one.type.width, one.type.little) == (other.type.width, other.type.little)):
            yield blame(other, ValueError(
                f"field {other.name} is read behind field {one.name}, though it has other bits: bits(u8, ...) reads "
                "both from one number, and around each of them says that they are two"), "mask")


def _alone(field: Field, width: int) -> Iterator[Exception]:
    if not field.mask:
        return
    if field.type.kind not in _NUMBERS:
        yield blame(field, ValueError(f"field {field.name} is no number, and has no bits for a mask"), "mask")
    elif field.mask < 0 or (width and field.mask >> 8 * width):
        yield blame(field, ValueError(f"field {field.name} has a mask wider than its number"), "mask")


def _shared(one: Field, other: Field) -> Iterator[Exception]:
    """Two fields of one number: apart, or one a part of the other."""
    if one.mask and other.mask and (one.mask == other.mask or one.mask & other.mask not in (0, one.mask, other.mask)):
        yield blame(other, ValueError(f"field {other.name} has the bits of field {one.name}"), "mask")
