"""Finds a command by its name and runs it."""
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from netloupe_gui.dialogs.styled import StyledDialog

ICON_SIZE = QSize(18, 18)
_ACTION = int(Qt.ItemDataRole.UserRole)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(StyledDialog):
    """A line and the enabled actions whose names contain all words of it."""

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        """Offer these actions."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._actions = [action for action in actions if action.isEnabled()]
        self.chosen: QAction | None = None
        blank = QPixmap(ICON_SIZE)
        blank.fill(Qt.GlobalColor.transparent)
        self._no_icon = QIcon(blank)        # so that all names stand below each other
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Command…"))
        self.line.setAccessibleName(self.tr("Command"))
        self.line.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(ICON_SIZE)
        self.line.textChanged.connect(self._fill)
        self.line.returnPressed.connect(self._on_return)
        self.list.itemClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self._fill("")
        self.resize(520, 380)
        if parent is not None:
            corner = parent.mapToGlobal(parent.rect().center())
            self.move(corner.x() - self.width() // 2, parent.mapToGlobal(parent.rect().topLeft()).y() + 60)
        self.line.setFocus()

    def _fill(self, text: str) -> None:
        words = text.lower().split()
        self.list.clear()
        for action in self._actions:
            name = action.text().replace("&", "").removesuffix("…")
            if all(word in name.lower() for word in words):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                icon = self._no_icon if action.icon().isNull() else action.icon()
                item = QListWidgetItem(icon, f"{name}   ({keys})" if keys else name, self.list)
                item.setData(_ACTION, action)
        self.list.setCurrentRow(0)

    def _on_return(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen = item.data(_ACTION)
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows move in the list while the line has the keyboard."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress \
                and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
