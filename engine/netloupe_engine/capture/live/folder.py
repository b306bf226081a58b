"""Folders of captures that have no name yet, and those left behind by a program that died.

Each is marked by a lock that its program holds: the system takes it back however the program ends, so that what nobody
holds was left behind. Nothing is ever deleted here but what its owner asks for.

Others may be able to put something in such a place. So it is opened only as what it should be: a folder of this user's,
files of this user's in it, by no link; a pipe is not waited for.
"""
from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ..signatures import MAGIC_BYTES, format_of

PREFIX = "netloupe-"
_LOCK = ".in-use"
_LOOK = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_YOUNG_SECONDS = 10.0       # a folder without a lock that is so new is just being made


class CaptureFolder:
    """One folder, held until `release` or `remove`. Any thread."""

    def __init__(self, path: Path) -> None:
        """Hold a folder that exists. Raises BlockingIOError if another program does, OSError if it is not ours."""
        self.path = path
        with _folder(path) as folder:
            self._lock = _take_lock(folder, os.O_CREAT)

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


@contextlib.contextmanager
def _opened(name: str | Path, kind: int, flags: int, folder: int | None = None) -> Iterator[int]:
    """A descriptor of something of this user's that is of this kind. Raises OSError for everything else."""
    found = os.open(name, flags | _LOOK, 0o600, dir_fd=folder)
    try:
        facts = os.fstat(found)
        if stat.S_IFMT(facts.st_mode) != kind or facts.st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, "It is not ours", str(name))
        yield found
    finally:
        os.close(found)


def _folder(path: Path) -> contextlib.AbstractContextManager[int]:
    return _opened(path, stat.S_IFDIR, os.O_DIRECTORY)


def _take_lock(folder: int, flags: int = 0) -> int:
    """The lock of a folder, held as long as the descriptor is open. Raises BlockingIOError if somebody has it."""
    with _opened(_LOCK, stat.S_IFREG, os.O_RDWR | flags, folder) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return fcntl.fcntl(lock, fcntl.F_DUPFD_CLOEXEC, 0)      # a lock is of all copies


def abandoned(root: Path) -> tuple[Path, ...]:
    """Folders with captures that no running program holds, oldest first."""
    found = []
    for path in root.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if not _held(path) and captures(path):
                found.append((path.stat().st_ctime, path))
    return tuple(path for _, path in sorted(found))


def captures(path: Path) -> tuple[Path, ...]:
    """The capture files in a folder in the order they were written. Raises OSError if it is none of ours."""
    found = []
    with _folder(path) as folder:
        for name in os.listdir(folder):
            with contextlib.suppress(OSError), _opened(name, stat.S_IFREG, 0, folder) as file:
                if format_of(os.read(file, MAGIC_BYTES)):
                    found.append((os.fstat(file).st_mtime_ns, path / name))
    return tuple(path for _, path in sorted(found))


def _held(path: Path) -> bool:
    """Does a running program hold this folder?"""
    with _folder(path) as folder:
        try:
            os.close(_take_lock(folder))
        except BlockingIOError:
            return True
        except FileNotFoundError:
            return time.time() - os.fstat(folder).st_ctime < _YOUNG_SECONDS
    return False
