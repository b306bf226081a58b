"""The model of the findings pane: groups that open to their findings, all as rows of one table, none an object."""
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from netloupe_engine.model import Severity
from netloupe_gui import text
from netloupe_gui.bridge.findings import FindingGroup, FoundFindings
from netloupe_gui.models.flat_tree import FlatTreeModel
from netloupe_gui.models.session_rows import SessionRows
from netloupe_gui.text.marked import T, translated

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

AnyIndex = QModelIndex | QPersistentModelIndex
TITLES = (T("Findings", "Finding"), T("Findings", "Findings"), T("Findings", "Time"), T("Findings", "Packet"),
          T("Findings", "Session"), T("Findings", "Client"), T("Findings", "Server"))
FINDING, COUNT, TIME, PACKET, SESSION, CLIENT, SERVER = range(len(TITLES))
SEVERITIES = {Severity.NOTE: T("Findings", "Note"), Severity.WARNING: T("Findings", "Warning"),
              Severity.ERROR: T("Findings", "Error")}
OPENED_MAX = 60             # findings that are shown at once, without a group having been opened
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Seen = tuple[frozenset[str], frozenset[tuple[str, int, int]]]       # kinds; single ones: kind, packet, session
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole))


class FindingsModel(FlatTreeModel):
    """Groups, and findings in those that are open. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.found: FoundFindings | None = None     # what is shown of `whole`
        self.whole: FoundFindings | None = None
        self._seen: Seen = frozenset(), frozenset()
        self._shows_seen = False
        self._is_seen = np.zeros(0, np.bool_)       # of each finding of the table
        self._opened: set[str] = set()
        self._is_new = True             # nobody has opened or closed a group yet
        self._groups = np.zeros(0, np.int64)        # of each row
        self._findings = np.zeros(0, np.int64)      # of each row; -1: it is the group's own
        self._rows: SessionRows | None = None       # who knows names, while they are shown

    def forget(self) -> None:
        """Another capture: what was open means nothing."""
        self._opened, self._is_new = set(), True
        self.show(None)

    def show(self, found: FoundFindings | None) -> None:
        """Show these."""
        self.whole = found
        self._is_seen = _seen(found, self._seen)
        if found is not None and not self._shows_seen and self._is_seen.any():
            left = ((group, group.rows[~self._is_seen[group.rows]]) for group in found.groups)
            found = replace(found, groups=tuple(replace(group, rows=rows) for group, rows in left if len(rows)))
        if found is not None and self._is_new:
            self._opened = {group.name for group in found.groups} if len(found.table) <= OPENED_MAX else set()
        self.beginResetModel()
        self.found = found
        self._lay()
        self.endResetModel()

    def set_seen(self, seen: Seen, shows: bool) -> None:
        """Which kinds and single findings are acknowledged, and whether they are shown all the same."""
        self._seen, self._shows_seen = seen, shows
        self.show(self.whole)

    @property
    def seen_count(self) -> int:
        """How many findings are acknowledged."""
        return int(self._is_seen.sum())

    def is_seen(self, row: int) -> bool:
        """Whether a finding is acknowledged; of a group, whether all in it are."""
        at = self.finding(row)
        return bool(self._is_seen[at] if at >= 0 else self._is_seen[self.group(row).rows].all())

    def _lay(self) -> None:
        groups = self.found.groups if self.found is not None else ()
        places, findings = [], []
        for at, group in enumerate(groups):
            rows = group.rows if group.name in self._opened else group.rows[:0]
            places.append(np.full(len(rows) + 1, at, np.int64))
            findings.append(np.concatenate([np.array([-1]), rows]))
        self._groups = np.concatenate(places) if places else np.zeros(0, np.int64)
        self._findings = np.concatenate(findings) if findings else np.zeros(0, np.int64)

    def group(self, row: int) -> FindingGroup:
        """The group of a row."""
        assert self.found is not None
        return self.found.groups[int(self._groups[row])]

    def finding(self, row: int) -> int:
        """Which finding of the table it is; -1: it is a group."""
        return int(self._findings[row])

    def is_group(self, row: int) -> bool:
        """Whether it is a group."""
        return self.finding(row) < 0

    def depth(self, row: int) -> int:
        """Findings are in one group each."""
        return 0 if self.is_group(row) else 1

    def is_open(self, row: int) -> bool:
        """Whether the findings of the group are shown."""
        return self.group(row).name in self._opened

    def parent_row(self, row: int) -> int:
        """The row of its group; -1 for a group."""
        return -1 if self.is_group(row) else self._head(row)

    def _head(self, row: int) -> int:
        """The row of the group that a row is of."""
        return int(np.searchsorted(self._groups, self._groups[row]))

    def set_open(self, row: int, is_open: bool) -> None:
        """Show the findings of a row's group, or no more."""
        if is_open == self.is_open(row):
            return
        self._is_new = False
        head, group = self._head(row), self.group(row)
        first, last = head + 1, head + len(group.rows)
        if is_open:
            self.beginInsertRows(QModelIndex(), first, last)
            self._opened.add(group.name)
            self._lay()
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), first, last)
            self._opened.discard(group.name)
            self._lay()
            self.endRemoveRows()

    def has(self, severity: Severity) -> bool:
        """Whether any group that is shown has such findings."""
        return self._first(severity) is not None

    def open_first(self, severity: Severity) -> int:
        """The row of the first group of this severity. Where the groups are of several, as hosts are, that of the first
        such finding, whose group is opened; -1: there are none."""
        first = self._first(severity)
        if first is None or self.found is None:
            return -1
        number, within = first
        head = int(np.searchsorted(self._groups, number))
        if self.found.groups[number].severity == severity:
            return head
        self.set_open(head, True)
        return head + 1 + within

    def _first(self, severity: Severity) -> tuple[int, int] | None:
        """Number of a group, and which of its findings: of the first of this severity, else of any that has it."""
        if self.found is None:
            return None
        severities, groups = self.found.table.severity, self.found.groups
        for number in sorted(range(len(groups)), key=lambda number: groups[number].severity != severity):
            mine = severities[groups[number].rows] == severity
            if mine.any():
                return number, int(mine.argmax())
        return None

    def place(self, row: int) -> tuple[str, str, int, int]:
        """What a row is whatever else there is: its group, and of a finding kind, packet and session."""
        assert self.found is not None
        at, table = self.finding(row), self.found.table
        if at < 0:
            return self.group(row).name, "", 0, 0
        return (self.group(row).name, table.kinds[table.kind[at]].key, int(table.packet[at]), int(table.session[at]))

    def row_of(self, place: tuple[str, str, int, int]) -> int:
        """Where it is now; its group's row where it is not shown, -1 where that is not there."""
        if self.found is None:
            return -1
        name, kind, packet, session = place
        number = next((at for at, group in enumerate(self.found.groups) if group.name == name), -1)
        if number < 0:
            return -1
        head = int(np.searchsorted(self._groups, number))
        if kind and self.is_open(head):
            table, rows = self.found.table, self.found.groups[number].rows
            key = next((at for at, one in enumerate(table.kinds) if one.key == kind), -1)
            hits = np.flatnonzero((table.packet[rows] == packet) & (table.session[rows] == session)
                                  & (table.kind[rows] == key))
            if len(hits):
                return head + 1 + int(hits[0])
        return head

    def severity(self, row: int) -> Severity:
        """Of a group the greatest."""
        assert self.found is not None
        at, table = self.finding(row), self.found.table
        return self.group(row).severity if at < 0 else table.kinds[table.kind[at]].severity

    def kind(self, row: int) -> str:
        """The kind of a finding, or of a group's; "" for a host."""
        assert self.found is not None
        at, table = self.finding(row), self.found.table
        if at >= 0:
            return str(table.kinds[table.kind[at]].key)
        return self.group(row).name if self.found.by == "kind" else ""

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Qt: how many."""
        return 0 if parent is not None and parent.isValid() else len(self._groups)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Qt: how many."""
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(TITLES[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return None

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Where the text of a cell stands."""
        return _RIGHT if COUNT <= column <= SESSION else _LEFT

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        return self.cell(index.row(), index.column()) if int(role) in _TEXTS else None

    def show_names(self, analysis: "Analysis | None", shown: bool) -> None:
        """Names in place of addresses, where they are known; or others than before."""
        self._rows = SessionRows(analysis) if analysis is not None and shown else None
        if self.rowCount():
            self.dataChanged.emit(self.index(0, CLIENT), self.index(self.rowCount() - 1, SERVER))

    def _called(self, end: str, session: int) -> str:
        return self._rows.end(f"{end}.name", session - 1) if self._rows is not None and session else ""

    def cell(self, row: int, column: int) -> str:
        """What a cell says."""
        assert self.found is not None
        at, table, group = self.finding(row), self.found.table, self.group(row)
        if column == FINDING:
            word = self.tr(SEVERITIES[self.severity(row)])
            if at < 0:
                says = next((translated(one.text) for one in table.kinds if one.key == self.kind(row)), "")
                return text.one_line(" · ".join(filter(None, (word, group.name, says))))
            return text.one_line(" · ".join(filter(None, (
                word, self.kind(row) if self.found.by == "host" else "", translated(table.texts[table.text[at]])))))
        if column == COUNT:
            return text.count(len(group.rows)) if at < 0 else ""
        if at < 0:
            return ""
        if column in (CLIENT, SERVER):
            called = self._called("client" if column == CLIENT else "server", int(table.session[at]))
            return called or str(table.hosts[(table.client if column == CLIENT else table.server)[at]])
        packet, session = int(table.packet[at]), int(table.session[at])
        if column == TIME:
            return text.clock(int(table.time_ns[at]), 6) if packet else ""
        number = packet if column == PACKET else session
        return str(number) if number else ""


def _seen(found: FoundFindings | None, seen: Seen) -> Any:
    """Which findings of the table are acknowledged."""
    if found is None:
        return np.zeros(0, np.bool_)
    table, (kinds, singles) = found.table, seen
    numbers = {kind.key: at for at, kind in enumerate(table.kinds)}
    mask = np.isin(table.kind, [at for key, at in numbers.items() if key in kinds])
    packed = table.packet.astype(np.uint64) << np.uint64(32) | table.session
    for key in {one[0] for one in singles} & set(numbers):
        mine = np.array([packet << 32 | session for kind, packet, session in singles if kind == key], np.uint64)
        mask |= (table.kind == numbers[key]) & np.isin(packed, mine)
    return mask
