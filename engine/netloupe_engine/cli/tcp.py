"""`netloupe tcp`: the segments of one TCP session, as the window plots them."""
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ..analysis import Analysis
from ..cells import printable
from ..export.json_text import VERSION, Seconds, encode
from ..model import Session
from ..quantities import count, duration
from ..streams.tcp_series import SIDES, flag_letters
from .columns import aligned, width_of
from .rows import write_row
from .running import (
    CaptureArgument,
    Form,
    FormOption,
    HandlersOption,
    SessionOption,
    analysed,
    check_session,
    settings_of,
    status_of,
)
from .tables import endpoint, number_of
from .terminal import output, refuse_inputs

if TYPE_CHECKING:
    from ..analysis import TcpSeries

_RIGHT = ("packet", "time", "seq", "len", "ack", "window", "in flight", "rtt")
_BLOCK = 200                # rows whose columns are aligned together


def tcp(
    captures: CaptureArgument,
    session: SessionOption,
    form: FormOption = Form.TABLE,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Rows of a table; 0: all.")] = 0,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    handlers: HandlersOption = 1,
) -> None:
    """Tell sequence numbers, windows, bytes in flight and round trips of a TCP session, segment by segment."""
    refuse_inputs(out, captures)
    with analysed(captures, settings_of(handlers)) as analysis:
        check_session(analysis, session)
        found = analysis.session(session)
        if found.protocol != "tcp":
            raise typer.BadParameter(f"session {session} is {found.protocol}, and none of TCP", param_hint="--session")
        series = analysis.tcp_series(session)
        with output(out) as stream:
            if form is Form.TABLE:
                _write_table(stream, found, series, limit)
            elif form is Form.CSV:
                _write_csv(stream, series)
            else:
                _write_json(stream, analysis, found, series)
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _head(found: Session, series: "TcpSeries") -> str:
    ends = " → ".join((endpoint(found.initiator, found.initiator_port), endpoint(found.responder,
                                                                               found.responder_port)))
    scale = {None: "window scale unknown", True: "windows scaled", False: "windows not scaled"}[series.is_scaled]
    return printable(" · ".join((f"session {found.id}", ends, number_of(len(series), "segment"), scale)))


def _write_table(stream: TextIO, found: Session, series: "TcpSeries", limit: int) -> None:
    stream.write(_head(found, series) + "\n")
    header = ("packet", "time", "", "flags", "seq", "len", "ack", "window", "in flight", "rtt", "notes")
    shown, told = _table_rows(found, series), 0
    if limit:
        shown = islice(shown, limit)
    while block := list(islice(shown, _BLOCK)):
        lines = aligned(header, block, _RIGHT, width_of(stream))
        stream.writelines(f"{line}\n" for line in (lines if not told else islice(lines, 1, None)))
        told += len(block)
    if told < len(series):
        stream.write(f"{count(told)} of {count(len(series))} are shown (--limit 0: all)\n")


def _table_rows(found: Session, series: "TcpSeries") -> Iterator[tuple[object, ...]]:
    for row in series.rows():
        notes = [*row["notes"], *(f"has {begin}-{end}" for begin, end in row["blocks"])]
        rtt = row["rtt_ns"]
        yield (row["packet"], f"{(row['time_ns'] - found.start_ns) / 1e9:.6f}", "→←"[row["way"]],
               flag_letters(row["flags"]), row["sequence"], row["size"], "" if row["ack"] is None else row["ack"],
               row["window"], row["in_flight"], "" if rtt is None else duration(rtt), ", ".join(notes))


def _write_csv(stream: TextIO, series: "TcpSeries") -> None:
    for cells in series.cells():
        write_row(stream, cells)


def _write_json(stream: TextIO, analysis: Analysis, found: Session, series: "TcpSeries") -> None:
    """One document, written while it is made."""
    head = {"session": found.id, "client": endpoint(found.initiator, found.initiator_port),
            "server": endpoint(found.responder, found.responder_port), "window_scaled": series.is_scaled,
            "initial_sequence": list(analysis.sequence_bases(found.id))}
    stream.write(f'{{"netloupe": {VERSION}, ' + encode(head)[1:-1] + ', "segments": [')
    for at, row in enumerate(series.rows()):
        stream.write((",\n  " if at else "\n  ") + encode(_told(row)))
    stream.write("\n]}\n")


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {"packet": row["packet"], "time": Seconds(row["time_ns"]), "side": SIDES[row["way"]],
            "flags": flag_letters(row["flags"]), "sequence": row["sequence"], "size": row["size"], "ack": row["ack"],
            "window": row["window"], "in_flight": row["in_flight"],
            "rtt": None if row["rtt_ns"] is None else Seconds(row["rtt_ns"]), "timed_packet": row["timed"],
            "acked": row["acked"], "sack": [list(block) for block in row["blocks"]], "notes": list(row["notes"])}
