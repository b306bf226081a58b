"""What Python sees of lanes; see lanes.pyx."""
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .memory import Memory

def paint_lanes(memory: Memory, rows: NDArray[np.uint32], lines: NDArray[np.int64], start_ns: int, end_ns: int,
                shortest: int, colours: NDArray[np.float32], ground: NDArray[np.float32], faint: float,
                pixels: NDArray[Any]) -> None: ...
