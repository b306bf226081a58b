"""What the status bar says of a live capture: the four states, rate, drops, memory and disk."""
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from netloupe_gui.bridge.live import Activity, LiveReading
from netloupe_gui.bridge.plan import CapturePlan
from netloupe_gui.text import count, rate, size, tip
from netloupe_gui.widgets.notice import ERROR, GOOD, NORMAL, PLAIN, WARNING, TintedLabel

NEARLY_FULL = 0.9


def elapsed(seconds: float) -> str:
    """A running clock: "0:07", "1:02:03"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class LiveStatus(QWidget):
    """Hidden while no live capture is open. GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to say yet."""
        super().__init__(parent)
        self.state = self._label(self.tr("State of the capture"))
        self.drops = self._label(self.tr("Packets that the kernel or an interface could not deliver"))
        self.rate = self._label(self.tr("Packets and bits captured a second"))
        self.view = self._label(self.tr("Whether the view is live, follows the newest session, keeps its order"))
        self.room = self._label(self.tr("Memory and disk of the capture"))
        self._activity = Activity.NONE
        self._seconds = 0.0
        self._frozen = self._follows = self._held = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for label in (self.state, self.rate, self.drops, self.view, self.room):
            layout.addWidget(label)
        self.hide()

    def _label(self, tip: str) -> TintedLabel:
        label = TintedLabel(self)
        label.setToolTip(tip)
        label.setAccessibleName(tip)
        label.setContentsMargins(6, 0, 6, 0)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return label

    def show_activity(self, activity: Activity) -> None:
        """The capture began, ended, or is about to."""
        self._activity = activity
        self.setVisible(activity is not Activity.NONE)
        self._show_state()

    def show_reading(self, reading: LiveReading, plan: CapturePlan | None) -> None:
        """How it goes."""
        status, memory = reading.status, reading.memory
        self._seconds = status.seconds
        self._show_state()
        running = self._activity is Activity.RUNNING
        self.rate.setVisible(running)
        self.rate.tell(NORMAL, self.tr("{packets}, {bits}").format(
            packets=rate(reading.packets_rate, self.tr("packets/s")), bits=rate(reading.bytes_rate * 8)))
        dropped = status.dropped
        self.drops.tell(WARNING if dropped else NORMAL, ("▼ " if dropped else "") + self.tr("{count} dropped").format(
            count=count(dropped)))
        self.drops.setToolTip(tip("\n".join(self.tr("{name}: {dropped} by the kernel, {lost} by the interface").format(
            name=device.name, dropped=count(device.dropped), lost=count(device.interface_dropped))
            for device in status.devices)) or self.drops.accessibleName())
        held = memory.sessions + memory.stores
        disk = status.disk_bytes + memory.spilled
        memory_max = plan.memory_bytes_max if plan is not None else 0
        disk_max = plan.disk_bytes_max if plan is not None else 0
        is_tight = (memory_max and held > NEARLY_FULL * memory_max) or (disk_max and disk > NEARLY_FULL * disk_max)
        self.room.tell(WARNING if is_tight else NORMAL, self.tr("memory {memory} · disk {disk}").format(
            memory=self._part(held, memory_max), disk=self._part(disk, disk_max)))
        self.room.setToolTip(self.tr(
            "Sessions going on: {sessions}\nKept in memory: {stores}\nKept on disk: {spilled}\n"
            "Packets on disk: {files}").format(
                sessions=size(memory.sessions), stores=size(memory.stores), spilled=size(memory.spilled),
                files=size(status.disk_bytes)))

    def _part(self, used: int, limit: int) -> str:
        return self.tr("{used} of {limit}").format(used=size(used), limit=size(limit)) if limit else size(used)

    def show_frozen(self, frozen: bool) -> None:
        """The view stands still, or is live."""
        self._frozen = frozen
        self._show_view()

    def show_follows(self, follows: bool) -> None:
        """The table follows the newest session, or not."""
        self._follows = follows
        self._show_view()

    def show_held(self, held: bool) -> None:
        """The order is kept while the pointer is inside the table, or not."""
        self._held = held
        self._show_view()

    def _show_view(self) -> None:
        parts = [self.tr("❄ view frozen") if self._frozen else self.tr("▷ view live"),
                 self.tr("following newest") if self._follows else self.tr("not following"),
                 self.tr("sort held") if self._held else self.tr("sort live")]
        self.view.tell(NORMAL if self._frozen else PLAIN, " · ".join(parts))

    def _show_state(self) -> None:
        clock = elapsed(self._seconds)
        kind, text = {
            Activity.NONE: (PLAIN, ""),
            Activity.STARTING: (PLAIN, self.tr("◌ Starting…")),
            Activity.RUNNING: (GOOD, self.tr("● Capturing {time}").format(time=clock)),
            Activity.STOPPING: (PLAIN, self.tr("◌ Stopping…")),
            Activity.STOPPED: (NORMAL, self.tr("■ Stopped {time}").format(time=clock)),
            Activity.FAILED: (ERROR, self.tr("✗ Failed {time}").format(time=clock))}[self._activity]
        self.state.tell(kind, text)
        self._show_view()
        has_numbers = self._activity not in (Activity.NONE, Activity.STARTING) or self._seconds > 0
        for label in (self.drops, self.view, self.room):
            label.setVisible(has_numbers)

    def clear(self) -> None:
        """Another capture, or none."""
        self._seconds = 0.0
        for label in (self.rate, self.drops, self.room):
            label.tell(NORMAL, "")
