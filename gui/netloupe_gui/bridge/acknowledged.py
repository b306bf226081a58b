"""Findings that a person has seen and wants to see no more: kept beside the program's state, as marks and notes are."""
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.keeper import Keeper, WriteJob, file_of, read_plain, write_plain

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

Single = tuple[str, int, int]       # kind, packet, session
Kept = tuple[frozenset[str], frozenset[Single]]
NOTHING: Kept = frozenset(), frozenset()
ENDING = ".findings.json"


def read_kept(path: Path) -> Kept:
    """Whole kinds, and single findings; nothing of what is not as it should be."""
    plain = read_plain(path)
    kinds, singles = plain.get("kinds"), plain.get("findings")
    return (frozenset(kind for kind in (kinds if isinstance(kinds, list) else ()) if isinstance(kind, str)),
            frozenset((one[0], one[1], one[2]) for one in (singles if isinstance(singles, list) else ())
                      if isinstance(one, list) and len(one) == 3 and isinstance(one[0], str)
                      and all(type(number) is int and 0 <= number < 2**32 for number in one[1:])))


def write_kept(path: Path, kept: Kept) -> None:
    """Keep them. Raises OSError."""
    write_plain(path, {"kinds": sorted(kept[0]), "findings": sorted(kept[1])})


class ReadSeen(Job):
    """Reads what was kept of a capture."""

    def __init__(self, folder: Path, capture: str) -> None:
        """`capture`: its file."""
        super().__init__()
        self._folder, self._capture = folder, capture

    def work(self) -> Kept:
        """What cannot be read is as good as not there."""
        try:
            return read_kept(file_of(self._folder, self._capture, ENDING))
        except OSError:
            return NOTHING


class WriteSeen(WriteJob):
    """Keeps them."""

    def __init__(self, folder: Path, capture: str, kept: Kept) -> None:
        """`capture`: its file."""
        super().__init__(folder, capture)
        self._kept = kept

    def work(self) -> None:
        """Raises OSError."""
        write_kept(file_of(self.folder, self.capture, ENDING), self._kept)


class Acknowledged(Keeper):
    """Which findings of the capture that is shown are acknowledged. GUI thread only."""

    def __init__(self, folder: Path, jobs: Jobs, parent: QObject | None = None) -> None:
        """Keep them in files in this folder."""
        super().__init__(folder, jobs, parent)
        self.kinds, self.singles = NOTHING

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        super().set_analysis(analysis)
        self.kinds, self.singles = NOTHING
        self.changed.emit()

    def on_saved(self, path: str, packets: object) -> None:
        """A live capture has a file now, by which it is known again."""
        del packets
        self._capture = path
        if self.kinds or self.singles:
            self._keep()

    def set_kind(self, kind: str, is_seen: bool) -> None:
        """All of a kind, those to come too; or none of it."""
        self.kinds = self.kinds | {kind} if is_seen else self.kinds - {kind}
        self.singles = frozenset(one for one in self.singles if one[0] != kind)
        self._keep()

    def set_single(self, single: Single, is_seen: bool) -> None:
        """One finding."""
        self.singles = self.singles | {single} if is_seen else self.singles - {single}
        self._keep()

    def _reader(self, analysis: "Analysis") -> Job | None:
        del analysis
        return ReadSeen(self._folder, self._capture) if self._capture else None

    def _writer(self, analysis: "Analysis") -> WriteJob:
        del analysis
        return WriteSeen(self._folder, self._capture, (self.kinds, self.singles))

    def _learn(self, result: object) -> None:
        assert isinstance(result, tuple)
        self.kinds, self.singles = self.kinds | result[0], self.singles | result[1]
