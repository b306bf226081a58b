"""What Python sees of Pieces; see pieces.pyx."""
import numpy as np
from numpy.typing import NDArray

from ..capture.source import CaptureSource
from ..protocols.compiled import CompiledRegistry

class Pieces:
    """Decodes packets of one capture, some after others."""

    def __init__(self, registry: CompiledRegistry) -> None: ...
    def of(self, source: CaptureSource, at: NDArray[np.uint64], level: int = -1) -> NDArray[np.int64]: ...
    def segments(self, source: CaptureSource, at: NDArray[np.uint64], level: int) -> NDArray[np.int64]: ...
    def reassembled(self, source: CaptureSource, at: NDArray[np.uint64], level: int) -> bytes: ...
