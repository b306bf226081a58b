"""Talking to whoever runs the command: messages, progress, and where the data goes."""
import contextlib
import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import typer

from ..errors import ExportError

INTERRUPTED = 130       # as a shell says it of SIGINT
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}      # control, format (bidirectional ones too), separators of lines


def say(sentence: str) -> None:
    """One sentence on stderr."""
    sys.stderr.write(f"netloupe: {printable(sentence)}\n")


def printable(text: str) -> str:
    """Text from packets made harmless for a terminal: what would not be seen is written as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign.encode("unicode_escape").decode() if unicodedata.category(sign) in _UNSEEN else sign
                   for sign in text)


@contextlib.contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Where data goes: a file, or stdout. Raises ExportError if the file cannot be written.

    A reader of stdout who has seen enough ends the command quietly.
    """
    if path is not None:
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                yield file
        except OSError as error:
            raise ExportError(f"{path} could not be written: {error.strerror}") from error
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
