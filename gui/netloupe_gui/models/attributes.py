"""The attribute tree as an item model: nodes in, lines out. Lines are made when a branch is opened. GUI thread only.

A root that is the same object as before keeps its lines: a session costs nothing from packet to packet.
"""
import html
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics

from netloupe_engine.model import Node, Note
from netloupe_gui.models.nodes import (
    NODES_MAX,
    Fact,
    child_path,
    children_of,
    has_children,
    range_of,
    shades,
    walk,
)
from netloupe_gui.text import count, one_line, safe, size_exact
from netloupe_gui.theme.glyphs import glyph_icon, state_glyph
from netloupe_gui.theme.tokens import LIGHT, Theme

NAME, VALUE = 0, 1
WARNING_GLYPH = "⚠"

AnyIndex = QModelIndex | QPersistentModelIndex


class _Line:
    """One line that was asked for; `children` is None until its branch is opened."""

    __slots__ = ("children", "node", "parent", "path", "root", "row")

    def __init__(self, node: Node, parent: int, root: int, row: int, path: str) -> None:
        self.node = node
        self.parent = parent            # number of its parent's line, -1 for a root
        self.root = root                # number of the root it hangs from
        self.row = row
        self.path = path
        self.children: list[int] | None = None


class AttributeModel(QAbstractItemModel):
    """Lines "name, value" of any forest of nodes, with a text filter and a "what changed" filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._nodes: tuple[Node, ...] = ()
        self._lines: dict[int, _Line] = {}
        self._next = 0                  # number of the next line; none is used twice
        self._by_path: dict[str, int] = {}
        self._roots: list[int] = []
        self._filter = ""
        self._changed_only = False
        self._before: tuple[Node, ...] | None = None
        self._shown: set[int] | None = None         # id() of the nodes the filters let through; None: all
        self._shades: dict[str, int] = {}
        self._theme = LIGHT
        self._note_texts = {
            Note.TRUNCATED: self.tr("the capture kept too few bytes of this packet"),
            Note.BAD_LENGTH: self.tr("a length does not fit the bytes that are there"),
            Note.BAD_VALUE: self.tr("a value that the specification does not allow"),
            Note.BAD_OPTION: self.tr("an option that cannot be read"),
            Note.BAD_POINTER: self.tr("a pointer that leads nowhere, or in circles"),
            Note.DEPTH_LIMIT: self.tr("nested deeper than Netloupe follows"),
            Note.ATTRIBUTE_LIMIT: self.tr("more attributes than Netloupe shows of one packet"),
            Note.UNSUPPORTED_LINK: self.tr("a link type Netloupe does not know"),
            Note.FRAGMENT_LIMIT: self.tr("too many fragments were waiting; this datagram is incomplete"),
            Note.FRAGMENT_OVERLAP: self.tr("fragments overlap"),
            Note.BUFFER_LIMIT: self.tr("too many bytes were waiting; a part was let go"),
        }

    # What is shown

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The forest, filters aside."""
        return self._nodes

    @property
    def line_count(self) -> int:
        """Lines made so far."""
        return len(self._lines)

    def set_nodes(self, nodes: tuple[Node, ...], before: tuple[Node, ...] | None = None) -> None:
        """Show another forest. `before`: the one to compare with for "only changed"; None: all is new."""
        kept = 0
        if not (self._filter or self._changed_only):
            while kept < min(len(nodes), len(self._nodes)) and nodes[kept] is self._nodes[kept]:
                kept += 1
        self._before = before
        self._shades = shades(nodes)
        if not kept:
            self.beginResetModel()
            self._nodes = nodes
            self._rebuild()
            self.endResetModel()
            return
        self._drop_roots(kept)
        self._nodes = nodes
        if kept < len(nodes):
            self.beginInsertRows(QModelIndex(), kept, len(nodes) - 1)
            self._roots = self._make(-1, "", nodes, kept)
            self.endInsertRows()

    def _drop_roots(self, kept: int) -> None:
        """Take the roots behind the first few away, with all their lines."""
        if kept < len(self._roots):
            self.beginRemoveRows(QModelIndex(), kept, len(self._roots) - 1)
            gone = set(self._roots[kept:])
            del self._roots[kept:]
            for number in [number for number, line in self._lines.items() if line.root in gone]:
                del self._by_path[self._lines.pop(number).path]
            self.endRemoveRows()

    def set_filter(self, text: str) -> None:
        """Show only lines whose name or value contains the text, with what they hang from."""
        text = text.strip().casefold()
        if text != self._filter:
            self.beginResetModel()
            self._filter = text
            self._rebuild()
            self.endResetModel()

    def set_changed_only(self, on: bool) -> None:
        """Show only lines whose value differs from the forest shown before."""
        if on != self._changed_only:
            self.beginResetModel()
            self._changed_only = on
            self._rebuild()
            self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Colours for marks; takes effect with the next painting."""
        self._theme = theme

    def is_filtered(self) -> bool:
        """Whether lines are held back."""
        return self._shown is not None

    # From lines to nodes and back

    def node(self, index: AnyIndex) -> Node | None:
        """The node of a line."""
        return self._lines[index.internalId()].node if index.isValid() else None

    def path(self, index: AnyIndex) -> str:
        """The path of a line, "" for none."""
        return self._lines[index.internalId()].path if index.isValid() else ""

    def index_of(self, path: str) -> QModelIndex:
        """The line at a path, opening branches on the way; invalid when it is filtered away or not there."""
        if not path:
            return QModelIndex()
        number = self._by_path.get(path)
        if number is None:
            above = self.index_of(path.rpartition("/")[0])
            if above.isValid():
                self._children(above.internalId())
            number = self._by_path.get(path)
        return QModelIndex() if number is None else self.createIndex(self._lines[number].row, NAME, number)

    def subtree_text(self, index: AnyIndex) -> str:
        """The line and all below it as indented text."""
        node = self.node(index)
        if node is None:
            return ""
        return "\n".join(
            "  " * path.count("/") + self._plain(each) for path, each in walk((node,)))

    def value_text(self, node: Node) -> str:
        """The value with its unit, as one copies it."""
        return f"{safe(node.text)} {node.unit}".strip() if node.text else ""

    def note_text(self, note: Note) -> str:
        """What a note means, one sentence."""
        return self._note_texts.get(note, note.key.replace("_", " "))

    def _plain(self, node: Node) -> str:
        value = self.value_text(node)
        text = f"{safe(node.title)}: {value}" if value else safe(node.title)
        return f"{text} [{WARNING_GLYPH} {self.note_text(node.note)}]" if node.note else text

    # Filters

    def _rebuild(self) -> None:
        self._lines.clear()
        self._by_path.clear()
        self._roots = []
        self._shown = self._select()
        self._roots = self._make(-1, "", self._nodes)

    def _select(self) -> set[int] | None:
        if not self._filter and not (self._changed_only and self._before is not None):
            return None
        shown: set[int] = set()
        before = self._texts_before()
        same = {id(node) for node in self._before or ()}        # roots that have not changed at all
        trail: list[tuple[str, Node, bool]] = []        # the ancestors of the node at hand, and whether they matched
        for path, node in walk(node for node in self._nodes if before is None or id(node) not in same):
            while trail and not path.startswith(trail[-1][0] + "/"):
                trail.pop()
            matches = self._matches(node) or bool(trail and trail[-1][2])
            if matches and (before is None or before.get(path) != node.text):
                shown.add(id(node))
                shown.update(id(above) for _path, above, _matched in trail)
            trail.append((path, node, matches))
        return shown

    def _matches(self, node: Node) -> bool:
        wanted = self._filter
        return not wanted or wanted in node.name.casefold() or wanted in node.title.casefold() \
            or wanted in node.text.casefold()

    def _texts_before(self) -> dict[str, str] | None:
        """What to compare with, by path; None: nothing is compared."""
        if not self._changed_only or self._before is None:
            return None
        same = {id(node) for node in self._nodes}
        return {path: node.text for path, node in walk(node for node in self._before if id(node) not in same)}

    # Lines

    def _make(self, parent: int, path: str, nodes: tuple[Node, ...], kept: int = 0) -> list[int]:
        """Make the lines of one branch; of the roots the first few may be there."""
        made = self._roots[:kept]
        root = self._lines[parent].root if parent >= 0 else -1
        earlier: dict[str, int] = {}
        for at, node in enumerate(nodes):
            place = child_path(path, node.name, earlier)
            if at < kept or (self._shown is not None and id(node) not in self._shown):
                continue
            if len(self._lines) >= NODES_MAX:
                break
            number, self._next = self._next, self._next + 1
            self._lines[number] = _Line(node, parent, number if root < 0 else root, len(made), place)
            self._by_path[place] = number
            made.append(number)
        return made

    def _children(self, number: int) -> list[int]:
        line = self._lines[number]
        if line.children is None:
            line.children = self._make(number, line.path, children_of(line.node))
        return line.children

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Qt: the index of a child."""
        numbers = self._children(parent.internalId()) if parent.isValid() else self._roots
        if 0 <= row < len(numbers) and column in (NAME, VALUE):
            return self.createIndex(row, column, numbers[row])
        return QModelIndex()

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        """Qt: the index above."""
        above = self._lines[index.internalId()].parent if index.isValid() else -1
        return QModelIndex() if above < 0 else self.createIndex(self._lines[above].row, NAME, above)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: number of children."""
        if not parent.isValid():
            return len(self._roots)
        return 0 if parent.column() else len(self._children(parent.internalId()))

    def hasChildren(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008
        """Qt: whether a branch can be opened; does not make its lines."""
        if not parent.isValid():
            return bool(self._roots)
        node = self._lines[parent.internalId()].node
        if parent.column() or not has_children(node):
            return False
        return self._shown is None or any(id(child) in self._shown for child in children_of(node))

    def columnCount(self, _parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: name and value."""
        return 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the column titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.tr("Name") if section == NAME else self.tr("Value")
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: text, colours and explanation of a cell."""
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(node.title or node.name) if index.column() == NAME else self._value(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explanation(node)
        if role == Qt.ItemDataRole.ForegroundRole and node.note:
            return QColor(self._theme.error)
        if role == Qt.ItemDataRole.BackgroundRole and node.kind == "layer" and node.name in self._shades:
            colours = self._theme.layers
            return QColor(colours[self._shades[node.name] % len(colours)])
        if role == Qt.ItemDataRole.FontRole and node.kind == "layer" and index.column() == NAME:
            bold = QFont()              # of the application's present size
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.DecorationRole and index.column() == VALUE and isinstance(node, Fact) \
                and 0 <= node.state < len(self._theme.states):
            side = QFontMetrics(QFont()).ascent()
            return glyph_icon(state_glyph(node.state), self._theme.states[node.state], side, 2.0)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._plain(node) if index.column() == NAME else self._value(node)
        return None

    def _value(self, node: Node) -> str:
        value = one_line(node.text, 400)
        if node.unit and value:
            value = f"{value} {node.unit}"
        if node.note:
            value = f"{WARNING_GLYPH} {value + ' – ' if value else ''}{self.note_text(node.note)}"
        return value

    def _explanation(self, node: Node) -> str:
        """Plain text, told to Qt as HTML that means exactly that: tooltips guess otherwise."""
        parts = [one_line(node.name)]
        if node.says:
            parts.append(one_line(node.says, 400))
        if len(node.text) > 40:
            parts.append(one_line(node.text, 1000))
        where = range_of(node)
        if where is not None:
            places = (self.tr("bytes of the packet"), self.tr("reassembled bytes"), self.tr("bytes made of them"))
            place = places[min(where.buffer, 2)]
            parts.append(self.tr("{size} at {at} of the {place}").format(
                size=size_exact(where.size), at=count(where.at), place=place))
        if node.note:
            parts.append(f"{WARNING_GLYPH} {self.note_text(node.note)}")
        return "<qt>" + "<br>".join(html.escape(part) for part in parts) + "</qt>"
