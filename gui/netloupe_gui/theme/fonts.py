"""Fonts beside the application's own."""
from PySide6.QtGui import QFont, QFontDatabase


def fixed_font(points: float) -> QFont:
    """The system's font for bytes and commands, at this size."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if points > 0:
        font.setPointSizeF(points)
    return font
