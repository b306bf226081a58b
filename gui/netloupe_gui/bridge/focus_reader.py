"""The packet in focus and the session shown with it: read once for all panes, beside the GUI thread."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import NetloupeError
from netloupe_engine.model import Node, Packet, Session
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.later import Later

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

Prepare = Callable[[Packet, Callable[[int], tuple[int | None, int | None]]], Packet]   # packet, `sequence_bases`
# Session, what says a packet's direction, what is known of its ends: by names such as "server.country".
Tell = Callable[[Session, Callable[[int], int], Mapping[str, str]], Node]

KNOWN = ("name", "city", "country", "asn", "organisation", "mac", "vendor")       # of an end
SLOW_MS = 200               # what takes longer is said to be awaited


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read."""

    packet: Packet | None = None
    session: Session | None = None
    branch: Node | None = None      # what is told of that session


def session_beside(packet: Packet | None, sessions: Sequence[int]) -> int:
    """The one session that a pane shows: that of the packet, or the selected one it is tunnelled in; 0 for none."""
    if packet is None:
        return sessions[0] if sessions else 0
    return next((session for session in reversed(packet.sessions) if session in sessions), packet.session)


class FocusReader(QObject):
    """Follows the focus. Without jobs it reads at once, in the GUI thread. GUI thread only."""

    changed = Signal()          # packet or session
    changed_after = Signal()    # ... a turn of the event loop later, for panes beside the one that is filled first
    waiting_changed = Signal()  # a packet takes long to decode, or does so no more

    def __init__(self, focus: Focus, jobs: Jobs | None = None, parent: QObject | None = None,
                 prepare: Prepare | None = None, tell: Tell | None = None) -> None:
        """Nothing is read before `set_analysis`. `prepare` makes of a packet what panes show, `tell` what is told of a
        session, which may take a third of a second; both are called in jobs."""
        super().__init__(parent)
        self._focus, self._prepare, self._tell = focus, prepare, tell
        self._analysis: Analysis | None = None
        self._reading = Reading()
        self._is_stale = False          # the session may know more than was read
        self._is_waiting = False
        self._asked: object = None      # what an answer is on its way to
        self._later = Later(jobs, self) if jobs is not None else None
        if self._later is not None:
            self._later.arrived.connect(self._on_arrived)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self._after = QTimer(self)
        self._after.setSingleShot(True)
        self._after.setInterval(0)
        self._after.timeout.connect(self.changed_after)
        focus.packet_selected.connect(self._read)
        focus.sessions_selected.connect(self._read)

    @property
    def packet(self) -> Packet | None:
        """The packet in focus, once it is decoded."""
        return self._reading.packet

    @property
    def session(self) -> Session | None:
        """The session of the packet, or the first selected one."""
        return self._reading.session

    @property
    def branch(self) -> Node | None:
        """What is told of that session; the same object as long as nothing else is."""
        return self._reading.branch

    @property
    def is_waiting(self) -> bool:
        """Whether what is in focus takes long to read."""
        return self._is_waiting

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Another capture is shown."""
        self._analysis = analysis
        self._forget()
        self._read()

    def refresh(self) -> None:
        """The analysis went on: the session may know more, and a packet may have become readable."""
        self._is_stale = True
        self._read()

    def _read(self) -> None:
        analysis, focus, known = self._analysis, self._focus, self._reading
        if analysis is None or not (focus.packet or focus.sessions):
            self._forget()
            return
        number, sessions, is_stale = focus.packet, focus.sessions, self._is_stale
        prepare, tell = self._prepare, self._tell

        def read() -> Reading:
            return _read(analysis, number, sessions, known, is_stale, prepare, tell)

        if self._later is None:
            self._is_stale = False
            self._show(read())
        elif self._asked != (number, sessions, is_stale):
            if known.packet is None or known.packet.number != number:
                self._slow.start()
            self._asked = (number, sessions, is_stale)
            self._later.ask((number, sessions), read)

    def _forget(self) -> None:
        if self._later is not None:
            self._later.forget()
        self._asked = None
        self._show(Reading())

    def _on_arrived(self, key: object, reading: Reading) -> None:
        self._asked = None
        if key == (self._focus.packet, self._focus.sessions):
            self._is_stale = False
            self._show(reading)

    def _show(self, reading: Reading) -> None:
        self._slow.stop()
        was_waiting, self._is_waiting = self._is_waiting, False
        is_same = reading.packet is self._reading.packet and reading.session is self._reading.session
        self._reading = reading
        if not is_same:
            self.changed.emit()
            if self._later is None or reading.session is None:
                self._after.stop()
                self.changed_after.emit()
            else:
                self._after.start()
        elif was_waiting:
            self.waiting_changed.emit()

    def _on_slow(self) -> None:
        self._is_waiting = True
        self.waiting_changed.emit()


def _read(analysis: Analysis, number: int, sessions: Sequence[int], known: Reading, is_stale: bool,
          prepare: Prepare | None, tell: Tell | None) -> Reading:
    """Any thread. What is known already and has not changed is given back as it is."""
    packet = known.packet
    if packet is None or packet.number != number:
        packet = _packet(analysis, number)
        if packet is not None and prepare is not None:
            packet = prepare(packet, analysis.sequence_bases)
    chosen = session_beside(packet, sessions)
    session, branch = known.session, known.branch
    if session is None or session.id != chosen or is_stale:
        found = _session(analysis, chosen)
        if found != session:
            session, branch = found, None
    if session is not None and branch is None and tell is not None:
        packets = analysis.packets
        branch = tell(session, lambda number: int(packets.cell("way", number - 1)), _ends(analysis, session.id))
    return Reading(packet, session, branch)


def _ends(analysis: Analysis, session: int) -> dict[str, str]:
    """What is known of both ends without reading anything for it."""
    named = (f"{end}.{kind}" for end in ("client", "server") for kind in KNOWN)
    return {name: str(value) for name in named if (value := analysis.end_value(session, name, learns=False))}


def _packet(analysis: Analysis, number: int) -> Packet | None:
    try:
        return analysis.packet(number) if number else None
    except NetloupeError:
        return None


def _session(analysis: Analysis, number: int) -> Session | None:
    try:
        return analysis.session(number) if number else None
    except NetloupeError:
        return None
