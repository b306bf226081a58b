"""The options of a capture that most people never need: how packets are taken, when to stop, files, limits."""
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.model import CaptureOptions
from netloupe_gui.bridge.plan import CapturePlan
from netloupe_gui.widgets.limit import MB, MIB, LimitField

SNAP_MAX = 262_144
DIRECTIONS: tuple[Literal["both", "in", "out"], ...] = ("both", "in", "out")
POLICIES = ("stop", "drop oldest")


class CaptureOptionsPanel(QWidget):
    """Reads and shows a plan, without its devices and filter. GUI thread only."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """All as the engine has it by itself."""
        super().__init__(parent)
        self._make_taking()
        self._make_stopping()
        self._make_files()
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for group in (self._taking, self._stopping, self._limits):
            columns.addWidget(group, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(columns)
        layout.addWidget(self._files)
        self.show_plan(CapturePlan(CaptureOptions(())))
        self.output.textChanged.connect(self.edited)
        self.browse.clicked.connect(self._on_browse)

    def _group(self, title: str) -> tuple[QGroupBox, QFormLayout]:
        group = QGroupBox(title, self)
        form = QFormLayout(group)
        form.setVerticalSpacing(6)
        return group, form

    def _check(self, text: str, tip: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setToolTip(tip)
        return box

    def _make_taking(self) -> None:
        self._taking, form = self._group(self.tr("Packets"))
        self.promiscuous = self._check(self.tr("&Promiscuous"),
                                       self.tr("Also take packets that are addressed to other computers"))
        self.immediate = self._check(self.tr("&Immediate"),
                                     self.tr("Deliver each packet at once: less delay, much more work"))
        self.nanoseconds = self._check(self.tr("&Nanosecond time stamps"), self.tr("Where the interface has them"))
        self.names = self._check(self.tr("Names of local &programs"),
                                 self.tr("Find out which program of this computer each session belongs to"))
        self.direction = QComboBox(self)
        self.direction.addItems([self.tr("Incoming and outgoing"), self.tr("Incoming only"),
                                 self.tr("Outgoing only")])
        self.snap = LimitField(self.tr("Bytes kept of each packet"), self.tr("bytes"), 1, SNAP_MAX, lowest=64)
        self.buffer = LimitField(self.tr("Buffer of the kernel, for each interface"), "MiB", MIB, 2_000, lowest=1)
        self.buffer.setToolTip(self.tr("A larger one bridges longer pauses before packets are dropped"))
        for box in (self.promiscuous, self.nanoseconds, self.immediate, self.names):
            form.addRow(box)
        form.addRow(self.tr("&Direction:"), self.direction)
        form.addRow(self.tr("&Keep of each:"), self.snap)
        form.addRow(self.tr("Kernel &buffer:"), self.buffer)

    def _make_stopping(self) -> None:
        self._stopping, form = self._group(self.tr("Stop after"))
        never = self.tr("any number")
        self.stop_packets = LimitField(self.tr("Stop after so many packets"), nothing=never)
        self.stop_bytes = LimitField(self.tr("Stop after so many megabytes"), "MB", MB, nothing=self.tr("any size"))
        self.stop_seconds = LimitField(self.tr("Stop after so many seconds"), "s", nothing=self.tr("any time"))
        form.addRow(self.tr("Packets:"), self.stop_packets)
        form.addRow(self.tr("Size:"), self.stop_bytes)
        form.addRow(self.tr("Time:"), self.stop_seconds)
        self._limits, form = self._group(self.tr("Limits"))
        none = self.tr("no limit")
        self.memory = LimitField(self.tr("Most memory of the analysis"), "MiB", MIB, 1_000_000, none)
        self.disk = LimitField(self.tr("Most disk space"), "MB", MB, nothing=none)
        self.policy = QComboBox(self)
        self.policy.setAccessibleName(self.tr("What happens at a limit"))
        self.policy.addItems([self.tr("Stop capturing"), self.tr("Drop the oldest")])
        form.addRow(self.tr("Memory:"), self.memory)
        form.addRow(self.tr("Disk:"), self.disk)
        form.addRow(self.tr("At a limit:"), self.policy)

    def _make_files(self) -> None:
        self._files, form = self._group(self.tr("Files"))
        self.output = QLineEdit(self)
        self.output.setPlaceholderText(self.tr("a temporary file; you are asked before it goes"))
        self.output.setAccessibleName(self.tr("File that packets are written to"))
        self.browse = QPushButton(self.tr("Br&owse…"), self)
        path = QHBoxLayout()
        path.addWidget(self.output, 1)
        path.addWidget(self.browse)
        single = self.tr("one file only")
        self.file_bytes = LimitField(self.tr("A new file after so many megabytes"), "MB", MB,
                                     nothing=self.tr("any size"))
        self.file_seconds = LimitField(self.tr("A new file after so many seconds"), "s", nothing=self.tr("any time"))
        self.ring = LimitField(self.tr("Keep only the newest so many files"), self.tr("files"), highest=100_000,
                               nothing=self.tr("all files"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for field in (self.file_bytes, self.file_seconds, self.ring):
            row.addWidget(field, 1)
        self.ring.setToolTip(self.tr("The oldest is deleted when there are more; its sessions stay in the list"))
        self.file_bytes.setToolTip(single)
        form.addRow(self.tr("Write to:"), path)
        form.addRow(self.tr("New file after, keep:"), row)

    # a plan

    def set_kind(self, kind: str) -> None:
        """Only what such a source knows can be changed: "devices", "remote" or "stream"."""
        for group in (self._taking, self._stopping):
            group.setVisible(kind == "devices")
        for field in (self.file_bytes, self.file_seconds, self.ring):
            field.setEnabled(kind == "devices")

    def show_plan(self, plan: CapturePlan) -> None:
        """Show this."""
        self.output.setText(plan.output)
        self.memory.set_in_full(plan.memory_bytes_max)
        self.disk.set_in_full(plan.disk_bytes_max)
        self.policy.setCurrentIndex(POLICIES.index(plan.at_limit))
        options = plan.options
        if not isinstance(options, CaptureOptions):
            return
        self.promiscuous.setChecked(options.promiscuous)
        self.immediate.setChecked(options.immediate)
        self.nanoseconds.setChecked(options.nanoseconds)
        self.names.setChecked(options.process_names)
        self.direction.setCurrentIndex(DIRECTIONS.index(options.direction))
        self.snap.set_in_full(options.snap_length)
        self.buffer.set_in_full(options.buffer_bytes)
        self.stop_packets.set_in_full(options.stop_packets)
        self.stop_bytes.set_in_full(options.stop_bytes)
        self.stop_seconds.set_in_full(options.stop_seconds)
        self.ring.set_in_full(options.ring_files)
        self.file_bytes.set_in_full(options.file_bytes)
        self.file_seconds.set_in_full(options.file_seconds)

    def filled(self, plan: CapturePlan) -> CapturePlan:
        """The plan with what was chosen here."""
        options = plan.options
        if isinstance(options, CaptureOptions):
            options = replace(
                options, promiscuous=self.promiscuous.isChecked(), immediate=self.immediate.isChecked(),
                nanoseconds=self.nanoseconds.isChecked(), process_names=self.names.isChecked(),
                direction=DIRECTIONS[self.direction.currentIndex()], snap_length=self.snap.value_in_full,
                buffer_bytes=self.buffer.value_in_full, stop_packets=self.stop_packets.value_in_full,
                stop_bytes=self.stop_bytes.value_in_full, stop_seconds=float(self.stop_seconds.value_in_full),
                ring_files=self.ring.value_in_full, file_bytes=self.file_bytes.value_in_full,
                file_seconds=float(self.file_seconds.value_in_full))
        text = self.output.text().strip()
        output = str(Path(text).expanduser().absolute()) if text else ""
        return replace(plan, options=options, output=output, memory_bytes_max=self.memory.value_in_full,
                       disk_bytes_max=self.disk.value_in_full, at_limit=POLICIES[self.policy.currentIndex()])

    @property
    def problem(self) -> str:
        """Why the capture cannot be made like this; "" if it can."""
        text = self.output.text().strip()
        if text and not Path(text).expanduser().absolute().parent.is_dir():
            return self.tr("The folder of the file does not exist.")
        if self.ring.value() and not (self.file_bytes.value() or self.file_seconds.value()):
            return self.tr("A ring of files needs a size or a time after which a new file begins.")
        return ""

    def _on_browse(self) -> None:
        path, _chosen = QFileDialog.getSaveFileName(
            self, self.tr("Write packets to"), self.output.text(), self.tr("Captures (*.pcapng)"),
            options=QFileDialog.Option.DontConfirmOverwrite)
        if path:
            self.output.setText(path if Path(path).suffix else f"{path}.pcapng")
