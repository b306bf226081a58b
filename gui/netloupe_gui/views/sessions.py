"""The pane of the sessions table: the table, and a footer with the totals of what it shows."""
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.ids import ids_of
from netloupe_gui.models.asked import grouped_by
from netloupe_gui.models.columns import Rows
from netloupe_gui.models.grouped import Ids
from netloupe_gui.models.groups import GroupsModel
from netloupe_gui.models.session_rows import SessionTotals
from netloupe_gui.models.sessions import SessionsModel
from netloupe_gui.text import count, counted, percent, size
from netloupe_gui.views.groups import GroupsTable
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.hint import Hint
from netloupe_gui.widgets.table import Table


class SessionsView(QWidget):
    """Sessions, linked with the focus: selected sessions, filter and brush. GUI thread only."""

    by_chosen = Signal(object)      # tuple of the names that the person wants to group by

    def __init__(self, model: SessionsModel, groups: GroupsModel, focus: Focus, parent: QWidget | None = None) -> None:
        """Show this model."""
        super().__init__(parent)
        self.setObjectName("sessions")
        self._model = model
        self._focus = focus
        self.table = Table(model, self)
        self.table.setAccessibleName(self.tr("Sessions"))
        self._grouped = groups
        self.groups = GroupsTable(groups, focus, self)
        self._hint = Hint(self.tr("No sessions yet"), self.tr("They appear here as packets are read."), self)
        self._footer = FittingLabel(self)
        self._footer.setContentsMargins(8, 3, 8, 3)
        self._footer.setAccessibleName(self.tr("Totals of the shown sessions"))
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.groups)
        self._stack.addWidget(self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._stack, 1)
        self._strip = QWidget(self)
        self._below = QHBoxLayout(self._strip)
        self._below.setContentsMargins(0, 0, 6, 0)
        self._below.setSpacing(6)
        self._below.addWidget(self._footer, 1)
        layout.addWidget(self._strip)
        self.setFocusProxy(self.table)
        self._totals: SessionTotals | None = None
        self._hidden: Sequence[int] = ()      # what was selected before filter or brush took some of it away
        self._picked: Sequence[int] = ()
        self._is_following = False              # the selection follows the filter, nobody chose it
        self._connect()

    def _connect(self) -> None:
        self.table.rows_picked.connect(self._on_rows_picked)
        self.table.header_asked.connect(self._offer_grouping)
        self.table.columns_changed.connect(self._model.set_searched)
        self._model.totals_changed.connect(self._on_totals_changed)
        self._model.processes_seen.connect(self._on_processes_seen)
        self._model.rowsInserted.connect(self._show_page)
        self._model.modelReset.connect(self._show_page)
        self._model.order_changed.connect(self._on_order_changed)
        self._focus.sessions_selected.connect(self._on_sessions_selected)
        self._focus.filter_changed.connect(self._model.set_filter)
        self._focus.brush_changed.connect(self._model.set_time_brush)
        self._grouped.shown_changed.connect(self._show_totals)

    def set_by(self, by: tuple[str, ...]) -> None:
        """Group by these names; by none: all sessions, one a row."""
        had_focus = self.table.hasFocus() or self.groups.hasFocus()
        self._grouped.set_by(by)
        self._group_shown()
        self._show_page()
        if had_focus:
            self.setFocus()

    def _offer_grouping(self, menu: QMenu, column: str) -> None:
        """At the top of a header's menu: group by its column."""
        name = grouped_by(column)
        if name:
            group = QAction(self.tr("Group by this column"), menu)
            group.setObjectName("group_by_this")
            group.setData((name,))
            group.triggered.connect(self._on_grouping_chosen)
            first = menu.actions()[0]
            menu.insertAction(first, group)
            menu.insertSeparator(first)

    def _on_grouping_chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.by_chosen.emit(tuple(action.data()))

    def _group_shown(self) -> None:
        """Group what filter and brush have left."""
        if self._grouped.by:
            self._grouped.set_ids(self._shown_ids() if self._model.is_filtered else None, self._totals)

    def _shown_ids(self) -> Ids:
        """Ascending, whatever order they are shown in; sorting them would hold the window up."""
        is_shown = np.zeros(self._model.count + 1, np.bool_)
        is_shown[self.shown_rows + np.uint32(1)] = True
        return np.flatnonzero(is_shown).astype(np.uint32)

    def set_compact(self, compact: bool) -> None:
        """Leave the footer out: the window has no room for it, and the filter bar says how many there are."""
        self._strip.setVisible(not compact)

    def set_legend(self, legend: QWidget) -> None:
        """What the colours of rows mean, beside the totals."""
        self._below.addWidget(legend)

    @property
    def shown_rows(self) -> Rows:
        """The rows of the filtered set, in order."""
        return self._model.rows_at(0, self._model.rowCount() - 1)

    def _on_rows_picked(self, rows: Rows, current: int) -> None:
        """The session under the cursor comes first: panes for one session show it."""
        at = int(np.searchsorted(rows, np.uint32(current))) if current >= 0 else len(rows)
        if at < len(rows) and rows[at] == current:
            rows = np.concatenate([rows[at:at + 1], rows[:at], rows[at + 1:]])
        self._picked = ids_of(rows + np.uint32(1))
        self._focus.select_sessions(self._picked)
        self._picked = ()

    def _on_sessions_selected(self, ids: Sequence[int]) -> None:
        rows = np.array(ids, np.uint32) - np.uint32(1) if ids else np.zeros(0, np.uint32)
        if ids and ids is self._picked:     # the table shows it already: to select a million rows again takes a while
            self.table.keep_rows(rows)
        else:
            self.table.select_rows(rows)
        if not self._is_following:
            self._hidden = ()
        self._show_totals()

    def _on_order_changed(self, by_person: bool) -> None:
        """What filter or brush hide is not selected any more, until they show it again."""
        if not by_person:
            return
        wanted = self._hidden or self._focus.sessions
        shown = self._model.shown_of(np.array(wanted, np.int64) - 1)
        left = ids_of(np.array(wanted, np.int64)[shown])
        self._hidden = wanted if len(left) < len(wanted) else ()
        self._is_following = True
        self._focus.select_sessions(left)
        self._is_following = False

    def _on_processes_seen(self, seen: bool) -> None:
        """The column of programs is there when any is known."""
        self.table.show_column("process", seen)

    def _on_totals_changed(self, totals: SessionTotals | None) -> None:
        self._totals = totals
        self._group_shown()
        self._show_totals()
        self._show_page()

    def _show_totals(self) -> None:
        totals = self._totals
        if totals is None:
            self._footer.clear()
            return
        packets = counted(totals.packets, self.tr("{n} packet"), self.tr("{n} packets"))
        if totals.sessions == totals.sessions_all:
            parts = [counted(totals.sessions, self.tr("{n} session"), self.tr("{n} sessions")), packets,
                     size(totals.bytes)]
        else:
            parts = [self.tr("Shown: {sessions} of {all} sessions").format(
                        sessions=count(totals.sessions), all=count(totals.sessions_all)),
                     f"{packets} ({percent(totals.packets, totals.packets_all) or '0 %'})",
                     f"{size(totals.bytes)} ({percent(totals.bytes, totals.bytes_all) or '0 %'})"]
        if totals.packets_alone:
            parts.append(counted(totals.packets_alone, self.tr("{n} packet belongs to no session"),
                                 self.tr("{n} packets belong to no session")))
        if self._grouped.by:
            parts.append(counted(self._grouped.groups, self.tr("{n} group"), self.tr("{n} groups")))
        selected = len(self._focus.sessions)
        if selected > 1:
            parts.append(self.tr("{sessions} selected").format(sessions=count(selected)))
        self._footer.setText("  ·  ".join(parts))

    def _show_page(self) -> None:
        is_empty = not self._model.rowCount()
        if is_empty and self._model.is_filtered and not self._model.is_arranging:
            self._hint.set_text(self.tr("No session matches"), self.tr("Clear the filter or the brush with Esc."))
        elif is_empty and not self._model.is_growing:
            self._hint.set_text(self.tr("No sessions"), self.tr("The capture has no packets that belong to one."))
        elif is_empty:
            self._hint.set_text(self.tr("No sessions yet"), self.tr("They appear here as packets are read."))
        shows_hint = is_empty and not self._model.is_arranging
        self._stack.setCurrentWidget(self._hint if shows_hint else self.groups if self._grouped.by else self.table)
        self.setFocusProxy(self.groups if self._grouped.by else self.table)
