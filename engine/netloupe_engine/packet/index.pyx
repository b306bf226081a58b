"""PacketIndex: 24 bytes a packet, so that any packet and any session's packets are reached at once.

Packet bytes stay in the capture file; a row says where.
"""
from cpython.buffer cimport PyBUF_SIMPLE, PyBUF_WRITABLE, PyBuffer_Release, PyObject_GetBuffer
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.pool cimport vector_at, vector_free, vector_init
from .row cimport LENGTH_MAX, PACKET_PAYLOAD, PATH_SHIFT, PLACE_BITS, WAY_BIT, PacketRow

cdef enum:
    FLAGS_SHIFT = 24

# Instead of the time of a session's first question; no packet came then, 292 years before 1970.
cdef int64_t NOT_ASKED = -0x7FFFFFFFFFFFFFFF
cdef int64_t ANSWERED = -0x7FFFFFFFFFFFFFFE

cdef enum:                  # in the order of COLUMNS
    TIME_NS = 0
    SESSION = 1
    LENGTH = 2
    PATH = 3
    WAY = 4
    FLAGS = 5
    AT = 6

COLUMNS = {"time_ns": "i8", "session": "u4", "length": "u4", "path": "u2", "way": "u1", "flags": "u1", "at": "u8"}
_COLUMNS = tuple(COLUMNS)


cdef class PacketIndex:
    """Row r is packet r + 1. Written by the analysis' worker; read (always copied) by any thread.

    Columns: time_ns, session (id, 0 none), length (bytes on the wire, saturating at 16 MiB), path, way (0 initiator to
    responder), flags (PacketFlag), at (file offset of the record).
    """

    def __cinit__(self):
        if not vector_init(&self.rows, sizeof(PacketRow), ROW_BITS):
            raise MemoryError

    def __dealloc__(self):
        with nogil:         # a gigabyte takes a tenth of a second
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

    def column(self, str name, uint64_t start=0, stop=None):
        """A copy of rows [start, stop) of a column. Raises KeyError for a name that is none."""
        import numpy as np
        cdef uint64_t last = self.count if stop is None else min(stop, self.count)
        cdef int which = _COLUMNS.index(name) if name in COLUMNS else -1
        cdef Py_buffer out
        if which < 0:
            raise KeyError(name)
        found = np.empty(max(last, start) - start, COLUMNS[name])
        PyObject_GetBuffer(found, &out, PyBUF_WRITABLE)
        turned = self.turned or b""             # held here: another may take its place
        try:
            with nogil:
                self._copy(which, start, max(last, start), out.buf)
            if which == WAY and turned:
                _turn_ways(self, <const char*>turned, len(turned), start, max(last, start), <uint8_t*>out.buf)
        finally:
            PyBuffer_Release(&out)
        return found

    def responses(self, uint64_t sessions):
        """Of each of so many sessions, ns from the client's first payload to the server's first one after it; -1 where
        there is none, or the clock went back."""
        import numpy as np
        found = np.full(sessions, -1, np.int64)
        cdef int64_t[::1] took = found
        cdef int64_t[::1] asked = np.full(sessions, NOT_ASKED, np.int64)
        turned = self.turned or bytes(1)        # held here: another may take its place
        cdef const uint8_t[::1] marks = turned
        cdef uint64_t count = self.count
        with nogil:
            _respond(self, count, marks, asked, took)
        return found

    cdef void _copy(self, int which, uint64_t first, uint64_t last, void* out) noexcept nogil:
        cdef uint64_t i
        cdef const PacketRow* row
        for i in range(first, last):
            row = <const PacketRow*>vector_at(&self.rows, i)
            if which == TIME_NS:
                (<int64_t*>out)[i - first] = row.time_ns
            elif which == SESSION:
                (<uint32_t*>out)[i - first] = row.session
            elif which == LENGTH:
                (<uint32_t*>out)[i - first] = row.length & LENGTH_MAX
            elif which == PATH:
                (<uint16_t*>out)[i - first] = <uint16_t>(row.place >> PATH_SHIFT)
            elif which == WAY:
                (<uint8_t*>out)[i - first] = <uint8_t>(row.place >> WAY_BIT & 1)
            elif which == FLAGS:
                (<uint8_t*>out)[i - first] = <uint8_t>(row.length >> 24)
            else:
                (<uint64_t*>out)[i - first] = row.place & ((<uint64_t>1 << PLACE_BITS) - 1)

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
        """Packet numbers, ascending, whose session is in `ids` (an array, or any sequence); only packets (start, stop]
        are looked at."""
        import numpy as np
        cdef uint64_t last = self.count if stop is None else min(stop, self.count)
        cdef uint64_t count, greatest
        cdef Py_buffer out, wanted
        chosen = np.asarray(ids, np.uint32)
        if not len(chosen) or last <= start:
            return np.empty(0, np.uint32)
        greatest = int(chosen.max())
        if greatest > last:             # none there, or of packets in tunnels: no mark is made in vain
            with nogil:
                greatest = min(greatest, _greatest_session(&self.rows, start, last))
            chosen = chosen[chosen <= greatest]
        marks = np.zeros(greatest + 1, np.uint8)
        marks[chosen] = 1
        found = np.empty(last - start, np.uint32)
        PyObject_GetBuffer(marks, &wanted, PyBUF_SIMPLE)
        PyObject_GetBuffer(found, &out, PyBUF_WRITABLE)
        try:
            with nogil:
                count = self._of_marked(<const uint8_t*>wanted.buf, wanted.len, start, last, <uint32_t*>out.buf)
        finally:
            PyBuffer_Release(&out)
            PyBuffer_Release(&wanted)
        return found[:count].copy()

    cdef uint64_t _of_marked(self, const uint8_t* marks, uint64_t size, uint64_t first, uint64_t last,
                             uint32_t* out) noexcept nogil:
        cdef uint64_t i, count = 0
        cdef uint32_t session
        for i in range(first, last):
            session = (<const PacketRow*>vector_at(&self.rows, i)).session
            out[count] = <uint32_t>(i + 1)
            count += session < size and marks[session] != 0
        return count


cdef uint64_t _greatest_session(const Vector* rows, uint64_t first, uint64_t last) noexcept nogil:
    cdef uint64_t i
    cdef uint32_t found = 0
    for i in range(first, last):
        found = max(found, (<const PacketRow*>vector_at(rows, i)).session)
    return found


cdef void _turn_ways(PacketIndex index, const char* turned, uint64_t size, uint64_t first, uint64_t last,
                     uint8_t* ways) noexcept nogil:
    """Directions of sessions that are read the other way; the last mark, of none, stands for all behind it."""
    cdef uint64_t i
    for i in range(first, last):
        ways[i - first] ^= turned[min(<uint64_t>(<const PacketRow*>vector_at(&index.rows, i)).session, size - 1)]


cdef void _respond(PacketIndex index, uint64_t count, const uint8_t[::1] turned, int64_t[::1] asked,
                   int64_t[::1] took) noexcept nogil:
    """How long each session's first answer took; `asked` are the times of first questions, and of no use after.
    `turned` as in `_turn_ways`."""
    cdef uint64_t i, sessions = asked.shape[0], last = turned.shape[0] - 1
    cdef const PacketRow* row
    cdef uint32_t of
    for i in range(count):
        row = <const PacketRow*>vector_at(&index.rows, i)
        of = row.session - 1        # none is above all
        if not row.length >> FLAGS_SHIFT & PACKET_PAYLOAD or of >= sessions or asked[of] == ANSWERED:
            continue
        if not (row.place >> WAY_BIT & 1) ^ turned[min(<uint64_t>row.session, last)]:
            if asked[of] == NOT_ASKED:
                asked[of] = max(row.time_ns, ANSWERED + 1)
        elif asked[of] != NOT_ASKED:
            took[of] = max(<int64_t>(<uint64_t>row.time_ns - <uint64_t>asked[of]), <int64_t>-1)
            asked[of] = ANSWERED
