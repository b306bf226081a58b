"""Bytes that were sent twice: those that came first count, whatever else the later ones say."""
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.streams.payloads import first_come

RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=12)


@given(RANGES)
def test_who_comes_first_has_it(ranges: list[tuple[int, int]]) -> None:
    owners: dict[int, int] = {}
    for which, (begin, size) in enumerate(ranges):
        for at in range(begin, begin + size):
            owners.setdefault(at, which)
    found: dict[int, int] = {}
    for which, begin, end in first_come([begin for begin, _ in ranges], [sum(pair) for pair in ranges]):
        assert begin < end
        assert not found.keys() & range(begin, end)
        found |= dict.fromkeys(range(begin, end), which)
    assert found == owners
