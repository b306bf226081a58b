"""Messages of WebSocket undone of their compression, over frames and over messages (RFC 7692 section 7.2.2)."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ...core.sink cimport Sink
from ...core.view cimport View

cdef struct Inflation:          # of one direction
    void* inflater              # with what the sender's compressor remembers; NULL: none yet
    uint64_t taken              # bytes of the message, compressed ...
    uint64_t made               # ... and not
    uint64_t all_taken          # as these, of the messages before
    uint64_t all_made
    uint8_t is_over             # the message has ended by its own account
    uint8_t is_lost             # of this message nothing more can be read
    uint8_t has_lost            # what the compressor remembers is not all known

cdef struct Room:               # a derived buffer that several frames of one delivery are written to
    uint8_t buffer              # 0: none yet
    uint32_t used

cdef void inflation_begin(Inflation* z, Sink* sink) noexcept nogil
# What a frame's content becomes, in the buffer of `room`, which is named by the field `local`; False where it cannot be
# known, or is too much.
cdef bint inflate_frame(Inflation* z, View v, bint is_last, uint16_t local, Room* room, Sink* sink,
                        View* made) noexcept nogil
# A content was not read.
cdef void inflation_lose(Inflation* z) noexcept nogil
