"""Client and server fingerprints of TLS hellos: JA3, JA3S and JA4, written as text without Python."""
from libc.stdint cimport uint8_t

from ...core.view cimport View
from ._hello cimport Hello

cdef enum:
    JA3_SIZE = 32
    JA4_SIZE = 36

cdef void write_ja3(View v, const Hello* hello, uint8_t* out) noexcept nogil
cdef bint write_ja4(View v, const Hello* hello, uint8_t transport, uint8_t* out) noexcept nogil
