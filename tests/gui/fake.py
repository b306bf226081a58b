"""A small analysis made of nothing but arithmetic, with the interface of the real one; for tests of widgets.

Session r + 1 is a TCP or UDP session between 10.0.x.y and 192.168.0.z; packets are dealt to the sessions in turn.
"""
import numpy as np

from netloupe_engine.core.text import address_text
from netloupe_engine.errors import CancelledError, UnknownNameError
from netloupe_engine.export.text_column import TextColumn
from netloupe_engine.filters.conditions import condition
from netloupe_engine.filters.ends import Heard, end_value
from netloupe_engine.filters.names import Names
from netloupe_engine.filters.values import values_of
from netloupe_engine.model import (
    AttributeValue,
    CaptureInfo,
    Completions,
    Confidence,
    Damage,
    Decision,
    DirectionReason,
    EndReason,
    Node,
    Note,
    Packet,
    PathStatistics,
    Progress,
    Session,
    Severity,
    State,
    TcpFacts,
    ThroughputSlice,
    Transition,
)
from netloupe_engine.names.book import NO_NAMES
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.remarks import Remarks
from netloupe_engine.sessions.columns import DERIVED_TYPES, DTYPES

START_NS = 1_700_000_000_000_000_000
PROTOCOLS = ("", "tcp", "udp", "http", "tls", "dns")
PATHS = ("", "eth.ip.tcp.http", "eth.ip.tcp.tls", "eth.ip.udp.dns", "eth.ip.tcp")
HOSTS = ("www.example.com", "api.example.org", "10.0.0.1.in-addr.arpa", "")

_SESSION_DTYPES = DTYPES | DERIVED_TYPES | {"first_payload_ns": "i8", "last_payload_ns": "i8", "findings": "u4"}


class FakeTable:
    """Columns of fixed length of which only the first `shown` are told."""

    def __init__(self, columns: dict[str, np.ndarray]) -> None:
        self._columns = columns
        self.shown = len(next(iter(columns.values())))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._columns)

    def __len__(self) -> int:
        return self.shown

    def column(self, name: str, start: int = 0, stop: int | None = None) -> np.ndarray:
        return self._columns[name][start:self.shown if stop is None else min(stop, self.shown)]

    def take(self, name: str, rows) -> np.ndarray:
        return self.column(name)[np.asarray(rows, np.int64)]

    def cell(self, name: str, row: int):
        value = self._columns[name][row]
        return value.tobytes() if self._columns[name].dtype.kind == "V" else int(value)


class FakeSessions(FakeTable):
    """With the texts of whole columns."""

    def lines(self, length_max: int, odd) -> TextColumn:
        return texts_of([odd(row) for row in range(self.shown)])

    @property
    def attributes(self) -> tuple[str, ...]:
        return ("http.host",)

    def attribute_lines(self, name: str, length_max: int, odd) -> TextColumn:
        return texts_of([odd(row) for row in range(self.shown)])

    def attribute_numbers(self, name: str) -> None:
        return None

    def endpoints(self, side: str) -> TextColumn:
        return texts_of([f"{address_text(self.cell(side, row)[12:])}:{self.cell(f'{side}_port', row)}"
                         for row in range(self.shown)])


def texts_of(texts: list[str]) -> TextColumn:
    raw = [text.encode() for text in texts]
    return TextColumn(np.cumsum([0, *map(len, raw)], dtype=np.uint64).tobytes(), b"".join(raw))


class Tick:
    """What `snapshot` gives."""

    def __init__(self, tick, sessions, changed, packets, progress, capture) -> None:
        self.tick, self.sessions, self.changed, self.packets = tick, sessions, changed, packets
        self.findings, self.progress, self.capture = 0, progress, capture


def addresses(prefix: tuple[int, int], numbers: np.ndarray) -> np.ndarray:
    raw = np.zeros((len(numbers), 16), np.uint8)
    raw[:, 10:12] = 255
    raw[:, 12], raw[:, 13] = prefix
    raw[:, 14], raw[:, 15] = numbers // 256 % 256, numbers % 256
    return raw.view("V16").reshape(-1)


class FakeAnalysis:
    """Deterministic sessions and packets. `advance` lets a test decide how much is known."""

    def __init__(self, path: str = "fake.pcapng", sessions: int = 40, packets_each: int = 6, finished: bool = True,
                 damage: Damage | None = None) -> None:
        self.finding_count = 0
        self.finding_severities: dict[Severity, int] = {}
        self.path = path
        self.packets_each = packets_each
        self.damage = damage
        self.exported: list[tuple] = []
        self.programs: tuple[str, ...] = ()     # dealt to the sessions; "a and b": of both ends
        self.closed = self.started = self.cancelled = self.paused = self.is_live = False
        self.is_halted, self.can_halt, self.halts = False, True, []
        self._all = sessions
        self.names, self.heard = NO_NAMES, Heard()
        self.remarks = Remarks()
        numbers = np.arange(sessions)
        self.sessions = FakeSessions(self._session_columns(numbers))
        self.packets = FakeTable(self._packet_columns())
        self._finished = finished
        self._known: list[int] = []
        if not finished:
            self.sessions.shown = self.packets.shown = 0

    def read_remarks(self) -> None:
        pass

    def _session_columns(self, numbers: np.ndarray) -> dict[str, np.ndarray]:
        each, size = self.packets_each, len(numbers)
        columns = {name: np.zeros(size, dtype) for name, dtype in _SESSION_DTYPES.items()}
        kind = numbers % 4
        is_tcp = kind != 2
        columns["family"][:] = 4
        columns["ip_protocol"][:] = np.where(is_tcp, 6, 17)
        columns["protocol"][:] = np.where(is_tcp, 1, 2)
        columns["initiator"] = addresses((10, 0), numbers * 7 % 2000)
        columns["responder"] = addresses((192, 168), numbers % 9)
        columns["initiator_port"][:] = 40_000 + numbers % 20_000
        columns["responder_port"][:] = np.choose(kind, (80, 443, 53, 8080))
        columns["start_ns"][:] = START_NS + numbers * 50_000_000
        columns["end_ns"][:] = columns["start_ns"] + (numbers * 37 % 11 + 1) * 1_234_567
        columns["first_packet"][:] = numbers * each + 1
        columns["last_packet"][:] = numbers * each + each
        columns["packets_up"][:] = each // 2
        columns["packets_down"][:] = each - each // 2
        columns["bytes_up"][:] = 100 + numbers * 13 % 900
        columns["bytes_down"][:] = 1000 + numbers * 977 % 90_000
        columns["state"][:] = np.choose(kind, (State.CLOSED, State.ACTIVE, State.ESTABLISHED, State.CLOSING))
        columns["end_reason"][:] = np.where(kind == 0, EndReason.GRACEFUL, EndReason.CAPTURE_END)
        columns["path"][:] = np.choose(kind, (1, 2, 3, 4))
        columns["application"][:] = np.choose(kind, (3, 4, 5, 0))
        columns["decided_by"][:] = Decision.PAYLOAD
        columns["confidence"][:] = Confidence.CERTAIN
        columns["rtt_ns"][:] = np.where(is_tcp, 1_000_000 + numbers % 50 * 777_000, -1)
        columns["retransmissions_up"][:] = numbers % 17 == 3
        columns["findings"][:] = numbers % 13 == 5
        return columns

    def _packet_columns(self) -> dict[str, np.ndarray]:
        each = self.packets_each
        numbers = np.arange(self._all * each)
        session = numbers // each
        return {
            "time_ns": self.sessions._columns["start_ns"][session] + numbers % each * 250_000,
            "session": (session + 1).astype("u4"), "length": (60 + numbers * 31 % 1440).astype("u4"),
            "path": self.sessions._columns["path"][session], "way": (numbers % 2).astype("u1"),
            "flags": (np.where(numbers % each == 0, 64, 0) | np.where(numbers % 41 == 7, 2, 0)).astype("u1")}

    @property
    def owners(self) -> tuple[str, ...]:
        return self.programs

    # progress

    def advance(self, sessions: int, finished: bool = False) -> None:
        """So many sessions are known now."""
        self.sessions.shown = sessions
        self.packets.shown = sessions * self.packets_each
        self._finished = finished

    def start(self) -> None:
        self.started = True

    def cancel(self) -> None:
        self.cancelled = self._finished = True

    def halt(self, timeout: float) -> bool:
        self.halts.append(timeout)
        self.cancelled = self._finished = self.is_halted = self.can_halt
        return self.can_halt

    def go_on(self) -> None:
        self.cancelled = self._finished = self.is_halted = False

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    def close(self) -> None:
        self.closed = True

    @property
    def progress(self) -> Progress:
        known = len(self.sessions)
        return Progress(len(self.packets), known, known // 2, known * 1000, self._all * 1000, 2.0, self._finished,
                        self.cancelled, self.paused, live=self.is_live, resumable=self.is_halted)

    @property
    def capture(self) -> CaptureInfo:
        count = len(self.packets)
        times = self.packets.column("time_ns")
        size = int(self.packets.column("length").sum())
        return CaptureInfo(self.path, "pcapng", "", 123_456, count, size, size, int(times.min()) if count else None,
                           int(times.max()) if count else None, ("EN10MB",), (), 0, 0, (), self.damage)

    def snapshot(self, since: int = 0) -> Tick:
        self._known.append(len(self.sessions))
        before = self._known[since - 1] if since else 0
        changed = np.arange(max(0, before - 1), len(self.sessions), dtype=np.uint32)
        if before == len(self.sessions):
            changed = changed[:0]
        return Tick(len(self._known), len(self.sessions), changed, len(self.packets), self.progress, self.capture)

    # facts

    def protocol_name(self, number: int) -> str:
        return PROTOCOLS[number]

    def path_name(self, number: int) -> str:
        return PATHS[number]

    def host_name(self, number: int) -> str:
        return f"host{number}.example" if number else ""

    def end_value(self, id: int, name: str, learns: bool = True) -> str | int:
        side = "initiator" if name.startswith("client") else "responder"
        return end_value(self, id - 1, name.partition(".")[2], side, self.host_name, learns)

    def service_name(self, number: int) -> str:
        return ""

    category_name = service_rule = service_name

    @property
    def treated(self) -> dict[int, str]:
        return {}

    def announcement(self, number: int) -> str:
        return "FTP PASV" if number else ""

    def spans(self, id, cancelled=bool):
        return ()

    def session_info(self, number: int) -> str:
        return HOSTS[number % 4] if number != 7 else "evil\u202egpj.exe\x1b[31m<b>bold</b>"

    def session_attribute(self, number: int, name: str) -> str:
        return ", ".join(value.text for value in self.session_attributes(number) if value.name == name)

    def session_attributes(self, number: int) -> tuple[AttributeValue, ...]:
        host = HOSTS[number % 4]
        values = (AttributeValue("http.host", host, host, (number - 1) * self.packets_each + 4),) if host else ()
        program = self.programs[number % len(self.programs)] if self.programs else ""
        owners = tuple(AttributeValue("process.name", name, name, 0) for name in program.split(" and ") if name)
        return (*values, *owners)

    def values_of(self, name: str, id: int):
        return values_of(self, Names(REGISTRY.freeze()), name, id)

    def filter(self, text: str, cancelled=bool) -> np.ndarray:
        """A protocol's name alone is all that is understood."""
        having = np.array([text in path.split(".") for path in PATHS])
        return np.flatnonzero(having[self.sessions.column("path")]).astype("u4") + np.uint32(1)

    def completions(self, text: str, cursor: int, cancelled=bool, soon=False) -> Completions:
        return Completions(cursor, cursor, "", ())

    def condition(self, name: str, *values) -> str:
        return condition(Names(REGISTRY.freeze()), name, values)

    def session_states(self, number: int) -> tuple[Transition, ...]:
        return self.session(number).states

    def session(self, number: int) -> Session:
        if not 1 <= number <= len(self.sessions):
            raise UnknownNameError(f"there is no session {number}")
        cell = self.sessions.cell
        row = number - 1
        first = cell("first_packet", row)
        start = cell("start_ns", row)
        states = (Transition(State.NEW, start, first), Transition(State.ESTABLISHED, start + 500_000, first + 2),
                  Transition(State.ACTIVE, start + 750_000, first + 3))
        rtt_ns = cell("rtt_ns", row)
        tcp = TcpFacts(rtt_ns if rtt_ns >= 0 else None, None, None, None, (cell("retransmissions_up", row), 0), (0, 0),
                       (0, 0), (0, 0), (0, 0), copies=(0, 0), discarded=(0, 0), mss=(1460, 1460),
                       window_shift=(7, 7), sack_permitted=(True, True), flags_seen=(18, 18), mid_stream=False)
        return Session(
            number, 0, PROTOCOLS[cell("protocol", row)], 4, (), f"10.0.{row * 7 % 2000 // 256}.{row * 7 % 2000 % 256}",
            cell("initiator_port", row), f"192.168.0.{row % 9}", cell("responder_port", row), start,
            cell("end_ns", row), start + 750_000, None, first, cell("last_packet", row),
            (cell("packets_up", row), cell("packets_down", row)), (cell("bytes_up", row), cell("bytes_down", row)),
            (0, 0), (0, 0), (0, 0), State(cell("state", row)), EndReason(cell("end_reason", row)), states,
            PATHS[cell("path", row)], DirectionReason.OPENING, False,
            PROTOCOLS[cell("application", row)], "", Decision.PAYLOAD, first + 3,
            Confidence.CERTAIN, 1_000_000, tcp, self.session_attributes(number), ())

    def sequence_bases(self, session: int) -> tuple[int | None, int | None]:
        return None, None

    def packet_info(self, number: int) -> str:
        return f"packet {number} of the fake"

    def packet_bytes(self, number: int) -> bytes:
        length = self.packets.cell("length", number - 1)
        return bytes((number + at) & 255 for at in range(length))

    def packet(self, number: int) -> Packet:
        if not 1 <= number <= len(self.packets):
            raise UnknownNameError(f"there is no packet {number}")
        cell = self.packets.cell
        data = self.packet_bytes(number)
        ttl = Node("ip.ttl", "Time to live", "unsigned", 64, "64", "", 22, 1, 0, Note.NONE, "hops left")
        layers = (Node("eth", "Ethernet", "layer", None, "", "", 0, 14, 0, Note.NONE, ""),
                  Node("ip", "Internet Protocol version 4", "layer", None, "", "", 14, 20, 0, Note.NONE, "", (ttl,)))
        session = cell("session", number - 1)
        return Packet(
            number, cell("time_ns", number - 1), len(data), len(data), "EN10MB", 0, 24 + number * 100, session,
            (session,), cell("way", number - 1), PATHS[cell("path", number - 1)], self.packet_info(number), "", data,
            b"", layers)

    def packets_of(self, ids) -> np.ndarray:
        return np.flatnonzero(np.isin(self.packets.column("session"), list(ids))).astype(np.uint32) + 1

    def secrets_use(self) -> None:
        return None

    def findings(self) -> list:
        return []

    def protocols(self) -> list[PathStatistics]:
        return []

    def throughput(self, start_ns: int, end_ns: int, bins: int) -> ThroughputSlice:
        width = max(1, -(-(end_ns - start_ns) // bins))
        times, sizes = self.packets.column("time_ns"), self.packets.column("length")
        at = (times - start_ns) // width
        inside = (at >= 0) & (at < bins)
        sums = np.bincount(at[inside], sizes[inside], bins)
        counts = np.bincount(at[inside], minlength=bins).astype(float)
        return ThroughputSlice(start_ns, width, sums, counts, counts, sums, sums)

    def export(self, ids, path, format="pcapng", direction="both", progress=None, cancelled=None) -> int:
        numbers = self.packets_of(ids)
        if cancelled is not None and cancelled():
            raise CancelledError("the export was cancelled")
        if format in ("csv", "jsonl"):
            numbers = np.array(ids)
        if progress is not None:
            progress(len(numbers), len(numbers))
        self.exported.append((tuple(ids), path, format, direction))
        return len(numbers)
