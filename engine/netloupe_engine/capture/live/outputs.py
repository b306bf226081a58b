"""Output files of a capture: their names, and how they are opened.

One file: the name that was given. More of them (a ring, or a capture that goes on after a stop): NAME_00001.pcapng and
so on, as dumpcap has it. All are for their owner's eyes only: they hold what people said.
"""
from __future__ import annotations

import os
from pathlib import Path

from ...errors import CaptureError

FIRST_NAME = "capture.pcapng"
FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW


class Outputs:
    """Opens one file after the other. One thread at a time."""

    def __init__(self, output: Path | None, folder: Path | None, many: bool) -> None:
        """`many`: even the first file has a number. Raises CaptureError when there is neither name nor folder."""
        if output is None and folder is None:
            raise CaptureError("A capture needs a file, or a folder for its files.")
        self._first = output if output is not None else (folder or Path()) / FIRST_NAME
        self._many = many
        self._number = 0

    def next_path(self) -> Path:
        """The name of the next file."""
        number = self._number if not self._many else self._number + 1
        self._number += 1
        if number == 0:
            return self._first
        suffix = self._first.suffix or ".pcapng"
        return self._first.with_name(f"{self._first.stem}_{number:05}{suffix}")

    def open(self) -> tuple[Path, int]:
        """Make the next file; none that is there is touched. Raises CaptureError."""
        path = self.next_path()
        try:
            fd = os.open(path, FLAGS, 0o600)
        except FileExistsError as problem:
            raise CaptureError(f"{path} is there already.") from problem
        except OSError as problem:
            raise CaptureError(f"{path} could not be made: {problem.strerror}.") from problem
        return path, fd
