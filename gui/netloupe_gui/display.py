"""Whether there is a display. Qt aborts the process where it finds none; whoever started it is told instead."""
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_SYSTEMS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@contextmanager
def no_display(refuse: Callable[[str], None]) -> Iterator[None]:
    """Call `refuse` with the reason, in words, when Qt is about to abort for want of a display. It must not return.

    Other messages go where they went before.
    """
    said: list[str] = []

    def take(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            refuse(_reason(said, text))
        if (context.category or "").startswith("qt.qpa"):
            said.append(text)
        elif before is not None:
            before(kind, context, text)
        else:
            sys.stderr.write(f"{text}\n")

    before = qInstallMessageHandler(take)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _reason(said: list[str], last: str) -> str:
    if not any(os.environ.get(name) for name in _SYSTEMS):
        return "there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set"
    return "; ".join(dict.fromkeys(line.strip().rstrip(".") for line in said)) or last.partition(".")[0]
