"""What Python sees of CaptureFile; see file.pyx."""
import os
from collections.abc import Callable

from .source import CaptureSource

class CaptureFile(CaptureSource):
    """An open capture file."""

    def __init__(self, path: str | os.PathLike[str], decompressed_bytes_max: int = ...,
                 decompressed_ratio_max: int = ..., cancelled: Callable[[], bool] | None = ...) -> None: ...
