"""One packet decoded in full, on demand.

Stream protocols need what came before, so the packet's session is replayed up to it through a handler of its own, with
every attribute wanted. What the tree shows is therefore read by the same code that read the session's attributes.
"""
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..attributes.tree import ItemRow, LayerRow, build
from ..attributes.values import time_text
from ..capture.source import CaptureSource
from ..errors import UnknownNameError
from ..model import Buffer, Decision, Node, Note, Packet, Settings
from ..packet.index import PacketIndex
from ..records import record
from . import recall
from .info import GONE, line_of_nodes
from .pipeline import WANTED_ALL, WANTED_GATHERED, Pipeline
from .reader import Reader
from .run import Run

REPLAYED_FIRST = 1500       # packets of a long session that are replayed: its beginning, where handshakes are ...
REPLAYED_LAST = 500         # ... and those right before the packet


@record(frozen=True, slots=True)
class Decoded:
    """What a replay says of its last packet."""

    nodes: tuple[Node, ...]
    reassembled: bytes
    derived: tuple[Buffer, ...] = ()


def packet_of(run: Run, source: CaptureSource, number: int) -> Packet:
    """A packet of the capture with its attribute tree; without one if its bytes are no longer kept. Raises
    UnknownNameError."""
    if not 1 <= number <= len(run.index):
        raise UnknownNameError(f"There is no packet {number}; there are {len(run.index)}.")
    row = {name: run.index.cell(name, number - 1) for name in run.index.names}
    raw = source.packet_at(row["at"])
    if raw is None:
        if not source.keeps(row["at"]):
            return _gone(run, source, number, row)
        raise UnknownNameError(f"Packet {number} can no longer be read from the file.")
    _, time_ns, captured, length, _, interface, _, data = raw
    sessions = _lineage(run, row["session"])
    found = _replay(run, number, sessions, data, source)
    packet = Packet(
        number=number, time_ns=time_ns, captured=captured, length=length, link_type=link_type_name(source, interface),
        interface=interface, at=row["at"], session=row["session"], sessions=sessions, way=row["way"],
        path=run.path_name(row["path"]), info="", comment=source.comment_of(row["at"]), data=data,
        reassembled=found.reassembled, nodes=found.nodes, derived=found.derived)
    return replace(packet, nodes=(_frame(packet, source), *found.nodes), info=line_of_nodes(run.registry, found.nodes))


def headers_of(run: Run, source: CaptureSource, number: int) -> tuple[Node, ...]:
    """The layers of a packet by itself, read without what came before, which headers do not need; none if its bytes are
    no longer kept."""
    raw = source.packet_at(run.index.cell("at", number - 1)) if 1 <= number <= len(run.index) else None
    return _replay(run, number, (), raw[-1], source).nodes if raw is not None else ()


def _gone(run: Run, source: CaptureSource, number: int, row: Mapping[str, int]) -> Packet:
    """What the index alone says of a packet."""
    packet = Packet(
        number=number, time_ns=row["time_ns"], captured=0, length=row["length"], link_type="", interface=0,
        at=row["at"], session=row["session"], sessions=_lineage(run, row["session"]), way=row["way"],
        path=run.path_name(row["path"]), info=GONE, comment="", data=b"", reassembled=b"", nodes=())
    return replace(packet, nodes=(_frame(packet, source),))


def link_type_name(source: CaptureSource, interface: int) -> str:
    """The link type of an interface, e.g. "EN10MB"."""
    known = source.interfaces
    return known[interface].link_name if interface < len(known) else ""


def _lineage(run: Run, session: int) -> tuple[int, ...]:
    """The session and those it is tunnelled in, outermost first; a chain is never longer than nesting is deep."""
    found: list[int] = []
    while session and session <= len(run.store) and len(found) < 8:
        found.insert(0, session)
        session = run.store.cell("parent", session - 1)
    return tuple(found)


def _replay(run: Run, number: int, sessions: tuple[int, ...], data: bytes, source: CaptureSource) -> Decoded:
    import numpy as np
    numbers, skips = np.array([number], np.uint32), False
    if sessions:
        first = run.store.cell("first_packet", sessions[-1] - 1) or number
        numbers = run.index.of_sessions([sessions[-1]], min(first, number) - 1, number)
        if skips := len(numbers) > REPLAYED_FIRST + REPLAYED_LAST:
            numbers = np.concatenate([numbers[:REPLAYED_FIRST], numbers[-REPLAYED_LAST:]])
        if not len(numbers) or numbers[-1] != number:
            numbers = np.append(numbers, np.uint32(number))
    places = np.array([run.index.cell("at", int(which) - 1) for which in numbers], np.uint64)
    index = PacketIndex()
    settings = Settings().without_idle_timeouts()
    pipeline = Pipeline(run.registry, settings, 0, 1, run.secrets)
    reader = Reader(source, index, run.registry, settings, 1)
    if sessions and run.store.cell("decided_by", sessions[-1] - 1) == Decision.CORRELATION:
        pipeline.assume(first_speaker(run, sessions[-1]))
    if len(places) > 1:
        pipeline.want(dict.fromkeys(run.registry.of_scope("message"), WANTED_GATHERED))
        reader.again(places[:-1])
        pipeline.process(reader)
    if skips:
        pipeline.flush()
    pipeline.want(dict.fromkeys(range(1, len(run.registry.field_names)), WANTED_ALL))
    if not reader.again(places[-1:]):
        return Decoded((), b"")
    pipeline.process(reader)
    layers, reassembled, _ = recall.last_stack(pipeline)
    items = [(field, value, content, at, size, layer, depth, note, buffer) for
             _, _, field, value, content, at, size, layer, depth, note, _, buffer in recall.extracted(pipeline)]
    derived = tuple(_named(run, field, content) for field, content in recall.derived(pipeline))
    parsers = _parser_layers(layers, recall.branches(pipeline))
    if not any(item[5] >= len(layers) for item in items):
        parsers = _unknown_layer(run, items, layers)
    nodes = build(run.registry, [*layers, *parsers], items, data, reassembled, *(made.data for made in derived))
    # A parser that read without putting anything has no layer.
    shown = (*nodes[:len(layers)], *(node for node in nodes[len(layers):] if node.children))
    return Decoded(shown, reassembled, derived)


def first_speaker(run: Run, session: int) -> int:
    """The protocol that the session's transport carries: others may speak above it."""
    found, path = 0, run.store.cell("path", session - 1)
    while path:
        path, protocol = run.paths[path]
        if run.registry.protocols[protocol].layer != 7:
            break
        found = protocol
    return found


def _named(run: Run, field: int, data: bytes) -> Buffer:
    protocol, declared = run.registry.field(field)
    return Buffer(f"{run.registry.protocols[protocol].key}.{declared.name}", declared.name.replace("_", " "), data)


def _parser_layers(layers: Sequence[LayerRow], branches: Sequence[tuple[int, int, int, int]]) -> list[LayerRow]:
    """The layers of the parsers above the transport: within its payload, which is all of a parser's that is alone."""
    if not layers:
        return []
    _, at, header, size, buffer, _ = layers[-1]
    begin, end = at + header, at + size
    if len(branches) == 1:
        return [(branches[0][0], begin, 0, end - begin, buffer, Note.NONE)]
    found: list[LayerRow] = []
    for protocol, where, length, which in branches:
        first, last = where, where + length
        if which == buffer:
            first, last = min(max(first, begin), end), min(max(last, begin), end)
        found.append((protocol, first, 0, last - first, which, Note.NONE))
    return found


def _unknown_layer(run: Run, items: Sequence[ItemRow], layers: Sequence[LayerRow]) -> list[LayerRow]:
    """What the transport carries and nobody reads; what of it the transport protocol takes apart itself, as ICMP does,
    is not shown again."""
    if not layers or run.registry.protocols[layers[-1][0]].layer != 4:
        return []
    _, at, header, size, buffer, _ = layers[-1]
    mine = [item for item in items if item[5] == len(layers) - 1 and not _counts(run, item)]
    begin = max([at + header, *(item[3] + item[4] for item in mine)])
    return [(0, begin, 0, at + size - begin, buffer, Note.NONE)] if begin < at + size else []


def _counts(run: Run, item: ItemRow) -> bool:
    """Does the attribute say how many bytes there are, and not what they are?"""
    return item[1] == item[4] and run.registry.field(item[0])[1].unit == "bytes"


def _frame(packet: Packet, source: CaptureSource) -> Node:
    """What the capture file says about the packet."""
    def node(name: str, text: str, value: int | str, unit: str = "") -> Node:
        kind = "unsigned" if isinstance(value, int) else "string"
        return Node(name=f"frame.{name}", title=name.replace("_", " "), kind=kind, value=value, text=text, unit=unit,
                    at=0, size=0, buffer=0, note=Note.NONE, says="")

    return Node(
        name="frame", title="Frame", kind="layer", value=None, text=f"{packet.length} bytes", unit="", at=0,
        size=packet.captured, buffer=0, note=Note.NONE, says="the capture file",
        children=(
            node("number", str(packet.number), packet.number),
            node("time", time_text(packet.time_ns), packet.time_ns),
            node("length", str(packet.length), packet.length, "bytes"),
            node("captured_length", str(packet.captured), packet.captured, "bytes"),
            node("path", packet.path, packet.path),
            node("session", str(packet.session), packet.session),
            node("interface", str(packet.interface), packet.interface),
            *([node("file", name, name)] if len(source.paths) > 1 and (name := source.file_of(packet.at)) else ())))
