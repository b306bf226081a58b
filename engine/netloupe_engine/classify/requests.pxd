"""What parsers ask for: a child that reads in their place or what they carry, room, and sessions to come."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.sink cimport Stage
from ..core.view cimport View
from .talk cimport Talk

cdef Stage STAGE                # what parsers ask for, of the Talk in Sink.talk

# A message, or the next bytes of a stream, or how many of them are lost, that the transport itself tells apart, for the
# child by this key of the transport's spaces. `v` begins at `base` of the buffer that is read; bytes of a stream that
# are not whole wait for those that make them so.
cdef void pour_piece(Talk* talk, uint16_t transport, uint8_t space, uint32_t key, bint is_stream, uint64_t stream,
                     View v, int64_t base, uint64_t lost, bint is_whole) noexcept nogil
# What waits in streams that parsers carry is shown a last time.
cdef void pour_rests(Talk* talk) noexcept nogil
