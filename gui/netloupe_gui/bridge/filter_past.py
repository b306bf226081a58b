"""Filters and brushes that stood before: undone and redone, apart from what was selected."""
from time import monotonic

from PySide6.QtCore import QObject, Signal

from netloupe_gui.bridge.focus import Brush, Focus

STEPS_MAX = 200
PAUSE_S = 2.0           # what changes again within this time is one step, while it is typed or drawn

State = tuple[str, Brush | None]


class FilterPast(QObject):
    """Follows filter and brush of the focus. GUI thread only."""

    changed = Signal(bool, bool)        # whether one can go back, forward

    def __init__(self, focus: Focus, parent: QObject | None = None) -> None:
        """Nothing has been asked yet."""
        super().__init__(parent)
        self._focus = focus
        self._states: list[State] = [("", None)]
        self._at = 0
        self._is_travelling = self._is_typing = False
        self._kind, self._last_s = "", 0.0
        focus.filter_changed.connect(self._on_filter)
        focus.brush_changed.connect(self._on_brush)

    def set_typing(self, typing: bool) -> None:
        """Whether the filter is being typed: until it is entered, all keys are one step."""
        self._is_typing = typing
        if not typing:
            self._kind = ""

    def forget(self) -> None:
        """Another capture is shown: what stood before means nothing there."""
        self._states, self._at, self._kind = [(self._focus.filter, self._focus.brush)], 0, ""
        self._tell()

    def undo(self) -> None:
        """As it was before the last change."""
        self._travel(self._at - 1)

    def redo(self) -> None:
        """Undo `undo`."""
        self._travel(self._at + 1)

    def _travel(self, to: int) -> None:
        if not 0 <= to < len(self._states):
            return
        self._at, self._kind, self._is_travelling = to, "", True
        text, brush = self._states[to]
        self._focus.set_filter(text)
        if brush is None:
            self._focus.clear_brush()
        else:
            self._focus.set_brush(brush.start_ns, brush.end_ns)
        self._is_travelling = False
        self._tell()

    def _on_filter(self) -> None:
        self._remember("typing" if self._is_typing else "")

    def _on_brush(self) -> None:
        self._remember("brush")

    def _remember(self, kind: str) -> None:
        state = (self._focus.filter, self._focus.brush)
        if self._is_travelling or state == self._states[self._at]:
            return
        now_s = monotonic()
        is_same_step = kind and kind == self._kind and now_s - self._last_s < PAUSE_S and self._at > 0
        del self._states[self._at + 1:]
        if is_same_step:
            self._states[self._at] = state
        else:
            self._states.append(state)
            del self._states[:-STEPS_MAX]
            self._at = len(self._states) - 1
        self._kind, self._last_s = kind, now_s
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self._at > 0, self._at < len(self._states) - 1)
