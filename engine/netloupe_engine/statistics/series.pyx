"""TimeSeries: throughput of the whole capture in bins that coarsen as it grows, and a min/max/sum pyramid over them.

Bins begin at a millisecond. When a capture outgrows them, neighbours are merged and the width doubles, so memory and
work stay bounded whatever its times are (even when they jump by years, or backwards).
"""
from libc.stdint cimport INT64_MIN, int64_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memmove, memset

cdef enum:
    FIRST_WIDTH_NS = 1_000_000


cdef inline int64_t _floor(int64_t value, int64_t width) noexcept nogil:
    """Division rounding down, also below zero."""
    cdef int64_t quotient = value // width
    return quotient - 1 if quotient * width > value else quotient


cdef class TimeSeries:
    """Bytes, packets and new sessions over time. Filled by the analysis' worker; read by any thread (copies)."""

    def __cinit__(self):
        self.bytes = <uint64_t*>calloc(SERIES_BINS, sizeof(uint64_t))
        self.packets = <uint64_t*>calloc(SERIES_BINS, sizeof(uint64_t))
        self.sessions = <uint64_t*>calloc(SERIES_BINS, sizeof(uint64_t))
        if self.bytes == NULL or self.packets == NULL or self.sessions == NULL:
            raise MemoryError
        self.width_ns = FIRST_WIDTH_NS
        self.base = INT64_MIN

    def __dealloc__(self):
        free(self.bytes)
        free(self.packets)
        free(self.sessions)

    cdef void add_packet(self, int64_t time_ns, uint32_t length) noexcept nogil:
        cdef int64_t at = self._place(time_ns)
        self.bytes[at] += length
        self.packets[at] += 1

    cdef void add_session(self, int64_t time_ns) noexcept nogil:
        self.sessions[self._place(time_ns)] += 1

    cdef int64_t _place(self, int64_t time_ns) noexcept nogil:
        """The bin of a time. Each turn of the loop doubles the width, which can happen 43 times at most."""
        cdef int64_t at, need
        if <uint64_t>time_ns - <uint64_t>self.latest_ns < self.latest_width_ns:
            return self.latest
        if self.base == INT64_MIN:
            self.base = _floor(time_ns, self.width_ns)
        at = _floor(time_ns, self.width_ns) - self.base
        while at < 0 or at >= SERIES_BINS:
            need = -at
            if 0 < need <= SERIES_BINS - self.used:
                # Make room in front, with slack, so that a capture running backwards does not shift every packet.
                self._shift(max(need, (SERIES_BINS - self.used) // 2))
            else:
                self._coarsen()
            at = _floor(time_ns, self.width_ns) - self.base
        if at >= self.used:
            self.used = at + 1
        self.latest, self.latest_width_ns = at, <uint64_t>self.width_ns
        self.latest_ns = <int64_t>(<uint64_t>(self.base + at) * self.latest_width_ns)
        return at

    cdef void _shift(self, int64_t count) noexcept nogil:
        cdef uint64_t* column
        cdef int i
        for i in range(3):
            column = self.bytes if i == 0 else self.packets if i == 1 else self.sessions
            memmove(column + count, column, self.used * sizeof(uint64_t))
            memset(column, 0, count * sizeof(uint64_t))
        self.base -= count
        self.used += count

    cdef void _coarsen(self) noexcept nogil:
        """Merge neighbours: absolute bins 2k and 2k + 1 become k."""
        cdef int64_t fresh = _floor(self.base, 2)
        cdef int64_t i, to
        cdef uint64_t value
        cdef uint64_t* column
        cdef int which
        for which in range(3):
            column = self.bytes if which == 0 else self.packets if which == 1 else self.sessions
            for i in range(self.used):
                to = _floor(self.base + i, 2) - fresh
                value = column[i]
                column[i] = 0
                column[to] += value
        self.used = _floor(self.base + self.used - 1, 2) - fresh + 1 if self.used else 0
        self.base = fresh
        self.width_ns *= 2

    def touch(self):
        """New data is there: the pyramid is out of date."""
        self.version += 1

    def pyramid(self):
        """(start_ns, width_ns, levels): level k has arrays (sum, min, max) of bytes and (sum) of packets and sessions,
        over 2**k bins each. Built at most once a version."""
        if self.built is not None and self.built[0] == self.version:
            return self.built[1]
        import numpy as np
        cdef uint64_t used = self.used
        count = used
        bins = np.empty((3, count), "f8")
        cdef double[:, ::1] out = bins
        cdef uint64_t i
        # Bin 0 may begin before the first time of 64 bits: no C arithmetic here.
        width = int(self.width_ns)
        start = int(self.base) * width if self.base != INT64_MIN else 0
        for i in range(used):
            out[0, i], out[1, i], out[2, i] = <double>self.bytes[i], <double>self.packets[i], <double>self.sessions[i]
        levels = [(bins[0], bins[0], bins[0], bins[1], bins[2])]
        level = levels[0]
        while len(level[0]) > 1:
            total, low, high, packets, sessions = (_padded(part) for part in level)
            levels.append((total[::2] + total[1::2], np.minimum(low[::2], low[1::2]), np.maximum(high[::2], high[1::2]),
                           packets[::2] + packets[1::2], sessions[::2] + sessions[1::2]))
            level = levels[len(levels) - 1]
        self.built = self.version, (start, width, levels)
        return self.built[1]


def _padded(part):
    """Of even length."""
    import numpy as np
    return np.append(part, 0.0) if len(part) % 2 else part
