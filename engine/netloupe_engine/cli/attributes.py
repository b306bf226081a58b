"""`netloupe attributes`: chosen attributes, one row a packet."""
from collections.abc import Generator, Iterable, Iterator
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, TextIO

import typer

from .. import programs
from ..export.json_text import encode
from ..model import AttributeValue, Damage
from .asking import FilterOption, filter_of
from .kinds import cell, exact
from .rows import write_row
from .running import CaptureArgument, analysed, settings_of, status_of
from .terminal import output, refuse_inputs

Row = tuple[int, list[list[AttributeValue]]]


class Form(StrEnum):
    """What `attributes` writes."""

    CSV = "csv"
    JSONL = "jsonl"


def attributes(
    captures: CaptureArgument,
    names: Annotated[list[str], typer.Option("-e", "--attribute", metavar="NAME", show_default=False,
                                             help="An attribute, e.g. ip.ttl; may be given many times.")],
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    expression: FilterOption = None,
    form: Annotated[Form, typer.Option("--format", help="csv: several values in one cell are separated by commas;"
                                                        " jsonl: lists.")] = Form.CSV,
) -> None:
    """Write chosen attributes of every packet."""
    refuse_inputs(out, captures)
    chosen, only = filter_of(expression), None
    if chosen is not None:
        with analysed(captures, settings_of()) as found:
            only = set(chosen.packets(found).tolist())
    rows = Rows(programs.extract(captures, names, settings_of()), only)
    with output(out) as stream:
        (_write_csv if form is Form.CSV else _write_lines)(stream, names, rows)
    raise typer.Exit(status_of(captures, rows.damage))


class Rows:
    """The rows of an extraction, which has begun: wrong names are known before anything is written."""

    def __init__(self, found: Generator[Row, None, Damage | None], only: set[int] | None = None) -> None:
        self._only = only                       # numbers of the packets that are told; None: all
        self.damage: Damage | None = None       # known when the rows have ended
        self._found = self._with_damage(found)
        self._first = list(islice(self._found, 1))

    def _with_damage(self, found: Generator[Row, None, Damage | None]) -> Iterator[Row]:
        self.damage = yield from found

    def __iter__(self) -> Iterator[Row]:
        for row in chain(self._first, self._found):
            if self._only is None or row[0] in self._only:
                yield row


def _write_csv(stream: TextIO, names: list[str], rows: Iterable[Row]) -> None:
    write_row(stream, names)
    for _, values in rows:
        write_row(stream, [cell(column[0]) if len(column) == 1 else ",".join(str(cell(value)) for value in column)
                           for column in values])


def _write_lines(stream: TextIO, names: list[str], rows: Iterable[Row]) -> None:
    for number, values in rows:
        found = {name: [exact(value) for value in column] for name, column in zip(names, values, strict=True)}
        stream.write(encode({"packet": number, **found}) + "\n")
