"""What a few bytes could mean: integers, floating point and times, in both byte orders."""
import struct
from datetime import UTC

from .times import absolute

NTP_TO_UNIX_S = 2_208_988_800       # RFC 5905, section 6: 1900-01-01 to 1970-01-01

_PLAIN = (("u8", "B"), ("i8", "b"), ("u16", "H"), ("i16", "h"), ("u32", "I"), ("i32", "i"), ("u64", "Q"), ("i64", "q"),
          ("f32", "f"), ("f64", "d"))


def _float(value: float, code: str) -> str:
    return f"{value:.{8 if code == 'f' else 16}g}"


def _unix(seconds: int) -> str:
    return absolute(seconds * 1_000_000_000, 0, UTC)


def _ntp(stamp: int) -> str:
    fraction_ns = (stamp & 0xFFFF_FFFF) * 1_000_000_000 >> 32
    return absolute(((stamp >> 32) - NTP_TO_UNIX_S) * 1_000_000_000 + fraction_ns, 3, UTC)


def readings(data: bytes) -> list[tuple[str, str, str]]:
    """Rows (type, read big-endian, read little-endian) of the bytes from the first on; "" where there are too few.

    "unix" is seconds since 1970 in 32 bits, "ntp" the 64-bit time stamp of RFC 5905; both in UTC.
    """
    rows = []
    for name, code in _PLAIN:
        size = struct.calcsize(f">{code}")
        if len(data) < size:
            rows.append((name, "", ""))
            continue
        both = [struct.unpack_from(order + code, data)[0] for order in "><"]
        texts = [_float(value, code) if code in "fd" else str(value) for value in both]
        rows.append((name, texts[0], texts[1]))
    for name, size, read in (("unix", 4, _unix), ("ntp", 8, _ntp)):
        if len(data) < size:
            rows.append((name, "", ""))
        else:
            rows.append((name, read(int.from_bytes(data[:size], "big")), read(int.from_bytes(data[:size], "little"))))
    return rows
