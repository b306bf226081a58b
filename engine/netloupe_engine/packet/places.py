"""Places: where the records of all packets of an index are, a slice at a time."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .index import PacketIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Places:
    """The offsets of the packets there were when this was made, read as they are needed."""

    def __init__(self, index: PacketIndex) -> None:
        self._index, self._count = index, len(index)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, which: slice) -> NDArray[np.uint64]:
        """The offsets of some packets in a row."""
        start, stop, _ = which.indices(self._count)
        return self._index.column("at", start, stop)
