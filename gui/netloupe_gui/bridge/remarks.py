"""Marks and notes in the window: changes them, and keeps them beside the state of the program; a saved or exported
pcapng has them as comments."""
import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from netloupe_engine.errors import NetloupeError
from netloupe_engine.remarks import Remark
from netloupe_gui.bridge.jobs import Job
from netloupe_gui.bridge.keeper import Keeper, WriteJob, file_of, read_plain, write_plain

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis
    from netloupe_engine.remarks import Remarks

Kept = dict[int, Remark]


def read_kept(path: Path) -> tuple[Kept, Kept]:
    """What was kept of packets and of sessions; nothing of what is not as it should be."""
    kept = read_plain(path)
    return _remarks(kept.get("packets")), _remarks(kept.get("sessions"))


def _remarks(plain: object) -> Kept:
    found: Kept = {}
    for which, said in plain.items() if isinstance(plain, dict) else ():
        if which.isascii() and which.isdecimal() and len(which) < 12 and isinstance(said, list) and len(said) == 2 \
                and isinstance(said[0], str) and isinstance(said[1], bool):
            found[int(which)] = Remark(said[0], said[1])
    return found


def write_kept(path: Path, remarks: "Remarks") -> None:
    """Keep all of them. Raises OSError."""
    write_plain(path, {name: {str(which): [remark.text, remark.is_marked] for which, remark in of.items()}
                       for name, of in (("packets", remarks.packets()), ("sessions", remarks.sessions()))})


class ReadRemarks(Job):
    """Reads what was kept of a capture, and what is in it."""

    def __init__(self, analysis: "Analysis", folder: Path, capture: str) -> None:
        """`capture`: its file; "" for one that has none."""
        super().__init__()
        self._analysis, self._folder, self._capture = analysis, folder, capture

    def work(self) -> None:
        """What cannot be read is as good as not there."""
        if self._capture:
            with contextlib.suppress(OSError):
                self._analysis.remarks.restore(*read_kept(file_of(self._folder, self._capture)))
        with contextlib.suppress(NetloupeError):
            self._analysis.read_remarks()


class WriteRemarks(WriteJob):
    """Keeps the remarks on a capture."""

    def __init__(self, remarks: "Remarks", folder: Path, capture: str) -> None:
        """Those there are when it runs."""
        super().__init__(folder, capture)
        self._remarks = remarks

    def work(self) -> None:
        """Raises OSError."""
        write_kept(file_of(self.folder, self.capture), self._remarks)


class RemarksKeeper(Keeper):
    """Marks and notes of the capture that is shown. GUI thread only."""

    def packet(self, number: int) -> Remark:
        """What is said of a packet."""
        return self._analysis.remarks.of_packet(number) if self._analysis is not None else Remark()

    def session(self, id: int) -> Remark:
        """What is said of a session."""
        return self._analysis.remarks.of_session(id) if self._analysis is not None else Remark()

    def mark_packet(self, number: int) -> None:
        """Mark a packet, or take its mark away."""
        before = self.packet(number)
        self._set_packets({number: Remark(before.text, not before.is_marked)})

    def mark_sessions(self, ids: Iterable[int]) -> None:
        """Mark sessions; where all of them are marked, take the marks away."""
        before = {id: self.session(id) for id in ids}
        marked = not all(remark.is_marked for remark in before.values())
        self._set_sessions({id: Remark(remark.text, marked) for id, remark in before.items()})

    def note_packet(self, number: int, text: str) -> None:
        """Say this of a packet; "" takes the note back."""
        self._set_packets({number: Remark(text, self.packet(number).is_marked)})

    def note_sessions(self, ids: Iterable[int], text: str) -> None:
        """Say this of sessions."""
        self._set_sessions({id: Remark(text, self.session(id).is_marked) for id in ids})

    def _set_packets(self, remarks: Kept) -> None:
        if self._analysis is not None:
            for number, remark in remarks.items():
                self._analysis.remarks.set_packet(number, remark)
            self._keep()

    def _set_sessions(self, remarks: Kept) -> None:
        if self._analysis is not None:
            for id, remark in remarks.items():
                self._analysis.remarks.set_session(id, remark)
            self._keep()

    def _reader(self, analysis: "Analysis") -> Job:
        return ReadRemarks(analysis, self._folder, self._capture)

    def _writer(self, analysis: "Analysis") -> WriteJob:
        return WriteRemarks(analysis.remarks, self._folder, self._capture)
