"""Draws a session's state: a picture and a text in the state's colour."""
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from netloupe_gui.models.sessions import STATE_ROLE
from netloupe_gui.theme.glyphs import glyph_icon, state_glyph
from netloupe_gui.theme.palette import theme_of


class StateDelegate(QStyledItemDelegate):
    """For the column of states. On a selected row the colour gives way to the selection's, for contrast."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: prepare one cell."""
        super().initStyleOption(option, index)
        state = index.data(STATE_ROLE)
        if not isinstance(state, int):
            return
        theme = theme_of(option.palette)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        colour = theme.states[state] if state < len(theme.states) else theme.text
        option.palette.setColor(QPalette.ColorRole.Text, QColor(colour))
        side = option.fontMetrics.ascent()
        ratio = option.widget.devicePixelRatioF()
        option.icon = glyph_icon(state_glyph(state), theme.selection_text if is_selected else colour, side, ratio)
        option.decorationSize = QSize(side, side)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
