"""Asks whose service sessions use."""
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from netloupe_gui.dialogs.styled import StyledDialog

DIGITS = 32


class TreatDialog(StyledDialog):
    """A service by its name, which is completed from those that are known. GUI thread only."""

    def __init__(self, about: str, services: Mapping[str, str], now: str, parent: QWidget | None = None) -> None:
        """`about`: which sessions, already translated; `services`: titles by name; `now`: what a person has said of
        them, "" for nothing."""
        super().__init__(parent)
        self.setWindowTitle(about)
        self._services = services
        self.edit = QLineEdit(now, self)
        self.edit.setAccessibleName(self.tr("Service"))
        self.edit.setMinimumWidth(DIGITS * self.edit.fontMetrics().horizontalAdvance("0"))
        completer = QCompleter(sorted(services), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.edit.setCompleter(completer)
        self.edit.selectAll()
        self.hint = QLabel(self)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.edit)
        layout.addWidget(self.hint, 1)
        layout.addWidget(self.buttons)
        self.edit.textChanged.connect(self._show)
        self._show()
        self.edit.setFocus()

    @property
    def service(self) -> str:
        """What was chosen; "": the rules decide."""
        return self.edit.text().strip().lower()

    def _show(self) -> None:
        """Say what is written, and whether it can be."""
        known = not self.service or self.service in self._services
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(known)
        self.hint.setText(
            self.tr("Nothing: the rules decide.") if not self.service else self._services[self.service] if known else
            self.tr("That is no service that is known. A file of your own may declare it."))
