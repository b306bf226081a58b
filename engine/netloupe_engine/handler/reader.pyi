"""What Python sees of Reader; see reader.pyx."""
import numpy as np
from numpy.typing import NDArray

from ..capture.file import CaptureFile
from ..packet.index import PacketIndex
from ..protocols.compiled import CompiledRegistry

class Reader:
    """Reads a capture source into batches."""

    index: PacketIndex
    clock: int
    number: int
    wire_bytes: int
    captured_bytes: int
    first_ns: int
    last_ns: int
    def __init__(self, source: CaptureFile, index: PacketIndex, registry: CompiledRegistry, handlers: int) -> None: ...
    def run(self) -> None: ...
    def read_ahead(self) -> None: ...
    def stop(self) -> None: ...
    def take(self) -> int: ...
    def finished(self) -> int: ...
    @property
    def leftover(self) -> int: ...
    def again(self, places: NDArray[np.uint64]) -> int: ...
