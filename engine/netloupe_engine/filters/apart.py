"""Which values of a column are the same: numbers and addresses, without comparing them one by one."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.numbering import dense, told_apart

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPAN_MAX = 8            # numbers that lie in a range of so many times as many are not sorted to be told apart


def addresses_apart(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The different addresses, and of each value which of them it is: by their halves, which are far fewer."""
    import numpy as np
    high, low = (values.view(">u8")[half::2].astype("u8") for half in (0, 1))
    lows, codes = numbered(low)
    if len(high) and (high == high[0]).all():
        different = np.empty((len(lows), 2), ">u8")
        different[:, 0], different[:, 1] = high[0], lows
        return different.view("V16")[:, 0], codes
    lows, codes = numbered(numbered(high)[1] * len(lows) + codes)
    first = np.zeros(len(lows), np.int64)
    first[codes] = np.arange(len(codes))
    return values[first], codes


def numbered(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The different numbers, ascending, and of each value which of them it is. What is not a number is one of them."""
    least, most = (int(values.min()), int(values.max())) if len(values) and values.dtype.kind in "iu" else (0, 1 << 64)
    if most - least <= SPAN_MAX * len(values):
        used, codes = dense((values - values.dtype.type(least)).astype("i8"), most - least + 1)
        return used.astype(values.dtype) + values.dtype.type(least), codes
    firsts, codes = told_apart(_heights(values))
    return values[firsts], codes


def _heights(values: NDArray[Any]) -> NDArray[np.uint64]:
    """Numbers in the same order: how far each is above the least; fractions by representable ones (IEEE 754)."""
    import numpy as np
    if values.dtype.kind == "f":
        bits = np.where(np.isnan(values), np.nan, values.astype("f8") + 0.0).view("i8")     # no zero is below another
        return np.where(bits < 0, ~bits, bits | np.iinfo("i8").min).view("u8")
    heights = values.astype("u8")       # and wraps around 0, as the difference does
    heights -= np.uint64(int(values.min()) & (1 << 64) - 1) if len(values) else np.uint64(0)
    return heights
