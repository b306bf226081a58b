"""What columns are to other programs: fields and arrays in the words of Apache Arrow's columnar format.

Formats are those of its C data interface: "I" unsigned 32 bits, "U" UTF-8 with 64-bit offsets, "tsn:UTC" nanoseconds
since 1970, "+L" a list with 64-bit offsets, and so on.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Field(NamedTuple):
    """A column's name and type. With a `dictionary`, `format` is that of the indices and `dictionary` the values'."""

    name: str
    format: str
    children: tuple[Field, ...] = ()
    dictionary: Field | None = None


class Array(NamedTuple):
    """Values of a column: the buffers of its layout, validity first (None: all are there)."""

    length: int
    nulls: int
    buffers: tuple[bytes | NDArray[Any] | None, ...]
    children: tuple[Array, ...] = ()
    dictionary: Array | None = None
