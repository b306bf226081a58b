"""The find bar: what to find and where, how far it is, and the list of what was found."""
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.finder import HITS_MAX, Answer, Finder, Question, Row
from netloupe_gui.bridge.focus import ByteRange, Focus
from netloupe_gui.models import hits
from netloupe_gui.models.asked import hit_conditions
from netloupe_gui.models.hits import HitsModel
from netloupe_gui.text import count, counted, one_line, percent, tip
from netloupe_gui.views.hits_table import HitsTable
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.notice import ERROR, GLYPHS, PLAIN, TintedLabel
from netloupe_gui.widgets.toggle import Toggle

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

TYPING_PAUSE_MS = 220
PROBLEM_MAX = 110       # characters
KINDS = ("text", "regex", "hex")
PLACES = ("packets", "streams")
ASKS = {hits.PACKET: "number", hits.SESSION: "session", hits.TIME: "time"}      # by column; the others: what was found


class FindView(QWidget):
    """Finds in packets and streams, and selects what was found. GUI thread only."""

    left = Signal()                 # the person is done here
    hits_known = Signal(bool)       # whether there is a next one
    resized = Signal()              # it needs more room, or less

    def __init__(self, focus: Focus, finder: Finder, asking: Asking, parent: QWidget | None = None) -> None:
        """Nothing is looked for yet."""
        super().__init__(parent)
        self.setObjectName("find")
        self._focus, self._finder, self._asking = focus, finder, asking
        self._done = 0
        self._answer: Answer | None = None
        self._analysis: Analysis | None = None
        self._question = Question("")
        self._goes_to_first = False         # Enter was pressed before there was anything
        self._has_hits = False
        self.model = HitsModel(self)
        self._make_controls()
        self.table = HitsTable(self.model, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 3, 8, 3)
        layout.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(6)
        for part in (self.line, self.kind, self.where, self.case, self.within, self.previous, self.next, self.count,
                     self.close_button):
            row.addWidget(part, 1 if part is self.line else 0)
        layout.addLayout(row)
        layout.addWidget(self.table)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._first_soon = QTimer(self)
        self._first_soon.setSingleShot(True)
        self._first_soon.timeout.connect(self._go_to_first)
        self._connect()

    def _make_controls(self) -> None:
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Find in the bytes of packets"))
        self.line.setAccessibleName(self.tr("Find"))
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumWidth(18 * self.line.fontMetrics().horizontalAdvance("0"))
        self.kind, self.where = QComboBox(self), QComboBox(self)
        self.kind.addItems([self.tr("Text"), self.tr("Regular expression"), self.tr("Bytes in hexadecimal")])
        self.kind.setAccessibleName(self.tr("How the pattern is written"))
        self.kind.setToolTip(self.tr("Text is found as UTF-8 and UTF-16; expressions are RE2's; ?? is any byte"))
        self.where.addItems([self.tr("In packets"), self.tr("In streams")])
        self.where.setAccessibleName(self.tr("Where to look"))
        self.where.setToolTip(self.tr("Streams: what hosts said to each other over TCP, over the limits of packets"))
        self.case = Toggle(self.tr("Aa"), self.tr("Letters must be of the same case"), self)
        self.case.setAccessibleName(self.tr("Match case"))
        self.within = Toggle(self.tr("In filter"), self.tr("Look only in the sessions that the filter leaves"),
                             self)
        self.previous, self.next, self.close_button = QToolButton(self), QToolButton(self), QToolButton(self)
        for button, what in ((self.previous, self.tr("Previous place (Ctrl+B)")),
                             (self.next, self.tr("Next place (Ctrl+N)")), (self.close_button, self.tr("Close (Esc)"))):
            button.setAutoRaise(True)
            button.setToolTip(what)
            button.setAccessibleName(what.partition(" (")[0])
        self.count = TintedLabel(self)
        self.count.setAccessibleName(self.tr("How many places were found"))

    def _connect(self) -> None:
        self.line.textEdited.connect(self._on_edited)
        self.line.textChanged.connect(self._on_changed)
        for box in (self.kind, self.where):
            box.activated.connect(self._ask)
        for toggle in (self.case, self.within):
            toggle.toggled.connect(self._ask)
        self.next.clicked.connect(self.go_next)
        self.previous.clicked.connect(self.go_previous)
        self.close_button.clicked.connect(self.left)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.clicked.connect(self._on_current)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self._finder.began.connect(self._on_began)
        self._finder.found.connect(self._on_found)
        self._finder.progressed.connect(self._on_progressed)
        self._finder.ended.connect(self._on_ended)
        self._show()

    # for the window

    @property
    def answer(self) -> Answer | None:
        """How the last search ended; None: it has not."""
        return self._answer

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the keyboard goes through."""
        return (self.line, self.kind, self.where, self.case, self.within, self.table)

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        self._finder.set_analysis(analysis)
        self.model.set_analysis(analysis)
        self._analysis, self._answer = analysis, None
        self._show()

    def set_icons(self, previous: QIcon, following: QIcon, close: QIcon) -> None:
        """The pictures, in the present theme."""
        self.previous.setIcon(previous)
        self.next.setIcon(following)
        self.close_button.setIcon(close)
        self.table.measure()

    def enter(self) -> None:
        """Put the keyboard into the line; what stands there is looked for again."""
        self.line.setFocus()
        self.line.selectAll()
        if self.line.text() and self._answer is None and not self._finder.is_searching:
            self._ask()

    def leave(self) -> None:
        """Nothing is looked for while it cannot be seen."""
        self._pause.stop()
        if self._finder.is_searching:
            self._finder.stop()
            self._answer = None

    def go_next(self) -> None:
        """Select the next place; behind the last one comes the first."""
        self._go(1)

    def go_previous(self) -> None:
        """Select the place before; before the first one is the last."""
        self._go(-1)

    def _go(self, step: int) -> None:
        rows = self.model.rowCount()
        if rows:
            current = self.table.currentIndex().row()
            row = (current + step) % rows if current >= 0 else 0 if step > 0 else rows - 1
            self.table.setCurrentIndex(self.model.index(row, 0))

    # what is looked for

    def _on_edited(self) -> None:
        self._finder.stop()
        self._answer = None
        self._pause.start()

    def _on_changed(self, text: str) -> None:
        if not text:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        self._goes_to_first = False
        self._question = Question(self.line.text(), KINDS[self.kind.currentIndex()],      # type: ignore[arg-type]
                                  PLACES[self.where.currentIndex()],                        # type: ignore[arg-type]
                                  not self.case.isChecked(), self.within.isChecked())
        self._finder.ask(self._question)
        self._show()

    def _on_return(self, step: int) -> None:
        if self._pause.isActive() or self._answer is None:
            if self._pause.isActive() or not self._finder.is_searching:
                self._ask()
            self._goes_to_first = not self.model.rowCount()
        if self._answer is not None and self._answer.reason:
            self._mark(self._answer)
        elif self.model.rowCount():
            self._go(step)

    def _on_began(self) -> None:
        self._answer, self._done = None, 0
        self.model.clear()
        self._show()

    def _on_found(self, found: list[Row]) -> None:
        self.model.append(found)
        self._show()
        if self._goes_to_first:
            self._first_soon.start()        # the list is drawn meanwhile: both at once hold the event loop up

    def _go_to_first(self) -> None:
        if self._goes_to_first:
            self._goes_to_first = False
            self._go(1)

    def _on_progressed(self, done: int, total: int) -> None:
        self._done = 100 * done // max(total, 1)
        self._show()

    def _on_ended(self, answer: Answer) -> None:
        self._answer = answer
        self._show()

    def _mark(self, answer: Answer) -> None:
        """Where the pattern is wrong: the person thought it was done."""
        self.line.setFocus()
        self.line.setSelection(answer.at, answer.end - answer.at)

    def _show(self) -> None:
        """How many there are, or what is wrong."""
        rows, answer = self.model.rowCount(), self._answer
        places = counted(rows, self.tr("{n} place"), self.tr("{n} places"))
        self.count.setToolTip("")
        if answer is not None and answer.reason:
            self.count.tell(ERROR, GLYPHS[ERROR] + one_line(answer.reason, PROBLEM_MAX))
            self.count.setToolTip(tip(answer.reason))
        elif self._finder.is_searching:
            self.count.tell(PLAIN, self.tr("{places} · {share} …").format(places=places,
                                                                          share=percent(self._done, 100)))
        elif answer is not None and answer.is_limited:
            self.count.tell(PLAIN, self.tr("the first {n} places").format(n=count(HITS_MAX)))
        elif self.line.text() and answer is not None:
            current = self.table.currentIndex().row() + 1
            self.count.tell(PLAIN, places if not current else self.tr("{at} of {places}").format(at=count(current),
                                                                                                 places=places))
        else:
            self.count.tell(PLAIN, "")
        for button in (self.next, self.previous):
            button.setEnabled(rows > 0)
        if self._has_hits != (rows > 0):
            self._has_hits = rows > 0
            self.hits_known.emit(self._has_hits)
        if self.table.isHidden() == (rows > 0):
            self.table.setVisible(rows > 0)
            self.resized.emit()

    def _on_current(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        hit = self.model.hit(index.row())
        self._focus.select_packet(hit.packet)
        self._focus.select_bytes(ByteRange(hit.at, self.model.size_in_packet(index.row())))
        self._show()

    def _on_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if not index.isValid() or self._analysis is None:
            return
        self.table.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_conditions(menu, self._asking, hit_conditions(
            self._analysis, self.model.hit(index.row()), ASKS.get(index.column(), "found"), self._question.pattern,
            self._question.kind))
        menu.popup(self.table.viewport().mapToGlobal(place))

    # Qt's side

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "table"):
            self.table.measure()
            self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """Qt: here Esc is this bar's, not the window's shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) \
                and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes, Enter goes to the next place."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_return(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
