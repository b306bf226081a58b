"""The files of one capture: which there are, how big they are, and which of a ring have to go."""
from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from .segments import Segments


class Files:
    """Segment files in the order they were begun. Its owner's lock guards it."""

    def __init__(self, segments: Segments, keep: int) -> None:
        """`keep`: how many files a ring has; 0: all."""
        self._segments, self._keep = segments, keep
        self._sizes: dict[int, tuple[Path, int]] = {}       # segment number -> file, bytes
        self._current = -1

    def begin(self, path: Path) -> None:
        """Packets now go to this file; the oldest of a full ring is deleted."""
        self.measure()
        self._sizes = dict(self._existing())
        self._current = self._segments.append(str(path))
        self._sizes[self._current] = path, 0
        while self._keep and len(self._sizes) > self._keep:
            oldest = min(self._sizes)
            gone, _ = self._sizes.pop(oldest)
            self._segments.drop(oldest)         # first, so that nobody opens a file that is not there
            with contextlib.suppress(OSError):
                gone.unlink()

    def grow(self, size: int) -> None:
        """The current file has so many bytes."""
        if self._current in self._sizes:
            self._sizes[self._current] = self._sizes[self._current][0], size

    def end(self) -> None:
        """Nothing more is written."""
        self.measure()
        self._current = -1

    def measure(self) -> None:
        """Ask the system for the size of the current file."""
        if self._current in self._sizes:
            with contextlib.suppress(OSError):
                self.grow(os.stat(self._sizes[self._current][0]).st_size)

    @property
    def bytes(self) -> int:
        """Of all that still exist."""
        return sum(size for _, (_, size) in self._existing())

    @property
    def paths(self) -> tuple[str, ...]:
        """Of all that still exist, oldest first."""
        return tuple(str(path) for _, (path, _) in self._existing())

    def _existing(self) -> Iterator[tuple[int, tuple[Path, int]]]:
        """Without those that somebody else has dropped, for want of disk space."""
        return ((number, file) for number, file in self._sizes.items() if not self._segments[number].dropped)
