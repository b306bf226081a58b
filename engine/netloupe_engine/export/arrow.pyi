"""What Python sees of the Arrow C stream interface; see arrow.pyx."""
from collections.abc import Iterator, Sequence

from .arrow_types import Array, Field

def stream(fields: Sequence[Field], batches: Iterator[Sequence[Array]]) -> object: ...
