"""Running an analysis for a command: settings from options, progress on a terminal, what is said of damage."""
import contextlib
import importlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..analysis import Analysis
from ..cells import printable
from ..model import NO_MEMORY, Damage, Settings
from ..running import name_of
from .naming import book
from .own import GIVEN, TREAT
from .pipes import STANDARD_INPUT, as_file, is_pipe
from .secrets import with_secrets
from .terminal import INTERRUPTED, say

PROGRESS_EVERY_S = 0.1


class Form(StrEnum):
    """What a command with one table writes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


_SAYS = "A capture file; several are read as one capture, in the order of their packets' times."
CaptureArgument = Annotated[list[Path], typer.Argument(metavar="FILE...", help=_SAYS, show_default=False)]
OptionalCaptureArgument = Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help=_SAYS,
                                                                      show_default=False)]
SessionOption = Annotated[int, typer.Option("--session", min=1, metavar="ID", show_default=False, help="The session.")]
FormOption = Annotated[Form, typer.Option("--format", help="table: to read; json, csv: all rows as data.")]
HandlersOption = Annotated[int, typer.Option("--handlers", min=1, max=64, metavar="N",
                                             help="Analyse with N threads; the result does not depend on N.")]
IdleTimeoutOption = Annotated[str | None, typer.Option("--idle-timeout", metavar="S|none", show_default=False,
                                                       help="Seconds without a packet after which a session has ended;"
                                                            " none: never. By default it depends on the protocol.")]


def check_session(analysis: Analysis, session: int) -> None:
    """Raises typer.BadParameter where there is no session with this id."""
    if session > len(analysis.sessions):
        raise typer.BadParameter(f"there is no session {session}; there are {len(analysis.sessions):,}",
                                 param_hint="--session")


def settings_of(handlers: int = 1, idle_timeout: str | None = None) -> Settings:
    """The settings two common options mean. Raises typer.BadParameter."""
    settings = with_secrets(Settings(handlers=handlers))
    if idle_timeout is None:
        return settings
    if idle_timeout == "none":
        return settings.without_idle_timeouts()
    try:
        seconds = float(idle_timeout)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise typer.BadParameter(f"--idle-timeout wants a number of seconds or none, not {idle_timeout!r}")
    return replace(settings, tcp_idle_timeout_s=seconds, udp_idle_timeout_s=seconds, other_idle_timeout_s=seconds)


@contextlib.contextmanager
def analysed(paths: Sequence[Path], settings: Settings, needs: Iterable[str] = ("numpy",)) -> Iterator[Analysis]:
    """An analysis of these files, as one capture, run to its end; the modules that will be needed then are loaded
    meanwhile.

    Raises CaptureError if the file cannot be read at all, and refuses a pipe: most commands read packets again.

    Ctrl+C stops it, and the command with it.
    """
    if any(str(path) == STANDARD_INPUT and is_pipe(path) for path in paths):
        raise typer.BadParameter("what comes through a pipe cannot be read again, which is needed here: write it to a "
                                 "file first", param_hint="FILE")
    with Analysis([as_file(path) for path in paths], settings) as analysis:
        analysis.names, analysis.name = book(), name_of([str(path) for path in paths])
        try:
            if sys.stderr.isatty():
                _run_with_progress(analysis)
            else:
                analysis.start(watched=False)
                for name in needs:
                    importlib.import_module(name, __package__)
                analysis.run()
        except KeyboardInterrupt:
            analysis.cancel()
            raise typer.Exit(INTERRUPTED) from None
        except MemoryError:
            if analysis.capture.damage is None:     # which says how far the memory was enough
                raise
        treat(analysis)
        yield analysis


def treat(analysis: Analysis) -> None:
    """Do as --treat says. Raises UnknownNameError, typer.BadParameter."""
    for said in GIVEN.get(TREAT, ()):
        session, _, service = said.partition("=")
        if not session.isascii() or not session.isdecimal() or not service:
            raise typer.BadParameter(f"{said!r} is no session with a service, such as 7=zoom", param_hint=TREAT)
        analysis.treat_as(int(session), service)


def _run_with_progress(analysis: Analysis) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(),
               TextColumn("{task.fields[packets]:,} packets · {task.fields[sessions]:,} sessions"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(printable(Path(analysis.name).name), total=None, packets=0, sessions=0)
        analysis.start(watched=False)
        while not analysis.wait(PROGRESS_EVERY_S):
            now = analysis.progress
            shown.update(task, total=now.bytes_total or None, completed=now.bytes_read, packets=now.packets,
                         sessions=now.sessions)
    analysis.run()


def status_of(paths: Sequence[Path] | Path | str, damage: Damage | None) -> int:
    """The exit status a capture's damage means; says what is wrong with it, or with one of its files, whose name is in
    the reason."""
    if damage is None:
        return 0
    several = not isinstance(paths, str | Path) and len(paths) > 1
    path = paths if isinstance(paths, str | Path) else name_of([str(path) for path in paths])
    if damage.reason == NO_MEMORY:
        say(f"{path} was analysed up to packet {damage.packet:,} only: there is not enough memory to go on")
        return 1
    which = "one of the files" if several else path
    say(f"{which} is damaged at byte {damage.at:,}, after packet {damage.packet:,}: {damage.reason}")
    return 1
