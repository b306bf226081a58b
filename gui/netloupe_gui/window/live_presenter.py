"""Shows how a live capture goes: status bar, title, banner, and which actions make sense."""
from pathlib import Path

from PySide6.QtCore import QObject

from netloupe_engine.errors import PermissionDeniedError
from netloupe_engine.model import Incident, LiveStatus, Phase
from netloupe_gui.bridge.capture import CaptureController
from netloupe_gui.bridge.live import Activity, LiveController, LiveReading
from netloupe_gui.bridge.report import report
from netloupe_gui.text import counted, one_line, safe
from netloupe_gui.widgets.banner import Problem
from netloupe_gui.window.main_window import MainWindow

TOLD_KINDS = ("gap", "device", "disk", "limit")     # of incidents; drops are told once


class LivePresenter(QObject):
    """Turns the signals of the live capture into what the window says. GUI thread only."""

    def __init__(self, window: MainWindow, live: LiveController, capture: CaptureController,
                 parent: QObject | None = None) -> None:
        """Speak through this window."""
        super().__init__(parent)
        self._window, self._live, self._capture = window, live, capture
        self._told_incidents = 0
        self._told_drops = False
        self._saved_as = ""
        self._show_conditions()

    # the capture

    def on_activity(self, activity: Activity) -> None:
        """It begins, runs, ends."""
        self._window.status.live.show_activity(activity)
        self._window.status.show_memory()
        self._show_conditions()
        self._show_title()
        if activity is Activity.STARTING:
            self._window.status.tell(self.tr("Starting; the system may ask for a password."))

    def on_started(self) -> None:
        """A new capture runs."""
        self._told_incidents, self._told_drops, self._saved_as = 0, False, ""
        self._window.status.clearMessage()
        self._window.status.live.clear()
        self._window.sessions.table.set_follow(True)
        self._show_title()

    def on_reading(self, reading: LiveReading) -> None:
        """Several times a second."""
        self._window.status.live.show_reading(reading, self._live.plan)
        dropped = reading.status.dropped
        if dropped and not self._told_drops:
            self._told_drops = True
            self._show(self.tr("Packets are being dropped"),
                       self.tr("The kernel had no room for them. A larger kernel buffer, a capture filter or a smaller "
                               "snap length helps. How many is shown in the status bar, when on the throughput plot."))

    def on_incidents(self, incidents: tuple[Incident, ...]) -> None:
        """Something happened; what matters is told in the banner once."""
        for incident in incidents[self._told_incidents:]:
            if incident.kind in TOLD_KINDS:
                self._show(self._title_of(incident), incident.text)
        self._told_incidents = len(incidents)

    def _title_of(self, incident: Incident) -> str:
        return {"gap": self.tr("The capture has a gap"), "device": self.tr("An interface changed"),
                "disk": self.tr("There is trouble with the disk"),
                "limit": self.tr("A limit was reached")}.get(incident.kind, "")

    def on_start_failed(self, error: Exception) -> None:
        """It could not be started."""
        body = str(error)
        if isinstance(error, PermissionDeniedError) and error.fix:
            body = self.tr("{reason} This command helps: {command}").format(reason=body, command=error.fix)
        self._show(self.tr("Capturing could not be started"), body, self.tr("Capture options…"), "capture_options")

    def on_reopen_failed(self, folder: str, reason: str) -> None:
        """A capture left behind cannot be opened."""
        self._show(self.tr("{folder} could not be opened").format(folder=Path(folder).name), reason)

    def on_ended(self, status: LiveStatus) -> None:
        """It ended without being asked to."""
        if status.phase is Phase.FAILED:
            reason = status.reason.rstrip(". ") or self.tr("the capture helper ended")
            body = self.tr("{reason}. What was captured is kept.").format(reason=reason)
            if status.fix:
                body += " " + self.tr("This command helps: {command}").format(command=status.fix)
            self._show(self.tr("Capturing stopped"), body, self.tr("Continue"), "capture_go_on")
        else:
            self._window.status.tell(status.reason or self.tr("Capturing has ended as wished."))

    def _show(self, title: str, body: str, action: str = "", action_id: str = "") -> None:
        text = report(title, body, self._capture.analysis)
        self._window.banner.show_problem(Problem(title, body, text, action, action_id))

    # saving

    def on_save_started(self, _path: str) -> None:
        """Writing begins."""
        self._window.status.show_save(0, 0)
        self._show_conditions()

    def on_save_progressed(self, done: int, total: int) -> None:
        """Writing goes on."""
        self._window.status.show_save(done, total)

    def on_saved(self, path: str, packets: int) -> None:
        """The capture lies in a file."""
        self._window.status.hide_save()
        self._saved_as = path
        self._window.status.tell(self.tr("{packets} saved to {file}").format(
            packets=counted(packets, self.tr("{n} packet was"), self.tr("{n} packets were")), file=path))
        self._show_conditions()
        self._show_title()

    def on_save_failed(self, path: str, reason: str) -> None:
        """It could not be written."""
        self._window.status.hide_save()
        self._show_conditions()
        self._show(self.tr("The capture was not saved to {file}").format(file=Path(path).name), reason)

    def on_save_cancelled(self, _path: str) -> None:
        """The person stopped saving."""
        self._window.status.hide_save()
        self._show_conditions()
        self._window.status.tell(self.tr("Saving was stopped; the capture is still here."))

    # what it means for the window

    def _show_conditions(self) -> None:
        live, conditions = self._live, self._window.actions_by_id
        conditions.set_condition("idle", not live.is_running and not live.is_saving)
        conditions.set_condition("capturing", live.activity in (Activity.STARTING, Activity.RUNNING))
        conditions.set_condition("live", live.is_open and live.activity is not Activity.STARTING
                                 and not live.is_saving)
        conditions.set_condition("live_again", live.is_open and live.can_go_on and not live.is_saving
                                 and live.activity is not Activity.STARTING)
        conditions.set_condition("live_stopped", live.is_open and live.can_go_on and not live.is_saving
                                 and live.activity in (Activity.STOPPED, Activity.FAILED))

    def _show_title(self) -> None:
        if not self._live.is_shown:
            return
        plan = self._live.plan
        name = one_line(Path(self._saved_as).name or (plan.title if plan is not None else ""), 80)
        word = {Activity.RUNNING: self.tr("● capturing"), Activity.STOPPING: self.tr("stopping"),
                Activity.STOPPED: self.tr("stopped"), Activity.FAILED: self.tr("failed")}.get(self._live.activity, "")
        self._window.setWindowTitle(f"{safe(name)} ({word}) — Netloupe" if word else f"{safe(name)} — Netloupe")
