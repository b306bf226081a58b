"""`netloupe packet`: one packet's attribute tree with byte ranges."""
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from ..cells import printable
from ..export.json_text import encode
from ..model import Node, Packet
from .documents import packet_document
from .running import CaptureArgument, analysed, settings_of, status_of
from .tables import time_text
from .terminal import output


class Form(StrEnum):
    """What `packet` writes."""

    TREE = "tree"
    JSON = "json"


def packet(
    captures: CaptureArgument,
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="Its number in the capture, from 1.",
                                          show_default=False)],
    form: Annotated[Form, typer.Option("--format")] = Form.TREE,
) -> None:
    """Show one packet, decoded in full."""
    with analysed(captures, settings_of()) as analysis:
        found = analysis.packet(number)
        with output(None) as stream:
            if form is Form.JSON:
                stream.write(encode(packet_document(found)) + "\n")
            else:
                stream.writelines(f"{line}\n" for line in _tree(found))
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _tree(found: Packet) -> Iterator[str]:
    session = f" · session {found.session}" if found.session else ""
    yield f"packet {found.number} · {time_text(found.time_ns)} · {found.length} bytes · {found.path}{session}"
    if found.comment:
        yield f"comment: {printable(found.comment)}"
    names = ["", " of the reassembled datagram", *(f" of the {made.title}" for made in found.derived)]
    for node in found.nodes:
        yield from _branch(node, 0, names)


def _branch(node: Node, depth: int, names: Sequence[str]) -> Iterator[str]:
    text = printable(node.text)
    unit = f" {node.unit}" if node.unit else ""
    value = f": {text}{unit}" if text else ""
    where = "" if node.at < 0 or not node.size else f"  [{node.at}–{node.at + node.size - 1}]"
    buffer = names[node.buffer] if where else ""
    note = f"  ({node.note.key})" if node.note else ""
    yield f"{'    ' * depth}{printable(node.title or node.name)}{value}{where}{buffer}{note}"
    for child in node.children:
        yield from _branch(child, depth + 1, names)
