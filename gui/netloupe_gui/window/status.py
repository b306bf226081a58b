"""The status bar: what was read, how fast, how far, and how much memory it takes."""
from collections.abc import Mapping

import psutil  # type: ignore[import-untyped]
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from netloupe_engine.model import Progress, Severity
from netloupe_gui.text import count, counted, duration, one_line, rate, size
from netloupe_gui.theme.motion import is_reduced
from netloupe_gui.window.finding_counts import FindingCounts
from netloupe_gui.window.live_status import LiveStatus

MEMORY_MS = 2_000
_STEPS = 1_000
_TOLD_MS = 8_000
_GAP = 6                    # pixels between two parts, as Qt has them
_OPENING_MS = 150           # most files open faster: nothing shall flicker


class ReadingPanel(QWidget):
    """Progress of reading or exporting, with Pause and Cancel."""

    pause_asked = Signal(bool)
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until something goes on."""
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, _STEPS)
        self.bar.setFixedWidth(160)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(12)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.pause = QToolButton(self)
        self.pause.setCheckable(True)
        self.pause.setAutoRaise(True)
        self.pause.setText(self.tr("Pause"))
        self.pause.clicked.connect(self.pause_asked)
        self.cancel = QToolButton(self)
        self.cancel.setAutoRaise(True)
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.clicked.connect(self.cancel_asked)
        for button in (self.pause, self.cancel):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.bar, self.pause, self.cancel):
            layout.addWidget(widget)
        self.hide()

    def show_part(self, text: str, done: int, total: int, can_pause: bool) -> None:
        """Say how far something is; `total` 0: nobody knows how long it takes."""
        self.label.setText(text)
        self.bar.setRange(0, _STEPS if total else 0)
        self.bar.setVisible(bool(total) or not is_reduced())        # one without an end would run to and fro
        if total:
            # Qt would draw the bar at once, and with it everything else that is due, inside whoever says this.
            self.bar.setUpdatesEnabled(False)
            self.bar.setValue(min(done * _STEPS // total, _STEPS))
            self.bar.setUpdatesEnabled(True)
        self.pause.setVisible(can_pause)
        self.show()


class Status(QStatusBar):
    """The window's status bar. GUI thread only."""

    pause_asked = Signal(bool)
    cancel_reading_asked = Signal()
    cancel_opening_asked = Signal()
    cancel_export_asked = Signal()
    cancel_save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is open."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._process = psutil.Process()
        self.packets = self._label(self.tr("Packets read"))
        self.sessions = self._label(self.tr("Sessions so far, and how many of them have not ended"))
        self.secrets = self._label(self.tr("Encrypted sessions that the secrets open; the attribute "
                                           "tls.decryption says why others stay closed"))
        self.findings = FindingCounts(self)
        self.speed = self._label(self.tr("Packets and bytes read a second"))
        self.memory = self._label(self.tr("Memory this program takes"))
        self.held_back = self._label(self.tr("What the frozen view does not show"))
        self.opening = ReadingPanel(self)
        self.reading = ReadingPanel(self)
        self.exporting = ReadingPanel(self)
        self.saving = ReadingPanel(self)
        self.live = LiveStatus(self)
        self._parts = (self.opening, self.reading, self.exporting, self.saving, self.live, self.held_back, self.packets,
                       self.sessions, self.secrets, self.findings, self.speed)
        for widget in (*self._parts, self.memory):
            self.addPermanentWidget(widget)
        self.opening.cancel_asked.connect(self.cancel_opening_asked)
        self.reading.pause_asked.connect(self.pause_asked)
        self.reading.cancel_asked.connect(self.cancel_reading_asked)
        self.exporting.cancel_asked.connect(self.cancel_export_asked)
        self.saving.cancel_asked.connect(self.cancel_save_asked)
        self._opening_name = ""
        self._opening_soon = QTimer(self)
        self._opening_soon.setSingleShot(True)
        self._opening_soon.setInterval(_OPENING_MS)
        self._opening_soon.timeout.connect(self._show_opening)
        self._clock = QTimer(self)
        self._clock.setInterval(MEMORY_MS)
        self._clock.timeout.connect(self.show_memory)
        self._clock.start()
        self.show_memory()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (*(button for panel in (self.reading, self.exporting, self.saving)
                  for button in (panel.pause, panel.cancel)), *self.findings.buttons.values())

    def _label(self, tip: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setToolTip(tip)
        label.setAccessibleName(tip)
        label.setContentsMargins(6, 0, 6, 0)
        return label

    def set_icons(self, pause: QIcon, stop: QIcon, severities: Mapping[Severity, QIcon]) -> None:
        """The pictures, in the present theme."""
        self.findings.set_icons(severities)
        self.reading.pause.setIcon(pause)
        for panel in (self.opening, self.reading, self.exporting, self.saving):
            panel.cancel.setIcon(stop)

    def tell(self, text: str) -> None:
        """A message that goes away by itself."""
        self.showMessage(one_line(text), _TOLD_MS)

    def show_memory(self) -> None:
        """How much memory the process holds now, without the parts of files that are mapped into it."""
        memory = self._process.memory_info()
        held = size(memory.rss - getattr(memory, "shared", 0))
        self.memory.setText(self.tr("memory {size}").format(size=held))
        self._fit()

    def _fit(self) -> None:
        """The memory is left out where a live capture says it more exactly, and where there is no room for it."""
        others = sum(part.sizeHint().width() + _GAP for part in self._parts if not part.isHidden())
        room = self.window().width()        # a bar that has to show too much is wider than the window
        self.memory.setVisible(self.live.isHidden() and others + self.memory.sizeHint().width() <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more, or for less."""
        super().resizeEvent(event)
        self._fit()

    def show_progress(self, progress: Progress, open_sessions: int) -> None:
        """How far reading is, and how many sessions have not ended."""
        self.packets.setText(counted(progress.packets, self.tr("{n} packet"), self.tr("{n} packets")))
        sessions = counted(progress.sessions, self.tr("{n} session"), self.tr("{n} sessions"))
        self.sessions.setText(sessions if progress.finished else
                              self.tr("{sessions}, {open} open").format(sessions=sessions, open=count(open_sessions)))
        seconds = max(progress.seconds, 1e-3)
        self.speed.setText(self.tr("{packets}, {bytes}").format(
            packets=rate(progress.packets / seconds, self.tr("packets/s")), bytes=rate(progress.bytes_read / seconds,
                                                                                       "B/s")))
        self.speed.setVisible(not progress.finished and not progress.live)
        self._fit()
        if progress.finished or progress.live:
            self.reading.hide()
            return
        done, total = progress.bytes_read, progress.bytes_total
        text = self.tr("Stopping") if progress.cancelled else \
            self.tr("Paused") if progress.paused else self.tr("Reading")
        if total and done and not progress.paused and not progress.cancelled:
            left_ns = int(seconds * (total - done) / done * 1e9)
            text = self.tr("Reading, {time} left").format(time=duration(left_ns - left_ns % 1_000_000_000))
        self.reading.pause.setChecked(progress.paused)
        self.reading.show_part(text, done, total, can_pause=True)

    def show_findings(self, counts: Mapping[Severity, int]) -> None:
        """How many findings there are, by severity."""
        self.findings.show_counts(counts)
        self._fit()

    def show_secrets(self, decrypted: int, sessions: int) -> None:
        """How many encrypted sessions were opened."""
        self.secrets.setText(self.tr("{decrypted} of {sessions} decrypted").format(
            decrypted=count(decrypted), sessions=count(sessions)))
        self.secrets.show()
        self._fit()

    def hide_secrets(self) -> None:
        """No secrets are known."""
        self.secrets.hide()
        self._fit()

    def show_opening(self, name: str) -> None:
        """A file is being opened: says so if that takes a moment."""
        self._opening_name = name
        self._opening_soon.start()

    def _show_opening(self) -> None:
        self.opening.show_part(self.tr("Opening {file}").format(file=one_line(self._opening_name, 40)), 0, 0,
                               can_pause=False)

    def hide_opening(self) -> None:
        """It is open, or will not be."""
        self._opening_soon.stop()
        self.opening.hide()

    def show_export(self, done: int, total: int) -> None:
        """How far the export is."""
        self.exporting.show_part(self.tr("Exporting"), done, total, can_pause=False)

    def hide_export(self) -> None:
        """It has ended."""
        self.exporting.hide()

    def show_save(self, done: int, total: int) -> None:
        """How far saving a live capture is."""
        self.saving.show_part(self.tr("Saving"), done, total, can_pause=False)

    def hide_save(self) -> None:
        """It has ended."""
        self.saving.hide()

    def show_held_back(self, fresh: int, changed: int) -> None:
        """What a frozen view does not show."""
        self.held_back.setText(self.tr("Frozen: +{new} new, {changed} changed").format(
            new=count(fresh), changed=count(changed)))

    def clear_capture(self) -> None:
        """Nothing is open any more."""
        self.reading.hide()
        self.show_findings({})
        for label in (self.packets, self.sessions, self.speed, self.held_back):
            label.clear()
