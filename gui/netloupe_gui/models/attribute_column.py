"""A column of the sessions table for any attribute that sessions keep, such as http.host."""
import re
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netloupe_gui.models.columns import Column, Mask, Rows
from netloupe_gui.models.session_rows import SessionRows
from netloupe_gui.text.marked import T

_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_.]{0,62}")


def is_attribute_name(text: str) -> bool:
    """Whether this may be the name of an attribute; those of other columns have no dot."""
    return _NAME.fullmatch(text) is not None


def attribute_column(name: str) -> Column:
    """The values that a session has of an attribute, each once. Numbers sort as numbers, by the first of them."""
    def cell(source: SessionRows, row: int) -> str:
        return source.attribute(name, row)

    def keys(source: SessionRows, rows: Rows) -> list[NDArray[Any]]:
        if not source.has_attribute(name):
            return [np.zeros(len(rows), np.uint8)]
        numbers = source.attribute_numbers(name)
        return [source.attribute_lines(name).ranks()[rows] if numbers is None else numbers[rows]]

    def find(source: SessionRows, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        del is_cancelled
        if not source.has_attribute(name):
            return np.zeros(len(rows), np.bool_)
        return source.attribute_lines(name).find(word.encode("utf-8", "replace"))[rows]

    return Column(name, name, T("Sessions", "Attribute that the session's packets said"), cell, keys, find, 16)
