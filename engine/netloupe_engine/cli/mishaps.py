"""What a command does when something goes wrong that it did not foresee: one sentence, and a report for us."""
import contextlib
import io
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from ..cells import printable
from .terminal import say

NO_MEMORY = "there is not enough memory left; a smaller capture, or fewer --handlers, need less"
RAISE_VARIABLE = "NETLOUPE_RAISE"       # for developers and tests: mistakes of ours stay exceptions
_LAST_DESCRIPTOR = 2


def is_of_usage(error: Exception) -> bool:
    """Say what is wrong with the words of a command, whatever signs are in them, if that is what typer raised."""
    if not hasattr(error, "show"):
        return False
    text = io.StringIO()
    error.show(text)
    with contextlib.suppress(OSError, AttributeError):
        sys.stderr.writelines(f"{printable(line)}\n" for line in text.getvalue().splitlines())
    return True


def brief(error: Exception) -> str:
    """What an error says last, of what may be many lines."""
    return str(error).strip().rpartition("\n")[2]


def report(error: Exception) -> None:
    """Say that a mistake of ours ended the command, and where the report about it is."""
    if RAISE_VARIABLE in os.environ:
        raise error
    text = "".join(traceback.format_exception(error))
    try:
        where = _log_file()
        where.parent.mkdir(parents=True, exist_ok=True)
        with where.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{' '.join(map(printable, sys.argv))}\n{text}\n")
        said = f"a report is in {where}"
    except OSError as failure:
        said = f"no report could be written: {failure.strerror}"
    say(f"a mistake inside netloupe ended the command ({type(error).__name__}: {error}); {said}")


def _log_file() -> Path:
    from platformdirs import user_log_path
    return user_log_path("netloupe", appauthor=False) / "command.log"


def _end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


@contextlib.contextmanager
def tidy_end() -> Iterator[None]:
    """A polite `kill`, or a terminal that is closed, ends the command as Ctrl+C does: no file is left half written."""
    before = {}
    for number in (signal.SIGTERM, signal.SIGHUP):
        with contextlib.suppress(ValueError):       # not the main thread: whoever calls it knows better
            if signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def fill_descriptors() -> None:
    """Closed standard streams are replaced by nothing, so that no file of ours gets their numbers; talk goes there."""
    for number in range(_LAST_DESCRIPTOR + 1):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(_LAST_DESCRIPTOR, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for good
