"""Two pages of the capture dialog: another host over ssh, and what another program writes."""
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from netloupe_engine.model import RemoteOptions, StreamOptions
from netloupe_gui.widgets.limit import LimitField

PORT_MAX = 65_535


def _explanation(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label


class RemotePage(QWidget):
    """A host, and what tcpdump does there. GUI thread only."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.host = QLineEdit(self)
        self.host.setPlaceholderText(self.tr("user@host, or a name of your ssh configuration"))
        self.port = LimitField(self.tr("Port of ssh"), highest=PORT_MAX, nothing=self.tr("as configured"))
        self.device = QLineEdit("any", self)
        self.command = QLineEdit("tcpdump", self)
        self.command.setToolTip(self.tr("With its full path, or after sudo where that asks for no password"))
        form = QFormLayout(self)
        form.setContentsMargins(12, 14, 12, 12)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("&Host:"), self.host)
        form.addRow(self.tr("Po&rt:"), self.port)
        form.addRow(self.tr("&Interface there:"), self.device)
        form.addRow(self.tr("Pro&gram there:"), self.command)
        form.addRow(_explanation(self.tr(
            "Runs tcpdump on the other host through ssh, with a key or an agent: no password is asked for here. "
            "A connection that breaks is made again, and what was missed is shown."), self))
        for line in (self.host, self.device, self.command):
            line.textChanged.connect(self.edited)

    def show_options(self, options: RemoteOptions) -> None:
        """Show these."""
        self.host.setText(options.host)
        self.port.setValue(options.port)
        self.device.setText(options.device)
        self.command.setText(options.command)

    def options(self, capture_filter: str) -> RemoteOptions:
        """What was typed."""
        return RemoteOptions(self.host.text().strip(), self.device.text().strip() or "any", capture_filter,
                             self.port.value(), self.command.text().strip() or "tcpdump")

    @property
    def problem(self) -> str:
        """Why it cannot be started; "" if it can."""
        host = self.host.text().strip()
        if not host:
            return self.tr("Type the name of a host.")
        if host.startswith("-") or any(letter.isspace() for letter in host):
            return self.tr("This is not the name of a host.")
        return ""


class StreamPage(QWidget):
    """A FIFO, or standard input. GUI thread only."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("Pipe"))
        self.path.setPlaceholderText(self.tr("a named pipe, or - for standard input"))
        self.browse = QPushButton(self.tr("Browse…"), self)
        self.browse.clicked.connect(self._on_browse)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        form = QFormLayout(self)
        form.setContentsMargins(12, 14, 12, 12)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Pipe:"), row)
        form.addRow(_explanation(self.tr(
            "Reads pcap or pcapng that another program writes, for example: mkfifo /tmp/packets, then "
            "tcpdump -U -w /tmp/packets. A pipe stays open for the next program that writes to it."), self))
        self.path.textChanged.connect(self.edited)

    def show_options(self, options: StreamOptions) -> None:
        """Show these."""
        self.path.setText(options.path)

    def options(self) -> StreamOptions:
        """What was typed."""
        text = self.path.text().strip()
        return StreamOptions(text if text in ("", "-") else str(Path(text).expanduser()))

    @property
    def problem(self) -> str:
        """Why it cannot be started; "" if it can."""
        path = self.options().path
        if not path:
            return self.tr("Choose a pipe.")
        if path != "-" and not Path(path).exists():
            return self.tr("There is no such pipe yet; make it with mkfifo.")
        return ""

    def _on_browse(self) -> None:
        path, _chosen = QFileDialog.getOpenFileName(self, self.tr("Choose a pipe"), self.path.text())
        if path:
            self.path.setText(path)
