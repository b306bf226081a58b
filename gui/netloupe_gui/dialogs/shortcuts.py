"""The sheet of keyboard shortcuts, made from the actions, in which keys are changed."""
from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.dialogs.styled import StyledDialog
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.styles import header_style

_NATIVE = QKeySequence.SequenceFormat.NativeText
_PORTABLE = QKeySequence.SequenceFormat.PortableText
KEYS_MAX = 1            # strokes of one key: the window's are of one


class Spec(Protocol):
    """What an action is by itself."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys at first."""


class Actions(Protocol):
    """The window's actions: `window.actions.Actions`."""

    @property
    def specs(self) -> Mapping[str, Spec]:
        """All of them, by id."""

    def __getitem__(self, action_id: str) -> QAction:
        """The action of this id."""

    def keys_of(self, action_id: str) -> tuple[str, ...]:
        """Its keys now."""

    def set_keys(self, action_id: str, keys: tuple[str, ...]) -> None:
        """It has these keys."""

    def holders(self, action_id: str, key: str) -> list[str]:
        """Which others have this key."""


class ShortcutSheet(StyledDialog):
    """Every action and its keys. Enter on one goes to the field that takes another key. GUI thread only."""

    changed = Signal()          # an action has other keys

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        """List these actions, those with keys first."""
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(560, 680)
        self._ids = sorted(actions.specs, key=lambda one: not actions[one].shortcuts())
        self.table = QTableWidget(len(self._ids), 2, self)
        self.table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.table.setAccessibleName(self.windowTitle())
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setStyleSheet(header_style(theme_of(self.palette())))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for row, action_id in enumerate(self._ids):
            self.table.setItem(row, 0, QTableWidgetItem(self._name(action_id)))
        self._build()
        self._show_keys()
        self.table.selectRow(0)

    def _build(self) -> None:
        self.edit = QKeySequenceEdit(self)
        self.edit.setMaximumSequenceLength(KEYS_MAX)
        self.edit.setClearButtonEnabled(True)
        self.edit.setAccessibleName(self.tr("New key of the selected action"))
        self.use = QPushButton(self.tr("&Use this key"), self)
        self.none = QPushButton(self.tr("&No key"), self)
        self.own = QPushButton(self.tr("As at &first"), self)
        self.all = QPushButton(self.tr("&All as at first"), self)
        line = QHBoxLayout()
        for part in (self.edit, self.use, self.none, self.own, self.all):
            line.addWidget(part, int(part is self.edit))
            if isinstance(part, QPushButton):
                part.setAutoDefault(False)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        self.table.currentCellChanged.connect(self._on_row)
        self.table.itemActivated.connect(self._on_activated)
        self.edit.keySequenceChanged.connect(self._say)
        self.use.clicked.connect(self._on_use)
        self.none.clicked.connect(self._on_none)
        self.own.clicked.connect(self._on_own)
        self.all.clicked.connect(self._on_all)

    def _name(self, action_id: str) -> str:
        return self._actions[action_id].text().replace("&", "").removesuffix("…")

    @property
    def current(self) -> str:
        """The action that is selected."""
        return self._ids[max(0, self.table.currentRow())]

    def _show_keys(self) -> None:
        for row, action_id in enumerate(self._ids):
            keys = "   ".join(key.toString(_NATIVE) for key in self._actions[action_id].shortcuts())
            self.table.setItem(row, 1, QTableWidgetItem(keys))

    def _on_row(self) -> None:
        self.edit.clear()
        self._say()

    def _on_activated(self) -> None:
        self.edit.setFocus()

    def _say(self) -> None:
        """What becomes of the key that was pressed."""
        key = self.edit.keySequence()
        self.use.setEnabled(not key.isEmpty())
        holders = [] if key.isEmpty() else self._actions.holders(self.current, key.toString(_PORTABLE))
        if holders:
            self.said.setText(self.tr("{key} belongs to “{other}”, which would lose it.").format(
                key=key.toString(_NATIVE), other=self._name(holders[0])))
        elif key.isEmpty():
            self.said.setText(self.tr("Press a key for “{action}”.").format(action=self._name(self.current)))
        else:
            self.said.setText(self.tr("{key} is free.").format(key=key.toString(_NATIVE)))

    def _on_use(self) -> None:
        key = self.edit.keySequence().toString(_PORTABLE)
        if not key:
            return
        for other in self._actions.holders(self.current, key):
            self._actions.set_keys(other, tuple(one for one in self._actions.keys_of(other) if one != key))
        self._set((key,))

    def _on_none(self) -> None:
        self._set(())

    def _on_own(self) -> None:
        self._set(self._actions.specs[self.current].keys)

    def _on_all(self) -> None:
        for action_id, spec in self._actions.specs.items():
            self._actions.set_keys(action_id, spec.keys)
        self._tell()

    def _set(self, keys: tuple[str, ...]) -> None:
        self._actions.set_keys(self.current, keys)
        self._tell()

    def _tell(self) -> None:
        self.edit.clear()
        self._show_keys()
        self.changed.emit()
