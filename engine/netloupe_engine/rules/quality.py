"""How good the capture itself is: packets that are in it twice, clocks that were set."""
from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..handler.times import wrong_times
from ..handler.verdicts import Verdict
from ..quantities import count, duration, percent
from .facts import Facts
from .rule import Rule

SECOND = 1_000_000_000


def copies(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Packets that the capture has twice, as a mirror port of two interfaces makes them."""
    twice = facts.column("copies_up").astype(np.int64) + facts.column("copies_down")
    if not twice.any():
        return
    sent = facts.column("packets_up").astype(np.int64) + facts.column("packets_down")
    rows = np.flatnonzero(twice)
    if twice.sum() < facts.limit(rule, "least") or twice.sum() < facts.limit(rule, "share") * sent.sum():
        return
    text = (f"{count(int(twice.sum()))} TCP segments in {count(len(rows))} sessions are copies made by the capture "
            f"({percent(int(twice.sum()), int(sent.sum()))} of all packets in sessions)")
    yield facts.of_sessions(rule, text, rows)


def clock_steps(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Where time goes back from one packet to the next, and stays there."""
    times, least = facts.packet_column("time_ns"), facts.limit(rule, "seconds") * SECOND
    if np.diff(times).min(initial=0) > -least:
        return
    wrong = np.array(wrong_times(facts.run), np.int64) - 1
    right = np.setdiff1d(np.arange(len(times)), wrong[wrong < len(times)]) if len(wrong) else np.arange(len(times))
    ordered = times[right]
    after = int(facts.limit(rule, "packets"))
    back = np.flatnonzero(np.diff(ordered) <= -least)
    # One packet that comes late does not set the clock: the next ones are in time again.
    stays = [at for at in back.tolist()
             if at + after < len(ordered) and (ordered[at + 1:at + 1 + after] < ordered[at]).all()]
    if stays:
        packets = (right[np.array(stays) + 1] + 1).astype(np.uint32)
        text = (f"the clock went back {count(len(stays))} time{'s' if len(stays) > 1 else ''}, by "
                f"{duration(int(max(ordered[at] - ordered[at + 1] for at in stays)))} at most")
        yield facts.of_packets(rule, text, packets)
