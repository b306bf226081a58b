"""Talking to whoever runs the command: messages, progress, and where the data goes."""
import contextlib
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from ..cells import printable
from ..errors import ExportError
from ..export.target import replaced_file
from .own import GIVEN
from .secrets import given_key_logs

INTERRUPTED = 130       # as a shell says it of SIGINT


def say(sentence: str) -> None:
    """One sentence on stderr, if there is one."""
    with contextlib.suppress(OSError, AttributeError):
        sys.stderr.write(f"netloupe: {printable(sentence)}\n")


def refuse_inputs(out: Path | None, inputs: Iterable[Path]) -> None:
    """No command writes over what it reads, by whatever name. Raises ExportError."""
    for path in (*inputs, *map(Path, given_key_logs()), *map(Path, chain.from_iterable(GIVEN.values()))):
        with contextlib.suppress(OSError, ValueError):
            if out is not None and os.path.samefile(path, out) and stat.S_ISREG(os.stat(out).st_mode):
                raise ExportError(f"{out} is what is read: it cannot be what is written as well.")


@contextlib.contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Where data goes: a file, which is there once it is whole, or stdout. Raises ExportError if it cannot be written.

    A reader of stdout who has seen enough ends the command quietly. What UTF-8 cannot say is written as an escape.
    """
    if path is not None:
        with replaced_file(path) as raw, \
                io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace", "") as stream:
            yield stream
        return
    if sys.stdout is None:
        raise ExportError("There is no standard output to write to.")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        from typer import Exit
        raise Exit(0) from None
    except OSError as error:
        _drop_stdout()
        raise ExportError(f"The output could not be written: {error.strerror}.") from None


def write_bytes(out: TextIO, chunks: Iterable[bytes]) -> None:
    """Write text that is UTF-8 already."""
    raw = getattr(out, "buffer", None)
    if raw is None:
        for chunk in chunks:
            out.write(chunk.decode())
        return
    out.flush()
    for chunk in chunks:
        raw.write(chunk)


def _drop_stdout() -> None:
    """What is still buffered goes nowhere, and fails no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
