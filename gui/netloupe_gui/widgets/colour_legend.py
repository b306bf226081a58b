"""What the colours of rows mean: a button with the colours, and a menu with the names of their rules."""
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QIcon
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from netloupe_gui.bridge.colour_rules import ColourRules
from netloupe_gui.bridge.colouring import Colouring
from netloupe_gui.text import count, tip
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.swatches import SIDE, swatches, swatches_size

SHOWN_MAX = 8           # colours
DIGITS = 46             # of a menu's width that a name may take


class ColourLegend(QToolButton):
    """A click on a rule turns it off and on. GUI thread only."""

    def __init__(self, rules: ColourRules, colouring: Colouring, edit: QAction, parent: QWidget | None = None) -> None:
        """Of these rules; `edit` opens their dialog."""
        super().__init__(parent)
        self._rules, self._colouring, self._edit = rules, colouring, edit
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAutoRaise(True)
        self.setText(self.tr("Colours"))
        self.setAccessibleName(self.tr("Colours of the rows"))
        self.setToolTip(self.tr("What the colours of rows mean"))
        self.setMenu(QMenu(self))
        self.menu().setToolTipsVisible(True)
        self.menu().aboutToShow.connect(self._fill)
        rules.changed.connect(self._show)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_edit"):
            self._show()

    def _show(self) -> None:
        colours = [rule.colour for rule in self._rules.rules if rule.is_on]
        colours = list(dict.fromkeys(colours))[:SHOWN_MAX]
        self.setIconSize(swatches_size(len(colours)) if colours else QSize(SIDE, SIDE))
        self.setIcon(swatches(theme_of(self.palette()), colours) if colours else QIcon())

    def _fill(self) -> None:
        menu, theme = self.menu(), theme_of(self.palette())
        menu.clear()
        answer = self._colouring.colours
        known = dict(zip(answer.rules, answer.verdicts, strict=False))
        metrics = QFontMetrics(menu.font())
        room = DIGITS * metrics.horizontalAdvance("0")
        for at, rule in enumerate(self._rules.rules):
            verdict = known.get(rule)
            name = metrics.elidedText(rule.name, Qt.TextElideMode.ElideRight, room).replace("&", "&&")
            if not rule.is_on:
                said = self.tr("off")
            elif verdict is not None and verdict.problem:
                said = self.tr("no filter")
            else:
                said = count(verdict.sessions) if verdict is not None else ""
            action = menu.addAction(f"{name}\t{said}")
            action.setIcon(swatches(theme, [rule.colour], rule.is_on))
            action.setData(at)
            action.setToolTip(tip(verdict.problem if verdict is not None and verdict.problem else rule.expression))
            action.triggered.connect(self._on_triggered)
        if self._rules.rules:
            menu.addSeparator()
        menu.addAction(self._edit)

    def _on_triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        at = int(action.data())
        self._rules.set_on(at, not self._rules[at].is_on)
