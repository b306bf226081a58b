"""Where the panes are: presets, sizes that follow the window, and what is kept between runs.

The panes stand as a preset has them until the person moves one to another place or lets one float. From then on the
arrangement is theirs: it is kept as Qt describes it, and its panes keep their parts of the window. Each preset has
its own arrangement.
"""
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabWidget, QWidget

from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.widgets.middle import Middle
from netloupe_gui.widgets.pane import Pane
from netloupe_gui.window import shares
from netloupe_gui.window.drawn_later import DrawnLater
from netloupe_gui.window.needs import needs_of, room_of
from netloupe_gui.window.presets import FIRST, PRESETS, Kept, read_kept, untouched, write_kept
from netloupe_gui.window.shares import ROW_SHARES, Form, Needs

VERSION = 3         # raise it when the set of panes changes: layouts saved before are then not restored
SMALLEST = 200      # pixels of width of any pane
SOON_MS = 40        # what is drawn now is drawn first: both in one turn of the event loop took twice as long
LATE = "timeline"   # comes with the first selection

_TOP = Qt.DockWidgetArea.TopDockWidgetArea
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
_UP_DOWN, _SIDEWAYS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal


class Layout(QObject):
    """Arranges the docks of the main window. GUI thread only."""

    low_changed = Signal(bool)      # whether the window is too low for anything that can be left out
    preset_changed = Signal(str)

    def __init__(self, window: QMainWindow, panes: dict[str, Pane], middle: Middle, store: SettingsStore) -> None:
        """Nothing is arranged before a capture is shown. `middle` has the sessions then."""
        super().__init__(window)
        self._window, self._panes, self._middle, self._store = window, panes, middle, store
        self._drawn_later = DrawnLater(window)
        self._preset = FIRST
        self._kept: dict[str, Kept] = {}        # of the presets that were shown
        self._now = untouched(PRESETS[FIRST], frozenset(panes))
        self._tabbed = {"middle": middle, **{key: pane.widget() for key, pane in panes.items()
                                             if hasattr(pane.widget(), "show_page")}}
        self._form: Form | None = None
        self._is_shown = self._is_busy = self._has_selection = False
        self._lower_first = False               # where there is no room for both
        self._pressed: dict[str, tuple[int, int]] = {}      # sizes of the panes when the mouse button went down
        self._drawn = QTimer(self)
        self._drawn.setSingleShot(True)
        self._drawn.setInterval(0)
        self._drawn.timeout.connect(self._note)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.fit)
        for area, corners in ((_TOP, (Qt.Corner.TopLeftCorner, Qt.Corner.TopRightCorner)),
                              (_BOTTOM, (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner))):
            for corner in corners:
                window.setCorner(corner, area)
        window.setDockNestingEnabled(True)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for pane in panes.values():
            pane.closed.connect(self._on_closed)
            pane.visibilityChanged.connect(self._on_visibility)
            pane.dockLocationChanged.connect(self._on_moved)
            pane.topLevelChanged.connect(self._on_moved)
        panes["throughput"].fold_asked.connect(self._on_fold)
        middle.drawn.connect(self._on_beside_drawn)
        window.installEventFilter(self)
        window.tabifiedDockWidgetActivated.connect(self._on_tab)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self._read()

    # for the window

    @property
    def preset(self) -> str:
        """The preset that is shown."""
        return self._preset

    def enter(self) -> None:
        """A capture is shown: the panes as they were last, else the first preset."""
        self._is_shown = True
        self._arrange()

    def leave(self) -> None:
        """No capture is shown: remember the panes and hide them."""
        self._remember()
        self._is_shown = self._has_selection = False
        with self._arranging():
            for pane in self._panes.values():
                pane.hide()

    def use(self, key: str) -> None:
        """Arrange the panes by a preset, as the person left it."""
        if key != self._preset:
            self._remember()
            self._preset = key
            self._now = self._kept.get(key) or untouched(PRESETS[key], frozenset(self._panes))
            self.preset_changed.emit(key)
        self._has_selection = True          # who asks for panes sees all of them at once
        self._arrange()

    def reset(self) -> None:
        """The preset that is shown as it is at first."""
        self._now = untouched(PRESETS[self._preset], frozenset(self._panes))
        self._has_selection = True
        self._arrange()

    def _arrange(self) -> None:
        """All as `_now` says."""
        self._form = None
        for name, page in (self._now.pages or {"middle": "sessions"}).items():
            if page in getattr(self._tabbed.get(name), "keys", ()):
                self._bring(name, page)
        if self._now.is_own:
            with self._arranging():
                if self._window.restoreState(QByteArray(self._now.state), VERSION):
                    self._show_beside()
                    needs = self._needs()
                    self._set_least(needs, Form(is_narrow=True, is_folded=False, is_tabbed=False), {}, needs.sessions)
                    return
        self._now.is_own = False
        self._middle.set_beside((), ())     # the shares of this preset come with its pages
        self.fit()

    def _bring(self, name: str, page: str) -> None:
        if name == "middle":
            self._middle.bring(page)
        else:
            self._tabbed[name].show_page(page)      # type: ignore[attr-defined]

    def _remember(self) -> None:
        """What is on screen belongs to the preset."""
        if self._is_shown:
            if self._now.is_own:
                self._now.state = bytes(self._window.saveState(VERSION).data())
            self._now.pages = {name: page.key for name, page in self._tabbed.items()}   # type: ignore[attr-defined]
        self._kept[self._preset] = self._now

    def session_chosen(self) -> None:
        """Something is selected: now there is something to see in the timeline."""
        if not self._has_selection:
            self._has_selection = True
            if LATE not in self._now.hidden and self._is_shown and not self._now.is_own:
                with self._arranging():         # it has its place: the others need not be taken away for it
                    self._panes[LATE].show()
                self.fit_soon()                 # other panes have to show the selection first

    def save(self) -> None:
        """Keep the layout for the next run."""
        self._remember()
        self._store.set("layout_version", VERSION)
        self._store.set("panes", write_kept(self._preset, self._kept))

    def stop(self) -> None:
        """The window closes: what becomes of its panes is nobody's wish."""
        self.save()
        self._is_shown = False

    def unfold(self) -> None:
        """Somebody wants to see the throughput."""
        if self._form is not None and self._form.is_folded:
            self._on_fold(False)

    def fit(self) -> None:
        """Give every pane its part of the window as it is now."""
        if not self._is_shown or self._is_busy:
            return
        if self._now.is_own:
            self._fit_own()
            return
        with self._arranging():
            self._show_beside()
            needs, shown = self._needs(), self._wanted()
            room = room_of(self._window)
            how = shares.form(self._window.size().toTuple(), room, needs, shown, self._now.folded)
            high = shares.heights(self._window.height(), room, needs, shown, how, self._now.shares, self._lower_first)
            shown = shares.seen(shown, how)
            self._set_least(needs, how, high, room - needs.line - high.get("lower", 0))
            if how != self._form:
                before, self._form = self._form, how
                self._build(how, shown, before is None or not how.is_placed_as(before))
                if how.is_low != (before is not None and before.is_low):
                    self.low_changed.emit(how.is_low)
            self._size(how, high, needs, shown)

    def fit_soon(self) -> None:
        """The same, when all that changes now has changed."""
        self._soon.start()

    # what there is

    def _show_beside(self) -> None:
        """Pages of the middle are seen together where there is room for it."""
        needs = needs_of(self._window, self._panes, self._middle)
        preset = PRESETS[self._preset]
        wanted = tuple(preset.beside)
        row = needs.lower + needs.line if self._wanted().intersection(ROW_SHARES) else 0
        lanes = needs.lanes + needs.line if LATE in self._wanted() else 0
        is_drawn = preset.is_drawn if self._now.folded is None else not self._now.folded
        plot = needs.plot_wanted if is_drawn else needs.title
        strip = plot + needs.line if "throughput" in self._wanted() else 0
        least = self._front_least(needs) + needs.beside
        keys = wanted if least + row + lanes + strip <= room_of(self._window) else ()
        if keys != self._middle.beside:
            self._middle.set_beside(keys, self._now.beside)

    def _wanted(self) -> frozenset[str]:
        late = () if self._has_selection else (LATE,)
        return frozenset(self._panes).difference(self._now.hidden, late)

    def _front_least(self, needs: Needs) -> int:
        """Pixels of height of the sessions where pages stand below them."""
        return max(needs.sessions, shares.SESSIONS_SHARE * self._window.height() // 1000 + needs.head)

    def _needs(self) -> Needs:
        """What the parts need at this text size; the least sizes of the panes are set to it."""
        needs = needs_of(self._window, self._panes, self._middle)
        return replace(needs, sessions=self._front_least(needs) + needs.beside) if self._middle.beside else needs

    def _set_least(self, needs: Needs, how: Form, high: dict[str, int], left: int) -> None:
        """Nobody draws a pane smaller than it is of use; in a window that is too low they have what there is.

        `left` is what a low window has left for sessions.
        """
        together = needs.beside if self._middle.beside else 0
        self._middle.set_least(min(needs.sessions - together - needs.footer, left) if how.is_low
                               else needs.sessions - together, needs.beside)
        low = {"throughput": 0 if how.is_folded else needs.plot, "timeline": needs.lanes}
        lower = min(needs.lower, high.get("lower", needs.lower) - (needs.tabs if how.is_narrow else 0))
        for key, pane in self._panes.items():
            wide = 0 if how.is_narrow else needs.widths.get(key, 0)
            least = lower if key in ROW_SHARES or (key == "timeline" and how.is_tabbed) else low[key]
            is_folded = key == "throughput" and how.is_folded
            pane.widget().setMinimumSize(max(wide, SMALLEST), 0 if is_folded else max(1, least - needs.title))

    # arranging

    @contextmanager
    def _arranging(self) -> Iterator[None]:
        """What happens to the panes meanwhile is not the person's doing."""
        before, self._is_busy = self._is_busy, True
        try:
            yield
        finally:
            self._is_busy = before

    def _build(self, how: Form, shown: frozenset[str], in_other_places: bool) -> None:
        """Show the docks that are wanted; put them in their places first where these are others than before."""
        window, panes = self._window, self._panes
        focused: QWidget | None = window.focusWidget()
        front = next((key for key in ROW_SHARES if not panes[key].isHidden() and panes[key].is_in_front), "packets")
        if in_other_places:
            self._drawn_later.put_off()
            self._place(how)
        panes["throughput"].set_folded(how.is_folded)
        for key, pane in panes.items():
            pane.setVisible(key in shown)
            pane.set_tabbed((how.is_narrow and key in ROW_SHARES) or (how.is_tabbed and key in ("packets", "timeline")))
        if panes[front].isVisible():
            panes[front].raise_()
        if focused is not None and focused.isVisible() and window.focusWidget() is not focused:
            focused.setFocus()

    def _place(self, how: Form) -> None:
        """Put the docks in their places; panes that are not shown have one too."""
        window, panes = self._window, self._panes
        for pane in panes.values():
            pane.setFloating(False)
            window.removeDockWidget(pane)
        window.addDockWidget(_TOP, panes["throughput"])
        window.addDockWidget(_BOTTOM, panes["timeline"] if not how.is_tabbed else panes["packets"])
        if not how.is_tabbed:
            window.splitDockWidget(panes["timeline"], panes["packets"], _UP_DOWN)
        before = panes["packets"]
        for key in ("attributes", "bytes"):
            if how.is_narrow:
                window.tabifyDockWidget(before, panes[key])
            else:
                window.splitDockWidget(before, panes[key], _SIDEWAYS)
            before = panes[key]
        if how.is_tabbed:
            window.tabifyDockWidget(panes["packets"], panes["timeline"])

    def _size(self, how: Form, high: dict[str, int], needs: Needs, shown: frozenset[str]) -> None:
        window, panes = self._window, self._panes
        docks: list[QDockWidget] = []
        pixels: list[int] = []
        for key in ("throughput", "timeline", "lower"):
            if key in high:
                docks.append(panes[key] if key != "lower" else next(panes[one] for one in ROW_SHARES if one in shown))
                pixels.append(high[key])
        if docks:
            window.resizeDocks(docks, pixels, _UP_DOWN)
        if not how.is_narrow:
            wide = shares.widths(window.width(), needs, shown, self._now.shares)
            if wide:
                window.resizeDocks([panes[key] for key in wide], list(wide.values()), _SIDEWAYS)
        layout = window.layout()
        assert layout is not None
        layout.activate()

    def _fit_own(self) -> None:
        """Panes that the person put elsewhere keep their parts of the window."""
        window = self._window
        docked = [(pane, self._now.own[key]) for key, pane in self._panes.items()
                  if key in self._now.own and pane.isVisible() and not pane.isFloating()]
        if docked:
            with self._arranging():
                docks: list[QDockWidget] = [pane for pane, _part in docked]
                window.resizeDocks(docks, [part[0] * window.width() // 1000 for _pane, part in docked], _SIDEWAYS)
                window.resizeDocks(docks, [part[1] * window.height() // 1000 for _pane, part in docked], _UP_DOWN)

    # what the person does

    def _on_closed(self) -> None:
        if not self._is_busy and self._is_shown:
            self._now.hidden |= {key for key, pane in self._panes.items() if pane.isHidden() and key in self._wanted()}
            self._form = None
            self.fit_soon()

    def _on_visibility(self) -> None:
        """A pane that was hidden is wanted again."""
        if self._is_busy or not self._is_shown or self._now.is_own:
            return
        back = {key for key, pane in self._panes.items() if not pane.isHidden() and key not in self._wanted()}
        if back:
            self._now.hidden -= back
            self._has_selection = self._has_selection or LATE in back
            self._form = None
            self.fit()

    def _on_moved(self) -> None:
        if not self._is_busy and self._is_shown:
            self._now.is_own = True
            for pane in self._panes.values():
                pane.set_tabbed(False)
                pane.set_folded(False)

    def _on_beside_drawn(self) -> None:
        self._now.beside = self._middle.shares()

    def _on_fold(self, folded: bool) -> None:
        self._now.folded = folded
        self._form = None
        self.fit()

    def _on_tab(self, pane: QDockWidget) -> None:
        if not self._is_busy and self._form is not None and self._form.is_low:
            pane.widget().setFocus()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self._window:
            if self._middle.isAncestorOf(now):
                self.give_room(lower=False)
            elif any(pane.isAncestorOf(now) for pane in self._panes.values()):
                self.give_room(lower=True)

    def give_room(self, lower: bool) -> None:
        """A low window shows what has the keyboard: sessions, or the lower row."""
        if lower != self._lower_first:
            self._lower_first = lower
            if self._form is not None and self._form.is_low:
                self.fit_soon()

    def _pane_sizes(self) -> dict[str, tuple[int, int]]:
        return {key: (pane.width(), pane.height()) for key, pane in self._panes.items()}

    def _note(self) -> None:
        """The person has drawn a line between panes: what they have now is their part."""
        window = self._window
        width, height = max(1, window.width()), max(1, window.height())
        docked = {key: pane for key, pane in self._panes.items() if pane.isVisible() and not pane.isFloating()}
        if not self._is_shown or not docked:
            return
        if self._now.is_own:
            self._now.own = {key: (pane.width() * 1000 // width, pane.height() * 1000 // height)
                         for key, pane in docked.items()}
            return
        how = self._form
        if how is None:
            return
        own_height = [key for key, has_none in (("throughput", how.is_folded), ("timeline", how.is_tabbed))
                      if key in docked and not has_none]
        self._now.shares |= {key: max(1, round(docked[key].height() * 1000 / height)) for key in own_height}
        own = self._middle.height() - self._middle.bar_height()
        self._now.shares["sessions"] = max(1, round(own * 1000 / height))
        if not how.is_narrow:
            row = [key for key in ROW_SHARES if key in docked]
            self._now.shares |= {key: max(1, round(docked[key].width() * 1000 / width)) for key in row}
        self.fit()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the window has another size, or a line between panes was let go."""
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self.fit()
            self.fit_soon()         # the tool bars may be higher or lower now
        elif kind == QEvent.Type.MouseButtonPress:
            self._pressed = self._pane_sizes()
        elif kind == QEvent.Type.MouseButtonRelease and self._pressed != self._pane_sizes():
            self._drawn.start()
        return super().eventFilter(watched, event)

    def read(self) -> None:
        """The settings say otherwise: as they have it."""
        self._kept, self._preset = {}, FIRST
        self._now = untouched(PRESETS[FIRST], frozenset(self._panes))
        self._read()
        self.preset_changed.emit(self._preset)
        if self._is_shown:
            self._has_selection = True
            self._arrange()

    def _read(self) -> None:
        if self._store.number("layout_version") == VERSION:
            panes = frozenset(self._panes)
            self._preset, self._kept = read_kept(self._store.text("panes"), panes)
            self._now = self._kept.get(self._preset) or untouched(PRESETS[self._preset], panes)
