"""The analysis as a person reads it: the capture, its protocols, and its biggest sessions."""
from collections.abc import Iterator
from datetime import UTC, datetime
from heapq import nlargest
from operator import add
from typing import TextIO

from ..analysis import Analysis
from ..model import CaptureInfo, Session
from .columns import aligned, width_of
from .kinds import processes
from .terminal import printable


def size_text(count: int) -> str:
    """Bytes in the unit that suits them: 999 B, 1.5 kB, 12 MB."""
    value, unit = float(count), "B"
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if value < 999.5 or unit == "TB":
            break
        value /= 1000
    return f"{count} B" if unit == "B" else f"{value:.{1 if value < 9.95 else 0}f} {unit}"


def counted(count: int, noun: str) -> str:
    """A number with what it counts: 1 packet, 2,000 packets."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def span_text(nanoseconds: int) -> str:
    """A duration in the unit that suits it: 12.3 ms, 4.56 s."""
    for unit, scale in (("s", 10**9), ("ms", 10**6), ("µs", 10**3)):
        if abs(nanoseconds) >= scale:
            return f"{nanoseconds / scale:.4g} {unit}" if abs(nanoseconds) < 10_000 * scale else \
                f"{nanoseconds / scale:,.0f} {unit}"
    return f"{nanoseconds} ns"


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
    lines = [f"{info.path} · {form} · {', '.join(info.link_types) or 'no link type'}",
             f"{counted(info.packets, 'packet')} · {size_text(info.bytes)}"]
    if info.start_ns is not None and info.end_ns is not None:
        lines[1] += f" · {time_text(info.start_ns)} · {span_text(info.end_ns - info.start_ns)}"
    if info.malformed_packets:
        lines.append(counted(info.malformed_packets, "malformed packet"))
    if info.unprocessed_packets:
        lines.append(f"{counted(info.unprocessed_packets, 'packet')} of link types not known here")
    return lines


def _protocols(analysis: Analysis, width: int) -> Iterator[str]:
    """Counters by protocol path, the busiest first."""
    numbers = ("packets", "bytes", "sessions")
    rows = [(row.path, f"{row.packets:,}", size_text(row.bytes), f"{row.sessions:,}")
            for row in sorted(analysis.protocols(), key=lambda row: (-row.bytes, row.path))]
    return aligned(("protocols", *numbers), rows, numbers, width)


def biggest(analysis: Analysis, limit: int) -> list[int]:
    """Ids of the sessions with most bytes, in the order they began."""
    ids = range(1, len(analysis.sessions) + 1)
    if not limit:
        return list(ids)
    totals = map(add, *(analysis.sessions.values(name) for name in ("bytes_up", "bytes_down")))
    return sorted(id for _, id in nlargest(limit, zip(totals, ids, strict=True)))


def busiest(analysis: Analysis, count: int) -> list[int]:
    """Ids of the `count` sessions with most bytes, the biggest first; fast enough for a million while they grow."""
    import numpy as np
    table, rows = analysis.sessions, len(analysis.sessions)
    total = (np.asarray(table.column("bytes_up", 0, rows)).astype(np.uint64)
             + np.asarray(table.column("bytes_down", 0, rows)))
    some = np.argpartition(total, rows - count)[rows - count:] if rows > count else np.arange(rows)
    return [int(row) + 1 for row in some[np.argsort(total[some], kind="stable")[::-1]]]


def _session_cells(analysis: Analysis, session: Session) -> tuple[object, ...]:
    start_ns = analysis.capture.start_ns or session.start_ns
    return (session.id, f"{(session.start_ns - start_ns) / 1e9:.3f}", span_text(session.end_ns - session.start_ns),
            session.state.name, session.application or session.protocol or "unknown",
            endpoint(session.initiator, session.initiator_port), endpoint(session.responder, session.responder_port),
            *(f"{count:,}" for count in session.packets), *(size_text(count) for count in session.bytes),
            *((" → ".join(filter(None, processes(session))),) if len(analysis.owners) else ()),
            analysis.session_info(session.id))


def _sessions(analysis: Analysis, limit: int, width: int) -> Iterator[str]:
    """The biggest sessions; a limit of 0 means all."""
    numbers = ("id", "start", "duration", "packets ↑", "packets ↓", "bytes ↑", "bytes ↓")
    header = (*numbers[:3], "state", "application", "client", "server", *numbers[3:],
              *(("process",) if len(analysis.owners) else ()), "info")
    rows = [_session_cells(analysis, session) for session in analysis.each_session(biggest(analysis, limit))]
    return aligned(header, rows, numbers, width)


def write_summary(out: TextIO, analysis: Analysis, limit: int) -> None:
    """Everything about one capture that fits a page."""
    width = width_of(out)
    count = len(analysis.sessions)
    shown = min(count, limit) if limit else count
    rest = "" if shown == count else f", the {shown:,} biggest shown (--limit 0: all)"
    end = f"{counted(count, 'session')}{rest} · {counted(analysis.finding_count, 'finding')}"
    lines = [*map(printable, _capture_lines(analysis.capture)), "", *_protocols(analysis, width), "",
             *_sessions(analysis, limit, width), "", end]
    out.writelines(f"{line}\n" for line in lines)
