"""Orders of numbers, against NumPy's stable sort."""
import numpy as np
import pytest

from netloupe_gui.models.order import FEW, order_by

COUNT = 3 * FEW
RANDOM = np.random.default_rng(7)
WIDE = RANDOM.integers(-2**63, 2**63 - 1, COUNT, endpoint=True)
FRACTIONS = np.concatenate([RANDOM.normal(size=COUNT - 6) * 1e9, [np.inf, -np.inf, 0.0, -0.0, 5e-324, -5e-324]])
KEYS = {
    "numbers of 64 bits": WIDE,
    "without sign": WIDE.view("u8"),
    "of 32 bits": (WIDE >> 32).astype("i4"),
    "ranks": (WIDE >> 40).astype("u4"),
    "the ends of a range": np.where(WIDE % 2 == 0, np.iinfo("i8").min, np.iinfo("i8").max),
    "all equal": np.full(COUNT, 5, "i8"),
    "many equal": WIDE % 7,
    "fractions": FRACTIONS,
    "not numbers": np.where(FRACTIONS > 1e9, np.nan, FRACTIONS),
    "zeros of both signs": np.where(WIDE % 2 == 0, 0.0, -0.0),
    "bytes": WIDE.astype("u1"),
    "truths": WIDE % 2 == 0,
}


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("count", [0, 1, FEW - 1, COUNT])
def test_one_key(name: str, count: int) -> None:
    values = KEYS[name][:count]
    assert order_by([values]).tolist() == np.argsort(values, kind="stable").tolist()


def test_several_keys() -> None:
    keys = [KEYS["many equal"], KEYS["truths"], FRACTIONS, WIDE]
    assert order_by(keys).tolist() == np.lexsort(keys[::-1]).tolist()
