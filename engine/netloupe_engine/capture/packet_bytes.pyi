"""What Python sees of gathering packets' bytes; see packet_bytes.pyx."""
import numpy as np
from numpy.typing import NDArray

from .source import CaptureSource

def gather(source: CaptureSource, at: NDArray[np.uint64], start: int, room: int) -> tuple[bytes, list[int]]: ...
def gather_parts(source: CaptureSource, at: NDArray[np.uint64], begins: NDArray[np.int64], sizes: NDArray[np.int64],
                 start: int, room: int) -> tuple[bytes, int]: ...
def having_options(source: CaptureSource, at: NDArray[np.uint64]) -> list[int]: ...
