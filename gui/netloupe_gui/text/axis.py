"""Where a time axis has its marks and what they say."""
from collections.abc import Iterator
from datetime import tzinfo

from .times import absolute, clock, is_one_day, utc_offset_s

_S = 1_000_000_000
_DAY_S = 86_400
_ROUND_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200)
_GAP = 3            # characters between two labels
_DATE = 6           # characters of month and day before a time of day


def _steps() -> Iterator[tuple[int, int, int]]:
    """Round steps from the finest: (nanoseconds, decimals of a second, characters of a label)."""
    for exponent in range(9):
        digits = 9 - exponent
        for factor in (1, 2, 5):
            yield factor * 10**exponent, digits, 9 + digits
    for seconds in _ROUND_S:
        yield seconds * _S, 0, 8 if seconds < 3600 else 10
    for exponent in range(6):
        for factor in (1, 2, 5):
            yield factor * 10**exponent * _DAY_S * _S, -1, 10


def time_ticks(start_ns: int, end_ns: int, room: float, zone: tzinfo | None = None) -> list[tuple[int, str]]:
    """Round moments (time, label) from start to end, as many as fit into `room` characters; none in an empty range.

    Labels are times of day in the zone, as exact as the step needs, with the date where the range has more than one;
    steps of days show the date alone.
    """
    span = end_ns - start_ns
    if span <= 0:
        return []
    dated = 0 if is_one_day(start_ns, end_ns, zone) else _DATE
    for step, digits, characters in _steps():
        if span / step * (characters + _GAP + (dated if digits >= 0 else 0)) > room:
            continue
        shift = utc_offset_s(start_ns, zone) * _S
        first = -(-(start_ns + shift) // step) * step - shift
        return [(moment, _label(moment, digits, bool(dated), zone))
                for moment in range(first, end_ns + 1, step)]
    return []


def _label(moment: int, digits: int, is_dated: bool, zone: tzinfo | None) -> str:
    if digits < 0:
        return absolute(moment, 0, zone)[:10]
    return absolute(moment, digits, zone)[5:] if is_dated else clock(moment, digits, zone)
