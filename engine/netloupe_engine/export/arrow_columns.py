"""Columns of sessions and packets as Arrow arrays, from NumPy arrays and from what `Gather` brings."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..protocols.define import Field as Attribute
from ..protocols.define import Kind
from .arrow_types import Array, Field
from .text_column import TextColumn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TEXT, BINARY, LIST, BOOLEAN = "U", "Z", "+L", "b"       # with 64-bit offsets
TIME, NANOSECONDS = "tsn:UTC", "l"       # durations are numbers: few programs keep the nanoseconds of theirs
_NUMBERS = {"i8": "l", "u8": "L", "u4": "I", "u2": "S", "u1": "C"}
_KINDS = {Kind.SIGNED: "l", Kind.BOOLEAN: BOOLEAN, Kind.FLOAT: "g", Kind.STRING: TEXT, Kind.BYTES: BINARY,
          Kind.MAC: TEXT, Kind.IPV4: TEXT, Kind.IPV6: TEXT, Kind.TIME: TIME, Kind.DURATION: NANOSECONDS}


def number_format(dtype: str) -> str:
    """Arrow's word for NumPy's."""
    return _NUMBERS[dtype]


def numbers(values: NDArray[Any], known: NDArray[np.bool_] | None = None) -> Array:
    """Numbers as they lie in memory; those not `known` are null."""
    import numpy as np
    if known is None or known.all():
        return Array(len(values), 0, (None, np.ascontiguousarray(values)))
    return Array(len(values), int(len(known) - np.count_nonzero(known)), (_bits(known), np.ascontiguousarray(values)))


def booleans(values: NDArray[Any]) -> Array:
    """A bit each."""
    return Array(len(values), 0, (None, _bits(values != 0)))


def texts(ends: bytes, data: bytes) -> Array:
    """Text, from where each ends in `data`."""
    return Array(len(ends) // 8 - 1, 0, (None, ends, data))


def word_field(name: str, dtype: str) -> Field:
    """A column of numbers that stand for words."""
    return Field(name, _NUMBERS[dtype], dictionary=Field("", TEXT))


def dictionary(words: Sequence[str | None]) -> tuple[Array, NDArray[np.int64]]:
    """The words of such columns, each once, and the place of each number's; -1 of those that mean nothing."""
    import numpy as np
    places: dict[str, int] = {}
    codes = [-1 if word is None else places.setdefault(word, len(places)) for word in words]
    encoded = [word.encode() for word in places]
    ends = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(word) for word in encoded], out=ends[1:])
    return Array(len(encoded), 0, (None, ends, b"".join(encoded))), np.array(codes, np.int64)


def worded(values: NDArray[Any], words: tuple[Array, NDArray[np.int64]]) -> Array:
    """Numbers that stand for words; those that mean nothing, or that no word has, are null."""
    import numpy as np
    places = np.append(words[1], -1)        # the last one is for numbers that no word has
    found = places[np.minimum(values, len(words[1]))]
    return numbers(np.maximum(found, 0).astype(values.dtype), found >= 0)._replace(dictionary=words[0])


def attribute_field(name: str, declared: Attribute) -> Field:
    """The column of an attribute: a list of values for each session."""
    return Field(name, LIST, (Field("item", _KINDS.get(declared.type.kind, "L")),))


def attribute_array(field: Field, lists: bytes, ends: bytes, data: bytes) -> Array:
    """Its values, as `Gather.values_of` gives them."""
    import numpy as np
    form = field.children[0].format
    if form in (TEXT, BINARY):
        values = texts(ends, data)
    elif form == BOOLEAN:
        values = booleans(np.frombuffer(data, "u8"))
    else:
        values = Array(len(data) // 8, 0, (None, data))
    return Array(len(lists) // 8 - 1, 0, (None, lists), (values,))


def attribute_values(field: Field, ends: bytes, data: bytes) -> NDArray[Any] | TextColumn:
    """The same without lists, as NumPy has it."""
    import numpy as np
    form = field.children[0].format
    if form in (TEXT, BINARY):
        return TextColumn(ends, data)
    if form == BOOLEAN:
        return np.asarray(np.frombuffer(data, "u8") != 0)
    return np.frombuffer(data, {"g": "f8", "L": "u8"}.get(form, "i8"))


def _bits(values: NDArray[np.bool_]) -> NDArray[np.uint8]:
    import numpy as np
    return np.packbits(values, bitorder="little")
