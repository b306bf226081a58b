"""Names in place of addresses: reads the files that say them beside the event loop, and gives them to every capture."""
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, ChangedError, NamesError
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.settings.store import SettingsStore

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, NameBook, NameFiles

KINDS = ("hosts", "vendors", "places")      # members of NameFiles; the settings are called names_hosts and so on


def usable(files: "NameFiles") -> "tuple[NameBook, tuple[str, ...]]":
    """What these files say, without those that cannot be used, and why they cannot."""
    from netloupe_engine.analysis import NameFiles, read_names
    good: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for kind in KINDS:
        kept = []
        for path in getattr(files, kind):
            try:
                read_names(NameFiles(**{kind: (path,)}, system=False))
                kept.append(path)
            except NamesError as error:
                problems.append(str(error))
        good[kind] = tuple(kept)
    return read_names(NameFiles(**good, system=files.system)), tuple(problems)


class _ReadJob(Job):
    """Reads the files; `result` is a NameBook and what is wrong with any."""

    def __init__(self, named: "NameFiles | None", files: "list[tuple[str, ...]]") -> None:
        super().__init__()
        self._named, self._files = named, files

    def work(self) -> object:
        """Read them; the first import of the engine takes its time."""
        from netloupe_engine.analysis import NameFiles
        named = self._named or NameFiles()
        return usable(NameFiles(*(getattr(named, kind) + files
                                  for kind, files in zip(KINDS, self._files, strict=True))))


class _LearnJob(Job):
    """Reads ahead what cells ask for: what DNS told in a capture, hardware addresses, the system's table of vendors."""

    def __init__(self, analysis: "Analysis", vendors: bool) -> None:
        super().__init__()
        self._analysis, self._vendors = analysis, vendors

    def work(self) -> None:
        """Read it."""
        self._analysis.heard.learn(self._analysis.sessions)
        if self._vendors:
            with suppress(ChangedError):        # then nothing more can be read of it
                self._analysis.heard.learn_hardware(self._analysis, self._check)
            _ = self._analysis.names.has_vendors        # asked once, whether or not there is a table

    def _check(self) -> None:
        if self.is_cancelled():
            raise CancelledError("Reading hardware addresses was called off.")


class Naming(QObject):
    """Which names are known, and whether they are shown. GUI thread only."""

    changed = Signal(bool)          # whether names are shown now; or others are known
    failed = Signal(str)            # which file cannot be used, and why

    def __init__(self, store: SettingsStore, jobs: Jobs, named: "NameFiles | None" = None,
                 parent: QObject | None = None) -> None:
        """The files are those of the settings, after those that were `named` on the command line; they are read with
        the first capture."""
        super().__init__(parent)
        self._store, self._jobs, self._named = store, jobs, named
        self._book: NameBook | None = None
        self._analysis: Analysis | None = None
        self._reading: Job | None = None
        self._learning: Job | None = None
        self._is_stale = self._wants_vendors = False
        self._is_shown = store.flag("names_shown")

    @property
    def is_shown(self) -> bool:
        """Whether names are wanted in place of addresses."""
        return self._is_shown

    @property
    def has_places(self) -> bool:
        """Whether a database says where addresses are."""
        return self._book is not None and self._book.has_places

    def show(self, shown: bool) -> None:
        """Names, or addresses."""
        self._is_shown = shown
        self._store.set("names_shown", shown)
        self.changed.emit(shown)
        self.refresh()

    def read(self) -> None:
        """Read the files anew: others were named."""
        if self._reading is not None:
            self._jobs.abandon(self._reading)
        files = [tuple(self._store.texts(f"names_{kind}")) for kind in KINDS]
        self._reading = _ReadJob(self._named, files)
        self._reading.ended.connect(self._on_read)
        self._jobs.start(self._reading)

    def use_settings(self) -> None:
        """Other files may be named, and names wanted or not."""
        self._is_shown = self._store.flag("names_shown")
        if self._analysis is not None:
            self.read()
        else:
            self._book = None

    def want_vendors(self) -> None:
        """A column shows vendors."""
        self._wants_vendors = True
        self.refresh()

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        self._analysis, self._is_stale = analysis, False
        if self._learning is not None:
            self._jobs.abandon(self._learning)
            self._learning = None
        if analysis is not None and self._book is not None:
            analysis.names = self._book
            self.refresh()
        elif analysis is not None and self._reading is None:
            self.read()

    def refresh(self) -> None:
        """The capture has grown: DNS may have told more."""
        if self._analysis is None or self._book is None or not (self._is_shown or self._wants_vendors):
            return
        if self._learning is not None:
            self._is_stale = True
            return
        self._is_stale = False
        self._learning = _LearnJob(self._analysis, self._wants_vendors)
        self._learning.ended.connect(self._on_learned)
        self._jobs.start(self._learning)


    def _on_read(self, job: Job) -> None:
        self._reading = None
        if job.error is not None:
            raise job.error
        self._book, problems = cast("tuple[NameBook, tuple[str, ...]]", job.result)
        for problem in problems:
            self.failed.emit(problem)
        if self._analysis is not None:
            self._analysis.names = self._book
        self.changed.emit(self._is_shown)
        self.refresh()

    def _on_learned(self, job: Job) -> None:
        self._learning = None
        if job.error is not None:
            raise job.error
        self.changed.emit(self._is_shown)
        if self._is_stale:
            self.refresh()
