"""`netloupe compare`: what is new in a second capture, what is gone, and what answers slower."""
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ..cells import printable
from ..errors import ExpressionError
from ..export.json_text import VERSION, encode
from ..model import CaptureInfo
from ..quantities import count, duration, size
from .asking import FilterOption, filter_of, refused
from .columns import aligned, width_of
from .rows import write_row
from .running import Form, FormOption, HandlersOption, IdleTimeoutOption, analysed, settings_of, status_of
from .tables import number_of, time_text
from .terminal import output, refuse_inputs

if TYPE_CHECKING:
    from ..summaries.comparison import Comparison

_NUMBERS = ("sessions", "bytes", "round trip", "response", "duration")
_COLUMNS = ("sessions", "bytes", "rtt", "response", "duration")     # of the comparison, in the same order


def compare(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="A capture file.", show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="The one to compare it with.", show_default=False)],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="host, application, service or server; or fields and"
                                                                 " attributes as in filters, with commas"
                                                                 " between.")] = "application",
    expression: FilterOption = None,
    everything: Annotated[bool, typer.Option("--all", help="In the table also what is the same.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Rows of a table; 0: all.")] = 40,
    form: FormOption = Form.TABLE,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    handlers: HandlersOption = 1,
    idle_timeout: IdleTimeoutOption = None,
) -> None:
    """Compare two captures: what is new, gone, slower or faster, the most important first."""
    filter_of(expression)
    refuse_inputs(out, [before, after])
    settings = settings_of(handlers, idle_timeout)
    with analysed([before], settings) as one, analysed([after], settings) as other:
        try:
            found = one.compare(other, by, expression or "")
        except ExpressionError as error:
            raise refused(error, "--by") from None
        with output(out) as stream:
            if form is Form.TABLE:
                _write_table(stream, found, one.capture, other.capture, everything, limit)
            elif form is Form.CSV:
                for row in found.cells():
                    write_row(stream, ("" if cell is None else cell for cell in row))
            else:
                _write_json(stream, found, one.capture, other.capture)
        status = max(status_of([before], one.capture.damage), status_of([after], other.capture.damage))
    raise typer.Exit(status)


def _write_table(stream: TextIO, found: "Comparison", before: CaptureInfo, after: CaptureInfo, everything: bool,
                 limit: int) -> None:
    verdicts = found.verdicts
    rows = [row for row, verdict in enumerate(verdicts) if everything or verdict != "same"]
    shown = rows[:limit] if limit else rows
    for title, info in (("before", before), ("after", after)):
        begun = "" if info.start_ns is None else f" · {time_text(info.start_ns)}"
        stream.write(f"{title}: {printable(info.path)} · {number_of(info.packets, 'packet')}{begun}\n")
    stream.write(f"{found.thresholds}\n\n")
    header = ("", *found.by, *_NUMBERS, "why")
    stream.writelines(f"{line}\n" for line in aligned(header, [tuple(_cells(found, row)) for row in shown], _NUMBERS,
                                                      width_of(stream)))
    counted = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts))
    rest = "" if len(shown) == len(rows) else f", {count(len(shown))} shown (--limit 0: all)"
    stream.write(f"\n{number_of(len(found) + found.left_out, 'row')}: {counted or 'nothing'}{rest}\n")


def _cells(found: "Comparison", row: int) -> Iterator[str]:
    yield str(found.column("verdict").values[row])
    for name in found.by:
        yield printable(str(found.column(name).values[row]))
    texts = (count, size, duration, duration, duration)
    for name, text in zip(_COLUMNS, texts, strict=True):
        was, now = (int(found.column(f"{name}_{when}").values[row]) for when in ("before", "after"))
        yield f"{_text(was, text)} → {_text(now, text)}" if was != now else _text(now, text)
    yield str(found.column("why").values[row])


def _text(value: int, text: Any) -> str:
    return "–" if value < 0 else str(text(value))


def _write_json(stream: TextIO, found: "Comparison", before: CaptureInfo, after: CaptureInfo) -> None:
    names: Sequence[object]
    names, *rows = found.cells()
    limits = found.thresholds
    told = {"factor": limits.factor, "seconds": limits.least_ns / 10**9, "sessions": limits.sessions,
            "retransmissions": limits.retransmissions}
    stream.write(f'{{"netloupe": {VERSION},\n "before": {encode(before.path)},\n "after": {encode(after.path)},\n'
                 f' "by": {encode(list(found.by))},\n "thresholds": {encode(told)},\n'
                 f' "left_out": {found.left_out},\n "rows": [')
    for at, row in enumerate(rows):
        stream.write(f"{',' if at else ''}\n  {encode(dict(zip(map(str, names), row, strict=True)))}")
    stream.write("]}\n")
