"""How the cells of a table are drawn: with as few calls as can be, since a table is painted anew at every look at a
growing capture. A text is measured once."""
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from netloupe_gui.models.columns import PAIR_DOWN, PAIR_UP
from netloupe_gui.models.table import ColumnTableModel
from netloupe_gui.theme.glyphs import draw_glyph, state_glyph
from netloupe_gui.theme.palette import theme_of

AFTER = "\u2002"        # keeps right-aligned text off the left-aligned column that follows
SIDES = 3               # pixels left and right of a text
STRIPE = 3              # pixels of its ground that a selected row shows
GLYPH_GAP = 4           # ... and between a picture and its text
WIDTHS_KEPT_MAX = 4_096


class Cells:
    """Texts, numbers, pairs of numbers, states with their pictures. GUI thread only."""

    def __init__(self, model: ColumnTableModel, view: QTableView) -> None:
        """Of a view of this model."""
        self._model, self._view = model, view
        self._pens: dict[str, QColor] = {}
        self._has_grounds, self._leftmost, self._drawn_in = False, -1, ""
        self._measure(view.font())
        self._theme = theme_of(view.palette())

    def begin(self) -> None:
        """Cells are about to be painted: look up what they have in common."""
        font = self._view.font()
        if font != self._font:
            self._measure(font)
        self._theme = theme_of(self._view.palette())
        self._drawn_in = ""
        self._has_grounds = self._model.has_grounds
        if self._has_grounds:
            self._leftmost = self._view.horizontalHeader().logicalIndexAt(0)

    def _measure(self, font: QFont) -> None:
        self._font, self._metrics = font, QFontMetrics(font)
        self._spare, self._ascent = self._metrics.horizontalAdvance(AFTER), self._metrics.ascent()
        self._height = self._metrics.height()
        self._widths: dict[str, int] = {}

    def draw(self, painter: QPainter, room: QRect, row: int, at: int, is_selected: bool) -> None:
        """One cell."""
        theme = self._theme
        left, right = room.left() + SIDES, room.right() - SIDES
        baseline = room.top() + (room.height() - self._height) // 2 + self._ascent
        text, tint, state = self._model.cell(row, at)
        colour = theme.text if not tint else getattr(theme, tint)
        if state >= 0:
            colour = theme.states[state] if state < len(theme.states) else theme.text
        ground = self._model.ground(row) if self._has_grounds else -1
        if is_selected:
            painter.fillRect(room, self._pen(theme.selection))
            colour = theme.selection_text
            if ground >= 0 and at == self._leftmost:
                painter.fillRect(QRect(room.left(), room.top(), STRIPE, room.height()), self._pen(theme.rules[ground]))
        elif ground >= 0:
            painter.fillRect(room, self._pen(theme.rules[ground]))
            colour = theme.text             # which alone is readable on all grounds
        if colour != self._drawn_in:        # neighbours have mostly the same
            painter.setPen(self._pen(colour))
            self._drawn_in = colour
        if state >= 0:
            draw_glyph(painter, left, room.top() + room.height() / 2, self._ascent, state_glyph(state), colour)
            left += self._ascent + GLYPH_GAP
        column = self._model.columns[at]
        if column.is_pair:
            first, _up, second = text.partition(PAIR_UP)
            self._draw(painter, left, left + (right - left - self._spare) // 2, baseline, first, True)
            self._draw(painter, left, right - self._spare, baseline, second.removesuffix(PAIR_DOWN), True)
        else:
            self._draw(painter, left, right - self._spare if column.right else right, baseline, text, column.right)

    def _draw(self, painter: QPainter, left: int, right: int, baseline: int, text: str, is_right: bool) -> None:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= WIDTHS_KEPT_MAX:
                self._widths.clear()
            width = self._widths[text] = self._metrics.horizontalAdvance(text)
        room = right - left + 1
        if width > room:
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = self._metrics.horizontalAdvance(text)
        painter.drawText(right + 1 - width if is_right else left, baseline, text)

    def _pen(self, colour: str) -> QColor:
        pen = self._pens.get(colour)
        if pen is None:
            pen = self._pens[colour] = QColor(colour)
        return pen
