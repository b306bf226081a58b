"""MaxMind's databases (.mmdb): where addresses are, and whose network they are in. Version 2 of the file's format:
https://maxmind.github.io/MaxMind-DB/

Only what is asked for is decoded: a file that points in circles, or a thousand times to the same, costs no time.
"""
from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import NamesError
from .hosts import MAPPED
from .reading import clean, read_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BYTES_MAX = 1 << 30
MARKER = b"\xab\xcd\xefMaxMind.com"
METADATA_MAX = 128 << 10        # from the end of the file, by the format
DEPTH_MAX = 16                  # of maps and arrays in one another that are passed over
STEPS_MAX = 4096                # values that are looked at for one answer
_SEPARATOR = 16                 # zeros between tree and data
_POINTER, _TEXT, _DOUBLE, _BYTES, _UINT16, _UINT32, _MAP = 1, 2, 3, 4, 5, 6, 7
_INT32, _UINT64, _UINT128, _ARRAY, _BOOLEAN, _FLOAT = 8, 9, 10, 11, 14, 15
_NUMBERS = (_UINT16, _UINT32, _UINT64, _UINT128)
_SIZED = {_DOUBLE: 8, _FLOAT: 4}

Value = str | int | None


class _Data:
    """A part of a file with values in it: places count from its beginning."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._steps = 0

    def get(self, at: int, path: Sequence[str | int]) -> Value:
        """A text or a number inside maps and arrays, by keys and places; None where there is none. Raises ValueError,
        IndexError, struct.error for what is out of order."""
        self._steps = STEPS_MAX
        for key in path:
            found = self._inside(at, key)
            if found is None:
                return None
            at = found
        kind, size, at = self._head(at)
        if kind == _TEXT:
            return bytes(self._part(at, size)).decode("utf-8", "replace")
        return int.from_bytes(self._part(at, size)) if kind in _NUMBERS else None

    def _part(self, at: int, size: int) -> memoryview:
        if at + size > len(self._data):
            raise ValueError("it ends too early")
        return self._data[at:at + size]

    def _head(self, at: int) -> tuple[int, int, int]:
        """Kind and size of a value, followed through a pointer, and where what it holds begins."""
        kind, size, at = self._head_here(at)
        if kind == _POINTER:
            kind, size, at = self._head_here(size)
            if kind == _POINTER:
                raise ValueError("a pointer to a pointer")
        return kind, size, at

    def _head_here(self, at: int) -> tuple[int, int, int]:
        """The same; of a pointer, `size` is where it points to."""
        self._steps -= 1
        if self._steps < 0:
            raise ValueError("it goes in circles")
        control = self._data[at]
        kind, size, at = control >> 5, control & 0x1F, at + 1
        if kind == _POINTER:
            width = size >> 3
            number = int.from_bytes(self._part(at, width + 1))
            if width < 3:
                number += (size & 7) << 8 * (width + 1)
            return _POINTER, number + (0, 2048, 526_336, 0)[width], at + width + 1
        if kind == 0:
            kind, at = self._data[at] + 7, at + 1
        if size >= 29:
            more = size - 28
            size = int.from_bytes(self._part(at, more)) + (29, 285, 65_821)[more - 1]
            at += more
        return kind, size, at

    def _inside(self, at: int, key: str | int) -> int | None:
        """Where a map has the value of a key, or an array its member."""
        kind, size, at = self._head(at)
        if kind == _MAP and isinstance(key, str):
            wanted = key.encode()
            for _ in range(size):
                if self._is_text(at, wanted):
                    return self._after(at)
                at = self._after(self._after(at))
        elif kind == _ARRAY and isinstance(key, int) and key < size:
            for _ in range(key):
                at = self._after(at)
            return at
        return None

    def _is_text(self, at: int, wanted: bytes) -> bool:
        kind, size, at = self._head(at)
        return kind == _TEXT and size == len(wanted) and self._part(at, size) == wanted

    def _after(self, at: int, depth: int = 0) -> int:
        """Where the value behind this one begins; what is behind a pointer is not looked at."""
        kind, size, at = self._head_here(at)
        if kind in (_POINTER, _BOOLEAN):
            return at
        if kind in (_MAP, _ARRAY):
            if depth == DEPTH_MAX:
                raise ValueError("too much in one another")
            for _ in range(2 * size if kind == _MAP else size):
                at = self._after(at, depth + 1)
            return at
        return at + _SIZED.get(kind, size)


class MaxMind:
    """One database, whole in memory. Any thread, one at a time for each instance of `_Data`."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Raises NamesError for a file that is none."""
        data = memoryview(read_file(path, BYTES_MAX))
        marker = bytes(data[-METADATA_MAX:]).rfind(MARKER)
        if marker < 0:
            raise NamesError(f"{os.fspath(path)} is no MaxMind database (.mmdb).")
        begin = max(0, len(data) - METADATA_MAX) + marker + len(MARKER)
        try:
            self._read_metadata(_Data(data[begin:]))
            tree = self._nodes * self._record // 4
            self._tree = data[:tree]
            if len(self._tree) < tree or tree + _SEPARATOR > begin:
                raise ValueError("the tree is cut short")
        except (ValueError, IndexError, struct.error) as error:
            raise NamesError(f"{os.fspath(path)} is a damaged MaxMind database: {error}.") from None
        self._values = data[tree + _SEPARATOR:begin - len(MARKER)]
        self._start = self._first_of_ipv4()

    def _read_metadata(self, metadata: _Data) -> None:
        found = {name: metadata.get(0, (name,)) for name in
                 ("node_count", "record_size", "ip_version", "database_type", "binary_format_major_version")}
        nodes, record, version = (found[name] for name in ("node_count", "record_size", "ip_version"))
        if not isinstance(nodes, int) or record not in (24, 28, 32) or version not in (4, 6) \
                or found["binary_format_major_version"] != 2:
            raise ValueError("its description is not of version 2")
        assert isinstance(record, int)
        self._nodes, self._record, self._is_wide = nodes, record, version == 6
        self.kind = clean(str(found["database_type"] or ""))

    def place(self, address: bytes) -> int | None:
        """Where what is known of an address of sixteen bytes stands; None if nothing is. Raises ValueError."""
        node, bits = 0, address
        if address.startswith(MAPPED):
            node, bits = self._start, address[12:]
        elif not self._is_wide:
            return None
        for byte in bits:
            for shift in range(7, -1, -1):
                if node >= self._nodes:
                    break
                node = self._child(node, byte >> shift & 1)
        if node == self._nodes:
            return None
        if node < self._nodes:
            raise ValueError("the tree is deeper than an address")
        return node - self._nodes - _SEPARATOR

    def places(self, addresses: NDArray[np.void]) -> NDArray[np.int64]:
        """The same of many addresses of sixteen bytes at once; -1 for nothing. Where the tree is damaged, nothing."""
        import numpy as np
        octets = np.frombuffer(addresses.tobytes(), np.uint8).reshape(-1, 16)
        is_four = (octets[:, :12] == np.frombuffer(MAPPED, np.uint8)).all(axis=1)
        found = np.full(len(octets), -1, np.int64)
        rows = np.flatnonzero(is_four)
        found[rows] = self._walk(octets[rows, 12:], self._start)
        if self._is_wide:
            rows = np.flatnonzero(~is_four)
            found[rows] = self._walk(octets[rows], 0)
        return found

    def _walk(self, octets: NDArray[np.uint8], start: int) -> NDArray[np.int64]:
        """All addresses down the tree, a bit at a time."""
        import numpy as np
        size = self._record // 4
        tree = np.frombuffer(self._tree, np.uint8).reshape(self._nodes, size)
        node = np.full(len(octets), start, np.int64)
        for bit in range(8 * octets.shape[1]):
            live = np.flatnonzero(node < self._nodes)
            if not len(live):
                break
            record = tree[node[live]].astype(np.int64)
            right = (octets[live, bit // 8] >> (7 - bit % 8) & 1).astype(np.bool_)
            half = self._record // 8
            children = [sum(record[:, first + at] << 8 * (half - 1 - at) for at in range(half))
                        for first in (0, size - half)]
            if self._record == 28:      # the middle byte has the highest bits of both
                children = [children[0] | (record[:, 3] >> 4) << 24, children[1] | (record[:, 3] & 15) << 24]
            node[live] = np.where(right, children[1], children[0])
        return np.where(node > self._nodes, node - self._nodes - _SEPARATOR, -1)

    def get(self, place: int, path: Sequence[str | int]) -> Value:
        """What stands there, by keys; None for nothing. Raises ValueError, IndexError for a damaged file."""
        return _Data(self._values).get(place, path)

    def _first_of_ipv4(self) -> int:
        """In a tree of IPv6, where ::/96 is."""
        node = 0
        if self._is_wide:
            for _ in range(96):
                if node >= self._nodes:
                    break
                node = self._child(node, 0)
        return node

    def _child(self, node: int, side: int) -> int:
        size = self._record // 4
        record = self._tree[node * size:node * size + size]
        if self._record == 28:
            if side:
                return (record[3] & 0x0F) << 24 | int.from_bytes(record[4:])
            return (record[3] >> 4) << 24 | int.from_bytes(record[:3])
        half = size // 2
        return int.from_bytes(record[half:] if side else record[:half])
