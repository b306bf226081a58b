"""Orders of a million numbers: NumPy counts keys of 16 bits, so wider ones are sorted 16 bits at a time, which takes a
third to two thirds of the time of a stable sort by comparison.

Pure NumPy; any thread.
"""
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIGIT = 16              # bits
FEW = 1 << 12           # below, comparing is as fast


def order_by(keys: Sequence[NDArray[Any]]) -> NDArray[np.intp]:
    """The places of values in ascending order, the first key deciding; equal ones keep their order. Not a number is
    above all numbers."""
    order = _order(keys[-1])
    for key in keys[-2::-1]:
        order = order[_order(key[order])]
    return order


def _order(values: NDArray[Any]) -> NDArray[np.intp]:
    if len(values) < FEW or values.dtype.itemsize * 8 <= DIGIT or np.isnan(values.max()):
        return np.argsort(values, kind="stable")
    heights = _heights(values)
    order: NDArray[np.intp] = np.arange(len(values))
    for shift in range(0, int(heights.max()).bit_length(), DIGIT):
        digits = (heights >> np.uint64(shift)).astype(np.uint16)
        order = order[np.argsort(digits[order], kind="stable")]
    return order


def _heights(values: NDArray[Any]) -> NDArray[np.uint64]:
    """How far each value is above the lowest; of fractions, in representable ones between (IEEE 754)."""
    if values.dtype.kind == "f":
        bits = (values.astype(np.float64) + 0.0).view(np.int64)        # no zero is below another
        values = np.where(bits < 0, bits ^ np.iinfo(np.int64).max, bits)
    elif values.dtype.kind == "u":
        return values.astype(np.uint64) - np.uint64(values.min())
    return (values.astype(np.int64) - np.int64(values.min())).view(np.uint64)
