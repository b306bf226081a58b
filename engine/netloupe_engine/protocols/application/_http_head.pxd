"""The head of an HTTP/1.x message: start line and header fields, found in a View and put into a sink."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ...core.sink cimport Sink
from ...core.view cimport View
from ._span cimport Span

cdef enum:
    HEAD_MAX = 64 << 10             # bytes of a head worth waiting for

cdef struct Head:                   # what a head says of the message it begins
    Span method                     # requests
    Span target
    Span code                       # responses
    Span reason
    Span version                    # "1.1"; empty: HTTP/0.9
    uint16_t status                 # 0: a request
    uint8_t has_length
    uint8_t is_length_bad           # not a number, or two different ones
    uint8_t has_coding              # Transfer-Encoding
    uint8_t coding                  # Coding of the content
    uint8_t is_chunked              # and its last coding is chunked
    uint64_t length                 # Content-Length
    uint32_t subprotocol            # key of Sec-WebSocket-Protocol's first, 0: none
    uint32_t upgrade                # first protocol of Upgrade in small letters, as key_of_text; 0: none

cdef uint32_t find_line(View v, uint32_t at) noexcept nogil
cdef uint32_t find_end(View v, uint32_t at, uint32_t* searched) noexcept nogil
cdef bint read_start(View v, uint32_t at, uint32_t end, bint is_simple, Head* out) noexcept nogil
cdef bint could_start(View v, uint32_t at) noexcept nogil
cdef bint is_known_method(View v, Span method) noexcept nogil
cdef uint32_t trim_line(View v, uint32_t at, uint32_t end) noexcept nogil
cdef void put_start(Sink* sink, View v, const Head* head) noexcept nogil
cdef void put_cut_start(Sink* sink, View v, uint32_t at) noexcept nogil
cdef void put_head(Sink* sink, View v, uint32_t at, uint32_t end, Head* head) noexcept nogil
cdef void put_fields(Sink* sink, View v, uint32_t at, uint32_t end, Head* head) noexcept nogil


cdef inline bint is_method(View v, Span method, const char* name, uint32_t size) noexcept nogil:
    """Is the method `name`? Methods are case-sensitive (RFC 9110 section 9.1)."""
    cdef uint32_t i
    if method.size != size:
        return False
    for i in range(size):
        if v.data[method.at + i] != <uint8_t>name[i]:
            return False
    return True
