"""The question Why?, wherever the keyboard is: what is meant there, and the card that answers."""
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.why import Question, WhySource
from netloupe_gui.views.why_card import WhyCard
from netloupe_gui.window.main_window import MainWindow

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis


class WhyCommands(QObject):
    """Asks, and has the card shown. GUI thread only."""

    def __init__(self, window: MainWindow, focus: Focus, source: WhySource, parent: QObject | None = None) -> None:
        """The card lies on `window`; it is made when somebody asks."""
        super().__init__(parent)
        self._window, self._focus, self._source = window, focus, source
        self.card: WhyCard | None = None
        source.asked.connect(self._on_asked)
        window.closing.connect(self._on_closing)

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        if self.card is not None:
            self.card.forget()
        self._source.set_analysis(analysis)

    def ask(self) -> bool:
        """Explain what the keyboard is at, or the selected session's application; False where there is no session."""
        widget: QWidget | None = self._window.focusWidget()
        while widget is not None and not hasattr(widget, "question"):
            widget = widget.parentWidget()
        question = widget.question() if widget is not None else None
        if question is None and len(self._focus.sessions):
            question = Question(self._focus.sessions[0])
        if question is not None:
            self._source.ask(question)
        return question is not None

    def _on_closing(self) -> None:
        if self.card is not None:
            self.card.forget()

    def _on_asked(self, question: Question) -> None:
        if self.card is None:
            self.card = WhyCard(self._focus, self._source, self._window)
        self.card.show_question(question)
