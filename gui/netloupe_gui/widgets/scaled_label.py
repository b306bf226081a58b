"""A heading: larger or bolder than the rest, at any text size."""
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class ScaledLabel(QLabel):
    """Plain text in a multiple of the application's text size. GUI thread only."""

    def __init__(self, text: str, scale: float, weight: QFont.Weight = QFont.Weight.Normal,
                 parent: QWidget | None = None) -> None:
        """`scale` 1.0 is the size of other text."""
        super().__init__(text, parent)
        self._scale, self._weight = scale, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._fit()

    def _fit(self) -> None:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * self._scale)
        font.setWeight(self._weight)
        self.setFont(font)

    def event(self, event: QEvent) -> bool:
        """Qt: the application has another text size; a font of one's own does not hear of it as of a change."""
        done = super().event(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()
        return done
