"""The JSON that docs/user-guide.md describes: captures, sessions, findings and packets, and how they are written.

The shape is a public contract with a version. Times are seconds with nine decimals, made from integer nanoseconds and
never through a float; byte strings are hexadecimal.
"""
from collections.abc import Callable, Iterable, Iterator, Mapping
from json.encoder import encode_basestring
from typing import Any, TextIO

from ..analysis import Analysis
from ..model import (
    UNKNOWN,
    AttributeValue,
    CaptureInfo,
    Confidence,
    Decision,
    DirectionReason,
    FindingRow,
    Node,
    Packet,
    PathStatistics,
    Session,
)
from ..sessions.columns import TCP_COUNTERS
from .kinds import Seconds, exact

VERSION = 1


def encode(value: Any) -> str:
    """A value as JSON. Raises KeyError for types no shape here has."""
    return _ENCODERS[type(value)](value)


def _encode_object(value: dict[str, Any]) -> str:
    return "{" + ", ".join([f"{encode_basestring(name)}: {encode(item)}" for name, item in value.items()]) + "}"


def _encode_array(value: Iterable[Any]) -> str:
    return "[" + ", ".join([encode(item) for item in value]) + "]"


def _encode_float(value: float) -> str:
    return repr(value) if value - value == 0 else "null"        # JSON has no infinity


_ENCODERS: dict[type, Callable[[Any], str]] = {
    dict: _encode_object, list: _encode_array, tuple: _encode_array, str: encode_basestring, int: repr,
    float: _encode_float, Seconds: str, bool: lambda value: "true" if value else "false",
    type(None): lambda value: "null", bytes: lambda value: f'"{value.hex()}"',
}


def _time(time_ns: int | None) -> Seconds | None:
    return None if time_ns is None else Seconds(time_ns)


def _word(value: Decision | Confidence | DirectionReason) -> str:
    return value.name.lower().replace("_", " ")


def capture_document(info: CaptureInfo) -> dict[str, Any]:
    """Facts about the file."""
    damage = info.damage
    return {
        "path": info.path, "format": info.format, "packets": info.packets, "bytes": info.bytes,
        "captured_bytes": info.captured_bytes, "start": _time(info.start_ns), "end": _time(info.end_ns),
        "link_types": info.link_types, "interfaces": len(info.interfaces), "malformed_packets": info.malformed_packets,
        "unprocessed_packets": info.unprocessed_packets,
        "damage": damage and {"at": damage.at, "packet": damage.packet, "reason": damage.reason},
    }


def path_document(row: PathStatistics) -> dict[str, Any]:
    """Counters of one protocol path."""
    return {"path": row.path, "packets": row.packets, "bytes": row.bytes, "payload_bytes": row.payload_bytes,
            "sessions": row.sessions}


def finding_document(row: FindingRow) -> dict[str, Any]:
    """One finding; a session or packet it is not about is null."""
    return {"severity": row.severity.name.lower(), "kind": row.kind, "session": row.session or None,
            "packet": row.packet or None, "text": row.text}


def attributes_document(attributes: Iterable[AttributeValue]) -> dict[str, list[Any]]:
    """Values by attribute name, in the order they were read."""
    values: dict[str, list[Any]] = {}
    for attribute in attributes:
        values.setdefault(attribute.name, []).append(exact(attribute))
    return values


def session_document(session: Session) -> dict[str, Any]:
    """Everything about one session."""
    tcp = session.tcp
    return {
        "id": session.id, "parent": session.parent or None, "protocol": session.protocol, "family": session.family,
        "vlan": session.vlan, "initiator": session.initiator, "initiator_port": session.initiator_port,
        "responder": session.responder, "responder_port": session.responder_port,
        "start": Seconds(session.start_ns), "end": Seconds(session.end_ns), "packets": session.packets,
        "bytes": session.bytes, "payload_bytes": session.payload_bytes, "state": session.state.name,
        "end_reason": session.end_reason.text if session.end_reason else None,
        "states": [(row.state.name, Seconds(row.time_ns), row.packet) for row in session.states],
        "path": session.path, "application": session.application or UNKNOWN, "service": session.service or None,
        "direction": {"by": _word(session.direction), "turned": session.turned},
        "decided": {"by": _word(session.decided_by), "packet": session.decided_packet,
                    "confidence": _word(session.confidence)} if session.decided_by else None,
        "tcp": tcp and {
            "rtt": _time(tcp.rtt_ns), **{name: getattr(tcp, name) for name in TCP_COUNTERS}},
        "attributes": attributes_document(session.attributes),
        "findings": [finding_document(row) for row in session.findings],
    }


def _node_document(node: Node) -> dict[str, Any]:
    return {"name": node.name, "title": node.title, "kind": node.kind, "value": node.value, "text": node.text,
            "unit": node.unit, "at": node.at, "size": node.size, "buffer": node.buffer,
            "note": node.note.key if node.note else None,
            "children": [_node_document(child) for child in node.children]}


def packet_document(packet: Packet) -> dict[str, Any]:
    """One packet and its attribute tree."""
    return {
        "netloupe": VERSION, "number": packet.number, "time": Seconds(packet.time_ns), "captured": packet.captured,
        "length": packet.length, "link_type": packet.link_type, "interface": packet.interface,
        "session": packet.session or None, "sessions": packet.sessions, "way": packet.way, "path": packet.path,
        "info": packet.info, "comment": packet.comment, "bytes": packet.data, "reassembled": packet.reassembled,
        "layers": [_node_document(node) for node in packet.nodes],
    }


def session_documents(analysis: Analysis) -> Iterator[dict[str, Any]]:
    """Every session, one at a time: nothing here grows with their number."""
    return map(session_document, analysis.each_session())


def _write_rows(out: TextIO, rows: Iterable[dict[str, Any]]) -> None:
    separator = "\n  "
    for row in rows:
        out.write(separator + encode(row))
        separator = ",\n  "


def write_analysis(out: TextIO, analysis: Analysis, more: Mapping[str, Any] | None = None) -> None:
    """One object: capture, protocols, sessions, findings; after the capture, `more`."""
    out.write(f'{{"netloupe": {VERSION},\n "capture": {encode(capture_document(analysis.capture))}')
    for name, value in (more or {}).items():
        out.write(f',\n "{name}": {encode(value)}')
    for name, rows in (("protocols", map(path_document, analysis.protocols())),
                       ("sessions", session_documents(analysis)),
                       ("findings", map(finding_document, analysis.findings()))):
        out.write(f',\n "{name}": [')
        _write_rows(out, rows)
        out.write("]")
    out.write("}\n")


def write_sessions(out: TextIO, analysis: Analysis) -> None:
    """One line a session, each naming its capture."""
    path = analysis.capture.path
    for row in session_documents(analysis):
        out.write(encode({"netloupe": VERSION, "capture": path, **row}) + "\n")
