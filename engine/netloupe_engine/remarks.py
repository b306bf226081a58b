"""Marks and notes that a person has put on sessions and packets, and how they are kept in a capture.

pcapng has comments of packets (draft-ietf-opsawg-pcapng section 3.5, opt_comment). A packet's note is one of them; what
is about a session stands with its first packet. Anybody can read them:

    [marked] Why does it retry here?
    [session, marked] The login that failed
"""
from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable

from .records import record

TEXT_MAX = 4_000        # characters of a note
_COMMENT = re.compile(r"\[(?:(session)(, marked)?|(marked))\](?: (.*))?", re.DOTALL)


@record(frozen=True, slots=True)
class Remark:
    """What a person says of a session or packet."""

    text: str = ""
    is_marked: bool = False

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.text) or self.is_marked


NOTHING = Remark()


class Remarks:
    """The remarks on one capture. Any thread."""

    def __init__(self) -> None:
        """None yet."""
        self._lock = threading.Lock()
        self._packets: dict[int, Remark] = {}
        self._sessions: dict[int, Remark] = {}
        self.was_read = False       # what the file says is among them
        self.changes = 0            # counts up

    def of_packet(self, number: int) -> Remark:
        """What is said of a packet."""
        return self._packets.get(number, NOTHING)

    def of_session(self, id: int) -> Remark:
        """What is said of a session."""
        return self._sessions.get(id, NOTHING)

    def set_packet(self, number: int, remark: Remark) -> None:
        """Say this of a packet; `Remark()` takes back what was said."""
        self._set(self._packets, number, remark)

    def set_session(self, id: int, remark: Remark) -> None:
        """Say this of a session."""
        self._set(self._sessions, id, remark)

    def _set(self, of: dict[int, Remark], which: int, remark: Remark) -> None:
        with self._lock:
            of[which] = Remark(remark.text[:TEXT_MAX], remark.is_marked)
            self.changes += 1

    def packets(self) -> dict[int, Remark]:
        """All of packets, in their order; empty ones are those that were taken back."""
        with self._lock:
            return dict(sorted(self._packets.items()))

    def sessions(self) -> dict[int, Remark]:
        """All of sessions, in their order; empty ones are those that were taken back."""
        with self._lock:
            return dict(sorted(self._sessions.items()))

    def take_comments(self, comments: Iterable[tuple[int, int, Iterable[str]]]) -> None:
        """Learn what a file says: (packet, the session whose first packet it is or 0, its comments). What was said here
        since stands."""
        packets, sessions = {}, {}
        for number, session, found in comments:
            of_packet, of_session = parsed(found)
            if of_session and session:
                sessions[session] = of_session
            if of_packet:
                packets[number] = of_packet
        with self._lock:
            if not self.was_read:
                self._packets = packets | self._packets
                self._sessions = sessions | self._sessions
                self.was_read = True
                self.changes += 1

    def restore(self, packets: dict[int, Remark], sessions: dict[int, Remark]) -> None:
        """What was kept of an earlier time; what was said here since stands."""
        with self._lock:
            self._packets, self._sessions = packets | self._packets, sessions | self._sessions
            self.changes += 1

    def comments(self, first_packet: Callable[[int], int]) -> dict[int, list[str]]:
        """The comments of every packet about which, or about whose session, something was said."""
        found = {number: [comment(remark)] if remark else [] for number, remark in self.packets().items()}
        for id, remark in self.sessions().items():
            lines = found.setdefault(first_packet(id), [])
            if remark:
                lines.append(comment(remark, of_session=True))
        return found


def comment(remark: Remark, of_session: bool = False) -> str:
    """How a remark reads in a capture file."""
    signs = [sign for sign, holds in (("session", of_session), ("marked", remark.is_marked)) if holds]
    return " ".join(part for part in (f"[{', '.join(signs)}]" if signs else "", remark.text) if part)


def parsed(comments: Iterable[str]) -> tuple[Remark, Remark]:
    """What comments of a packet say of it, and of the session that begins with it. Comments of other programs are
    notes on the packet."""
    texts: dict[bool, list[str]] = {False: [], True: []}
    marked = {False: False, True: False}
    for line in comments:
        found = _COMMENT.fullmatch(line)
        of_session = found is not None and found[1] is not None
        if found is not None and (found[2] or found[3]):
            marked[of_session] = True
        text = line if found is None else found[4] or ""
        if text:
            texts[of_session].append(text)
    of_packet, of_session_ = (Remark("\n".join(texts[which]), marked[which]) for which in (False, True))
    return of_packet, of_session_

