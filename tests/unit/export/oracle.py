"""What a session's JSON and its line of CSV must be, made from `Analysis.session` an object at a time.

Written apart from the engine's own writer (export/rows.pyx), and far too slow for it.
"""
import json
import re
from collections.abc import Iterator
from typing import Any

from netloupe_engine import Analysis
from netloupe_engine.analysis import known_protocols
from netloupe_engine.cells import csv_cell, printable
from netloupe_engine.export.json_text import Seconds
from netloupe_engine.model import AttributeValue, Session
from netloupe_engine.protocols.define import Kind
from netloupe_engine.sessions.columns import TCP_COUNTERS

PAIRS = ("packets", "bytes", "payload_bytes")
CSV_HEADER = (
    "capture,id,parent,protocol,family,vlan,initiator,initiator_port,responder,responder_port,start,end,packets_up,"
    "packets_down,bytes_up,bytes_down,payload_bytes_up,payload_bytes_down,state,end_reason,path,application,service,info,"
    "rtt,retransmissions_up,retransmissions_down,out_of_order_up,out_of_order_down,duplicate_acks_up,"
    "duplicate_acks_down,zero_windows_up,zero_windows_down,resets_up,resets_down,copies_up,copies_down,discarded_up,"
    "discarded_down,findings,initiator_process,responder_process,responder_name,expected_by,expected_reason,category,service_by")


def json_of(value: Any) -> str:
    """A value as the contract writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json_of(name)}: {json_of(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(json_of, value)) + "]"
    if isinstance(value, Seconds):
        return str(value)
    if isinstance(value, bytes):
        return f'"{value.hex()}"'
    if isinstance(value, float) and value - value != 0:
        return "null"
    return re.sub("[\x7f-\x9f]", lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))


def seconds(time_ns: int | None) -> Seconds | None:
    return None if time_ns is None else Seconds(time_ns)


def word(value: Any) -> str:
    return str(value.name.lower().replace("_", " "))


def attributes(values: tuple[AttributeValue, ...]) -> dict[str, list[Any]]:
    times = {f"{protocol.key}.{field.name}" for protocol in known_protocols() for field in protocol.fields
             if field.type.kind in (Kind.TIME, Kind.DURATION)}
    found: dict[str, list[Any]] = {}
    for value in values:
        is_time = isinstance(value.value, int) and value.name in times
        found.setdefault(value.name, []).append(Seconds(value.value) if is_time else value.value)
    return found


def announcer(session: Session) -> tuple[int, str] | None:
    """Who announced the session, and why."""
    return next(((one.to, one.why) for one in session.relations if one.kind == "announced_by"), None)


def document(session: Session) -> dict[str, Any]:
    """The members of a session's object."""
    tcp, by, known = session.tcp, announcer(session), session.service_decided
    return {
        "id": session.id, "parent": session.parent or None, "protocol": session.protocol, "family": session.family,
        "vlan": session.vlan, "initiator": session.initiator, "initiator_port": session.initiator_port,
        "responder": session.responder, "responder_port": session.responder_port,
        "start": Seconds(session.start_ns), "end": Seconds(session.end_ns), "packets": session.packets,
        "bytes": session.bytes, "payload_bytes": session.payload_bytes, "state": session.state.name,
        "end_reason": session.end_reason.text if session.end_reason else None,
        "states": [(row.state.name, Seconds(row.time_ns), row.packet) for row in session.states],
        "path": session.path, "application": session.application or "unknown", "service": session.service or None,
        "responder_name": session.responder_name or None, "expected_by": by[0] if by else None,
        "expected_reason": by[1] if by else None,
        "relations": [{"to": one.to, "kind": one.kind, "why": one.why} for one in session.relations
                      if one.kind == "announced"],
        "direction": {"by": word(session.direction), "turned": session.turned},
        "decided": {"by": word(session.decided_by), "packet": session.decided_packet,
                    "confidence": word(session.confidence)} if session.decided_by else None,
        "tcp": tcp and {"rtt": seconds(tcp.rtt_ns), **{name: getattr(tcp, name) for name in TCP_COUNTERS}},
        "attributes": attributes(session.attributes),
        "findings": [{"severity": row.severity.name.lower(), "kind": row.kind, "session": row.session or None,
                      "packet": row.packet or None, "text": row.text,
                      **({"field": row.field} if row.field else {}),
                      **({"packets": [*row.packets[:1000]]} if row.packets else {}),
                      **({"sessions": [*row.sessions[:1000]]} if row.sessions else {})} for row in session.findings],
        "category": session.category or None,
        "service_decided": known and {"by": word(known.by), "packet": known.packet or None,
                                      "confidence": word(known.confidence), "rule": known.rule or None,
                                      "runner_up": known.other or None},
    }


def cells(session: Session, info: str) -> list[object]:
    """The cells of a session's line, after that of the capture."""
    tcp = session.tcp
    own = [count for name in PAIRS for count in getattr(session, name)]
    tracked = [count for name in TCP_COUNTERS for count in (getattr(tcp, name) if tcp else ("", ""))]
    ends = {"initiator": "", "responder": ""}
    said = ""
    for value in session.attributes:
        if value.name == "process.name":
            said = str(value.value)
        elif value.name == "process.pid":
            said += f" ({value.text})"
        elif value.name == "process.end":
            ends[str(value.value)] = said
    return [
        session.id, session.parent or "", session.protocol, session.family, "/".join(map(str, session.vlan)),
        session.initiator, session.initiator_port, session.responder, session.responder_port,
        Seconds(session.start_ns), Seconds(session.end_ns), *own, session.state.name,
        session.end_reason.text if session.end_reason else "", session.path, session.application, session.service,
        info, Seconds(tcp.rtt_ns) if tcp and tcp.rtt_ns is not None else "", *tracked, len(session.findings),
        *ends.values(), session.responder_name, *(announcer(session) or ("", "")), session.category,
        word(session.service_decided.by) if session.service_decided else ""]


def _harmless(value: object) -> str:
    return csv_cell(printable(value) if isinstance(value, str) else value)


def lines_of_json(analysis: Analysis) -> Iterator[bytes]:
    """`--format jsonl`."""
    for session in analysis.each_session():
        whole = {"netloupe": 1, "capture": analysis.capture.path, **document(session)}
        yield (json_of(whole) + "\n").encode("utf-8", "backslashreplace")


def lines_of_csv(analysis: Analysis) -> Iterator[bytes]:
    """`--format csv`."""
    yield (CSV_HEADER + "\n").encode()
    for session in analysis.each_session():
        row = [analysis.capture.path, *cells(session, analysis.session_info(session.id))]
        yield (",".join(map(_harmless, row)) + "\n").encode("utf-8", "backslashreplace")
