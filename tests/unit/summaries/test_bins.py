"""Bounds of bars and stretches of time."""
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.summaries.bins import edges_of, stretches


@given(st.integers(1, 10**18), st.integers(1, 10**18))
def test_every_number_is_in_a_bar(one: int, other: int) -> None:
    least, most = sorted((one, other))
    edges = edges_of(least, most)
    assert edges[0] <= least < edges[1]
    assert edges[-2] <= most < edges[-1]
    assert edges == sorted(set(edges))
    assert len(edges) <= 100


@given(st.integers(-10**18, 10**18), st.integers(0, 10**19), st.integers(1, 300))
def test_stretches_hold_the_whole_span(low: int, width: int, count: int) -> None:
    found = stretches(0, (low, low + width), count + 1)
    assert found.start_ns <= low
    assert found.start_ns + found.width_ns * found.count > low + width
    assert found.count <= count + 1
    assert found.start_ns % found.width_ns == 0


def test_they_begin_at_whole_widths_after_the_beginning() -> None:
    found = stretches(500, (1_500, 100_500), 100)
    assert (found.start_ns, found.width_ns) == (1_500, 1_000)
