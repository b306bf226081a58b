"""All cells of a table painted in one go.

Qt asks Python thrice about each cell before it has it painted, and lets go of the interpreter each time, which another
thread then has for a while: while much goes on beside the window, a table of some hundred cells waits for it as often.
"""
from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionFocusRect, QTableView

Draw = Callable[[QPainter, QRect, int, int, bool], None]    # on this, in this room, row, column, whether it is selected


def paint_cells(view: QTableView, area: QRect, draw: Draw) -> None:
    """Paint what is in an area of the viewport of a view whose rows are all of one height. Every second row has another
    ground; the one cell with the keyboard has its frame. GUI thread only."""
    model, header = view.model(), view.horizontalHeader()
    first = view.rowAt(area.top())
    if first < 0:
        return
    last, height = view.rowAt(area.bottom()), view.rowHeight(first)
    last = last if last >= 0 else model.rowCount() - 1
    rooms = []
    for at in range(header.count()):
        logical = header.logicalIndex(at)
        left, width = header.sectionViewportPosition(logical), header.sectionSize(logical)
        if width and left <= area.right() and left + width > area.left() and not view.isColumnHidden(logical):
            rooms.append((logical, left, width))
    if not rooms:
        return
    start, end, top = rooms[0][1], rooms[-1][1] + rooms[-1][2], view.rowViewportPosition(first)
    is_selected, other = view.selectionModel().isSelected, QColor(view.palette().alternateBase().color())
    with QPainter(view.viewport()) as painter:
        painter.setFont(view.font())
        for row in range(first, last + 1):
            if row % 2:
                painter.fillRect(start, top, end - start, height, other)
            is_marked = is_selected(model.index(row, 0))
            for logical, left, width in rooms:
                draw(painter, QRect(left, top, width, height), row, logical, is_marked)
            top += height
        _draw_focus(view, painter)


def _draw_focus(view: QTableView, painter: QPainter) -> None:
    current = view.currentIndex()
    if current.isValid() and view.hasFocus():
        frame = QStyleOptionFocusRect()
        frame.initFrom(view)
        frame.rect = view.visualRect(current)
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, view)
