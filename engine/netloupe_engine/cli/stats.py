"""`netloupe stats`: sessions grouped by what they have in common, counted and added up."""
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..analysis import Analysis, statistics_of
from ..cells import printable
from ..errors import ExpressionError
from ..export.json_text import VERSION, Seconds, encode
from ..quantities import count, duration, percent, size
from . import shown
from .asking import FilterOption, filter_of, names_of, refused
from .columns import aligned, width_of
from .rows import write_row
from .running import (
    CaptureArgument,
    Form,
    FormOption,
    HandlersOption,
    IdleTimeoutOption,
    analysed,
    settings_of,
    status_of,
)
from .tables import number_of
from .terminal import output, refuse_inputs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..summaries.groups import Groups

NOTHING = "–"       # in place of what the sessions of a group do not have
PAIRS = ("packets", "bytes", "payload_bytes", "retransmissions")
COLUMNS = ("sessions", "packets", "bytes", "payload_bytes", "retransmissions", "findings")      # that groups sort by
_NUMBERS = ("sessions", "packets", "bytes ↑", "bytes ↓", "bytes", "share", "span")


def stats(
    captures: CaptureArgument,
    by: Annotated[str | None, typer.Option(
        "--by", metavar="NAME[,NAME]", show_default=False,
        help="What to group by: fields and attributes as in filters, e.g. app,server.")] = None,
    show: Annotated[str | None, typer.Option(
        "--show", metavar="NAME[,NAME]", show_default=False,
        help="Statistics as in the window, e.g. rtt,dns.codes; a word before a dot is all of them, e.g. dns; all is "
             "every one. Without --by and --show they are listed.")] = None,
    expression: FilterOption = None,
    sort: Annotated[str, typer.Option("--sort", metavar="COLUMN",
                                      help=f"The groups with most of it first: {', '.join(COLUMNS)}.")] = "bytes",
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Rows of a table; 0: all.")] = 40,
    form: FormOption = Form.TABLE,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    handlers: HandlersOption = 1,
    idle_timeout: IdleTimeoutOption = None,
) -> None:
    """Count sessions, packets and bytes by what sessions have in common, or show statistics."""
    if by is not None and show is not None:
        raise typer.BadParameter("there is --by already", param_hint="--show")
    chosen = filter_of(expression)
    if sort not in COLUMNS:
        raise typer.BadParameter(f"groups have no {sort}: expected one of {', '.join(COLUMNS)}", param_hint="--sort")
    refuse_inputs(out, captures)
    with analysed(captures, settings_of(handlers, idle_timeout)) as analysis:
        ids = None if chosen is None else chosen.sessions(analysis)
        if by is None:
            _show(analysis, show, ids, form, limit, analysis.capture.path, out)
            raise typer.Exit(status_of(captures, analysis.capture.damage))
        names = names_of(by, "--by")
        try:
            groups = analysis.group_by(*names, ids=ids)
        except ExpressionError as error:
            raise refused(error, "--by") from None
        rows = groups.order(sort).tolist()
        with output(out) as stream:
            if form is Form.TABLE:
                total = len(analysis.sessions) if ids is None else len(ids)
                _write_table(stream, groups, rows, limit, f"{number_of(total, 'session')} in ")
            elif form is Form.CSV:
                _write_csv(stream, groups, rows)
            else:
                _write_json(stream, groups, rows, analysis.capture.path)
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _show(analysis: Analysis, names: str | None, ids: "NDArray[np.uint32] | None", form: Form, limit: int, path: str,
          out: Path | None) -> None:
    """Statistics; what there are, where none is named."""
    kinds = shown.chosen(names, statistics_of(analysis))
    if form is Form.CSV and len(kinds) != 1:
        raise typer.BadParameter("CSV is one table: name one statistic", param_hint="--show")
    answers = [analysis.statistics(kind.name, ids) for kind in kinds]
    with output(out) as stream:
        if form is Form.JSON:
            shown.write_json(stream, answers, path)
        elif form is Form.CSV:
            shown.write_csv(stream, answers[0])
        elif names is None:
            shown.write_list(stream, answers)
        else:
            shown.write_tables(stream, answers, limit)


def _both(groups: "Groups", name: str, row: int) -> tuple[int, int]:
    return int(groups.column(f"{name}_up")[row]), int(groups.column(f"{name}_down")[row])


def _write_table(stream: TextIO, groups: "Groups", rows: Sequence[int], limit: int, total: str) -> None:
    shown = rows[:limit] if limit else rows
    whole = int(groups.column("bytes_up").sum() + groups.column("bytes_down").sum())

    def cells(row: int) -> Iterator[str]:
        yield from (nothing or NOTHING if label is None else printable(str(label))
                    for nothing, label in zip(groups.nothing, groups.labels(row), strict=True))
        up, down = _both(groups, "bytes", row)
        yield count(int(groups.column("sessions")[row]))
        yield count(sum(_both(groups, "packets", row)))
        yield from (size(up), size(down), size(up + down), percent(up + down, whole))
        yield duration(int(groups.column("end_ns")[row] - groups.column("start_ns")[row]))

    header = (*groups.by, *_NUMBERS)
    stream.writelines(f"{line}\n" for line in aligned(header, [tuple(cells(row)) for row in shown], _NUMBERS,
                                                      width_of(stream)))
    rest = "" if len(shown) == len(rows) else f", {count(len(shown))} shown (--limit 0: all)"
    stream.write(f"\n{total}{number_of(len(rows), 'group')}{rest}\n")


def _write_csv(stream: TextIO, groups: "Groups", rows: Sequence[int]) -> None:
    times = ("start_ns", "end_ns")
    write_row(stream, (*groups.by, *(name.removesuffix("_ns") for name in groups.names)))
    for row in rows:
        write_row(stream, (*("" if label is None else label for label in groups.labels(row)),
                           *(Seconds(int(groups.column(name)[row])) if name in times else int(groups.column(name)[row])
                             for name in groups.names)))


def _write_json(stream: TextIO, groups: "Groups", rows: Sequence[int], path: str) -> None:
    stream.write(f'{{"netloupe": {VERSION},\n "capture": {encode(path)},\n "by": {encode(list(groups.by))},\n')
    stream.write(' "groups": [')
    for at, row in enumerate(rows):
        found = {"key": list(groups.labels(row)), "sessions": int(groups.column("sessions")[row]),
                 **{name: list(_both(groups, name, row)) for name in PAIRS},
                 "findings": int(groups.column("findings")[row]),
                 **{name: Seconds(int(groups.column(f"{name}_ns")[row])) for name in ("start", "end")}}
        stream.write(f"{',' if at else ''}\n  {encode(found)}")
    stream.write("]}\n")
