"""A table view for models over columns: keeps its place by row, chooses columns, sorts by several keys, copies."""
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.ids import ascending
from netloupe_gui.bridge.why import Question
from netloupe_gui.models.arrange import SortKey
from netloupe_gui.models.columns import Rows
from netloupe_gui.models.table import ColumnTableModel
from netloupe_gui.text import csv_line
from netloupe_gui.widgets.cells import Cells
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.copying import Copying
from netloupe_gui.widgets.painting import paint_cells
from netloupe_gui.widgets.table_columns import TableColumns
from netloupe_gui.widgets.table_header import TableHeader

ROW_PADDING = 7
COPIED_ROWS_MAX = 100_000
ASKED_ROWS_MAX = 50
SORT_KEYS_MAX = 5
_RESET = -1                 # in the header's menu, for the number of a column
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_SELECT_ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class Table(QTableView):
    """Shows one `ColumnTableModel`. Subclasses say which rows are selected in the focus. GUI thread only."""

    rows_picked = Signal(object, int)       # rows of the source that the person selected; the current one or -1
    columns_changed = Signal(object)        # the visible columns
    follow_changed = Signal(bool)
    header_asked = Signal(object, str)      # the menu of a column's header before it is shown, the column's key

    def __init__(self, model: ColumnTableModel, parent: QWidget | None = None) -> None:
        """Show this model."""
        super().__init__(parent)
        self._model = model
        self._is_restoring = self._goes_sideways = False
        self._follows = False
        self._asking: Asking | None = None
        self._copying = Copying(self)
        self._copying.working_changed.connect(self._on_copying)
        self._offered: list[QAction] = []       # in the context menu, besides its own
        self._wanted: Rows = np.zeros(0, np.uint32)     # rows to keep selected, shown or not
        self._top = -1                                  # row at the top before a new order, -1: the table's beginning
        self._was_current_seen = False
        self.setModel(model)
        self._set_up_header()
        self._set_up_view()
        model.order_changing.connect(self._on_order_changing)
        model.order_changed.connect(self._on_order_changed)
        model.sort_changed.connect(self._show_sort)
        model.rowsInserted.connect(self._on_rows_inserted)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._fit_rows()
        self.reset_columns()

    def _set_up_view(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        figures = QFont()
        figures.setFeature(QFont.Tag("tnum"), 1)    # of one width, so that digits stand below each other
        self.setFont(figures)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_cell_menu)
        self._cells = Cells(self._model, self)

    def _set_up_header(self) -> None:
        rows, header = self.verticalHeader(), TableHeader(self._model, self)
        self.setHorizontalHeader(header)
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicatorShown(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self._on_section_clicked)
        header.customContextMenuRequested.connect(self._show_header_menu)
        for each in (rows, header):
            # Painting a header asks its selection model about every row of the table when all are selected; one of
            # its own is always empty.
            each.setSelectionModel(QItemSelectionModel(self._model, each))
        self.columns = TableColumns(self, self._model, header)
        self.columns.changed.connect(self._tell_columns)

    # columns

    def reset_columns(self) -> None:
        """Show the columns as they are at first: order, widths, which are visible."""
        self.columns.reset()

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column by its key."""
        self.columns.show(next(at for at, column in enumerate(self._model.columns) if column.key == key), shown)

    def header_state(self) -> QByteArray:
        """Order, widths and visibility of the columns, to keep."""
        return self.columns.state()

    def restore_header_state(self, state: QByteArray) -> None:
        """As saved before; a state of other columns is ignored."""
        if not self.columns.restore(state):
            self.reset_columns()

    def _tell_columns(self) -> None:
        self.columns_changed.emit(tuple(self._model.columns[at] for at in sorted(self.columns.visible())))

    def _show_header_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for logical, column in enumerate(self._model.columns):
            title = self._model.headerData(logical, Qt.Orientation.Horizontal)
            action = QAction(str(title), menu, checkable=True, checked=not self.isColumnHidden(logical))
            action.setToolTip(column.says)
            action.setData(logical)
            menu.addAction(action)
        menu.addSeparator()
        self._add_addable(menu)
        reset = QAction(self.tr("Reset columns"), menu)
        reset.setData(_RESET)
        menu.addAction(reset)
        at = self.horizontalHeader().logicalIndexAt(point)
        if at >= 0:
            self.header_asked.emit(menu, self._model.columns[at].key)
        menu.triggered.connect(self._on_column_chosen)
        menu.popup(self.horizontalHeader().mapToGlobal(point))

    def _add_addable(self, menu: QMenu) -> None:
        """Columns that may be added, by what stands before the dot."""
        groups: dict[str, QMenu] = {}
        for key in self._model.addable:
            group = key.partition(".")[0]
            if not groups:
                every = menu.addMenu(self.tr("Add attribute"))
            if group not in groups:
                groups[group] = every.addMenu(group)
            action = QAction(key, groups[group])
            action.setData(key)
            groups[group].addAction(action)

    def _on_column_chosen(self, action: QAction) -> None:
        chosen = action.data()
        if chosen == _RESET:
            self.reset_columns()
        elif isinstance(chosen, str):
            self.columns.add(chosen)
        elif isinstance(chosen, int):
            self.columns.show(chosen, action.isChecked())

    # sorting

    def _on_section_clicked(self, logical: int) -> None:
        column = self._model.columns[logical]
        keys = list(self._model.sort_keys)
        mine = next((key for key in keys if key.column is column), None)
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            if mine is None:
                keys = [*keys, SortKey(column)][:SORT_KEYS_MAX]
            else:
                keys[keys.index(mine)] = SortKey(column, not mine.descending)
        elif mine is None or len(keys) > 1:
            keys = [SortKey(column)]
        else:
            keys = [] if mine.descending else [SortKey(column, descending=True)]
        self._model.set_sort(tuple(keys))

    def _show_sort(self) -> None:
        header, keys = self.horizontalHeader(), self._model.sort_keys
        header.setSortIndicatorShown(bool(keys))
        if keys:
            order = Qt.SortOrder.DescendingOrder if keys[0].descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(self._model.columns.index(keys[0].column), order)

    # selection and place, by row of the source

    def select_rows(self, rows: Rows, reveal: bool = True) -> None:
        """Select these rows of the source without telling anybody; they stay wanted while they are hidden."""
        self._wanted = rows
        positions = self._model.positions_of(rows) if len(rows) != 1 else self._one_position(int(rows[0]))
        selection = QItemSelection()
        last_column = len(self._model.columns) - 1
        runs = np.split(positions, np.flatnonzero(np.diff(positions) != 1) + 1) if len(positions) else []
        for run in runs:
            selection.select(self._model.index(int(run[0]), 0), self._model.index(int(run[-1]), last_column))
        self._is_restoring = True
        try:
            self.selectionModel().select(selection, _SELECT_ROWS)
            if len(positions):
                first = self._one_position(int(rows[0]))
                at = int(first[0]) if len(first) else int(positions[0])
                current = self.currentIndex()       # whoever is at a value stays in its column
                place = current.column() if current.isValid() else self.horizontalHeader().logicalIndexAt(0)
                index = self._model.index(at, max(place, 0))
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                if reveal:
                    self._reveal(at)
        finally:
            self._is_restoring = False

    def keep_rows(self, rows: Rows) -> None:
        """These, which the person has just selected, stay wanted, the first of them as the current one."""
        self._wanted = rows

    def _one_position(self, row: int) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
        position = self._model.position_of(row)
        return np.array([position] if position >= 0 else [], np.intp)

    def _reveal(self, position: int) -> None:
        """Scroll only as far as needed."""
        self.scrollTo(self._model.index(position, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def _on_selection_changed(self) -> None:
        if self._is_restoring:
            return
        parts = [self._model.rows_at(part.top(), part.bottom()) for part in self._selected_parts()]
        rows = ascending(np.concatenate(parts)) if parts else np.zeros(0, np.uint32)
        current = self.currentIndex()
        row = self._model.row_at(current.row()) if current.isValid() else -1
        self._wanted = rows
        self.rows_picked.emit(rows, row)

    def _selected_parts(self) -> list[QItemSelectionRange]:
        """What is selected, from the top down; a part is a block of rows."""
        selection = self.selectionModel().selection()
        parts = [selection.at(at) for at in range(selection.size())]
        return sorted(parts, key=QItemSelectionRange.top)

    def _on_order_changing(self) -> None:
        top = self.rowAt(0)
        self._top = self._model.row_at(top) if top > 0 else -1
        current = self.currentIndex()
        visible = self.viewport().rect()
        self._was_current_seen = current.isValid() and visible.intersects(self.visualRect(current))
        self._is_restoring = True

    def _on_order_changed(self, by_person: bool) -> None:
        self._is_restoring = False
        self.executeDelayedItemsLayout()        # else the scroll bar still has the range of the old rows
        self.select_rows(self._wanted, reveal=by_person and self._was_current_seen)
        if self._follows:
            self.scrollToBottom()
        elif not by_person and self._top >= 0:
            position = self._model.position_of(self._top)
            if position >= 0:
                self.scrollTo(self._model.index(position, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    # following the newest

    @property
    def follows(self) -> bool:
        """Whether the newest row is kept in sight."""
        return self._follows

    def set_follow(self, follows: bool) -> None:
        """Keep the newest row in sight until the person scrolls."""
        if follows:
            self.scrollToBottom()
        if follows != self._follows:
            self._follows = follows
            self.follow_changed.emit(follows)

    def _on_rows_inserted(self) -> None:
        if self._follows:
            self.scrollToBottom()

    def _stop_following(self) -> None:
        bar = self.verticalScrollBar()
        if self._follows and bar.value() < bar.maximum():
            self.set_follow(False)

    # copying

    def copy_rows(self) -> None:
        """The selected rows as CSV with the titles of the visible columns and exact values, to the clipboard."""
        parts = [self._model.rows_at(part.top(), part.bottom()) for part in self._selected_parts()]
        rows = np.concatenate(parts)[:COPIED_ROWS_MAX] if parts else np.zeros(0, np.uint32)
        self._copying.start(self._csv(rows))

    def _csv(self, rows: Rows) -> Iterator[str]:
        """Line by line, while the order of the rows or the choice of columns may change."""
        model, source, visible = self._model, self._model.source, self.columns.visible()
        columns = [model.columns[at] for at in visible]
        yield csv_line(title for at in visible for title in model.raw_titles(at))
        for row in rows:
            if model.source is not source:      # another capture is shown
                self._copying.cancel()
                return
            yield csv_line(cell for column in columns for cell in model.raw_cells(int(row), column))

    def _on_copying(self, is_working: bool) -> None:
        if is_working:
            self.viewport().setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.viewport().unsetCursor()

    def copy_cell(self) -> None:
        """The text of the current cell, to the clipboard."""
        index = self.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(str(self._model.data(index)))

    def _show_cell_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if not index.isValid():
            return
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy value"), self.copy_cell)
        menu.addAction(self.tr("Copy rows as CSV"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy_rows)
        if self._offered:
            menu.addSeparator()
            menu.addActions(self._offered)
        if self._asking is not None:
            add_conditions(menu, self._asking, self.conditions())
        menu.popup(self.viewport().mapToGlobal(point))

    # asking

    def offer(self, *actions: QAction) -> None:
        """Have these in the context menu."""
        self._offered.extend(actions)

    def set_asking(self, asking: Asking) -> None:
        """Cells ask by what they say, through this."""
        self._asking = asking

    def conditions(self) -> tuple[str, ...]:
        """What the current cell says, as conditions; where its row is selected, what all selected rows say."""
        index = self.currentIndex()
        if not index.isValid():
            return ()
        row = self._model.row_at(index.row())
        rows = [row]
        if self.selectionModel().isRowSelected(index.row()):
            for part in self._selected_parts():
                last = min(part.bottom(), part.top() + ASKED_ROWS_MAX)
                rows += [one for one in self._model.rows_at(part.top(), last).tolist() if one != row]
        return self._model.conditions(rows[:ASKED_ROWS_MAX], index.column())

    def question(self) -> Question | None:
        """What Why? means at the current cell."""
        index = self.currentIndex()
        return self._model.question(self._model.row_at(index.row()), index.column()) if index.isValid() else None

    # Qt's side

    def scrollTo(self, index: QModelIndex | QPersistentModelIndex,
                 hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Qt: bring a row into sight; sideways only where the person goes there by keys."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if not self._goes_sideways:
            self.horizontalScrollBar().setValue(sideways)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: copy; Home and End go to the first and last row."""
        self._goes_sideways = event.key() in _SIDEWAYS
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.set_follow(False)
            self.scrollToTop()
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self.set_follow(True)
        else:
            super().keyPressEvent(event)
        self._goes_sideways = False

    def keyboardSearch(self, search: str) -> None:
        """Qt: not here; it would read every row in the GUI thread, and the filter does it better."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the cells in view."""
        self._cells.begin()
        paint_cells(self, event.rect(), self._cells.draw)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: one column fills the width; the newest row, or the current one, stays in sight."""
        super().resizeEvent(event)
        self.columns.stretch()
        current = self.currentIndex()
        if self._follows:
            self.scrollToBottom()
        elif current.isValid() and 0 <= self.visualRect(current).top() < event.oldSize().height():
            self._reveal(current.row())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the person scrolls."""
        super().wheelEvent(event)
        self._stop_following()

    def verticalScrollbarAction(self, action: int) -> None:
        """Qt: the person uses the scroll bar."""
        super().verticalScrollbarAction(action)
        self._stop_following()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: the pointer came in: rows keep still."""
        super().enterEvent(event)
        self._model.set_held(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: the pointer went away."""
        super().leaveEvent(event)
        self._model.set_held(False)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: rows and columns follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
            self.columns.rescale()

    def _fit_rows(self) -> None:
        height = QFontMetrics(self.font()).height() + ROW_PADDING
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

