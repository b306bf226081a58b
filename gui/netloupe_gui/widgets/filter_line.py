"""The line a filter is typed into, with a list of what can be written where the cursor is."""
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from netloupe_engine.model import Completions
from netloupe_gui.bridge.completing import Completing
from netloupe_gui.text import count
from netloupe_gui.widgets.completion_popup import CompletionPopup

TYPING_PAUSE_MS = 25
_ACCEPTS = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterLine(QLineEdit):
    """Completes by Tab; gives up the list, then its text, then the keyboard, on Esc. GUI thread only."""

    left = Signal()
    history_asked = Signal()        # the person wants earlier filters
    offered = Signal()              # something else is offered, or nothing any more

    def __init__(self, completing: Completing, parent: QWidget | None = None) -> None:
        """Empty; asks this one for what can be written."""
        super().__init__(parent)
        self._completing = completing
        self._found: Completions | None = None
        self._clears = True
        self.popup = CompletionPopup(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.complete)
        self.textEdited.connect(self._on_edited)
        self.popup.chosen.connect(self._accept)
        completing.arrived.connect(self._on_arrived)

    def set_clears(self, clears: bool) -> None:
        """Whether Esc takes the text away, before the keyboard goes."""
        self._clears = clears

    # completing

    def complete(self) -> None:
        """Look for what can be written here."""
        self._pause.stop()
        self._completing.ask(self.text(), self.cursorPosition())

    def close_popup(self) -> None:
        """Offer nothing, and nothing that is on its way."""
        self._pause.stop()
        self._completing.forget()
        self._found = None
        self.popup.hide()
        self.offered.emit()

    def can_finish(self, at: int, end: int) -> bool:
        """Whether what is offered would take the place of characters [at, end), or go on behind them."""
        return self._found is not None and self._found.at <= end and at <= self._found.end

    def _on_edited(self) -> None:
        if self.text():
            self._pause.start()
        else:
            self.close_popup()

    def _on_arrived(self, text: str, cursor: int, found: Completions) -> None:
        if text != self.text() or cursor != self.cursorPosition() or not self.hasFocus():
            return
        whole = text[found.at:found.end]
        is_done = len(found.items) == 1 and found.items[0].text.lower() == whole.lower()
        joins = all(item.kind == "word" for item in found.items)
        items = () if is_done or (joins and not found.typed) else found.items
        self._found = found if items else None
        hint = self.tr("Tab completes  ·  ↓ chooses  ·  Enter applies the filter  ·  Esc closes")
        if found.counted >= 0:
            hint = self.tr("so far in the first {} sessions, counting on …").format(count(found.counted))
        self.popup.offer([(item.text, item.says, item.sessions) for item in items], hint)
        self.offered.emit()

    def _accept(self, row: int) -> None:
        """Write one of what is offered, and go on."""
        found = self._found
        if found is None or not 0 <= row < len(found.items):
            return
        text = found.items[row].text
        self.close_popup()
        behind = self.text()[found.end:]
        glue = "" if (behind[:1] in (" ", ")", "}", ",") and behind) or text.endswith("{") else " "
        self.setSelection(found.at, found.end - found.at)
        self.insert(text + glue)            # Qt tells of it as of something typed
        if not glue and behind.startswith(" "):
            self.setCursorPosition(self.cursorPosition() + 1)
        self.complete()

    # Qt's side

    def event(self, event: QEvent) -> bool:
        """Qt: here Esc is this line's, not the window's shortcut; Tab completes while there is something to choose."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self.popup.isVisible():
                self._accept(max(self.popup.current, 0))
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back one step; the arrows choose; Enter takes what is chosen."""
        if self.popup.takes(event):
            return
        if self.popup.isVisible() and event.key() in _ACCEPTS and self.popup.current >= 0:
            self._accept(self.popup.current)
        elif event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif event.key() == Qt.Key.Key_Down and not self.text():
            self.history_asked.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.complete()
        else:
            if event.key() in _ACCEPTS:
                self.close_popup()
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        if self.popup.isVisible():
            self.close_popup()
        elif self.text() and self._clears:
            self.clear()
        else:
            self.left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: nobody types here any more."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_popup()
