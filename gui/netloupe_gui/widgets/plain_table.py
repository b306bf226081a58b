"""A table of rows of one line, for what has a model of its own."""
from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.styles import header_style

ROW_PADDING = 7
TITLE_AIR = 12          # pixels beside a heading


class PlainTable(QTableView):
    """Rows of one line, without a grid, in figures of one width; follows theme and text size. GUI thread only."""

    def __init__(self, model: QAbstractItemModel, widths: Mapping[int, int], stretched: int,
                 parent: QWidget | None = None, beside: int = 0) -> None:
        """`widths` of columns in digits, and `beside` their texts so many pixels; column `stretched` has what they
        leave. One row is selected at a time."""
        super().__init__(parent)
        self._widths, self._beside = widths, beside
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        figures = QFont()
        figures.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(figures)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.fit()

    def fit(self) -> None:
        """Rows and columns for the size of the text."""
        metrics = QFontMetrics(self.font())
        height = metrics.height() + ROW_PADDING
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        for column, digits in self._widths.items():
            title = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
            self.setColumnWidth(column, max(digits * metrics.horizontalAdvance("0") + self._beside,
                                            metrics.horizontalAdvance(title) + TITLE_AIR))
        style = header_style(theme_of(self.palette()))
        if style != self.horizontalHeader().styleSheet():
            self.horizontalHeader().setStyleSheet(style)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow theme and text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_beside"):
            self.fit()
