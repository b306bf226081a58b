"""The statistics pane: which there are, the picture of one, and its table. Every part of them asks for its sessions."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSplitter,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.bridge.asking import Ask, Asking
from netloupe_gui.bridge.statistics import StatisticsSource
from netloupe_gui.models.statistic_table import SHARE_ROLE, StatisticTable, value_text
from netloupe_gui.models.statistic_words import in_words, kind_in_words
from netloupe_gui.plots.save_button import SaveButton
from netloupe_gui.plots.statistic_picture import StatisticPicture
from netloupe_gui.text import count, counted, csv_line, safe
from netloupe_gui.theme.palette import mixed, theme_of
from netloupe_gui.theme.styles import header_style
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.hint import Hint

if TYPE_CHECKING:
    from netloupe_engine.analysis import Statistic, StatisticKind

NAME_ROLE = Qt.ItemDataRole.UserRole
LIST_DIGITS = 26        # of the list's width
TOLD_ALREADY = ("low", "high", "path", "start")      # columns that say what the first one says
MEASURED_MAX = 40       # rows by which columns get their widths
CELL_AIR = 20           # pixels of a cell beside its text
BAR_SHARE = 0.35        # of a bar's colour in its cell


class _ShareDelegate(QStyledItemDelegate):
    """A bar behind the number that is measured."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: draw one cell."""
        share = index.data(SHARE_ROLE)
        if share:
            theme = theme_of(option.palette)
            room: QRect = option.rect.adjusted(1, 2, -1, -2)
            room.setWidth(max(1, round(room.width() * min(share, 1.0))))
            painter.fillRect(room, mixed(theme.series[0], theme.base, BAR_SHARE))
        super().paint(painter, option, index)


def _held(area: QWidget) -> QWidget:
    """In a widget of its own: the frame around what has the keyboard would be one more part of a splitter."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(area)
    return holder


class StatisticsView(QWidget):
    """The pane. GUI thread only."""

    failed = Signal(str, str)       # what failed, why: an export that could not be written

    def __init__(self, source: StatisticsSource, asking: Asking, parent: QWidget | None = None) -> None:
        """Shows what `source` answers; clicks are asked through `asking`."""
        super().__init__(parent)
        self.setObjectName("statistics")
        self._source, self._asking = source, asking
        self._found: Statistic | None = None
        self._kinds: tuple[StatisticKind, ...] = ()
        self._is_busy = self._has_capture = False
        self._build()
        self._connect()
        self._colour()
        self._show_page()

    # For the window

    def set_analysis(self, analysis: object) -> None:
        """Whether there is a capture to count; the source knows which."""
        self._has_capture = analysis is not None
        self._show_page()

    def refresh(self) -> None:
        """The source looks by itself."""

    @property
    def found(self) -> Statistic | None:
        """What is shown."""
        return self._found

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (self.list, self.export_button, self.picture, self.table)

    # Widgets

    def _build(self) -> None:
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Statistics"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.picture = StatisticPicture(self)
        self.model = StatisticTable(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(_ShareDelegate(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._title, self._says = QLabel(self), FittingLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.export_button = SaveButton(self.tr("Save the statistic"), self.tr("Save table as CSV…"), self._file_name,
                                        self)
        self.export_button.setText(self.tr("Save or copy") + "\u2002")      # the arrow lies over the end
        self.export_button.menu().addSeparator()
        self.export_button.menu().addAction(self.tr("Copy table"), self.copy_table)
        self._hint = Hint("", "", self)
        body = QWidget(self)
        top = QHBoxLayout()
        top.setContentsMargins(8, 3, 6, 3)
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addWidget(self._says, 1)
        top.addWidget(self.export_button)
        self.split = QSplitter(Qt.Orientation.Horizontal, body)
        self._pages = QStackedWidget(self.split)
        self._pages.addWidget(self.picture)
        self._nothing = Hint(self.tr("Nothing to count"), self.tr("Clear the filter or the brush with Esc."), self)
        self._pages.addWidget(self._nothing)
        self.split.addWidget(self._pages)
        self.split.addWidget(_held(self.table))
        self.split.setStretchFactor(0, 11)
        self.split.setStretchFactor(1, 9)
        self.split.setChildrenCollapsible(False)
        right = QVBoxLayout(body)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(top)
        right.addWidget(self.split, 1)
        self._whole = QSplitter(Qt.Orientation.Horizontal, self)
        self._whole.addWidget(_held(self.list))
        self._whole.addWidget(body)
        self._whole.setStretchFactor(0, 0)
        self._whole.setStretchFactor(1, 1)
        self._whole.setChildrenCollapsible(False)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._hint)
        self._stack.addWidget(self._whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.list)
        self._measure()

    def _connect(self) -> None:
        self._source.answered.connect(self._on_answered)
        self._source.busy_changed.connect(self._on_busy)
        self.export_button.chosen.connect(self.save)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.picture.picked.connect(self.ask)
        self.picture.menu_asked.connect(self._show_menu)
        self.table.clicked.connect(self._on_clicked)
        self.table.customContextMenuRequested.connect(self._on_table_menu)
        self.table.horizontalHeader().sectionClicked.connect(self._on_section)
        self.table.installEventFilter(self)

    # What is shown

    def _on_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._show_page()

    def _on_answered(self, kinds: Sequence[StatisticKind], found: Statistic | None) -> None:
        kinds, found = tuple(map(kind_in_words, kinds)), in_words(found) if found is not None else None
        if kinds != self._kinds:
            self._kinds = kinds
            self._fill()
        if found is None or self._found is None or found.kind.name != self._found.kind.name:
            self.table.horizontalHeader().setSortIndicatorShown(False)
        self._found = found
        self.picture.show_statistic(found)
        self.model.show(found)
        self._nothing.setVisible(False)
        self._pages.setCurrentWidget(self.picture if found is not None and len(found) else self._nothing)
        if found is not None:
            self._mark(found.kind.name)
            self._describe(found)
            self._fit_columns(found)
        self._show_page()

    def _fill(self) -> None:
        """The list: names under the topic they belong to."""
        self.list.blockSignals(True)
        self.list.clear()
        topic = ""
        for kind in self._kinds:
            if kind.topic != topic:
                topic = kind.topic
                head = QListWidgetItem(topic)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                font = self.list.font()
                font.setBold(True)
                head.setFont(font)
                head.setForeground(QColor(theme_of(self.palette()).muted))
                self.list.addItem(head)
            item = QListWidgetItem(f"   {kind.title}")
            item.setData(NAME_ROLE, kind.name)
            item.setToolTip(kind.says)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind.topic}: {kind.title}")
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _mark(self, name: str) -> None:
        """Show in the list what is shown, without asking for it."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            if item.data(NAME_ROLE) == name and self.list.currentItem() is not item:
                self.list.blockSignals(True)
                self.list.setCurrentItem(item)
                self.list.blockSignals(False)

    def _describe(self, found: Statistic) -> None:
        kind = found.kind
        facts = "  ·  ".join(f"{fact.title} {value_text(fact.unit, fact.value)}" for fact in found.facts
                             if fact.name not in ("count", "least"))
        asked = counted(found.sessions, self.tr("{n} session"), self.tr("{n} sessions"))
        more = self.tr("{n} more rows").format(n=count(found.left_out)) if found.left_out else ""
        self._title.setText(kind.title)
        self._says.setText("  ·  ".join(part for part in (kind.says, asked, facts, more) if part))
        most = ", ".join(f"{safe(label)} {value_text(found.column(found.measure).unit, value)}" for label, value in
                         zip(found.labels[:5], found.column(found.measure).values[:5], strict=False))
        self.picture.setAccessibleName(kind.title)
        self.picture.setAccessibleDescription(f"{kind.says} {asked}. {facts} {most}")
        self.table.setAccessibleName(self.tr("Table: {title}").format(title=kind.title))

    def _fit_columns(self, found: Statistic) -> None:
        """As wide as what is seen, but names not wider than half the table."""
        header = self.table.horizontalHeader()
        left, metrics = self.table.viewport().width(), self.table.fontMetrics()
        rows = range(min(self.model.rowCount(), MEASURED_MAX))     # Qt's own hint asks a thousand
        for at, column in enumerate(found.columns):
            self.table.setColumnHidden(at, column.name in TOLD_ALREADY)
            if column.name in TOLD_ALREADY:
                continue
            wide = max((metrics.horizontalAdvance(str(self.model.index(row, at).data())) for row in rows),
                       default=0) + CELL_AIR
            title = header.sectionSizeHint(at)
            most = max(self.table.width() // 2, 120)
            header.resizeSection(at, min(max(wide, title), most) if not column.unit else max(wide, title))
            left -= header.sectionSize(at)
        if left > 0:            # a bar that is longer says more
            at = found.names.index(found.measure)
            header.resizeSection(at, header.sectionSize(at) + min(left, header.sectionSize(at) * 2))

    def _show_page(self) -> None:
        if not self._has_capture:
            self._hint.set_text(self.tr("No capture open"), self.tr("Open a capture to see who speaks, of what, and "
                                                                    "how fast."))
        elif self._is_busy or self._found is None:
            self._hint.set_text(self.tr("Counting"), self.tr("Statistics appear as packets are read."))
        if not self._is_busy and self._has_capture and not self._kinds:
            self._hint.set_text(self.tr("No packets"), self.tr("Statistics appear with the first packet."))
        self._stack.setCurrentWidget(self._whole if self._has_capture and self._kinds else self._hint)

    # What the person does

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(NAME_ROLE):
            self._source.set_name(item.data(NAME_ROLE))

    def ask(self, row: int, adds: bool = False) -> None:
        """Filter by a row, besides what is asked already if so."""
        if self._found is not None and 0 <= row < len(self._found):
            self._asking.ask(self._found.conditions[row], Ask.AND if adds and self._asking.filter else Ask.ONLY)

    def _on_clicked(self, index: QModelIndex) -> None:
        held = QGuiApplication.keyboardModifiers()
        if not held & Qt.KeyboardModifier.ShiftModifier:
            self.ask(self.model.statistic_row(index.row()), bool(held & Qt.KeyboardModifier.ControlModifier))

    def _on_section(self, column: int) -> None:
        header = self.table.horizontalHeader()
        is_down = self.model.sorted == (column, Qt.SortOrder.DescendingOrder)      # the most comes first at first
        order = Qt.SortOrder.AscendingOrder if is_down else Qt.SortOrder.DescendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(column, order)
        self.model.sort(column, order)

    def _on_table_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        self._show_menu(self.model.statistic_row(index.row()) if index.isValid() else -1,
                        self.table.viewport().mapToGlobal(place))

    def _show_menu(self, row: int, place: QPoint) -> None:
        if self._found is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row >= 0:
            add_conditions(menu, self._asking, (self._found.conditions[row],))
            menu.addSeparator()
        menu.addActions(self.export_button.menu().actions())
        menu.popup(place)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Qt: keys in the table: Enter asks, copy copies."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            index = self.table.currentIndex()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
                self.ask(self.model.statistic_row(index.row()),
                         bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
            if event.matches(QKeySequence.StandardKey.Copy):
                self.copy_table()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    # Files

    def copy_table(self) -> None:
        """The table to the clipboard, with tabs between cells; of selected rows, those alone."""
        if self._found is None:
            return
        chosen = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        rows = chosen if len(chosen) > 1 else range(self.model.rowCount())
        lines = ["\t".join(column.title for column in self._found.columns)]
        lines += ["\t".join(str(self.model.index(row, at).data()).strip() for at in range(self.model.columnCount()))
                  for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _file_name(self) -> str:
        return self._found.kind.name.replace(".", "-") if self._found is not None else ""

    def save(self, path: str) -> bool:
        """Write what is shown to a .png, .svg or .csv file; what fails is told by `failed`. What is over time is a line
        of CSV for each stretch of it."""
        from netloupe_gui.plots import export
        found = self._found
        if found is None:
            return False
        if Path(path).suffix.lower() == ".csv":
            cells = found.series_cells() if found.series is not None else found.cells()
            reason = export.write(path, export.csv(map(csv_line, cells)))
        else:
            reason = export.save_picture(path, self.picture.size(), found.kind.title, self.picture.paint_on)
        if reason:
            self.failed.emit(self.tr("The statistic was not saved to {path}").format(path=path), reason)
        return not reason

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        super().showEvent(event)
        self._source.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks any more."""
        self._source.set_watched(False)
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow theme and text size."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_stack"):
            self._colour()
        elif event.type() == QEvent.Type.FontChange and hasattr(self, "_stack"):
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        digit = self.fontMetrics().horizontalAdvance("0")
        self.list.setMinimumWidth(LIST_DIGITS * digit // 2)
        self._whole.setSizes([LIST_DIGITS * digit, 4 * LIST_DIGITS * digit])
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 7)
        bold = self.font()
        bold.setBold(True)
        self._title.setFont(bold)

    def _colour(self) -> None:
        theme = theme_of(self.palette())
        self.table.horizontalHeader().setStyleSheet(header_style(theme))
        for at in range(self.list.count()):
            if not self.list.item(at).data(NAME_ROLE):
                self.list.item(at).setForeground(QColor(theme.muted))
        palette = self._says.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.muted))
        self._says.setPalette(palette)

    def sizeHint(self) -> QSize:
        """Qt: as small as the sessions are."""
        return QSize(600, 200)
