"""Actions of one widget: its keys count where the keyboard is in it, and its context menu offers them."""
from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def add_local_actions(widget: QWidget,
                      rows: Iterable[tuple[str, str, QKeySequence.StandardKey | str]]) -> dict[str, QAction]:
    """Give `widget` an action for each (name, text, keys); by name. No keys: ""."""
    actions = {}
    for name, text, keys in rows:
        action = QAction(text, widget)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        widget.addAction(action)
        actions[name] = action
    return actions
