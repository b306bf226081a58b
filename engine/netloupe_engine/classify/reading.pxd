"""Reading: bytes go to the parser on top of a conversation's stack, and from parser to parser."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.view cimport View
from .parsers cimport Child, Parser
from .talk cimport Frame, Talk

cdef enum:
    ELSEWHERE = -0x7FFFFFFF     # byte offset of values that were not in this packet

# In-order bytes of the direction talk.way, or one message of it, for the conversation's bottom parser and those above.
# `base` is the place of the first byte in its buffer. Answers the bytes consumed, or a Feed.
cdef int64_t pour(Talk* talk, View v, int64_t base, bint is_cut) noexcept nogil
# `size` bytes of the direction are lost.
cdef int64_t pour_gap(Talk* talk, uint64_t size) noexcept nogil
# The session ends: parsers put what they know only now.
cdef void tell_ends(Talk* talk) noexcept nogil
# The conversation's bottom parser is of `protocol`, which is told `detail`, as long as it reads what comes; with
# `is_doubted`, if that is not recognised as another's. False: out of memory.
cdef bint read_as(Talk* talk, uint16_t protocol, uint32_t detail, bint is_doubted) noexcept nogil
# Is nobody left who reads anything?
cdef bint is_over(const Talk* talk) noexcept nogil
# The chain of those who have switched, as Cold.speaks has it.
cdef uint16_t chain_of(Talk* talk) noexcept nogil

# For those that parsers carry (requests.pyx): as `pour` and `pour_gap`, by the parser of a frame; `port` hints at it.
cdef int64_t pour_in(Talk* talk, Frame* frame, uint32_t port, View v, int64_t base, bint is_cut,
                     bint is_message) noexcept nogil
cdef int64_t lose(Talk* talk, Frame* frame, uint64_t size) noexcept nogil
# The frame of the conversation's bottom parser.
cdef Frame bottom_frame(Talk* talk) noexcept nogil
# The path of parsers up to `p`, which reads above `chain`.
cdef uint16_t chain_above(Talk* talk, uint16_t chain, const Parser* p) noexcept nogil
# The parser speaks `protocol` from here on, opened under this key; False when out of memory.
cdef bint take_up(Talk* talk, Parser* p, uint16_t protocol, uint8_t space, uint32_t key) noexcept nogil
