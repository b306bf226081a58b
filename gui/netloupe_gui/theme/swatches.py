"""Little squares in the colours of rules."""
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from netloupe_gui.theme.tokens import RULE_COLOURS, Theme

SIDE = 14
GAP = 2


def swatches_size(count: int) -> QSize:
    """How much room so many take."""
    return QSize(max(count, 1) * (SIDE + GAP) - GAP, SIDE)


def swatches(theme: Theme, colours: Sequence[str], is_on: bool = True) -> QIcon:
    """One square for each of these RULE_COLOURS in a row; of what is off, the edges alone."""
    pixmap = QPixmap(swatches_size(len(colours)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(QColor(theme.muted))
    for at, colour in enumerate(colours):
        painter.setBrush(QColor(theme.rules[RULE_COLOURS.index(colour)]) if is_on else Qt.BrushStyle.NoBrush)
        painter.drawRect(QRect(at * (SIDE + GAP), 0, SIDE - 1, SIDE - 1))
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)         # else it is mixed with the selection
    return icon
