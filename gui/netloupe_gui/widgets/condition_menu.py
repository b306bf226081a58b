"""The part of a context menu that asks by what was clicked: only this, exclude, and, or, prepare, colour."""
from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QFontMetrics, Qt
from PySide6.QtWidgets import QMenu

from netloupe_gui.bridge.asking import Ask, Asking

CONDITION_DIGITS = 46       # of a menu's width that a condition may take


class _Asked(QObject):
    """Hears of a menu's actions, and goes with the menu."""

    def __init__(self, asking: Asking, menu: QMenu) -> None:
        super().__init__(menu)
        self._asking = asking

    def on_triggered(self) -> None:
        """The data of the action is what to do."""
        action = self.sender()
        assert isinstance(action, QAction)
        condition, how = action.data()
        self._asking.ask(condition, Ask(how))


def add_conditions(menu: QMenu, asking: Asking, conditions: Sequence[str]) -> None:
    """Add the actions for the first condition to a menu, and for each other one a menu of its own."""
    if not conditions:
        return
    asked = _Asked(asking, menu)
    metrics = QFontMetrics(menu.font())
    width = CONDITION_DIGITS * metrics.horizontalAdvance("0")

    def title(condition: str) -> str:
        return metrics.elidedText(" ".join(condition.split()), Qt.TextElideMode.ElideMiddle, width).replace("&", "&&")
    menu.addSection(title(conditions[0]))
    _fill(menu, asked, asking, conditions[0])
    if len(conditions) > 1:
        menu.addSeparator()
    for condition in conditions[1:]:
        child = menu.addMenu(title(condition))
        _fill(child, asked, asking, condition)


def _fill(menu: QMenu, asked: _Asked, asking: Asking, condition: str) -> None:
    has_filter = bool(asking.filter)
    for how, text, says, is_of_use in (
            (Ask.ONLY, asked.tr("&Only this"), asked.tr("Show only sessions with this"), True),
            (Ask.EXCLUDE, asked.tr("E&xclude"), asked.tr("Show no sessions with this"), True),
            (Ask.AND, asked.tr("&And"), asked.tr("Of the sessions shown, only those with this"), has_filter),
            (Ask.OR, asked.tr("O&r"), asked.tr("Also show sessions with this"), has_filter),
            (Ask.PREPARE, asked.tr("&Prepare"), asked.tr("Write it into the filter line, to be finished"), True),
            (Ask.COLOUR, asked.tr("&Colour these"), asked.tr("Give the rows of sessions with this a colour"), True)):
        action = menu.addAction(text)
        action.setData((condition, how.value))
        action.setToolTip(says)
        action.setObjectName(f"ask_{how.value}")
        action.setEnabled(is_of_use)
        action.triggered.connect(asked.on_triggered)
    menu.setToolTipsVisible(True)
