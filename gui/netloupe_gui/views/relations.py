"""The relations pane: why sessions are there, as trees; each line says by which packet and rule it is there."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
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

from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.relations import FoundRelations, RelationsSource
from netloupe_gui.bridge.why import Question, WhySource
from netloupe_gui.models.relations import CLIENT, INFO, PACKET, SERVER, SESSION, WHY, RelationsModel
from netloupe_gui.text import count, counted, one_line
from netloupe_gui.text.marked import translated
from netloupe_gui.widgets.about import About
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.flat_tree import SIDES, FlatTree
from netloupe_gui.widgets.hint import Hint

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

WIDTHS = {WHY: 46, PACKET: 9, CLIENT: 24, SERVER: 24, INFO: 40}     # digits


class RelationsTable(FlatTree):
    """Trees of sessions. GUI thread only."""

    def __init__(self, model: RelationsModel, parent: QWidget | None = None) -> None:
        """Show this model."""
        super().__init__(model, WIDTHS, parent)
        self._model = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)

    def draw(self, painter: QPainter, room: QRect, row: int, column: int, is_selected: bool) -> None:
        """A cell; the session around which the others are is bold."""
        theme, model = self.theme, self._model
        if is_selected:
            painter.fillRect(room, QColor(theme.selection))
        colour = QColor(theme.selection_text if is_selected else theme.muted if column == INFO else
                        theme.accent if column == PACKET else theme.text)
        font = QFont(self.font())
        font.setBold(column == SESSION and model.is_around(row))
        metrics = QFontMetrics(font)
        room.adjust(SIDES, 0, -SIDES, 0)
        if column == SESSION:
            room = self.indented(painter, room, row, colour)
        painter.setPen(colour)
        painter.setFont(font)
        painter.drawText(room, int(model.alignment(column)),
                         metrics.elidedText(model.cell(row, column), Qt.TextElideMode.ElideRight, room.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Home and End are the ends."""
        rows = self._model.rowCount()
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and rows:
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else rows - 1)
        else:
            super().keyPressEvent(event)


class RelationsView(QWidget):
    """The pane. GUI thread only."""

    def __init__(self, focus: Focus, source: RelationsSource, asking: Asking, parent: QWidget | None = None) -> None:
        """Shows what `source` reads; writes selected session and packet of `focus`."""
        super().__init__(parent)
        self.setObjectName("relations")
        self._focus, self._source, self._asking = focus, source, asking
        self.model = RelationsModel(self)
        self._is_showing = False
        self._why: QAction | None = None
        self._build()
        self.scope.activated.connect(self._on_scope)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.clicked.connect(self._on_clicked)
        self.table.customContextMenuRequested.connect(self._on_menu)
        source.answered.connect(self._on_answered)
        source.busy_changed.connect(self._show_page)
        self._show_page()

    # For the window

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Another capture is shown: the source tells of it."""
        del analysis
        self._show_page()

    def refresh(self) -> None:
        """The capture has grown: the source asks by itself."""

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (self.scope, self.table)

    # Widgets

    def _build(self) -> None:
        self.scope = QComboBox(self)
        self.scope.setAccessibleName(self.tr("Whose relations"))
        self.scope.addItem(self.tr("This session"), False)
        self.scope.addItem(self.tr("Whole capture"), True)
        self.summary = FittingLabel(self)
        self.summary.setAccessibleName(self.tr("How many relations there are"))
        self.table = RelationsTable(self.model, self)
        self.table.setAccessibleName(self.tr("Relations of sessions"))
        self.meaning = About(self.tr("Why it is there"), self)
        self._hint = Hint("", "", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self.table)
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 3, 6, 3)
        bar.setSpacing(8)
        bar.addWidget(self.scope)
        bar.addWidget(self.summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.meaning)
        self.setFocusProxy(self.table)

    # What is shown

    def _on_answered(self, found: FoundRelations) -> None:
        before = self.model.session(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else 0
        top = self.table.verticalScrollBar().value()
        same = found.session == self.model.found.session
        self._is_showing = True
        self.model.show(found, self._source.analysis)
        around = found.session or next(iter(self._focus.sessions), 0)
        row = self.model.row_of(before if same and before else around)
        if row >= 0:
            self.table.selectRow(row)
        if same:
            self.table.executeDelayedItemsLayout()
            self.table.verticalScrollBar().setValue(top)
        elif row >= 0:
            self.table.scrollTo(self.model.index(row, SESSION))
        self._is_showing = False
        self._show_page()

    def _show_page(self) -> None:
        found = self.model.found
        if found.reason:
            self._hint.set_text(self.tr("Nothing is known"), found.reason)
        elif self._source.analysis is None or (not self._source.is_whole and not found.session
                                               and not self._source.is_busy):
            self._hint.set_text(self.tr("No session selected"), self.tr(
                "Select a session to see what led to it and what it led to, or choose the whole capture."))
        elif self._source.is_busy:
            self._hint.set_text(self.tr("Reading"), self.tr("What sessions have to do with each other is being read."))
        else:
            self._hint.set_text(self.tr("No relations"), self.tr(
                "No DNS answer, announcement, tunnel, redirect or referer in this capture leads here or from here."))
        has_rows, had_rows = self.model.rowCount() > 0, self._pages.currentIndex() == 1
        self._pages.setCurrentIndex(1 if has_rows else 0)
        self.setFocusProxy(self.table if has_rows else self.scope)
        if has_rows and not had_rows and self.scope.hasFocus():     # it has the keyboard for want of rows
            self.table.setFocus()
        self.meaning.setVisible(has_rows)
        facts = []
        if has_rows and found.relations is not None:
            facts.append(counted(len(found.relations), self.tr("{n} relation"), self.tr("{n} relations")))
            if found.relations.left_out:
                facts.append(self.tr("{n} more left out").format(n=count(found.relations.left_out)))
            if found.relations.unread:
                facts.append(self.tr("{n} HTTP sessions not read for redirects and referers").format(
                    n=count(found.relations.unread)))
        self.summary.setText(" · ".join(facts))
        self._explain(self.table.currentIndex().row())

    def _explain(self, row: int) -> None:
        relations, relation = self.model.found.relations, self.model.relation(row) if row >= 0 else -1
        if relations is None or row < 0:
            self.meaning.setText(self.tr("Select a line to go to its session, and to read here why it is there."))
        elif relation < 0:
            self.meaning.setText(self.tr("Nothing in the capture led to session {id}.").format(
                id=count(self.model.session(row))))
        else:
            self.meaning.setText(self.tr("Packet {packet}: {why}. {rule}").format(
                packet=count(self.model.packet(row)), why=one_line(relations.why(relation)),
                rule=translated(relations.rule(relation))))

    # What the person does

    def _on_scope(self) -> None:
        self._source.set_whole(bool(self.scope.currentData()))

    def _on_current(self, index: QModelIndex) -> None:
        if self._is_showing or not index.isValid():
            return
        self._explain(index.row())
        self._source.go_to(self.model.session(index.row()))

    def _on_clicked(self, index: QModelIndex) -> None:
        """A number of a packet leads to the packet."""
        if index.column() == PACKET and self.model.packet(index.row()):
            self._on_packet_asked()
        else:
            self._on_current(index)

    def _on_packet_asked(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0 and self.model.packet(row):
            self._source.go_to_packet(self.model.packet(row))

    def _on_around_asked(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self.scope.setCurrentIndex(0)
            self._source.show_around(self.model.session(row))

    def question(self) -> Question | None:
        """What Why? means at the current row: what led to its session."""
        row = self.table.currentIndex().row()
        return Question(self.model.session(row), "relation") if row >= 0 else None

    def offer_why(self, why: QAction, source: WhySource) -> None:
        """Have the question Why? in the context menu."""
        del source                      # the action asks it
        self._why = why

    def _on_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        analysis = self._source.analysis
        if not index.isValid() or analysis is None:
            return
        self.table.selectRow(index.row())
        session = self.model.session(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Show what is around this session"), self._on_around_asked)
        if packet := self.model.packet(index.row()):
            menu.addAction(self.tr("Go to packet {n}").format(n=count(packet)), self._on_packet_asked)
        if self._why is not None and self.question() is not None:
            menu.addAction(self._why)
        ids = sorted({session, *self._below(index.row())})
        add_conditions(menu, self._asking, [analysis.condition("id", session),
                                            *([analysis.condition("id", *ids)] if len(ids) > 1 else [])])
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _below(self, row: int) -> list[int]:
        """Sessions that hang from a row and are shown; the first hundred."""
        depth, found = self.model.depth(row), list[int]()
        for below in range(row + 1, self.model.rowCount()):
            if self.model.depth(below) <= depth or len(found) >= 100:
                break
            found.append(self.model.session(below))
        return found

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        self._source.set_watched(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks any more."""
        self._source.set_watched(False)
        super().hideEvent(event)
