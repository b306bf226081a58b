"""Numbering: the interfaces of several files as those of one capture."""
from collections import Counter
from dataclasses import replace

from ..model import Interface
from .options import ByteOrder

INTERFACES_MAX = 65535      # their numbers have 16 bits

_Key = tuple[str, int, int, float, int]


class Numbering:
    """Gives the interfaces of one file after the other their numbers. Used by one thread, read by any.

    The same name, link type, snap length and resolution are the same interface, if they are in two files: a file that
    describes two interfaces alike has two.
    """

    def __init__(self) -> None:
        self.interfaces: list[Interface] = []
        self.options: list[tuple[bytes, ByteOrder]] = []    # as they stand in the first file that has them
        self._numbers: dict[_Key, int] = {}
        self._met: Counter[tuple[str, int, int, float]] = Counter()

    def begin_file(self) -> None:
        """The interfaces asked for from now on are those of another file."""
        self._met.clear()

    def number(self, found: Interface, options: tuple[bytes, ByteOrder]) -> int:
        """Of the next interface of the file. There is no end of files: beyond the limit all have the last number."""
        what = found.name, found.link_type, found.snap_length, found.resolution_ns
        self._met[what] += 1
        key = (*what, self._met[what])
        if key not in self._numbers and len(self.interfaces) < INTERFACES_MAX:
            self._numbers[key] = len(self.interfaces)
            self.options.append(options)
            self.interfaces.append(replace(found, index=len(self.interfaces)))
        return self._numbers.get(key, INTERFACES_MAX - 1)
