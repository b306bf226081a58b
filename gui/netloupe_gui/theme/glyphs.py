"""Small pictures in the line of a text: drawn from SVG, since fonts do not all have the characters for them."""
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from netloupe_engine.model import Severity
from netloupe_gui.settings.resources import icon_text
from netloupe_gui.theme.tokens import MARKS, STATE_GLYPH_FALLBACK, STATE_GLYPHS, Theme

SEVERITY_GLYPHS = {Severity.NOTE: "info", Severity.WARNING: "warning", Severity.ERROR: "error"}


def severity_colour(severity: Severity, theme: Theme) -> str:
    """In which its picture is drawn."""
    return {Severity.NOTE: theme.muted, Severity.WARNING: theme.warning, Severity.ERROR: theme.error}[severity]


def state_glyph(state: int) -> str:
    """The picture's name of a state; one that nobody knows has one too."""
    return STATE_GLYPHS[state] if 0 <= state < len(STATE_GLYPHS) else STATE_GLYPH_FALLBACK


def mark_glyph(key: str) -> str:
    """The picture's name of a mark on a time axis: what happened to a session, or to a live capture."""
    return f"mark_{key}" if key in MARKS else "mark_other"


@lru_cache(maxsize=512)
def glyph(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """A picture of `side` pixels in a colour ("#rrggbb"), sharp at this device pixel ratio. GUI thread only."""
    real = max(1, round(side * ratio))
    pixmap = QPixmap(QSize(real, real))
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(icon_text(name).replace("currentColor", colour).encode()))
    with QPainter(pixmap) as painter:
        renderer.render(painter, QRectF(0, 0, real, real))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def glyph_icon(name: str, colour: str, side: int, ratio: float) -> QIcon:
    """The same where Qt wants an icon."""
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(glyph(name, colour, side, ratio), mode)
    return icon


def draw_glyph(painter: QPainter, left: float, middle: float, side: int, name: str, colour: str) -> None:
    """Draw a picture whose left edge and middle line are here."""
    sharp = glyph(name, colour, side, painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(left, round(middle - side / 2)), sharp)
