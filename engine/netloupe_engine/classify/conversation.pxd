"""The application stage: who speaks on a session, and parsing what is said."""
from libc.stdint cimport int64_t, uint32_t

from ..core.facts cimport Facts
from .parsers cimport ParserPool
from .talk cimport Conversation, Talk

cdef void talk_segment(Talk* talk, const Facts* facts, uint32_t payload_length) noexcept nogil
cdef void talk_datagram(Talk* talk, bint is_cut) noexcept nogil
cdef void talk_end(Talk* talk) noexcept nogil
cdef bint conversation_copy(ParserPool* pool, Conversation* to, const Conversation* of) noexcept nogil
cdef void conversation_free(ParserPool* pool, Conversation* c, bint has_streams) noexcept nogil
