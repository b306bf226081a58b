"""The JSON that docs/user-guide.md describes: captures, sessions, findings and packets, and how they are written.

The shape is a public contract with a version. That of a session is in export/shapes.py.
"""
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from ..analysis import Analysis
from ..export.json_text import VERSION, Seconds, encode, finding_document
from ..model import CaptureInfo, Damage, Node, Packet, PathStatistics
from .terminal import write_bytes


def _time(time_ns: int | None) -> Seconds | None:
    return None if time_ns is None else Seconds(time_ns)


def _damage(damage: Damage | None) -> dict[str, Any] | None:
    return None if damage is None else {"at": damage.at, "packet": damage.packet, "reason": damage.reason}


def capture_document(info: CaptureInfo) -> dict[str, Any]:
    """Facts about the file, or about several that are read as one."""
    several = {"files": info.files, "damages": [_damage(damage) for damage in info.damages]}
    return {
        "path": info.path, "format": info.format, "packets": info.packets, "bytes": info.bytes,
        "captured_bytes": info.captured_bytes, "start": _time(info.start_ns), "end": _time(info.end_ns),
        "link_types": info.link_types, "interfaces": len(info.interfaces), "malformed_packets": info.malformed_packets,
        "unprocessed_packets": info.unprocessed_packets,
        "damage": _damage(info.damage), **(several if len(info.files) > 1 else {}),
    }


def path_document(row: PathStatistics) -> dict[str, Any]:
    """Counters of one protocol path."""
    return {"path": row.path, "packets": row.packets, "bytes": row.bytes, "payload_bytes": row.payload_bytes,
            "sessions": row.sessions}


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
        "derived": [{"name": made.name, "bytes": made.data} for made in packet.derived],
        "layers": [_node_document(node) for node in packet.nodes],
    }


def _write_rows(out: TextIO, rows: Iterable[dict[str, Any]]) -> None:
    separator = "\n  "
    for row in rows:
        out.write(separator + encode(row))
        separator = ",\n  "


def write_analysis(out: TextIO, analysis: Analysis, more: Mapping[str, Any] | None = None,
                   ids: Sequence[int] | None = None, named: bool = False) -> None:
    """One object: capture, protocols, sessions, findings; after the capture, `more`. Of sessions and findings only
    those of `ids`, if they are given; the rest is of the whole capture."""
    out.write(f'{{"netloupe": {VERSION},\n "capture": {encode(capture_document(analysis.capture))}')
    for name, value in (more or {}).items():
        out.write(f',\n "{name}": {encode(value)}')
    out.write(',\n "protocols": [')
    _write_rows(out, map(path_document, analysis.protocols()))
    out.write('],\n "sessions": [')
    write_bytes(out, analysis.written_sessions("json", ids, named=named))
    out.write('],\n "findings": [')
    chosen = None if ids is None else set(ids)
    _write_rows(out, (finding_document(row) for row in analysis.findings()
                      if chosen is None or not chosen.isdisjoint((row.session, *row.sessions))))
    out.write("]}\n")


def write_sessions(out: TextIO, analysis: Analysis, ids: Sequence[int] | None = None, named: bool = False) -> None:
    """One line a session (None: of all), each naming its capture; `named`: with what is known of its ends."""
    write_bytes(out, analysis.written_sessions("jsonl", ids, named=named))
