"""`netloupe analyze`: all sessions of captures, to read or as data."""
import contextlib
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..analysis import Analysis
from ..errors import CaptureError
from ..model import Settings
from .asking import FilterOption, filter_of, ids_of
from .pipes import as_file, is_pipe, piped
from .running import HandlersOption, IdleTimeoutOption, analysed, settings_of, status_of
from .terminal import output, refuse_inputs, say

if TYPE_CHECKING:
    from ..filters.expression import Filter


class Form(StrEnum):
    """What `analyze` writes."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


# What a form needs is loaded while the engine works.
NEEDS = {Form.TABLE: (".tables",), Form.JSON: (".documents",), Form.JSONL: (".documents",), Form.CSV: (".rows",),
         Form.PARQUET: ("numpy",)}


def analyze(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", show_default=False,
                                                 help="Capture files; - is standard input; a FIFO will do.")],
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    form: Annotated[Form, typer.Option("--format", help="table: a summary; json: one object a capture;"
                                                        " jsonl, csv: one line a session; parquet: a"
                                                        " table for data tools, needs -o and one FILE.")] = Form.TABLE,
    expression: FilterOption = None,
    handlers: HandlersOption = 1,
    idle_timeout: IdleTimeoutOption = None,
    named: Annotated[bool, typer.Option("--names", help="Names in place of addresses in the table, with countries where"
                                                        " there is a database; in JSON `ends`, with all that is known"
                                                        " of both ends.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N",
                                       help="Sessions in the table, the biggest first; 0: all.")] = 40,
    merge: Annotated[bool, typer.Option("--merge", help="Read the files as one capture, in the order of their packets'"
                                                        " times; without it each is analysed by itself.")] = False,
) -> None:
    """Analyse captures: their protocols, sessions and findings."""
    settings = settings_of(handlers, idle_timeout)
    chosen = filter_of(expression)
    if form is Form.TABLE and chosen is None:       # it has no room for what rules find, and is there at once
        settings = replace(settings, rules=False)
    refuse_inputs(out, map(as_file, files))
    captures = [files] if merge else [[path] for path in files]
    if form is Form.PARQUET:
        raise typer.Exit(_write_parquet(captures, out, settings, chosen))
    status = unreadable = 0
    with output(out) as stream:
        for index, paths in enumerate(captures):
            try:
                with _read(paths, settings, form) as (analysis, failure):
                    if failure and not analysis.capture.packets:
                        raise CaptureError(failure)
                    _write(stream, form, analysis, index == 0, limit, ids_of(chosen, analysis), named)
                    if failure:
                        say(failure)
                    status = max(status, 1 if failure else 0, status_of(paths, analysis.capture.damage))
            except CaptureError as error:
                say(f"{paths[0]}: {error}" if len(captures) > 1 else str(error))
                status, unreadable = 2, unreadable + 1
        if unreadable == len(captures):        # nothing takes the place of what may be there
            raise typer.Exit(status)
    raise typer.Exit(status)


@contextlib.contextmanager
def _read(paths: list[Path], settings: Settings, form: Form) -> Iterator[tuple[Analysis, str]]:
    """A capture analysed to its end, and why that came too early, where it was no matter of the file."""
    if len(paths) == 1 and is_pipe(paths[0]):
        with piped(paths[0], settings) as found:
            yield found
        return
    with analysed(paths, settings, NEEDS[form]) as analysis:
        yield analysis, ""


def _write_parquet(captures: list[list[Path]], out: Path | None, settings: Settings, chosen: "Filter | None") -> int:
    """Parquet is no text that could be followed by more: one capture, one file. Answers the exit status."""
    from ..export.parquet import parquet_writer, write_parquet
    if out is None or len(captures) != 1:
        raise typer.BadParameter("--format parquet takes one FILE, or --merge, and -o for the file to write")
    parquet_writer()        # whether it is there is known before the analysis
    with _read(captures[0], settings, Form.PARQUET) as (analysis, failure):
        if failure and not analysis.capture.packets:
            raise CaptureError(failure)
        write_parquet(analysis.sessions, out, ids_of(chosen, analysis))
        if failure:
            say(failure)
        return max(1 if failure else 0, status_of(captures[0], analysis.capture.damage))


def _write(stream: TextIO, form: Form, analysis: Analysis, first: bool, limit: int, ids: list[int] | None,
           named: bool) -> None:
    """Write one analysis, of its sessions these; what a form needs is imported for it alone."""
    if form is Form.TABLE:
        from .tables import write_summary
        if not first:
            stream.write("\n\n")
        write_summary(stream, analysis, limit, ids, named)
    elif form is Form.CSV:
        from .rows import write_rows
        write_rows(stream, analysis, header=first, ids=ids)
    else:
        from .documents import write_analysis, write_sessions
        (write_analysis if form is Form.JSON else write_sessions)(stream, analysis, ids=ids, named=named)
