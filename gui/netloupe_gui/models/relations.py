"""The model of the relations pane: trees of sessions, from what led to them down to what they led to."""
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from netloupe_gui import text
from netloupe_gui.bridge.relations import FoundRelations, nothing
from netloupe_gui.models.flat_tree import FlatTreeModel
from netloupe_gui.text.marked import T

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

AnyIndex = QModelIndex | QPersistentModelIndex
TITLES = (T("Relations", "Session"), T("Relations", "Why"), T("Relations", "Packet"), T("Relations", "Client"),
          T("Relations", "Server"), T("Relations", "Info"))
SESSION, WHY, PACKET, CLIENT, SERVER, INFO = range(len(TITLES))
KINDS = {"named": T("Relations", "named by DNS"), "announced": T("Relations", "announced"),
         "carried": T("Relations", "tunnelled"), "redirected": T("Relations", "redirected"),
         "referred": T("Relations", "referred")}
DEPTH_MAX = 40      # lines that are deeper are indented no further
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole))


class RelationsModel(FlatTreeModel):
    """Lines of trees, all open at first. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.found: FoundRelations = nothing()
        self.analysis: Analysis | None = None
        self._ends: Any = np.zeros(0, np.int64)     # of each line: that behind the last one below it
        self._closed: set[int] = set()              # lines
        self._lines: Any = np.zeros(0, np.int64)    # of each row

    def show(self, found: FoundRelations, analysis: "Analysis | None") -> None:
        """Show these."""
        self.beginResetModel()
        self.found, self.analysis, self._closed = found, analysis, set()
        self._ends = _ends(found.depths)
        self._lines = np.arange(len(found.depths))
        self.endResetModel()

    def session(self, row: int) -> int:
        """The session of a row."""
        return int(self.found.sessions[self._lines[row]])

    def relation(self, row: int) -> int:
        """What makes a row hang from the one above, in `found.relations`; -1: nothing does."""
        return int(self.found.rows[self._lines[row]])

    def packet(self, row: int) -> int:
        """Where that was seen; 0: nowhere."""
        relation, relations = self.relation(row), self.found.relations
        return int(relations.packets[relation]) if relations is not None and relation >= 0 else 0

    def is_around(self, row: int) -> bool:
        """Whether it is the session around which these are."""
        return self.session(row) == self.found.session

    def row_of(self, session: int) -> int:
        """The first row of a session; -1 if there is none."""
        rows = np.flatnonzero(self.found.sessions[self._lines] == session)
        return int(rows[0]) if len(rows) else -1

    # The tree

    def is_group(self, row: int) -> bool:
        """Whether it led to others, which stand here."""
        line = int(self._lines[row])
        return int(self._ends[line]) > line + 1

    def depth(self, row: int) -> int:
        """How far it is from the beginning of its tree."""
        return min(int(self.found.depths[self._lines[row]]), DEPTH_MAX)

    def is_open(self, row: int) -> bool:
        """Whether what it led to is shown."""
        return int(self._lines[row]) not in self._closed

    def parent_row(self, row: int) -> int:
        """The row of what led to it; -1 for the beginning of a tree."""
        depth = self.found.depths[self._lines[row]]
        above = np.flatnonzero(self.found.depths[self._lines[:row]] < depth)
        return int(above[-1]) if len(above) else -1

    def set_open(self, row: int, is_open: bool) -> None:
        """Show what it led to, or no more."""
        if not self.is_group(row) or is_open == self.is_open(row):
            return
        line = int(self._lines[row])
        if is_open:
            self._closed.discard(line)
        else:
            self._closed.add(line)
        shown = np.ones(len(self._ends), np.bool_)
        for closed in self._closed:
            shown[closed + 1:self._ends[closed]] = False
        lines = np.flatnonzero(shown)
        more = len(lines) - len(self._lines)
        if more > 0:
            self.beginInsertRows(QModelIndex(), row + 1, row + more)
            self._lines = lines
            self.endInsertRows()
        elif more < 0:
            self.beginRemoveRows(QModelIndex(), row + 1, row - more)
            self._lines = lines
            self.endRemoveRows()

    # Cells

    def cell(self, row: int, column: int) -> str:
        """What stands there."""
        session, relation, relations = self.session(row), self.relation(row), self.found.relations
        if column == WHY:
            if relations is None or relation < 0:
                return ""
            return f"{_said(KINDS[relations.kind_of(relation)])}: {text.safe(relations.why(relation))}"
        if column == PACKET:
            return text.count(self.packet(row)) if self.packet(row) else ""
        if self.analysis is None:
            return ""
        cell = self.analysis.sessions.cell
        if column == SESSION:
            name = self.analysis.protocol_name(cell("application", session - 1) or cell("protocol", session - 1))
            again = " …" if self.found.is_again[self._lines[row]] else ""
            return f"{text.count(session)}  {name}{again}"
        if column == INFO:
            return text.one_line(self.analysis.session_info(session))
        end = "initiator" if column == CLIENT else "responder"
        return text.endpoint(text.address(cell(end, session - 1), cell("family", session - 1)),
                             cell(f"{end}_port", session - 1))

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Of a column."""
        return _RIGHT if column == PACKET else _LEFT

    # Qt

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:        # noqa: B008  Qt's own way
        """Qt."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:     # noqa: B008  Qt's own way
        """Qt."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _said(TITLES[section])
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt."""
        if int(role) in _TEXTS and index.isValid():
            said = self.cell(index.row(), index.column())
            return text.tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        return None


def _said(source: str) -> str:
    """A text of these tables in the person's language."""
    return QCoreApplication.translate("Relations", source)


def _ends(depths: Any) -> Any:
    """Of each line, which one is behind the last one below it."""
    ends, open_lines = np.full(len(depths), len(depths), np.int64), list[int]()
    for line, depth in enumerate(depths.tolist()):
        while len(open_lines) > depth:
            ends[open_lines.pop()] = line
        open_lines.append(line)
    return ends
