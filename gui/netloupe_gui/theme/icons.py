"""Icons from SVG files of one colour, tinted by the theme."""
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from netloupe_gui.settings.resources import icon_text
from netloupe_gui.theme.tokens import Theme

_SIZES = (16, 20, 24, 32, 48)


def tinted(name: str, theme: Theme, colour: str = "") -> QIcon:
    """An icon in the theme's text colour or another one; greyed when disabled."""
    icon = QIcon()
    source = icon_text(name)
    for mode, shade in ((QIcon.Mode.Normal, colour or theme.text), (QIcon.Mode.Disabled, theme.disabled)):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", shade).encode()))
        for size in _SIZES:
            icon.addPixmap(_drawn(renderer, size), mode)
    return icon


def program_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    icon = QIcon()
    renderer = QSvgRenderer(QByteArray(icon_text("netloupe").encode()))
    for size in (*_SIZES, 128):
        icon.addPixmap(_drawn(renderer, size))
    return icon


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
