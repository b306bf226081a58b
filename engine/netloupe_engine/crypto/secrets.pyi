"""Typing of the compiled module."""
import os
from collections.abc import Iterable

class Secrets:
    """What is known of the secrets of a capture's sessions."""

    lines: int
    ignored: int
    is_full: bool

    def __init__(self) -> None: ...
    def __len__(self) -> int:
        """How many secrets there are."""
    def hush(self, findings: Iterable[bool]) -> None:
        """These findings, one after the other as they are numbered, mean nothing (True) inside of what is encrypted."""
    def add(self, text: bytes) -> None:
        """Take what a text in key log format says."""
    def add_file(self, path: str | os.PathLike[str]) -> None:
        """Take what a key log file says, as far as the limits go. Raises CaptureError."""
