"""Bins that coarsen: what is in them is all there was, whatever its times are."""
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from tests.unit.traffic import SECOND, START, analysed, udp


@pytest.mark.parametrize("spread_s", [0.01, 5, 4_000, 3e6])
def test_nothing_is_lost_however_wide_the_bins_become(tmp_path: Path, spread_s: float) -> None:
    random = Random(7)
    frames = sorted((random.random() * spread_s, bytes(udp(payload=bytes(random.randrange(10, 900)))))
                    for _ in range(300))
    series = analysed(tmp_path, frames)._run.series
    start_ns, width_ns, levels = series.pyramid()
    assert levels[0][0].sum() == sum(len(frame) for _, frame in frames)
    assert levels[0][3].sum() == 300
    assert start_ns <= START + frames[0][0] * SECOND
    assert start_ns + width_ns * len(levels[0][0]) > START + frames[-1][0] * SECOND
    assert width_ns % 1_000_000 == 0


def test_each_level_is_the_one_below_two_by_two(tmp_path: Path) -> None:
    frames = [(number * 0.0017, udp(payload=bytes(10 + number % 50))) for number in range(500)]
    _, _, levels = analysed(tmp_path, frames)._run.series.pyramid()
    for below, level in pairwise(levels):
        assert len(level[0]) == -(-len(below[0]) // 2)
        assert level[0].sum() == below[0].sum()
        assert level[2].max() == below[2].max()
    assert len(levels[-1][0]) == 1


def test_a_bin_has_the_bytes_of_its_millisecond(tmp_path: Path) -> None:
    sizes = {0: 100, 1: 50, 7: 900}
    frames = [(at / 1000, udp(payload=bytes(size))) for at, size in sizes.items()]
    _, width_ns, levels = analysed(tmp_path, frames)._run.series.pyramid()
    assert width_ns == 1_000_000
    head = len(bytes(udp(payload=b"")))
    assert {at: int(size) for at, size in enumerate(levels[0][0]) if size} == \
        {at: size + head for at, size in sizes.items()}
