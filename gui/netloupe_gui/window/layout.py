"""Where the panes are: presets, and what is kept between runs."""
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow

from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.widgets.pane import Pane

VERSION = 1         # raise it when the set of panes changes: layouts saved before are then not restored

_TOP = Qt.DockWidgetArea.TopDockWidgetArea
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


@dataclass(frozen=True, slots=True)
class Place:
    """Where a preset puts a pane. `after` names a pane of the same area that it shares the space with."""

    pane: str
    area: Qt.DockWidgetArea
    share: int                                      # of the area's length; relative to its neighbours
    after: str = ""
    beside: Qt.Orientation = Qt.Orientation.Vertical


@dataclass(frozen=True, slots=True)
class Preset:
    """An arrangement; panes that are not named are hidden. Extents are parts of a thousand of the window."""

    places: tuple[Place, ...]
    top: int
    bottom: int
    right: int


INSPECT = Preset((
    Place("throughput", _TOP, 1), Place("timeline", _BOTTOM, 5), Place("packets", _BOTTOM, 6, "timeline"),
    Place("attributes", _RIGHT, 3), Place("bytes", _RIGHT, 2, "attributes")), top=165, bottom=425, right=315)

OVERVIEW = Preset((
    Place("throughput", _TOP, 1), Place("timeline", _BOTTOM, 1),
    Place("packets", _BOTTOM, 1, "timeline", Qt.Orientation.Horizontal)), top=210, bottom=260, right=0)

PRESETS = {"inspect": INSPECT, "overview": OVERVIEW}


class Layout:
    """Arranges the docks of the main window. GUI thread only."""

    def __init__(self, window: QMainWindow, panes: dict[str, Pane], store: SettingsStore) -> None:
        """Nothing is arranged before a capture is shown."""
        self._window = window
        self._panes = panes
        self._store = store
        self._state = QByteArray()      # of this run, while no capture is shown
        window.setCorner(Qt.Corner.TopRightCorner, _TOP)
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)
        window.setDockNestingEnabled(True)

    def enter(self) -> None:
        """A capture is shown: the panes as they were last, else the first preset."""
        state = self._state
        if state.isEmpty() and self._store.number("layout_version") == VERSION:
            state = self._store.state("layout")
        if state.isEmpty() or not self._window.restoreState(state, VERSION):
            self.apply(INSPECT)

    def leave(self) -> None:
        """No capture is shown: remember the panes and hide them."""
        self._state = self._window.saveState(VERSION)
        for pane in self._panes.values():
            pane.hide()

    def save(self, shows_capture: bool) -> None:
        """Keep the layout for the next run."""
        state = self._window.saveState(VERSION) if shows_capture else self._state
        if not state.isEmpty():
            self._store.set("layout", state)
            self._store.set("layout_version", VERSION)

    def apply(self, preset: Preset) -> None:
        """Arrange the panes by a preset."""
        window = self._window
        for pane in self._panes.values():
            pane.setFloating(False)
            window.removeDockWidget(pane)
        for place in preset.places:
            pane = self._panes[place.pane]
            if place.after:
                window.splitDockWidget(self._panes[place.after], pane, place.beside)
            else:
                window.addDockWidget(place.area, pane)
            pane.show()
        self._resize(preset)

    def _resize(self, preset: Preset) -> None:
        width, height = self._window.width(), self._window.height()
        extents = {_TOP: preset.top * height // 1000, _BOTTOM: preset.bottom * height // 1000,
                   _RIGHT: preset.right * width // 1000}
        across = {_TOP: Qt.Orientation.Vertical, _BOTTOM: Qt.Orientation.Vertical, _RIGHT: Qt.Orientation.Horizontal}
        for area, extent in extents.items():
            places = [place for place in preset.places if place.area is area]
            if not places:
                continue
            panes = [self._panes[place.pane] for place in places]
            along = places[-1].beside if len(places) > 1 else across[area]
            total = sum(place.share for place in places)
            if along is across[area]:       # they share the extent itself
                self._window.resizeDocks(panes, [extent * place.share // total for place in places], along)
            else:
                # Less than there is: Qt stretches them in proportion, but would take what is too much from other areas.
                length = (width if along is Qt.Orientation.Horizontal else height) // 3
                self._window.resizeDocks(panes, [extent] * len(panes), across[area])
                self._window.resizeDocks(panes, [length * place.share // total for place in places], along)
