"""Counts, sizes, rates and durations for people, on the command line and in the window alike: thousands apart, SI
prefixes, three significant figures."""

_SYMBOLS = ("bit", "B")     # of units that a prefix belongs to
_PREFIXES = ("", "k", "M", "G", "T", "P", "E")
_NS = 1_000_000_000

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def count(value: int) -> str:
    """An integer with its thousands apart: "1,234,567"."""
    return f"{value:,}"


def counted(value: int, one: str, many: str) -> str:
    """A count in a sentence: `one` for 1, else `many`, with `{n}` for the number; both are translated already."""
    return (one if value == 1 else many).format(n=count(value))


def signed_count(value: int) -> str:
    """A difference of counts, always with its sign."""
    return f"{value:+,}"


def _figures(value: float) -> str:
    """Three significant figures without an exponent, for 0 <= value < 1000."""
    if value >= 99.95:
        return f"{value:.0f}"
    if value >= 9.995:
        return f"{value:.1f}".removesuffix(".0")
    return f"{value:.2f}".rstrip("0").removesuffix(".")


def _scaled(value: float, unit: str, is_word: bool = False) -> str:
    """A value with the SI prefix that leaves one to three digits before the point; it is never glued to a word."""
    sign = "-" if value < 0 else ""
    value = abs(value)
    step = 0
    while value >= 999.5 and step < len(_PREFIXES) - 1:
        value /= 1000
        step += 1
    between = f"{_PREFIXES[step]} " if is_word else f" {_PREFIXES[step]}"
    return f"{sign}{_figures(value)}{between}{unit}"


def size(value: int) -> str:
    """A number of bytes with a decimal prefix: "0 B", "999 B", "1.2 kB", "3.45 GB"."""
    return _scaled(value, "B")


def size_exact(value: int) -> str:
    """A number of bytes in full, with the rounded size where it says more: "1,234,567 bytes (1.23 MB)"."""
    plain = counted(value, "{n} byte", "{n} bytes")
    return plain if abs(value) < 1000 else f"{plain} ({size(value)})"


def rate(per_second: float, unit: str = "bit/s") -> str:
    """A rate with a decimal prefix: "12.3 Mbit/s", "950 packets/s", "118k packets/s"."""
    return _scaled(per_second, unit, is_word=not unit.startswith(_SYMBOLS))


def percent(part: float, whole: float) -> str:
    """A share: "12.3 %", "< 0.1 %" for what would round to nothing; "" of nothing."""
    if not whole:
        return ""
    share = 100 * part / whole
    return "< 0.1 %" if 0 < share < 0.1 else f"{_figures(share)} %"


def duration(value_ns: int) -> str:
    """How long something took: "0 s", "12 ns", "3.4 ms", "1.25 s", "2 min 03 s", "1 h 02 min", "3 d 04 h"."""
    if value_ns < 0:
        return "-" + duration(-value_ns)
    if value_ns == 0:
        return "0 s"
    if value_ns < 999_500_000:
        for scale, unit in ((1, "ns"), (1_000, "µs"), (1_000_000, "ms")):
            if value_ns < 999.5 * scale:
                return f"{_figures(value_ns / scale)} {unit}"
    if value_ns < 59.95 * _NS:
        return f"{_figures(value_ns / _NS)} s"
    seconds = (value_ns + _NS // 2) // _NS
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min {seconds % _MINUTE:02} s"
    if seconds < _DAY:
        return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE:02} min"
    return f"{count(seconds // _DAY)} d {seconds % _DAY // _HOUR:02} h"


def duration_exact(value_ns: int, digits: int = 9) -> str:
    """Seconds with a fixed number of decimals (cut, not rounded), e.g. "1.234567890"; exact at nine."""
    sign = "-" if value_ns < 0 else ""
    seconds, rest = divmod(abs(value_ns), _NS)
    fraction = f"{rest:09}"[:digits]
    return f"{sign}{seconds}.{fraction}" if fraction else f"{sign}{seconds}"
