"""Parts: the files of a growing capture by offset (see parts.pyx)."""
from libc.stdint cimport uint16_t, uint32_t, uint64_t

from .content cimport Content

cdef enum:
    PARTS_MAX = 1 << 20

cdef struct Part:           # one file that was begun
    Content content
    uint64_t begins         # the capture's offset of its first byte
    Part* next              # of those that wait for being freed
    uint32_t met            # of its interfaces, those that have a number in the capture
    uint16_t shown          # that of a pcap file's only one

cdef struct Parts:
    Part** parts            # PARTS_MAX; NULL: gone, or never opened
    uint64_t* begins
    Part* retired           # gone, but somebody may still be looking at them
    uint32_t count          # files that were begun; the last thing that is written
    uint64_t readers        # calls in progress between parts_enter and parts_leave

cdef int parts_open(Parts* parts) except -1
cdef void parts_close(Parts* parts) noexcept nogil
cdef Part* parts_begin(Parts* parts, uint64_t begins) except NULL
cdef void parts_skip(Parts* parts, uint64_t begins) noexcept nogil
cdef void parts_retire(Parts* parts, uint32_t index) noexcept nogil
cdef void parts_sweep(Parts* parts) noexcept nogil
cdef Part* parts_enter(Parts* parts, uint64_t at) noexcept nogil
cdef void parts_leave(Parts* parts) noexcept nogil


cdef inline uint16_t part_shown(const Part* part, uint16_t interface) noexcept nogil:
    """The capture's number of a file's interface."""
    return part.content.tables.interfaces[interface].shown if part.content.is_pcapng else part.shown
