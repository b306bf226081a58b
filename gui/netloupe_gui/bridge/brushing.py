"""A brush while it is drawn: whoever draws it sees it at once, the focus hears of it a few times a second."""
from PySide6.QtCore import QObject, QTimer

from netloupe_gui.bridge.focus import Brush, Focus

PAUSE_MS = 40           # between two brushes told while dragging


class Brushing(QObject):
    """Belongs to one pane with a time axis. GUI thread only."""

    def __init__(self, focus: Focus, parent: QObject) -> None:
        """Writes the brush of this focus."""
        super().__init__(parent)
        self._focus = focus
        self._pending: Brush | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)

    @property
    def is_pending(self) -> bool:
        """Whether a brush has been drawn that the focus does not know."""
        return self._pending is not None

    def draw(self, brush: Brush, is_final: bool) -> None:
        """The person draws this one; `is_final`: and has let go."""
        self._pending = brush
        if is_final:
            self._tell()
        elif not self._pause.isActive():
            self._pause.start()

    def clear(self) -> None:
        """No brush, not even one that is on its way."""
        self._pending = None
        self._focus.clear_brush()

    def _tell(self) -> None:
        self._pause.stop()
        if self._pending is not None:
            brush, self._pending = self._pending, None
            self._focus.set_brush(brush.start_ns, brush.end_ns)
