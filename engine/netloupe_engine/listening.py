"""Listening: a live capture and its analysis, as the window and the command line use them.

    listening = listen(CaptureOptions(("eth0",), filter="tcp"))
    listening.start()                           # packets go to a file from the first one; raises if it may not
    listening.status, listening.analysis        # any thread, any time
    listening.stop()                            # now it is an open capture like any other
    listening.start()                           # ... and goes on in the same capture
    listening.save("kept.pcapng")
    listening.close()

The recorder, in a process of its own, fills files; the analysis reads them as they grow. The two share nothing else,
so that neither a slow analysis nor the end of this process loses a packet.
"""
from __future__ import annotations

import importlib
import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .analysis import Analysis
from .capture.live.folder import CaptureFolder, abandoned
from .capture.live.limits import Limits, with_rotation, with_spilling
from .capture.live.recorder import Recorder
from .errors import CaptureError, ExportError
from .model import (
    CaptureOptions,
    Device,
    LiveStatus,
    MemoryUse,
    Permission,
    Phase,
    RemoteOptions,
    Settings,
    StreamOptions,
)

if TYPE_CHECKING:
    from .capture.live.processes import KeptNames

LiveOptions = CaptureOptions | RemoteOptions | StreamOptions
FILE_NAME = "capture.pcapng"        # in the folder of a capture without a name
CHECK_SECONDS = 0.5                 # between two looks at the limits
# Where each kind of recorder is; all are made of their options and the path of the first file they write.
_RECORDERS = {CaptureOptions: ("local", "local_recorder"), RemoteOptions: ("remote", "RemoteRecorder"),
              StreamOptions: ("stream", "StreamRecorder")}


def captures_folder() -> Path:
    """Where captures that have no name yet are kept. It survives this program, and a restart of the system.

    Raises CaptureError if there is no such place.
    """
    import platformdirs
    folder = platformdirs.user_state_path("netloupe") / "captures"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaptureError(f"{folder}, for captures without a name, cannot be made: {error.strerror}.") from None
    return folder


class Listening:
    """One live capture. Any thread may call anything; `start`, `stop` and `save` take a moment."""

    def __init__(self, options: LiveOptions, settings: Settings | None = None,
                 output: str | os.PathLike[str] | None = None, recorder: Recorder | None = None,
                 left: Path | None = None) -> None:
        """Nothing is captured before `start`. `output`: where the packets go, a device's from the first one, those of a
        stream or another host when it has ended; None: to a folder of our own, see `save`.

        `left`: not a new folder but this one, of a capture that was left behind; see `reopen`.

        Raises CaptureError for options no recorder takes.
        """
        self.settings = settings or Settings()
        self.options = with_rotation(options, self.settings) if isinstance(options, CaptureOptions) else options
        self.output = Path(output) if output is not None else None
        self._written = self.output if isinstance(options, CaptureOptions) else None     # by the recorder itself
        self.saved_as = self._written       # None: closing loses it
        self._folder = None if self._written is not None else \
            CaptureFolder(left) if left is not None else CaptureFolder.make(captures_folder())
        self.folder = self._folder.path if self._folder is not None else None
        try:
            first = self._written or Path(self.folder or ".") / FILE_NAME
            self._recorder = recorder or _recorder(self.options, first)
            # What goes to disk goes where the packets go: there is room for a capture.
            beside = self.settings.spill_folder or str(first.absolute().parent)
            self.analysis = Analysis.live(self._recorder.segments,
                                          replace(with_spilling(self.settings), spill_folder=beside))
        except BaseException:
            if left is None:
                self._remove_folder()
            elif self._folder is not None:
                self._folder.release()
            raise
        self._limits = Limits(self.settings, self._recorder, self.analysis.hold_sessions)
        self._names = _names(self.options, self.analysis, self._recorder)
        self._lock = threading.Lock()       # held while starting or stopping
        self._started = self._starting = False
        self._closed = threading.Event()
        self._supervisor = threading.Thread(target=self._supervise, name="limits", daemon=True)

    def start(self) -> None:
        """Begin, or go on after the end. Does nothing while it runs.

        Raises PermissionDeniedError, FilterError, CaptureError; what was captured before stays as it is.
        """
        with self._lock:
            if self._closed.is_set() or self.running:
                return
            self._limits.begin()
            self._starting = True
            try:
                self._recorder.start()
            except BaseException:
                if self._started:
                    self._recorder.segments.end()
                raise
            finally:
                self._starting = False
            self.saved_as = self._written
            self.analysis.start()
            if self._names is not None:
                self._names.start()
            if not self._started and self._limits.any:
                self._supervisor.start()
            self._started = True

    def stop(self) -> None:
        """End the capture, and wait until everything captured is analysed and, where it has a name, in its file.

        Does nothing before the first start. Raises ExportError if that file cannot be written.
        """
        self._give_up_starting()
        with self._lock:
            if not self._started:
                return
            self._recorder.stop()
        self.analysis.resume()
        self.analysis.wait()
        if self._names is not None:
            self._names.keep()
        if self.output is not None and self.saved_as is None and not self._closed.is_set():
            self.save(self.output)

    def _give_up_starting(self) -> None:
        """A start under way may wait for a password: whoever wants an end does not."""
        if self._starting:
            self._recorder.stop()

    @property
    def running(self) -> bool:
        """Can packets still come?"""
        return self._started and not self._recorder.segments.ended

    @property
    def status(self) -> LiveStatus:
        """How the recorder is, with what the limits did to it."""
        status = self._recorder.status
        incidents = sorted((*status.incidents, *self._limits.incidents), key=lambda incident: incident.time_ns)
        stopped = self._limits.reason if status.phase in (Phase.STOPPED, Phase.FAILED) else ""
        return replace(status, reason=stopped or status.reason, incidents=tuple(incidents))

    @property
    def memory(self) -> MemoryUse:
        """What the analysis holds."""
        return self.analysis.memory

    def save(self, path: str | os.PathLike[str], progress: Callable[[int, int], None] | None = None,
             cancelled: Callable[[], bool] | None = None) -> int:
        """Write all packets analysed so far, but for those whose bytes are no longer kept, as one pcapng file; answers
        how many. After a stop that is the whole capture, which has a name from then on.

        `progress` is told (packets written, packets in all). Raises ExportError, CancelledError.
        """
        if any(_same_file(path, segment.path) for segment in self._recorder.segments.all() if not segment.dropped):
            raise ExportError(f"{path} is a file of this capture itself; it needs another name.")
        whole = not self.running
        written = self.analysis.save(path, progress, cancelled)
        if whole and not self.running:
            self.saved_as = Path(path)
        return written

    def close(self, keep: bool = False) -> None:
        """Stop, and give everything back. A capture without a name is deleted, its file with it, unless `keep`."""
        self._closed.set()
        self._give_up_starting()
        with self._lock:
            self._recorder.close()
        if self._supervisor.ident is not None:
            self._supervisor.join()
        self.analysis.close()
        if self._names is not None:
            self._names.keep()
        if not keep:
            self._remove_folder()
        elif self._folder is not None:
            self._folder.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def _remove_folder(self) -> None:
        if self._folder is not None:
            self._folder.remove()

    def _supervise(self) -> None:
        """Keep the capture within its limits."""
        while not self._closed.wait(CHECK_SECONDS):
            if self.running:
                self._limits.check(self.memory)


def _same_file(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    """Are these, by whatever names, the same file?"""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _recorder(options: LiveOptions, path: Path) -> Recorder:
    """Whoever records this way, writing to `path` first. Raises CaptureError."""
    module, name = _RECORDERS[type(options)]
    recorder: Recorder = getattr(_live(module), name)(options, path)
    return recorder


def _names(options: LiveOptions, analysis: Analysis, recorder: Recorder) -> KeptNames | None:
    """Whoever finds out which program each session belongs to: of captures on this computer, if wanted."""
    if not isinstance(options, CaptureOptions) or not options.devices or not options.process_names:
        return None
    kept: KeptNames = _live("processes").KeptNames(analysis.owners, recorder.segments, analysis.sessions.__len__)
    return kept


def _live(module: str) -> Any:
    """A module of capture/live: loaded by whoever captures, not by whoever opens a file."""
    return importlib.import_module(f".capture.live.{module}", __package__)


def listen(options: LiveOptions, settings: Settings | None = None,
           output: str | os.PathLike[str] | None = None) -> Listening:
    """A live capture, not started yet. Raises CaptureError."""
    return Listening(options, settings, output)


def unsaved_captures() -> tuple[Path, ...]:
    """Folders of captures without a name whose program has died, oldest first; `reopen` opens one."""
    return abandoned(captures_folder())


def reopen(folder: Path, settings: Settings | None = None) -> Listening:
    """A capture that was left behind, being analysed. It can be saved like any other but does not go on; closing
    deletes it unless it is kept. Raises CaptureError."""
    try:
        recorder: Recorder = _live("left").LeftRecorder(folder)
        found = Listening(CaptureOptions(()), settings, recorder=recorder, left=folder)
    except OSError as error:
        raise CaptureError(f"{folder} cannot be opened: {error.strerror}.") from None
    found.analysis.start()
    return found


def devices() -> tuple[Device, ...]:
    """The network interfaces there are."""
    found: tuple[Device, ...] = _live("devices").devices()
    return found


def device_packets() -> dict[str, int]:
    """Packets each interface has received and sent so far; needs no rights."""
    found: dict[str, int] = _live("traffic").device_packets()
    return found


def permission(device: str = "") -> Permission:
    """What stands between this user and a capture (on `device`)."""
    found: Permission = _live("permission").permission(device)
    return found


def check_filter(text: str, link_type: str = "EN10MB") -> None:
    """Raises FilterError, in libpcap's own words, if `text` is no capture filter."""
    _live("filters").check_filter(text, link_type)


def filter_matches(text: str, packets: Iterable[bytes], link_type: str = "EN10MB") -> int:
    """How many of these packets the filter lets pass. Raises FilterError."""
    count: int = _live("filters").filter_matches(text, packets, link_type)
    return count
