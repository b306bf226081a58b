"""The analysis as a person reads it: the capture, its protocols, and its biggest sessions."""
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from heapq import nlargest
from operator import add
from typing import TextIO

from ..analysis import Analysis
from ..cells import printable
from ..handler.owners import processes
from ..links import link_title
from ..model import UNKNOWN, CaptureInfo, Session
from ..quantities import count, counted, duration, size
from .columns import aligned, width_of


def number_of(value: int, noun: str) -> str:
    """A number with what it counts: 1 packet, 2,000 packets."""
    return counted(value, f"{{n}} {noun}", f"{{n}} {noun}s")


def time_text(time_ns: int) -> str:
    """A moment, to the microsecond, in UTC."""
    seconds, nanoseconds = divmod(time_ns, 10**9)
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):        # years nobody's calendar has
        return f"{seconds}.{nanoseconds:09d} s"
    return f"{moment:%Y-%m-%d %H:%M:%S}.{nanoseconds // 1000:06d} UTC"


def endpoint(address: str, port: int) -> str:
    """An address with its port."""
    if not port:
        return address or "–"
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def _capture_lines(info: CaptureInfo) -> list[str]:
    form = f"{info.format}{' in ' + info.compression if info.compression else ''}"
    lines = [f"{info.path} · {form} · {', '.join(map(link_title, info.link_types)) or 'no link type'}",
             f"{number_of(info.packets, 'packet')} · {size(info.bytes)}"]
    if info.start_ns is not None and info.end_ns is not None:
        lines[1] += f" · {time_text(info.start_ns)} · {duration(info.end_ns - info.start_ns)}"
    if info.malformed_packets:
        lines.append(number_of(info.malformed_packets, "malformed packet"))
    if info.unprocessed_packets:
        lines.append(f"{number_of(info.unprocessed_packets, 'packet')} of link types not known here")
    return lines


def _protocols(analysis: Analysis, width: int) -> Iterator[str]:
    """Counters by protocol path, the busiest first."""
    numbers = ("packets", "bytes", "sessions")
    rows = [(row.path, count(row.packets), size(row.bytes), count(row.sessions))
            for row in sorted(analysis.protocols(), key=lambda row: (-row.bytes, row.path))]
    return aligned(("protocols", *numbers), rows, numbers, width)


def biggest(analysis: Analysis, limit: int, among: Sequence[int] | None = None) -> list[int]:
    """Ids of the sessions (of all, or `among` these) with most bytes, in the order they began."""
    ids = range(1, len(analysis.sessions) + 1)
    if not limit:
        return list(ids if among is None else among)
    totals = list(map(add, *(analysis.sessions.values(name) for name in ("bytes_up", "bytes_down"))))
    return sorted(nlargest(limit, ids if among is None else among, key=lambda id: (totals[id - 1], id)))


def busiest(analysis: Analysis, most: int) -> list[int]:
    """Ids of the `most` sessions with most bytes, the biggest first; fast enough for a million while they grow."""
    import numpy as np
    table, rows = analysis.sessions, len(analysis.sessions)
    total = (np.asarray(table.column("bytes_up", 0, rows)).astype(np.uint64)
             + np.asarray(table.column("bytes_down", 0, rows)))
    some = np.argpartition(total, rows - most)[rows - most:] if rows > most else np.arange(rows)
    return [int(row) + 1 for row in some[np.argsort(total[some], kind="stable")[::-1]]]


def _ends(analysis: Analysis, session: Session, named: bool) -> tuple[str, str]:
    """Client and server; by their names, and with their countries, where wanted and known."""
    found = []
    for end, address, port in (("client", session.initiator, session.initiator_port),
                               ("server", session.responder, session.responder_port)):
        name, country = (analysis.end_value(session.id, f"{end}.{kind}") if named else ""
                         for kind in ("name", "country"))
        text = f"{name}:{port}" if name and port else str(name) or endpoint(address, port)
        found.append(f"{text} ({country})" if country else text)
    return found[0], found[1]


def _session_cells(analysis: Analysis, session: Session, named: bool) -> tuple[object, ...]:
    start_ns = analysis.capture.start_ns or session.start_ns
    return (session.id, f"{(session.start_ns - start_ns) / 1e9:.3f}", duration(session.end_ns - session.start_ns),
            session.state.name, session.application or UNKNOWN,
            *_ends(analysis, session, named),
            *map(count, session.packets), *map(size, session.bytes),
            *((" → ".join(filter(None, processes(session.attributes))),) if len(analysis.owners) else ()),
            analysis.session_info(session.id))


def _sessions(analysis: Analysis, limit: int, width: int, among: Sequence[int] | None,
              named: bool) -> Iterator[str]:
    """The biggest sessions; a limit of 0 means all."""
    numbers = ("id", "start", "duration", "packets ↑", "packets ↓", "bytes ↑", "bytes ↓")
    header = (*numbers[:3], "state", "application", "client", "server", *numbers[3:],
              *(("process",) if len(analysis.owners) else ()), "info")
    rows = [_session_cells(analysis, session, named)
            for session in analysis.each_session(biggest(analysis, limit, among))]
    return aligned(header, rows, numbers, width)


def write_summary(out: TextIO, analysis: Analysis, limit: int, ids: Sequence[int] | None = None,
                  named: bool = False) -> None:
    """Everything about one capture that fits a page; of its sessions all, or these; `named`: with names in place of
    addresses."""
    width = width_of(out)
    sessions = len(analysis.sessions if ids is None else ids)
    of_all = "" if ids is None else f" of {count(len(analysis.sessions))}"
    shown = min(sessions, limit) if limit else sessions
    rest = "" if shown == sessions else f", the {count(shown)} biggest shown (--limit 0: all)"
    end = f"{number_of(sessions, 'session')}{of_all}{rest} · {number_of(analysis.finding_count, 'finding')}"
    if not analysis.settings.rules:
        end += " in packets"
    if use := analysis.secrets_use():
        end += f" · {count(use.decrypted)} of {number_of(use.sessions, 'encrypted session')} decrypted"
        if not use.secrets:
            end += f": no secret is in {number_of(use.ignored, 'line')}"
    lines = [*map(printable, _capture_lines(analysis.capture)), "", *_protocols(analysis, width), "",
             *_sessions(analysis, limit, width, ids, named), "", end]
    out.writelines(f"{line}\n" for line in lines)
