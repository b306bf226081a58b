"""The middle of the window: sessions and what is counted of them, one at a time, named by tabs; or some together."""
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget


class _Beside(QWidget):
    """A page that is seen together with the sessions, under its name."""

    def __init__(self, title: str, page: QWidget) -> None:
        super().__init__()
        name = QLabel(title, self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setContentsMargins(8, 5, 8, 5)
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(name)
        layout.addWidget(page, 1)


class Middle(QWidget):
    """Pages with a tab each. GUI thread only."""

    page_changed = Signal(str)
    drawn = Signal()            # the person has drawn a line between pages that are seen together

    def __init__(self, pages: dict[str, tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        """By key: the tab's text, and what it shows."""
        super().__init__(parent)
        self.setObjectName("middle")
        self.keys = tuple(pages)
        self._front = QWidget(self)
        self.tabs = QTabBar(self._front)
        self.tabs.setDocumentMode(True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("What is in the middle of the window"))
        self._stack = QStackedWidget(self._front)
        self._titles = [title for title, _page in pages.values()]
        self._shown = [page for _title, page in pages.values()]
        for title, page in pages.values():
            self.tabs.addTab(title)
            self._stack.addWidget(page)
        front = QVBoxLayout(self._front)
        front.setContentsMargins(0, 0, 0, 0)
        front.setSpacing(0)
        front.addWidget(self.tabs)
        front.addWidget(self._stack, 1)
        self._beside: tuple[str, ...] = ()
        self._frames: list[_Beside] = []
        self._split, self._row = QSplitter(Qt.Orientation.Vertical, self), QSplitter(Qt.Orientation.Horizontal)
        for split in (self._split, self._row):
            split.setChildrenCollapsible(False)
            split.setFrameShape(QFrame.Shape.NoFrame)
            split.splitterMoved.connect(self.drawn)
        self._split.addWidget(self._front)
        self._split.addWidget(self._row)
        self._row.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        self.tabs.currentChanged.connect(self._on_tab)
        self._show_proxy()

    @property
    def key(self) -> str:
        """The page that is in front."""
        return self.keys[self.tabs.currentIndex()]

    @property
    def beside(self) -> tuple[str, ...]:
        """The pages that are seen together with it."""
        return self._beside

    @property
    def in_sight(self) -> list[QWidget]:
        """The pages that are seen."""
        return [page for page in self._shown if page.isVisible()]

    def bring(self, key: str) -> None:
        """Bring a page to the front; the keyboard stays where it is."""
        if key not in self._beside:
            self.tabs.setCurrentIndex(self.keys.index(key))

    def show_page(self, key: str) -> None:
        """Bring a page to the front and give it the keyboard."""
        self.bring(key)
        self._shown[self.keys.index(key)].setFocus()

    def set_beside(self, keys: tuple[str, ...], shares: Sequence[int]) -> None:
        """Show these pages below the others, side by side, instead of behind them.

        `shares`: thousandths of the height that the others have, then of the width for each.
        """
        if keys != self._beside:
            self._rehang(keys)
        if not keys:
            return
        front, *wide = shares
        height, width = max(self.height(), 1000), max(self.width(), 1000)
        self._split.setSizes([height * front // 1000, height * (1000 - front) // 1000])
        self._row.setSizes([width * part // 1000 for part in wide])

    def shares(self) -> list[int]:
        """What `set_beside` takes, as it is now."""
        parts = []
        for sizes in (self._split.sizes(), self._row.sizes()):
            total = max(1, sum(sizes))
            parts.append([min(999, max(1, round(size * 1000 / total))) for size in sizes])
        return [parts[0][0], *parts[1]] if self._beside else []

    def set_least(self, front: int, beside: int) -> None:
        """Pixels of height that the page in front needs, and those below."""
        self._front.setMinimumHeight(front)
        self._row.setMinimumHeight(beside if self._beside else 0)
        self.setMinimumHeight(front + (beside + self._split.handleWidth() if self._beside else 0))

    def set_compact(self, compact: bool) -> None:
        """Leave the tabs out: the window has no room for them; keys and menus change the page."""
        self.tabs.setVisible(not compact)

    def bar_height(self) -> int:
        """Pixels that the tabs take."""
        return self.tabs.sizeHint().height()

    def front_height(self) -> int:
        """Pixels that the page in front has, with the tabs."""
        return self._front.height()

    def _rehang(self, keys: tuple[str, ...]) -> None:
        """Put pages where they belong, and their tabs away or back."""
        self._beside = keys
        if self.key in keys:
            self.tabs.setCurrentIndex(next(at for at, key in enumerate(self.keys) if key not in keys))
        frames, self._frames = self._frames, []
        for at, key in enumerate(self.keys):
            if key not in keys and self._stack.indexOf(self._shown[at]) < 0:
                self._stack.addWidget(self._shown[at])
            if self.tabs.isTabVisible(at) is (key in keys):     # told twice, Qt forgets to lay them out
                self.tabs.setTabVisible(at, key not in keys)
        for key in keys:
            at = self.keys.index(key)
            self._stack.removeWidget(self._shown[at])
            self._frames.append(_Beside(self._titles[at], self._shown[at]))
            self._row.addWidget(self._frames[-1])
            self._shown[at].show()
        for frame in frames:
            frame.setParent(None)
            frame.deleteLater()
        self._stack.setCurrentWidget(self._shown[self.tabs.currentIndex()])
        self._row.setVisible(bool(keys))

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentWidget(self._shown[at])
        self._show_proxy()
        self.page_changed.emit(self.keys[at])

    def _show_proxy(self) -> None:
        self.setFocusProxy(self._shown[self.tabs.currentIndex()])
