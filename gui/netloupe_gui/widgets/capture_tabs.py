"""The captures that are open, a tab each."""
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from netloupe_gui.text import one_line

TITLE_SIGNS = 40
ICON_SIDE = 12


class CaptureTabs(QTabBar):
    """One tab a capture; tells what the person wants and changes nothing itself. GUI thread only."""

    picked = Signal(int)
    close_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without tabs."""
        super().__init__(parent)
        self.setObjectName("captures")
        self.setAccessibleName(self.tr("Open captures"))
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentChanged.connect(self._on_current_changed)
        self._icon = QIcon()

    def show_titles(self, titles: Sequence[str], current: int) -> None:
        """These captures are open, and this one is shown."""
        before = self.blockSignals(True)
        while self.count() > len(titles):
            self.removeTab(self.count() - 1)
        for at, title in enumerate(titles):
            if at == self.count():
                self._add_tab()
            self.setTabText(at, one_line(title, TITLE_SIGNS).replace("&", "&&"))
            self.setTabToolTip(at, one_line(title, 200))
        self.setCurrentIndex(current)
        self.blockSignals(before)

    def set_icon(self, icon: QIcon) -> None:
        """The picture of what closes a tab."""
        self._icon = icon
        for at in range(self.count()):
            button = self.close_button(at)
            button.setIcon(icon)

    def close_button(self, at: int) -> QToolButton:
        """What closes a tab."""
        button = self.tabButton(at, QTabBar.ButtonPosition.RightSide)
        assert isinstance(button, QToolButton)
        return button

    def _add_tab(self) -> None:
        at = self.addTab("")
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIcon(self._icon)
        button.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
        button.setToolTip(self.tr("Close this capture"))
        button.setAccessibleName(self.tr("Close this capture"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_close)
        self.setTabButton(at, QTabBar.ButtonPosition.RightSide, button)

    def _on_close(self) -> None:
        for at in range(self.count()):
            if self.close_button(at) is self.sender():
                self.close_asked.emit(at)
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the middle button closes a tab."""
        if event.button() is Qt.MouseButton.MiddleButton and (at := self.tabAt(event.position().toPoint())) >= 0:
            self.close_asked.emit(at)
            return
        super().mouseReleaseEvent(event)

    def _on_current_changed(self, index: int) -> None:
        if index >= 0:
            self.picked.emit(index)
