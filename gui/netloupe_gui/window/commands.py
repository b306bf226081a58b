"""Does what the person asks for: one method for each action of the table, named by its id."""
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from netloupe_engine.analysis import known_services
from netloupe_engine.model import StreamOptions
from netloupe_gui.bridge.capture import CaptureController
from netloupe_gui.bridge.export import ExportController, ExportOrder
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.focus_link import FocusLink
from netloupe_gui.bridge.ids import ids_of
from netloupe_gui.bridge.naming import Naming
from netloupe_gui.bridge.plan import CapturePlan
from netloupe_gui.bridge.recent import RecentFiles
from netloupe_gui.bridge.remarks import RemarksKeeper
from netloupe_gui.bridge.secrets import SecretsKeeper, split_key_logs
from netloupe_gui.bridge.treated import Treated
from netloupe_gui.dialogs.about import AboutDialog
from netloupe_gui.dialogs.command_palette import CommandPalette
from netloupe_gui.dialogs.export import ExportDialog, ExportOffer
from netloupe_gui.dialogs.go_to import GoToDialog
from netloupe_gui.dialogs.note import NoteDialog
from netloupe_gui.dialogs.preferences import PreferencesDialog
from netloupe_gui.dialogs.shortcuts import ShortcutSheet
from netloupe_gui.dialogs.treat import TreatDialog
from netloupe_gui.models.columns import Rows
from netloupe_gui.models.packets import PacketsModel
from netloupe_gui.settings.resources import sample_captures
from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.text import safe
from netloupe_gui.theme.icons import program_icon
from netloupe_gui.theme.manager import ThemeManager
from netloupe_gui.widgets.table import Table
from netloupe_gui.window.asking_commands import AskingCommands
from netloupe_gui.window.live_commands import LiveCommands
from netloupe_gui.window.main_window import MainWindow
from netloupe_gui.window.opening import Opening
from netloupe_gui.window.pane_round import go_round
from netloupe_gui.window.presets import PRESETS
from netloupe_gui.window.why import WhyCommands

_PORTABLE = QKeySequence.SequenceFormat.PortableText


@dataclass(frozen=True, slots=True)
class Parts:
    """What the commands work on."""

    window: MainWindow
    focus: Focus
    link: FocusLink
    capture: CaptureController
    live: LiveCommands
    asking: AskingCommands
    exporter: ExportController
    recent: RecentFiles
    store: SettingsStore
    themes: ThemeManager
    tables: tuple[Table, ...]
    remarks: RemarksKeeper
    treated: Treated
    secrets: SecretsKeeper
    packets: PacketsModel
    naming: Naming
    why: WhyCommands
    log_path: str


class Commands(QObject):
    """The person's hands. GUI thread only."""

    preferences_changed = Signal()
    profile_imported = Signal()     # what is kept at the end only is another one now
    profile_asked = Signal()        # it has to be kept now

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        """Work on these parts."""
        super().__init__(parent)
        self._parts = parts
        self._dialog: QDialog | None = None
        self._opening: Opening | None = None
        self._treated: Sequence[int] = ()             # sessions whose service is asked for
        self._noted: int | Sequence[int] = 0          # what the note being written is on: a packet, or sessions

    def use_opening(self, opening: Opening) -> None:
        """Who opens several captures, and closes them."""
        self._opening = opening

    @property
    def dialog(self) -> QDialog | None:
        """The dialog opened last."""
        return self._dialog

    def run(self, action_id: str, checked: bool = False) -> None:
        """Do what an action stands for."""
        family, _line, name = action_id.partition("_")
        if family == "pane":
            self._parts.window.show_pane(name)
        elif family == "theme":
            self._set_theme(name)
        elif family == "layout":
            self._use_preset(name)
        elif family == "capture":
            getattr(self._parts.live, name)()
        elif family == "several":
            getattr(self._opening, name)()
        elif family == "ask":
            getattr(self._parts.asking, name)()
        elif self._parts.window.actions_by_id.specs[action_id].checkable:
            getattr(self, action_id)(checked)
        else:
            getattr(self, action_id)()

    # files

    def open_file(self) -> None:
        """Ask for a file and show it."""
        path, _chosen = QFileDialog.getOpenFileName(
            self._parts.window, self.tr("Open capture"), self._parts.store.text("last_folder"),
            self.tr("Captures (*.pcap *.pcapng *.cap *.dmp *.pcap.* *.pcapng.*);;All files (*)"))
        if path:
            self.open_path(path)

    def open_path(self, path: str) -> None:
        """Show this file instead of what is open, once it is open itself."""
        parts = self._parts
        if path == "-":
            self.on_pipe_found(path)
        elif not parts.live.is_free() and parts.live.is_shown():
            parts.live.when_free(lambda: self.open_path(path))
        elif not parts.exporter.is_running or self._agrees(
                self.tr("An export is running"),
                self.tr("Opening another capture stops it. Open {file} all the same?").format(
                    file=safe(Path(path).name))):
            parts.capture.open(path)

    def open_paths(self, paths: list[str], asks: bool = True) -> None:
        """Show a file, or several: as one capture, or as the person says if that is asked. Key logs among them have the
        secrets of the first capture, or of the one that is shown."""
        paths, logs = split_key_logs(paths)
        of = paths[0] if paths else self._parts.capture.path
        if logs and of:
            self._parts.recent.add(*paths[1:])
            self._parts.secrets.use(of, logs)
        elif logs:
            self._parts.window.status.tell(self.tr("Secrets are for a capture: open it first."))
        elif len(paths) > 1 and self._opening is not None:
            (self._opening.open_dropped if asks else self._opening.open_as_one)(paths)
        elif paths:
            self.open_path(paths[0])

    def on_opened(self, path: str) -> None:
        """A file is shown."""
        self._parts.recent.add(path)
        self._parts.store.set("last_folder", str(Path(path).absolute().parent))

    def on_pipe_found(self, path: str) -> None:
        """What was to be opened never ends by itself: shown while it comes."""
        self._parts.live.start_plan(CapturePlan(StreamOptions(path)))

    def open_sample(self) -> None:
        """Show the capture that comes with the program."""
        samples = sample_captures()
        if samples:
            self.open_path(str(samples[0]))

    def clear_recent(self) -> None:
        """Empty the list of recent files."""
        self._parts.recent.clear()

    def reload(self) -> None:
        """Read the same file again."""
        self.open_path(self._parts.capture.path)

    def choose_secrets(self) -> None:
        """Ask for the key logs of this capture, and read it again with them."""
        paths, _chosen = QFileDialog.getOpenFileNames(
            self._parts.window, self.tr("Secrets of this capture"), str(Path(self._parts.capture.path).parent),
            self.tr("Key logs (*.log *.keys *.keylog *.txt);;All files (*)"))
        if paths:
            self._parts.secrets.use(self._parts.capture.path, paths)

    def forget_secrets(self) -> None:
        """Read this capture again without the key logs that were chosen for it."""
        self._parts.secrets.use(self._parts.capture.path, [])

    def on_secrets_failed(self, reason: str) -> None:
        """Which key logs a capture has cannot be kept."""
        self._parts.window.status.tell(
            self.tr("Which secrets this capture has cannot be kept: {reason}.").format(reason=safe(reason)))

    def close_capture(self) -> None:
        """Back to the capture beside it, or to the welcome page."""
        if self._opening is not None and self._parts.capture.analysis is not None:
            self._opening.close_tab()
        else:
            self._parts.live.when_free(self._parts.capture.close)

    def quit(self) -> None:
        """Close the window."""
        self._parts.window.close()

    def _agrees(self, title: str, text: str) -> bool:
        box = QMessageBox(self._parts.window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        return box.exec() == QMessageBox.StandardButton.Yes

    # export

    def export_sessions(self) -> None:
        """Ask which sessions to export, and where to."""
        analysis = self._parts.capture.analysis
        if analysis is None:
            return
        shown = self._parts.window.sessions.shown_rows
        selected = np.array(self._parts.focus.sessions, np.uint32)
        path = self._parts.capture.path
        capture = Path(path).absolute() if path else Path.home() / "capture"
        folder = Path(self._parts.store.text("last_folder") or capture.parent)
        stem = capture.name.partition(".")[0]
        offer = ExportOffer(
            ids_of(selected), ids_of(shown + np.uint32(1)),
            self._packets_of(selected - np.uint32(1)), self._packets_of(shown),
            str(folder / f"{stem}-sessions"), str(capture))
        dialog = ExportDialog(offer, self._parts.window)
        dialog.accepted.connect(self._on_export_accepted)
        self._open(dialog)

    def _packets_of(self, rows: Rows) -> tuple[int, int, int]:
        analysis = self._parts.capture.analysis
        assert analysis is not None
        up, down = (int(analysis.sessions.column(f"packets_{way}")[rows].sum()) for way in ("up", "down"))
        return up + down, up, down

    def _on_export_accepted(self) -> None:
        assert isinstance(self._dialog, ExportDialog)
        self.export(self._dialog.order)

    def export(self, order: ExportOrder) -> None:
        """Write a file; asks before one is replaced."""
        if Path(order.path).exists() and not self._agrees(
                self.tr("Replace the file?"),
                self.tr("{file} exists. Replace it?").format(file=safe(Path(order.path).name))):
            return
        self._parts.store.set("last_folder", str(Path(order.path).absolute().parent))
        self._parts.exporter.start(order)

    # what is shown

    def focus_filter(self) -> None:
        """Put the keyboard into the filter line."""
        self._parts.window.filter_bar.line.setFocus()
        self._parts.window.filter_bar.line.selectAll()

    def clear_filter(self) -> None:
        """Show all sessions."""
        self._parts.window.filter_bar.clear_all()
        self.focus_table()

    def focus_table(self) -> None:
        """Put the keyboard into what is in the middle: the sessions table, or statistics."""
        self._parts.window.middle.setFocus()

    def freeze_view(self, checked: bool) -> None:
        """Hold the view still, or let it go on."""
        self._parts.capture.set_frozen(checked)

    def follow_newest(self, checked: bool) -> None:
        """Keep the newest session in sight, or not."""
        self._parts.window.sessions.table.set_follow(checked)

    def pause_reading(self, checked: bool) -> None:
        """Let the reading rest, or go on."""
        self._parts.capture.set_paused(checked)

    def cancel_reading(self) -> None:
        """Stop reading, keep what was read; or do not wait any longer for a file to open."""
        self._parts.capture.stop_opening()
        self._parts.capture.cancel()

    def continue_reading(self) -> None:
        """Read the rest of the file."""
        self._parts.capture.continue_reading()

    # finding

    def find(self) -> None:
        """Bring the find bar, and the keyboard to it."""
        self._parts.window.show_find(True)

    def find_next(self) -> None:
        """Select the next place that was found."""
        self._parts.window.find_view.go_next()

    def find_previous(self) -> None:
        """Select the place before."""
        self._parts.window.find_view.go_previous()

    def follow_stream(self) -> None:
        """Show what was said in the selected session, or in that of the selected packet."""
        if not self._parts.focus.sessions:
            self._say_nothing_selected()
        self._parts.window.show_pane("stream")

    def why(self) -> None:
        """Explain what the keyboard is at."""
        if not self._parts.why.ask():
            self._say_nothing_selected()

    # what the person says

    def _is_about_sessions(self) -> bool:
        """In the sessions table sessions are meant, elsewhere the packet."""
        parts = self._parts
        return bool(parts.focus.sessions) and (parts.window.sessions.table.hasFocus() or not parts.focus.packet)

    def mark(self) -> None:
        """Mark what is selected, or take the mark away."""
        focus, remarks = self._parts.focus, self._parts.remarks
        if self._is_about_sessions():
            remarks.mark_sessions(focus.sessions)
        elif focus.packet:
            remarks.mark_packet(focus.packet)
        else:
            self._say_nothing_selected()

    def note(self) -> None:
        """Ask for a note on what is selected."""
        focus, remarks = self._parts.focus, self._parts.remarks
        if self._is_about_sessions():
            self._noted = focus.sessions
            about = self.tr("Note on session {number}").format(number=focus.sessions[0]) if len(focus.sessions) == 1 \
                else self.tr("Note on {n} sessions").format(n=len(focus.sessions))
            text = remarks.session(focus.sessions[0]).text
        elif focus.packet:
            self._noted = focus.packet
            about = self.tr("Note on packet {number}").format(number=focus.packet)
            text = remarks.packet(focus.packet).text
        else:
            self._say_nothing_selected()
            return
        dialog = NoteDialog(about, text, self._parts.window)
        dialog.accepted.connect(self._on_note_accepted)
        self._open(dialog)

    def _on_note_accepted(self) -> None:
        assert isinstance(self._dialog, NoteDialog)
        if isinstance(self._noted, int):
            self._parts.remarks.note_packet(self._noted, self._dialog.text)
        else:
            self._parts.remarks.note_sessions(self._noted, self._dialog.text)

    def treat(self) -> None:
        """Ask whose service the selected sessions use."""
        focus = self._parts.focus
        if not focus.sessions:
            self._say_nothing_selected()
            return
        self._treated = focus.sessions
        about = self.tr("Treat session {number} as").format(number=focus.sessions[0]) if len(focus.sessions) == 1 \
            else self.tr("Treat {n} sessions as").format(n=len(focus.sessions))
        known = {one.name: one.title for one in known_services()}
        dialog = TreatDialog(about, known, self._parts.treated.service(focus.sessions[0]), self._parts.window)
        dialog.accepted.connect(self._on_treat_accepted)
        self._open(dialog)

    def _on_treat_accepted(self) -> None:
        assert isinstance(self._dialog, TreatDialog)
        self._parts.treated.treat(self._treated, self._dialog.service)

    def time_reference(self) -> None:
        """Let times count from the selected packet, or not any more."""
        if self._parts.focus.packet:
            self._parts.packets.toggle_reference(self._parts.focus.packet)
        else:
            self._say_nothing_selected()

    def on_remarks_failed(self, reason: str) -> None:
        """They are there, but not kept for the next time."""
        self._parts.window.status.tell(
            self.tr("What was marked, noted or acknowledged cannot be kept: {reason}").format(reason=safe(reason)))

    def _say_nothing_selected(self) -> None:
        self._parts.window.status.tell(self.tr("Select a session or a packet first."))

    # going places

    def go_to_packet(self) -> None:
        """Ask for a packet number."""
        analysis = self._parts.capture.analysis
        if analysis is not None:
            dialog = GoToDialog(len(analysis.packets), self._parts.window)
            dialog.accepted.connect(self._on_go_to_accepted)
            self._open(dialog)

    def _on_go_to_accepted(self) -> None:
        assert isinstance(self._dialog, GoToDialog)
        self._parts.link.go_to(self._dialog.number)

    def next_packet(self) -> None:
        """Select the next packet of the capture."""
        self._parts.link.step_in_capture(1)

    def previous_packet(self) -> None:
        """Select the packet before in the capture."""
        self._parts.link.step_in_capture(-1)

    def next_in_session(self) -> None:
        """Select the next packet of the selected sessions."""
        self._parts.link.step_in_session(1)

    def previous_in_session(self) -> None:
        """Select the packet before in the selected sessions."""
        self._parts.link.step_in_session(-1)

    def go_back(self) -> None:
        """What was selected before."""
        self._parts.focus.go_back()

    def go_forward(self) -> None:
        """What was selected after."""
        self._parts.focus.go_forward()

    # look

    def _use_preset(self, name: str) -> None:
        self._parts.window.arrangement.use(name)
        if PRESETS[name].follows and self._parts.capture.is_reading:
            self._parts.window.sessions.table.set_follow(True)

    def reset_layout(self) -> None:
        """Panes and columns of the preset that is shown as they are at first."""
        self._parts.window.arrangement.reset()
        for table in self._parts.tables:
            table.reset_columns()

    def show_names(self, checked: bool) -> None:
        """Names in place of addresses, or not."""
        self._parts.naming.show(checked)

    def on_names_failed(self, problem: str) -> None:
        """A file with names cannot be used."""
        self._parts.window.status.tell(safe(problem))

    def _set_theme(self, name: str) -> None:
        self._parts.themes.apply(name)
        self._parts.store.set("theme", name)

    def text_larger(self) -> None:
        """One point more."""
        self._set_text_size(self._parts.themes.text_size + 1)

    def text_smaller(self) -> None:
        """One point less."""
        self._set_text_size(self._parts.themes.text_size - 1)

    def text_normal(self) -> None:
        """As the system has it."""
        self._set_text_size(0)

    def _set_text_size(self, steps: int) -> None:
        self._parts.themes.set_text_size(steps)
        self._parts.store.set("text_size", self._parts.themes.text_size)

    # help

    def command_palette(self) -> None:
        """Find a command by its name."""
        palette = CommandPalette(list(self._parts.window.actions_by_id.actions.values()), self._parts.window)
        palette.accepted.connect(self._on_command_chosen)
        self._open(palette)

    def _on_command_chosen(self) -> None:
        assert isinstance(self._dialog, CommandPalette)
        if self._dialog.chosen is not None:
            self._dialog.chosen.trigger()

    def shortcut_sheet(self) -> None:
        """List the keys."""
        sheet = ShortcutSheet(self._parts.window.actions_by_id, self._parts.window)
        sheet.changed.connect(self.keep_keys)
        self._open(sheet)

    def preferences(self) -> None:
        """All that can be set."""
        dialog = PreferencesDialog(self._parts.store, self._parts.window)
        dialog.applied.connect(self.preferences_changed)
        dialog.imported.connect(self.profile_imported)
        dialog.exporting.connect(self.profile_asked)
        self._open(dialog)

    def keep_keys(self) -> None:
        """Keep the keys that are others than at first."""
        actions = self._parts.window.actions_by_id
        self._parts.store.set("keys", [
            "\n".join((action_id, *actions.keys_of(action_id))) for action_id, spec in actions.specs.items()
            if actions.keys_of(action_id) != tuple(QKeySequence(key).toString(_PORTABLE) for key in spec.keys)])

    def use_keys(self) -> None:
        """The keys that were kept; what is none is left out."""
        actions = self._parts.window.actions_by_id
        kept = {action_id: keys for action_id, *keys in (text.split("\n") for text in self._parts.store.texts("keys"))}
        for action_id, spec in actions.specs.items():
            own = [key for key in kept.get(action_id, ()) if not QKeySequence(key).isEmpty()]
            actions.set_keys(action_id, tuple(own) if action_id in kept else spec.keys)

    def next_pane(self) -> None:
        """The keyboard goes on."""
        go_round(self._parts.window, 1)

    def previous_pane(self) -> None:
        """The keyboard goes back."""
        go_round(self._parts.window, -1)

    def about(self) -> None:
        """Name, licence, versions."""
        self._open(AboutDialog(program_icon(), self._parts.log_path, self._parts.window))

    def copy_report(self, report: str) -> None:
        """Put a report on the clipboard."""
        QGuiApplication.clipboard().setText(report)
        self._parts.window.status.tell(self.tr("The report is on the clipboard."))

    def _open(self, dialog: QDialog) -> None:
        old, self._dialog = self._dialog, dialog
        if old is not None:
            old.deleteLater()
        dialog.open()
