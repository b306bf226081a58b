"""Files with names, read whole and within bounds: they may be of any size, or no files at all."""
import codecs
import io
import os
import stat
from collections.abc import Iterator

from ..errors import NamesError

LINE_MAX = 4096         # characters that are looked at
NAME_MAX = 255          # characters of a name: a domain name has no more (RFC 1035, section 2.3.4)


def read_file(path: str | os.PathLike[str], most: int) -> bytes:
    """All bytes of a file. Raises NamesError for what is none, cannot be read, or is larger than `most` bytes."""
    name = os.fspath(path)
    try:
        with open(os.open(name, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:        # a FIFO is no file to wait for
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NamesError(f"{name} is no file with names.")
            data = file.read(most + 1)
    except OSError as error:
        raise NamesError(f"{name} cannot be read: {error.strerror or error}.") from None
    except ValueError:      # a zero in its name
        raise NamesError(f"{name!r} is no name of a file.") from None
    if len(data) > most:
        raise NamesError(f"{name} has more than {most >> 20} MiB: it is no file with names.")
    return data


def lines_of(data: bytes) -> Iterator[str]:
    """Its lines, one at a time, without the mark that editors put before the first; long ones are cut."""
    text = io.BytesIO(data)
    text.seek(len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
    for line in text:
        yield line[:LINE_MAX].rstrip(b"\r\n").decode("utf-8", "replace")


def clean(text: str) -> str:
    """A name as one line that can be shown."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[:NAME_MAX]).split())
