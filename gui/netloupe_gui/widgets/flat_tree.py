"""Tables whose rows are a tree: groups open and close by arrow, double click and keys."""
from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QWidget

from netloupe_gui.models.flat_tree import FlatTreeModel
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.tokens import Theme
from netloupe_gui.widgets.painting import paint_cells
from netloupe_gui.widgets.plain_table import PlainTable

INDENT = 16
ARROW = 9
SIDES = 6               # pixels left and right of a text
TREE = 0                # the column that is indented, and has the room that the others leave


class FlatTree(PlainTable):
    """Shows a tree; subclasses draw its cells (`draw`). GUI thread only."""

    def __init__(self, model: FlatTreeModel, widths: Mapping[int, int], parent: QWidget | None = None) -> None:
        """`widths` of the other columns, in digits."""
        super().__init__(model, widths, TREE, parent, beside=2 * SIDES)
        self._tree, self._theme = model, theme_of(self.palette())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(False)             # the cells are painted with their ground
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            # When all rows are selected, a header that is painted asks about each; one of its own is always empty.
            header.setSelectionModel(QItemSelectionModel(model, header))
        self.doubleClicked.connect(self._on_double)

    # for subclasses

    def draw(self, painter: QPainter, room: QRect, row: int, column: int, is_selected: bool) -> None:
        """Draw a cell; the ground of every second row is there."""
        raise NotImplementedError

    @property
    def theme(self) -> Theme:
        """In which cells are drawn."""
        return self._theme

    def indented(self, painter: QPainter, room: QRect, row: int, colour: QColor) -> QRect:
        """Draw the arrow of a group; what is left of the room for the text, or the picture, of any row."""
        room.setLeft(room.left() + INDENT * self._tree.depth(row))
        if self._tree.is_group(row):
            _draw_arrow(painter, room, self._tree.is_open(row), colour)
        room.setLeft(room.left() + INDENT)
        return room

    # opening

    def _toggle(self, row: int) -> None:
        self._tree.set_open(row, not self._tree.is_open(row))

    def _on_double(self, index: QModelIndex) -> None:
        if self._tree.is_group(index.row()):
            self._toggle(index.row())

    # Qt's side

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the cells in view."""
        self._theme = theme_of(self.palette())
        paint_cells(self, event.rect(), self.draw)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: right opens, left closes or goes to the group around, Enter does either."""
        row, key, tree = self.currentIndex().row(), event.key(), self._tree
        if row < 0:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and tree.is_group(row):
            self._toggle(row)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Plus):
            tree.set_open(row, True)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            if tree.is_group(row) and tree.is_open(row):
                tree.set_open(row, False)
            elif (parent := tree.parent_row(row)) >= 0:
                self.selectRow(parent)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on the arrow opens or closes."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() == TREE \
                and self._tree.is_group(index.row()):
            left = self.visualRect(index).left() + SIDES + INDENT * self._tree.depth(index.row())
            if left <= place.x() < left + INDENT:
                self._toggle(index.row())
                return
        super().mousePressEvent(event)


def _draw_arrow(painter: QPainter, room: QRect, is_open: bool, colour: QColor) -> None:
    left, middle, half = room.left() + 1.0, room.center().y() + 0.5, ARROW / 2
    corners = ((0, -2.5), (ARROW, -2.5), (half, 3)) if is_open else ((2, -half), (2, half), (7.5, 0))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(left + x, middle + y) for x, y in corners]))
    painter.restore()
