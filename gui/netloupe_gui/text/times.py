"""Points in time for people. Times are integer nanoseconds since the epoch and stay exact to the last digit.

`zone` is any `tzinfo`; None is that of `use_zone`, at first of this computer. A time is never shown without the zone
being visible somewhere: with `zone=True` forms here, or once in the head of a column or axis.
"""
from datetime import UTC, datetime, timedelta, tzinfo

from netloupe_engine.quantities import duration_exact

_NS = 1_000_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WHOLE, _TIME = len("2024-01-31 12:34:56"), len("2024-01-31 ")     # of ISO 8601; strftime imports a module a call

_shown: list[tzinfo | None] = [None]


def use_zone(zone: tzinfo | None) -> None:
    """From now on, times for which no zone is said are shown in this one; None: in that of this computer."""
    _shown[0] = zone


def _moment(time_ns: int, zone: tzinfo | None) -> datetime | None:
    """The whole second; None for times the calendar of `datetime` cannot hold."""
    try:
        return (_EPOCH + timedelta(seconds=time_ns // _NS)).astimezone(zone or _shown[0])
    except (OverflowError, ValueError, OSError):
        return None


def _fraction(time_ns: int, digits: int) -> str:
    return f".{time_ns % _NS:09}"[:digits + 1] if digits else ""


def absolute(time_ns: int, digits: int = 9, zone: tzinfo | None = None) -> str:
    """Date and time of day, e.g. "2024-01-31 12:34:56.123456789"; "@" and seconds when outside the calendar."""
    moment = _moment(time_ns, zone)
    if moment is None:
        return f"@{duration_exact(time_ns, digits)}"
    return moment.isoformat(" ")[:_WHOLE] + _fraction(time_ns, digits)


def clock(time_ns: int, digits: int = 3, zone: tzinfo | None = None) -> str:
    """Time of day alone, e.g. "12:34:56.123"."""
    moment = _moment(time_ns, zone)
    if moment is None:
        return f"@{duration_exact(time_ns, digits)}"
    return moment.isoformat(" ")[_TIME:_WHOLE] + _fraction(time_ns, digits)


def utc_offset_s(time_ns: int, zone: tzinfo | None = None) -> int:
    """Seconds that the zone is ahead of UTC at that time."""
    offset = (_moment(time_ns, zone) or _EPOCH).utcoffset()
    return 0 if offset is None else round(offset.total_seconds())


def zone_name(time_ns: int = 0, zone: tzinfo | None = None) -> str:
    """The zone in force at that time: "UTC", "CET (UTC+01:00)"."""
    moment = _moment(time_ns, zone) or _EPOCH
    minutes = round(utc_offset_s(time_ns, zone) / 60)
    shift = "UTC" if not minutes else f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    name = moment.tzname() or shift
    return shift if name in (shift, "UTC") or name[:1] in "+-" else f"{name} ({shift})"


def date_and_zone(time_ns: int, zone: tzinfo | None = None) -> str:
    """What the times of an axis leave out: "2024-01-31, CET (UTC+01:00)"."""
    moment = _moment(time_ns, zone)
    return zone_name(time_ns, zone) if moment is None else f"{moment:%Y-%m-%d}, {zone_name(time_ns, zone)}"


def iso(time_ns: int) -> str:
    """RFC 3339 in UTC with all nine decimals, for other programs; seconds since the epoch outside the calendar."""
    moment = _moment(time_ns, UTC)
    return duration_exact(time_ns) if moment is None else f"{moment:%Y-%m-%dT%H:%M:%S}{_fraction(time_ns, 9)}Z"


def is_one_day(start_ns: int, end_ns: int, zone: tzinfo | None = None) -> bool:
    """Whether both moments are of the same day of the calendar."""
    first, last = _moment(start_ns, zone), _moment(end_ns, zone)
    return first is not None and last is not None and first.date() == last.date()


def dates_and_zone(start_ns: int, end_ns: int, zone: tzinfo | None = None) -> str:
    """As `date_and_zone`, of a range: "2024-01-31 to 2024-02-02, CET (UTC+01:00)"."""
    first, last = _moment(start_ns, zone), _moment(end_ns, zone)
    if first is None or last is None or first.date() == last.date():
        return date_and_zone(start_ns, zone)
    return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}, {zone_name(start_ns, zone)}"


def moments(start_ns: int, end_ns: int, digits: int = 3, zone: tzinfo | None = None) -> str:
    """A range: "2024-01-31 12:34:56.123 – 12:35:00.000", with the second date where it is another."""
    until = clock if is_one_day(start_ns, end_ns, zone) else absolute
    return f"{absolute(start_ns, digits, zone)} – {until(end_ns, digits, zone)}"


def relative(time_ns: int, start_ns: int, digits: int = 9) -> str:
    """Seconds since a start, e.g. "12.345678901"; negative before it."""
    return duration_exact(time_ns - start_ns, digits)


def delta(time_ns: int, previous_ns: int, digits: int = 9) -> str:
    """Seconds since the packet before, always with a sign: "+0.000012345"."""
    text = duration_exact(time_ns - previous_ns, digits)
    return text if text.startswith("-") else "+" + text
