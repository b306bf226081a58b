"""PacketIndex: 24 bytes a packet, so that any packet and any session's packets are reached at once.

Packet bytes stay in the capture file; a row says where.
"""
from cpython.buffer cimport PyBUF_READ
from cpython.memoryview cimport PyMemoryView_FromMemory
from libc.stdint cimport uint32_t, uint64_t

from ..core.pool cimport vector_at, vector_free, vector_init
from .row cimport LENGTH_MAX, PATH_SHIFT, PLACE_BITS, WAY_BIT, PacketRow

cdef enum:
    CHUNK_BITS = 16

LAYOUT = [("place", "u8"), ("time_ns", "i8"), ("session", "u4"), ("length", "u4")]
COLUMNS = {"time_ns": "i8", "session": "u4", "length": "u4", "path": "u2", "way": "u1", "flags": "u1", "at": "u8"}


cdef class PacketIndex:
    """Row r is packet r + 1. Written by the analysis' worker; read (always copied) by any thread.

    Columns: time_ns, session (id, 0 none), length (bytes on the wire, saturating at 16 MiB), path, way (0 initiator to
    responder), flags (PacketFlag), at (file offset of the record).
    """

    def __cinit__(self):
        if not vector_init(&self.rows, sizeof(PacketRow), CHUNK_BITS):
            raise MemoryError

    def __dealloc__(self):
        vector_free(&self.rows)

    def publish(self, uint64_t count):
        """The first `count` rows may be read from now on: their packets have been handled."""
        self.count = count

    def __len__(self):
        return self.count

    @property
    def names(self):
        """Column names."""
        return tuple(COLUMNS)

    def _parts(self, uint64_t first, uint64_t last):
        """Views of the chunks holding rows [first, last); they borrow, so callers copy before they answer."""
        import numpy as np
        cdef uint64_t chunk, base
        cdef char* rows
        parts = []
        for chunk in range(first >> CHUNK_BITS, ((last - 1) >> CHUNK_BITS) + 1 if last > first else 0):
            base = chunk << CHUNK_BITS
            rows = <char*>self.rows.chunks[chunk]
            view = np.frombuffer(PyMemoryView_FromMemory(rows, sizeof(PacketRow) << CHUNK_BITS, PyBUF_READ), LAYOUT)
            parts.append(view[max(first, base) - base:min(last - base, 1 << CHUNK_BITS)])
        return parts

    def column(self, str name, uint64_t start=0, stop=None):
        """A copy of rows [start, stop) of a column. Raises KeyError for a name that is none."""
        import numpy as np
        cdef uint64_t last = self.count if stop is None else min(stop, self.count)
        dtype = COLUMNS[name]
        parts = [_read(part, name) for part in self._parts(start, last)]
        if name == "way" and self.turned is not None:
            turned = np.frombuffer(self.turned, "u1")
            parts = [way ^ turned[np.minimum(part["session"], len(turned) - 1)]
                     for way, part in zip(parts, self._parts(start, last), strict=True)]
        return np.concatenate(parts).astype(dtype, copy=False) if parts else np.empty(0, dtype)

    def turn(self, sessions):
        """The directions of these sessions (a list of ids) are the other way round from now on.

        Rows keep the direction as it was taken down; readers are told the right one. Other threads may be reading, so
        the marks are replaced as a whole. No NumPy: it takes longer to load than a small capture to analyse.
        """
        cdef uint32_t session
        if not sessions:
            return
        size = max(sessions) + 2            # the last one is never turned: it stands for all behind it
        marks = bytearray(self.turned or b"")
        if len(marks) < size:
            marks.extend(bytes(size - len(marks)))
        for session in sessions:
            marks[session] = 0 if marks[session] else 1
        self.turned = bytes(marks)

    cdef int _is_turned(self, uint32_t session):
        turned = self.turned
        return turned[session] if turned is not None and session < len(turned) else 0

    def cell(self, str name, uint64_t row):
        """One value as a Python int. Raises KeyError, and IndexError for a row that is not there."""
        cdef PacketRow* found
        if row >= self.count:
            raise IndexError(row)
        found = <PacketRow*>vector_at(&self.rows, row)
        if name == "time_ns":
            return found.time_ns
        if name == "session":
            return found.session
        if name == "length":
            return found.length & LENGTH_MAX
        if name == "flags":
            return found.length >> 24
        if name == "path":
            return found.place >> PATH_SHIFT
        if name == "way":
            return found.place >> WAY_BIT & 1 ^ self._is_turned(found.session)
        if name == "at":
            return found.place & ((<uint64_t>1 << PLACE_BITS) - 1)
        raise KeyError(name)

    def of_sessions(self, ids, uint64_t start=0, stop=None):
        """Packet numbers, ascending, whose session is in `ids`; only packets (start, stop] are looked at."""
        import numpy as np
        cdef uint64_t last = self.count if stop is None else min(stop, self.count)
        found, before = [], start
        wanted = np.unique(np.asarray(ids, "u4"))
        for part in self._parts(start, last):
            mine = part["session"] == wanted[0] if len(wanted) == 1 else np.isin(part["session"], wanted)
            found.append(np.flatnonzero(mine).astype("u4") + np.uint32(before + 1))
            before += len(part)
        return np.concatenate(found) if found else np.empty(0, "u4")


def _read(part, name):
    """One column of a chunk, unpacked."""
    import numpy as np
    if name == "length":
        return part["length"] & LENGTH_MAX
    if name == "flags":
        return part["length"] >> 24
    if name == "path":
        return part["place"] >> np.uint64(PATH_SHIFT)
    if name == "way":
        return part["place"] >> np.uint64(WAY_BIT) & np.uint64(1)
    if name == "at":
        return part["place"] & np.uint64((<uint64_t>1 << PLACE_BITS) - 1)
    return part[name].copy()
