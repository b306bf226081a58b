"""`netloupe why`: what decided that a session is what it is said to be, and where that is in the capture."""
import textwrap
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ..analysis import Analysis
from ..cells import printable
from ..export.json_text import VERSION, encode
from ..reasons.reason import ABOUT
from .columns import width_of
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
from .tables import endpoint
from .terminal import output, refuse_inputs

if TYPE_CHECKING:
    from ..analysis import Reason

About = StrEnum("About", [(name.upper(), name) for name in ABOUT])      # type: ignore[misc]
_INDENT = " " * 4
_WIDTH_MAX = 120            # of sentences: longer lines are hard to read
_NAMES = ("about", "subject", "method", "confidence", "rule", "source", "packet", "at", "size", "buffer", "text")


def why(
    captures: CaptureArgument,
    session: SessionOption,
    about: Annotated[list[About] | None, typer.Option("--about", show_default=False,
                                                      help="Only this; may be given several times.")] = None,
    form: FormOption = Form.TABLE,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    handlers: HandlersOption = 1,
) -> None:
    """Tell why a session has its application, path, direction, states, relations, names and findings."""
    refuse_inputs(out, captures)
    with analysed(captures, settings_of(handlers)) as analysis:
        check_session(analysis, session)
        found = analysis.why(session, *(name.value for name in about or ()))
        with output(out) as stream:
            if form is Form.TABLE:
                _write_text(stream, analysis, session, found)
            elif form is Form.CSV:
                write_row(stream, _NAMES)
                for reason in found:
                    for row in _rows(reason):
                        write_row(stream, row)
            else:
                stream.write(f'{{"netloupe": {VERSION}, "session": {session}, "reasons": [')
                for at, reason in enumerate(found):
                    stream.write((",\n  " if at else "\n  ") + encode(document(reason)))
                stream.write("\n]}\n")
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def document(reason: "Reason") -> dict[str, Any]:
    """One reason as values with names."""
    return {
        "about": reason.about, "subject": reason.subject, "method": reason.method, "rule": str(reason.rule),
        "source": reason.source or None, "confidence": reason.confidence.name.lower() if reason.confidence else None,
        "evidence": [{"packet": one.packet, "at": one.at if one.at >= 0 else None, "size": one.size,
                      "buffer": one.buffer, "text": one.text} for one in reason.evidence],
        "others": [{"name": other.name, "why": str(other.why)} for other in reason.others]}


def _rows(reason: "Reason") -> Iterator[Sequence[object]]:
    """A row for each packet that decided; one without where none did."""
    head = (reason.about, reason.subject, reason.method, reason.confidence.name.lower(), str(reason.rule),
            reason.source)
    for one in reason.evidence:
        yield (*head, one.packet, one.at if one.at >= 0 else "", one.size, one.buffer, one.text)
    if not reason.evidence:
        yield (*head, "", "", "", "", "")


def _write_text(stream: TextIO, analysis: Analysis, session: int, found: Sequence["Reason"]) -> None:
    known = analysis.session(session)
    ends = " → ".join(endpoint(*end) for end in ((known.initiator, known.initiator_port),
                                                 (known.responder, known.responder_port)))
    stream.write(printable(f"session {session} · {known.path} · {ends}") + "\n")
    width, last = min(width_of(stream), _WIDTH_MAX), ""
    for reason in found:
        if reason.about != last:
            stream.write(f"{reason.about}\n")
        last = reason.about
        for line in _lines(reason, width):
            stream.write(printable(line) + "\n")


def _lines(reason: "Reason", width: int) -> Iterator[str]:
    sure = f", {reason.confidence.name.lower()}" if reason.confidence else ""
    yield f"  {reason.subject} ({reason.method}{sure})"
    rule = f"{reason.rule} [{reason.source}]" if reason.source else reason.rule
    yield from textwrap.wrap(rule, width, initial_indent=_INDENT, subsequent_indent=_INDENT)
    for one in reason.evidence:
        buffer = f" of buffer {one.buffer}" if one.buffer else ""
        where = f", bytes {one.at}–{one.at + one.size - 1}{buffer}" if one.at >= 0 else ""
        yield f"{_INDENT}packet {one.packet}{where}{f': {one.text}' if one.text else ''}"
    for other in reason.others:
        yield from textwrap.wrap(f"not {other.name}: {other.why}", width, initial_indent=_INDENT,
                                 subsequent_indent=f"{_INDENT}  ")
