"""A tree of names and values."""
from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

NAME_SHARE = 0.42       # of the width, until the person draws another line


class Tree(QTreeView):
    """Scrolls up and down to show a line, and leaves the rest as it is. GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without a model."""
        super().__init__(parent)
        self._share = NAME_SHARE
        self._is_fitting = False
        self.header().sectionResized.connect(self._on_resized)
        self.header().setStretchLastSection(True)

    def scrollTo(self, index: QModelIndex | QPersistentModelIndex,
                 hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Qt: bring a line into sight, not sideways."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the columns keep their parts of the width."""
        super().resizeEvent(event)
        if self.header().count():
            self._is_fitting = True
            self.header().resizeSection(0, round(self.viewport().width() * self._share))
            self._is_fitting = False

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if section == 0 and not self._is_fitting and self.viewport().width() > 0:
            self._share = min(0.9, max(0.1, width / self.viewport().width()))
