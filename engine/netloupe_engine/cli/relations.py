"""`netloupe relations`: why sessions are there, as trees from what led to them down to what they led to."""
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..analysis import Analysis
from ..cells import printable
from ..export.json_text import VERSION, encode
from ..handler.describe import address_text
from ..quantities import count
from .rows import write_row
from .running import CaptureArgument, HandlersOption, analysed, check_session, settings_of, status_of
from .tables import endpoint, number_of
from .terminal import output, refuse_inputs, say

if TYPE_CHECKING:
    from ..analysis import Relations

_DEPTH_MAX = 40             # lines that are deeper are indented no further
_WHY_MAX = 120              # characters of an address in a tree
_NAMES = ("cause", "effect", "kind", "packet", "why")


class Form(StrEnum):
    """What `relations` writes."""

    TREE = "tree"
    JSON = "json"
    CSV = "csv"


def relations(
    captures: CaptureArgument,
    session: Annotated[int | None, typer.Option("--session", min=1, metavar="ID", show_default=False,
                                                help="Only what led to this session, and what it led to.")] = None,
    form: Annotated[Form, typer.Option("--format", help="tree: to read; json, csv: all as data.")] = Form.TREE,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Lines of a tree; 0: all.")] = 0,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Write to this file.",
                                             show_default=False)] = None,
    handlers: HandlersOption = 1,
) -> None:
    """Tell why sessions are there: named by DNS, announced, tunnelled, or where HTTP sent and referred a client."""
    refuse_inputs(out, captures)
    with analysed(captures, settings_of(handlers)) as analysis:
        if session is not None:
            check_session(analysis, session)
        found = analysis.relations(session)
        with output(out) as stream:
            if form is Form.TREE:
                _write_tree(stream, analysis, found, limit)
            elif form is Form.CSV:
                write_row(stream, _NAMES)
                for document in found.documents():
                    write_row(stream, document.values())
            else:
                _write_json(stream, found, analysis.capture.path)
        for sentence in _missing(found):
            say(sentence)
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _missing(found: "Relations") -> Iterator[str]:
    """What there is besides."""
    if found.left_out:
        yield f"{number_of(found.left_out, 'more relation')} are left out: the first {count(len(found))} are told"
    if found.unread:
        yield f"redirects and referers of {number_of(found.unread, 'more session')} were not read"


def _write_tree(stream: TextIO, analysis: Analysis, found: "Relations", limit: int) -> None:
    lines = 0
    for lines, branch in enumerate(found.branches(), 1):
        if limit and lines > limit:
            stream.write(f"{number_of(limit, 'line')} shown (--limit 0: all)\n")
            break
        why, row = "", branch.relation
        if row >= 0:
            why = f" · {found.kind_of(row)}, packet {int(found.packets[row])}: {found.why(row)[:_WHY_MAX]}"
        mark = "*" if branch.session == found.session else " "
        again = " · its own see above" if branch.is_again else ""
        indent = "   " * (min(branch.depth, _DEPTH_MAX) - 1) + "└─ " if branch.depth else ""
        info = analysis.session_info(branch.session)
        stream.write(printable(f"{mark}{indent}{_said(analysis, branch.session)}{why}{again}"
                               f"{f' · {info}' if info else ''}") + "\n")
    stream.write(f"{number_of(len(found), 'relation')}\n")


def _said(analysis: Analysis, session: int) -> str:
    """A session in a few words."""
    cell, row = analysis.sessions.cell, session - 1
    number = cell("application", row) or cell("protocol", row)
    family = cell("family", row)
    ends = " → ".join(endpoint(address_text(cell(end, row), family), cell(f"{end}_port", row))
                      for end in ("initiator", "responder"))
    return f"{session} {analysis.protocol_name(number)} {ends}"


def _write_json(stream: TextIO, found: "Relations", path: str) -> None:
    """One document, written while it is made."""
    head = {"capture": path, "session": found.session or None, "left_out": found.left_out,
            "sessions_not_read": found.unread}
    stream.write(f'{{"netloupe": {VERSION}, ' + encode(head)[1:-1] + ', "relations": [')
    for at, document in enumerate(found.documents()):
        stream.write((",\n  " if at else "\n  ") + encode(document))
    stream.write("\n]}\n")
