"""Reading: bytes go to the parser on top of a conversation's stack, and from parser to parser."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.sink cimport Stage
from ..core.view cimport View
from .parsers cimport Parser
from .talk cimport Talk

cdef enum:
    ELSEWHERE = -0x7FFFFFFF     # byte offset of values that were not in this packet

cdef Stage STAGE                # what parsers ask for, of the Talk in Sink.talk

# In-order bytes of the direction talk.way, or one message of it, for the conversation's bottom parser and those above.
# `base` is the place of the first byte in its buffer. Answers the bytes consumed, or a Feed.
cdef int64_t pour(Talk* talk, View v, int64_t base, bint is_cut) noexcept nogil
# `size` bytes of the direction are lost.
cdef int64_t pour_gap(Talk* talk, uint64_t size) noexcept nogil
# A message, or the next bytes of a stream, or how many of them are lost, that the transport itself tells apart, for the
# child by this key of the transport's spaces. `v` begins at `base` of the buffer that is read; bytes of a stream that
# are not whole wait for those that make them so.
cdef void pour_piece(Talk* talk, uint16_t transport, uint8_t space, uint32_t key, bint is_stream, uint64_t stream,
                     View v, int64_t base, uint64_t lost, bint is_whole) noexcept nogil
# What waits in streams that parsers carry is shown a last time.
cdef void pour_rests(Talk* talk) noexcept nogil
# The session ends: parsers put what they know only now.
cdef void tell_ends(Talk* talk) noexcept nogil
# The conversation's bottom parser is of `protocol`, which is told `detail`, as long as it reads what comes. False: out
# of memory.
cdef bint read_as(Talk* talk, uint16_t protocol, uint32_t detail) noexcept nogil
# Is nobody left who reads anything?
cdef bint is_over(const Talk* talk) noexcept nogil
# The chain of those who have switched, as Cold.speaks has it.
cdef uint16_t chain_of(Talk* talk) noexcept nogil
