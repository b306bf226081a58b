"""Shows what goes on: what is open, how far reading is, what went wrong."""
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from netloupe_engine.model import Damage, Progress
from netloupe_gui.bridge.capture import CaptureController
from netloupe_gui.bridge.export import TABLES
from netloupe_gui.bridge.report import report
from netloupe_gui.models.session_rows import SessionTotals
from netloupe_gui.text import count, counted, one_line, percent
from netloupe_gui.widgets.banner import Problem
from netloupe_gui.window.main_window import MainWindow

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, SecretsUse

PROBLEMS_SHOWN = 4          # of what is wrong with a protocol's file

class Presenter(QObject):
    """Turns the signals of the bridge into what the window says. GUI thread only."""

    def __init__(self, window: MainWindow, capture: CaptureController, parent: QObject | None = None) -> None:
        """Speak through this window."""
        super().__init__(parent)
        self._window = window
        self._capture = capture
        self._known_protocols: object = None        # of whose files it was told what is wrong
        self._stopped: Problem | None = None        # that only a part was read

    def on_analysis_changed(self, analysis: "Analysis | None") -> None:
        """Another capture is shown, or none."""
        actions = self._window.actions_by_id
        self._window.banner.clear()
        self._stopped = None
        actions.set_condition("halted", False)
        self._window.status.clear_capture()
        actions.set_condition("capture", analysis is not None)
        actions.set_condition("file", analysis is not None and not self._capture.is_live)
        actions.set_condition("reading", self._reads_file())
        self._show_growing()
        actions["pause_reading"].setChecked(False)
        if analysis is None:
            self._window.show_welcome()
        else:
            self._window.show_capture(one_line(self._capture.title))
            self._tell_of_protocols()

    def on_opening_changed(self, path: str) -> None:
        """A file is being opened, or is so no more."""
        self._window.actions_by_id.set_condition("reading", bool(path) or self._reads_file())
        if path:
            self._window.status.show_opening(Path(path).name)
        else:
            self._window.status.hide_opening()

    def _reads_file(self) -> bool:
        return self._capture.is_reading and not self._capture.is_live

    def on_open_failed(self, path: str, reason: str) -> None:
        """A file is no capture, or cannot be read."""
        self._show(self.tr("{file} could not be opened").format(file=Path(path).name), reason)

    def on_progress(self, progress: Progress) -> None:
        """Reading goes on."""
        self._window.status.show_progress(progress, self._capture.open_sessions())
        self._window.actions_by_id["pause_reading"].setChecked(progress.paused)

    def on_reading_finished(self, progress: Progress) -> None:
        """Reading has ended, one way or another."""
        self._window.actions_by_id.set_condition("reading", False)
        self._show_growing()
        if progress.error:
            self._show(self.tr("Reading stopped"), progress.error)
        elif progress.cancelled and not self._capture.is_live:
            self._tell_stopped(progress)

    def _tell_stopped(self, progress: Progress) -> None:
        """What is shown is not all."""
        packets = counted(progress.packets, self.tr("{n} packet"), self.tr("{n} packets"))
        share = percent(progress.bytes_read, progress.bytes_total)
        body = self.tr("{packets} are here, {share} of the file. The rest is missing in every table and plot.") \
            if share else self.tr("{packets} are here. The rest of the file is missing in every table and plot.")
        action = (self.tr("Continue"), "continue_reading") if progress.resumable else (self.tr("Read again"), "reload")
        self._stopped = Problem(self.tr("Reading was stopped"), body.format(packets=packets, share=share), "", *action)
        self._window.actions_by_id.set_condition("halted", progress.resumable)
        self._window.banner.show_problem(self._stopped)

    def on_reading_resumed(self) -> None:
        """A live capture goes on, or a file is read on."""
        actions = self._window.actions_by_id
        actions.set_condition("halted", False)
        actions.set_condition("reading", self._reads_file())
        if self._stopped is not None and self._window.banner.problem == self._stopped:
            self._window.banner.close_problem()
        self._stopped = None
        self._show_growing()

    def _show_growing(self) -> None:
        """What is frozen can be let go, also after the end."""
        self._window.actions_by_id.set_condition("growing", self._capture.is_reading or self._capture.is_frozen)

    def on_capture_damaged(self, damage: Damage) -> None:
        """The file is damaged; everything before is there."""
        self._show(
            self.tr("The file is damaged"),
            self.tr("Reading stopped at packet {packet}, byte {at}: {reason} Everything before it can be used and "
                    "exported.").format(packet=count(damage.packet), at=count(damage.at),
                                        reason=damage.reason.rstrip(". ") + "."))

    def on_secrets_told(self, use: "SecretsUse | None", missing: Sequence[str]) -> None:
        """What secrets are good for, and key logs that are gone."""
        status = self._window.status
        if use is None or not use.sessions:
            status.hide_secrets()
        else:
            status.show_secrets(use.decrypted, use.sessions)
        if missing:
            status.tell(self.tr("The key log {file} is not there any more.").format(file=one_line(missing[0])))

    def on_failure(self, line: str, trace: str) -> None:
        """Something of our own went wrong; the window lives on."""
        self._show(self.tr("Something went wrong inside Netloupe"),
                   self.tr("{error}. What is open can still be used. Please send us the report.").format(error=line),
                   trace)

    def on_export_progressed(self, done: int, total: int) -> None:
        """Writing goes on."""
        self._window.status.show_export(done, total)

    def on_export_started(self, _path: str) -> None:
        """Writing begins."""
        self._window.status.show_export(0, 0)

    def on_export_finished(self, path: str, written: int) -> None:
        """A file was written."""
        self._window.status.hide_export()
        if Path(path).suffix.lstrip(".") in TABLES:
            said = counted(written, self.tr("{n} session was"), self.tr("{n} sessions were"))
        else:
            said = counted(written, self.tr("{n} packet was"), self.tr("{n} packets were"))
        self._window.status.tell(self.tr("{packets} written to {file}").format(packets=said, file=path))

    def on_export_failed(self, path: str, reason: str) -> None:
        """A file could not be written."""
        self._window.status.hide_export()
        self._show(self.tr("{file} could not be written").format(file=Path(path).name), reason)

    def on_export_cancelled(self, path: str) -> None:
        """The person stopped an export."""
        self._window.status.hide_export()
        self._window.status.tell(self.tr("The export to {file} was stopped.").format(file=Path(path).name))

    def on_freeze_changed(self, frozen: bool) -> None:
        """The view stands still, or goes on."""
        self._window.actions_by_id["freeze_view"].setChecked(frozen)
        if frozen:
            self._window.status.show_held_back(0, 0)
        else:
            self._window.status.held_back.clear()
        self._window.status.live.show_frozen(frozen)
        self._show_growing()

    def on_history_changed(self, has_past: bool, has_future: bool) -> None:
        """One can go back, forward."""
        self._window.actions_by_id.set_condition("past", has_past)
        self._window.actions_by_id.set_condition("future", has_future)

    def on_past_changed(self, has_past: bool, has_future: bool) -> None:
        """Filter or brush can be undone, redone."""
        self._window.actions_by_id.set_condition("filter_past", has_past)
        self._window.actions_by_id.set_condition("filter_future", has_future)

    def on_sessions_selected(self, ids: Sequence[int]) -> None:
        """Some actions need a selection."""
        self._window.actions_by_id.set_condition("selection", bool(ids))

    def on_totals_changed(self, totals: SessionTotals | None) -> None:
        """The filter left so many."""
        if totals is not None:
            self._window.filter_bar.set_hits(totals.sessions, totals.sessions_all)

    def on_follow_changed(self, follows: bool) -> None:
        """The table follows the newest session, or stopped."""
        self._window.actions_by_id["follow_newest"].setChecked(follows)
        self._window.status.live.show_follows(follows)

    def _tell_of_protocols(self) -> None:
        """Files of protocols that are broken, each time that they were read: the engine does so with the first capture,
        and where they were changed with the next ones."""
        from netloupe_engine.analysis import known_protocols, protocol_problems, service_problems
        known = known_protocols()
        if known is not self._known_protocols:
            self._known_protocols = known
            files = dict[str, list[str]]()
            of_services = {problem.file for problem in service_problems()}
            for problem in (*protocol_problems(), *service_problems()):
                said = files.setdefault(problem.file, [])
                what = problem.text.partition(": ")[2] or problem.text
                said.append(f"line {problem.line}: {what}" if said else str(problem))
            for file, said in files.items():
                more = said[PROBLEMS_SHOWN:]
                tail = [self.tr("… and {n} more, which the report has").format(n=len(more))] if more else []
                title = self.tr("A file of services is broken") if file in of_services \
                    else self.tr("A protocol's file is broken")
                self._show(title, " · ".join([*said[:PROBLEMS_SHOWN], *tail]),
                           "\n".join(more))

    def _show(self, title: str, body: str, trace: str = "") -> None:
        text = report(title, f"{body}\n{trace}" if trace else body, self._capture.analysis)
        self._window.banner.show_problem(Problem(title, body, text))
