"""The tool bar: every button is named, as far as the window is wide enough for names."""
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from netloupe_gui.window.actions import TOOLBAR, Actions

# The first to lose their names where there is little room; a tooltip and a screen reader still tell them.
UNNAMED_FIRST = ("go_back", "go_forward", "capture_restart", "capture_go_on", "capture_options", "reload")
_NAMED = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_BARE = Qt.ToolButtonStyle.ToolButtonIconOnly


class MainToolbar(QToolBar):
    """Buttons for the actions one needs often. GUI thread only."""

    def __init__(self, title: str, actions: Actions, parent: QWidget) -> None:
        """Filled from the table of actions."""
        super().__init__(title, parent)
        self._buttons: dict[str, QToolButton] = {}
        self._compact = False
        for action_id in TOOLBAR:
            if action_id is None:
                self.addSeparator()
                continue
            action = actions[action_id]
            self.addAction(action)
            button = self.widgetForAction(action)
            assert isinstance(button, QToolButton)
            button.setAccessibleName(action.text().replace("&", "").removesuffix("…"))
            self._buttons[action_id] = button
        self._fit_icons()

    def button(self, action_id: str) -> QToolButton:
        """The button of an action."""
        return self._buttons[action_id]

    def set_compact(self, compact: bool) -> None:
        """Leave room on the same line for something else."""
        self._compact = compact
        self.fit(self.width())

    def fit(self, room: int) -> None:
        """Name as many buttons as fit into this many pixels."""
        bare = set(self._buttons) if self._compact else set()
        for group in (() if bare else ((), UNNAMED_FIRST, tuple(self._buttons))):
            bare |= set(group)
            if self._width(bare) <= room:
                break
        for action_id, button in self._buttons.items():
            style = _BARE if action_id in bare else _NAMED
            if button.toolButtonStyle() != style:
                button.setToolButtonStyle(style)

    def _width(self, bare: set[str]) -> int:
        metrics = QFontMetrics(self.font())
        icon, spare = self.iconSize().width(), 14
        total = 24 + 12 * TOOLBAR.count(None)
        for action_id, button in self._buttons.items():
            total += icon + spare + (16 if button.menu() is not None else 0)
            if action_id not in bare:
                total += metrics.horizontalAdvance(button.defaultAction().iconText()) + 8
        return total

    def _fit_icons(self) -> None:
        side = max(16, round(QFontMetrics(self.font()).height() * 1.25))
        self.setIconSize(QSize(side, side))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, other names."""
        super().resizeEvent(event)
        self.fit(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_icons()
            self.fit(self.width())
