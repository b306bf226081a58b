"""Layers and nested attributes as a tree."""
import pytest

from netloupe_engine.attributes.tree import ItemRow, LayerRow, build
from netloupe_engine.model import Node, Note
from netloupe_engine.protocols.registry import REGISTRY

REGISTERED = REGISTRY.freeze()
IDS, FIELDS = REGISTERED.ids, REGISTERED.field_ids
DATA = bytes(range(100))


def layer(key: str, at: int, header: int, size: int, note: Note = Note.NONE, buffer: int = 0) -> LayerRow:
    return IDS[key], at, header, size, buffer, note


def item(name: str, at: int, size: int, number: int = 0, data: bytes = b"", *, layer: int = 0,
         depth: int = 0) -> ItemRow:
    return FIELDS[name], number, data, at, size, layer, depth, Note.NONE, 0


def shape(nodes: tuple[Node, ...]) -> list[object]:
    return [[node.name, *shape(node.children)] if node.children else node.name for node in nodes]


def test_layers_hold_their_attributes_in_the_order_of_their_bytes() -> None:
    nodes = build(REGISTERED, [layer("eth", 0, 14, 60), layer("ip", 14, 20, 46)],
                  [item("eth.type", 12, 2, 0x800), item("eth.destination", 0, 6, data=bytes(6)),
                   item("ip.ttl", 22, 1, 64, layer=1)], DATA, b"")
    assert shape(nodes) == [["eth", "eth.destination", "eth.type"], ["ip", "ip.ttl"]]
    assert [(node.at, node.size) for node in nodes] == [(0, 14), (14, 20)]
    assert nodes[1].children[0].text == "64"


def test_deeper_attributes_are_children_of_what_they_follow() -> None:
    nodes = build(REGISTERED, [layer("tcp", 0, 32, 60)],
                  [item("tcp.options", 20, 12), item("tcp.option", 20, 4, depth=1),
                   item("tcp.option_kind", 20, 1, 2, depth=2), item("tcp.option", 24, 2, depth=1),
                   item("tcp.option_kind", 24, 1, 4, depth=2), item("tcp.window", 14, 2, 9)], DATA, b"")
    assert shape(nodes) == [["tcp", ["tcp.options", ["tcp.option", "tcp.option_kind"],
                                     ["tcp.option", "tcp.option_kind"]], "tcp.window"]]


def test_a_parent_is_summed_up_by_its_first_children() -> None:
    nodes = build(REGISTERED, [layer("tcp", 0, 32, 60)],
                  [item("tcp.option", 20, 4), item("tcp.mss", 22, 2, 1460, depth=1)], DATA, b"")
    assert nodes[0].children[0].text == "1460"


@pytest.mark.parametrize("depths", [[0, 5, 5], [9], [3, 0, 7]])
def test_impossible_depths_lose_nothing(depths: list[int]) -> None:
    items = [item("tcp.option", 20, 4, depth=depth) for depth in depths]
    nodes = build(REGISTERED, [layer("tcp", 0, 32, 60)], items, DATA, b"")

    def count(some: tuple[Node, ...]) -> int:
        return sum(1 + count(node.children) for node in some)

    assert count(nodes) == 1 + len(depths)


def test_what_nobody_knows_is_shown_as_bytes() -> None:
    nodes = build(REGISTERED, [layer("eth", 0, 14, 60), layer("unknown", 14, 0, 6)], [], DATA, b"")
    assert nodes[1].children[0].value == DATA[14:20]
    nodes = build(REGISTERED, [layer("unknown", 2, 0, 3, buffer=1)], [], DATA, b"reassembled")
    assert nodes[0].children[0].value == b"ass"


def test_notes_stay_with_their_layers() -> None:
    nodes = build(REGISTERED, [layer("ip", 0, 0, 8, Note.TRUNCATED)], [], DATA, b"")
    assert (nodes[0].note, nodes[0].size) == (Note.TRUNCATED, 8)
