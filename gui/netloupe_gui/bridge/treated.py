"""What a person has said of whose service sessions use: told to the engine, and kept beside the program's state, as
marks and notes are."""
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from netloupe_engine.errors import NetloupeError
from netloupe_gui.bridge.jobs import Job
from netloupe_gui.bridge.keeper import Keeper, WriteJob, file_of, read_plain, write_plain

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

Said = dict[int, str]               # a service by the session's number
ENDING = ".services.json"
KEPT_MAX = 100_000


def read_kept(path: Path) -> Said:
    """What was kept; nothing of what is not as it should be."""
    kept = read_plain(path).get("sessions")
    return {int(id): name for id, name in list(kept.items() if isinstance(kept, dict) else ())[:KEPT_MAX]
            if id.isascii() and id.isdecimal() and len(id) < 12 and isinstance(name, str)}


class ReadTreated(Job):
    """Reads what was kept of a capture."""

    def __init__(self, folder: Path, capture: str) -> None:
        """`capture`: its file."""
        super().__init__()
        self._folder, self._capture = folder, capture

    def work(self) -> Said:
        """What cannot be read is as good as not there."""
        try:
            return read_kept(file_of(self._folder, self._capture, ENDING))
        except OSError:
            return {}


class WriteTreated(WriteJob):
    """Keeps it."""

    def __init__(self, folder: Path, capture: str, said: Said) -> None:
        """`capture`: its file."""
        super().__init__(folder, capture)
        self._said = said

    def work(self) -> None:
        """Raises OSError."""
        write_plain(file_of(self.folder, self.capture, ENDING),
                    {"sessions": {str(id): name for id, name in sorted(self._said.items())}})


class Treated(Keeper):
    """Whose services a person says that sessions use. GUI thread only."""

    def treat(self, ids: Iterable[int], service: str) -> None:
        """Say this of sessions; "": the rules decide."""
        if self._analysis is not None:
            self._tell(self._analysis, dict.fromkeys(ids, service))
            self._keep()

    def service(self, id: int) -> str:
        """What was said of a session, "" for nothing."""
        return self._analysis.treated.get(id, "") if self._analysis is not None else ""

    def on_saved(self, path: str, packets: object) -> None:
        """A live capture has a file now, by which it is known again."""
        del packets
        self._capture = path
        if self._analysis is not None and self._analysis.treated:
            self._keep()

    @staticmethod
    def _tell(analysis: "Analysis", said: Said) -> None:
        """Tell the engine; a session or a service that is no more says nothing."""
        for id, service in said.items():
            try:
                analysis.treat_as(id, service)
            except NetloupeError:
                continue

    def _reader(self, analysis: "Analysis") -> Job | None:
        del analysis
        return ReadTreated(self._folder, self._capture) if self._capture else None

    def _writer(self, analysis: "Analysis") -> WriteJob:
        return WriteTreated(self._folder, self._capture, analysis.treated)

    def _learn(self, result: object) -> None:
        assert isinstance(result, dict)
        if self._analysis is not None:
            before = self._analysis.treated
            self._tell(self._analysis, {id: name for id, name in result.items() if id not in before})
