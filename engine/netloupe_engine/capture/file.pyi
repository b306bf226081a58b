"""What Python sees of CaptureFile; see file.pyx."""
import os

from .source import CaptureSource

class CaptureFile(CaptureSource):
    """An open capture file."""

    def __init__(self, path: str | os.PathLike[str], decompressed_bytes_max: int = ...) -> None: ...
