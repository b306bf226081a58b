"""What is known of a layout before it is compiled: its fields, what it names, and how messages begin.

Every start needs this of every table; instructions are made when a capture first has bytes for them.
"""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from ..records import record
from .expressions import text_key
from .fields import Field, Type
from .words import Ref, Word


@record(slots=True)
class Outline:
    """What the words of a table's layout, modes and probe say, at whatever depth."""

    fields: list[Field] = field(default_factory=list)       # in order, with those that several branches declare
    spaces: dict[str, None] = field(default_factory=dict)   # key spaces in which words name other protocols
    reasons: dict[str, None] = field(default_factory=dict)  # why words announce sessions
    remembers: bool = False
    sure: bool = False                                      # some first messages can be nobody else's


def outline_of(words: Iterable[Any], probe: Iterable[Any] = ()) -> Outline:
    """The outline of a layout, with its modes, and of a probe, whose fields nobody is shown."""
    out, asked = Outline(), Outline()
    _walk(words, out)
    _walk(probe, asked)
    out.remembers |= asked.remembers
    out.sure |= asked.sure
    return out


def _walk(words: Iterable[Any], out: Outline) -> None:
    for word in words:
        if isinstance(word, Field):
            out.fields.append(word)
        elif isinstance(word, Word):
            op = word.op
            if isinstance(word.field, Field) and op != "require":
                out.fields.append(word.field)
            if op == "remember":
                out.remembers = True
            elif op == "certain":
                out.sure = True
            elif word.name and op in ("switch_to", "carry", "expect"):
                out.spaces[word.name] = None
            if op == "expect":
                out.reasons[word.value[2]] = None
            for block in word.blocks:
                _walk(block, out)


def fixed(layout: Iterable[Any], by_name: Mapping[str, Field]) -> Iterator[tuple[int, Type, Field]]:
    """Those of `placed` that are numbers which must have certain values."""
    return ((at, type, part) for at, type, part in placed(layout, by_name) if part.only and type.width <= 8)


def placed(layout: Iterable[Any], by_name: Mapping[str, Field]) -> Iterator[tuple[int, Type, Field]]:
    """The fields at fixed places of every message: offset, type, field. `by_name`: the table's fields."""
    at = 0
    for given in layout:
        word = by_name.get(given.name, given) if isinstance(given, Ref) else given
        parts: tuple[Any, ...] = (word,)
        type = word.type if isinstance(word, Field) else getattr(word, "value", None)
        stays = False
        if isinstance(word, Word) and word.op in ("peek", "require"):
            stays = True
            if isinstance(word.field, Field):
                type, parts = word.field.type, (word.field,)
        elif isinstance(word, Word) and word.op == "bits":
            parts = word.blocks[0]
        elif not isinstance(word, Field) and not (isinstance(word, Word) and word.op == "take"):
            break                   # what follows has no fixed place
        if not isinstance(type, Type) or not type.width or type.prefix is not None or type.ends:
            break
        for part in parts:
            if isinstance(part, Field):
                yield at, type, part
        if not stays:
            at += type.width


def evidence(type: Type, part: Field) -> int:
    """About how many bits such a number leaves no choice."""
    allowed = sum(high - low + 1 for low, high in ranges(part.only))
    return max(0, _mask(type, part).bit_count() - allowed.bit_length())


ANY_BYTE = frozenset(range(256))


def first_bytes(numbers: Iterable[tuple[int, Type, Field]]) -> frozenset[int]:
    """With which bytes a message may begin."""
    left = ANY_BYTE
    for at, type, part in numbers:
        mask = _mask(type, part)
        lead = 8 * (type.width - 1) if not type.little else 0
        if at == 0 and mask >> lead & 0xFF:
            left &= (_lows if type.little else _highs)(mask, lead, list(ranges(part.only)))
    return left


def _mask(type: Type, part: Field) -> int:
    return part.mask or (1 << 8 * type.width) - 1


def _highs(mask: int, lead: int, allowed: list[tuple[int, int]]) -> set[int]:
    """Which first bytes a number leaves whose highest bits they have; `lead` is how many are behind them."""
    shift, found = (mask & -mask).bit_length() - 1, set[int]()
    if mask == (0x100 << lead) - (1 << shift):      # the whole byte, and all that follows down to the lowest bit
        for first, last in allowed:
            found.update(range(min(first << shift >> lead, 256), min((last + 1 << shift) - 1 >> lead, 255) + 1))
        return found
    for byte in range(256):
        known = byte << lead & mask
        low, high = known >> shift, (known | mask & (1 << lead) - 1) >> shift
        if any(first <= high and low <= last for first, last in allowed):
            found.add(byte)
    return found


def _lows(mask: int, _: int, allowed: list[tuple[int, int]]) -> set[int]:
    """Which first bytes a number leaves whose lowest bits they have."""
    shift, count = (mask & -mask).bit_length() - 1, 1 << (mask & 0xFF).bit_count()
    return {byte for byte in range(256)
            if any(((byte & mask) >> shift) - first & count - 1 <= last - first for first, last in allowed)}


def ranges(key: Any) -> Iterator[tuple[int, int]]:
    """The numbers that a key of a case, or of `only`, stands for: lowest and highest, both included. Raises ValueError
    where it stands for none."""
    if isinstance(key, tuple):
        for part in key:
            yield from ranges(part)
    elif isinstance(key, range):
        if key.step != 1 or not key:
            raise ValueError(f"{key} is no range of numbers that follow each other")
        if not -1 << 63 <= key.start < key.stop <= 1 << 64:
            raise ValueError(f"{key} has more than a number can be")
        if key.start < 0:
            yield key.start & 0xFFFFFFFFFFFFFFFF, min(key.stop - 1, -1) & 0xFFFFFFFFFFFFFFFF
        if key.stop > 0:
            yield max(key.start, 0), key.stop - 1
    elif isinstance(key, str):
        known = text_key(key)
        yield known, known
    elif isinstance(key, int) and not key < -1 << 63 and key < 1 << 64:
        yield int(key) & 0xFFFFFFFFFFFFFFFF, int(key) & 0xFFFFFFFFFFFFFFFF
    else:
        raise ValueError(f"{key!r} is no number, text or range")
