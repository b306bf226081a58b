"""Packets whose time stamps nobody agrees with, and the capture's span without them."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .run import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def wrong_times(run: Run) -> list[int]:
    """Numbers of packets whose time is far off that of the packets around them and of their session."""
    return [packet for packet, _, wrong in _doubted(run) if wrong]


def span_of(run: Run) -> tuple[int, int] | None:
    """The smallest and the largest time of the packets that are not wrong about it; None without packets."""
    right = [time_ns for _, time_ns, wrong in _doubted(run) if not wrong and time_ns]
    first, last = min([run.reader.first_ns, *right]), max([run.reader.last_ns, *right])
    return (first, last) if first <= last else None


def counted_times(run: Run, count: int) -> NDArray[np.int64]:
    """When the first `count` packets are taken to have come, by which throughput is counted at any zoom."""
    times = run.index.column("time_ns", 0, count)
    for packet, time_ns, _ in run.reader.moved_times:
        if 0 < packet <= len(times):
            times[packet - 1] = time_ns
    return times


def _doubted(run: Run) -> Iterator[tuple[int, int, bool]]:
    """Packets whose times are doubtful: (number, time, whether it is wrong, their session disagreeing too)."""
    for packet, _, judged in run.reader.moved_times:
        if judged and 0 < packet <= len(run.index):
            yield packet, run.index.cell("time_ns", packet - 1), True
    for packet in run.reader.wrong_times:
        if packet <= len(run.index):
            time_ns, session = run.index.cell("time_ns", packet - 1), run.index.cell("session", packet - 1)
            yield packet, time_ns, not (0 < session <= len(run.store) and _has_others_at(run, session - 1, time_ns))


def _has_others_at(run: Run, row: int, time_ns: int) -> bool:
    """Was a session alive at a time by other packets than the one that says so?"""
    cell = run.store.cell
    has_others: bool = cell("packets_up", row) + cell("packets_down", row) > 1
    return has_others and bool(cell("start_ns", row) <= time_ns <= cell("end_ns", row))
