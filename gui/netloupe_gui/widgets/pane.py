"""What a dock holds: a title strip of our own, and a pane that is made only when it is first shown."""
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPalette, QShowEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

SMALLEST = QSize(120, 44)       # of a pane's content


class PaneTitle(QWidget):
    """Name of the pane, and buttons to float and to close it. Dragging it drags the dock."""

    def __init__(self, dock: QDockWidget) -> None:
        """Becomes a part of this dock."""
        super().__init__(dock)
        self._dock = dock
        self.setAutoFillBackground(True)
        self._name = QLabel(dock.windowTitle(), self)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._float = self._button(self.tr("Let the pane float, or dock it again"))
        self._close = self._button(self.tr("Hide the pane"))
        self._float.clicked.connect(self._on_float)
        self._close.clicked.connect(dock.close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 3, 2)
        layout.setSpacing(1)
        layout.addWidget(self._name, 1)
        layout.addWidget(self._float)
        layout.addWidget(self._close)

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIconSize(QSize(12, 12))
        button.setToolTip(tip)
        button.setAccessibleName(f"{tip}: {self._dock.windowTitle()}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def set_icons(self, floating: QIcon, close: QIcon) -> None:
        """The pictures, in the present theme."""
        self._float.setIcon(floating)
        self._close.setIcon(close)

    def _on_float(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())


class Pane(QDockWidget):
    """A dock with our title strip. Its object name is the pane's key."""

    def __init__(self, key: str, title: str, content: QWidget) -> None:
        """Holds `content`."""
        super().__init__(title)
        self.setObjectName(key)
        self.strip = PaneTitle(self)
        self.setTitleBarWidget(self.strip)
        # The main window adds up what all panes need at least, also of panes that stand side by side; a view may be
        # cut rather than keep the window from fitting on a small screen.
        content.setMinimumSize(SMALLEST)
        self.setWidget(content)


class LatePane(QWidget):
    """Stands in for a view until it is first seen; then the view is imported, made, and told what it missed.

    What draws plots takes half a second to import: the window is on screen and usable before that.
    """

    made = Signal(object)       # the view

    def __init__(self, maker: Callable[[], Any], parent: QWidget | None = None) -> None:
        """`maker` imports and makes the view: a widget with `set_analysis` and `refresh`."""
        super().__init__(parent)
        self._maker = maker
        self._view: Any = None
        self._analysis: object = None
        self._is_stale = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.make)

    @property
    def view(self) -> Any:
        """The view, None before it is made."""
        return self._view

    def set_analysis(self, analysis: object) -> None:
        """Another capture is shown."""
        self._analysis = analysis
        if self._view is not None:
            self._view.set_analysis(analysis)

    def refresh(self) -> None:
        """The capture has grown; a pane nobody sees looks when it is seen again."""
        if self._view is not None and self.isVisible():
            self._view.refresh()
        else:
            self._is_stale = True

    def make(self) -> None:
        """Make the view now."""
        if self._view is None:
            self._view = self._maker()
            self._layout.addWidget(self._view)
            self.setFocusProxy(self._view)
            if self._analysis is not None:
                self._view.set_analysis(self._analysis)
            self.made.emit(self._view)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        super().showEvent(event)
        if self._view is None:
            self._soon.start(0)
        elif self._is_stale:
            self._view.refresh()
        self._is_stale = False
