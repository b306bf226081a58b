"""Questions one asks of a packet's attribute tree (`model.Node`): where is which line, and what covers these bytes."""
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from netloupe_engine.model import Node
from netloupe_gui.bridge.focus import ByteRange

NODES_MAX = 20_000      # lines looked at in one tree; a packet that has more is cut there


class Branch:
    """Children that are made when somebody first looks at them: a branch may have thousands. GUI thread only."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[Node, ...]]) -> None:
        """`make` makes them, at least one."""
        self._make = make
        self._made: tuple[Node, ...] | None = None

    def nodes(self) -> tuple[Node, ...]:
        """The children."""
        if self._made is None:
            self._made = self._make()
        return self._made


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """A node that may point to the packet it was learnt from, and whose children may come later."""

    packet: int = 0
    state: int = -1             # of the session, where the line is about one: it has a picture
    branch: Branch | None = None


def children_of(node: Node) -> tuple[Node, ...]:
    """What hangs from a node."""
    return node.branch.nodes() if isinstance(node, Fact) and node.branch is not None else node.children


def has_children(node: Node) -> bool:
    """Whether something hangs from a node; makes nothing."""
    return bool(node.children) or (isinstance(node, Fact) and node.branch is not None)


def child_path(parent: str, name: str, earlier: dict[str, int]) -> str:
    """The path of a child: names joined by "/", the second of the same name among its siblings as "name#1".

    `earlier` counts the siblings seen so far and is updated.
    """
    nth = earlier.get(name, 0)
    earlier[name] = nth + 1
    part = f"{name}#{nth}" if nth else name
    return f"{parent}/{part}" if parent else part


def walk(nodes: Iterable[Node], count_max: int = NODES_MAX) -> Iterator[tuple[str, Node]]:
    """Every node with its path, parents before children, up to a number of nodes."""
    stack: list[tuple[str, Iterator[Node], dict[str, int]]] = [("", iter(nodes), {})]
    left = count_max
    while stack and left > 0:
        parent, siblings, earlier = stack[-1]
        node = next(siblings, None)
        if node is None:
            stack.pop()
            continue
        left -= 1
        path = child_path(parent, node.name, earlier)
        yield path, node
        if has_children(node):
            stack.append((path, iter(children_of(node)), {}))


def shades(nodes: Iterable[Node]) -> dict[str, int]:
    """Which of the theme's layer colours each layer of a packet has, by name; the tree and the bytes agree by this.

    `frame`, the whole of it, has none. A layer that occurs again (a tunnel) keeps its colour.
    """
    found: dict[str, int] = {}
    for node in nodes:
        if node.kind == "layer" and node.name not in ("frame", "session"):
            found.setdefault(node.name, len(found))
    return found


def range_of(node: Node) -> ByteRange | None:
    """The bytes the node was read from; None when they are not in this packet."""
    return ByteRange(node.at, node.size, node.buffer) if node.at >= 0 and node.size > 0 else None


def covering(nodes: Iterable[Node], wanted: ByteRange) -> str:
    """Path of the most specific node whose bytes hold all of `wanted`, "" if none does.

    That is the smallest one, and the deepest of equals; but where several children divide the very same bytes between
    them (bits of a flags field), their parent speaks for them.
    """
    best_path, best_size, best_depth = "", -1, -1
    sharing: set[str] = set()
    for path, node in walk(nodes):
        if node.buffer != wanted.buffer or node.size <= 0 or node.at < 0:
            continue
        if node.at > wanted.at or node.at + node.size < wanted.at + wanted.size:
            continue
        depth = path.count("/")
        if best_size < 0 or node.size < best_size or (node.size == best_size and depth > best_depth):
            if node.size != best_size:
                sharing.clear()
            best_path, best_size, best_depth = path, node.size, depth
        if node.size == best_size:
            sharing.add(path)
    parent = best_path.rpartition("/")[0]
    rivals = sum(path.rpartition("/")[0] == parent for path in sharing)
    return parent if parent in sharing and rivals > 1 else best_path
