"""The list of interfaces: in the capture dialog with everything, on the welcome page shorter."""
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from netloupe_gui.bridge.device_watch import DeviceWatch
from netloupe_gui.models.devices import (
    ADDRESSES,
    DESCRIPTION,
    LINK,
    NAME,
    STATE,
    TITLES,
    TRAFFIC,
    USABLE,
    DevicesModel,
)
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.styles import header_style
from netloupe_gui.widgets.sparkline import SparklineDelegate, VerdictDelegate

ROW_PADDING = 10
ROWS_MIN = 5
_WIDTHS = {NAME: 14, STATE: 13, TRAFFIC: 22, USABLE: 11, ADDRESSES: 30, LINK: 16, DESCRIPTION: 16}     # digits
SHORT = (NAME, TRAFFIC, STATE, ADDRESSES)


class DeviceTable(QTableView):
    """Interfaces with sparklines, watched while it is on screen. Selection is kept by name. GUI thread only."""

    selection_edited = Signal()
    start_asked = Signal()          # by double click or Enter

    def __init__(self, watch: DeviceWatch, is_short: bool = False, parent: QWidget | None = None) -> None:
        """`is_short`: for the welcome page, a click picks one."""
        super().__init__(parent)
        self._watch, self._is_short = watch, is_short
        self._wanted: tuple[str, ...] = ()
        self._is_watching = self._is_restoring = False
        self._model = DevicesModel(watch, self)
        self.setModel(self._model)
        self.setAccessibleName(self.tr("Interfaces"))
        self._set_up()
        self._model.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.doubleClicked.connect(self._on_double_click)
        self._colour()
        self._fit()
        if not is_short:
            self.setMinimumHeight(self.row_height * (ROWS_MIN + 1))

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection if self._is_short else
                              QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        figures = QFont()
        figures.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(figures)
        self.setItemDelegateForColumn(TRAFFIC, SparklineDelegate(self))
        verdict = VerdictDelegate(self)
        for column in (STATE, USABLE):
            self.setItemDelegateForColumn(column, verdict)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if self._is_short:
            header.hide()
            self.setMouseTracking(True)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            for column in range(len(TITLES)):
                self.setColumnHidden(column, column not in SHORT)
            header.moveSection(header.visualIndex(TRAFFIC), 1)

    # selection, by name

    @property
    def selected(self) -> tuple[str, ...]:
        """Names of the selected interfaces, in the order they are listed."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.rows[row].device.name for row in rows)

    @property
    def model_rows(self) -> DevicesModel:
        """The model, with its own type."""
        return self._model

    def select(self, names: Sequence[str]) -> None:
        """Select these; those that are not there are selected when they come."""
        self._wanted = tuple(names)
        self._restore()

    def _restore(self) -> None:
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        self._is_restoring = True
        selection.clearSelection()
        first = -1
        for row, facts in enumerate(self._model.rows):
            if facts.device.name in self._wanted:
                selection.select(self._model.index(row, 0), flags.Select | flags.Rows)
                first = row if first < 0 else first
        if first >= 0:
            selection.setCurrentIndex(self._model.index(first, 0), flags.NoUpdate)
        self._is_restoring = False
        self.selection_edited.emit()

    def _on_selection(self) -> None:
        if not self._is_restoring:
            self._wanted = self.selected
            self.selection_edited.emit()

    def _on_double_click(self, _index: QModelIndex) -> None:
        if not self._is_short:
            self.start_asked.emit()

    # Qt's side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter starts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected:
            self.start_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        super().showEvent(event)
        if not self._is_watching:
            self._is_watching = True
            self._watch.watch()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks."""
        super().hideEvent(event)
        if self._is_watching:
            self._is_watching = False
            self._watch.unwatch()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow text size and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        elif event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def sizeHint(self) -> QSize:
        """Qt: all columns, some rows."""
        digit = self.fontMetrics().horizontalAdvance("0")
        return QSize(sum(_WIDTHS.values()) * digit + 24, self.row_height * 8)

    @property
    def row_height(self) -> int:
        """Of one interface, in pixels."""
        return self.fontMetrics().height() + ROW_PADDING

    def _fit(self) -> None:
        digit = self.fontMetrics().horizontalAdvance("0")
        self.verticalHeader().setMinimumSectionSize(self.row_height)
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width * digit)

    def _colour(self) -> None:
        self.horizontalHeader().setStyleSheet(header_style(theme_of(self.palette())))
