"""Numbers told apart, and those of a session beside each other, as NumPy and sets have them."""
import numpy as np
import pytest

from netloupe_engine.summaries.keys import _addresses, numbered, side_by_side, told_apart

_RANDOM = np.random.default_rng(1)
NUMBERS = {
    "few": _RANDOM.integers(5, 9, 10), "far apart": _RANDOM.integers(0, 1 << 40, 7), "none": np.zeros(0, np.int64),
    "one": np.full(70_000, 3), "random": _RANDOM.integers(0, 1 << 63, 100_000, np.int64),
    "addresses anywhere": _RANDOM.integers(0, 1 << 32, 100_000),
    "two networks": np.concatenate([_RANDOM.integers(10 << 24, (10 << 24) + 50_000, 100_000),
                                    _RANDOM.integers(172 << 24, (172 << 24) + 5000, 100_000)]),
}


@pytest.mark.parametrize("kind", ["u8", "i8"])
@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_told_apart(name: str, kind: str) -> None:
    values = NUMBERS[name].astype(kind)
    different, codes = told_apart(values)
    expected, places = np.unique(values, return_inverse=True)
    assert different.dtype == values.dtype
    assert np.array_equal(different, expected)
    assert np.array_equal(codes, places)


@pytest.mark.parametrize("values", [
    *NUMBERS.values(), _RANDOM.integers(-5, 5, 1000), _RANDOM.integers(-(1 << 62), 1 << 62, 1000),
    _RANDOM.integers(-(1 << 31), 1 << 31, 100_000).astype("i4"),
    _RANDOM.integers(1 << 63, (1 << 63) + 90, 1000, np.uint64), _RANDOM.random(1000),
    np.round(_RANDOM.random(5000), 2) - 0.5])
def test_numbers_of_all_kinds_are_numbered(values: np.ndarray) -> None:
    expected, places = np.unique(values, return_inverse=True)
    for way in (numbered, told_apart) if values.dtype.kind in "iu" else (numbered,):
        different, codes = way(values)
        assert different.dtype == values.dtype
        assert np.array_equal(different, expected)
        assert np.array_equal(codes, places)


@pytest.mark.parametrize("highs", [[0], [0, 1 << 61], [0xFE80 << 48]])
def test_addresses_are_told_apart_in_their_order(highs: list[int]) -> None:
    lows = _RANDOM.integers(0xFFFF_0A00_0000, 0xFFFF_0A01_0000, 100_000).tolist()
    packed = [(highs[at % len(highs)] << 64 | low).to_bytes(16) for at, low in enumerate(lows)]
    different, codes = _addresses(np.frombuffer(b"".join(packed), "V16"))
    assert [one.tobytes() for one in different] == sorted(set(packed))
    assert [different[code].tobytes() for code in codes] == packed


@pytest.mark.parametrize("columns", [2, 3, 5])
def test_each_value_of_a_session_counts_once(columns: int) -> None:
    nothing = 4
    values = np.where(_RANDOM.random((columns, 1000)) < 0.3, nothing, _RANDOM.integers(0, nothing, (columns, 1000)))
    starts, codes = side_by_side(values.copy(), nothing)
    for row, of in enumerate(values.T.tolist()):
        assert codes[starts[row]:starts[row + 1]].tolist() == (sorted(set(of) - {nothing}) or [nothing])
