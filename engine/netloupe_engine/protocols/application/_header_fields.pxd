"""Header fields of HTTP/2 and HTTP/3, as attributes (RFC 9113 section 8.3, RFC 9114 section 4.3)."""
from libc.stdint cimport uint16_t, uint32_t

from ...core.sink cimport Sink
from ...core.view cimport View
from ._hpack cimport HpackField

cdef enum:
    NAMED = 10                  # header fields that are attributes of their own

cdef struct HeaderNumbers:      # local numbers of the fields, in the table of who reads
    uint16_t header
    uint16_t name
    uint16_t value
    uint16_t named[NAMED]       # in the order of `_names`
    uint16_t grpc_service
    uint16_t grpc_method
    uint16_t clear_text         # the finding

# Decoded fields, whose lines lie in `text`.
cdef void put_header_fields(Sink* sink, View text, const HpackField* fields, uint32_t count,
                            const HeaderNumbers* numbers) noexcept nogil
