"""What Python sees of MergedCapture; see merged.pyx."""
import os
from collections.abc import Callable, Sequence

from .source import CaptureSource

FILES_MAX: int      # that can be read as one

class MergedCapture(CaptureSource):
    """Open capture files that are read as one."""

    def __init__(self, paths: Sequence[str | os.PathLike[str]], decompressed_bytes_max: int = ...,
                 decompressed_ratio_max: int = ..., cancelled: Callable[[], bool] | None = ...) -> None: ...
