"""How quantities read, on the command line and in the window: facts from SI, not from the code."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine import quantities


@pytest.mark.parametrize(("value", "reads"), [
    (0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1234, "1.23 kB"), (1200, "1.2 kB"), (999_499, "999 kB"),
    (999_500, "1 MB"), (10_000_000, "10 MB"), (3_450_000_000, "3.45 GB"), (-2048, "-2.05 kB"),
])
def test_size(value: int, reads: str) -> None:
    assert quantities.size(value) == reads


def test_counts_part_their_thousands() -> None:
    assert quantities.count(1234567).split(",") == ["1", "234", "567"]
    assert quantities.count(-1000) == "-1,000"
    assert quantities.signed_count(312) == "+312"
    assert quantities.size_exact(1) == "1 byte"
    assert quantities.size_exact(1234567) == "1,234,567 bytes (1.23 MB)"
    assert quantities.rate(12_340_000) == "12.3 Mbit/s"
    assert quantities.rate(950, "packets/s") == "950 packets/s"
    assert quantities.rate(118_034, "packets/s") == "118k packets/s"
    assert [quantities.percent(*parts) for parts in ((1, 8), (1, 10**6), (1, 0))] == ["12.5 %", "< 0.1 %", ""]


@pytest.mark.parametrize(("value", "reads"), [
    (0, "0 s"), (1, "1 ns"), (999, "999 ns"), (1500, "1.5 µs"), (3_400_000, "3.4 ms"), (999_600_000, "1 s"),
    (1_250_000_000, "1.25 s"), (59_960_000_000, "1 min 00 s"), (123_000_000_000, "2 min 03 s"),
    (3_720_000_000_000, "1 h 02 min"), (3 * 86_400 * 10**9 + 4 * 3600 * 10**9, "3 d 04 h"), (-5_000, "-5 µs"),
])
def test_duration(value: int, reads: str) -> None:
    assert quantities.duration(value) == reads


@given(st.integers(-2**63, 2**63 - 1))
def test_exact_durations_lose_nothing(value: int) -> None:
    shown = quantities.duration_exact(value)
    sign = -1 if shown.startswith("-") else 1
    seconds, fraction = shown.lstrip("-").split(".")
    assert sign * (int(seconds) * 10**9 + int(fraction)) == value
