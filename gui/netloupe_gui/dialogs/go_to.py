"""Asks for the number of a packet."""
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from netloupe_gui.dialogs.styled import StyledDialog
from netloupe_gui.text import count


class GoToDialog(StyledDialog):
    """A number between 1 and the last packet. A line takes numbers that a spin box (31 bits) does not."""

    def __init__(self, packets: int, parent: QWidget | None = None) -> None:
        """The capture has this many packets."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Go to packet"))
        self._packets = packets
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Packet number"))
        self.line.textChanged.connect(self._check)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Packet number:"), self.line)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        range_label = QLabel(self.tr("1 to {last}").format(last=count(packets)), self)
        range_label.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(range_label)
        layout.addWidget(self._buttons)
        self._check()

    @property
    def number(self) -> int:
        """What was typed; 0 when it is no packet's number."""
        text = "".join(self.line.text().split())
        value = int(text) if text.isascii() and text.isdigit() else 0
        return value if 1 <= value <= self._packets else 0

    def _check(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.number > 0)
