"""The filters that have a name: shown, renamed, deleted."""
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.bridge.kept_filters import NAME_MAX, KeptFilters
from netloupe_gui.dialogs.styled import StyledDialog
from netloupe_gui.text import safe, tip

_NAME = int(Qt.ItemDataRole.UserRole)


class FiltersDialog(StyledDialog):
    """One row a filter; a name is changed in its place. GUI thread only."""

    picked = Signal(str)        # a filter to be shown

    def __init__(self, kept: KeptFilters, parent: QWidget | None = None) -> None:
        """Of these."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Named filters"))
        self._kept = kept
        self.rows = QTreeWidget(self)
        self.rows.setHeaderLabels([self.tr("Name"), self.tr("Filter")])
        self.rows.setRootIsDecorated(False)
        self.rows.setAlternatingRowColors(True)
        self.rows.setAccessibleName(self.tr("Named filters"))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed
                                  | QAbstractItemView.EditTrigger.SelectedClicked)
        self.rows.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.rows.setColumnWidth(0, 200)
        self.nothing = QLabel(self.tr("No filter has a name yet: “Save filter…” beside the filter line gives it one."),
                              self)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.show_it = QPushButton(self.tr("&Show"), self)
        self.rename = QPushButton(self.tr("&Rename"), self)
        self.delete = QPushButton(self.tr("&Delete"), self)
        close = QPushButton(self.tr("Close"), self)
        buttons = QHBoxLayout()
        for button in (self.show_it, self.rename, self.delete):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.nothing)
        layout.addWidget(self.rows, 1)
        layout.addLayout(buttons)
        self.resize(620, 340)
        self.rows.itemChanged.connect(self._on_renamed)
        self.rows.itemActivated.connect(self._on_show)
        self.rows.currentItemChanged.connect(self._show_buttons)
        self.show_it.clicked.connect(self._on_show)
        self.rename.clicked.connect(self._on_rename)
        self.delete.clicked.connect(self._on_delete)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.rows, self._on_delete,
                  context=Qt.ShortcutContext.WidgetShortcut)
        close.clicked.connect(self.reject)
        self._fill("")

    def _fill(self, current: str) -> None:
        self.rows.blockSignals(True)
        self.rows.clear()
        for name, text in self._kept.named.items():
            item = QTreeWidgetItem([name, safe(" ".join(text.split()))])
            item.setData(0, _NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(1, tip(text))
            self.rows.addTopLevelItem(item)
            if name == current or not current:
                current = name
                self.rows.setCurrentItem(item)
        self.rows.blockSignals(False)
        self.nothing.setVisible(not self._kept.named)
        self.rows.setVisible(bool(self._kept.named))
        self._show_buttons()

    def _show_buttons(self) -> None:
        has_one = self.rows.currentItem() is not None
        for button in (self.show_it, self.rename, self.delete):
            button.setEnabled(has_one)

    @property
    def _current(self) -> str:
        item = self.rows.currentItem()
        return str(item.data(0, _NAME)) if item is not None else ""

    def _on_show(self) -> None:
        if self._current:
            self.picked.emit(self._kept.named[self._current])
            self.accept()

    def _on_rename(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.rows.editItem(item, 0)

    def _on_renamed(self, item: QTreeWidgetItem, column: int) -> None:
        old, new = str(item.data(0, _NAME)), " ".join(item.text(0).split())[:NAME_MAX]
        if column == 0 and new != old:
            self._kept.rename(old, new)
        self._fill(new or old)

    def _on_delete(self) -> None:
        if self._current:
            self._kept.delete(self._current)
            self._fill("")
