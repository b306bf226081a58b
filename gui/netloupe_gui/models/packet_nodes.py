"""A packet's nodes as a person reads them: bits under their field, header lines in one branch, relative numbers."""
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from netloupe_engine.model import Node, Note, Packet
from netloupe_gui.text import counted

Bases = tuple[int | None, int | None]       # what sequence numbers of both directions count from
_MASK = 0xFFFF_FFFF                         # they are modulo 2**32 (RFC 9293, section 3.4)
_FLAGS, _FLAG = "tcp.flags", "tcp.flag_"
_HEADER, _HEADERS = "http.header", "http.headers"


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("PacketNodes", text)


def readable(packet: Packet, bases_of: Callable[[int], Bases]) -> Packet:
    """The packet with its nodes rearranged. `bases_of` a session is asked when there is TCP. Any thread."""
    nodes = list(packet.nodes)
    for at, layer in enumerate(nodes):
        if layer.name == "http":
            nodes[at] = replace(layer, children=_headers(layer.children))
        elif layer.name == "tcp":
            is_own = not any(other.name == "tcp" for other in nodes[at + 1:])       # of the innermost session
            bases = bases_of(packet.session) if packet.session and is_own else (None, None)
            nodes[at] = replace(layer, children=_relative(_flags(layer.children), bases, packet.way))
    return replace(packet, nodes=tuple(nodes))


def _flags(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """The bits hang from the field that they are of."""
    bits = tuple(replace(node, title=node.title.removeprefix("flag ").upper()) for node in children
                 if node.name.startswith(_FLAG))
    return tuple(replace(node, children=(*node.children, *bits)) if node.name == _FLAGS else node
                 for node in children if not node.name.startswith(_FLAG)) if bits else children


def _relative(children: tuple[Node, ...], bases: Bases, way: int) -> tuple[Node, ...]:
    """Sequence numbers as counted from the beginning of the session, the raw ones beside."""
    own = {"tcp.sequence": bases[way], "tcp.acknowledgement": bases[1 - way]}
    return tuple(
        node if (base := own.get(node.name)) is None or not isinstance(node.value, int) or not node.value else
        replace(node, text=tr("{relative} (raw {raw})").format(relative=node.value - base & _MASK, raw=node.value))
        for node in children)


def _headers(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """All header lines in one branch, each as name and value."""
    lines = [_line(node) for node in children if node.name == _HEADER]
    if not lines:
        return children
    placed = [node for node in lines if node.at >= 0 and node.size > 0]
    start = min((node.at for node in placed), default=-1)
    size = max((node.at + node.size for node in placed), default=start) - start
    together = Node(
        name=_HEADERS, title=tr("headers"), kind="nested", value=None,
        text=counted(len(lines), tr("{n} line"), tr("{n} lines")), unit="", at=start, size=size,
        buffer=lines[0].buffer, note=Note.NONE, says=tr("the header lines of the message"), children=tuple(lines))
    first = next(at for at, node in enumerate(children) if node.name == _HEADER)
    others = [node for node in children if node.name != _HEADER]
    at = sum(node.name != _HEADER for node in children[:first])
    return (*others[:at], together, *others[at:])


def _line(node: Node) -> Node:
    parts = {child.name: child for child in node.children}
    name, value = parts.get("http.header_name"), parts.get("http.header_value")
    if name is None:
        return node
    note = next((child.note for child in node.children if child.note), node.note)
    return replace(node, title=name.text, text=value.text if value is not None else "", note=note)
