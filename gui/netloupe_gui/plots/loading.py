"""Imports the canvas, and pyqtgraph with it, beside the running event loop: in the GUI thread it would stop for 200 ms.

Python's cyclic garbage collector runs in whatever thread happens to allocate, and an import allocates a lot. Widgets
that it finds dead would be destroyed in the importing thread, and the process with them; so it rests meanwhile.
"""
import gc
import importlib
import sys
import threading
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from netloupe_gui.bridge.qt_types import make_types

CANVAS = "netloupe_gui.plots.canvas"
POLL_MS = 20


class CanvasImport(QObject):
    """The one import of the canvas. Belongs to the application: a pane may be closed meanwhile. GUI thread only."""

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Does nothing before `start`."""
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._types: Iterator[bool] = iter(())
        self._collects = True
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._on_poll)

    def is_done(self) -> bool:
        """Whether the canvas can be imported at once."""
        return CANVAS in sys.modules and not self._poll.isActive()

    def start(self) -> None:
        """Begin; `ready` is told when it is over. A second call while it runs changes nothing."""
        if not self._poll.isActive():
            self._collects = gc.isenabled()
            gc.disable()
            self._types = make_types()
            self._poll.start(0)

    def _on_poll(self) -> None:
        if self._thread is None:
            if not next(self._types, False):
                self._thread = threading.Thread(target=importlib.import_module, args=(CANVAS,), name="import plots")
                self._thread.start()
                self._poll.setInterval(POLL_MS)
        elif not self._thread.is_alive():
            self._poll.stop()
            self._thread = None
            if self._collects:
                gc.enable()
            self.ready.emit()


def canvas_import() -> CanvasImport:
    """The import of this application."""
    application = QCoreApplication.instance()
    found = application.findChild(CanvasImport) if application is not None else None
    return found if isinstance(found, CanvasImport) else CanvasImport(application)
