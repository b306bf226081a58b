"""The card that says whether one may capture here, and the one thing to do about it."""
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from netloupe_engine.model import Permission, Readiness
from netloupe_gui.text import one_line
from netloupe_gui.text.marked import translated
from netloupe_gui.theme.fonts import fixed_font
from netloupe_gui.widgets.card import Card
from netloupe_gui.widgets.notice import ERROR, GOOD, WARNING, Notice

_REASON_MAX = 500


class PermissionCard(Card):
    """Ready, fixable, no libpcap, or denied: a title, the reason, the exact command, one button. GUI thread only."""

    look_asked = Signal()       # look again

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until something is known."""
        super().__init__(parent)
        self.setObjectName("permission")
        self._permission: Permission | None = None
        self.title = Notice(self)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.reason = QLabel(self)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setWordWrap(True)
        self.reason.setMinimumWidth(1)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.command = QLineEdit(self)
        self.command.setReadOnly(True)
        self.command.setAccessibleName(self.tr("Command that makes capturing possible"))
        self._measure()
        self.button = QPushButton(self)
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.command, 1)
        row.addWidget(self.button)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        self._head = head
        self._row = row
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.reason)
        layout.addLayout(row)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self.command.setFont(fixed_font(self.font().pointSizeF()))

    @property
    def permission(self) -> Permission | None:
        """What is shown."""
        return self._permission

    def show_permission(self, permission: Permission) -> None:
        """Say how it stands."""
        self._permission = permission
        kind, title = {
            Readiness.READY: (GOOD, self.tr("Ready to capture")),
            Readiness.FIXABLE: (WARNING, self.tr("One command makes capturing possible")),
            Readiness.NO_LIBPCAP: (WARNING, self.tr("libpcap is not installed")),
            Readiness.DENIED: (ERROR, self.tr("This account may not capture here"))}[permission.readiness]
        self.title.say(kind, title)
        self.reason.setText(one_line(translated(permission.reason), _REASON_MAX))
        self.reason.setVisible(bool(permission.reason))
        self.command.setText(permission.fix)
        self.command.setCursorPosition(0)
        self.command.setVisible(bool(permission.fix))
        self._place_button(bool(permission.fix))
        self.show()

    def _place_button(self, has_command: bool) -> None:
        """Beside the command, or beside the title where there is none."""
        self._row.removeWidget(self.button)
        self._head.removeWidget(self.button)
        (self._row if has_command else self._head).addWidget(self.button)
        if has_command:
            self.button.setText(self.tr("Copy command"))
            self.button.setToolTip(self.tr("Run it in a terminal; this is looked at again when you come back"))
        else:
            self.button.setText(self.tr("Check again"))
            self.button.setToolTip("")

    def _on_clicked(self) -> None:
        if self._permission is not None and self._permission.fix:
            QGuiApplication.clipboard().setText(self._permission.fix)
            self.button.setText(self.tr("Copied"))
        else:
            self.look_asked.emit()
