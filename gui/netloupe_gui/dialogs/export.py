"""Asks what to export and where to."""
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.model import Direction
from netloupe_gui.bridge.export import TABLES, ExportOrder
from netloupe_gui.dialogs.styled import StyledDialog
from netloupe_gui.text import count, counted, safe

DIRECTIONS: tuple[Direction, ...] = ("both", "up", "down")
FORMATS = ("pcapng", "pcap", *TABLES)


@dataclass(frozen=True, slots=True)
class ExportOffer:
    """What may be exported."""

    selected: Sequence[int]       # session ids
    shown: Sequence[int]
    selected_packets: tuple[int, int, int]      # both directions, up, down
    shown_packets: tuple[int, int, int]
    suggestion: str                 # path without suffix
    capture: str                    # path of the open capture: it must not be written over


class ExportDialog(StyledDialog):
    """Which sessions, which direction, which file."""

    def __init__(self, offer: ExportOffer, parent: QWidget | None = None) -> None:
        """Offer the selected sessions if there are any, else the shown ones."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export sessions"))
        self._offer = offer
        self.selected = QRadioButton(
            self.tr("&Selected sessions ({sessions})").format(sessions=count(len(offer.selected))), self)
        self.shown = QRadioButton(self.tr("All s&hown sessions ({sessions})").format(
            sessions=count(len(offer.shown))), self)
        self.selected.setEnabled(bool(offer.selected))
        (self.selected if offer.selected else self.shown).setChecked(True)
        self._scope = QButtonGroup(self)
        self._scope.addButton(self.selected)
        self._scope.addButton(self.shown)
        self.direction = QComboBox(self)
        self.direction.addItems([self.tr("Both directions"), self.tr("Client to server ↑"),
                                 self.tr("Server to client ↓")])
        self.format = QComboBox(self)
        self.format.addItems([self.tr("pcapng (keeps names and comments)"), self.tr("pcap"),
                              self.tr("CSV, a row for each session"), self.tr("JSON, a line for each session")])
        self.path = QLineEdit(f"{offer.suggestion}.{FORMATS[0]}", self)
        self.path.setMinimumWidth(380)
        self.path.setAccessibleName(self.tr("File"))
        self.browse = QPushButton(self.tr("&Browse…"), self)
        self.packets = QLabel(self)
        self.packets.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = self.buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._scope.buttonClicked.connect(self._check)
        self.direction.currentIndexChanged.connect(self._check)
        self.format.currentIndexChanged.connect(self._on_format)
        self.path.textChanged.connect(self._check)
        self.browse.clicked.connect(self._on_browse)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._check()

    def _lay_out(self) -> None:
        file_row = QHBoxLayout()
        file_row.addWidget(self.path, 1)
        file_row.addWidget(self.browse)
        scope = QVBoxLayout()
        scope.addWidget(self.selected)
        scope.addWidget(self.shown)
        form = QFormLayout()
        form.addRow(self.tr("Sessions:"), scope)
        form.addRow(self.tr("&Packets:"), self.direction)
        form.addRow(self.tr("F&ormat:"), self.format)
        form.addRow(self.tr("File:"), file_row)
        form.addRow("", self.packets)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.buttons)

    @property
    def order(self) -> ExportOrder:
        """What was chosen."""
        sessions = self._offer.selected if self.selected.isChecked() else self._offer.shown
        path = str(Path(self.path.text().strip()).expanduser())
        return ExportOrder(sessions, path, FORMATS[self.format.currentIndex()],
                           DIRECTIONS[self.direction.currentIndex()])

    def _packets(self) -> int:
        sums = self._offer.selected_packets if self.selected.isChecked() else self._offer.shown_packets
        return sums[self.direction.currentIndex()]

    def _check(self) -> None:
        folder = Path(self.path.text().strip()).expanduser().parent
        is_table = self.order.format in TABLES
        self.direction.setEnabled(not is_table)
        if is_table:
            text = counted(len(self.order.sessions), self.tr("{n} session will be written"),
                           self.tr("{n} sessions will be written"))
        else:
            text = counted(self._packets(), self.tr("{n} packet will be written"),
                           self.tr("{n} packets will be written"))
        is_possible = bool(self.order.sessions and self.path.text().strip())
        if not folder.is_dir():
            is_possible, text = False, self.tr("There is no folder {folder}").format(folder=safe(str(folder)))
        elif Path(self.order.path).resolve() == Path(self._offer.capture).resolve():
            is_possible, text = False, self.tr("This is the open capture itself; choose another name")
        self.packets.setText(text)
        self.save.setEnabled(is_possible)

    def _on_format(self, index: int) -> None:
        path = Path(self.path.text().strip() or self._offer.suggestion)
        if path.suffix.lstrip(".") in FORMATS:
            self.path.setText(str(path.with_suffix(f".{FORMATS[index]}")))
        self._check()

    def _on_browse(self) -> None:
        suffix = FORMATS[self.format.currentIndex()]
        path, _chosen = QFileDialog.getSaveFileName(
            self, self.tr("Export sessions"), self.path.text(),
            (self.tr("Tables (*.{suffix})") if suffix in TABLES else self.tr("Captures (*.{suffix})")).format(
                suffix=suffix))
        if path:
            self.path.setText(path if Path(path).suffix else f"{path}.{suffix}")
