"""`netloupe findings`: what deserves a look, one by one or in groups."""
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from ipaddress import ip_network
from math import inf, nan
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ..analysis import explanation, known_findings
from ..errors import UnknownNameError
from ..export.json_text import Seconds
from ..model import Severity
from ..quantities import count
from ..rules.table import THRESHOLDS
from .asking import FilterOption, filter_of, names_of
from .columns import width_of
from .listing import FORM_HELP, Form, write_data, write_table
from .running import HandlersOption, IdleTimeoutOption, OptionalCaptureArgument, analysed, settings_of, status_of
from .tables import number_of, time_text
from .terminal import output, say

if TYPE_CHECKING:
    from ..summaries.findings import FindingTable

READ_WIDTH = 100        # characters of a line that is read as prose
_RIGHT = ("packet", "session", "findings", "sessions", "first packet")


class By(StrEnum):
    """What findings are grouped by."""

    KIND = "kind"
    HOST = "host"
    SEVERITY = "severity"


class Least(StrEnum):
    """The least severity that is told."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


def findings(
    captures: OptionalCaptureArgument = None,
    kinds: Annotated[bool, typer.Option("--kinds", help="List the kinds there are and what they mean, not what a"
                                                        " capture has.")] = False,
    severity: Annotated[Least, typer.Option("--severity", help="Only what matters so much, or more.")] = Least.NOTE,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND[,KIND]", show_default=False,
                                             help="Only these kinds, e.g. tcp.reset; tcp is all of TCP.")] = None,
    host: Annotated[str | None, typer.Option("--host", metavar="ADDR[/BITS]", show_default=False,
                                             help="Only sessions with this host, or one of this network.")] = None,
    expression: FilterOption = None,
    by: Annotated[By | None, typer.Option("--by", show_default=False, help="Count in groups.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Rows of a table; 0: all.")] = 0,
    form: Annotated[Form, typer.Option("--format", help=FORM_HELP)] = Form.TABLE,
    handlers: HandlersOption = 1,
    idle_timeout: IdleTimeoutOption = None,
    threshold: Annotated[list[str] | None, typer.Option("--threshold", metavar="NAME=NUMBER", show_default=False,
                                                        help="Another number for a rule, e.g. scan.ports.least=50;"
                                                             " --kinds lists them.")] = None,
) -> None:
    """List what deserves a look: resets, errors, old TLS, credentials in clear text, malformed packets."""
    if kinds:
        with output(None) as stream:
            if form is Form.TABLE:
                _write_kinds(stream)
            else:
                _write(stream, form, ("severity", "kind", "text", "meaning"), list(_kinds()), "kinds", "", 0)
        return
    if not captures:
        raise typer.BadParameter("a capture file is missing (or --kinds, to list what there is)", param_hint="FILE")
    wanted = None if kind is None else _kinds_of(kind)
    chosen = filter_of(_joined(expression, host))
    settings = replace(settings_of(handlers, idle_timeout), thresholds=dict(map(_threshold, threshold or ())))
    with analysed(captures, settings) as analysis:
        import numpy as np
        table = analysis.finding_table(None if chosen is None else chosen.sessions(analysis))
        keep = table.severity >= Severity[severity.name]
        if wanted is not None:
            keep &= np.isin(table.kind, [at for at, one in enumerate(table.kinds) if one.key in wanted])
        table = table.taken(keep)
        if by is None:
            header: tuple[str, ...] = ("severity", "kind", "time", "packet", "session", "client", "server", "text",
                                       *(() if form is Form.TABLE else ("field",)),     # the text names it
                                       *(("packets", "sessions") if form in (Form.JSON, Form.JSONL) else ()))
            rows, name = [row[:len(header)] for row in _rows(table)], "findings"
        else:
            header = ("severity", *([] if by is By.SEVERITY else [by.value]), "findings", "sessions", "first packet")
            rows, name = list(_groups(table, by)), "groups"
        with output(None) as stream:
            _write(stream, form, header, rows, name, analysis.capture.path, limit)
        say(_summary(table))
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _joined(expression: str | None, host: str | None) -> str | None:
    """The filter, and that one end is the host. Raises typer.BadParameter."""
    if host is None:
        return expression
    try:
        ip_network(host, strict=False)
    except ValueError:
        raise typer.BadParameter(f"{host!r} is no IPv4 or IPv6 address or network", param_hint="--host") from None
    condition = f"either {'in' if '/' in host else '=='} {host}"
    if expression is None:
        return condition
    from ..terms import Join, joined
    filter_of(expression)
    return joined(expression, condition, Join.AND)


def _kinds_of(text: str) -> set[str]:
    """The kinds that are named, or whose first part is. Raises UnknownNameError."""
    known, found = known_findings(), set[str]()
    for name in names_of(text, "--kind"):
        some = {key for key in known if key == name or key.startswith(f"{name}.")}
        if not some:
            raise UnknownNameError(f"there is no kind of finding {name!r}; `netloupe findings --kinds` lists them")
        found |= some
    return found


def _threshold(text: str) -> tuple[str, float]:
    """NAME=NUMBER. Raises UnknownNameError, typer.BadParameter."""
    name, _, number = text.partition("=")
    if name not in THRESHOLDS:
        raise UnknownNameError(f"no rule has a threshold {name!r}; `netloupe findings --kinds` lists them")
    try:
        value = float(number)
    except ValueError:
        value = nan
    if not 0 <= value < inf:
        raise typer.BadParameter(f"{name} is a number, 0 or more, not {number!r}", param_hint="--threshold")
    return name, value


def _kinds() -> Iterator[tuple[Any, ...]]:
    for kind in sorted(known_findings().values(), key=lambda kind: -kind.severity):
        yield kind.severity.name.lower(), kind.key, kind.text, explanation(kind.key)


def _write_kinds(stream: TextIO) -> None:
    room = min(width_of(stream), READ_WIDTH)
    for severity, key, text, meaning in _kinds():
        stream.write(f"{key} ({severity})\n")
        numbers = [f"--threshold {one.name}={one.value:g}{f' {one.unit}' if one.unit else ''}: {one.says}"
                   for one in THRESHOLDS.values() if one.name.startswith(f"{key}.")]
        for part in filter(None, (text, meaning, *numbers)):
            stream.writelines(f"{line}\n" for line in wrap(part, room, initial_indent="    ", subsequent_indent="    "))


def _rows(table: "FindingTable") -> Iterator[tuple[Any, ...]]:
    columns = (table.kind, table.text, table.packet, table.session, table.time_ns, table.client, table.server,
               table.field)
    for at, (kind, text, packet, session, time_ns, client, server, field) in enumerate(
            zip(*(one.tolist() for one in columns), strict=True)):
        found = table.kinds[kind]
        yield (found.severity.name.lower(), found.key, Seconds(time_ns) if packet else None, packet or None,
               session or None, table.hosts[client] or None, table.hosts[server] or None, table.texts[text],
               table.fields[field] or None, table.packets_of(at), table.sessions_of(at))


def _groups(table: "FindingTable", by: By) -> Iterator[tuple[Any, ...]]:
    import numpy as np

    from ..summaries.findings import occurring
    for name, severity, rows in occurring(table, by.value):
        sessions, packets = np.unique(table.session[rows]), table.packet[rows]
        yield (severity.name.lower(), *([] if by is By.SEVERITY else [name]), len(rows), int((sessions > 0).sum()),
               int(packets[packets > 0].min(initial=2**32 - 1)) if packets.any() else None)


def _summary(table: "FindingTable") -> str:
    severity = table.severity.tolist()
    each = [number_of(severity.count(one), one.name.lower()) for one in reversed(Severity) if one in severity]
    return f"{number_of(len(table), 'finding')}{': ' if each else ''}{', '.join(each)}"


def _write(stream: TextIO, form: Form, header: tuple[str, ...], rows: list[tuple[Any, ...]], name: str, path: str,
           limit: int) -> None:
    if form is Form.TABLE:
        write_table(stream, header, rows, _RIGHT, _text, limit)
    else:
        write_data(stream, form, tuple(title.replace(" ", "_") for title in header), rows, name, path)


def _text(title: str, cell: Any) -> str:
    if cell is None:
        return ""
    if title == "time":
        return time_text(int(cell))
    return count(cell) if title in ("findings", "sessions") else str(cell)
