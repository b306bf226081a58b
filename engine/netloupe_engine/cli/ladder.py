"""`netloupe ladder`: who sent what to whom, as the window draws it between hosts."""
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..analysis import Analysis
from ..cells import printable
from ..export.json_text import VERSION, encode
from ..quantities import count
from .asking import FilterOption, filter_of
from .columns import aligned, width_of
from .rows import write_row
from .running import (
    CaptureArgument,
    Form,
    FormOption,
    HandlersOption,
    analysed,
    check_session,
    settings_of,
    status_of,
)
from .tables import number_of
from .terminal import output, refuse_inputs, say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..analysis import Ladder
    from ..filters.expression import Filter

_RIGHT = ("packet", "time", "pause", "session", "size")
_BLOCK = 200                # rows whose columns are aligned together


class By(StrEnum):
    """What has a column of its own."""

    HOST = "host"
    ENDPOINT = "endpoint"


def ladder(
    captures: CaptureArgument,
    session: Annotated[list[int] | None, typer.Option("--session", min=1, metavar="ID", show_default=False,
                                                      help="Only this session; may be given several times.")] = None,
    expression: FilterOption = None,
    by: Annotated[By, typer.Option("--by", help="host: between addresses; endpoint: between addresses with their"
                                                " ports.")] = By.HOST,
    messages: Annotated[bool, typer.Option("--messages", help="Requests and answers, and not packets.")] = False,
    named: Annotated[bool, typer.Option("--names", help="Names in place of addresses in the table; in JSON `names`"
                                                        " beside `hosts`.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Rows of a table; 0: all.")] = 0,
    form: FormOption = Form.TABLE,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    handlers: HandlersOption = 1,
) -> None:
    """Tell who sent what to whom, packet by packet or message by message; the first 100,000."""
    refuse_inputs(out, captures)
    chosen = filter_of(expression)
    with analysed(captures, settings_of(handlers)) as analysis:
        for number in session or ():
            check_session(analysis, number)
        found = analysis.ladder(_ids(analysis, session, chosen), by.value, messages)
        with output(out) as stream:
            if form is Form.TABLE:
                _write_table(stream, found, by, limit, found.names() if named else ())
            elif form is Form.CSV:
                for cells in found.cells():
                    write_row(stream, cells)
            else:
                _write_json(stream, found, analysis.capture.path, by, named)
        for sentence in _missing(found):
            say(sentence)
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _ids(analysis: Analysis, session: list[int] | None, chosen: "Filter | None") -> "NDArray[np.uint32] | None":
    """The sessions that are asked for; None: all."""
    import numpy as np
    wanted = None if chosen is None else chosen.sessions(analysis)
    if not session:
        return wanted
    named = np.unique(np.array(session, np.uint32))
    return named if wanted is None else np.intersect1d(named, wanted)


def _missing(found: "Ladder") -> Iterator[str]:
    """What there is besides."""
    if found.left_out:
        yield f"{count(found.left_out)} more are left out: the first {count(len(found))} are told"
    if found.unread:
        yield f"requests and answers of {number_of(found.unread, 'more session')} were not read"
    if found.others:
        yield f"{count(found.others)} more have no column of their own: they are '{found.hosts[-1]}'"


def _write_table(stream: TextIO, found: "Ladder", by: By, limit: int, names: Sequence[str]) -> None:
    header = ("packet", "time", "pause", "session", "from", "", "to", "size", "what", "notes")
    shown, told = _rows(found, names), 0
    if limit:
        shown = islice(shown, limit)
    while block := list(islice(shown, _BLOCK)):
        lines = aligned(header, block, _RIGHT, width_of(stream))
        stream.writelines(f"{line}\n" for line in (lines if not told else islice(lines, 1, None)))
        told += len(block)
    unit = "message" if found.has_messages else "packet"
    rest = f" of {count(len(found))} (--limit 0: all)" if told < len(found) else ""
    hosts = number_of(len(found.hosts) + max(found.others - 1, 0), by.value)
    stream.write(f"{number_of(told, unit)}{rest} between {hosts}\n")


def _rows(found: "Ladder", names: Sequence[str]) -> Iterator[tuple[object, ...]]:
    times = found.times_ns.tolist()
    hosts = [name or host for name, host in zip(names, found.hosts, strict=True)] if names else found.hosts
    for row, time in enumerate(times):
        notes = (*found.notes_of(row), *found.findings.get(int(found.packets[row]), ()))
        yield (int(found.packets[row]), f"{(time - times[0]) / 1e9:.6f}",
               f"{(time - times[max(row - 1, 0)]) / 1e9:+.6f}", int(found.sessions[row]),
               printable(hosts[int(found.sources[row])]), "→", printable(hosts[int(found.targets[row])]),
               int(found.sizes[row]),
               printable(found.label(row)), printable(", ".join(notes)))


def _write_json(stream: TextIO, found: "Ladder", path: str, by: By, named: bool) -> None:
    """One document, written while it is made."""
    head = {"capture": path, "by": by.value, "of": "messages" if found.has_messages else "packets",
            "hosts": list(found.hosts), **({"names": list(found.names())} if named else {}),
            "other_hosts": found.others, "left_out": found.left_out,
            "sessions_not_read": found.unread}
    stream.write(f'{{"netloupe": {VERSION}, ' + encode(head)[1:-1] + ', "arrows": [')
    for at, row in enumerate(found.rows()):
        stream.write((",\n  " if at else "\n  ") + encode(row))
    stream.write("\n]}\n")
