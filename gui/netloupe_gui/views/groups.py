"""The grouped sessions: rows with sub-totals that open to groups and at last to sessions."""
from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.ids import ascending, ids_of
from netloupe_gui.models.grouped import LABEL, Order
from netloupe_gui.models.groups import COLUMNS, GroupsModel
from netloupe_gui.text import csv_line
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.copying import Copying
from netloupe_gui.widgets.flat_tree import SIDES, FlatTree

SELECTED_MAX = 20_000       # sessions; a group of more is asked for by its menu
COPIED_ROWS_MAX = 100_000
BAR = 3                     # pixels of height
WIDTHS = {column: digits for column, digits in enumerate((46, 10, 10, 11, 9, 24, 10)) if column != LABEL}


class GroupsTable(FlatTree):
    """Selecting a group selects its sessions; its menu asks for them. GUI thread only."""

    def __init__(self, model: GroupsModel, focus: Focus, parent: QWidget | None = None) -> None:
        """Show this model."""
        super().__init__(model, WIDTHS, parent)
        self._groups, self._focus = model, focus
        self._asking: Asking | None = None
        self._place = 0, -1
        self._copying = Copying(self)
        self._copying.working_changed.connect(self._on_copying)
        self.setObjectName("groups")
        self.setAccessibleName(self.tr("Groups of sessions"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_section)
        self.customContextMenuRequested.connect(self._on_menu)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        model.rows_changing.connect(self._on_rows_changing)
        model.shown_changed.connect(self._on_rows_changed)

    def draw(self, painter: QPainter, room: QRect, row: int, column: int, is_selected: bool) -> None:
        """A cell: the label with its depth, or a figure with a bar below it."""
        theme, model = self.theme, self._groups
        ground = model.ground(row)
        if is_selected or ground >= 0:
            painter.fillRect(room, QColor(theme.selection if is_selected else theme.rules[ground]))
        colour = QColor(theme.selection_text if is_selected else theme.text)
        if share := model.share(row, column):
            wide = max(1, round(share * (room.width() - 2 * SIDES)))
            painter.fillRect(QRect(room.right() - SIDES - wide + 1, room.bottom() - BAR, wide, BAR),
                             QColor(theme.selection_text if is_selected else theme.accent))
        room.adjust(SIDES, 0, -SIDES, 0)
        if column == LABEL:
            room = self.indented(painter, room, row, colour)
        painter.setPen(colour)
        text = QFontMetrics(self.font()).elidedText(model.text(row, column), Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignLeft if column == LABEL else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), text)

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

    # selecting

    def _on_selected(self) -> None:
        ids = self._groups.ids_of_rows(self._selected_parts(), SELECTED_MAX)
        if ids is not None and len(ids):
            self._focus.select_sessions(ids_of(ascending(ids)))

    def _selected_parts(self) -> list[tuple[int, int]]:
        """First and last row of each part of what is selected, from the top down."""
        selection = self.selectionModel().selection()
        return sorted((selection.at(at).top(), selection.at(at).bottom()) for at in range(selection.size()))

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
        rows = self._groups.raw_rows(self._selected_parts())
        self._copying.start(self._csv(islice(rows, COPIED_ROWS_MAX)))

    def _on_copying(self, is_working: bool) -> None:
        if is_working:
            self.viewport().setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.viewport().unsetCursor()

    def _csv(self, rows: Iterator[tuple[object, ...]]) -> Iterator[str]:
        """Line by line, while the groups may change."""
        model, analysis = self._groups, self._groups.analysis
        yield csv_line([model.title(column) for column in range(len(COLUMNS))])
        for cells in rows:
            if model.analysis is not analysis:      # another capture is shown
                self._copying.cancel()
                return
            yield csv_line(cells)

    # Qt's side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: copy, too."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)
