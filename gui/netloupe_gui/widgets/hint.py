"""What an empty pane says: one heading, one sentence on what to do next."""
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from netloupe_gui.theme.palette import theme_of


class Hint(QWidget):
    """Two centred lines of plain text in the colours of a list's background. GUI thread only."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        """Texts are already translated."""
        super().__init__(parent)
        self._title = QLabel(title, self)
        self._sentence = QLabel(sentence, self)
        self._sentence.setWordWrap(True)
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(6)
        layout.addStretch(1)
        for label in (self._title, self._sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMinimumWidth(1)
            layout.addWidget(label)
        layout.addStretch(1)
        self.setAccessibleName(self.text())
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._colour()

    def set_text(self, title: str, sentence: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(self.text())

    def text(self) -> str:
        """Both lines, for tests and screen readers."""
        return f"{self._title.text()}\n{self._sentence.text()}"

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        palette = self._sentence.palette()
        muted = theme_of(self.palette()).muted
        if palette.color(QPalette.ColorRole.WindowText).name() != muted:
            palette.setColor(QPalette.ColorRole.WindowText, muted)
            self._sentence.setPalette(palette)
