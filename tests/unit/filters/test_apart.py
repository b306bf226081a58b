"""Numbers and addresses told apart, as NumPy and sets have them."""
import time

import numpy as np
import pytest

from netloupe_engine.filters.apart import addresses_apart, numbered

_RANDOM = np.random.default_rng(1)
NUMBERS = {
    "few": _RANDOM.integers(5, 9, 10), "far apart": _RANDOM.integers(0, 1 << 40, 7), "none": np.zeros(0, np.int64),
    "one": np.full(70_000, 3), "random": _RANDOM.integers(0, 1 << 63, 100_000, np.int64),
    "addresses anywhere": _RANDOM.integers(0, 1 << 32, 100_000),
    "two networks": np.concatenate([_RANDOM.integers(10 << 24, (10 << 24) + 50_000, 100_000),
                                    _RANDOM.integers(172 << 24, (172 << 24) + 5000, 100_000)]),
}


@pytest.mark.parametrize("values", [
    *NUMBERS.values(), *(values.astype("u8") for values in NUMBERS.values()),
    _RANDOM.integers(-5, 5, 1000), _RANDOM.integers(-(1 << 62), 1 << 62, 1000),
    _RANDOM.integers(-(1 << 31), 1 << 31, 100_000).astype("i4"),
    _RANDOM.integers(1 << 63, (1 << 63) + 90, 1000, np.uint64), _RANDOM.random(1000),
    np.round(_RANDOM.random(5000), 2) - 0.5])
def test_numbers_of_all_kinds_are_numbered(values: np.ndarray) -> None:
    expected, places = np.unique(values, return_inverse=True)
    different, codes = numbered(values)
    assert different.dtype == values.dtype
    assert np.array_equal(different, expected)
    assert np.array_equal(codes, places)


def test_fractions_that_are_no_numbers_are_one_and_zero_has_no_sign() -> None:
    values = np.array([0.5, np.nan, -0.0, -np.inf, 0.0, np.inf, -np.nan, -0.5])
    different, codes = numbered(values)
    assert np.array_equal(different, [-np.inf, -0.5, 0, 0.5, np.inf, np.nan], equal_nan=True)
    assert codes.tolist() == [3, 5, 2, 0, 2, 4, 5, 1]


@pytest.mark.parametrize("highs", [[0], [0, 1 << 61], [0xFE80 << 48]])
def test_addresses_are_told_apart_in_their_order(highs: list[int]) -> None:
    lows = _RANDOM.integers(0xFFFF_0A00_0000, 0xFFFF_0A01_0000, 100_000).tolist()
    packed = [(highs[at % len(highs)] << 64 | low).to_bytes(16) for at, low in enumerate(lows)]
    different, codes = addresses_apart(np.frombuffer(b"".join(packed), "V16"))
    assert [one.tobytes() for one in different] == sorted(set(packed))
    assert [different[code].tobytes() for code in codes] == packed


def test_many_sessions_of_few_addresses_take_no_time():
    dice = np.random.default_rng(1)
    some = dice.integers(0, 1 << 63, (5000, 2), np.uint64)
    values = np.ascontiguousarray(some[dice.integers(0, 5000, 1_000_000)]).view("V16")[:, 0]
    begun = time.process_time()
    different, codes = addresses_apart(values)
    assert time.process_time() - begun < 1
    assert len(different) == len(np.unique(some, axis=0))
    assert (different[codes] == values).all()
