"""Waits in the event loop, for programs that drive the window: `app.render` does."""
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from netloupe_engine.errors import CaptureError

if TYPE_CHECKING:
    from netloupe_gui.app import App


def load(app: "App", path: str) -> None:
    """Open a file, wait until it is read, and select its biggest session. Raises CaptureError."""
    loop = QEventLoop()
    app.capture.reading_finished.connect(loop.quit)
    app.capture.open_failed.connect(loop.quit)
    app.commands.open_path(path)
    loop.exec()
    if app.capture.analysis is None:
        problem = app.window.banner.problem
        raise CaptureError(problem.body if problem is not None else path)
    analysis = app.capture.analysis
    assert analysis is not None
    if len(analysis.sessions):
        sums = analysis.sessions.column("bytes_up") + analysis.sessions.column("bytes_down")
        app.focus.select_sessions((int(sums.argmax()) + 1,))


def wait(milliseconds: int) -> None:
    """Let the event loop run so long."""
    loop = QEventLoop()
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    timer.start(milliseconds)
    loop.exec()
