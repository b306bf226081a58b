"""Sessions as CSV: one row each."""
from collections.abc import Iterable
from typing import TextIO

from ..analysis import Analysis
from ..cells import csv_line
from ..model import Session
from ..sessions.columns import TCP_COUNTERS
from .kinds import Seconds, processes
from .terminal import printable

PAIRS = ("packets", "bytes", "payload_bytes")
COLUMNS = (
    "capture", "id", "parent", "protocol", "family", "vlan", "initiator", "initiator_port", "responder",
    "responder_port", "start", "end", *(f"{name}_{way}" for name in PAIRS for way in ("up", "down")), "state",
    "end_reason", "path", "application", "service", "info", "rtt",
    *(f"{name}_{way}" for name in TCP_COUNTERS for way in ("up", "down")), "findings",
    "initiator_process", "responder_process",
)


def session_row(capture: str, session: Session, info: str) -> list[object]:
    """The cells of COLUMNS; what is not known or does not apply is empty."""
    tcp = session.tcp
    own = [count for name in PAIRS for count in getattr(session, name)]
    tracked = [count for name in TCP_COUNTERS for count in (getattr(tcp, name) if tcp else ("", ""))]
    return [
        capture, session.id, session.parent or "", session.protocol, session.family,
        "/".join(map(str, session.vlan)), session.initiator, session.initiator_port, session.responder,
        session.responder_port, Seconds(session.start_ns), Seconds(session.end_ns), *own, session.state.name,
        session.end_reason.text if session.end_reason else "", session.path, session.application, session.service,
        info, Seconds(tcp.rtt_ns) if tcp and tcp.rtt_ns is not None else "", *tracked, len(session.findings),
        *processes(session),
    ]


def write_rows(out: TextIO, analysis: Analysis, header: bool) -> None:
    """All sessions of one capture, under a header if wanted."""
    if header:
        write_row(out, COLUMNS)
    path = analysis.capture.path
    for session in analysis.each_session():
        write_row(out, session_row(path, session, analysis.session_info(session.id)))


def write_row(out: TextIO, cells: Iterable[object]) -> None:
    """One line of CSV; text from packets is harmless in it, for spreadsheets and terminals."""
    out.write(csv_line((printable(cell) if isinstance(cell, str) else cell for cell in cells), "\n"))
