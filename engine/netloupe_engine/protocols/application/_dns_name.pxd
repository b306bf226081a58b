"""Domain names of a DNS message: where they end, and their text."""
from libc.stdint cimport uint8_t, uint32_t

from ...core.view cimport View

cdef enum:
    NAME_TEXT_MAX = 1024    # 255 bytes, each of which may take four characters, and a little

cdef struct Name:
    uint32_t end            # offset behind the name where it stands; 0: it cannot be told
    uint32_t size           # bytes of its text
    uint8_t note            # Note

cdef uint32_t skip_name(View message, uint32_t at) noexcept nogil
cdef Name read_name(View message, uint32_t at, uint32_t first, bint utf8, uint8_t* out) noexcept nogil
