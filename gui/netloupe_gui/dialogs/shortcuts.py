"""The sheet of keyboard shortcuts, made from the actions."""
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.dialogs.styled import StyledDialog
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.styles import header_style


class ShortcutSheet(StyledDialog):
    """Every action that has a key."""

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        """List these actions."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(520, 640)
        rows = [action for action in actions if action.shortcuts()]
        self.table = QTableWidget(len(rows), 2, self)
        self.table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.table.setAccessibleName(self.windowTitle())
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setStyleSheet(header_style(theme_of(self.palette())))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        native = QKeySequence.SequenceFormat.NativeText
        for row, action in enumerate(rows):
            keys = "   ".join(key.toString(native) for key in action.shortcuts())
            self.table.setItem(row, 0, QTableWidgetItem(action.text().replace("&", "").removesuffix("…")))
            self.table.setItem(row, 1, QTableWidgetItem(keys))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
