"""The columns of the sessions table: one table, in the order in which they stand at first."""
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from netloupe_engine.model import UNKNOWN, Confidence, Decision, ServiceWay
from netloupe_gui import text
from netloupe_gui.models.columns import Column, Find, Mask, Rows, by_column, by_text, distinct, find_in_cells, only_for
from netloupe_gui.models.readers import (
    NUMBER,
    TIME,
    Reader,
    category,
    column,
    itself,
    named,
    number,
    pair,
    plain,
    row_number,
    total,
)
from netloupe_gui.models.service_words import service_way
from netloupe_gui.models.session_rows import SessionRows
from netloupe_gui.models.state_words import end_text, state_meaning, state_name, state_text
from netloupe_gui.text.marked import T

_ADDRESS = "0123456789abcdef:.[]"


def _span_one(source: SessionRows, row: int) -> int:
    return int(source.cell("end_ns", row) - source.cell("start_ns", row))


def _span_many(source: SessionRows, rows: Rows) -> NDArray[Any]:
    return np.asarray(source.column("end_ns")[rows] - source.column("start_ns")[rows])


_SPAN = Reader(_span_one, _span_many)
_BYTES = total("bytes_up", "bytes_down")


def _rate_one(source: SessionRows, row: int) -> float:
    span = _span_one(source, row)
    return float(_BYTES.one(source, row)) * 8e9 / span if span > 0 else 0.0


def _rate_many(source: SessionRows, rows: Rows) -> NDArray[Any]:
    span = _span_many(source, rows)
    bits = _BYTES.many(source, rows) * 8e9
    return np.asarray(np.divide(bits, span, out=np.zeros(len(rows)), where=span > 0))


def _decision_one(source: SessionRows, row: int) -> int:
    return int(source.cell("decided_by", row) << 8 | source.cell("confidence", row))


def _decision_many(source: SessionRows, rows: Rows) -> NDArray[Any]:
    return np.asarray(source.column("decided_by")[rows].astype(np.uint16) << 8 | source.column("confidence")[rows])


def _duration(_source: SessionRows, value: int) -> str:
    return text.duration(value)


def _rtt(_source: SessionRows, value: int) -> str:
    """A round trip of 0 was measured; the engine says -1 where none was."""
    return text.duration(value) if value >= 0 else ""


def _rtt_exact(value: int) -> object:
    return value if value >= 0 else ""


def _rate(_source: SessionRows, value: float) -> str:
    return text.rate(value) if value else "–"


def _find_number(source: SessionRows, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
    """The sessions in whose number the digits of the word follow each other: no two numbers are alike, so no text of
    them is made."""
    del source, is_cancelled
    numbers, found, scale = rows.astype(np.int64) + 1, np.zeros(len(rows), np.bool_), 1
    span = 10 ** min(len(word), 18)
    least = span if word[0] == "0" else span // 10      # other digits before a zero
    while len(rows) and scale <= numbers.max():
        part = numbers // scale
        found |= (part % span == int(word)) & (part >= least)
        scale *= 10
    return found


def _plain(_source: SessionRows, value: int) -> str:
    return str(value)


def _state_one(source: SessionRows, row: int) -> int:
    return int(source.cell("state", row) << 8 | source.cell("end_reason", row))


def _state_many(source: SessionRows, rows: Rows) -> NDArray[Any]:
    return np.asarray(source.column("state")[rows].astype(np.uint16) << 8 | source.column("end_reason")[rows])


def _state(_source: SessionRows, value: int) -> str:
    return state_text(value >> 8, value & 0xFF)


def _state_tip(source: SessionRows, row: int) -> str:
    value = _state_one(source, row)
    return state_meaning(value >> 8, value & 0xFF)


def _state_exact(value: int) -> str:
    return state_name(value >> 8)


def _reason(_source: SessionRows, value: int) -> str:
    return end_text(value)


def _vlan(_source: SessionRows, value: int) -> str:
    """Tags from the outermost: their number in the lowest four bits, then twelve bits each."""
    return ".".join(str(value >> 4 + 12 * at & 0xFFF) for at in range(value & 0xF))


def _decision(_source: SessionRows, value: int) -> str:
    decision = Decision(value >> 8)
    if decision is Decision.NONE:
        return ""
    how = decision.name.lower().replace("_", " ")
    likely = QCoreApplication.translate("Sessions", "{how}, likely")
    return how if value & 0xFF == Confidence.CERTAIN else likely.format(how=how)


def _application_tip(source: SessionRows, row: int) -> str:
    """How it was recognised, in a line."""
    name = source.protocol_name(source.cell("application", row)) or UNKNOWN
    how = _decision(source, _decision_one(source, row))
    packet = source.cell("decided_packet", row)
    if not how:
        return name
    says = QCoreApplication.translate("Sessions", "recognised by {how}, packet {n} (F9 tells why)")
    return "\n".join((name, says.format(how=how, n=text.count(packet))))


def _service_tip(source: SessionRows, row: int) -> str:
    """Whose it is, and how that is known, in a line."""
    name = source.service_name(source.cell("service", row))
    if not name:
        return ""
    kind, rule, other = source.category_name(source.cell("category", row)), source.service_rule(row), \
        source.service_name(source.cell("service_other", row))
    lines = [f"{name} · {kind}", service_way(ServiceWay(source.cell("service_by", row)))]
    lines[1] += f": {rule}" if rule else ""
    if other:
        lines.append(QCoreApplication.translate("Sessions", "else {service} (F9 tells why)").format(service=other))
    return "\n".join(lines)


def _process(source: SessionRows, row: int) -> str:
    return source.process(row)


def _info(source: SessionRows, row: int) -> str:
    return source.info(row)


def _info_keys(source: SessionRows, rows: Rows) -> list[NDArray[Any]]:
    return [source.infos().ranks()[rows]]


def _find_info(source: SessionRows, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
    del is_cancelled
    return source.infos().find(word.encode("utf-8", "replace"))[rows]


def _process_keys(source: SessionRows, rows: Rows) -> list[NDArray[Any]]:
    return by_text(_process)(source, rows) if source.has_owners else [np.zeros(len(rows), np.uint8)]


def _find_process(source: SessionRows, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
    if not source.has_owners:
        return np.zeros(len(rows), np.bool_)
    return find_in_cells(_process)(source, rows, word, is_cancelled)


_FRACTIONS = tuple(f".{milliseconds:03}" for milliseconds in range(1000))


def _find_clock(name: str) -> Find:
    """Look into times of day. Nearly all differ, but few of their seconds and few of their fractions do: the word is in
    one of the two, or begins in the one and ends in the other."""
    def find(source: SessionRows, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        del is_cancelled
        whole, fractions = np.divmod(source.column(name)[rows], 1_000_000_000)
        fractions //= 1_000_000
        seconds, which = distinct(whole)
        form = text.absolute if source.spans_days else text.clock
        clocks = [form(second * 1_000_000_000, 0) for second in seconds.tolist()]
        found = np.array([word in clock for clock in clocks], np.bool_)[which]
        found |= np.array([word in fraction for fraction in _FRACTIONS])[fractions]
        for cut in range(1, len(word)):
            tails = np.array([fraction.startswith(word[cut:]) for fraction in _FRACTIONS])
            if tails.any():
                found |= np.array([clock.endswith(word[:cut]) for clock in clocks], np.bool_)[which] & tails[fractions]
        return np.asarray(found)
    return only_for(TIME, find)


def _moment(key: str, title: str, says: str, name: str, shown: bool = True) -> Column:
    reader = plain(name)

    def cell(source: SessionRows, row: int) -> str:
        form = text.absolute if source.spans_days else text.clock
        return form(reader.one(source, row), 3)

    def tip(source: SessionRows, row: int) -> str:
        moment = reader.one(source, row)
        return f"{text.absolute(moment)} {text.zone_name(moment)}"

    def raw(source: SessionRows, row: int) -> tuple[object, ...]:
        return (text.iso(reader.one(source, row)),)
    return Column(key, title, says, cell, by_column(name), _find_clock(name), 11, True, shown, tip=tip,
                  raw=raw, parts=(" (UTC)",))


def _endpoint(key: str, title: str, says: str, side: Literal["initiator", "responder"]) -> Column:
    port_name, name = f"{side}_port", f"{key}.name"

    def address(source: SessionRows, row: int) -> str:
        host = text.address(source.cell(side, row), source.cell("family", row))
        return text.endpoint(host, source.cell(port_name, row))

    def cell(source: SessionRows, row: int) -> str:
        called = source.end(name, row) if source.shows_names else ""
        return text.endpoint(called, source.cell(port_name, row)) if called else address(source, row)

    def tip(source: SessionRows, row: int) -> str:
        known = [source.end(f"{key}.{kind}", row) for kind in ("name", "city", "country", "organisation")]
        return "\n".join([address(source, row), *filter(None, known)])

    def raw(source: SessionRows, row: int) -> tuple[object, ...]:
        return (address(source, row),)

    def keys(source: SessionRows, rows: Rows) -> list[NDArray[Any]]:
        """The address as two big-endian numbers, family, port: the order of the keys is numeric order."""
        halves = np.ascontiguousarray(source.column(side)[rows]).view(">u8").reshape(-1, 2).astype(np.uint64)
        return [halves[:, 0], halves[:, 1], source.column("family")[rows], source.column(port_name)[rows]]

    def in_addresses(source: SessionRows, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        del is_cancelled
        return source.endpoints(side).find(word.encode("utf-8", "replace"))[rows]

    find_address = only_for(_ADDRESS, in_addresses)

    def find(source: SessionRows, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        octets = word.encode("utf-8", "replace")
        found = find_address(source, rows, word, is_cancelled)
        return found | source.attribute_lines(name).find(octets)[rows] if source.shows_names else found

    return Column(key, title, says, cell, keys, find, 18, tip=tip, raw=raw)


SESSION_COLUMNS: tuple[Column, ...] = (
    column("id", T("Sessions", "#"), T("Sessions", "Number of the session, by its first packet"),
           row_number(), _plain, exact=itself, find=only_for("0123456789", _find_number), width=5, right=True),
    _moment("start", T("Sessions", "Start"), T("Sessions", "Time of the first packet, in the zone of the preferences"),
            "start_ns"),
    column("duration", T("Sessions", "Duration"), T("Sessions", "From the first packet to the last"),
           _SPAN, _duration, letters=NUMBER, width=8, right=True, exact=itself, unit="ns", rounds=True),
    column("state", T("Sessions", "State"), T("Sessions", "Where the session is in its life, or how it ended"),
           Reader(_state_one, _state_many), _state, tip=_state_tip, exact=_state_exact, width=12, extra_digits=3),
    category("application", T("Sessions", "Application"), T("Sessions", "What the session talks"),
             "application", named("protocol_name", UNKNOWN), named_by="protocol_name", width=10, tip=_application_tip),
    category("service", T("Sessions", "Service"),
             T("Sessions", "Whose service the session uses, by names, addresses, ports"),
             "service", named("service_name"), named_by="service_name", width=10, tip=_service_tip),
    category("category", T("Sessions", "Category"), T("Sessions", "What kind of service it is"),
             "category", named("category_name"), named_by="category_name", shown=False),
    _endpoint("client", T("Sessions", "Client"), T("Sessions", "Who began: address and port"), "initiator"),
    _endpoint("server", T("Sessions", "Server"), T("Sessions", "Who was called: address and port"), "responder"),
    Column("process", T("Sessions", "Process"), T("Sessions", "The program of this computer that the session is of"),
           _process, _process_keys, _find_process, 14, shown=False),
    Column("info", T("Sessions", "Info"), T("Sessions", "Server name, host, query: what the session is about"),
           _info, _info_keys, _find_info, 22, stretches=True),
    pair("packets_both", T("Sessions", "Packets ↑ ↓"), T("Sessions", "Packets from client to server, and back"),
         "packets_up", "packets_down", form=text.count, width=11),
    pair("bytes_both", T("Sessions", "Bytes ↑ ↓"),
         T("Sessions", "Bytes of whole frames from client to server, and back"),
         "bytes_up", "bytes_down", form=text.size, width=15),
    number("packets_up", T("Sessions", "Packets ↑"), T("Sessions", "Packets from client to server"),
           "packets_up", form=text.count, width=9, shown=False),
    number("packets_down", T("Sessions", "Packets ↓"), T("Sessions", "Packets from server to client"),
           "packets_down", form=text.count, width=9, shown=False),
    number("bytes_up", T("Sessions", "Bytes ↑"), T("Sessions", "Bytes of whole frames from client to server"),
           "bytes_up", form=text.size, shown=False, unit="bytes"),
    number("bytes_down", T("Sessions", "Bytes ↓"), T("Sessions", "Bytes of whole frames from server to client"),
           "bytes_down", form=text.size, shown=False, unit="bytes"),
    column("rate", T("Sessions", "Rate"), T("Sessions", "Bits of both directions over the duration"),
           Reader(_rate_one, _rate_many), _rate, letters=NUMBER + "–", width=11, right=True,
           exact=itself, unit="bit/s", rounds=True),
    column("rtt", T("Sessions", "RTT"), T("Sessions", "Round-trip time of the TCP handshake"),
           plain("rtt_ns"), _rtt, letters=NUMBER, width=8, right=True, exact=_rtt_exact, unit="ns", rounds=True),
    number("retransmissions", T("Sessions", "Retrans."), T("Sessions", "TCP segments sent again, both directions"),
           "retransmissions_up", "retransmissions_down", form=text.count, zero=""),
    number("findings", T("Sessions", "Findings"), T("Sessions", "What deserves a look"),
           "findings", form=text.count, zero=""),
    category("path", T("Sessions", "Protocol path"), T("Sessions", "Protocols from the link layer up"),
             "path", named("path_name"), named_by="path_name", width=15),
    _moment("end", T("Sessions", "End"), T("Sessions", "Time of the last packet, in the zone of the preferences"),
            "end_ns", shown=False),
    category("end_reason", T("Sessions", "End reason"), T("Sessions", "Why the session ended"),
             "end_reason", _reason, width=12, shown=False),
    category("protocol", T("Sessions", "Transport"), T("Sessions", "The protocol that makes the session"),
             "protocol", named("protocol_name"), named_by="protocol_name", shown=False),
    category("vlan", T("Sessions", "VLAN"), T("Sessions", "VLAN tags from the outermost"), "vlan", _vlan, shown=False),
    number("parent", T("Sessions", "Parent"), T("Sessions", "The tunnel's session around this one"),
           "parent", form=str, zero="", shown=False),
    category("responder_name", T("Sessions", "Server name"),
             T("Sessions", "What DNS told the client before that the server is called"),
             "responder_name", named("host_name"), named_by="host_name", width=18, shown=False),
    number("expected_by", T("Sessions", "Expected by"), T("Sessions", "The session that announced this one"),
           "expected_by", form=str, zero="", shown=False),
    category("expected_reason", T("Sessions", "Announced as"), T("Sessions", "What announced the session"),
             "expected_reason", named("announcement"), named_by="announcement", shown=False),
    number("packets", T("Sessions", "Packets"), T("Sessions", "Packets of both directions"),
           "packets_up", "packets_down", form=text.count, shown=False),
    number("bytes", T("Sessions", "Bytes"), T("Sessions", "Bytes of whole frames, both directions"),
           "bytes_up", "bytes_down", form=text.size, shown=False, unit="bytes"),
    number("payload_up", T("Sessions", "Payload ↑"), T("Sessions", "Transport payload from client to server"),
           "payload_bytes_up", form=text.size, shown=False, unit="bytes"),
    number("payload_down", T("Sessions", "Payload ↓"), T("Sessions", "Transport payload from server to client"),
           "payload_bytes_down", form=text.size, shown=False, unit="bytes"),
    number("out_of_order", T("Sessions", "Out of order"), T("Sessions", "TCP segments out of order, both directions"),
           "out_of_order_up", "out_of_order_down", form=text.count, zero="", shown=False),
    number("duplicate_acks", T("Sessions", "Dup. ACKs"), T("Sessions", "Duplicate acknowledgements, both directions"),
           "duplicate_acks_up", "duplicate_acks_down", form=text.count, zero="", shown=False),
    number("zero_windows", T("Sessions", "Zero windows"), T("Sessions", "Zero windows announced, both directions"),
           "zero_windows_up", "zero_windows_down", form=text.count, zero="", shown=False),
    number("resets", T("Sessions", "Resets"), T("Sessions", "TCP resets, both directions"),
           "resets_up", "resets_down", form=text.count, zero="", shown=False),
    column("decided", T("Sessions", "Decided by"), T("Sessions", "How the application was recognised"),
           Reader(_decision_one, _decision_many), _decision, width=14, shown=False),
)
