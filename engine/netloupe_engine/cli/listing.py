"""Rows of things that were found, in the forms that commands write lists in."""
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, TextIO

from ..export.json_text import VERSION, encode
from ..quantities import count
from .columns import aligned, width_of
from .rows import write_row
from .terminal import say


class Form(StrEnum):
    """What a command that lists writes."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


FORM_HELP = "table: to read; json: one object; jsonl: one object a line; csv."


def write_table(stream: TextIO, header: Sequence[str], rows: Sequence[Sequence[Any]], right: Sequence[str],
                text: Callable[[str, Any], str], limit: int = 0) -> None:
    """Rows to read, each cell by `text(column, value)`; of more than `limit` (0: all) so many."""
    shown = rows[:limit] if limit else rows
    cells = [tuple(text(title, cell) for title, cell in zip(header, row, strict=True)) for row in shown]
    stream.writelines(f"{line}\n" for line in aligned(header, cells, right, width_of(stream)))
    if len(shown) < len(rows):
        say(f"{count(len(shown))} of {count(len(rows))} rows shown (--limit 0: all)")


def write_data(stream: TextIO, form: Form, names: Sequence[str], rows: Sequence[Sequence[Any]], name: str,
               path: str) -> None:
    """Rows as CSV, as JSON lines, or as one JSON object that names the capture, if there is one."""
    if form is Form.CSV:
        write_row(stream, names)
        for row in rows:
            write_row(stream, ("" if cell is None else cell for cell in row))
        return
    documents = (encode(dict(zip(names, row, strict=True))) for row in rows)
    if form is Form.JSONL:
        stream.writelines(f"{document}\n" for document in documents)
        return
    stream.write(f'{{"netloupe": {VERSION},\n ')
    if path:
        stream.write(f'"capture": {encode(path)},\n ')
    stream.write(f'"{name}": [')
    for at, document in enumerate(documents):
        stream.write(f"{',' if at else ''}\n  {document}")
    stream.write("]}\n")
