"""Captures that come through a pipe instead of lying in a file: `tcpdump -w - | netloupe analyze -`."""
import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..analysis import Analysis
from ..model import Phase, Settings, StreamOptions

STANDARD_INPUT = "-"
_NOTHING = "The other program ended before its capture began."


def is_pipe(path: Path) -> bool:
    """Does what is there have to be read as it comes?"""
    try:
        kind = os.fstat(0).st_mode if str(path) == STANDARD_INPUT else os.stat(path).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind) or (str(path) == STANDARD_INPUT and not stat.S_ISREG(kind))


def as_file(path: Path) -> Path:
    """The path a file is opened by, if it is standard input (`netloupe analyze - < FILE`)."""
    return Path("/dev/stdin") if str(path) == STANDARD_INPUT else path


@contextlib.contextmanager
def piped(path: Path, settings: Settings) -> Iterator[tuple[Analysis, str]]:
    """An analysis of what comes until the other program ends, and why it ended early, if it did.

    Ctrl+C ends the reading, not the command: the other program has got it too. Raises CaptureError.
    """
    from ..listening import listen
    from .live import Limits, watch
    from .naming import book
    with listen(StreamOptions(str(path), follow=False), settings) as made:
        made.analysis.name = str(path)
        made.analysis.names = book()
        made.start()
        with contextlib.suppress(KeyboardInterrupt):
            watch(made, Limits())
        made.stop()
        status, began = made.status, bool(made.analysis.capture.format)
        yield made.analysis, status.reason if status.phase is Phase.FAILED else "" if began else _NOTHING
