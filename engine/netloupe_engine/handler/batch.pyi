"""What Python sees of Reader and Batch; see batch.pyx."""
import numpy as np
from numpy.typing import NDArray

from ..capture.file import CaptureFile
from ..packet.index import PacketIndex
from ..protocols.compiled import CompiledRegistry

class Batch:
    """Packets read at once."""

    count: int
    clock: int

class Reader:
    """Reads a capture source into batches."""

    number: int
    wire_bytes: int
    captured_bytes: int
    first_ns: int
    last_ns: int
    def __init__(self, source: CaptureFile, index: PacketIndex, registry: CompiledRegistry, handlers: int) -> None: ...
    def fill(self, batch: Batch) -> int: ...
    def again(self, batch: Batch, places: NDArray[np.uint64]) -> int: ...
