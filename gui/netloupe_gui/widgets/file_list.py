"""A list of files that one adds to and takes from, the first of them first."""
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from netloupe_gui.text import safe, tip

_PATH = int(Qt.ItemDataRole.UserRole)
LINES = 3


class FileList(QWidget):
    """Paths, and buttons. GUI thread only."""

    def __init__(self, name: str, kinds: str, parent: QWidget | None = None) -> None:
        """`name` is what the files are, `kinds` the filter of the file dialog; both are translated."""
        super().__init__(parent)
        self._name, self._kinds = name, kinds
        self.rows = QListWidget(self)
        self.rows.setAccessibleName(name)
        self.rows.setAlternatingRowColors(True)
        self.rows.setFixedHeight(LINES * (self.fontMetrics().height() + 6) + 6)
        self.add = QPushButton(self.tr("Add…"), self)
        self.remove = QPushButton(self.tr("Remove"), self)
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()} {name}")
        buttons = QVBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.rows, 1)
        layout.addLayout(buttons)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.rows.currentRowChanged.connect(self._show_buttons)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.rows, self._on_remove,
                  context=Qt.ShortcutContext.WidgetShortcut)
        self._show_buttons()

    @property
    def paths(self) -> list[str]:
        """What is in it."""
        return [self.rows.item(at).data(_PATH) for at in range(self.rows.count())]

    def show_paths(self, paths: list[str]) -> None:
        """Show these."""
        self.rows.clear()
        for path in paths:
            self._put(path)

    def _put(self, path: str) -> None:
        if path and path not in self.paths:
            self.rows.addItem(safe(path))
            item = self.rows.item(self.rows.count() - 1)
            item.setData(_PATH, path)
            item.setToolTip(tip(path))

    def _on_add(self) -> None:
        paths, _kind = QFileDialog.getOpenFileNames(self, self._name, "", self._kinds)
        for path in paths:
            self._put(path)

    def _on_remove(self) -> None:
        self.rows.takeItem(self.rows.currentRow())
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.remove.setEnabled(self.rows.currentRow() >= 0)
