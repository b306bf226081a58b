"""The findings pane: what deserves a look, in groups, with what it means; selecting one goes to its packet."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.analysis import explanation
from netloupe_engine.errors import NetloupeError
from netloupe_engine.model import Severity
from netloupe_gui.bridge.acknowledged import Acknowledged
from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.findings import FindingsSource, FoundFindings
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.why import Question, WhySource
from netloupe_gui.models.findings import CLIENT, COUNT, FINDING, PACKET, SERVER, SESSION, TIME, FindingsModel
from netloupe_gui.text import count, counted, dates_and_zone, safe
from netloupe_gui.text.marked import translated
from netloupe_gui.theme.glyphs import SEVERITY_GLYPHS, draw_glyph, severity_colour
from netloupe_gui.widgets.about import About
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.flat_tree import SIDES, FlatTree
from netloupe_gui.widgets.hint import Hint
from netloupe_gui.widgets.toggle import Toggle

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

WIDTHS = {COUNT: 9, TIME: 17, PACKET: 9, SESSION: 9, CLIENT: 16, SERVER: 16}      # digits


class FindingsTable(FlatTree):
    """Groups of findings. GUI thread only."""

    seen_asked = Signal()       # the person acknowledges the current row, or takes that back

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        """Show this model."""
        super().__init__(model, WIDTHS, parent)
        self._model = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)

    def draw(self, painter: QPainter, room: QRect, row: int, column: int, is_selected: bool) -> None:
        """A cell; in the first column severity is a picture before its word."""
        theme, model = self.theme, self._model
        if is_selected:
            painter.fillRect(room, QColor(theme.selection))
        colour = QColor(theme.selection_text if is_selected else theme.muted if model.is_seen(row) else theme.text)
        font = QFont(self.font())
        font.setBold(column == FINDING and model.is_group(row))
        metrics = QFontMetrics(font)
        room.adjust(SIDES, 0, -SIDES, 0)
        if column == FINDING:
            severity = model.severity(row)
            tint = theme.selection_text if is_selected else severity_colour(severity, theme)
            room, side = self.indented(painter, room, row, colour), metrics.ascent()
            draw_glyph(painter, room.left(), room.center().y() + 0.5, side, SEVERITY_GLYPHS[severity], tint)
            room.setLeft(room.left() + side + SIDES)
        painter.setPen(colour)
        painter.setFont(font)
        text = metrics.elidedText(model.cell(row, column), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(model.alignment(column)), text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: A and Del acknowledge; Home and End are the ends."""
        key, rows = event.key(), self._model.rowCount()
        if key in (Qt.Key.Key_A, Qt.Key.Key_Delete) and self.currentIndex().isValid() and not event.modifiers():
            self.seen_asked.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and rows:
            self.selectRow(0 if key == Qt.Key.Key_Home else rows - 1)
        else:
            super().keyPressEvent(event)


class FindingsView(QWidget):
    """The pane. GUI thread only."""

    def __init__(self, focus: Focus, source: FindingsSource, asking: Asking, seen: Acknowledged,
                 parent: QWidget | None = None) -> None:
        """Shows what `source` reads; writes selected session and packet of `focus`."""
        super().__init__(parent)
        self.setObjectName("findings")
        self._focus, self._source, self._asking, self._seen = focus, source, asking, seen
        self.model = FindingsModel(self)
        self._is_showing = self._shows_names = False
        self._why: QAction | None = None
        self._wanted: Severity | None = None        # what the person wants to see, once it is read
        self._build()
        self.by.activated.connect(self._on_by)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.clicked.connect(self._on_current)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.seen_asked.connect(self._on_seen_asked)
        self.shows_seen.toggled.connect(self._on_seen)
        seen.changed.connect(self._on_seen)
        source.answered.connect(self._on_answered)
        self.model.set_seen((seen.kinds, seen.singles), False)
        self._show_page()

    # For the window

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Another capture is shown: the source tells of it."""
        self.model.forget()
        self.model.show_names(analysis, self._shows_names)
        self._show_page()

    def refresh(self) -> None:
        """The capture has grown: the source asks by itself."""

    def show_names(self, shown: bool) -> None:
        """Names in place of addresses, or others than before."""
        self._shows_names = shown
        self.model.show_names(self._source.analysis, shown)

    def show_severity(self, severity: Severity) -> None:
        """Go to the first of these findings, once they are read; those that are acknowledged are shown where there are
        no others."""
        self._wanted = severity
        if self.model.found is not None:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if not self.model.has(wanted) and self.model.seen_count:
            self.shows_seen.setChecked(True)
        row = self.model.open_first(wanted)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, FINDING), QAbstractItemView.ScrollHint.PositionAtTop)
            self.table.setFocus()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (self.by, self.shows_seen, self.table)

    # Widgets

    def _build(self) -> None:
        self.by = QComboBox(self)
        self.by.setAccessibleName(self.tr("What findings are grouped by"))
        self.by.addItem(self.tr("By kind"), "kind")
        self.by.addItem(self.tr("By host"), "host")
        self.shows_seen = Toggle(self.tr("Show acknowledged"),
                                 self.tr("Also show what was acknowledged (A or Del in the list)"), self)
        self.summary = FittingLabel(self)
        self.summary.setAccessibleName(self.tr("How many findings there are"))
        self.table = FindingsTable(self.model, self)
        self.table.setAccessibleName(self.tr("Findings"))
        self.meaning = About(self.tr("What it means"), self)
        self._hint = Hint("", "", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self.table)
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 3, 6, 3)
        bar.setSpacing(8)
        bar.addWidget(self.by)
        bar.addWidget(self.shows_seen)
        bar.addWidget(self.summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.meaning)
        self.setFocusProxy(self.table)

    # What is shown

    def _on_answered(self, found: FoundFindings | None) -> None:
        table = self.table
        row = table.currentIndex().row()
        place = self.model.place(row) if row >= 0 else None
        top = table.verticalScrollBar().value()
        self._is_showing = True
        self.model.show(found)
        if place is not None and (now := self.model.row_of(place)) >= 0:
            table.selectRow(now)
        table.executeDelayedItemsLayout()
        table.verticalScrollBar().setValue(top)
        self._is_showing = False
        self._show_page()
        if found is not None:
            self._go_to_wanted()

    def _show_page(self) -> None:
        found = self.model.found
        if self._source.analysis is None:
            self._hint.set_text(self.tr("No capture open"), self.tr("Open a capture file to see what deserves a look."))
        elif found is None:
            self._hint.set_text(self.tr("Reading findings"), self.tr("They are here in a moment."))
        elif self.model.seen_count and not self.shows_seen.isChecked():
            self._hint.set_text(self.tr("Nothing more to see"), self.tr(
                "All findings here are acknowledged: Show acknowledged has them."))
        else:
            self._hint.set_text(self.tr("No findings"), self.tr(
                "Nothing here deserves a look, or filter and brush leave none."))
        has_rows, had_rows = self.model.rowCount() > 0, self._pages.currentIndex() == 1
        self._pages.setCurrentIndex(1 if has_rows else 0)
        self.setFocusProxy(self.table if has_rows else self.by)
        if has_rows and not had_rows and self.by.hasFocus():    # it has the keyboard for want of rows
            self.table.setFocus()
        self.meaning.setVisible(has_rows)
        parts = []
        if found is not None and has_rows:
            severities = found.table.severity
            for severity, one, many in ((Severity.ERROR, self.tr("{n} error"), self.tr("{n} errors")),
                                        (Severity.WARNING, self.tr("{n} warning"), self.tr("{n} warnings")),
                                        (Severity.NOTE, self.tr("{n} note"), self.tr("{n} notes"))):
                if number := int((severities == severity).sum()):
                    parts.append(counted(number, one, many))
            if seen := self.model.seen_count:
                parts.append(self.tr("{n} acknowledged").format(n=count(seen)))
            times = found.table.time_ns[found.table.packet > 0]
            if len(times):
                parts.append(dates_and_zone(int(times.min()), int(times.max())))
        self.summary.setText(" · ".join(parts))
        self._explain(self.table.currentIndex().row())

    def _explain(self, row: int) -> None:
        found = self.model.found
        if found is None or row < 0:
            self.meaning.setText(self.tr("Select a finding to go to its packet, and to read here what it means."))
            return
        kind = self.model.kind(row)
        if not kind:
            self.meaning.setText(self.tr("What was found in sessions of the host {host}; each is in the group of its "
                                         "client and of its server.").format(host=self.model.group(row).name))
            return
        says = next(one.text for one in found.table.kinds if one.key == kind)
        self.meaning.setText(safe(f"{kind}: {translated(explanation(kind) or says)}"))

    # What the person does

    def _on_by(self) -> None:
        self._source.set_by(self.by.currentData())

    def _on_seen(self) -> None:
        row = self.table.currentIndex().row()
        place = self.model.place(row) if row >= 0 else None
        self._is_showing = True
        self.model.set_seen((self._seen.kinds, self._seen.singles), self.shows_seen.isChecked())
        self._is_showing = False
        rows = self.model.rowCount()
        now = self.model.row_of(place) if place is not None else -1
        if rows and row >= 0:
            gone = now < 0 or self.model.place(now) != place
            self._is_showing = not gone         # else everything else goes to the next one
            self.table.selectRow(min(row, rows - 1) if gone else now)
            self._is_showing = False
        self._show_page()

    def _on_seen_asked(self) -> None:
        """Acknowledge the current finding, or all of the group's kind; what is acknowledged is so no more."""
        row = self.table.currentIndex().row()
        if row < 0 or not self.model.kind(row):
            return
        if self.model.finding(row) < 0:
            self._seen.set_kind(self.model.kind(row), not self.model.is_seen(row))
            return
        _group, kind, packet, session = self.model.place(row)
        if kind in self._seen.kinds:
            self._seen.set_kind(kind, False)
        else:
            self._seen.set_single((kind, packet, session), not self.model.is_seen(row))

    def _on_kind_asked(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0 and (kind := self.model.kind(row)):
            self._seen.set_kind(kind, kind not in self._seen.kinds)

    def _on_current(self, index: QModelIndex) -> None:
        found = self.model.found
        if self._is_showing or found is None or not index.isValid():
            return
        self._explain(index.row())
        at = self.model.finding(index.row())
        if at < 0:
            return
        sessions, packet = found.table.sessions_of(at), int(found.table.packet[at])
        if sessions:
            self._focus.select_sessions(sessions)
        if packet:
            self._focus.select_packet(packet)

    def conditions(self, row: int) -> list[str]:
        """What can be asked by a row, the likeliest first."""
        analysis, found = self._source.analysis, self.model.found
        if analysis is None or found is None:
            return []
        asked: list[tuple[str, str | int]] = []
        if kind := self.model.kind(row):
            asked.append(("finding", kind))
        else:
            asked.append(("either", self.model.group(row).name))
        asked.append(("severity", self.model.severity(row).name.lower()))
        at, table = self.model.finding(row), found.table
        if at >= 0 and table.session[at]:
            asked += [("id", int(table.session[at])), ("client", table.hosts[table.client[at]]),
                      ("server", table.hosts[table.server[at]])]
        conditions = []
        for name, value in asked:
            try:
                conditions.append(analysis.condition(name, value))
            except NetloupeError:       # no filter can say it: an end without an address
                continue
        return conditions

    def question(self) -> Question | None:
        """What Why? means at the current row: a finding, and none of a group."""
        row, found = self.table.currentIndex().row(), self.model.found
        at = self.model.finding(row) if row >= 0 else -1
        if found is None or at < 0 or not found.table.session[at]:
            return None
        return Question(int(found.table.session[at]), "finding", self.model.kind(row), int(found.table.packet[at]))

    def offer_why(self, why: QAction, source: WhySource) -> None:
        """Have the question Why? in the context menu."""
        del source                      # the action asks it
        self._why = why

    def _on_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        self.table.selectRow(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if kind := self.model.kind(index.row()):
            if self.model.finding(index.row()) >= 0:
                word = self.tr("No longer acknowledged") if self.model.is_seen(index.row()) else self.tr("Acknowledge")
                menu.addAction(word, self._on_seen_asked)
            menu.addAction(self.tr("Acknowledge none of this kind") if kind in self._seen.kinds
                           else self.tr("Acknowledge all of this kind"), self._on_kind_asked)
        if self._why is not None and self.question() is not None:
            menu.addAction(self._why)
        add_conditions(menu, self._asking, self.conditions(index.row()))
        menu.popup(self.table.viewport().mapToGlobal(place))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        self._source.set_watched(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks any more."""
        self._source.set_watched(False)
        super().hideEvent(event)
