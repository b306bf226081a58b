"""A DNS message being read, and the data of its records."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ...core.sink cimport Sink
from ...core.view cimport View

cdef enum:
    ANSWER_TEXT_MAX = 1100  # a name, or what fits of longer data

cdef struct Reader:         # one message being read
    View message
    Sink* sink
    uint8_t* text           # an answer's text, ANSWER_TEXT_MAX; NULL: nobody wants it
    uint32_t used           # bytes of it
    uint8_t glue            # written before the next piece; 0: nothing
    uint8_t between         # what glue is after it
    uint8_t detail          # some attribute beyond the session's is wanted
    uint8_t utf8            # names may be UTF-8
    uint8_t whole           # the message is complete: nothing of it was cut off
    uint8_t extended_rcode  # of an OPT record, 0 without one
    uint8_t note            # first Note

cdef void mark(Reader* r, uint8_t note) noexcept nogil
cdef uint8_t put_name(Reader* r, uint16_t local, uint32_t at) noexcept nogil
cdef void read_data(Reader* r, uint16_t type, uint32_t at, uint32_t end) noexcept nogil
