"""`netloupe attributes`: chosen attributes, one row a packet."""
from collections.abc import Generator, Iterable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated, TextIO

import typer

from .. import analysis
from ..export.json_text import encode
from ..model import AttributeValue, Damage
from .kinds import cell, exact
from .rows import write_row
from .running import CaptureArgument, settings_of, status_of
from .terminal import output, refuse_inputs

Row = tuple[int, list[list[AttributeValue]]]


class Form(StrEnum):
    """What `attributes` writes."""

    CSV = "csv"
    JSONL = "jsonl"


def attributes(
    file: CaptureArgument,
    names: Annotated[list[str], typer.Option("-e", "--attribute", metavar="NAME", show_default=False,
                                             help="An attribute, e.g. ip.ttl; may be given many times.")],
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    form: Annotated[Form, typer.Option("--format", help="csv: several values in one cell are separated by commas;"
                                                        " jsonl: lists.")] = Form.CSV,
) -> None:
    """Write chosen attributes of every packet."""
    refuse_inputs(out, [file])
    rows = Rows(analysis.extract(file, names, settings_of()))
    with output(out) as stream:
        (_write_csv if form is Form.CSV else _write_lines)(stream, names, rows)
    raise typer.Exit(status_of(file, rows.damage))


class Rows:
    """The rows of an extraction, which has begun: wrong names are known before anything is written."""

    def __init__(self, found: Generator[Row, None, Damage | None]) -> None:
        self.damage: Damage | None = None       # known when the rows have ended
        self._found = self._with_damage(found)
        self._first = list(islice(self._found, 1))

    def _with_damage(self, found: Generator[Row, None, Damage | None]) -> Iterator[Row]:
        self.damage = yield from found

    def __iter__(self) -> Iterator[Row]:
        yield from self._first
        yield from self._found


def _write_csv(stream: TextIO, names: list[str], rows: Iterable[Row]) -> None:
    write_row(stream, names)
    for _, values in rows:
        write_row(stream, [cell(column[0]) if len(column) == 1 else ",".join(str(cell(value)) for value in column)
                           for column in values])


def _write_lines(stream: TextIO, names: list[str], rows: Iterable[Row]) -> None:
    for number, values in rows:
        found = {name: [exact(value) for value in column] for name, column in zip(names, values, strict=True)}
        stream.write(encode({"packet": number, **found}) + "\n")
