"""What the person does with live captures: one method for each action `capture_…`, named by the rest of its id."""
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from netloupe_engine.model import CaptureOptions
from netloupe_gui.bridge.capture import CaptureController
from netloupe_gui.bridge.device_watch import DeviceWatch
from netloupe_gui.bridge.filter_check import FilterCheck
from netloupe_gui.bridge.live import Activity, LiveController
from netloupe_gui.bridge.plan import CapturePlan, plan_of
from netloupe_gui.bridge.recent import RecentFiles
from netloupe_gui.dialogs.capture import CaptureDialog
from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.text import counted, one_line
from netloupe_gui.window.main_window import MainWindow

FILTERS_MAX = 20
SUFFIX = ".pcapng"


@dataclass(frozen=True, slots=True)
class LiveParts:
    """What these commands work on."""

    window: MainWindow
    capture: CaptureController
    live: LiveController
    watch: DeviceWatch
    check: FilterCheck
    recent: RecentFiles
    store: SettingsStore


class LiveCommands(QObject):
    """Starts and stops; asks once before an unsaved capture is lost. GUI thread only."""

    def __init__(self, parts: LiveParts, parent: QObject | None = None) -> None:
        """Work on these parts."""
        super().__init__(parent)
        self._parts = parts
        self._dialog: CaptureDialog | None = None
        self._question: QMessageBox | None = None
        self._pending: Callable[[], object] | None = None
        self._is_agreed = False
        self._failed_plan: CapturePlan | None = None
        parts.live.saved.connect(self._on_saved)
        parts.live.save_failed.connect(self._forget_pending)
        parts.live.save_cancelled.connect(self._forget_pending)
        parts.capture.analysis_changed.connect(self._on_analysis_changed)

    @property
    def dialog(self) -> CaptureDialog | None:
        """The capture dialog, if it was opened."""
        return self._dialog

    @property
    def question(self) -> QMessageBox | None:
        """The question about an unsaved capture that is on screen."""
        return self._question

    # starting and stopping

    def start(self) -> None:
        """Capture as last time; the first time, ask."""
        plan = self._last_plan()
        if plan is None or not plan.title:
            self.options()
        else:
            self.start_plan(plan)

    def start_on(self, device: str) -> None:
        """Capture on this interface, otherwise as last time."""
        last = self._last_plan()
        options = last.options if last is not None and isinstance(last.options, CaptureOptions) else CaptureOptions(())
        self.start_plan(CapturePlan(replace(options, devices=(device,))))

    def start_plan(self, plan: CapturePlan) -> None:
        """Begin a new capture by this plan."""
        self.when_free(lambda: self._start(plan))

    def _start(self, plan: CapturePlan) -> None:
        plan = plan.fresh()
        if self._parts.live.start(plan):
            self._failed_plan = plan
            self._parts.store.set("capture_plan", plan.to_text())
            text = getattr(plan.options, "filter", "")
            if text:
                others = [other for other in self._parts.store.texts("capture_filters") if other != text]
                self._parts.store.set("capture_filters", [text, *others][:FILTERS_MAX])

    def stop(self) -> None:
        """End capturing, or do not wait any longer for its beginning."""
        if self._parts.live.activity is Activity.STARTING:
            self._parts.live.give_up_starting()
        self._parts.live.stop()

    def restart(self) -> None:
        """The same again, from nothing."""
        plan = self._parts.live.plan
        if plan is not None:
            self.start_plan(plan)

    def reopen(self, folder: str) -> None:
        """Show a capture that a program that died has left."""
        self.when_free(lambda: self._parts.live.reopen(folder))

    def go_on(self) -> None:
        """Continue the stopped capture."""
        if not self._parts.live.go_on() and not self._parts.live.is_open and self._failed_plan is not None:
            self.start_plan(self._failed_plan)

    # asking

    def options(self) -> None:
        """Choose what to capture."""
        self._ask("")

    def remote(self) -> None:
        """Choose a host."""
        self._ask("remote")

    def pipe(self) -> None:
        """Choose a pipe."""
        self._ask("stream")

    def refresh(self) -> None:
        """Look for interfaces again."""
        self._parts.watch.look()

    def _ask(self, kind: str) -> None:
        parts = self._parts
        if self._dialog is not None:
            if self._dialog.isVisible():
                self._dialog.raise_()
                return
            self._dialog.deleteLater()
        dialog = self._dialog = CaptureDialog(parts.watch, parts.check, self._last_plan(), parts.window)
        if kind:
            dialog.show_kind(kind)
        dialog.set_analysis(parts.capture.analysis)
        dialog.filter.set_history(parts.store.texts("capture_filters"))
        dialog.set_detailed(parts.store.flag("capture_details"))
        dialog.presets.set_presets(parts.store.texts("capture_presets"))
        dialog.presets.presets_changed.connect(self._on_presets)
        dialog.details_toggled.connect(self._on_details)
        dialog.accepted.connect(self._on_accepted)
        dialog.open()

    def _on_details(self, shown: bool) -> None:
        self._parts.store.set("capture_details", shown)

    def _on_presets(self, presets: list[str]) -> None:
        self._parts.store.set("capture_presets", presets)

    def _on_accepted(self) -> None:
        assert self._dialog is not None
        self.start_plan(self._dialog.plan)

    def _on_analysis_changed(self, analysis: object) -> None:
        """A dialog that is open lets go of the old capture before it is closed."""
        if self._dialog is not None:
            self._dialog.set_analysis(analysis if self._dialog.isVisible() else None)  # type: ignore[arg-type]

    def _last_plan(self) -> CapturePlan | None:
        return plan_of(self._parts.store.text("capture_plan"))

    # saving

    def save(self) -> None:
        """Write the whole capture to a file of its own."""
        self._save(stops_first=False)

    def _save(self, stops_first: bool) -> bool:
        parts = self._parts
        if not parts.live.is_open or parts.live.is_saving:
            return False
        folder = Path(parts.store.text("last_folder") or Path.home())
        path, _chosen = QFileDialog.getSaveFileName(
            parts.window, self.tr("Save capture"), str(folder / f"capture{SUFFIX}"),
            self.tr("Captures (*.pcapng)"))
        if not path:
            return False
        path = path if Path(path).suffix else f"{path}{SUFFIX}"
        parts.store.set("last_folder", str(Path(path).absolute().parent))
        return parts.live.save(path, stops_first)

    def _on_saved(self, path: str) -> None:
        self._parts.recent.add(path)
        pending, self._pending = self._pending, None
        if pending is not None:
            self._agreed(pending)

    def _forget_pending(self) -> None:
        self._pending = None

    # what would lose a capture

    def is_free(self) -> bool:
        """Whether another capture may take the place of this one without asking."""
        return self._is_agreed or not (self._parts.live.is_unsaved or self._parts.live.is_saving)

    def is_shown(self) -> bool:
        """Whether the live capture is the one on screen: another one may be shown in its place."""
        return self._parts.live.is_shown

    def may_close(self) -> bool:
        """Whether the window may be closed now; if not, the person is asked, and it closes after the answer."""
        if self.is_free():
            return True
        self.when_free(self._parts.window.close)
        return False

    def when_free(self, action: Callable[[], object]) -> None:
        """Do this, at once or once the person has said what becomes of the unsaved capture; or never."""
        if self.is_free():
            action()
            return
        self._pending = action
        if self._parts.live.is_saving:
            self._parts.window.status.tell(self.tr("The capture is being saved first."))
        elif self._question is None:
            self._open_question()

    def _open_question(self) -> None:
        live = self._parts.live
        packets = counted(live.packets, self.tr("{n} packet"), self.tr("{n} packets"))
        box = self._question = QMessageBox(self._parts.window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Save the capture?"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("{packets} captured on {source}: not saved.").format(
            packets=packets, source=one_line(live.plan.title if live.plan is not None else "", 80)))
        box.setInformativeText(self.tr("Capturing is stopped first. What is discarded cannot be brought back.")
                               if live.is_running else self.tr("What is discarded cannot be brought back."))
        box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Discard
                               | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Save)
        box.finished.connect(self._on_answer)
        box.open()

    def _on_answer(self) -> None:
        box, self._question = self._question, None
        assert box is not None
        answer = box.standardButton(box.clickedButton()) if box.clickedButton() is not None \
            else QMessageBox.StandardButton.Cancel
        box.deleteLater()
        if answer is QMessageBox.StandardButton.Discard:
            pending, self._pending = self._pending, None
            if pending is not None:
                self._agreed(pending)
        elif answer is not QMessageBox.StandardButton.Save or not self._save(stops_first=True):
            self._pending = None

    def _agreed(self, action: Callable[[], object]) -> None:
        self._is_agreed = True
        try:
            action()
        finally:
            self._is_agreed = False

    def close_dialogs(self) -> None:
        """The window goes away."""
        for dialog in (self._dialog, self._question):
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
