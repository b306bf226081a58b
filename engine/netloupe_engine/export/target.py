"""The file an export writes: nobody ever sees it half done, and nothing that was there is lost before it is whole."""
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import ExportError

_PERMISSIONS = 0o777
_SYSTEM_FOLDERS = ("/dev/", "/proc/")       # /dev/stdout may lead to a regular file, but means the open one


@contextmanager
def replaced_file(path: str | os.PathLike[str], durable: bool = False) -> Iterator[BinaryIO]:
    """A new file beside `path`, unbuffered, that takes its place at the end; after an exception it is gone instead.

    A link leads to the file that is replaced; who may do what with that one stays. What is no regular file (a device, a
    pipe) is written to as it is. `durable`: a file is safe on the disk before it takes its place.

    Raises:
        ExportError: it cannot be created, written (any OSError inside the block) or moved to its place.
    """
    try:
        old = _present(path)
        if (old is not None and not stat.S_ISREG(old.st_mode)) or _is_open_file(path):
            with open(path, "wb", buffering=0) as file:
                yield file
            return
        with _beside(Path(os.path.realpath(path)), old, durable) as file:
            yield file
    except OSError as error:
        raise ExportError(f"{os.fspath(path)} could not be written: {error.strerror or error}.") from error


def _present(path: str | os.PathLike[str]) -> os.stat_result | None:
    """What is there now."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise ExportError(f"{os.fspath(path)} is a directory, not a file to be written.")
    return found


def _is_open_file(path: str | os.PathLike[str]) -> bool:
    return os.path.abspath(path).startswith(_SYSTEM_FOLDERS)


@contextmanager
def _beside(target: Path, old: os.stat_result | None, durable: bool) -> Iterator[BinaryIO]:
    """The new file in the target's folder."""
    if old is not None and not os.access(target, os.W_OK):
        raise ExportError(f"{target} could not be written: it is write-protected.")
    beside = target.with_name(f".netloupe-{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        with open(beside, "xb", buffering=0) as file:
            if old is not None:
                _as_before(file.fileno(), old)
            yield file
            if durable:
                os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        with suppress(OSError):
            beside.unlink()


def _as_before(fd: int, old: os.stat_result) -> None:
    """Give a file the owner and permissions of another one, as far as this user may."""
    with suppress(OSError):
        os.fchown(fd, old.st_uid, old.st_gid)
    with suppress(OSError):
        os.fchmod(fd, stat.S_IMODE(old.st_mode) & _PERMISSIONS)
