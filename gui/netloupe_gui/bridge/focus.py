"""The shared focus: what the person looks at. Every pane reads it and writes it; nothing else connects the panes."""
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from netloupe_gui.bridge.ids import Ids

HISTORY_STEPS = 200


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes of the selected packet: `size` bytes at `at` in `Packet.data` (buffer 0) or `Packet.reassembled` (1)."""

    at: int
    size: int
    buffer: int = 0


@dataclass(frozen=True, slots=True)
class Brush:
    """A range of time; nanoseconds since the epoch, both ends belong to it."""

    start_ns: int
    end_ns: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What a person looked at in a capture that is put aside."""

    filter: str = ""
    brush: Brush | None = None
    sessions: Sequence[int] = ()
    packet: int = 0
    history: tuple[tuple[Sequence[int], int], ...] = ()
    step: int = -1


class Focus(QObject):
    """Selected sessions, packet and bytes, the time brush and the filter text. GUI thread only.

    A setter given the value that already stands does nothing; otherwise all values are set before any signal leaves.
    """

    sessions_selected = Signal(object)          # Sequence[int] of session ids
    packet_selected = Signal(object)            # int: packet number, 0: none
    bytes_selected = Signal(object)             # ByteRange | None
    bytes_hovered = Signal(object)              # ByteRange | None, under the pointer in the tree or the bytes
    brush_changed = Signal(object)              # Brush | None
    filter_changed = Signal(str)
    history_changed = Signal(bool, bool)        # whether one can go back, forward

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is selected, nothing is brushed."""
        super().__init__(parent)
        self._sessions: Sequence[int] = ()
        self._packet = 0
        self._bytes: ByteRange | None = None
        self._hovered: ByteRange | None = None
        self._brush: Brush | None = None
        self._filter = ""
        self._history: list[tuple[Sequence[int], int]] = []
        self._step = -1
        self._travelling = False

    @property
    def sessions(self) -> Sequence[int]:
        """Ids of the selected sessions; the first is the one that panes for a single session show."""
        return self._sessions

    @property
    def packet(self) -> int:
        """Number of the selected packet, 0: none."""
        return self._packet

    @property
    def bytes(self) -> ByteRange | None:
        """The selected bytes of the selected packet."""
        return self._bytes

    @property
    def brush(self) -> Brush | None:
        """The brushed range of time."""
        return self._brush

    @property
    def filter(self) -> str:
        """The text every shown session must match."""
        return self._filter

    def select_sessions(self, ids: Sequence[int]) -> None:
        """Select these sessions."""
        ids = ids if isinstance(ids, Ids) else tuple(ids)
        if ids == self._sessions:
            return
        self._sessions = ids
        self._remember()
        self.sessions_selected.emit(ids)

    def select_packet(self, number: int) -> None:
        """Select a packet (0: none); the byte selection belonged to the old one and goes."""
        if number == self._packet:
            return
        self._packet = number
        had_bytes, self._bytes = self._bytes is not None, None
        self._remember()
        self.packet_selected.emit(number)
        if had_bytes and self._bytes is None:
            self.bytes_selected.emit(None)

    def select_bytes(self, selection: ByteRange | None) -> None:
        """Select bytes of the selected packet."""
        if selection != self._bytes:
            self._bytes = selection
            self.bytes_selected.emit(selection)

    def hover_bytes(self, hovered: ByteRange | None) -> None:
        """Tell the other panes which bytes of the selected packet are pointed at; not part of the selection."""
        if hovered != self._hovered:
            self._hovered = hovered
            self.bytes_hovered.emit(hovered)

    def set_brush(self, start_ns: int, end_ns: int) -> None:
        """Brush a range of time; the ends may come in either order."""
        brush = Brush(min(start_ns, end_ns), max(start_ns, end_ns))
        if brush != self._brush:
            self._brush = brush
            self.brush_changed.emit(brush)

    def clear_brush(self) -> None:
        """Take the brush away."""
        if self._brush is not None:
            self._brush = None
            self.brush_changed.emit(None)

    def set_filter(self, text: str) -> None:
        """Filter by this text; "" shows everything."""
        if text != self._filter:
            self._filter = text
            self.filter_changed.emit(text)

    def clear(self) -> None:
        """Forget everything, the history too: another capture is shown."""
        self._history.clear()
        self._step = -1
        self._travelling = True
        self.select_packet(0)
        self.select_sessions(())
        self._travelling = False
        self.clear_brush()
        self.set_filter("")
        self._tell_history()

    def looked(self) -> Looked:
        """What is looked at, for `look`."""
        return Looked(self._filter, self._brush, self._sessions, self._packet, tuple(self._history), self._step)

    def look(self, looked: Looked) -> None:
        """Look at that again."""
        self.set_filter(looked.filter)
        if looked.brush is not None:
            self.set_brush(looked.brush.start_ns, looked.brush.end_ns)
        self._travelling = True
        self.select_sessions(looked.sessions)
        self.select_packet(looked.packet)
        self._travelling = False
        self._history, self._step = list(looked.history), looked.step
        self._tell_history()

    def go_back(self) -> None:
        """Return to what was selected before."""
        self._travel(self._step - 1)

    def go_forward(self) -> None:
        """Undo `go_back`."""
        self._travel(self._step + 1)

    def _travel(self, step: int) -> None:
        if 0 <= step < len(self._history):
            self._step = step
            sessions, packet = self._history[step]
            self._travelling = True
            self.select_sessions(sessions)
            self.select_packet(packet)
            self._travelling = False
            self._tell_history()

    def _remember(self) -> None:
        if self._travelling:
            return
        entry = (self._sessions, self._packet)
        if self._step >= 0 and self._history[self._step][0] == self._sessions:
            self._history[self._step] = entry          # one step a session selection: its last packet
            return
        del self._history[self._step + 1:]
        self._history.append(entry)
        del self._history[:-HISTORY_STEPS]
        self._step = len(self._history) - 1
        self._tell_history()

    def _tell_history(self) -> None:
        self.history_changed.emit(self._step > 0, self._step < len(self._history) - 1)
