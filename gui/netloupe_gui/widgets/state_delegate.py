"""Draws a session's state: a glyph and a text in the state's colour."""
from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from netloupe_gui.models.sessions import STATE_ROLE
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.tokens import STATE_GLYPH_FALLBACK, STATE_GLYPHS


class StateDelegate(QStyledItemDelegate):
    """For the column of states. On a selected row the colour gives way to the selection's, for contrast."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: prepare one cell."""
        super().initStyleOption(option, index)
        state = index.data(STATE_ROLE)
        if not isinstance(state, int):
            return
        theme = theme_of(option.palette)
        is_known = state < len(STATE_GLYPHS)
        glyph = STATE_GLYPHS[state] if is_known else STATE_GLYPH_FALLBACK
        option.text = f"{glyph}  {option.text}"
        if is_known:
            option.palette.setColor(QPalette.ColorRole.Text, QColor(theme.states[state]))
