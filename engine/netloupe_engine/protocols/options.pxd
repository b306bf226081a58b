"""Options as IPv4 (RFC 791, section 3.1) and TCP (RFC 9293, section 3.1) have them.

Kind 0 ends the list and kind 1 fills it up, one byte each; all others are kind, length of the whole option, data.
"""
from libc.stdint cimport uint32_t

from ..core.view cimport View

cdef enum:
    OPTION_END = 0
    OPTION_NOP = 1


cdef inline uint32_t option_size(View v, uint32_t at, uint32_t end) noexcept nogil:
    """Bytes of the option at `at` < `end` <= v.size; 0 where its length is impossible."""
    cdef uint32_t size
    if v.data[at] <= OPTION_NOP:
        return 1
    if end - at < 2:
        return 0
    size = v.data[at + 1]
    return size if 2 <= size <= end - at else 0
