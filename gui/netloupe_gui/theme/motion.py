"""Whether things may move on the screen: not for those who asked their system, or this program, for rest.

There is little that could: docks that slide, and a bar that runs where nobody knows how long something takes.
"""
from PySide6.QtWidgets import QApplication, QMainWindow, QStyle

_is_wished: list[bool] = [False]


def reduce_motion(wished: bool, *windows: QMainWindow) -> None:
    """From now on nothing moves, or it may again where the system lets it."""
    _is_wished[0] = wished
    for window in windows:
        window.setAnimated(not is_reduced())


def is_reduced() -> bool:
    """Whether nothing shall move; Qt's style knows what the system says."""
    return _is_wished[0] or not QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
