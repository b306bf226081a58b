"""What Python sees of sums; see sums.pyx."""
import numpy as np
from numpy.typing import NDArray

from ..sessions.store import SessionStore

def sums(store: SessionStore, name: str, rows: NDArray[np.uint64] | None, entries: NDArray[np.int64],
         groups: int) -> NDArray[np.uint64]: ...
def bounds(store: SessionStore, name: str, rows: NDArray[np.uint64] | None, entries: NDArray[np.int64], groups: int,
           greatest: bool) -> NDArray[np.int64]: ...
