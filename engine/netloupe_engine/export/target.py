"""The file an export writes: nobody ever sees it half done."""
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import ExportError


@contextmanager
def replaced_file(path: str | os.PathLike[str], durable: bool = False) -> Iterator[BinaryIO]:
    """A new file beside `path`, unbuffered, that takes its place at the end; after an exception it is gone instead.
    `durable`: it is safe on the disk before it does.

    Raises:
        ExportError: it cannot be created, written (any OSError inside the block) or moved to its place.
    """
    target = Path(path)
    if target.is_dir():
        raise ExportError(f"{target} is a directory, not a file to be written.")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with open(beside, "xb", buffering=0) as file:
            yield file
            if durable:
                os.fsync(file.fileno())
        os.replace(beside, target)
    except OSError as error:
        raise ExportError(f"{target} cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            beside.unlink()
