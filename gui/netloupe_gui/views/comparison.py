"""The compare pane: what is new in the capture that is shown, gone, slower or faster than in another one."""
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.bridge.asking import Ask, Asking
from netloupe_gui.bridge.comparing import ComparingSource
from netloupe_gui.models.comparison import (
    BYTES,
    DURATION,
    RESPONSE,
    ROUND_TRIP,
    SESSIONS,
    SHARES,
    VERDICT,
    WHAT,
    WHY,
    ComparisonModel,
)
from netloupe_gui.text import counted, one_line
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.hint import Hint
from netloupe_gui.widgets.plain_table import PlainTable

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, Comparison

WIDTHS = {VERDICT: 11, WHAT: 30, SESSIONS: 15, BYTES: 21, ROUND_TRIP: 21, RESPONSE: 21, DURATION: 21}
BAR = 2.0           # pixels of one line; two are under the numbers: before, after


class _Bars(QStyledItemDelegate):
    """Numbers with two lines under them: before, and after in the colour of the theme."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: a cell."""
        super().paint(painter, option, index)
        shares = index.data(SHARES)
        if shares is None:
            return
        box = QRectF(option.rect).adjusted(4, 0, -4, -1)
        theme = theme_of(option.palette)
        colours = (QColor(theme.muted), QColor(theme.accent))
        for which, (share, colour) in enumerate(zip(shares, colours, strict=True)):
            width = max(share * box.width(), 1.0 if share else 0.0)
            painter.fillRect(QRectF(box.right() - width, box.bottom() - BAR * (2 - which), width, BAR - 0.5), colour)


class ComparisonView(QWidget):
    """The pane. GUI thread only."""

    other_asked = Signal(object, str)       # Held, and a filter: show it in that capture

    def __init__(self, source: ComparingSource, asking: Asking, parent: QWidget | None = None) -> None:
        """Shows what `source` compares; what is chosen is filtered by `asking`, or in the other capture."""
        super().__init__(parent)
        self.setObjectName("compare")
        self._source, self._asking = source, asking
        self.model = ComparisonModel(self)
        self._build()
        self.others.activated.connect(self._on_other)
        self.by.activated.connect(self._on_by)
        self.here.clicked.connect(self.filter_here)
        self.there.clicked.connect(self.filter_there)
        self.table.doubleClicked.connect(self._on_double_click)
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        source.answered.connect(self._on_answered)
        source.busy_changed.connect(self._show_page)
        source.others_changed.connect(self._show_others)
        self._show_others()

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown: the source tells of it."""
        del analysis
        self._show_others()

    def refresh(self) -> None:
        """The capture has grown: the source asks by itself."""

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (self.others, self.by, self.here, self.there, self.table)

    def _build(self) -> None:
        self.others, self.by = QComboBox(self), QComboBox(self)
        self.others.setAccessibleName(self.tr("Compare with"))
        self.others.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.by.setAccessibleName(self.tr("By"))
        for key, title in (("application", self.tr("application")), ("server", self.tr("server")),
                           ("host", self.tr("host")), ("service", self.tr("service"))):
            self.by.addItem(title, key)
        self.here = QPushButton(self.tr("Filter here"), self)
        self.here.setToolTip(self.tr("Show the sessions of the selected row in this capture"))
        self.there = QPushButton(self.tr("Filter there"), self)
        self.there.setToolTip(self.tr("Show the sessions of the selected row in the other capture"))
        self.summary = FittingLabel(self)
        self.summary.setAccessibleName(self.tr("What differs"))
        self.table = PlainTable(self.model, WIDTHS, WHY, self)
        self.table.setAccessibleName(self.tr("Comparison"))
        self.table.setItemDelegate(_Bars(self.table))
        self._hint = Hint("", "", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self.table)
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 3, 6, 3)
        bar.setSpacing(8)
        names = (QLabel(self.tr("Compare with"), self), QLabel(self.tr("by"), self))
        for name in names:
            name.setTextFormat(Qt.TextFormat.PlainText)
        for part in (names[0], self.others, names[1], self.by, self.here, self.there):
            bar.addWidget(part)
        bar.addWidget(self.summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.table)

    # What is shown

    def _show_others(self) -> None:
        self.others.clear()
        for held in self._source.others:
            self.others.addItem(one_line(held.title, 40))
            if held is self._source.other:
                self.others.setCurrentIndex(self.others.count() - 1)
        self.others.setEnabled(self.others.count() > 0)
        self._show_page()

    def _on_answered(self, found: "Comparison | None") -> None:
        self.model.show(found)
        self._show_page()

    def _show_page(self) -> None:
        found = self.model.found
        if not self._source.others:
            self._hint.set_text(self.tr("Nothing to compare with"), self.tr(
                "Open another capture in a tab (File, Open in new tab): what is new here, gone, slower or faster than "
                "there is listed."))
        elif found is None:
            self._hint.set_text(self.tr("Comparing"), self.tr("The captures are compared; it is here in a moment."))
        else:
            self._hint.set_text(self.tr("Nothing there"), self.tr("Neither capture has a session."))
        is_full = found is not None and len(found) > 0
        self._pages.setCurrentWidget(self.table if is_full else self._hint)
        verdicts = found.verdicts if found is not None else ()
        said = ((self.tr("{n} new"), "new"), (self.tr("{n} gone"), "gone"), (self.tr("{n} slower"), "slower"),
                (self.tr("{n} faster"), "faster"), (self.tr("{n} same"), "same"))
        numbers = [(words, sum(one == verdict for one in verdicts)) for words, verdict in said]
        self.summary.setText(" · ".join(counted(number, words, words) for words, number in numbers if number))
        self.summary.setToolTip(str(found.thresholds) if found is not None else "")
        self._show_buttons()

    def _row(self) -> int:
        rows = self.table.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def _show_buttons(self) -> None:
        verdict = self.model.verdict(self._row()) if self._row() >= 0 else ""
        self.here.setEnabled(verdict not in ("", "gone"))
        self.there.setEnabled(verdict not in ("", "new"))

    # What the person does

    def _on_other(self, index: int) -> None:
        if 0 <= index < len(self._source.others):
            self._source.compare_with(self._source.others[index])

    def _on_by(self, index: int) -> None:
        self._source.set_by(self.by.itemData(index))

    def filter_here(self) -> None:
        """Show the sessions of the selected row in the capture that is shown."""
        if self._row() >= 0:
            self._asking.ask(self.model.condition(self._row()), Ask.ONLY)

    def filter_there(self) -> None:
        """The same in the other capture, which is shown then."""
        if self._row() >= 0 and self._source.other is not None:
            self.other_asked.emit(self._source.other, self.model.condition(self._row()))

    def _on_double_click(self) -> None:
        if self.here.isEnabled():
            self.filter_here()
        else:
            self.filter_there()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        super().showEvent(event)
        self._source.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks."""
        super().hideEvent(event)
        self._source.set_watched(False)
