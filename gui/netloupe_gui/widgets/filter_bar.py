"""The filter text, the brush, and how many sessions they leave."""
from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from netloupe_engine.analysis import reading_of
from netloupe_engine.terms import terms as terms_of
from netloupe_gui.bridge.completing import Completing
from netloupe_gui.bridge.filter_past import FilterPast
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.bridge.kept_filters import KeptFilters
from netloupe_gui.models.arrange import Refusal
from netloupe_gui.text import count, counted, duration, moments, one_line, tip, zone_name
from netloupe_gui.widgets.filter_chips import FilterChips
from netloupe_gui.widgets.filter_line import FilterLine
from netloupe_gui.widgets.filter_menu import FilterMenu
from netloupe_gui.widgets.group_button import GroupButton
from netloupe_gui.widgets.notice import ERROR, GLYPHS, PLAIN, TintedLabel
from netloupe_gui.widgets.reading_button import ReadingButton

TYPING_PAUSE_MS = 180
PROBLEM_MAX = 110       # characters
PROBLEM_DIGITS = 24     # of its width, at least
LEAST_DIGITS = 18       # of the line's width, beside a tool bar
USUAL_DIGITS = 42       # ... before what is said of the filter has room


class FilterBar(QWidget):
    """Writes filter and brush of the focus. GUI thread only."""

    left = Signal()     # the person is done here: back to the table

    def __init__(self, focus: Focus, completing: Completing, past: FilterPast, kept: KeptFilters,
                 actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        """Shows what `focus` holds; `actions` has those of the window by their ids."""
        super().__init__(parent)
        self.setObjectName("filter_bar")
        self._focus, self._past, self._kept = focus, past, kept
        self._found = ""
        self._is_searching = False
        self.line = FilterLine(completing, self)
        self.line.setPlaceholderText(self.tr("Words, or a filter such as: app == tls and bytes > 10k"))
        self.line.setAccessibleName(self.tr("Filter"))
        self.line.setClearButtonEnabled(True)
        self._picture = self.line.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.kept = FilterMenu(kept, [actions["ask_save"], actions["ask_filters"]], self)
        self.undo = QToolButton(self)
        self.undo.setDefaultAction(actions["ask_undo"])
        self.undo.setAutoRaise(True)
        self.group = GroupButton(self)
        self.reading = ReadingButton(self)
        self.chips = FilterChips(self)
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
        self._problem = ""
        self._brush = ("", "")          # as it is written where there is room, and where there is little
        self._is_entered = False        # what stands there was entered, not only typed
        self._parts = QHBoxLayout(self)
        self._parts.setContentsMargins(6, 3, 8, 3)
        self._parts.setSpacing(8)
        self._parts.addWidget(self.kept)
        self._parts.addWidget(self.line, 1)
        self._parts.addWidget(self.reading)
        self._parts.addWidget(self.chips)
        self._parts.addWidget(self.brush_chip)
        self._parts.addWidget(self.problem)
        self._parts.addWidget(self.hits)
        self._parts.addWidget(self.undo)
        self._parts.addWidget(self.group)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._apply_typed)
        self.line.textEdited.connect(self._on_edited)
        self.line.textChanged.connect(self._on_changed)
        self.line.returnPressed.connect(self._on_return)
        self.line.left.connect(self.left)
        self.line.history_asked.connect(self.kept.showMenu)
        self.line.offered.connect(self._share)
        self.kept.picked.connect(self.show_filter)
        self.reading.picked.connect(self.show_filter)
        self.chips.removed.connect(self._on_removed)
        self.brush_chip.clicked.connect(focus.clear_brush)
        focus.filter_changed.connect(self._on_filter_changed)
        focus.brush_changed.connect(self._on_brush_changed)
        self.setFocusProxy(self.line)
        self._measure()

    def _measure(self) -> None:
        """Beside a tool bar it is the tool bar that gives way."""
        self.line.setMinimumWidth(LEAST_DIGITS * self.line.fontMetrics().horizontalAdvance("0"))
        self._share()

    def _share(self) -> None:
        """What is said of a filter gives way to the line it is written in: terms go into a menu, the brush is named
        shortly, a sentence is cut."""
        parts = [self.line, self.reading, self.chips, self.brush_chip, self.problem, self.hits, self.undo, self.group,
                 self.kept]
        shown = [part for part in parts if not part.isHidden()]
        taken = sum(part.sizeHint().width() for part in (self.kept, self.reading, self.hits, self.undo, self.group)
                    if part in shown)
        margins, metrics = self._parts.contentsMargins(), self.fontMetrics()
        room = self.width() - margins.left() - margins.right() - self._parts.spacing() * (len(shown) - 1) - taken \
            - USUAL_DIGITS * self.line.fontMetrics().horizontalAdvance("0")
        chips = self.chips.minimumSizeHint().width() if self.chips in shown else 0
        if self.brush_chip in shown:
            self.brush_chip.setText(self._brush[0])
            said = metrics.horizontalAdvance(self._complaint()[1]) if self.problem in shown else 0
            if self.brush_chip.sizeHint().width() + said > room - chips:
                self.brush_chip.setText(self._brush[1])
            room -= self.brush_chip.sizeHint().width()
        if self.problem in shown:
            sentence = max(room - chips, PROBLEM_DIGITS * metrics.horizontalAdvance("0"))
            kind, text = self._complaint()
            self.problem.tell(kind, metrics.elidedText(text, Qt.TextElideMode.ElideRight, sentence))
            room -= self.problem.sizeHint().width()
        self.chips.setMaximumWidth(max(room, chips, 1))

    def event(self, event: QEvent) -> bool:
        """Qt: a part came, went, or says something else."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and hasattr(self, "_pause"):
            self._share()
        return super().event(event)

    def set_compact(self, compact: bool) -> None:
        """It shares its line with the tool bar, and has room for little."""
        self.group.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly if compact
                                      else Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

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
            self._problem = one_line(refusal.reason, PROBLEM_MAX)
            self.problem.tell(*self._complaint())
            self.problem.setToolTip(tip(refusal.reason))
            if self._is_entered:
                self._show_place(refusal)
        self.problem.setVisible(refusal is not None)
        self.hits.setVisible(refusal is None)
        self._show_terms()
        self._share()

    def _complaint(self) -> tuple[str, str]:
        """How and what is said of the filter. While it is typed, what the list below it could still finish is no
        mistake."""
        refusal = self._refusal
        if refusal is not None and not self._is_entered and self.line.can_finish(refusal.at, refusal.end):
            return PLAIN, f"… {self._problem}"
        return ERROR, GLYPHS[ERROR] + self._problem

    def set_hits(self, shown: int, total: int) -> None:
        """So many sessions are left of so many."""
        if shown == total:
            self._found = counted(total, self.tr("{n} session"), self.tr("{n} sessions"))
        else:
            self._found = self.tr("{shown} of {total} sessions").format(shown=count(shown), total=count(total))
        if not self._is_searching:
            self.hits.setText(self._found)

    def set_icons(self, picture: QIcon, clear: QIcon, kept: QIcon, group: QIcon) -> None:
        """The pictures, in the present theme."""
        self._picture.setIcon(picture)
        self.brush_chip.setIcon(clear)
        self.chips.set_icon(clear)
        self.kept.setIcon(kept)
        self.group.setIcon(group)

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

    def _apply_typed(self) -> None:
        self._past.set_typing(True)
        self._apply()

    def _on_return(self) -> None:
        self._apply_typed()
        self._past.set_typing(False)
        self._is_entered = True
        self._share()
        self._kept.note(self._focus.filter if self._refusal is None else "")
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

    def show_filter(self, text: str) -> None:
        """As if it had been entered."""
        self._past.set_typing(False)
        self._kept.note(text)
        self._focus.set_filter(text)

    def _show_terms(self) -> None:
        self.reading.set_reading(reading_of(self._focus.filter))
        terms = terms_of(self._focus.filter) if self._refusal is None else ()
        self.chips.set_terms(terms if len(terms) > 1 else ())

    def _on_removed(self, number: int) -> None:
        terms = terms_of(self._focus.filter)
        self.show_filter(" and ".join((*terms[:number], *terms[number + 1:])))

    def _on_filter_changed(self, text: str) -> None:
        self._show_terms()
        if text != self.line.text().strip():
            self.line.setText(text)

    def _on_brush_changed(self, brush: Brush | None) -> None:
        self.brush_chip.setVisible(brush is not None)
        if brush is not None:
            times = f"{moments(brush.start_ns, brush.end_ns)} {zone_name(brush.start_ns)}"
            long = duration(brush.end_ns - brush.start_ns)
            self._brush = f"{times}  ({long})", long
            self.brush_chip.setText(self._brush[0])
            self.brush_chip.setToolTip(self.tr("Only sessions in this range of time; click to show all times")
                                       + f"\n{self._brush[0]}")
        self._share()
