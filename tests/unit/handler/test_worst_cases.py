"""No traffic costs much more for each of its bytes than any other: the work is linear, whatever is sent.

Processor time, not the clock, as a ratio to ordinary traffic of the same size; the factor leaves room for busy machines
and for packets that are small. A quadratic loop exceeds it a hundredfold.
"""
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netloupe_engine import analyze
from tests.unit.handler.worst_cases import WORST, ordinary, write

FACTOR_MAX = 20


Frames = Callable[[], Iterator[bytes]]


def spent_s(path: Path) -> float:
    """Processor seconds; the best of three."""
    spent = []
    for _ in range(3):
        begun = time.process_time()
        analyze(path).close()
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.fixture(scope="module")
def base_s(tmp_path_factory: pytest.TempPathFactory) -> float:
    """What an analysis costs without packets."""
    return spent_s(write(tmp_path_factory.mktemp("none") / "none.pcap", ()))


@pytest.fixture(scope="module")
def ordinary_s(tmp_path_factory: pytest.TempPathFactory, base_s: float) -> float:
    """What a byte of ordinary traffic costs."""
    path = write(tmp_path_factory.mktemp("ordinary") / "ordinary.pcap", ordinary())
    return (spent_s(path) - base_s) / path.stat().st_size


@pytest.mark.parametrize("frames", WORST, ids=lambda frames: frames.__name__)
def test_time_for_a_byte_is_bounded(tmp_path: Path, frames: Frames, base_s: float, ordinary_s: float) -> None:
    path = write(tmp_path / "worst.pcap", frames())
    assert spent_s(path) - base_s < FACTOR_MAX * ordinary_s * path.stat().st_size


@pytest.mark.parametrize("frames", WORST, ids=lambda frames: frames.__name__)
def test_one_packets_tree_is_quick_too(tmp_path: Path, frames: Frames, ordinary_s: float) -> None:
    """Every attribute is wanted then, and the packet's session is read again up to it."""
    path = write(tmp_path / "worst.pcap", frames())
    analysis = analyze(path)
    begun = time.process_time()
    analysis.packet(len(analysis.packets))
    spent = time.process_time() - begun
    analysis.close()
    assert spent < 0.2 + 3 * FACTOR_MAX * ordinary_s * path.stat().st_size
