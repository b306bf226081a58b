"""Files of sessions, one after the other: who reads them, listing them, saving them."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from ..errors import CancelledError, ExportError, UnknownNameError
from ..export.target import replaced_file
from ..model import EndReason, Session
from ..streams.chunk import is_inside
from ..streams.decrypted import Said
from ..streams.members import Followed
from ..streams.multiplexed import Event
from ..streams.stream import Stream
from . import ftp, http, http_streams, mail_transfer, smb, tftp
from .carved import CarvedFile
from .draft import Draft
from .listing import measured
from .names import shortened
from .voice import Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SPOKEN = {"http": http.files, "smtp": mail_transfer.smtp, "pop": mail_transfer.pop, "imap": mail_transfer.imap}
_IN_STREAMS = ("http2", "http3")
PROTOCOLS = (*_SPOKEN, *_IN_STREAMS, "ftp_data", "tftp", "smb2")
_CONTROLS_MAX = 64          # control sessions whose transfers are remembered
_NAMESAKES_MAX = 1 << 20    # files of one name in a folder

Key = tuple[int, int, int]      # session, way, number
Progress = Callable[[int, int], None]


class Carved(Followed, Protocol):
    """What an analysis is to who looks for files in it."""

    def stream(self, id: int, cancelled: Callable[[], bool] = bool) -> Stream:
        """What was said in a session."""

    def inside(self, id: int, cancelled: Callable[[], bool] = bool) -> Said:
        """What was said in a session, within TLS if that is where its application speaks."""

    def events(self, id: int, cancelled: Callable[[], bool] = bool) -> Iterator[Event]:
        """What was said in the streams of HTTP/2 or HTTP/3."""

    def path_name(self, number: int) -> str:
        """A protocol path by its number."""

    def each_session(self, ids: Sequence[int] | None = None) -> Iterator[Session]:
        """Many sessions, one at a time."""


class Carver:
    """Finds the files of an analysis. For one thread."""

    def __init__(self, analysis: Carved, cancelled: Callable[[], bool]) -> None:
        self._analysis, self._cancelled = analysis, cancelled
        self._transfers = lru_cache(_CONTROLS_MAX)(self._find_transfers)
        self._requests = lru_cache(_CONTROLS_MAX)(self._find_requests)

    def sessions(self, ids: NDArray[np.uint32] | None) -> list[int]:
        """Of these sessions (None: all) those that may have files."""
        import numpy as np
        paths = self._analysis.sessions.column("path")
        has = np.array([bool(self._protocol(self._analysis.path_name(path)))
                        for path in range(int(paths.max(initial=0)) + 1)])
        found = np.flatnonzero(has[paths]) + 1
        chosen: list[int] = (found if ids is None else np.intersect1d(found, ids)).tolist()
        return chosen

    @staticmethod
    def _protocol(path: str) -> str:
        return next((name for name in reversed(path.split(".")) if name in PROTOCOLS), "")

    def files(self, found: Session, wanted: Callable[[Key], BinaryIO | None] | None = None) -> Iterator[CarvedFile]:
        """The files of a session; `wanted` answers what a file is to be written to, None for nothing."""
        session, numbers, is_within = found.id, [0, 0], is_inside(found.path)
        is_open = found.end_reason not in (EndReason.GRACEFUL, EndReason.RESET)
        for draft in self._drafts(session, self._protocol(found.path)):
            numbers[draft.way] += 1
            number = numbers[draft.way]
            file = None if wanted is None else wanted((session, draft.way, number))
            carved = measured(draft, session, number, (found.initiator, found.responder), file, is_open)
            if is_within and carved.protocol == "http" and carved.origin.startswith("http://"):
                carved = replace(carved, origin="https" + carved.origin.removeprefix("http"))
            if carved.size or carved.missing:
                yield carved

    def _drafts(self, session: int, protocol: str) -> Iterator[Draft]:
        if protocol in _SPOKEN:
            yield from _SPOKEN[protocol](*self._voices(self._analysis.inside(session, self._cancelled)))
            return
        if protocol in _IN_STREAMS:
            yield from http_streams.files(protocol, lambda: self._analysis.events(session, self._cancelled))
            return
        said = self._analysis.stream(session, self._cancelled)
        if protocol == "smb2":
            yield from smb.files(said, *self._voices(said))
        elif protocol == "tftp":
            by = self._analysis.sessions.cell("expected_by", session - 1)
            first = self._analysis.sessions.cell("first_packet", session - 1)
            yield from tftp.files(said, [asked for asked in self._requests(by) if asked[0] < first] if by else [])
        elif protocol == "ftp_data":
            yield from self._ftp(session, said)

    def _voices(self, said: Said) -> tuple[Voice, Voice]:
        return Voice(said, 0, self._cancelled), Voice(said, 1, self._cancelled)

    def _ftp(self, session: int, said: Stream) -> Iterator[Draft]:
        cell = self._analysis.sessions.cell
        by, row = cell("expected_by", session - 1), session - 1
        transfer = None
        is_passive = True
        if by:
            transfer = ftp.chosen(self._transfers(by), cell("responder_port", row), cell("first_packet", row))
            is_passive = cell("initiator", row) == cell("initiator", by - 1)
        yield from ftp.file(transfer, self._voices(said), is_passive)

    def _find_transfers(self, control: int) -> dict[int, list[ftp.Transfer]]:
        return ftp.transfers(*self._voices(self._analysis.stream(control, self._cancelled)))

    def _find_requests(self, session: int) -> list[tftp.Request]:
        return tftp.requests(self._analysis.stream(session, self._cancelled))


def carve(analysis: Carved, ids: NDArray[np.uint32] | None, cancelled: Callable[[], bool],
          progress: Progress | None) -> Iterator[CarvedFile]:
    """See `Analysis.files`."""
    carver = Carver(analysis, cancelled)
    sessions = carver.sessions(ids)
    for at, session in enumerate(analysis.each_session(sessions)):
        if cancelled():
            raise CancelledError("Looking for files was called off.")
        yield from carver.files(session)
        if progress is not None:
            progress(at + 1, len(sessions))


def save_all(analysis: Carved, files: Iterable[CarvedFile], folder: str | os.PathLike[str],
             cancelled: Callable[[], bool], progress: Progress | None) -> Iterator[CarvedFile]:
    """See `Analysis.save_files`."""
    by_session: dict[int, dict[Key, CarvedFile]] = {}
    for file in files:
        by_session.setdefault(file.session, {})[file.session, file.way, file.number] = file
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{target} cannot be made: {error.strerror or error}.") from error
    carver = Carver(analysis, cancelled)
    taken: dict[str, int] = {}
    total, done = sum(map(len, by_session.values())), 0
    for session in analysis.each_session(list(by_session)):
        mine = by_session[session.id]
        with _Places(target, mine, taken) as places:
            for carved in carver.files(session, places.begin):
                if cancelled():
                    raise CancelledError("Saving files was called off.")
                if path := places.end((carved.session, carved.way, carved.number)):
                    done += 1
                    yield replace(carved, path=path)
                    if progress is not None:
                        progress(done, total)
                if not mine:
                    break


class _Places:
    """Where the files of a session are written; what is not whole when it is over is gone. Raises ExportError."""

    def __init__(self, folder: Path, wanted: dict[Key, CarvedFile], taken: dict[str, int]) -> None:
        """Takes out of `wanted` what was written; `taken`: the next number of each name."""
        self._folder, self._wanted, self._taken = folder, wanted, taken
        self._open: dict[Key, tuple[Path, BinaryIO]] = {}

    def __enter__(self) -> _Places:
        return self

    def begin(self, key: Key) -> BinaryIO | None:
        """A new file for what is wanted."""
        if key not in self._wanted:
            return None
        self._open[key] = _new_file(self._folder, self._wanted[key].name, self._taken)
        return self._open[key][1]

    def end(self, key: Key) -> str:
        """It is written; answers its path."""
        if key not in self._open:
            return ""
        path, file = self._open.pop(key)
        file.close()
        del self._wanted[key]
        return str(path)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        for path, file in self._open.values():
            file.close()
            with suppress(OSError):
                path.unlink()
        if isinstance(error, OSError):
            raise ExportError(f"A file could not be written in {self._folder}: {error.strerror or error}.") from error


def _new_file(folder: Path, name: str, taken: dict[str, int]) -> tuple[Path, BinaryIO]:
    """A new file of this name, or with a number where there is one: nothing is written over, no link followed."""
    key = name.casefold()
    for number in range(taken.get(key, 1), _NAMESAKES_MAX):
        taken[key] = number + 1
        path = folder / (name if number == 1 else shortened(name, f" ({number})"))
        with suppress(FileExistsError):
            return path, open(path, "xb", buffering=0)
    raise ExportError(f"There are too many files called {name} in {folder}.")


def save_one(analysis: Carved, file: CarvedFile, path: str | os.PathLike[str],
             cancelled: Callable[[], bool]) -> CarvedFile:
    """See `Analysis.save_file`."""
    with analysis.reading() as source:
        if source.is_file(path):
            raise ExportError(f"{os.fspath(path)} is the capture that is open: choose another name.")
    with replaced_file(path) as target:
        for found in Carver(analysis, cancelled).files(
                analysis.session(file.session),
                lambda key: target if key == (file.session, file.way, file.number) else None):
            if (found.way, found.number) == (file.way, file.number):
                return replace(found, path=os.fspath(path))
        raise UnknownNameError("The file is not in the capture any more.")

