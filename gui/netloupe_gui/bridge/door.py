"""The engine's live half as the window uses it. Tests put a stand-in here; nothing else of the engine is needed."""
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from netloupe_engine.model import (
    CaptureOptions,
    Device,
    LiveStatus,
    MemoryUse,
    Permission,
    RemoteOptions,
    Settings,
    StreamOptions,
)

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

LiveOptions = CaptureOptions | RemoteOptions | StreamOptions


class LiveCapture(Protocol):
    """`netloupe_engine.listening.Listening`. Any thread; `start`, `stop`, `save` and `close` may take seconds."""

    @property
    def output(self) -> Path | None:
        """The file that packets go to by the person's wish; None: a temporary one."""

    @property
    def saved_as(self) -> Path | None:
        """Where the capture is kept; None: closing loses it."""

    @property
    def analysis(self) -> "Analysis":
        """There from construction on."""

    @property
    def status(self) -> LiveStatus:
        """How capturing goes."""

    @property
    def memory(self) -> MemoryUse:
        """What it holds."""

    def start(self) -> None:
        """Begin, or go on. Raises PermissionDeniedError, FilterError, CaptureError."""

    def stop(self) -> None:
        """End; the analysis reaches the end of the files and rests."""

    def save(self, path: str | Path, progress: Callable[[int, int], None] | None = None,
             cancelled: Callable[[], bool] | None = None) -> int:
        """Write the whole capture as one pcapng; answers the number of packets."""

    def close(self, keep: bool = False) -> None:
        """Give everything back; what was not saved is lost unless `keep`."""


class Door(Protocol):
    """The public functions of `netloupe_engine.listening`. None is for the GUI thread: import, disk and children."""

    def listen(self, options: LiveOptions, settings: Settings | None = None,
               output: Path | None = None) -> LiveCapture:
        """A capture that has not begun. Raises CaptureError."""

    def devices(self) -> tuple[Device, ...]:
        """The interfaces of this computer."""

    def permission(self, device: str = "") -> Permission:
        """Whether one may capture."""

    def device_packets(self) -> dict[str, int]:
        """Packets received and sent so far, by device."""

    def check_filter(self, text: str, link_type: str = "EN10MB") -> None:
        """Raises FilterError with libpcap's own text."""

    def filter_matches(self, text: str, packets: Iterable[bytes], link_type: str = "EN10MB") -> int:
        """How many of these packets the filter keeps."""

    def unsaved_captures(self) -> tuple[Path, ...]:
        """Folders left by a program that died."""


DoorOpener = Callable[[], Door]     # called in jobs only: the first call imports half of the engine


def engine_door() -> Door:
    """The real engine's."""
    from importlib import import_module
    from typing import cast
    return cast(Door, import_module("netloupe_engine.listening"))
