"""How numbers, sizes, times, addresses and foreign text read on screen. Any thread.

Text that came out of a packet is shown only after `safe`.
"""
from netloupe_engine.cells import csv_cell, csv_line
from netloupe_engine.links import link_title
from netloupe_engine.quantities import duration_exact

from .addresses import address, endpoint
from .axis import time_ticks
from .dumps import as_c_array, as_escaped, as_hex, as_text, printable
from .quantities import (
    count,
    counted,
    decimal,
    duration,
    percent,
    rate,
    signed_count,
    size,
    size_exact,
    use_marks,
)
from .safety import LINE_MAX, one_line, safe, tip
from .times import (
    absolute,
    clock,
    date_and_zone,
    dates_and_zone,
    delta,
    is_one_day,
    iso,
    moments,
    relative,
    use_zone,
    zone_name,
)
from .values import readings

__all__ = [
    "LINE_MAX", "absolute", "address", "as_c_array", "as_escaped", "as_hex", "as_text", "clock", "count", "counted",
    "csv_cell", "csv_line", "date_and_zone", "dates_and_zone", "decimal", "delta", "duration", "duration_exact",
    "endpoint", "is_one_day", "iso", "link_title", "moments", "one_line", "percent", "printable", "rate", "readings",
    "relative", "safe", "signed_count", "size", "size_exact", "time_ticks", "tip", "use_marks", "use_zone",
    "zone_name",
]
