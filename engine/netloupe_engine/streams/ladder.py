"""Who sent what to whom, and when: packets, or requests and answers, as arrows between hosts.

    ladder = analysis.ladder([7, 8], by="endpoint")
    ladder.hosts, ladder.sources, ladder.targets        # an arrow goes from hosts[sources[row]] to hosts[targets[row]]
    ladder.label(0), ladder.notes_of(0), ladder.gaps

Rows are in the order of the capture. What is tunnelled goes between the ends of the innermost session.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

import numpy as np

from ..errors import CancelledError, UnknownNameError
from ..export.json_text import Seconds
from ..handler.describe import address_text
from ..model import FindingRow, Severity
from ..packet.row import DUPLICATE_ACK, OUT_OF_ORDER, RESET, RETRANSMISSION, ZERO_WINDOW
from ..records import record
from .members import Followed
from .spans import Span, protocols_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

ARROWS_MAX = 100_000
HOSTS_MAX = 100             # columns; the last one is that of all others where there are more
SESSIONS_READ_MAX = 2_000   # whose requests and answers are read
GAP_SHARE = 20              # a gap is this part of the time that all arrows take, or more ...
GAP_TIMES = 4               # ... and so many times as long as half of all pauses are at most
UNANSWERED = 1 << 16        # a note: a request without an answer in the capture
NOTES = {RETRANSMISSION: "retransmission", OUT_OF_ORDER: "out of order", DUPLICATE_ACK: "duplicate ack",
         ZERO_WINDOW: "zero window", RESET: "reset", UNANSWERED: "no answer"}
_GRAVE = RETRANSMISSION | RESET | UNANSWERED
OTHERS = "other hosts"
NO_HOST = "–"
NAMES = ("packet", "time", "session", "from", "to", "size", "label", "notes", "severity", "findings")
_CHECK_EVERY = 4096         # sessions between two looks whether it was called off

By = Literal["host", "endpoint"]


class LadderSource(Followed, Protocol):
    """What an analysis is to a ladder."""

    def findings(self) -> list[FindingRow]:
        """All findings."""

    def path_name(self, number: int) -> str:
        """A protocol path by its number."""

    def spans(self, id: int, cancelled: Callable[[], bool] = bool) -> tuple[Span, ...]:
        """Requests and answers of a session."""

    def packet_info(self, number: int) -> str:
        """One line about a packet."""

    def end_value(self, id: int, name: str, learns: bool = True) -> str | int:
        """What is known of one end of a session."""


@record(frozen=True, slots=True, eq=False)
class Ladder:
    """Arrows between hosts as columns, one row an arrow."""

    hosts: tuple[str, ...]              # in the order in which they appear: addresses, with their ports if asked for
    others: int                         # how many hosts share the last column; 0: each has its own
    packets: NDArray[np.int64]
    times_ns: NDArray[np.int64]
    sessions: NDArray[np.int64]
    ways: NDArray[np.int64]             # 0 from the session's initiator, 1 back
    sources: NDArray[np.int64]          # places in `hosts`
    targets: NDArray[np.int64]
    sizes: NDArray[np.int64]            # bytes of the packet, by its original length
    notes: NDArray[np.int64]            # bits, see NOTES
    severities: NDArray[np.int64]       # of the gravest finding at the packet; -1: there is none
    findings: dict[int, tuple[str, ...]]    # what they say, by packet
    labels: tuple[str, ...] | None      # of requests and answers; packets tell theirs when asked (`label`)
    left_out: int                       # arrows that there are beside ARROWS_MAX; of messages those that were read
    unread: int                         # sessions that were not asked for their requests and answers: too many
    tell: Callable[[int], str]          # what a packet says
    called: Callable[[int, str], str]   # what an end of a session, "client" or "server", is called

    def __len__(self) -> int:
        return len(self.packets)

    @property
    def has_messages(self) -> bool:
        """Whether its arrows are requests and answers, rather than packets."""
        return self.labels is not None

    def names(self) -> tuple[str, ...]:
        """What the hosts are called, with their ports if those have been asked for; "" where nobody knows."""
        found = []
        for host, address in enumerate(self.hosts):
            name = "" if self.others and host == len(self.hosts) - 1 else self._name_of(host)
            port = address.rpartition(":")[2] if name and _has_port(address) else ""
            found.append(f"{name}:{port}" if port else name)
        return tuple(found)

    def _name_of(self, host: int) -> str:
        """By the first arrow from there, or else to there, and the end of its session that this is."""
        for ends, way in ((self.sources, 0), (self.targets, 1)):
            rows = np.flatnonzero(ends == host)[:1]
            if len(rows):
                row = int(rows[0])
                return self.called(int(self.sessions[row]), "client" if int(self.ways[row]) == way else "server")
        return ""

    @property
    def gaps(self) -> NDArray[np.int64]:
        """The rows before which nothing happened for a remarkable time: twenty at most."""
        if len(self) < 3:
            return np.zeros(0, np.int64)
        pauses = np.diff(self.times_ns)
        whole = int(self.times_ns.max() - self.times_ns.min())
        most = max(whole // GAP_SHARE, GAP_TIMES * int(np.median(pauses)), 1)
        return np.flatnonzero(pauses >= most) + 1

    def label(self, row: int) -> str:
        """What an arrow says: the packet's line, or what was asked or answered. Some 0.3 ms for a packet."""
        return self.tell(int(self.packets[row])) if self.labels is None else self.labels[row]

    def notes_of(self, row: int) -> tuple[str, ...]:
        """What it is besides what it says: "retransmission", "no answer" and so on."""
        return tuple(text for bit, text in NOTES.items() if int(self.notes[row]) & bit)

    def gravity_of(self, row: int) -> Severity | None:
        """How bad it is, by its notes and findings."""
        notes, severity = int(self.notes[row]), int(self.severities[row])
        if notes:
            severity = max(severity, Severity.ERROR if notes & _GRAVE else Severity.WARNING)
        return None if severity < 0 else Severity(severity)

    def severity_of(self, row: int) -> Severity | None:
        """Of the gravest finding at its packet."""
        severity = int(self.severities[row])
        return None if severity < 0 else Severity(severity)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Arrows in Python's own values, by NAMES."""
        for row in range(len(self)):
            packet, severity = int(self.packets[row]), self.severity_of(row)
            yield dict(zip(NAMES, (
                packet, Seconds(int(self.times_ns[row])), int(self.sessions[row]), self.hosts[int(self.sources[row])],
                self.hosts[int(self.targets[row])], int(self.sizes[row]), self.label(row), list(self.notes_of(row)),
                None if severity is None else severity.name.lower(), list(self.findings.get(packet, ()))), strict=True))

    def cells(self) -> Iterator[tuple[object, ...]]:
        """The table for a file: a line of names, then the rows; times in seconds."""
        yield NAMES
        for row in self.rows():
            yield tuple(", ".join(cell) if isinstance(cell, list) else "" if cell is None else cell
                        for cell in row.values())


def _has_port(address: str) -> bool:
    """Whether this is an address with a port."""
    return address.startswith("[") or address.count(":") == 1


def ladder(analysis: LadderSource, ids: NDArray[np.uint32] | Sequence[int] | None, by: By, messages: bool,
           span: tuple[int, int] | None, cancelled: Callable[[], bool]) -> Ladder:
    """See `Analysis.ladder`."""
    if by not in ("host", "endpoint"):
        raise UnknownNameError(f"A ladder has a column for each host or endpoint, not for each {by!r}.")
    _check(cancelled)
    many = len(analysis.sessions)
    wanted = None if ids is None else np.unique(np.asarray(ids, np.int64))
    if wanted is not None and len(wanted) and not 1 <= wanted[0] <= wanted[-1] <= many:
        odd = wanted[-1] if wanted[0] >= 1 else wanted[0]
        raise UnknownNameError(f"There is no session {odd}; there are {many:,}.")
    made = _of_messages(analysis, wanted, span, cancelled) if messages else _of_packets(analysis, wanted, span)
    _check(cancelled)
    hosts, others, sources, targets = _between(analysis, made.sessions, made.ways, by, cancelled)
    findings, gravest = _findings(analysis, made.packets, cancelled)
    def called(session: int, end: str) -> str:
        return str(analysis.end_value(session, f"{end}.name"))

    return Ladder(hosts, others, made.packets, made.times, made.sessions, made.ways, sources, targets, made.sizes,
                  made.notes, gravest, findings, made.labels, made.left_out, made.unread, analysis.packet_info, called)


class _Arrows(NamedTuple):
    """What is known of arrows before hosts have columns."""

    packets: NDArray[np.int64]
    times: NDArray[np.int64]
    sessions: NDArray[np.int64]
    ways: NDArray[np.int64]
    sizes: NDArray[np.int64]
    notes: NDArray[np.int64]
    labels: tuple[str, ...] | None
    left_out: int
    unread: int


def _check(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise CancelledError("Drawing the ladder was called off.")


def _of_packets(analysis: LadderSource, wanted: NDArray[np.int64] | None, span: tuple[int, int] | None) -> _Arrows:
    """Packets of these sessions (None: of any), the first ones."""
    count, known = len(analysis.packets), len(analysis.sessions)
    if wanted is None:
        owners = analysis.packets.column("session", 0, count)
        rows = np.flatnonzero((owners > 0) & (owners <= known))
    else:
        rows = analysis.packets_of(wanted.astype(np.uint32)).astype(np.int64) - 1
    if span is not None and len(rows):
        first, last = int(rows[0]), int(rows[-1]) + 1
        times = analysis.packets.column("time_ns", first, last)[rows - first]
        rows = rows[(times >= span[0]) & (times <= span[1])]
    left_out = max(0, len(rows) - ARROWS_MAX)
    rows = rows[:ARROWS_MAX]
    sessions, ways, flags = (_taken(analysis, name, rows) for name in ("session", "way", "flags"))
    return _Arrows(rows + 1, _taken(analysis, "time_ns", rows), sessions, ways, _taken(analysis, "length", rows),
                   flags & sum(bit for bit in NOTES if bit != UNANSWERED), None, left_out, 0)


def _taken(analysis: LadderSource, name: str, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """A column at these rows, which ascend."""
    if not len(rows):
        return np.zeros(0, np.int64)
    first = int(rows.min())
    return analysis.packets.column(name, first, int(rows.max()) + 1)[rows - first].astype(np.int64)


def _of_messages(analysis: LadderSource, wanted: NDArray[np.int64] | None, span: tuple[int, int] | None,
                 cancelled: Callable[[], bool]) -> _Arrows:
    """Requests and answers of these sessions (None: all), the first ones in which any are known."""
    rows = np.arange(len(analysis.sessions)) if wanted is None else wanted - 1
    paths = analysis.sessions.take("path", rows.astype(np.uint32)) if len(rows) else np.zeros(0, np.int64)
    talking = [path for path in np.unique(paths).tolist() if protocols_of(analysis.path_name(path))]
    asked = (rows[np.isin(paths, talking)] + 1).tolist()
    found: list[tuple[int, int, int, int, int, str]] = []       # packet, time, session, way, notes, label
    left_out = 0
    for session in asked[:SESSIONS_READ_MAX]:
        _check(cancelled)
        for arrow in _arrows_of(session, analysis.spans(session, cancelled)):
            if span is not None and not span[0] <= arrow[1] <= span[1]:
                continue
            found.append(arrow)
        if len(found) > 2 * ARROWS_MAX:         # those that are not among the first are not kept
            found.sort()
            left_out += len(found) - ARROWS_MAX
            del found[ARROWS_MAX:]
    found.sort()
    left_out += max(0, len(found) - ARROWS_MAX)
    del found[ARROWS_MAX:]
    columns = np.array([arrow[:5] for arrow in found], np.int64).reshape(-1, 5).T
    packets, times, sessions, ways, notes = (np.ascontiguousarray(column) for column in columns)
    return _Arrows(packets, times, sessions, ways, _taken(analysis, "length", packets - 1), notes,
                   tuple(arrow[5] for arrow in found), left_out, max(0, len(asked) - SESSIONS_READ_MAX))


def _arrows_of(session: int, spans: Sequence[Span]) -> Iterator[tuple[int, int, int, int, int, str]]:
    """A request and its answer. What was asked again because no answer came has one answer, told once."""
    told = set[tuple[int, str]]()
    for span in spans:
        title = f"{span.protocol.upper()} {span.title}".strip()
        yield span.packet, span.time_ns, session, span.way, 0 if span.is_answered else UNANSWERED, title
        answer = span.answer_packet, span.answer
        if span.is_answered and answer not in told:
            told.add(answer)
            yield (span.answer_packet, span.answer_ns, session, 1 - span.way, 0,
                   f"{span.protocol.upper()} {span.answer}".strip())


def _between(analysis: LadderSource, sessions: NDArray[np.int64], ways: NDArray[np.int64], by: By,
             cancelled: Callable[[], bool],
             ) -> tuple[tuple[str, ...], int, NDArray[np.int64], NDArray[np.int64]]:
    """The columns, how many hosts share the last one, and from where to where each arrow goes."""
    if not len(sessions):
        return (), 0, sessions, sessions
    different, first, back = np.unique(sessions, return_index=True, return_inverse=True)
    rows = (different - 1).astype(np.uint32)
    families, *ports = (analysis.sessions.take(name, rows).tolist()
                        for name in ("family", "initiator_port", "responder_port"))
    packed = [np.ascontiguousarray(analysis.sessions.take(name, rows)).tobytes() for name in ("initiator", "responder")]
    hosts, left = dict[object, int](), set[object]()
    names: list[str] = []

    def column(at: int, side: int) -> int:
        address = packed[side][16 * at:16 * at + 16]
        key = (address, families[at]) if by == "host" else (address, families[at], ports[side][at])
        place = hosts.get(key)
        if place is None:
            if len(hosts) >= HOSTS_MAX - 1:
                left.add(key)
                return HOSTS_MAX - 1
            place = hosts[key] = len(hosts)
            names.append(_named(address_text(address, families[at]), ports[side][at] if by == "endpoint" else 0))
        return place

    ends = np.zeros((len(different), 2), np.int64)
    for done, at in enumerate(np.argsort(first, kind="stable").tolist()):       # as they appear, the sender first
        if done % _CHECK_EVERY == 0:
            _check(cancelled)
        way = int(ways[first[at]])
        ends[at, way] = column(at, way)
        ends[at, 1 - way] = column(at, 1 - way)
    if left:
        names.append(OTHERS)
    return tuple(names), len(left), ends[back, ways], ends[back, 1 - ways]


def _named(address: str, port: int) -> str:
    if not port:
        return address or NO_HOST
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def _findings(analysis: LadderSource, packets: NDArray[np.int64], cancelled: Callable[[], bool],
              ) -> tuple[dict[int, tuple[str, ...]], NDArray[np.int64]]:
    """What is said at these packets, and how grave the gravest is at each."""
    shown, said, gravest = set(packets.tolist()), dict[int, list[str]](), dict[int, int]()
    for at, row in enumerate(analysis.findings()):
        if at % _CHECK_EVERY == 0:
            _check(cancelled)
        for packet in shown.intersection((row.packet, *row.packets)):
            said.setdefault(packet, []).append(row.text)
            gravest[packet] = max(gravest.get(packet, -1), int(row.severity))
    return ({packet: tuple(dict.fromkeys(texts)) for packet, texts in said.items()},
            np.array([gravest.get(packet, -1) for packet in packets.tolist()], np.int64))
