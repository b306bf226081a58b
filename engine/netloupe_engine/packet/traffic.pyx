"""What packets add up to: by what their sessions are, by time, by path and by length, in passes over the index.

No column of packets is copied: a long capture has many times more packets than sessions.
"""
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.pool cimport vector_at
from .index cimport PacketIndex
from .row cimport LENGTH_MAX, PATH_SHIFT, PacketRow

cdef enum:
    FLAGS_SHIFT = 24            # of PacketRow.length
    FLAGS = 8                   # as many bits
    CLASSES_MAX = 16

cdef struct Axis:               # stretches of time of one width
    uint64_t start, width       # ns; wraps as the differences do
    int64_t low, high           # times on it
    int64_t begin, end          # of the stretch that was hit last, which most packets after it hit, too
    uint64_t place              # ... and which it is


cdef class Traffic:
    """The first `count` packets, of which some count. Any thread.

    Whom a packet counts for says `codes`, by the id of its session: a number from 0 on, or below 0 for nobody.
    `codes[0]` is that of packets without a session, and of sessions behind the last one of `codes`. Only packets in
    `span`, its first and last nanosecond, count. Raises IndexError for no codes at all.
    """

    cdef PacketIndex index
    cdef uint64_t count
    cdef const int32_t[::1] codes
    cdef uint64_t ids               # codes there are
    cdef int64_t low, high          # the span

    def __cinit__(self, PacketIndex index, uint64_t count, const int32_t[::1] codes not None, tuple span):
        if not codes.shape[0]:
            raise IndexError("packets without a session have no code")
        self.index, self.count = index, min(count, index.count)
        self.codes, self.ids = codes, codes.shape[0]
        self.low, self.high = _time(span[0]), _time(span[1])

    def sums(self, uint64_t groups):
        """(packets, bytes) by code. Raises IndexError for codes that are not below `groups`."""
        import numpy as np
        cdef const PacketRow* row
        cdef uint64_t i
        cdef int32_t code
        self._check(groups)
        packets, sizes = np.zeros(groups, np.uint64), np.zeros(groups, np.uint64)
        cdef uint64_t[::1] packet = packets, size = sizes
        with nogil:
            for i in range(self.count):
                row = <const PacketRow*>vector_at(&self.index.rows, i)
                code = self._code(row)
                if code >= 0:
                    packet[code] += 1
                    size[code] += row.length & LENGTH_MAX
        return packets, sizes

    def over_time(self, uint64_t groups, tuple axis):
        """Bytes by code and stretch of time: an array (groups, stretches). `axis` is where the first stretch begins,
        how wide each is, and how many there are. Raises IndexError for codes that are not below `groups`."""
        import numpy as np
        cdef Axis line = _axis(axis)
        cdef const PacketRow* row
        cdef uint64_t i
        cdef int32_t code
        self._check(groups)
        found = np.zeros((groups, axis[2]), np.uint64)
        cdef uint64_t[:, ::1] cells = found
        with nogil:
            for i in range(self.count):
                row = <const PacketRow*>vector_at(&self.index.rows, i)
                code = self._code(row)
                if code >= 0 and _is_on(&line, row.time_ns):
                    cells[code, line.place] += row.length & LENGTH_MAX
        return found

    def flagged(self, tuple axis):
        """How many packets have each flag, the lowest bit first: (all, an array (flags, stretches) of those on
        `axis`)."""
        import numpy as np
        cdef Axis line = _axis(axis)
        cdef const PacketRow* row
        cdef uint64_t i
        cdef uint32_t bit, flags
        cdef bint is_on
        totals, found = np.zeros(FLAGS, np.uint64), np.zeros((FLAGS, axis[2]), np.uint64)
        cdef uint64_t[::1] total = totals
        cdef uint64_t[:, ::1] cells = found
        with nogil:
            for i in range(self.count):
                row = <const PacketRow*>vector_at(&self.index.rows, i)
                flags = row.length >> FLAGS_SHIFT
                if not flags or self._code(row) < 0:
                    continue
                is_on = _is_on(&line, row.time_ns)
                for bit in range(FLAGS):
                    if flags >> bit & 1:
                        total[bit] += 1
                        if is_on:
                            cells[bit, line.place] += 1
        return totals, found

    def paths(self, uint64_t groups):
        """(packets, bytes) by path; paths from `groups` on are left out."""
        import numpy as np
        cdef const PacketRow* row
        cdef uint64_t i, path
        packets, sizes = np.zeros(groups, np.uint64), np.zeros(groups, np.uint64)
        cdef uint64_t[::1] packet = packets, size = sizes
        with nogil:
            for i in range(self.count):
                row = <const PacketRow*>vector_at(&self.index.rows, i)
                path = row.place >> PATH_SHIFT
                if path < groups and self._code(row) >= 0:
                    packet[path] += 1
                    size[path] += row.length & LENGTH_MAX
        return packets, sizes

    def lengths(self, const uint8_t[::1] classes not None):
        """(how many packets have each length, of each session's id the classes of the lengths of all its packets,
        whether they count or not: a bit each). A length's class, below 16, is its place in `classes`; the last one is
        of all lengths behind it. Raises IndexError."""
        import numpy as np
        cdef uint32_t last = <uint32_t>(classes.shape[0] - 1), length, most = 0
        cdef const PacketRow* row
        cdef uint64_t i
        if not classes.shape[0] or max(classes) >= CLASSES_MAX:
            raise IndexError("lengths have too many classes, or none")
        with nogil:
            for i in range(self.count):
                most = max(most, (<const PacketRow*>vector_at(&self.index.rows, i)).length & LENGTH_MAX)
        counts, marks = np.zeros(most + 1, np.uint32), np.zeros(self.ids, np.uint16)
        cdef uint32_t[::1] of_length = counts
        cdef uint16_t[::1] mark = marks
        with nogil:
            for i in range(self.count):
                row = <const PacketRow*>vector_at(&self.index.rows, i)
                length = row.length & LENGTH_MAX
                mark[row.session if row.session < self.ids else 0] |= <uint16_t>(1 << classes[min(length, last)])
                if self._code(row) >= 0:
                    of_length[length] += 1
        return counts, marks

    cdef int _check(self, uint64_t groups) except -1:
        cdef uint64_t i
        cdef bint is_in = True
        with nogil:
            for i in range(self.ids):
                is_in = is_in and (self.codes[i] < 0 or <uint64_t>self.codes[i] < groups)
        if not is_in:
            raise IndexError("a code of no group")
        return 0

    cdef inline int32_t _code(self, const PacketRow* row) noexcept nogil:
        if row.time_ns < self.low or row.time_ns > self.high:
            return -1
        return self.codes[row.session if row.session < self.ids else 0]


cdef Axis _axis(tuple axis):
    cdef Axis line
    start, width, stretches = axis
    line.start, line.width = start % (1 << 64), width
    line.low, line.high = _time(start), _time(start + width * stretches - 1)
    line.begin, line.end, line.place = 1, 0, 0
    return line


cdef int64_t _time(object ns):
    """The nearest time there can be."""
    return min(max(int(ns), -(1 << 63)), (1 << 63) - 1)


cdef inline bint _is_on(Axis* line, int64_t time_ns) noexcept nogil:
    """Is the time on the axis? Then `line.place` is its stretch."""
    cdef uint64_t since
    if line.begin <= time_ns <= line.end:
        return True
    if time_ns < line.low or time_ns > line.high:
        return False
    since = <uint64_t>time_ns - line.start
    line.place = since // line.width
    since -= line.place * line.width
    line.begin = time_ns - <int64_t>min(since, <uint64_t>time_ns - <uint64_t>line.low)
    line.end = time_ns + <int64_t>min(line.width - 1 - since, <uint64_t>line.high - <uint64_t>time_ns)
    return True
