"""A window that is drawn when its panes stand: not in the turn of the event loop that puts them there."""
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget


class DrawnLater(QObject):
    """Puts drawing off to the next turn. To put all panes elsewhere takes 12 ms and to draw them 25: together, and
    while something is read beside the window, the event loop would be held up. GUI thread only."""

    def __init__(self, window: QWidget) -> None:
        """Drawn as ever."""
        super().__init__(window)
        self._window = window
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._draw)

    def put_off(self) -> None:
        """What is about to change is drawn in the next turn, all at once."""
        if self._window.isVisible() and not self._turn.isActive():
            self._window.setUpdatesEnabled(False)
            self._turn.start()

    def _draw(self) -> None:
        self._window.setUpdatesEnabled(True)
