"""Unexpected exceptions: logged to a file and shown, and the window lives on."""
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

_log = logging.getLogger("netloupe")


class Failures(QObject):
    """Catches what nobody else caught, in any thread."""

    failure_caught = Signal(str, str)      # one line, the whole traceback

    def __init__(self, log_path: Path, parent: QObject | None = None) -> None:
        """Write to this file; it is made when the first line is written."""
        super().__init__(parent)
        self.log_path = log_path
        self._is_telling = False
        self._handler: logging.Handler | None = None

    def install(self) -> None:
        """Become the interpreter's hook of last resort."""
        try:
            self.log_path.parent.mkdir(parents=True, exist_ok=True)
            self._handler = logging.FileHandler(self.log_path, encoding="utf-8", delay=True)
        except OSError:
            self._handler = logging.StreamHandler(sys.stderr)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
        _log.addHandler(self._handler)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def uninstall(self) -> None:
        """Leave last resorts to the interpreter again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.error("unexpected exception\n%s", text)
        if self._is_telling or not isValid(self):       # telling failed too, or the window is gone: nobody to tell
            return
        self._is_telling = True
        try:
            self.failure_caught.emit(f"{kind.__name__}: {error}", text)
        finally:
            self._is_telling = False

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)
