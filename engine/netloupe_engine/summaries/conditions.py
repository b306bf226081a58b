"""Filters of rows of statistics, put together of conditions (filters/conditions.py)."""
from collections.abc import Sequence

from ..filters.conditions import Exact, condition
from ..filters.names import Names


def every(*parts: str) -> str:
    """All of them; empty ones say nothing."""
    said = [part for part in parts if part]
    return said[0] if len(said) == 1 else " and ".join(f"({part})" if " or " in part else part for part in said)


def any_of(parts: Sequence[str]) -> str:
    """Any of them."""
    return " or ".join(parts)


def has(names: Names, by: Sequence[str], value: Exact) -> str:
    """Any of these fields or attributes has a value."""
    return any_of([condition(names, name, (value,)) for name in by])
