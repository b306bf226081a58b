"""Keeps the focus coherent: the selected packet belongs to a selected session."""
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from netloupe_gui.bridge.focus import Focus

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis


TUNNELS_MAX = 8             # sessions within each other


class FocusLink(QObject):
    """Lets a packet bring its session along, and a session its first packet. GUI thread only."""

    def __init__(self, focus: Focus, parent: QObject | None = None) -> None:
        """Watch this focus."""
        super().__init__(parent)
        self._focus = focus
        self._analysis: Analysis | None = None
        focus.packet_selected.connect(self._on_packet_selected)
        focus.sessions_selected.connect(self._on_sessions_selected)

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown: nothing of the old selection means anything."""
        self._analysis = analysis
        self._focus.clear()

    def step_in_session(self, step: int) -> None:
        """Select the next (1) or previous (-1) packet of the selected sessions."""
        if self._analysis is None or not self._focus.sessions:
            return
        numbers = self._analysis.packets_of(self._focus.sessions)
        if not len(numbers):
            return
        at = int(numbers.searchsorted(self._focus.packet, side="left"))
        is_there = at < len(numbers) and int(numbers[at]) == self._focus.packet
        at = at + step if is_there else (at if step > 0 else at - 1)
        if 0 <= at < len(numbers):
            self._focus.select_packet(int(numbers[at]))

    def step_in_capture(self, step: int) -> None:
        """Select the next (1) or previous (-1) packet of the capture."""
        if self._analysis is None:
            return
        number = self._focus.packet + step
        if 1 <= number <= len(self._analysis.packets):
            self._focus.select_packet(number)

    def go_to(self, number: int) -> bool:
        """Select the packet of this number; False if there is none."""
        if self._analysis is None or not 1 <= number <= len(self._analysis.packets):
            return False
        self._focus.select_packet(number)
        return True

    def _sessions_of(self, number: int) -> tuple[int, ...]:
        """The session of a packet, then those it is tunnelled in; none for a packet without one."""
        if self._analysis is None or not 1 <= number <= len(self._analysis.packets):
            return ()
        found: list[int] = []
        session = int(self._analysis.packets.cell("session", number - 1))
        while session and len(found) < TUNNELS_MAX:
            found.append(session)
            known = session <= len(self._analysis.sessions)     # a packet may be known a moment before its session
            session = int(self._analysis.sessions.cell("parent", session - 1)) if known else 0
        return tuple(found)

    def _on_packet_selected(self, number: int) -> None:
        if not number:
            return
        sessions = self._sessions_of(number)
        if not any(session in self._focus.sessions for session in sessions):
            self._focus.select_sessions(sessions[:1])

    def _on_sessions_selected(self, ids: Sequence[int]) -> None:
        """The packet is one of the first session, which panes for a single session show."""
        if self._analysis is None:
            return
        sessions = self._sessions_of(self._focus.packet)
        if ids and ids[0] not in sessions:
            self._focus.select_packet(int(self._analysis.sessions.cell("first_packet", ids[0] - 1)))
        elif not ids and sessions:
            self._focus.select_packet(0)
