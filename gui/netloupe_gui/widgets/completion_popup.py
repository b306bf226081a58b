"""The list below the filter line: what can be written there, what it means, and in how many sessions it occurs."""
from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.text import count, one_line
from netloupe_gui.theme.palette import theme_of

ROWS_MAX = 12           # in sight
WIDTH_DIGITS = 78
ROW_PADDING = 6
TEXT_SHARE = 0.42       # of the width that what is written may take
TEXT_MAX = 120          # characters
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS_MAX - 1, Qt.Key.Key_PageUp: 1 - ROWS_MAX}


class CompletionPopup(QFrame):
    """Rows to choose from; the keyboard stays in the line above. GUI thread only."""

    chosen = Signal(int)        # number of the row

    def __init__(self, line: QWidget) -> None:
        """Hidden, and of this line."""
        super().__init__(line, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self._line = line
        self.rows = QTreeWidget(self)
        self.rows.setColumnCount(3)
        self.rows.setHeaderHidden(True)
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.rows.setAccessibleName(self.tr("What can be written here"))
        header = self.rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.hint = QLabel(self)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setContentsMargins(6, 2, 6, 3)
        self._parts = QVBoxLayout(self)
        self._parts.setContentsMargins(1, 1, 1, 1)
        self._parts.setSpacing(0)
        self._parts.addWidget(self.rows)
        self._parts.addWidget(self.hint)
        self.rows.itemClicked.connect(self._on_clicked)
        self.hide()

    def offer(self, rows: list[tuple[str, str, int]], hint: str) -> None:
        """Show these (what is written, what it says, sessions or -1) below the line; none: nothing. What was chosen
        stays chosen where it is still among them."""
        current = self.rows.topLevelItem(self.current) if self.isVisible() and self.current >= 0 else None
        chosen = current.text(0) if current is not None else ""
        self.rows.clear()
        if not rows:
            self.hide()
            return
        muted = QColor(theme_of(self.palette()).muted)
        figures = QFont(self.rows.font())
        figures.setFeature(QFont.Tag("tnum"), 1)
        for text, says, sessions in rows:
            item = QTreeWidgetItem([one_line(text, TEXT_MAX), one_line(says, TEXT_MAX),
                                    count(sessions) if sessions >= 0 else ""])
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + ROW_PADDING))
            item.setForeground(1, muted)
            item.setForeground(2, muted)
            item.setFont(2, figures)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.rows.addTopLevelItem(item)
        again = [row for row, (text, _, _) in enumerate(rows) if chosen and one_line(text, TEXT_MAX) == chosen]
        self.rows.setCurrentIndex(self.rows.model().index(again[0], 0) if again else QModelIndex())
        self.hint.setText(hint)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, muted)
        self.hint.setPalette(palette)
        self._place(len(rows))
        self.show()
        if again:
            self.rows.scrollTo(self.rows.currentIndex())
        else:
            self.rows.scrollToTop()

    def _place(self, rows: int) -> None:
        metrics = self.fontMetrics()
        width = min(WIDTH_DIGITS * metrics.horizontalAdvance("0"), self._line.window().width() - 16)
        self.rows.header().resizeSection(0, int(width * TEXT_SHARE))
        high = self.rows.sizeHintForRow(0) * min(rows, ROWS_MAX) + 4
        self.rows.setFixedHeight(high)
        self._parts.activate()          # else it is never lower than it was before
        self.resize(QSize(width, high + self.hint.sizeHint().height() + 2))
        self.move(self._line.mapToGlobal(QPoint(0, self._line.height() + 1)))

    @property
    def current(self) -> int:
        """The row that is chosen, -1: none yet."""
        item = self.rows.currentItem()
        return self.rows.indexOfTopLevelItem(item) if item is not None and item.isSelected() else -1

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key moves in the list; it does then."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is None or not self.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        last = self.rows.topLevelItemCount() - 1
        row = self.current + step if self.current >= 0 or step > 0 else last
        if row < 0 and abs(step) == 1:          # above the first: back to the line
            self.rows.clearSelection()
            return True
        row = min(max(row, 0), last)
        self.rows.setCurrentIndex(self.rows.model().index(row, 0))
        return True

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(self.rows.indexOfTopLevelItem(item))
