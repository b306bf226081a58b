"""What Python sees of the compiled copier; see _copier.pyx."""
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..capture.source import CaptureSource

class Copier:
    """Copies packets of one capture to one open file."""

    def __init__(self, source: CaptureSource, fd: int, pcapng: bool, snap: int,
                 comments: Mapping[int, Sequence[str]] | None = None) -> None: ...
    def copy(self, at: NDArray[np.uint64]) -> int: ...
