"""Lines: one line about a session, from the templates its protocol declares."""
from libc.stdint cimport uint16_t, uint32_t

from .buffer cimport Buffer
from .chain cimport Chain
from .memory cimport Lists
from .values cimport Forms, Text

cdef struct Piece:
    Text before                 # what the template says before the value
    uint16_t field              # catalogue id of the value; 0: the template ends

cdef struct Template:
    uint32_t first              # of its pieces
    uint32_t count

cdef struct Templates:          # of a protocol
    uint32_t first
    uint32_t count

cdef class Lines:
    cdef Forms forms
    cdef Piece* pieces
    cdef Template* templates
    cdef Templates* protocols   # by registry id
    cdef list kept
    cdef bint _is_known(self, const Template* template, const Chain* chain) noexcept nogil
    cdef int _put_of(self, Buffer* b, uint16_t protocol, const Chain* chain, const Lists* lists,
                     bint* plain) except -1 nogil
    cdef int put(self, Buffer* b, const Chain* chain, const Lists* lists, bint* plain) except -1 nogil
