"""What Python sees of sums; see sums.pyx."""
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..sessions.store import SessionStore

def totals(store: SessionStore, sums: tuple[str, ...], least: tuple[str, ...], greatest: tuple[str, ...],
           rows: NDArray[np.uint64] | None, entries: NDArray[np.int64], groups: int) -> dict[str, NDArray[Any]]: ...
