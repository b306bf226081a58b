"""Who made a network interface, by the first bits of its hardware address (IEEE 802-2014, section 8.2).

Understood are the IEEE's oui.csv, mam.csv, oui36.csv and oui.txt, Wireshark's manuf, and nmap-mac-prefixes.
"""
import os
import re

from ..errors import NamesError
from .reading import clean, lines_of, read_file

BYTES_MAX = 64 << 20
ENTRIES_MAX = 1_000_000
SYSTEM = ("/usr/share/ieee-data/oui.csv", "/var/lib/ieee-data/oui.csv", "/usr/share/ieee-data/oui.txt",
          "/var/lib/ieee-data/oui.txt", "/usr/share/wireshark/manuf", "/usr/share/nmap/nmap-mac-prefixes",
          "/usr/share/hwdata/oui.txt")
_BITS = 48
_LOCAL, _GROUP = 2, 1       # bits of the first byte: given by an administrator; of a group
_PREFIX = re.compile(r"([0-9A-Fa-f]{2}(?:[:.-]?[0-9A-Fa-f]{1,2}){1,7})(?:/(\d{1,2}))?")
_HEX_LINE = re.compile(r"\s*([0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){2})\s+\(hex\)\s+(.*)")

Prefixes = dict[int, dict[int, str]]        # by number of bits, by the bits


class Vendors:
    """Vendors by prefixes of their addresses. Immutable; any thread."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes = dict(sorted(prefixes.items(), reverse=True))       # the longest first

    def __len__(self) -> int:
        return sum(map(len, self._prefixes.values()))

    def vendor(self, hardware: bytes) -> str:
        """Who made the interface of this address of six bytes; "" if nobody knows, or an administrator or a program
        made the address up."""
        if len(hardware) != 6 or hardware[0] & (_LOCAL | _GROUP):
            return ""
        number = int.from_bytes(hardware)
        for bits, known in self._prefixes.items():
            if (name := known.get(number >> (_BITS - bits))) is not None:
                return name
        return ""


def read_vendors(path: str | os.PathLike[str]) -> tuple[Vendors, int]:
    """The vendors of a table, and how many of its lines say nothing. Raises NamesError, also for a file in which no
    vendor is found."""
    data = read_file(path, BYTES_MAX)
    prefixes: Prefixes = {}
    odd = total = 0
    is_csv = data[:9].lower().lstrip(b"\xef\xbb\xbf\"").startswith(b"registry")
    for entry in (_of_csv(data) if is_csv else map(_of_line, lines_of(data))):
        if entry is None:
            odd += 1
        elif entry[2] and total < ENTRIES_MAX:
            bits, prefix, name = entry
            total += 1
            prefixes.setdefault(bits, {}).setdefault(prefix, name)
    if not total:
        raise NamesError(f"{os.fspath(path)} is no table of vendors: none is in it.")
    return Vendors(prefixes), odd


Entry = tuple[int, int, str]        # bits, prefix, name; no prefix: a line that says something else
_NOTHING: Entry = (0, 0, "")


def _of_csv(data: bytes) -> "list[Entry | None]":
    """Registry, Assignment, Organization Name, Organization Address."""
    import csv  # no start needs it
    found: list[Entry | None] = []
    try:
        for row in csv.reader(lines_of(data)):
            if len(found) == ENTRIES_MAX:
                break
            if len(row) >= 3 and row[0].lower() != "registry":
                found.append(_entry(row[1], "", row[2]))
    except csv.Error:               # what follows is none
        found.append(None)
    return found


def _of_line(line: str) -> Entry | None:
    if not (text := line.strip()) or text.startswith("#"):
        return _NOTHING
    if found := _HEX_LINE.match(line):
        return _entry(found[1], "", found[2])
    if "(base 16)" in line or line[:1].isspace():       # oui.txt says each twice, with the address of the house
        return _NOTHING
    match = _PREFIX.match(text)
    if match is None or not (name := text[match.end():].strip()) or not text[match.end()].isspace():
        return None
    short, tab, long = name.partition("\t")             # manuf: a short name, and the whole one
    return _entry(match[1], match[2] or "", long.partition("#")[0] if tab and long.strip() else short)


def _entry(digits: str, bits: str, name: str) -> Entry | None:
    plain = re.sub(r"[:.-]", "", digits)
    count = int(bits) if bits else 4 * len(plain)
    name = clean(name)
    if not name or not 6 <= len(plain) <= 12 or not 8 <= count <= _BITS:
        return None
    try:
        return count, int(plain.ljust(12, "0"), 16) >> (_BITS - count), name
    except ValueError:
        return None
