"""Journal: what happened to a capture, in a list that does not grow for ever."""
from __future__ import annotations

import time
from collections import deque
from dataclasses import replace
from typing import Literal

from ...model import Incident

INCIDENTS_MAX = 1000
TOGETHER_NS = 1_000_000_000         # losses of the same second are one incident

Kind = Literal["drop", "gap", "device", "disk", "limit", "stop", "start"]


class Journal:
    """Keeps the newest incidents. Its owner's lock guards it."""

    def __init__(self) -> None:
        self._incidents: deque[Incident] = deque(maxlen=INCIDENTS_MAX)

    def note(self, kind: Kind, text: str, count: int = 0) -> None:
        """Something happened now."""
        self._incidents.append(Incident(time.time_ns(), kind, text, count))

    def note_lost(self, count: int) -> None:
        """The kernel or a device had no room for so many packets."""
        now = time.time_ns()
        last = self._incidents[-1] if self._incidents else None
        if last is not None and last.kind == "drop" and 0 <= now - last.time_ns < TOGETHER_NS:
            count += last.count
            self._incidents[-1] = replace(last, count=count, text=_lost(count))
        else:
            self._incidents.append(Incident(now, "drop", _lost(count), count))

    def all(self) -> tuple[Incident, ...]:
        """Oldest first."""
        return tuple(self._incidents)


def _lost(count: int) -> str:
    packets = "One packet was" if count == 1 else f"{count:,} packets were"
    return f"{packets} lost before reaching the disk."
