"""DHCP options by layout."""
from libc.stdint cimport uint8_t, uint32_t

from ...core.sink cimport Sink
from ...core.view cimport View

cdef enum:
    SERVER_NAME_AT = 44     # two fields of the fixed part that may hold options, and its end
    BOOT_FILE_AT = 108
    FIXED = 236
    OVERLOAD_BOOT_FILE = 1  # values of option 52
    OVERLOAD_SERVER_NAME = 2

cdef struct Options:        # a message's options being read
    View message            # or, while a value of several pieces is read, the pieces joined
    Sink* sink
    uint8_t detail          # some attribute beyond the session's is wanted
    uint8_t overload        # option 52: which fixed fields hold options too
    uint8_t note            # first Note

cdef void mark(Options* o, uint8_t note) noexcept nogil
cdef void read_options(Options* o, uint32_t at) noexcept nogil
