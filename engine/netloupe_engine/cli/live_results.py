"""What a live capture leaves behind on stdout: its analysis, and how the capture itself went."""
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

from ..cells import printable
from ..export.json_text import Seconds
from ..listening import Listening
from ..model import LiveStatus
from ..records import record


class Form(StrEnum):
    """What `capture` writes."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


@record(frozen=True, slots=True)
class Results:
    """What is wanted, and how much of it."""

    form: Form
    limit: int      # sessions of the table

    def write(self, out: TextIO, made: Listening, kept: Path | None) -> None:
        """Write the analysis of a capture that has stopped; `kept`: the file its packets are in."""
        if self.form is Form.TABLE:
            from .tables import write_summary
            write_summary(out, made.analysis, self.limit)
            out.writelines(f"{printable(line)}\n" for line in summary(made.status, kept))
        elif self.form is Form.JSON:
            from .documents import write_analysis
            write_analysis(out, made.analysis, {"live": live_document(made.status)})
        else:
            from .documents import write_sessions
            write_sessions(out, made.analysis)


def summary(status: LiveStatus, kept: Path | None) -> Iterator[str]:
    """How it went: libpcap's own counters, what happened, and where the packets are."""
    for device in status.devices:
        yield (f"{device.name}: {device.received:,} received, {device.dropped:,} dropped by the kernel, "
               f"{device.interface_dropped:,} by the interface")
    yield from (incident.text for incident in status.incidents if incident.kind in ("gap", "device", "disk", "limit"))
    if kept is not None:
        yield f"written to {', '.join(status.files) if len(status.files) > 1 else kept}"


def live_document(status: LiveStatus) -> dict[str, Any]:
    """The same as data."""
    return {
        "way": status.way, "phase": status.phase.name.lower(), "reason": status.reason or None,
        "seconds": Seconds(round(status.seconds * 1e9)), "dropped": status.dropped,
        "devices": [{"name": device.name, "received": device.received, "dropped": device.dropped,
                     "interface_dropped": device.interface_dropped} for device in status.devices],
        "files": status.files,
        "incidents": [{"time": Seconds(incident.time_ns), "kind": incident.kind, "text": incident.text,
                       "count": incident.count} for incident in status.incidents],
    }
