"""What is known of the row that is selected, below its table."""
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

MARGIN = 6
LINES = 2               # there is always room for so many: or the list would move


class About(QLabel):
    """Plain text of some lines that can be selected. GUI thread only."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name`: what it is for, for a screen reader."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(MARGIN)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(LINES * (self.fontMetrics().height() + MARGIN))
        self.setAccessibleName(name)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
