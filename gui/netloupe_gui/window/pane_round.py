"""From pane to pane by one key: those that are seen, as the eye goes."""
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from netloupe_gui.window.main_window import MainWindow


def panes_in_sight(window: MainWindow) -> list[QWidget]:
    """What the panes hold, from the top down and from left to right; not tabs behind others, not folded ones."""
    held = [*window.middle.in_sight, *(pane.widget() for pane in window.panes.values() if pane.isVisible())]
    seen = [widget for widget in held if _is_seen(widget)]
    places = {id(widget): widget.mapToGlobal(QPoint(0, 0)) for widget in seen}
    return sorted(seen, key=lambda widget: (places[id(widget)].y(), places[id(widget)].x()))


def _is_seen(widget: QWidget) -> bool:
    """Whether its middle is; docks behind others are visible to Qt, too."""
    middle, top = widget.rect().center(), widget.window()
    found = top.childAt(widget.mapTo(top, middle)) if widget.isVisible() and widget.rect().isValid() else None
    return found is not None and (found is widget or widget.isAncestorOf(found))


def go_round(window: MainWindow, step: int) -> None:
    """Give the keyboard to the next pane (1) or the one before (-1)."""
    panes, here = panes_in_sight(window), QApplication.focusWidget()
    if not panes:
        return
    at = next((number for number, pane in enumerate(panes) if here is pane or (here and pane.isAncestorOf(here))), None)
    panes[(at + step if at is not None else min(step, 0)) % len(panes)].setFocus()
