"""The filter text, the brush, and how many sessions they leave."""
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from netloupe_gui.bridge.completing import Completing
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.models.arrange import Refusal
from netloupe_gui.text import count, counted, duration, moments, one_line, tip, zone_name
from netloupe_gui.widgets.filter_line import FilterLine
from netloupe_gui.widgets.notice import ERROR, GLYPHS, TintedLabel

TYPING_PAUSE_MS = 180
PROBLEM_MAX = 110       # characters
LEAST_DIGITS = 18       # of the line's width


class FilterBar(QWidget):
    """Writes filter and brush of the focus. GUI thread only."""

    left = Signal()     # the person is done here: back to the table

    def __init__(self, focus: Focus, completing: Completing, parent: QWidget | None = None) -> None:
        """Shows what `focus` holds."""
        super().__init__(parent)
        self.setObjectName("filter_bar")
        self._focus = focus
        self._found = ""
        self._is_searching = False
        self.line = FilterLine(completing, self)
        self.line.setPlaceholderText(self.tr("Words, or a filter such as: app == tls and bytes > 10k"))
        self.line.setAccessibleName(self.tr("Filter"))
        self.line.setClearButtonEnabled(True)
        self._picture = self.line.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.brush_chip = QToolButton(self)
        self.brush_chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.brush_chip.setToolTip(self.tr("Only sessions in this range of time; click to show all times"))
        self.brush_chip.setAccessibleName(self.tr("Clear the brushed range of time"))
        self.brush_chip.hide()
        self.hits = QLabel(self)
        self.hits.setTextFormat(Qt.TextFormat.PlainText)
        self.hits.setAccessibleName(self.tr("Number of sessions shown"))
        self.problem = TintedLabel(self)
        self.problem.setAccessibleName(self.tr("What is wrong with the filter"))
        self.problem.hide()
        self._refusal: Refusal | None = None
        self._is_entered = False        # what stands there was entered, not only typed
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 3, 8, 3)
        layout.setSpacing(8)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.brush_chip)
        layout.addWidget(self.problem)
        layout.addWidget(self.hits)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._apply)
        self.line.textEdited.connect(self._on_edited)
        self.line.textChanged.connect(self._on_changed)
        self.line.returnPressed.connect(self._on_return)
        self.line.left.connect(self.left)
        self.brush_chip.clicked.connect(focus.clear_brush)
        focus.filter_changed.connect(self._on_filter_changed)
        focus.brush_changed.connect(self._on_brush_changed)
        self.setFocusProxy(self.line)
        self._measure()

    def _measure(self) -> None:
        """Beside a tool bar it is the tool bar that gives way."""
        self.line.setMinimumWidth(LEAST_DIGITS * self.line.fontMetrics().horizontalAdvance("0"))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_pause"):
            self._measure()

    def show_searching(self, searching: bool) -> None:
        """The answer takes a while; another key calls it off."""
        self._is_searching = searching
        self.hits.setText(self.tr("Searching …") if searching else self._found)

    def show_refusal(self, refusal: Refusal | None) -> None:
        """What is wrong with the filter that was written, beside it; None: nothing so far."""
        self._refusal = refusal
        if refusal is not None:
            self.problem.tell(ERROR, GLYPHS[ERROR] + one_line(refusal.reason, PROBLEM_MAX))
            self.problem.setToolTip(tip(refusal.reason))
            if self._is_entered:
                self._show_place(refusal)
        self.problem.setVisible(refusal is not None)
        self.hits.setVisible(refusal is None)

    def set_hits(self, shown: int, total: int) -> None:
        """So many sessions are left of so many."""
        if shown == total:
            self._found = counted(total, self.tr("{n} session"), self.tr("{n} sessions"))
        else:
            self._found = self.tr("{shown} of {total} sessions").format(shown=count(shown), total=count(total))
        if not self._is_searching:
            self.hits.setText(self._found)

    def set_icons(self, picture: QIcon, clear: QIcon) -> None:
        """The pictures, in the present theme."""
        self._picture.setIcon(picture)
        self.brush_chip.setIcon(clear)

    def prepare(self, text: str, condition: str) -> None:
        """Write a filter that the person will finish; nothing is asked before they do. `condition` is what is new."""
        self._pause.stop()
        self.line.setText(text)
        self.line.setFocus()
        self.line.setSelection(max(text.rfind(condition), 0), len(condition))

    def clear_all(self) -> None:
        """Show every session again."""
        self.line.clear()
        self._focus.clear_brush()

    def _on_edited(self) -> None:
        self._is_entered = False
        self._pause.start()

    def _on_changed(self, text: str) -> None:
        if not text:
            self._apply()

    def _on_return(self) -> None:
        self._apply()
        self._is_entered = True
        if self._refusal is None:
            self.left.emit()
        else:
            self._show_place(self._refusal)

    def _show_place(self, refusal: Refusal) -> None:
        """Back to the line, where it is wrong: the person thought it was done."""
        self.line.setFocus()
        self.line.setSelection(refusal.at, refusal.end - refusal.at)

    def _apply(self) -> None:
        self._pause.stop()
        self._focus.set_filter(self.line.text().strip())

    def _on_filter_changed(self, text: str) -> None:
        if text != self.line.text().strip():
            self.line.setText(text)

    def _on_brush_changed(self, brush: Brush | None) -> None:
        self.brush_chip.setVisible(brush is not None)
        if brush is not None:
            self.brush_chip.setText(f"{moments(brush.start_ns, brush.end_ns)} {zone_name(brush.start_ns)}  "
                                    f"({duration(brush.end_ns - brush.start_ns)})")
