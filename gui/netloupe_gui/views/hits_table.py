"""The list of the find bar: a row a place, what was found marked in the middle of what stands around it."""
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from netloupe_gui.models import hits
from netloupe_gui.models.hits import NUMBERS, HitsModel
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.styles import header_style
from netloupe_gui.widgets.painting import paint_cells

ROWS = 6                # that are in sight
ROW_PADDING = 4
SIDES = 4
WIDTHS = {hits.PACKET: 9, hits.SESSION: 9, hits.TIME: 13, hits.WAY: 5, hits.OFFSET: 9}      # digits


class HitsTable(QTableView):
    """Places that were found; one is the current one. Cells are painted in one go: while the search goes on, each time
    Qt asks Python for a part of one the search has the interpreter for a while. GUI thread only."""

    def __init__(self, model: HitsModel, parent: QWidget | None = None) -> None:
        """Hidden until somebody shows it."""
        super().__init__(parent)
        self._hits = model
        self.setModel(model)
        self.setAccessibleName(self.tr("What was found"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.hide()
        self.measure()

    def measure(self) -> None:
        """Rows, columns and its height for the size of the text, its heading for the theme."""
        self.horizontalHeader().setStyleSheet(header_style(theme_of(self.palette())))
        metrics = QFontMetrics(self.font())
        row, digit = metrics.height() + ROW_PADDING, metrics.horizontalAdvance("0")
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        for column, digits in WIDTHS.items():
            self.setColumnWidth(column, digits * digit)
        header = self.horizontalHeader()
        header.ensurePolished()
        self.setFixedHeight(header.sizeHint().height() + ROWS * row + 2 * self.frameWidth())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the cells in view."""
        self._theme = theme_of(self.palette())
        self._bold = QFont(self.font())
        self._bold.setBold(True)
        paint_cells(self, event.rect(), self._draw)

    def _draw(self, painter: QPainter, room: QRect, row: int, column: int, is_selected: bool) -> None:
        theme = self._theme
        if is_selected:
            painter.fillRect(room, QColor(theme.selection))
        if column == hits.FOUND:
            self._draw_excerpt(painter, room, row, is_selected)
            return
        painter.setPen(QColor(theme.selection_text if is_selected else theme.text))
        side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room.adjusted(SIDES, 0, -SIDES, 0), side | Qt.AlignmentFlag.AlignVCenter,
                         self._hits.text(row, column))

    def _draw_excerpt(self, painter: QPainter, room: QRect, row: int, is_selected: bool) -> None:
        theme, plain, bold = self._theme, self.font(), self._bold
        bold.setUnderline(is_selected)      # where the marked and the selected have one colour
        painter.setClipRect(room)
        at = room.left() + SIDES
        for part, font in zip(self._hits.parts(row), (plain, bold, plain), strict=True):
            metrics = QFontMetrics(font)
            width = metrics.horizontalAdvance(part)
            baseline = room.top() + (room.height() - metrics.height()) // 2 + metrics.ascent()
            colour = theme.selection_text if is_selected else theme.muted
            if font is bold:
                colour = theme.banner_text
                painter.fillRect(at - 1, room.top() + 1, width + 2, room.height() - 2, QColor(theme.banner))
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QPoint(at, baseline), part)
            at += width
        painter.setFont(plain)
        painter.setClipping(False)
