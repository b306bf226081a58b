"""Does what would make the first capture wait, while the person still looks at the welcome page."""
import importlib
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.qt_types import make_types

DELAY_MS = 120          # after the window was made: it is drawn by then


class ImportJob(Job):
    """Imports modules that take long."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Names of modules."""
        super().__init__()
        self._names = names

    def work(self) -> None:
        """Import them."""
        for name in self._names:
            importlib.import_module(name)


class WarmUp(QObject):
    """Makes Qt's classes, imports beside the GUI thread, then takes one step in each turn of the event loop.

    GUI thread only.
    """

    finished = Signal()         # everything was done

    def __init__(self, jobs: Jobs, modules: tuple[str, ...], steps: list[Callable[[], None]],
                 parent: QObject | None = None) -> None:
        """`steps` must be harmless when what they do was done already."""
        super().__init__(parent)
        self._jobs = jobs
        self._job = ImportJob(modules)
        self._job.ended.connect(self._on_imported)
        self._types = make_types()
        self._steps = list(steps)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._make_types)

    def start(self) -> None:
        """Begin soon."""
        self._timer.start()

    def stop(self) -> None:
        """Something more important goes on."""
        self._timer.stop()
        self._steps.clear()

    def _make_types(self) -> None:
        if next(self._types, False):
            self._timer.start(0)
        else:
            self._jobs.start(self._job)

    def _on_imported(self, job: Job) -> None:
        if job.error is None and self._steps:
            self._timer.timeout.disconnect(self._make_types)
            self._timer.timeout.connect(self._step)
            self._timer.start(0)

    def _step(self) -> None:
        if self._steps:
            self._steps.pop(0)()
            self._timer.start(0)
        else:
            self.finished.emit()
