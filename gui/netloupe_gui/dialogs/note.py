"""Asks for a note."""
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from netloupe_engine.remarks import TEXT_MAX
from netloupe_gui.dialogs.styled import StyledDialog

LINES = 6
DIGITS = 50


class NoteDialog(StyledDialog):
    """A text of several lines. GUI thread only."""

    def __init__(self, about: str, text: str, parent: QWidget | None = None) -> None:
        """`about`: what the note is on, already translated."""
        super().__init__(parent)
        self.setWindowTitle(about)
        self.edit = QPlainTextEdit(text, self)
        self.edit.setAccessibleName(about)
        self.edit.setTabChangesFocus(True)
        metrics = self.edit.fontMetrics()
        self.edit.setMinimumSize(DIGITS * metrics.horizontalAdvance("0"), (LINES + 1) * metrics.lineSpacing())
        self.edit.selectAll()
        hint = QLabel(self.tr("Kept with a saved or exported pcapng file, where other programs show it as a comment."),
                      self)
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.edit, 1)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.edit.setFocus()

    @property
    def text(self) -> str:
        """What was written; "" takes the note back."""
        return self.edit.toPlainText().strip()[:TEXT_MAX]
