"""Several views in one pane: its title has a tab for each, and the tools of the one that is shown."""
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from netloupe_gui.widgets.pane import LatePane


class Pages(QWidget):
    """Pages with a tab each. GUI thread only."""

    page_changed = Signal(str)
    names_itself = True         # the pane's title needs no name besides the tabs

    def __init__(self, pages: dict[str, tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        """By key: the tab's text, and what it shows; a page's `tools` stand beside the tabs."""
        super().__init__(parent)
        self.keys = tuple(pages)
        self._views = [view for _title, view in pages.values()]
        self.tools = QWidget(self)
        self.tabs = QTabBar(self.tools)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)      # facts beside them give way, tabs are not cut
        self.tabs.setExpanding(False)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What the pane shows"))
        self._beside = QStackedWidget(self.tools)
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addWidget(self._beside, 1)
        self._stack = QStackedWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        for title, view in pages.values():
            self.tabs.addTab(title)
            self._stack.addWidget(view)
            tools = getattr(view, "tools", None)
            self._beside.addWidget(tools if isinstance(tools, QWidget) else QWidget(self._beside))
            if isinstance(view, LatePane):
                view.made.connect(self._on_made)
        self.tabs.currentChanged.connect(self._on_tab)
        self.setFocusProxy(self._views[0])

    @property
    def key(self) -> str:
        """The page that is shown."""
        return self.keys[self.tabs.currentIndex()]

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        self.tabs.setCurrentIndex(self.keys.index(key))
        view = self._views[self.tabs.currentIndex()]
        if isinstance(view, LatePane):
            view.make()

    def _on_made(self, view: QWidget) -> None:
        at = next(at for at, page in enumerate(self._views) if isinstance(page, LatePane) and page.view is view)
        tools = getattr(view, "tools", None)
        if isinstance(tools, QWidget):
            before = self._beside.widget(at)
            self._beside.insertWidget(at, tools)
            if before is not None:
                self._beside.removeWidget(before)
                before.deleteLater()
            self._beside.setCurrentIndex(self.tabs.currentIndex())

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._beside.setCurrentIndex(at)
        self.setFocusProxy(self._views[at])
        self.page_changed.emit(self.keys[at])
