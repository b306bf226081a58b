"""Watching a live capture: until its end, with a table of what goes on where there is a terminal."""
import sys
import time
from typing import TYPE_CHECKING

from ..cells import printable
from ..listening import Listening
from ..model import UNKNOWN, LiveStatus, Phase
from ..quantities import count, rate, size
from ..records import record
from .tables import busiest, endpoint, number_of
from .terminal import say

if TYPE_CHECKING:
    from rich.table import Table

LOOK_SECONDS = 0.05
SHOWS_A_SECOND = 4
_ROWS_BESIDE = 7            # of the terminal, that are not sessions


@record(frozen=True, slots=True)
class Limits:
    """When we end a capture that another program makes; 0: never. Those of our own stop by themselves."""

    packets: int = 0
    bytes: int = 0
    seconds: float = 0.0

    def reached(self, made: Listening) -> bool:
        """Is it time?"""
        capture = made.analysis.capture
        return bool((self.packets and capture.packets >= self.packets)
                    or (self.bytes and capture.captured_bytes >= self.bytes)
                    or (self.seconds and made.status.seconds >= self.seconds))


def watch(made: Listening, limits: Limits) -> None:
    """Return when the capture ends or a limit is reached."""
    if sys.stderr.isatty():
        _watch_on_terminal(made, limits)
        return
    while made.running and not limits.reached(made):
        time.sleep(LOOK_SECONDS)


def _watch_on_terminal(made: Listening, limits: Limits) -> None:
    from rich.console import Console
    from rich.live import Live
    console = Console(stderr=True)
    shown = Shown(made)
    with Live(console=console, auto_refresh=False, transient=True) as live:
        due = 0.0
        while made.running and not limits.reached(made):
            if time.monotonic() >= due:
                due = time.monotonic() + 1 / SHOWS_A_SECOND
                live.update(shown.table(max(console.height - _ROWS_BESIDE, 3)), refresh=True)
            time.sleep(LOOK_SECONDS)


class Shown:
    """The table of a running capture; remembers the last one, for rates."""

    def __init__(self, made: Listening) -> None:
        self._made = made
        self._at, self._packets, self._bytes = time.monotonic(), 0, 0
        self._sessions: dict[int, int] = {}     # bytes by id, of those shown

    def table(self, rows: int) -> "Table":
        """What goes on right now, with the `rows` biggest sessions."""
        from rich.table import Table
        from rich.text import Text
        analysis, now = self._made.analysis, time.monotonic()
        seconds, self._at = max(now - self._at, 1e-3), now
        drawn = Table(title=self._title(seconds), title_justify="left", title_style="", box=None, expand=False)
        for name in ("session", "application", "client", "server", "packets", "bytes", "bit/s", "info"):
            drawn.add_column(name, justify="right" if name in ("session", "packets", "bytes", "bit/s") else "left",
                             no_wrap=True, overflow="ellipsis")
        before, self._sessions = self._sessions, {}
        ids = busiest(analysis, rows)
        for session in analysis.each_session(ids):
            bytes_ = self._sessions[session.id] = sum(session.bytes)
            speed = 8 * (bytes_ - before.get(session.id, bytes_)) / seconds
            cells = (session.id, session.application or UNKNOWN,
                     endpoint(session.initiator, session.initiator_port),
                     endpoint(session.responder, session.responder_port), count(sum(session.packets)),
                     size(bytes_), rate(speed), analysis.session_info(session.id))
            drawn.add_row(*(Text(printable(str(cell))) for cell in cells))
        return drawn

    def _title(self, seconds: float) -> str:
        status, capture = self._made.status, self._made.analysis.capture
        packets, self._packets = capture.packets - self._packets, capture.packets
        bytes_, self._bytes = capture.bytes - self._bytes, capture.bytes
        words = [f"{status.seconds:.0f} s", number_of(capture.packets, "packet"),
                 number_of(len(self._made.analysis.sessions), "session"), rate(packets / seconds, "packets/s"),
                 rate(8 * bytes_ / seconds), f"{count(status.dropped)} dropped", "Ctrl+C ends it"]
        title = " · ".join(words)
        return f"{title}\n{printable(status.reason)}" if status.reason else title


def lost_sentences(status: LiveStatus) -> list[str]:
    """What was lost or went wrong, for a person; nothing if all is well."""
    said = [f"{device.name}: {device.dropped + device.interface_dropped:,} packets were dropped before they could be"
            f" captured ({device.dropped:,} by the kernel, {device.interface_dropped:,} by the interface)"
            for device in status.devices if device.dropped + device.interface_dropped]
    said += [incident.text for incident in status.incidents if incident.kind == "gap"]
    if status.phase is Phase.FAILED:
        said.append(status.reason)
    return said


def status_of_capture(made: Listening) -> int:
    """The exit status; says what was lost."""
    damage, status = made.analysis.capture.damage, made.status
    said = lost_sentences(status)
    # Who stops to read while another program writes has a piece of a packet at the end: nothing is wrong with that.
    torn = status.way == "stream" and status.phase is Phase.STOPPED and not status.reason
    if damage is not None and not (torn and damage.packet == made.analysis.capture.packets):
        said.append(f"after packet {damage.packet:,}: {damage.reason}")
    for sentence in said:
        say(sentence)
    if status.fix and said:
        say(f"this helps: {status.fix}")
    return 1 if said else 0
