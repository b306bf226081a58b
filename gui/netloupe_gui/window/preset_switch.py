"""The presets of the panes, at the end of the menu bar: one is always down, each is one click or one key away."""
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from netloupe_gui.widgets.toggle import Toggle
from netloupe_gui.window.actions import Actions
from netloupe_gui.window.presets import PRESETS

LEADING = 4             # pixels that a menu bar is higher than its text


class PresetSwitch(QWidget):
    """A button for each preset; seen while a capture is. GUI thread only."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        """Do what the actions do, and show which one is checked."""
        super().__init__(parent)
        self._buttons: dict[str, Toggle] = {}
        group = QButtonGroup(self)          # one is always down
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(2)
        for key in PRESETS:
            action = actions[f"layout_{key}"]
            button = Toggle(action.iconText(), action.toolTip(), self)
            button.setAutoRaise(False)
            button.clicked.connect(action.trigger)
            group.addButton(button)
            row.addWidget(button)
            self._buttons[key] = button

        self._measure()

    def show_preset(self, key: str) -> None:
        """This one is shown now."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another text size is another width, which the menu bar asks for only when told."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        """Not higher than a menu bar is without it: Qt writes the menus at its top."""
        for button in self._buttons.values():
            button.setFixedHeight(self.fontMetrics().height() + LEADING)
        self.adjustSize()
