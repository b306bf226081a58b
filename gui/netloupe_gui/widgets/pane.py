"""What a dock holds: a title strip of our own, and a pane that is made only when it is first shown."""
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPalette, QShowEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

AIR = 15                        # pixels that a title is higher than its text
NARROWEST = 40                  # pixels of width
QWIDGETSIZE_MAX = (1 << 24) - 1


class PaneTitle(QWidget):
    """Name of the pane, tools of its view, and buttons to fold, float and close it. Dragging it drags the dock."""

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
        self.fold = self._button(self.tr("Fold the pane to its title, or unfold it"))
        self.fold.setCheckable(True)
        self.fold.hide()
        self._float = self._button(self.tr("Let the pane float, or dock it again"))
        self._close = self._button(self.tr("Hide the pane"))
        self._float.clicked.connect(self._on_float)
        self._close.clicked.connect(dock.close)
        self._pictures = (QIcon(), QIcon())
        self._names_itself = False
        self._inner = QWidget(self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._inner)
        self._row = QHBoxLayout(self._inner)
        self._row.setContentsMargins(8, 2, 3, 2)
        self._row.setSpacing(1)
        self._row.addWidget(self._name)
        self._row.addSpacing(8)
        self._tools = QWidget(self)
        self._row.addWidget(self._tools, 1)
        for button in (self.fold, self._float, self._close):
            self._row.addWidget(button)
        self.fold.toggled.connect(self._show_fold)
        self._measure()

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolTip(tip)
        button.setAccessibleName(f"{tip}: {self._dock.windowTitle()}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def set_tools(self, tools: QWidget) -> None:
        """What the view wants to have in its title."""
        self._row.replaceWidget(self._tools, tools)
        self._tools.hide()
        self._tools.deleteLater()
        self._tools = tools

    def leave_name_out(self) -> None:
        """The view says itself what it is."""
        self._names_itself = True
        self._name.hide()

    def set_named(self, named: bool) -> None:
        """Whether the name is shown: a tab may show it already."""
        self._name.setVisible(named and not self._names_itself)

    def set_icons(self, floating: QIcon, close: QIcon, folded: QIcon, unfolded: QIcon) -> None:
        """The pictures, in the present theme."""
        self._float.setIcon(floating)
        self._close.setIcon(close)
        self._pictures = (unfolded, folded)
        self._show_fold()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: pictures follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_close"):
            self._measure()

    def _measure(self) -> None:
        """Titles are of one height, whatever tools they have, which may be cut rather than keep the window from being
        narrow. Qt knows it without asking: each layout of the window asks all titles, and asking Python would wait for
        the threads that run it."""
        height = self.fontMetrics().height() + AIR
        self._inner.setMinimumSize(NARROWEST, height)
        self._inner.setMaximumHeight(height)
        side = self.fontMetrics().ascent()
        for button in (self.fold, self._float, self._close):
            button.setIconSize(QSize(side, side))

    def _show_fold(self) -> None:
        self.fold.setIcon(self._pictures[self.fold.isChecked()])

    def _on_float(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())


class Pane(QDockWidget):
    """A dock with our title strip. Its object name is the pane's key."""

    closed = Signal()               # by the person
    fold_asked = Signal(bool)

    def __init__(self, key: str, title: str, content: QWidget) -> None:
        """Holds `content`, whose `tools` go into the title."""
        super().__init__(title)
        self.setObjectName(key)
        self.strip = PaneTitle(self)
        self.setTitleBarWidget(self.strip)
        self._folded = False
        self.setWidget(content)
        if isinstance(content, LatePane):
            content.made.connect(self._on_made)
        else:
            self._on_made(content)
        self.strip.fold.clicked.connect(self.fold_asked)

    def _on_made(self, view: QWidget) -> None:
        tools = getattr(view, "tools", None)
        if isinstance(tools, QWidget):
            self.strip.set_tools(tools)
        if getattr(view, "names_itself", False):
            self.strip.leave_name_out()
        self._tell_folded(view)

    def _tell_folded(self, view: QWidget) -> None:
        """A view may have something to say in its title while that is all that is seen."""
        tell = getattr(view, "set_folded", None)
        if tell is not None:
            tell(self._folded)

    @property
    def is_in_front(self) -> bool:
        """Whether it can be seen: it has no tab, or its tab is the current one. Qt puts those behind outside."""
        window = self.parentWidget()
        is_inside = window is not None and window.rect().intersects(self.geometry())
        return self.isVisible() and (self.isFloating() or is_inside)

    def set_folded(self, folded: bool) -> None:
        """Show the title alone, or the content too; from now on it can be folded."""
        self._folded = folded
        self.strip.fold.show()
        self.strip.fold.setChecked(folded)
        content = self.widget()
        content.setMaximumHeight(0 if folded else QWIDGETSIZE_MAX)
        self._tell_folded(content.view if isinstance(content, LatePane) else content)

    def set_tabbed(self, tabbed: bool) -> None:
        """Whether a tab shows the name."""
        self.strip.set_named(not tabbed)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the person hides the pane."""
        super().closeEvent(event)
        if event.isAccepted():
            self.hide()
            self.closed.emit()


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
