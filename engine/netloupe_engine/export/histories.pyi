"""What Python sees of histories; see histories.pyx."""
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .memory import Memory

def histories(memory: Memory, rows: NDArray[np.uint32] | Any) -> tuple[bytes, bytes, bytes]: ...
