"""The lazy attribute tree of one packet: layers, and below each its attributes with their byte ranges."""
from collections.abc import Sequence
from dataclasses import replace

from ..model import Node, Note
from ..protocols.compiled import CompiledRegistry
from ..protocols.define import Kind
from .values import decode, text_of

# (protocol id, at, header, size, buffer, note)
LayerRow = tuple[int, int, int, int, int, int]
# (catalogue id, number or None where it could not be read, bytes, at, size, layer, depth, note, buffer)
ItemRow = tuple[int, int | None, bytes, int, int, int, int, int, int]


def build(registry: CompiledRegistry, layers: Sequence[LayerRow], items: Sequence[ItemRow],
          *buffers: bytes) -> tuple[Node, ...]:
    """One node a layer, outermost first. Unknown bytes are a layer of their own. `buffers` by their numbers."""
    nodes = []
    for number, (protocol, at, header, size, buffer, note) in enumerate(layers):
        declared = registry.protocols[protocol]
        mine = [item for item in items if item[5] == number]
        mine.sort(key=_place) if declared.layer < 7 and not any(item[6] for item in mine) else None
        nodes.append(Node(
            name=declared.key, title=declared.title, kind="layer", value=None, text=f"{header or size} bytes", unit="",
            at=at, size=header or size, buffer=buffer, note=Note(note), says=declared.reference,
            children=_nest(registry, mine, layers[number]) if declared.key != "unknown"
            else (_unknown(registry, buffers[buffer][at:at + size], at, buffer),)))
    return tuple(nodes)


def _place(item: ItemRow) -> tuple[int, int]:
    return item[3], -item[4]


def _unknown(registry: CompiledRegistry, data: bytes, at: int, buffer: int) -> Node:
    _, declared = registry.field(registry.field_ids["unknown.data"])
    return Node(name="unknown.data", title="data", kind="bytes", value=data, text=text_of(declared, data), unit="",
                at=at, size=len(data), buffer=buffer, note=Note.NONE, says=declared.says)


def _nest(registry: CompiledRegistry, items: Sequence[ItemRow], layer: LayerRow) -> tuple[Node, ...]:
    """A flat list of (depth, item) as a tree: an item's children are the deeper ones that follow it."""
    root: list[Node] = []
    levels = [root]
    open_nodes: list[Node] = []
    for item in items:
        field, number, data, at, size, _, depth, note, buffer = item
        protocol, declared = registry.field(field)
        while len(levels) > depth + 1:
            levels, open_nodes = _close(levels, open_nodes)
        inside = buffer != layer[4] or at >= layer[1]       # else it begins in an earlier packet
        value = None if declared.type.kind == Kind.NESTED or number is None else decode(declared, number, data)
        node = Node(name=f"{registry.protocols[protocol].key}.{declared.name}", title=declared.name.replace("_", " "),
                    kind=declared.type.kind.name.lower() if declared.names is None else "enumeration", value=value,
                    text="" if value is None else text_of(declared, value), unit=declared.unit,
                    at=at if inside else -1, size=size, buffer=buffer, note=Note(note), says=declared.says)
        if declared.type.kind == Kind.NESTED:
            open_nodes.append(node)
            levels.append([])
        else:
            levels[-1].append(node)
    while len(levels) > 1:
        levels, open_nodes = _close(levels, open_nodes)
    return tuple(root)


def _close(levels: list[list[Node]], open_nodes: list[Node]) -> tuple[list[list[Node]], list[Node]]:
    """The innermost open nested node is complete: put it into its parent."""
    children = tuple(levels[-1])
    summary = ", ".join(child.text for child in children[:3] if child.text)
    levels[-2].append(replace(open_nodes[-1], children=children, text=summary[:120]))
    return levels[:-1], open_nodes[:-1]
