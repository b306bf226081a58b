"""Qt's classes, made in the GUI thread a few at a time.

PySide makes each class at its first use. Two threads that do so at once crash the process now and then; pyqtgraph,
imported beside the GUI thread, uses them all.
"""
import importlib
import time
from collections.abc import Iterator

MODULES = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg", "PySide6.QtOpenGL",
           "PySide6.QtOpenGLWidgets", "PySide6.QtTest")
TURN_S = 0.004


def make_types() -> Iterator[bool]:
    """Make them all; says True after a few milliseconds each time, for the event loop to turn."""
    begun = time.monotonic()
    for module in map(importlib.import_module, MODULES):
        for name in dir(module):
            getattr(module, name)
            if time.monotonic() - begun > TURN_S:
                yield True
                begun = time.monotonic()
