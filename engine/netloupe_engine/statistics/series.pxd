"""TimeSeries: throughput of the whole capture in bins that coarsen as it grows."""
from libc.stdint cimport int64_t, uint32_t, uint64_t

cdef enum:
    SERIES_BINS = 1 << 15

cdef class TimeSeries:
    cdef uint64_t* bytes
    cdef uint64_t* packets
    cdef uint64_t* sessions
    cdef int64_t width_ns       # of a bin
    cdef int64_t base           # absolute number (time // width) of bin 0
    cdef int64_t used           # bins up to the last one touched
    cdef int64_t latest         # the bin of the latest time, which the next one mostly falls into as well
    cdef int64_t latest_ns      # where it begins ...
    cdef uint64_t latest_width_ns       # ... and how long it is; 0: there is none
    cdef readonly uint64_t version
    cdef object built           # (version, pyramid)
    cdef void add_packet(self, int64_t time_ns, uint32_t length) noexcept nogil
    cdef void add_session(self, int64_t time_ns) noexcept nogil
    cdef int64_t _place(self, int64_t time_ns) noexcept nogil
    cdef void _coarsen(self) noexcept nogil
    cdef void _shift(self, int64_t count) noexcept nogil
