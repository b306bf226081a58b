"""`netloupe spans`: requests with their answers, and handshakes, of a session."""
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..cells import printable
from ..export.json_text import VERSION, Seconds, encode
from ..quantities import count, duration
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
from .tables import number_of
from .terminal import output, refuse_inputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis import Span

SIDES = ("client", "server")
NAMES = ("protocol", "side", "packet", "time", "title", "answer", "answer_packet", "answer_time", "end_packet",
         "end_time")
_BLOCK = 200            # rows whose columns are aligned together


def spans(
    captures: CaptureArgument,
    session: SessionOption,
    form: FormOption = Form.TABLE,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    handlers: HandlersOption = 1,
) -> None:
    """Tell what was asked and answered in a session, and how long it took."""
    refuse_inputs(out, captures)
    with analysed(captures, settings_of(handlers)) as analysis:
        check_session(analysis, session)
        found = analysis.spans(session)
        with output(out) as stream:
            if form is Form.TABLE:
                _write_table(stream, found, analysis.session(session).start_ns)
            elif form is Form.CSV:
                write_row(stream, NAMES)
                for span in found:
                    write_row(stream, ("" if value is None else value for value in _told(span).values()))
            else:
                stream.write(f'{{"netloupe": {VERSION}, "session": {session}, "spans": [')
                for at, span in enumerate(found):
                    stream.write((",\n  " if at else "\n  ") + encode(_told(span)))
                stream.write("\n]}\n")
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _told(span: "Span") -> dict[str, object]:
    return dict(zip(NAMES, (
        span.protocol, SIDES[span.way], span.packet, Seconds(span.time_ns), span.title, span.answer or None,
        span.answer_packet or None, Seconds(span.answer_ns) if span.is_answered else None, span.end_packet,
        Seconds(span.end_ns)), strict=True))


def _write_table(stream: TextIO, found: "Sequence[Span]", start_ns: int) -> None:
    rows, told = _rows(found, start_ns), 0
    while block := list(islice(rows, _BLOCK)):
        lines = aligned(("packet", "time", "", "protocol", "wait", "took", "what"), block, ("packet", "time", "wait",
                                                                                          "took"), width_of(stream))
        stream.writelines(f"{line}\n" for line in (lines if not told else islice(lines, 1, None)))
        told += len(block)
    unanswered = sum(1 for span in found if not span.is_answered)
    stream.write(f"{number_of(len(found), 'request')}" + (f", {count(unanswered)} without an answer" if unanswered
                                                          else "") + "\n")


def _rows(found: "Sequence[Span]", start_ns: int) -> Iterator[tuple[object, ...]]:
    for span in found:
        wait = span.wait_ns
        yield (span.packet, f"{(span.time_ns - start_ns) / 1e9:.6f}", "→←"[span.way], span.protocol,
               "–" if wait is None else duration(wait), duration(span.end_ns - span.time_ns),
               printable(f"{span.title or '?'} → {span.answer if span.is_answered else '(no answer)'}"))
