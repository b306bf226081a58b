"""Throughput at any zoom is what counting the packets one by one gives."""
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from netloupe_engine import Analysis
from netloupe_engine.model import ThroughputSlice
from tests.unit.traffic import SECOND, START, analysed, udp

MILLISECOND = 1_000_000


def counted(times: NDArray[np.int64], weights: NDArray[np.float64], part: ThroughputSlice) -> NDArray[np.float64]:
    """Weights summed by bin, by brute force."""
    bins = np.zeros(len(part.bytes))
    for time_ns, weight in zip(times.tolist(), weights.tolist(), strict=True):
        place = (time_ns - part.start_ns) // part.bin_ns
        if 0 <= place < len(bins):
            bins[place] += weight
    return bins


def times_of(traffic: Analysis) -> NDArray[np.int64]:
    """When packets came: one whose time stamp is far before all others came between its neighbours."""
    stamps: NDArray[np.int64] = traffic.packets.column("time_ns")
    latest = np.maximum.accumulate(stamps)
    return np.where(stamps < latest - 60 * SECOND, latest + (np.roll(stamps, -1) - latest) // 2, stamps)


@pytest.fixture(scope="module", params=["seconds", "an hour", "a day"])
def traffic(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Analysis]:
    span = {"seconds": 3.0, "an hour": 3600.0, "a day": 1.1e5}[request.param]
    random = np.random.default_rng(60)
    moments = np.sort(np.concatenate([random.random(1500), random.random(499) / 50 + 0.3])) * span
    frames = [(float(moment), udp(payload=b"\xfe" * (4 + number % 900), ports=(1000 + number % 300, 9)))
              for number, moment in enumerate(moments)]
    frames.insert(700, (-span / 3, udp(ports=(9, 10))))      # before the first one
    with analysed(tmp_path_factory.mktemp(request.param), frames) as analysis:
        yield analysis


@pytest.mark.parametrize("bins", [1, 7, 100, 1000, 4096, 50_000])
def test_the_whole_capture(traffic: Analysis, bins: int) -> None:
    capture = traffic.capture
    assert capture.start_ns is not None
    assert capture.end_ns is not None
    part = traffic.throughput(capture.start_ns, capture.end_ns + 1, bins)
    times, lengths = times_of(traffic), traffic.packets.column("length").astype(float)
    assert (part.bytes == counted(times, lengths, part)).all()
    assert (part.packets == counted(times, np.ones(len(times)), part)).all()
    assert part.bytes.sum() == capture.bytes
    assert part.packets.sum() == 2000
    assert len(part.bytes) == bins


@pytest.mark.parametrize("share", [0.9, 0.3, 0.01, 0.0001])
@pytest.mark.parametrize("bins", [10, 700])
def test_a_part_of_it(traffic: Analysis, share: float, bins: int) -> None:
    capture = traffic.capture
    assert capture.start_ns is not None
    assert capture.end_ns is not None
    whole = capture.end_ns - capture.start_ns
    start = capture.start_ns + whole // 3
    part = traffic.throughput(start, start + round(whole * share), bins)
    times, lengths = times_of(traffic), traffic.packets.column("length").astype(float)
    assert (part.bytes == counted(times, lengths, part)).all()
    assert (part.packets == counted(times, np.ones(len(times)), part)).all()
    starts = traffic.sessions.column("start_ns")
    assert (part.new_sessions == counted(starts, np.ones(len(starts)), part)).all()


@pytest.mark.parametrize("bins", [10, 700])
def test_what_is_shown_covers_what_was_asked_for_and_little_more(traffic: Analysis, bins: int) -> None:
    start, end = START + 1, START + 2 * SECOND
    part = traffic.throughput(start, end, bins)
    assert part.start_ns <= start
    assert start - part.start_ns < part.bin_ns
    assert part.start_ns + bins * part.bin_ns >= end
    assert part.bin_ns <= (end - start) / bins * 1.5 + 1


def test_the_smallest_and_largest_lie_around_the_mean(traffic: Analysis) -> None:
    capture = traffic.capture
    assert capture.start_ns is not None
    assert capture.end_ns is not None
    for bins in (10, 100, 1000):
        part = traffic.throughput(capture.start_ns, capture.end_ns + 1, bins)
        assert (part.bytes_min <= part.bytes + 1e-6).all()
        assert (part.bytes <= part.bytes_max + 1e-6).all()


def test_a_burst_stands_out_at_every_zoom(tmp_path: Path) -> None:
    frames = [(number / 10, udp()) for number in range(600)] + [(30.001, udp(payload=b"\xfe" * 1400))] * 30
    analysis = analysed(tmp_path, sorted(frames, key=lambda frame: frame[0]))
    burst = 30 * len(udp(payload=b"\xfe" * 1400))
    for bins in (5, 50, 500):
        part = analysis.throughput(START, START + 60 * SECOND, bins)
        assert part.bytes_max.max() >= burst * part.bin_ns / (70 * MILLISECOND)


@pytest.mark.parametrize(("start", "end", "bins"), [(5, 4, 1), (0, 1, 0), (0, 1, 100_001), (0, 1, -3)])
def test_impossible_ranges_are_refused(tmp_path: Path, start: int, end: int, bins: int) -> None:
    with pytest.raises(ValueError, match="range"):
        analysed(tmp_path, [(0, udp())]).throughput(start, end, bins)


def test_a_capture_without_packets_has_no_throughput(tmp_path: Path) -> None:
    part = analysed(tmp_path, []).throughput(0, SECOND, 10)
    assert part.bytes.tolist() == [0.0] * 10
