"""The middle of the window: sessions and what is counted of them, one at a time, named by tabs."""
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget


class Middle(QWidget):
    """Pages with a tab each. GUI thread only."""

    page_changed = Signal(str)

    def __init__(self, pages: dict[str, tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        """By key: the tab's text, and what it shows."""
        super().__init__(parent)
        self.setObjectName("middle")
        self.keys = tuple(pages)
        self.tabs = QTabBar(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("What is in the middle of the window"))
        self._stack = QStackedWidget(self)
        self._shown = [page for _title, page in pages.values()]
        for title, page in pages.values():
            self.tabs.addTab(title)
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self._show_proxy()

    @property
    def key(self) -> str:
        """The page that is shown."""
        return self.keys[self.tabs.currentIndex()]

    def show_page(self, key: str) -> None:
        """Bring a page to the front and give it the keyboard."""
        self.tabs.setCurrentIndex(self.keys.index(key))
        self._shown[self.tabs.currentIndex()].setFocus()

    def set_compact(self, compact: bool) -> None:
        """Leave the tabs out: the window has no room for them; keys and menus change the page."""
        self.tabs.setVisible(not compact)

    def bar_height(self) -> int:
        """Pixels that the tabs take."""
        return self.tabs.sizeHint().height()

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._show_proxy()
        self.page_changed.emit(self.keys[at])

    def _show_proxy(self) -> None:
        self.setFocusProxy(self._shown[self.tabs.currentIndex()])
