"""The menu beside the filter line: filters with a name, those entered lately, and what can be done with them."""
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from netloupe_gui.bridge.kept_filters import KeptFilters
from netloupe_gui.text import safe, tip

LATELY_SHOWN = 12
DIGITS = 50             # of a menu's width that a filter may take


class FilterMenu(QToolButton):
    """A button with a menu that is filled when it is opened. GUI thread only."""

    picked = Signal(str)        # a filter to be shown

    def __init__(self, kept: KeptFilters, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        """`actions` stand at the top."""
        super().__init__(parent)
        self._kept, self._actions = kept, actions
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(self.tr("Named filters, and those entered lately"))
        self.setAccessibleName(self.tr("Kept filters"))
        self.setMenu(QMenu(self))
        self.menu().setToolTipsVisible(True)
        self.menu().aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.addActions(list(self._actions))
        if named := self._kept.named:
            menu.addSection(self.tr("Named"))
            for name, text in named.items():
                self._add(menu, name, text)
        if lately := self._kept.lately:
            menu.addSection(self.tr("Lately"))
            for text in lately[:LATELY_SHOWN]:
                self._add(menu, text, text)
            menu.addSeparator()
            menu.addAction(self.tr("Forget what was entered lately"), self._kept.forget_lately)

    def _add(self, menu: QMenu, title: str, text: str) -> None:
        metrics = QFontMetrics(menu.font())
        room = DIGITS * metrics.horizontalAdvance("0")
        action = menu.addAction(metrics.elidedText(safe(" ".join(title.split())), Qt.TextElideMode.ElideRight, room)
                                .replace("&", "&&"))
        action.setToolTip(tip(text))
        action.setData(text)
        action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.picked.emit(str(action.data()))
