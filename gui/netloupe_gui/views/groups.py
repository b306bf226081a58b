"""The grouped sessions: rows with sub-totals that open to groups and at last to sessions."""
import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.ids import ascending, ids_of
from netloupe_gui.models.grouped import LABEL, Order
from netloupe_gui.models.groups import COLUMNS, GroupsModel
from netloupe_gui.text import csv_line
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.styles import header_style
from netloupe_gui.widgets.condition_menu import add_conditions

SELECTED_MAX = 20_000       # sessions; a group of more is asked for by its menu
COPIED_ROWS_MAX = 100_000
ROW_PADDING = 7
INDENT = 16
ARROW = 9
SIDES = 6
BAR = 3                     # pixels of height
WIDTHS = (46, 10, 10, 11, 9, 24, 10)        # digits

Index = QModelIndex | QPersistentModelIndex


class _GroupCells(QStyledItemDelegate):
    """Paints rows with their depth, the arrow that opens them, and bars below figures."""

    def __init__(self, model: GroupsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: one cell."""
        theme = theme_of(option.palette)
        rect: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row, column = index.row(), index.column()
        painter.save()
        ground = self._model.ground(row)
        painter.fillRect(rect, QColor(theme.selection if is_selected else theme.rules[ground] if ground >= 0
                                      else theme.alternate if row % 2 else theme.base))
        text_colour = QColor(theme.selection_text if is_selected else theme.text)
        share = self._model.share(row, column)
        if share:
            room = rect.width() - 2 * SIDES
            wide = max(1, round(share * room))
            painter.fillRect(QRect(rect.right() - SIDES - wide + 1, rect.bottom() - BAR, wide, BAR),
                             QColor(theme.selection_text if is_selected else theme.accent))
        inner = rect.adjusted(SIDES, 0, -SIDES, 0)
        if column == LABEL:
            inner.setLeft(inner.left() + INDENT * self._model.depth(row))
            if self._model.is_group(row):
                _arrow(painter, inner, self._model.is_open(row), text_colour)
            inner.setLeft(inner.left() + INDENT)
        painter.setPen(text_colour)
        painter.setFont(option.font)
        metrics = QFontMetrics(option.font)
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        side = Qt.AlignmentFlag.AlignLeft if column == LABEL else Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()


def _arrow(painter: QPainter, rect: QRect, is_open: bool, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    left, middle, half = rect.left() + 1.0, rect.center().y() + 0.5, ARROW / 2
    points = [QPointF(left, middle - 2.5), QPointF(left + ARROW, middle - 2.5), QPointF(left + half, middle + 3)] \
        if is_open else [QPointF(left + 2, middle - half), QPointF(left + 2, middle + half),
                         QPointF(left + 7.5, middle)]
    painter.drawPolygon(QPolygonF(points))


class GroupsTable(QTableView):
    """Selecting a group selects its sessions; its menu asks for them. GUI thread only."""

    def __init__(self, model: GroupsModel, focus: Focus, parent: QWidget | None = None) -> None:
        """Show this model."""
        super().__init__(parent)
        self._groups, self._focus = model, focus
        self._asking: Asking | None = None
        self._place = 0, -1
        self.setModel(model)
        self.setObjectName("groups")
        self.setAccessibleName(self.tr("Groups of sessions"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        figures = QFont()
        figures.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(figures)
        self.setItemDelegate(_GroupCells(model, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        header.sectionClicked.connect(self._on_section)
        self.customContextMenuRequested.connect(self._on_menu)
        self.doubleClicked.connect(self._on_double)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        model.rows_changing.connect(self._on_rows_changing)
        model.shown_changed.connect(self._on_rows_changed)
        self._fit()

    def set_asking(self, asking: Asking) -> None:
        """Groups ask by what they have in common, through this."""
        self._asking = asking

    def conditions(self) -> tuple[str, ...]:
        """What the current row has in common."""
        index = self.currentIndex()
        return self._groups.conditions(index.row()) if index.isValid() else ()

    # sorting

    def _on_section(self, column: int) -> None:
        order = self._groups.order
        self._groups.set_order(Order(column, not order.descending) if order.column == column
                               else Order(column, column != LABEL))

    # opening and selecting

    def _set_open(self, row: int, is_open: bool) -> None:
        self._groups.set_open(row, is_open)

    def _on_double(self, index: QModelIndex) -> None:
        if self._groups.is_group(index.row()):
            self._set_open(index.row(), not self._groups.is_open(index.row()))

    def _on_selected(self) -> None:
        found, count = [], 0
        for index in self.selectionModel().selectedRows():
            ids = self._groups.ids(index.row())
            count += len(ids)
            if count > SELECTED_MAX:
                return
            found.append(ids)
        if found:
            self._focus.select_sessions(ids_of(ascending(np.concatenate(found))))

    def _on_rows_changing(self) -> None:
        self._place = self.verticalScrollBar().value(), self.currentIndex().row()

    def _on_rows_changed(self) -> None:
        """The place is kept: what was opened or closed is below it."""
        top, row = self._place
        self.executeDelayedItemsLayout()
        if 0 <= row < self._groups.rowCount():
            blocked = self.selectionModel().blockSignals(True)
            self.selectRow(row)
            self.selectionModel().blockSignals(blocked)
        self.verticalScrollBar().setValue(top)

    # menu and clipboard

    def _on_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy value"), self._copy_value)
        menu.addAction(self.tr("Copy rows as CSV"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy_rows)
        if self._asking is not None:
            add_conditions(menu, self._asking, self.conditions())
        menu.popup(self.viewport().mapToGlobal(place))

    def _copy_value(self) -> None:
        QGuiApplication.clipboard().setText(str(self.currentIndex().data()))

    def copy_rows(self) -> None:
        """The selected rows with exact figures, to the clipboard."""
        titles = [self._groups.title(column) for column in range(len(COLUMNS))]
        lines = [csv_line(titles)]
        for index in self.selectionModel().selectedRows()[:COPIED_ROWS_MAX]:
            row = index.row()
            lines.append(csv_line([self._groups.label(row), *(self._groups.number(row, column)
                                                             for column in range(1, len(COLUMNS)))]))
        QGuiApplication.clipboard().setText("".join(lines))

    # Qt's side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: right opens, left closes or goes to the group around, Enter does either; copy."""
        row, key = self.currentIndex().row(), event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif row < 0:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._groups.is_group(row):
            self._set_open(row, not self._groups.is_open(row))
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Plus):
            self._set_open(row, True)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            if self._groups.is_open(row):
                self._set_open(row, False)
            elif (parent := self._groups.parent_row(row)) >= 0:
                self.selectRow(parent)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on the arrow opens or closes."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() == LABEL \
                and self._groups.is_group(index.row()):
            left = self.visualRect(index).left() + SIDES + INDENT * self._groups.depth(index.row())
            if left <= event.position().x() < left + INDENT:
                self._set_open(index.row(), not self._groups.is_open(index.row()))
                return
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another text size or theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_groups"):
            self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        height = metrics.height() + ROW_PADDING
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        for column, digits in enumerate(WIDTHS):
            if column != LABEL:
                self.setColumnWidth(column, digits * metrics.horizontalAdvance("0") + 2 * SIDES)
        style = header_style(theme_of(self.palette()))
        if style != self.horizontalHeader().styleSheet():
            self.horizontalHeader().setStyleSheet(style)
