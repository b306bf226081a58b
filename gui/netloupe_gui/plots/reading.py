"""The throughput plot read by keys: a cursor that goes from bin to bin, and brushes."""
from typing import Protocol

from PySide6.QtCore import Qt

FAR = 10        # bins, with Ctrl

Range = tuple[float, float]


class Plot(Protocol):
    """What the cursor needs of the plot; places are seconds on its axis."""

    def shown(self) -> Range:
        """The range in sight."""

    def whole(self) -> Range:
        """The range of the capture."""

    def bin_s(self) -> float:
        """How wide a bin is."""

    def show_from(self, begin: float) -> None:
        """Move the range in sight."""

    def point_at(self, place: float) -> None:
        """Draw the cursor there, and tell what is there."""

    def draw_brush(self, begin: float, end: float, is_final: bool) -> None:
        """Brush a range."""


class ReadingCursor:
    """Left and Right go to the next bin, with Ctrl ten on; Home and End to the ends of the capture; Enter begins a
    brush, and ends it where the cursor is then. GUI thread only."""

    def __init__(self, plot: Plot) -> None:
        """At no place yet: it begins in the middle of what is in sight."""
        self._plot = plot
        self._place: float | None = None
        self._begun: float | None = None

    def leave(self) -> None:
        """The cursor goes, and a brush that was begun stays as it is."""
        self._place = self._begun = None

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether the key is the cursor's; if so, it was followed."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        low, high = self._plot.shown()
        first, last = self._plot.whole()
        here = self._place if self._place is not None and low <= self._place <= high else (low + high) / 2
        if key in steps and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            many = FAR if modifiers & Qt.KeyboardModifier.ControlModifier else 1
            self._go(min(max(here + steps[key] * many * self._plot.bin_s(), first), last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(first if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._brush(here)
        else:
            return False
        return True

    def _go(self, place: float) -> None:
        low, high = self._plot.shown()
        if not low <= place <= high:
            self._plot.show_from(place - (high - low) / 2)
        self._place = place
        self._plot.point_at(place)
        if self._begun is not None:
            self._plot.draw_brush(self._begun, place, False)

    def _brush(self, here: float) -> None:
        self._place = here
        self._plot.point_at(here)
        if self._begun is None:
            self._begun = here
        else:
            self._plot.draw_brush(self._begun, here, True)
            self._begun = None
