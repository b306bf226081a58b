"""Opens several captures: in tabs, or as one; and closes them."""
import os
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from netloupe_gui.bridge.capture import CaptureController, Held
from netloupe_gui.bridge.documents import DOCUMENTS_MAX, Documents
from netloupe_gui.bridge.export import ExportController
from netloupe_gui.bridge.folder import FolderJob
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.live import LiveController
from netloupe_gui.bridge.recent import RecentFiles
from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.text import one_line
from netloupe_gui.window.live_commands import LiveCommands
from netloupe_gui.window.main_window import MainWindow

NAMED = 6       # files that a question names


@dataclass(frozen=True, slots=True)
class OpeningParts:
    """What opening works on."""

    window: MainWindow
    capture: CaptureController
    documents: Documents
    live: LiveController
    live_commands: LiveCommands
    exporter: ExportController
    recent: RecentFiles
    store: SettingsStore
    jobs: Jobs


class Opening(QObject):
    """Several captures. GUI thread only."""

    def __init__(self, parts: OpeningParts, parent: QObject | None = None) -> None:
        """Work on these parts."""
        super().__init__(parent)
        self._parts = parts
        self._looking: FolderJob | None = None
        self._question: QMessageBox | None = None
        self._asked: list[str] = []         # what it is about
        self._waiting: list[str] = []       # to be opened in tabs when the one before is there
        parts.capture.opened.connect(self._open_next)
        parts.capture.open_failed.connect(self._open_next)
        parts.capture.folder_found.connect(self._on_folder_found)

    @property
    def question(self) -> QMessageBox | None:
        """What is asked about several files, while it is on screen."""
        return self._question

    # what the person asks for

    def open_tab(self) -> None:
        """Ask for files and show each in a tab."""
        if paths := self._chosen(self.tr("Open in a new tab")):
            self.open_in_tabs(paths)

    def open_merged(self) -> None:
        """Ask for files and show them as one capture."""
        if paths := self._chosen(self.tr("Open as one capture")):
            self.open_as_one(paths)

    def _chosen(self, title: str) -> list[str]:
        paths, _chosen = QFileDialog.getOpenFileNames(
            self._parts.window, title, self._parts.store.text("last_folder"),
            self.tr("Captures (*.pcap *.pcapng *.cap *.dmp *.pcap.* *.pcapng.*);;All files (*)"))
        return list(paths)

    def open_dropped(self, paths: list[str]) -> None:
        """Files and folders that were dropped: of several the person says how they are to be shown."""
        self._looking = FolderJob(paths)
        self._looking.ended.connect(self._on_looked)
        self._parts.jobs.start(self._looking)

    def open_in_tabs(self, paths: list[str]) -> None:
        """A tab each; where there are too many, the first of them."""
        room = DOCUMENTS_MAX - len(self._parts.documents.titles)
        if room < len(paths):
            self._parts.window.status.tell(
                self.tr("{n} captures can be open at once; close a tab to open another one.").format(n=DOCUMENTS_MAX))
        self._parts.recent.add(*paths[max(room, 0):])
        self._waiting = paths[:max(room, 0)]
        self._open_next()

    def open_as_one(self, paths: list[str]) -> None:
        """All in one tab, in the order of their packets' times."""
        paths = list(dict.fromkeys(map(os.path.abspath, paths)))
        if self._parts.documents.titles and not self._parts.documents.is_full:
            self._parts.capture.open(*paths, beside=True)
        elif paths:
            self._parts.live_commands.when_free(lambda: self._parts.capture.open(*paths))

    def next_tab(self) -> None:
        """Show the next capture."""
        self._parts.documents.step(1)

    def previous_tab(self) -> None:
        """Show the capture before."""
        self._parts.documents.step(-1)

    def close_tab(self, which: int = -1) -> None:
        """Close one capture (-1: the one that is shown); what is not saved is asked about."""
        documents = self._parts.documents
        which = documents.current if which < 0 else which
        if not 0 <= which < len(documents.documents):
            return
        document = documents.documents[which]
        if document.held is self._parts.live.held:
            self._parts.live_commands.when_free(lambda: documents.close(documents.documents.index(document)))
        else:
            documents.close(which)

    def filter_in(self, held: Held, condition: str) -> None:
        """Show this capture with this filter."""
        self._parts.documents.show_held(held)
        self._parts.documents.filter(condition)

    # what becomes of it

    def on_several_opened(self, paths: list[str]) -> None:
        """Files are shown as one."""
        self._parts.recent.add(*reversed(paths))
        self._open_next()

    def on_documents_changed(self) -> None:
        """Tabs show what is open, where that is more than one."""
        documents = self._parts.documents
        self._parts.window.show_tabs(documents.titles, documents.current)

    def _on_folder_found(self, path: str) -> None:
        self.open_dropped([path])

    def _open_next(self) -> None:
        if self._waiting:
            path = self._waiting.pop(0)
            self._parts.capture.open(path, beside=True)

    def _on_looked(self, job: FolderJob) -> None:
        if job is not self._looking:
            return
        self._looking = None
        if job.error is not None:
            raise job.error
        found = job.result
        assert isinstance(found, list)
        if not found:
            self._parts.window.status.tell(self.tr("There is no capture in this folder."))
        elif len(found) == 1:
            self._show_one(found[0])
        elif self._question is None:
            self._ask(found)

    def _show_one(self, path: str) -> None:
        """In the place of what is shown, as a file that is dropped alone."""
        if self._parts.live.is_shown:
            self._parts.live_commands.when_free(lambda: self._parts.capture.open(path))
        else:
            self._parts.capture.open(path)

    def _ask(self, paths: list[str]) -> None:
        self._asked = paths
        box = self._question = QMessageBox(self._parts.window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Several captures"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Open {n} captures: each in a tab of its own, or as one, in the order of their packets'"
                            " times?").format(n=len(paths)))
        names = [one_line(os.path.basename(path), 60) for path in paths[:NAMED]]
        box.setInformativeText("\n".join([*names, "…"] if len(paths) > NAMED else names))
        merged = box.addButton(self.tr("&As one capture"), QMessageBox.ButtonRole.AcceptRole)
        merged.setObjectName("merged")
        box.addButton(self.tr("A &tab each"), QMessageBox.ButtonRole.AcceptRole).setObjectName("tabs")
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(merged)
        box.finished.connect(self._on_answer)
        box.open()

    def _on_answer(self) -> None:
        box, self._question = self._question, None
        paths, self._asked = self._asked, []
        assert box is not None
        answer = box.clickedButton().objectName() if box.clickedButton() is not None else ""
        box.deleteLater()
        if answer == "merged":
            self.open_as_one(paths)
        elif answer == "tabs":
            self.open_in_tabs(paths)
