"""Numbers told apart and put by owners, as NumPy and sets have them."""
import numpy as np
import pytest

from netloupe_engine.core import numbering

_RANDOM = np.random.default_rng(7)
HEIGHTS = [np.zeros(0, "u8"), np.zeros(1, "u8"), np.full(5000, 1 << 63, "u8"), _RANDOM.integers(0, 5, 1000, "u8"),
           _RANDOM.integers(0, 1 << 64, 30_000, "u8"), _RANDOM.integers(1 << 30, 1 << 42, 30_000, "u8"),
           _RANDOM.integers(0, 1 << 32, 30_000, "u8"), _RANDOM.integers(0, 9, 3000, "u8") << np.uint64(60),
           np.array([0, (1 << 32) - 1, 1 << 32, 0, 1 << 32], "u8"), np.arange(4096, dtype="u8")[::-1].copy()]


@pytest.mark.parametrize("heights", HEIGHTS)
def test_numbers_are_told_apart_and_stand_where_they_are_first(heights: np.ndarray) -> None:
    expected, first, places = np.unique(heights, return_index=True, return_inverse=True)
    firsts, codes = numbering.told_apart(heights)
    assert np.array_equal(firsts, first)
    assert np.array_equal(heights[firsts], expected)
    assert np.array_equal(codes, places)


@pytest.mark.parametrize("values", [np.zeros(0, "i8"), np.array([4]), _RANDOM.integers(0, 90, 1000)])
def test_numbers_below_a_limit_are_told_apart(values: np.ndarray) -> None:
    used, codes = numbering.dense(values, 90)
    expected, places = np.unique(values, return_inverse=True)
    assert np.array_equal(used, expected)
    assert np.array_equal(codes, places)


@pytest.mark.parametrize("value", [90, -1, 1 << 62])
def test_a_number_past_the_limit_is_an_error(value: int) -> None:
    with pytest.raises(IndexError):
        numbering.dense(np.array([3, value]), 90)


@pytest.mark.parametrize(("count", "different"), [(0, 9), (1, 9), (2, 9), (900, 1000), (4000, 1000), (4000, 90)])
def test_codes_are_put_by_owners_each_once(count: int, different: int) -> None:
    """Some have a few codes, others very many."""
    owners, codes = _RANDOM.integers(0, different, count), _RANDOM.integers(0, 40, count)
    for order in (np.arange(count), np.argsort(owners, kind="stable"), np.lexsort([codes, owners])):
        starts, placed = numbering.by_owner(owners[order], codes[order], 1000, 40)
        for owner in range(1000):
            expected = sorted(set(codes[owners == owner].tolist())) or [40]
            assert placed[starts[owner]:starts[owner + 1]].tolist() == expected
        assert len(placed) == starts[-1]


@pytest.mark.parametrize(("owners", "codes"), [([5], [0]), ([-1], [0]), ([0], [3]), ([0], [-1]), ([0, 1], [0])])
def test_an_owner_or_code_that_is_none_is_an_error(owners: list[int], codes: list[int]) -> None:
    with pytest.raises(IndexError):
        numbering.by_owner(np.array(owners), np.array(codes), 5, 3)


@pytest.mark.parametrize("columns", [1, 2, 3, 5])
def test_each_value_of_a_session_counts_once(columns: int) -> None:
    nothing = 4
    values = np.where(_RANDOM.random((columns, 1000)) < 0.3, nothing, _RANDOM.integers(0, nothing, (columns, 1000)))
    starts, codes = numbering.beside(values, nothing)
    for row, of in enumerate(values.T.tolist()):
        assert codes[starts[row]:starts[row + 1]].tolist() == (sorted(set(of) - {nothing}) or [nothing])
    assert len(codes) == starts[-1]
