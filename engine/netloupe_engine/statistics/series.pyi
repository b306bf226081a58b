"""What Python sees of TimeSeries; see series.pyx."""
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Level = tuple[Floats, Floats, Floats, Floats, Floats]       # bytes: sum, min, max; packets; new sessions

class TimeSeries:
    """Throughput of the whole capture in bins that coarsen as it grows."""

    version: int
    def touch(self) -> None: ...
    def pyramid(self) -> tuple[int, int, list[Level]]: ...
