"""`netloupe stream`: what the two ends of sessions said to each other."""
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer

from ..analysis import Analysis
from ..cells import printable
from ..export.json_text import VERSION, Seconds, encode
from ..model import UNKNOWN, Session
from ..quantities import size
from .asking import FilterOption, filter_of
from .running import CaptureArgument, HandlersOption, analysed, settings_of, status_of
from .stream_text import hex_lines, message_lines, text_lines
from .tables import endpoint, number_of
from .terminal import output, refuse_inputs, say, write_bytes

if TYPE_CHECKING:
    from ..analysis import Stream, StreamChunk, StreamMessage

Name = Literal["both", "client", "server"]
SIDES: tuple[Name, Name] = ("client", "server")


class Side(StrEnum):
    """Whose words."""

    BOTH = "both"
    CLIENT = "client"
    SERVER = "server"


class Layer(StrEnum):
    """What of it."""

    BYTES = "bytes"
    HTTP = "http"
    DECRYPTED = "decrypted"
    TLS = "tls"


class Form(StrEnum):
    """What `stream` writes."""

    TEXT = "text"
    HEX = "hex"
    RAW = "raw"
    JSON = "json"


_Which = tuple[Side, Layer, int | None]        # whose messages, of what, in which stream
_RAW_TOO = {Layer.DECRYPTED: (Form.RAW,)}


def stream(
    captures: CaptureArgument,
    session: Annotated[str | None, typer.Option("--session", metavar="IDS", show_default=False,
                                                help="Ids of sessions, such as 7 or 1,5-9.")] = None,
    expression: FilterOption = None,
    side: Annotated[Side, typer.Option("--side", help="Whose words: of both in the order of the conversation, or of "
                                                      "one.")] = Side.BOTH,
    form: Annotated[Form | None, typer.Option("--as", show_default=False,
                                              help="text or hex: to read; raw: the bytes themselves; json: all that is "
                                                   "known of each piece. text by default, raw with -o.")] = None,
    layer: Annotated[Layer, typer.Option("--layer", help="bytes: as they were sent; http: messages of any version with "
                                                         "their bodies decompressed, JSON and XML indented; "
                                                         "decrypted: what TLS and QUIC carry, with secrets; tls: "
                                                         "records.")
                     ] = Layer.BYTES,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", show_default=False,
                                             help="The file to write. Raw bytes of several sessions or of both sides "
                                                  "become a file each, with id and side in its name.")] = None,
    number: Annotated[int | None, typer.Option("--stream", metavar="N", min=0, show_default=False,
                                               help="With --layer http or decrypted: what was said in this stream of "
                                                    "HTTP/2, HTTP/3 or QUIC.")] = None,
    handlers: HandlersOption = 1,
) -> None:
    """Follow what the two ends of a session said to each other."""
    wanted, which = filter_of(expression), (side, layer, number)
    is_raw = out is not None and layer is Layer.BYTES
    form = form or (Form.RAW if is_raw else Form.TEXT)
    if layer is not Layer.BYTES and form not in (Form.TEXT, Form.JSON, *_RAW_TOO.get(layer, ())):
        raise typer.BadParameter("messages of a layer are told as text or json, those decrypted as raw too",
                                 param_hint="--as")
    if number is not None and layer not in (Layer.HTTP, Layer.DECRYPTED):
        raise typer.BadParameter("streams are told with --layer http or decrypted", param_hint="--stream")
    refuse_inputs(out, captures)
    with analysed(captures, settings_of(handlers)) as analysis:
        ids = _chosen(analysis, session)
        if wanted is not None:
            among = set(wanted.sessions(analysis).tolist())
            ids = [id for id in ids if id in among]
        elif session is None and len(ids) > 1:
            raise typer.BadParameter(f"say which: there are {number_of(len(ids), 'session')}", param_hint="--session")
        if form is Form.RAW and out is not None and layer is Layer.BYTES:
            _write_files(analysis, ids, side, out)
        else:
            with output(out) as stream:
                if form is Form.RAW and stream.isatty():
                    raise typer.BadParameter("raw bytes could do anything to a terminal: send them into a pipe, or "
                                             "into a file (-o)", param_hint="--as")
                if layer is Layer.BYTES:
                    _WRITERS[form](stream, analysis, ids, side)
                elif form is Form.RAW:
                    for id in ids:
                        write_bytes(stream, (found.body for found in _messages(analysis, id, which)))
                elif form is Form.JSON:
                    _write_message_documents(stream, analysis, ids, which)
                else:
                    _write_messages(stream, analysis, ids, which)
        if not ids:
            say("no session is chosen")
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _chosen(analysis: Analysis, text: str | None) -> list[int]:
    from .export import session_ids
    total = len(analysis.sessions)
    if text is None:
        return list(range(1, total + 1))
    found = sorted({id for ids in session_ids(text, "--session") for id in range(ids.start, min(ids.stop, total + 1))})
    if not found:
        raise typer.BadParameter(f"there is no session {text}; there are {total:,}", param_hint="--session")
    return found


def _head(found: Session, said: "Stream") -> str:
    """One line about a session."""
    ends = " → ".join((endpoint(found.initiator, found.initiator_port), endpoint(found.responder,
                                                                               found.responder_port)))
    parts = [f"session {found.id}", found.application or UNKNOWN, ends,
             *(f"{side} {size(said.size(side))}" for side in SIDES)]
    if missing := said.missing():
        parts.append(f"{size(missing)} missing")
    return printable(" · ".join(parts))


def _write_lines(out: TextIO, analysis: Analysis, ids: Sequence[int], side: Side, form: Form) -> None:
    for at, id in enumerate(ids):
        said = analysis.stream(id)
        out.write(("\n" if at else "") + _head(analysis.session(id), said) + "\n")
        out.writelines((hex_lines if form is Form.HEX else text_lines)(said.chunks(side.value)))


def _write_text(out: TextIO, analysis: Analysis, ids: Sequence[int], side: Side) -> None:
    _write_lines(out, analysis, ids, side, Form.TEXT)


def _write_hex(out: TextIO, analysis: Analysis, ids: Sequence[int], side: Side) -> None:
    _write_lines(out, analysis, ids, side, Form.HEX)


def _messages(analysis: Analysis, id: int, which: _Which) -> Iterator["StreamMessage"]:
    side, layer, number = which
    if layer in (Layer.HTTP, Layer.DECRYPTED) and (why := analysis.closed_because(id)):
        say(f"session {id} is not decrypted: {why}")
    return (found for found in analysis.messages(id, layer.value)
            if side.value in ("both", SIDES[found.way]) and number in (None, found.stream))


def _write_messages(out: TextIO, analysis: Analysis, ids: Sequence[int], which: _Which) -> None:
    for at, id in enumerate(ids):
        out.write(("\n" if at else "") + _head(analysis.session(id), analysis.stream(id)) + "\n")
        for found in _messages(analysis, id, which):
            out.writelines(message_lines(found))


def _write_message_documents(out: TextIO, analysis: Analysis, ids: Sequence[int], which: _Which) -> None:
    out.write(f'{{"netloupe": {VERSION}, "messages": [')
    separator = "\n  "
    for id in ids:
        for found in _messages(analysis, id, which):
            out.write(separator + encode({
                "session": id, "layer": found.layer, "stream": found.stream, "side": SIDES[found.way],
                "packet": found.packet, "time": Seconds(found.time_ns), "title": found.title,
                "fields": [{"name": name, "value": value} for name, value in found.fields],
                "kind": found.kind or None, "size": len(found.body), "text": found.text or None,
                "bytes": None if found.text or not found.body else found.body, "note": found.note or None}))
            separator = ",\n  "
    out.write("\n]}\n")


def _write_raw(out: TextIO, analysis: Analysis, ids: Sequence[int], side: Side) -> None:
    for id in ids:
        said = analysis.stream(id)
        write_bytes(out, _raw(said, side.value))
        _tell_missing(id, said, side.value)


def _raw(said: "Stream", side: Name) -> Iterator[bytes]:
    return (chunk.data for chunk in said.chunks(side))


def _tell_missing(id: int, said: "Stream", side: Name) -> None:
    if missing := said.missing(side):
        say(f"session {id}: the capture does not have {number_of(missing, 'byte')} of what was said; what is "
            "before and behind stands together")


def _write_json(out: TextIO, analysis: Analysis, ids: Sequence[int], side: Side) -> None:
    """One document, written while it is read."""
    out.write(f'{{"netloupe": {VERSION}, "streams": [')
    for at, id in enumerate(ids):
        said, found = analysis.stream(id), analysis.session(id)
        head = {"session": id, "protocol": found.protocol, "application": found.application or None,
                "client": endpoint(found.initiator, found.initiator_port),
                "server": endpoint(found.responder, found.responder_port),
                **{name: {side: counted(side) for side in SIDES} for name, counted in (
                    ("bytes", said.size), ("missing", said.missing), ("repeated", said.repeated))}}
        out.write((",\n  " if at else "\n  ") + encode(head)[:-1] + ', "chunks": [')
        for number, chunk in enumerate(said.chunks(side.value)):
            out.write((",\n    " if number else "\n    ") + encode(_document(chunk)))
        out.write("]}")
    out.write("\n]}\n")


def _document(chunk: "StreamChunk") -> dict[str, Any]:
    return {"kind": chunk.kind, "side": SIDES[chunk.way], "packet": chunk.packet, "time": Seconds(chunk.time_ns),
            "at": chunk.at, "buffer": chunk.buffer, "size": chunk.size, "offset": chunk.offset,
            "bytes": chunk.data if chunk.data else None}


def _write_files(analysis: Analysis, ids: Sequence[int], side: Side, out: Path) -> None:
    """A file for each session and side."""
    asked: Name = side.value
    sides = SIDES if asked == "both" else (asked,)
    for id in ids:
        said = analysis.stream(id)
        for one in sides:
            parts = [str(id)] * (len(ids) > 1) + [one] * (len(sides) > 1)
            path = out.with_name("-".join([out.stem, *parts]) + out.suffix)
            written = said.save(path, one)
            _tell_missing(id, said, one)
            say(f"{number_of(written, 'byte')} of session {id} written to {path}")


_WRITERS = {Form.TEXT: _write_text, Form.HEX: _write_hex, Form.RAW: _write_raw, Form.JSON: _write_json}
