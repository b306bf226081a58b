"""The model of the grouped sessions: groups, groups in them, and at last sessions, all as rows of one table."""
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_engine.terms import joined
from netloupe_gui import text
from netloupe_gui.bridge.colouring import Colours
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.models.coloured import with_rule
from netloupe_gui.models.flat_tree import FlatTreeModel
from netloupe_gui.models.grouped import (
    BYTES,
    FINDINGS,
    LABEL,
    PACKETS,
    SESSIONS,
    SPAN,
    START,
    Branch,
    Grouping,
    Ids,
    Leaves,
    Order,
    Piece,
    Shown,
    ids_in,
    ids_of,
    sessions_in,
    trail_of,
)
from netloupe_gui.models.session_columns import SESSION_COLUMNS
from netloupe_gui.models.session_rows import SessionRows
from netloupe_gui.text.marked import T

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

AnyIndex = QModelIndex | QPersistentModelIndex
COLUMNS = (T("Groups", "Group"), T("Groups", "Sessions"), T("Groups", "Packets"), T("Groups", "Bytes"),
           T("Groups", "Findings"), T("Groups", "Start"), T("Groups", "Span"))
_COLUMN = {column.key: column for column in SESSION_COLUMNS}
_DISPLAY, _TOOLTIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)


class _GroupJob(Job):
    """Makes one tree; `result` is it, or why there is none."""

    def __init__(self, call: Callable[[Callable[[], bool]], object]) -> None:
        super().__init__()
        self._call = call

    def work(self) -> object:
        """Ask the engine."""
        try:
            return self._call(self.is_cancelled)
        except CancelledError:
            return None
        except (NetloupeError, ValueError) as error:
            return str(error)


class GroupsModel(FlatTreeModel):
    """Sessions, all or those that the filter left, by one name or several. GUI thread only."""

    working_changed = Signal(bool)
    failed = Signal(str)            # why there are no groups
    rows_changing = Signal()        # before they are
    shown_changed = Signal()        # other rows are there

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Not grouped."""
        super().__init__(parent)
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._sessions: SessionRows | None = None
        self._by: tuple[str, ...] = ()
        self._ids: Ids | None = None
        self._totals: object = None
        self.order = Order()
        self._shown = Shown(None)
        self._job: _GroupJob | None = None
        self._opening: dict[_GroupJob, tuple[Branch, int]] = {}
        self._is_asked_again = False
        self._is_outrun = False         # a group was opened that the job under way does not know of
        self._colours = Colours()

    @property
    def by(self) -> tuple[str, ...]:
        """What sessions are grouped by; nothing: they are not."""
        return self._by

    @property
    def analysis(self) -> "Analysis | None":
        """Whose sessions they are."""
        return self._analysis

    @property
    def is_working(self) -> bool:
        """Whether groups are on their way."""
        return self._job is not None or bool(self._opening)

    @property
    def groups(self) -> int:
        """How many groups of the first name there are."""
        return len(self._shown.top.groups) if self._shown.top is not None else 0

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Show another capture."""
        self._stop()
        self._analysis, self._ids, self._totals = analysis, None, None
        self._sessions = SessionRows(analysis) if analysis is not None else None
        self._show(None)

    def set_by(self, by: tuple[str, ...]) -> None:
        """Group by these names."""
        if by != self._by:
            self._by = by
            self._stop()
            if not by:
                self._show(None)
            self._ask(self._shown.top if self._shown.top is not None and by and by[0] == self._shown.top.name else None)

    def set_ids(self, ids: Ids | None, totals: object) -> None:
        """Of these sessions; None: of all. `totals` of them tell whether anything is new."""
        before = self._ids
        is_same = ids is before or (ids is not None and before is not None and np.array_equal(ids, before))
        if not is_same or totals != self._totals:
            self._ids, self._totals = ids, totals
            self.refresh()

    def refresh(self) -> None:
        """There may be more of them."""
        if self._job is not None or self._opening:
            self._is_asked_again = True
        else:
            self._ask(self._shown.top)

    def set_order(self, order: Order) -> None:
        """Sort by another column."""
        if order == self.order:
            return
        self.order = order
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        top = self._shown.top
        if top is None or self._job is not None:
            self._ask(top)
        else:
            self._start(lambda is_cancelled: self._grouping(is_cancelled).sort(top))

    # opening

    def is_group(self, row: int) -> bool:
        """Whether it is a group, no session."""
        return isinstance(self._shown.at(row)[0].part, Branch)

    def is_open(self, row: int) -> bool:
        """Whether what is in a group is shown below it."""
        piece, place = self._shown.at(row)
        return isinstance(piece.part, Branch) and piece.part.row(place) in piece.part.opened

    def depth(self, row: int) -> int:
        """How many groups are around it."""
        return len(self._shown.at(row)[0].trail)

    def parent_row(self, row: int) -> int:
        """The row of the group around it; -1 if there is none."""
        return self._shown.parent(row)

    def set_open(self, row: int, is_open: bool) -> None:
        """Show what is in a group, or no more."""
        piece, place = self._shown.at(row)
        if not isinstance(piece.part, Branch) or is_open == self.is_open(row):
            return
        branch, group, level = piece.part, piece.part.row(place), len(piece.trail)
        if not is_open:
            del branch.opened[group]
            self._is_outrun = self._job is not None
            self._show(self._shown.top)
            return
        grouping = self._grouping
        job = _GroupJob(lambda is_cancelled: grouping(is_cancelled).below(branch, group, level))
        self._opening[job] = branch, group
        job.ended.connect(self._on_opened)
        self._jobs.start(job)

    def _on_opened(self, job: _GroupJob) -> None:
        branch, group = self._opening.pop(job, (None, 0))
        if job.error is not None:
            raise job.error
        if branch is not None and isinstance(job.result, Branch | Leaves):
            branch.opened[group] = job.result
            self._show(self._shown.top)
        if self._job is not None:
            self._is_outrun = True
        elif self._is_asked_again and not self._opening:
            self._ask(self._shown.top)

    # what a row stands for

    def ids(self, row: int) -> Ids:
        """Its sessions."""
        return ids_of(*self._shown.at(row))

    def ids_of_rows(self, parts: Iterable[tuple[int, int]], most: int) -> Ids | None:
        """The sessions of these rows, first and last of each part; None: there are more than that."""
        pieces = [piece for first, last in parts for piece in self._shown.between(first, last)]
        if sum(map(sessions_in, pieces)) > most:
            return None
        return np.concatenate([np.zeros(0, np.uint32), *map(ids_in, pieces)])

    def raw_rows(self, parts: Iterable[tuple[int, int]]) -> Iterator[tuple[object, ...]]:
        """The label and the exact figures of these rows, which go on to be what they are now."""
        at, columns = self._shown.at, range(1, len(COLUMNS))
        rows = chain.from_iterable(range(first, last + 1) for first, last in parts)
        return ((self._label(*at(row)), *(self._number(*at(row), column) for column in columns))
                for row in rows)

    def conditions(self, row: int) -> tuple[str, ...]:
        """What its sessions have in common, as a filter; then each part of it alone."""
        if self._analysis is None:
            return ()
        piece, place = self._shown.at(row)
        parts = [] if isinstance(piece.part, Branch) \
            else [self._analysis.condition("id", *ids_of(piece, place).tolist())]
        try:
            trail = [self._analysis.condition(branch.name, *branch.groups.values(group))
                     for branch, group in trail_of(piece, place)]
        except NetloupeError:
            return tuple(parts)
        whole = ""
        for condition in trail:
            whole = joined(whole, condition, "and")
        return (*parts, *dict.fromkeys((whole, *reversed(trail))))

    # colours

    def set_colours(self, colours: Colours) -> None:
        """The rules were asked."""
        self._colours = colours
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(COLUMNS) - 1),
                                  [Qt.ItemDataRole.BackgroundRole])

    def ground(self, row: int) -> int:
        """Which of the theme's colours of rules is behind a row, -1 for none; groups have none."""
        piece, place = self._shown.at(row)
        return -1 if isinstance(piece.part, Branch) else self._colours.ground(int(piece.part.ids[place]) - 1)

    def _tip(self, row: int) -> str:
        piece, place = self._shown.at(row)
        rule = None if isinstance(piece.part, Branch) else self._colours.rule(int(piece.part.ids[place]) - 1)
        return text.tip(with_rule(self.label(row), rule))

    # making

    def _grouping(self, is_cancelled: Callable[[], bool]) -> Grouping:
        assert self._analysis is not None
        return Grouping(self._analysis, self._by, self._ids, self.order, is_cancelled)

    def _ask(self, before: Branch | None) -> None:
        if self._analysis is None or not self._by:
            return
        grouping = self._grouping
        self._start(lambda is_cancelled: grouping(is_cancelled).top(before))

    def _start(self, call: Callable[[Callable[[], bool]], object]) -> None:
        if self._job is not None:
            self._jobs.abandon(self._job)
        self._is_asked_again = self._is_outrun = False
        self._job = _GroupJob(call)
        self._job.ended.connect(self._on_ended)
        self._jobs.start(self._job)
        self.working_changed.emit(True)

    def _stop(self) -> None:
        self._is_asked_again = self._is_outrun = False
        for job in (self._job, *self._opening):
            if job is not None:
                self._jobs.abandon(job)
        if self._job is not None:
            self._job = None
            self.working_changed.emit(False)
        self._opening.clear()

    def _on_ended(self, job: _GroupJob) -> None:
        if job is not self._job:
            return
        self._job = None
        self.working_changed.emit(False)
        if job.error is not None:
            raise job.error
        if self._opening or self._is_outrun:        # what was opened meanwhile stays open
            self._is_asked_again = True
        elif isinstance(job.result, Branch):
            self._show(job.result)
        elif isinstance(job.result, str):
            self._show(None)
            self.failed.emit(job.result)
        if self._is_asked_again and not self._opening:
            self._ask(self._shown.top)

    def _show(self, top: Branch | None) -> None:
        self.rows_changing.emit()
        self.beginResetModel()
        self._shown = Shown(top)
        self.endResetModel()
        self.shown_changed.emit()

    # cells

    def number(self, row: int, column: int) -> int:
        """A figure of a row, exactly."""
        return self._number(*self._shown.at(row), column)

    def _number(self, piece: Piece, place: int, column: int) -> int:
        if isinstance(piece.part, Branch):
            return piece.part.cell(place, column)
        if column == SESSIONS or self._sessions is None:
            return 1
        of, cell = int(piece.part.ids[place]) - 1, self._sessions.cell
        if column in (PACKETS, BYTES):
            name = "packets" if column == PACKETS else "bytes"
            return int(cell(f"{name}_up", of) + cell(f"{name}_down", of))
        if column == FINDINGS:
            return int(cell("findings", of))
        return int(cell("start_ns", of) if column == START else cell("end_ns", of) - cell("start_ns", of))

    def share(self, row: int, column: int) -> float:
        """A figure as a part of the greatest one on its level."""
        piece, place = self._shown.at(row)
        if not isinstance(piece.part, Branch) or column not in (SESSIONS, PACKETS, BYTES):
            return 0.0
        most = piece.part.most.get(column, 0)
        return piece.part.cell(place, column) / most if most else 0.0

    def label(self, row: int) -> str:
        """What a group has in common, or which session it is."""
        return self._label(*self._shown.at(row))

    def _label(self, piece: Piece, place: int) -> str:
        if isinstance(piece.part, Branch):
            label = piece.part.groups.labels(piece.part.row(place))[0]
            if label is None:           # in the filter's word, where it has one
                return piece.part.groups.nothing[0] or QCoreApplication.translate("Groups", "none")
            return text.one_line(label if isinstance(label, str) else str(label)) or "“”"
        assert self._sessions is not None
        of = int(piece.part.ids[place]) - 1
        ends = " → ".join(_COLUMN[key].text(self._sessions, of) for key in ("client", "server"))
        return "  ·  ".join(part for part in (f"#{of + 1}", ends, self._sessions.info(of)) if part)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Rows that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Fixed."""
        return 0 if parent.isValid() else len(COLUMNS)

    def text(self, row: int, column: int) -> str:
        """How a cell reads."""
        if column == LABEL:
            return self.label(row)
        value = self.number(row, column)
        if column == START:
            return text.absolute(value, 3)
        if column == FINDINGS and not value:
            return ""
        return {BYTES: text.size, SPAN: text.duration}.get(column, text.count)(value)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """The text of a cell."""
        if role not in (_DISPLAY, _TOOLTIP):
            return None
        if role == _TOOLTIP and index.column() == LABEL:
            return self._tip(index.row())
        return self.text(index.row(), index.column())

    def title(self, column: int) -> str:
        """What a column is called."""
        return QCoreApplication.translate("Groups", COLUMNS[column])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Titles, of the one by which rows are sorted with an arrow."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            arrow = "" if section != self.order.column else " ▾" if self.order.descending else " ▴"
            return self.title(section) + arrow
        if orientation is Qt.Orientation.Horizontal and role == int(Qt.ItemDataRole.TextAlignmentRole):
            return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignLeft if section == LABEL
                                                    else Qt.AlignmentFlag.AlignRight)
        return None
