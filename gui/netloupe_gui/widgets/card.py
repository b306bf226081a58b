"""A card on a page: a rounded frame in the colours of the theme."""
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from netloupe_gui.theme.palette import theme_of

_RADIUS = 6.0


class Card(QWidget):
    """Paints itself: a style sheet would come into the way of the colours of the labels inside. GUI thread only."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw the frame."""
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.alternate))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()
