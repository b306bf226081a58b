"""DHCP options by layout."""
from libc.stdint cimport uint8_t, uint32_t

from ...core.sink cimport Sink
from ...core.view cimport View

cdef struct Options:        # a message's options being read
    View message
    Sink* sink
    uint8_t detail          # some attribute beyond the session's is wanted
    uint8_t overload        # option 52: which fixed fields hold options too
    uint8_t note            # first Note

cdef void mark(Options* o, uint8_t note) noexcept nogil
cdef void read_options(Options* o, uint32_t at, uint32_t end, bint whole) noexcept nogil
