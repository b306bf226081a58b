"""Throughput as series of rates in equal bins of time. NumPy and the engine's values; no widgets."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from netloupe_engine.model import ThroughputSlice
from netloupe_gui.text import absolute, csv_line, zone_name
from netloupe_gui.text.marked import T

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

Array = np.ndarray[Any, np.dtype[Any]]
NS = 1_000_000_000


class Metric(Enum):
    """What is counted; the value is its unit."""

    BITS = "bit/s"
    PACKETS = T("Rates", "packets/s")
    SESSIONS = T("Rates", "sessions/s")

    @property
    def unit(self) -> str:
        """As it is shown."""
        return QCoreApplication.translate("Rates", self.value)


@dataclass(frozen=True, slots=True)
class Series:
    """Rates per second in bins of `bin_ns` from `start_ns` on."""

    start_ns: int
    bin_ns: int
    mean: Array
    low: Array              # smallest and largest rate of the finer bins inside each bin
    high: Array
    selected: Array | None  # of the selected sessions alone; None when none is selected
    finest_ns: int          # length of the finer bins

    @property
    def end_ns(self) -> int:
        """Where the last bin ends."""
        return self.start_ns + self.bin_ns * len(self.mean)

    def edges_s(self, origin_ns: int) -> Array:
        """Edges of the bins in seconds after an origin: one more than there are bins."""
        return (self.start_ns - origin_ns) / NS + np.arange(len(self.mean) + 1) * (self.bin_ns / NS)

    def at(self, time_ns: int) -> int:
        """Number of the bin that holds a moment, -1 for none."""
        number = (time_ns - self.start_ns) // self.bin_ns
        return int(number) if 0 <= number < len(self.mean) else -1

    def csv(self, metric: Metric) -> Iterator[str]:
        """The same figures as lines of CSV, with a heading."""
        zone = zone_name(self.start_ns)
        head = ["start_ns", f"start ({zone})", "seconds", f"mean ({metric.value})", f"min ({metric.value})",
                f"max ({metric.value})"]
        yield csv_line(head if self.selected is None else [*head, f"selected sessions ({metric.value})"])
        for number in range(len(self.mean)):
            start = self.start_ns + number * self.bin_ns
            row = [start, absolute(start), self.bin_ns / NS, *(float(each[number]) for each in
                                                               (self.mean, self.low, self.high))]
            yield csv_line(row if self.selected is None else [*row, float(self.selected[number])])


class SelectedSessions:
    """Times and sizes of the packets of the selected sessions, read once and read again when the capture has grown."""

    def __init__(self) -> None:
        """Nothing is selected."""
        self._key: tuple[Any, ...] = ()
        self._times: Array = np.zeros(0, "i8")
        self._bits: Array = np.zeros(1)             # before each packet, and behind the last
        self._starts: Array = np.zeros(0, "i8")

    @property
    def sessions(self) -> Sequence[int]:
        """What it is about."""
        return self._key[1] if self._key else ()

    def is_current(self, analysis: Analysis, sessions: Sequence[int]) -> bool:
        """Whether it is about these sessions as they stand now."""
        return self._key == (id(analysis), sessions, len(analysis.packets))

    def read(self, analysis: Analysis, sessions: Sequence[int]) -> SelectedSessions:
        """Be about these sessions, as they stand now. Any thread, if nobody else has it."""
        total = len(analysis.packets)
        key = (id(analysis), sessions, total)
        if key == self._key:
            return self
        self._key = key
        numbers = analysis.packets_of(sessions)
        numbers = numbers[numbers <= total]
        first, last = (int(numbers[0]) - 1, int(numbers[-1])) if len(numbers) else (0, 0)
        rows = numbers.astype(np.int64) - 1 - first
        times = np.asarray(analysis.packets.column("time_ns", first, last)[rows])
        order = np.argsort(times, kind="stable")        # mostly they are in order, which takes no time
        self._times = times[order]
        lengths = np.asarray(analysis.packets.column("length", first, last)[rows])[order]
        self._bits = np.concatenate([[0.0], np.cumsum(lengths * 8.0)])
        ids = np.asarray(sessions, np.uint32)
        known = ids[(ids > 0) & (ids <= len(analysis.sessions))]
        self._starts = np.sort(analysis.sessions.take("start_ns", known - np.uint32(1)))
        return self

    def rate(self, metric: Metric, start_ns: int, bin_ns: int, bins: int) -> Array:
        """Their rate in bins; looks at the edges of the bins alone, however many packets there are."""
        times = self._starts if metric is Metric.SESSIONS else self._times
        cuts = np.searchsorted(times, start_ns + np.arange(bins + 1, dtype=np.int64) * bin_ns)
        return np.diff(self._bits[cuts] if metric is Metric.BITS else cuts) * (NS / bin_ns)


def series(part: ThroughputSlice, metric: Metric, selected: Array | None) -> Series:
    """Rates from the engine's sums."""
    bin_ns = max(1, part.bin_ns)
    scale, finest_ns = NS / bin_ns, bin_ns
    if metric is Metric.BITS:
        mean, low, high = (np.asarray(sums, "f8") * (8 * scale)
                           for sums in (part.bytes, part.bytes_min, part.bytes_max))
        finest_ns = part.finest_ns or bin_ns
    else:
        mean = np.asarray(part.packets if metric is Metric.PACKETS else part.new_sessions, "f8") * scale
        low = high = mean
    return Series(part.start_ns, bin_ns, mean, low, high, selected, finest_ns)
