"""What this program is, and the versions of what it runs on."""
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from netloupe_gui.bridge.report import versions


class AboutDialog(QDialog):
    """Name, licence, versions; all of it selectable."""

    def __init__(self, icon: QIcon, log_path: str, parent: QWidget | None = None) -> None:
        """`log_path` is where unexpected errors are written."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Netloupe"))
        picture = QLabel(self)
        picture.setPixmap(icon.pixmap(QSize(64, 64)))
        name = self._label("Netloupe")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        name.setFont(font)
        heading = QVBoxLayout()
        heading.addWidget(name)
        heading.addWidget(self._label(self.tr("Session-centred network traffic inspection for the desktop")))
        heading.addWidget(self._label(self.tr("Free software under the Apache License 2.0")))
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(heading, 1)
        facts = QFormLayout()
        facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for what, value in [*versions(), (self.tr("Log file"), log_path)]:
            facts.addRow(self._label(f"{what}:"), self._label(value))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addLayout(facts)
        layout.addWidget(buttons)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
