"""`netloupe analyze`: all sessions of captures, to read or as data."""
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from ..analysis import Analysis
from ..errors import CaptureError
from .running import HandlersOption, IdleTimeoutOption, analysed, settings_of, status_of
from .terminal import output, say


class Form(StrEnum):
    """What `analyze` writes."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


# What a form needs is loaded while the engine works.
NEEDS = {Form.TABLE: (".tables",), Form.JSON: (".documents", "numpy"), Form.JSONL: (".documents", "numpy"),
         Form.CSV: (".rows", "numpy")}


def analyze(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Capture files.", show_default=False)],
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    form: Annotated[Form, typer.Option("--format", help="table: a summary; json: one object a capture;"
                                                        " jsonl, csv: one line a session.")] = Form.TABLE,
    handlers: HandlersOption = 1,
    idle_timeout: IdleTimeoutOption = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N",
                                       help="Sessions in the table, the biggest first; 0: all.")] = 40,
) -> None:
    """Analyse captures: their protocols, sessions and findings."""
    settings = settings_of(handlers, idle_timeout)
    status = 0
    with output(out) as stream:
        for index, path in enumerate(files):
            try:
                with analysed(path, settings, NEEDS[form]) as analysis:
                    _write(stream, form, analysis, index == 0, limit)
                    status = max(status, status_of(path, analysis.capture.damage))
            except CaptureError as error:
                say(f"{path}: {error}" if len(files) > 1 else str(error))
                status = 2
    raise typer.Exit(status)


def _write(stream: TextIO, form: Form, analysis: Analysis, first: bool, limit: int) -> None:
    """Write one analysis; what a form needs is imported for it alone."""
    if form is Form.TABLE:
        from .tables import write_summary
        if not first:
            stream.write("\n\n")
        write_summary(stream, analysis, limit)
    elif form is Form.CSV:
        from .rows import write_rows
        write_rows(stream, analysis, header=first)
    else:
        from .documents import write_analysis, write_sessions
        (write_analysis if form is Form.JSON else write_sessions)(stream, analysis)
