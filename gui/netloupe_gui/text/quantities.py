"""Counts, sizes, rates and durations as on the command line, with the marks of the window's language in numbers.

Exact seconds, values of attributes and whatever a filter takes keep the point: programs read them, too. Any thread.
"""
from PySide6.QtCore import QCoreApplication

from netloupe_engine import quantities as plain

_marks: list[dict[int, str]] = [{}]     # what stands in for the comma between thousands and the point before decimals


def use_marks(between_thousands: str, before_decimals: str) -> None:
    """From now on, numbers are written with these."""
    own = {",": between_thousands, ".": before_decimals}
    _marks[0] = {} if own == {",": ",", ".": "."} else {ord(mark): sign for mark, sign in own.items()}


def _own(text: str) -> str:
    return text.translate(_marks[0]) if _marks[0] else text


def count(value: int) -> str:
    """See `quantities.count`."""
    return _own(plain.count(value))


def counted(value: int, one: str, many: str) -> str:
    """See `quantities.counted`; only the number takes other marks."""
    return (one if value == 1 else many).format(n=count(value))


def signed_count(value: int) -> str:
    """See `quantities.signed_count`."""
    return _own(plain.signed_count(value))


def size(value: int) -> str:
    """See `quantities.size`."""
    return _own(plain.size(value))


def size_exact(value: int) -> str:
    """See `quantities.size_exact`."""
    exact = counted(value, QCoreApplication.translate("Quantities", "{n} byte"),
                    QCoreApplication.translate("Quantities", "{n} bytes"))
    return exact if abs(value) < 1000 else f"{exact} ({size(value)})"


def rate(per_second: float, unit: str = "bit/s") -> str:
    """See `quantities.rate`; the unit is translated already."""
    number, blank, rest = plain.rate(per_second, unit).partition(" ")
    return _own(number) + blank + rest


def percent(part: float, whole: float) -> str:
    """See `quantities.percent`."""
    return _own(plain.percent(part, whole))


def duration(value_ns: int) -> str:
    """See `quantities.duration`."""
    return _own(plain.duration(value_ns))


def decimal(value: float, digits: int = 3) -> str:
    """A number with so many significant figures."""
    return _own(f"{value:,.{digits}g}")
