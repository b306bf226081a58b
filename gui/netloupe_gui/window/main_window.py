"""The main window: holds the parts it is given in their places."""
from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QToolBar, QToolButton, QWidget

from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.text import safe
from netloupe_gui.theme.glyphs import SEVERITY_GLYPHS, severity_colour
from netloupe_gui.theme.manager import ThemeManager
from netloupe_gui.theme.styles import form_style, strip_style, title_style
from netloupe_gui.theme.tokens import Theme
from netloupe_gui.views.find import FindView
from netloupe_gui.views.sessions import SessionsView
from netloupe_gui.views.welcome import WelcomeView
from netloupe_gui.widgets.banner import Banner
from netloupe_gui.widgets.capture_tabs import CaptureTabs
from netloupe_gui.widgets.filter_bar import FilterBar
from netloupe_gui.widgets.middle import Middle
from netloupe_gui.widgets.pane import Pane
from netloupe_gui.window.actions import MENUS, Actions, Entries, translated
from netloupe_gui.window.layout import Layout
from netloupe_gui.window.preset_switch import PresetSwitch
from netloupe_gui.window.status import Status
from netloupe_gui.window.toolbar import MainToolbar

DEFAULT_SIZE = QSize(1500, 940)
SMALLEST = QSize(512, 350)
COMPACT_LINES = 36          # of text; in a window of fewer, the filter shares the line of the tool bar
RECENT_MENU = "recent"
PANES_MENU = "panes"


class MainWindow(QMainWindow):
    """Menus, toolbar, banner, filter bar, sessions table or welcome page, docks, status bar. GUI thread only."""

    files_dropped = Signal(list)        # paths
    recent_picked = Signal(str)
    closing = Signal()
    came_to_front = Signal()

    def __init__(self, themes: ThemeManager, store: SettingsStore) -> None:
        """Empty; `assemble` puts the parts in."""
        super().__init__()
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self._themes = themes
        self._store = store
        self.actions_by_id = Actions(themes, self)
        self.banner = Banner()
        self.status = Status()
        self.panes: dict[str, Pane] = {}
        self._recent = QMenu(self)
        self._shows_capture = False
        self._bringing = QTimer(self)
        self._bringing.setSingleShot(True)
        self._bringing.setInterval(0)
        self._bringing.timeout.connect(self._bring_panes)
        self._may_close: Callable[[], bool] | None = None

    def assemble(self, welcome: WelcomeView, filter_bar: FilterBar, sessions: SessionsView, middle: Middle,
                 panes: dict[str, Pane], find: FindView) -> None:
        """Put the parts in their places."""
        self.welcome, self.filter_bar, self.sessions, self.panes = welcome, filter_bar, sessions, panes
        self.middle = middle
        self._pages = QStackedWidget(self)
        self._pages.addWidget(welcome)
        self._pages.addWidget(middle)
        self.setCentralWidget(self._pages)
        self._make_toolbars()
        for key, pane in panes.items():
            pane.setObjectName(key)
            self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, pane)
            pane.hide()
        self._make_menus()
        self._set_find(find)
        self.setStatusBar(self.status)
        self.setMinimumSize(SMALLEST)       # smaller than the panes ask for: the layout knows what gives way
        self.arrangement = Layout(self, panes, middle, self._store)
        self._presets = PresetSwitch(self.actions_by_id, self)
        self.menuBar().setCornerWidget(self._presets)
        self.arrangement.preset_changed.connect(self._on_preset_changed)
        self._on_preset_changed(self.arrangement.preset)
        for part in (sessions, middle):
            self.arrangement.low_changed.connect(part.set_compact)
        self._themes.theme_changed.connect(self._on_theme_changed)
        self._themes.text_size_changed.connect(self._on_text_size_changed)
        self.show_welcome()

    def _make_toolbars(self) -> None:
        """Strips below the menus: which captures are open, what one does, what is shown, what went wrong."""
        self.toolbar = MainToolbar(self.tr("Toolbar"), self.actions_by_id, self)
        self.tabs = CaptureTabs()       # above all: in a low window the filter line is beside the tools
        self._tabs_strip = QToolBar(self.tr("Captures"), self)
        self._add_strip("tabs_strip", self._tabs_strip)
        self._tabs_strip.addWidget(self.tabs)
        self._tabs_strip.hide()
        self.addToolBarBreak()
        self._add_strip("toolbar", self.toolbar)
        self.capture_button = self.toolbar.button("capture_start")
        self.addToolBarBreak()
        self._filter_strip = QToolBar(self.tr("Filter"), self)
        self._add_strip("filter_strip", self._filter_strip)
        self._filter_strip.addWidget(self.filter_bar)
        self.addToolBarBreak()
        self._banner_strip = QToolBar(self.tr("Messages"), self)
        self._add_strip("banner_strip", self._banner_strip)
        self._banner_strip.addWidget(self.banner)
        self._banner_strip.hide()
        self.banner.needed_changed.connect(self._banner_strip.setVisible)

    def set_capture_menu(self, menu: QMenu) -> None:
        """What the arrow of the Capture button opens."""
        self.capture_button.setMenu(menu)
        self.capture_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def _set_find(self, find: FindView) -> None:
        """What is found stands below everything, as wide as the window."""
        self.find_view = find
        self._find_strip = QToolBar(self.tr("Find"), self)
        self._add_strip("find_strip", self._find_strip, Qt.ToolBarArea.BottomToolBarArea)
        self._find_strip.addWidget(find)
        self._find_strip.hide()
        find.left.connect(self._on_find_left)
        find.resized.connect(self._on_find_resized)
        find.hits_known.connect(self._on_hits_known)

    def show_tabs(self, titles: Sequence[str], current: int) -> None:
        """These captures are open; a single one needs no tab."""
        self.tabs.show_titles(titles, current)
        several, before = len(titles) > 1, not self._tabs_strip.isHidden()
        self._tabs_strip.setVisible(several)
        self.actions_by_id.set_condition("tabs", several)
        if several != before:
            self.arrangement.fit_soon()

    def show_find(self, shown: bool) -> None:
        """Bring the find bar, or take it away; the panes give way."""
        self._find_strip.setVisible(shown)
        if shown:
            self.find_view.enter()
        else:
            self.find_view.leave()
        self.arrangement.fit_soon()

    def _on_find_left(self) -> None:
        self.show_find(False)
        self.panes["packets"].widget().setFocus()

    def _on_find_resized(self) -> None:
        self.arrangement.fit_soon()

    def _on_hits_known(self, known: bool) -> None:
        self.actions_by_id.set_condition("hits", known)

    def _on_preset_changed(self, key: str) -> None:
        self.actions_by_id[f"layout_{key}"].setChecked(True)
        self._presets.show_preset(key)

    def _add_strip(self, key: str, strip: QToolBar, area: Qt.ToolBarArea = Qt.ToolBarArea.TopToolBarArea) -> None:
        strip.setObjectName(key)
        strip.setMovable(False)
        strip.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        strip.toggleViewAction().setVisible(False)
        self.addToolBar(area, strip)

    def _make_menus(self) -> None:
        for title, entries in MENUS:
            self._fill(self.menuBar().addMenu(translated(title)), entries)
        self._recent.triggered.connect(self._on_recent_triggered)
        for action_id, spec in self.actions_by_id.specs.items():
            if not spec.only_in:
                self.addAction(self.actions_by_id[action_id])   # shortcuts work even where no menu shows them

    def _fill(self, menu: QMenu, entries: Entries) -> None:
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, str):
                menu.addAction(self.actions_by_id[entry])
            else:
                title, *inner = entry
                child = menu.addMenu(translated(str(title)))
                if inner == ["clear_recent"]:
                    self._recent = child
                self._fill(child, tuple(inner))
                if inner[-1] is None:           # ends in a line: followed by the switches of the panes
                    for pane in self.panes.values():
                        child.addAction(pane.toggleViewAction())

    def set_recent(self, paths: list[str]) -> None:
        """Fill the list of recent files, in the menu and on the welcome page."""
        self._recent.clear()
        for path in paths:
            action = QAction(safe(path).replace("&", "&&"), self._recent)
            action.setData(path)
            self._recent.addAction(action)
        self._recent.addSeparator()
        self._recent.addAction(self.actions_by_id["clear_recent"])
        self._recent.setEnabled(bool(paths))
        self.welcome.set_recent(paths)

    def _on_recent_triggered(self, action: QAction) -> None:
        if action is not self.actions_by_id["clear_recent"]:
            self.recent_picked.emit(action.data())

    # pages

    @property
    def shows_capture(self) -> bool:
        """Whether a capture is on screen, not the welcome page."""
        return self._shows_capture and not self._bringing.isActive()

    def show_capture(self, title: str) -> None:
        """Bring the panes: where the welcome page is, in the next turn of the event loop, when all have been told of
        the capture; both at once take twice as long."""
        self.setWindowTitle(f"{safe(title)} — Netloupe")
        if self._shows_capture:
            self._bring_panes()
        else:
            self._shows_capture = True
            self._bringing.start()

    def _bring_panes(self) -> None:
        self._bringing.stop()
        self._filter_strip.show()
        if self._pages.currentWidget() is not self.middle:
            self._presets.show()
            self._pages.setCurrentWidget(self.middle)
            self.arrangement.enter()
        self._filter_strip.show()           # a restored layout may have said otherwise
        self._tabs_strip.setVisible(self.tabs.count() > 1)
        self._banner_strip.setVisible(self.banner.problem is not None)
        self.middle.setFocus()

    def show_welcome(self) -> None:
        """Take the panes away: nothing is open."""
        self.setWindowTitle("Netloupe")
        self._bringing.stop()
        self.arrangement.leave()
        for pane in self.panes.values():
            pane.hide()
        self._shows_capture = False
        self._presets.hide()
        self._pages.setCurrentWidget(self.welcome)
        self._filter_strip.hide()
        self._find_strip.hide()

    def on_sessions_selected(self, ids: Sequence[int]) -> None:
        """The first selection brings the timeline."""
        if ids:
            self.arrangement.session_chosen()

    def show_pane(self, key: str) -> None:
        """Bring a pane to the front and give it the keyboard."""
        if self._bringing.isActive():
            self._bring_panes()
        is_middle = key in self.middle.keys
        self.arrangement.give_room(lower=not is_middle)
        if is_middle:
            self.middle.show_page(key)
            return
        pane = next((pane for pane in self.panes.values() if key in getattr(pane.widget(), "keys", ())), None)
        if pane is not None:
            pane.widget().show_page(key)        # type: ignore[attr-defined]
        else:
            pane = self.panes[key]
        pane.show()
        pane.raise_()
        if key == "throughput":
            self.arrangement.unfold()
        pane.widget().setFocus()

    # keeping

    def restore(self) -> None:
        """Size and place as they were last."""
        geometry = self._store.state("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            available = self.screen().availableGeometry().size()
            self.resize(DEFAULT_SIZE.boundedTo(available * 0.95))

    # Qt's side

    def set_may_close(self, may_close: Callable[[], bool] | None) -> None:
        """Ask this before the window closes; None: it closes at once."""
        self._may_close = may_close

    def changeEvent(self, event: QEvent) -> None:
        """Qt: the window comes to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.came_to_front.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a low window has one line for tool bar and filter."""
        super().resizeEvent(event)
        self._fit_strips()

    def _fit_strips(self) -> None:
        compact = self.height() < COMPACT_LINES * QFontMetrics(self.font()).height()
        if compact == self.toolBarBreak(self._filter_strip):
            if compact:
                self.removeToolBarBreak(self._filter_strip)
            else:
                self.insertToolBarBreak(self._filter_strip)
            self.toolbar.set_compact(compact)
            self.filter_bar.set_compact(compact)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files may be dropped here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: files were dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the person closes the window; whoever must finish first hears of it, or asks first."""
        if self._may_close is not None and not self._may_close():
            event.ignore()
            return
        self._store.set("geometry", QByteArray(self.saveGeometry()))
        self.arrangement.stop()
        self.closing.emit()
        super().closeEvent(event)

    def _on_text_size_changed(self) -> None:
        """What has a style sheet does not hear of the application's font."""
        titles = [pane.strip for pane in self.panes.values()]
        strips = (self.toolbar, self._tabs_strip, self._filter_strip, self._banner_strip, self._find_strip)
        for strip in (*strips, *titles):
            for part in (strip, *strip.findChildren(QWidget)):
                font = QApplication.font()
                font.setBold(part.font().bold())
                part.setFont(font)
        self._fit_strips()
        self.arrangement.fit_soon()

    def _on_theme_changed(self, theme: Theme) -> None:
        icon = self._themes.icon
        self.banner.set_theme(theme, icon("warning", theme.banner_text), icon("close", theme.banner_text))
        for strip in (self.toolbar, self._tabs_strip, self._filter_strip):
            strip.setStyleSheet(strip_style(theme))
        self._find_strip.setStyleSheet(strip_style(theme) + title_style(theme) + form_style(theme))
        self.tabs.set_icon(icon("close"))
        self.find_view.set_icons(icon("previous"), icon("next"), icon("close"))
        self._banner_strip.setStyleSheet("QToolBar { border: 0; padding: 0; spacing: 0; }")
        self.filter_bar.set_icons(icon("filter", theme.muted), icon("close"), icon("bookmark"), icon("group"))
        self.status.set_icons(icon("pause"), icon("stop"), {
            severity: icon(name, severity_colour(severity, theme)) for severity, name in SEVERITY_GLYPHS.items()})
        for pane in self.panes.values():
            pane.strip.setStyleSheet(title_style(theme))
            pane.strip.set_icons(*(icon(name, theme.muted) for name in ("float", "close", "unfold", "fold")))
