"""Lines of CSV: sessions, one row each, and whatever else has cells."""
from collections.abc import Iterable, Sequence
from typing import TextIO

from ..analysis import Analysis
from ..cells import printable_cell
from .terminal import write_bytes


def write_rows(out: TextIO, analysis: Analysis, header: bool, ids: Sequence[int] | None = None) -> None:
    """Sessions (None: all) of one capture, under a header if wanted."""
    write_bytes(out, analysis.written_sessions("csv", ids, header=header))


def write_row(out: TextIO, cells: Iterable[object]) -> None:
    """One line of CSV; text from packets is harmless in it, for spreadsheets and terminals."""
    out.write(",".join(map(printable_cell, cells)) + "\n")
