"""Folders of captures that have no name yet, and those left behind by a program that died.

Each is marked by a lock that its program holds: the system takes it back however the program ends, so that what nobody
holds was left behind. Nothing is ever deleted here but what its owner asks for.
"""
from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

from ..signatures import MAGIC_BYTES, format_of

PREFIX = "netloupe-"
_LOCK = ".in-use"
_YOUNG_SECONDS = 10.0       # a folder without a lock that is so new is just being made


class CaptureFolder:
    """One folder, held until `release` or `remove`. Any thread."""

    def __init__(self, path: Path) -> None:
        """Hold a folder that exists. Raises BlockingIOError if another program does."""
        self.path = path
        self._lock = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise

    @classmethod
    def make(cls, root: Path) -> CaptureFolder:
        """A new one."""
        return cls(Path(tempfile.mkdtemp(prefix=PREFIX, dir=root)))

    def release(self) -> None:
        """Leave it, with all that is in it. May be called again."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def remove(self) -> None:
        """Delete it, with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.release()


def abandoned(root: Path) -> tuple[Path, ...]:
    """Folders with captures that no running program holds, oldest first."""
    found = [path for path in root.glob(f"{PREFIX}*") if path.is_dir() and not _held(path) and captures(path)]
    return tuple(sorted(found, key=_made))


def captures(folder: Path) -> tuple[Path, ...]:
    """The capture files in a folder in the order they were written."""
    found = []
    for path in folder.iterdir():
        with contextlib.suppress(OSError), path.open("rb") as file:
            if path.is_file() and format_of(file.read(MAGIC_BYTES)):
                found.append(path)
    return tuple(sorted(found, key=_written))


def _made(path: Path) -> float:
    return path.stat().st_ctime


def _written(path: Path) -> tuple[int, str]:
    return path.stat().st_mtime_ns, path.name


def _held(path: Path) -> bool:
    """Does a running program hold this folder?"""
    try:
        lock = os.open(path / _LOCK, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return time.time() - _made(path) < _YOUNG_SECONDS
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(lock)
    return False
