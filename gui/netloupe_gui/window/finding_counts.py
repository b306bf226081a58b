"""How many findings there are, by severity, in the status bar: each number leads to its findings."""
from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from netloupe_engine.model import Severity
from netloupe_gui.text import counted


class FindingCounts(QWidget):
    """A button for each severity that there is, the greatest first. GUI thread only."""

    asked = Signal(object)          # Severity: the person wants to see these

    def __init__(self, parent: QWidget | None = None) -> None:
        """There are none."""
        super().__init__(parent)
        self.buttons = {severity: QToolButton(self) for severity in sorted(Severity, reverse=True)}
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for button in self.buttons.values():
            button.setAutoRaise(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setToolTip(self.tr("What deserves a look: a click lists it"))
            button.clicked.connect(self._on_clicked)
            button.hide()
            layout.addWidget(button)

    def set_icons(self, icons: Mapping[Severity, QIcon]) -> None:
        """The pictures, in the present theme, beside words: no colour says anything alone."""
        side = self.fontMetrics().ascent()
        for severity, button in self.buttons.items():
            button.setIcon(icons[severity])
            button.setIconSize(QSize(side, side))

    def show_counts(self, counts: Mapping[Severity, int]) -> None:
        """So many are known."""
        words = {Severity.ERROR: (self.tr("{n} error"), self.tr("{n} errors")),
                 Severity.WARNING: (self.tr("{n} warning"), self.tr("{n} warnings")),
                 Severity.NOTE: (self.tr("{n} note"), self.tr("{n} notes"))}
        for severity, button in self.buttons.items():
            count = counts.get(severity, 0)
            button.setText(counted(count, *words[severity]))
            button.setVisible(count > 0)
        self._row.invalidate()          # else its width is known in the next turn of the event loop

    def _on_clicked(self) -> None:
        sender = self.sender()
        for severity, button in self.buttons.items():
            if button is sender:
                self.asked.emit(severity)
