"""IPv6 extension headers: which there are and how long each is. RFC 8200, section 4; RFC 4302 (AH)."""
from libc.stdint cimport uint32_t

from ...core.view cimport View

cdef enum:
    HOP_BY_HOP = 0
    ROUTING = 43
    FRAGMENT_HEADER = 44
    AUTHENTICATION = 51
    NO_NEXT_HEADER = 59
    DESTINATION_OPTIONS = 60
    EXTENSIONS_MAX = 16     # in one packet


cdef inline bint is_extension(uint32_t kind) noexcept nogil:
    """Is this next-header number an extension header and not a protocol?"""
    return (kind == HOP_BY_HOP or kind == ROUTING or kind == FRAGMENT_HEADER or kind == AUTHENTICATION
            or kind == DESTINATION_OPTIONS)


cdef inline uint32_t extension_size(View v, uint32_t at, uint32_t kind) noexcept nogil:
    """Bytes of the extension header at `at`; 0 where it is not all there."""
    cdef uint32_t size
    if at > v.size or v.size - at < 8:
        return 0
    if kind == FRAGMENT_HEADER:
        return 8
    size = (v.data[at + 1] + 2) * 4 if kind == AUTHENTICATION else (v.data[at + 1] + 1) * 8
    return size if size <= v.size - at else 0
