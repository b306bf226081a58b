"""`netloupe find`: where a text, an expression or a row of bytes is in a capture."""
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import Annotated, Literal, TextIO

import typer

from ..analysis import Analysis
from ..cells import printable
from ..errors import ExpressionError
from ..export.json_text import Seconds, encode
from ..model import Hit
from .asking import FilterOption, filter_of, refused
from .columns import aligned, width_of
from .running import CaptureArgument, HandlersOption, analysed, settings_of, status_of
from .tables import number_of
from .terminal import output, say

_RIGHT = ("packet", "session", "offset", "size")
_BLOCK = 200            # hits whose columns are aligned together: a table that is read while the rest is looked for


class Form(StrEnum):
    """What `find` writes."""

    TABLE = "table"
    JSONL = "jsonl"


def find(
    captures: CaptureArgument,
    pattern: Annotated[str, typer.Argument(metavar="PATTERN", show_default=False,
                                           help="A text, found as UTF-8 and UTF-16, whatever its case.")],
    regex: Annotated[bool, typer.Option("--regex", help="PATTERN is a regular expression (RE2) of bytes.")] = False,
    hex_: Annotated[bool, typer.Option("--hex", help="PATTERN is bytes in hexadecimal; ?? is any byte.")] = False,
    case: Annotated[bool, typer.Option("--case", help="Letters must be of the same case.")] = False,
    streams: Annotated[bool, typer.Option("--streams", help="Look in what hosts said to each other, over the limits of"
                                                            " packets, not in single packets.")] = False,
    messages: Annotated[bool, typer.Option("--messages", help="Look in HTTP's messages of any version with their "
                                                              "bodies decompressed, and in what TLS and QUIC carry, "
                                                              "with secrets.")] = False,
    expression: FilterOption = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Places that are told; 0: all.")] = 0,
    form: Annotated[Form, typer.Option("--format", help="table: to read; jsonl: one object a line.")] = Form.TABLE,
    handlers: HandlersOption = 1,
) -> None:
    """Find a text, a regular expression or bytes in packets, streams or messages."""
    if regex and hex_:
        raise typer.BadParameter("a pattern is either --regex or --hex", param_hint="--hex")
    if streams and messages:
        raise typer.BadParameter("look either in streams or in messages", param_hint="--messages")
    where: Literal["packets", "streams", "messages"] = (
        "messages" if messages else "streams" if streams else "packets")
    chosen = filter_of(expression)
    kind: Literal["text", "regex", "hex"] = "regex" if regex else "hex" if hex_ else "text"
    with analysed(captures, settings_of(handlers)) as analysis:
        ids = None if chosen is None else chosen.sessions(analysis)
        try:
            hits = analysis.find(pattern, kind, where, ids, not case)
        except ExpressionError as error:
            raise refused(error, "PATTERN", pattern) from None
        shown = islice(hits, limit) if limit else hits
        with output(None) as stream:
            count = _write_table(stream, analysis, shown) if form is Form.TABLE else _write_lines(stream, analysis,
                                                                                                  shown)
        say(number_of(count, "place") + (f": no more are told (--limit {limit})" if limit and count == limit else ""))
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _way(hit: Hit) -> str:
    return ("up", "down")[hit.way] if hit.session else ""


def _write_table(stream: TextIO, analysis: Analysis, hits: Iterator[Hit]) -> int:
    header, count = ("packet", "session", "way", "offset", "size", "found"), 0
    while block := list(islice(hits, _BLOCK)):
        rows = [(hit.packet, hit.session or "", _way(hit), hit.offset, hit.size,
                 printable(f"{hit.before}[{hit.found}]{hit.after}")) for hit in block]
        lines = aligned(header, rows, _RIGHT, width_of(stream))
        stream.writelines(f"{line}\n" for line in (lines if not count else islice(lines, 1, None)))
        count += len(block)
    return count


def _write_lines(stream: TextIO, analysis: Analysis, hits: Iterator[Hit]) -> int:
    count = 0
    for hit in hits:
        count += 1
        stream.write(encode({
            "packet": hit.packet, "session": hit.session or None, "way": _way(hit) or None,
            "time": Seconds(analysis.packets.cell("time_ns", hit.packet - 1)), "at": hit.at, "size": hit.size,
            "offset": hit.offset, "before": hit.before, "found": hit.found, "after": hit.after}) + "\n")
    return count
