"""What Python sees of tcp_series.pyx."""
import numpy as np
from numpy.typing import NDArray

FAR: int

def follow(times: NDArray[np.int64], ways: NDArray[np.int64], notes: NDArray[np.int64],
           segments: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]: ...
