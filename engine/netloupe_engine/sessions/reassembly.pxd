"""In-order byte streams out of TCP segments, gaps known, without copying in the common case."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ..core.view cimport View

# In-order bytes: `carried` bytes kept from before, then new ones. Answers how many were consumed (the rest is given
# again, with more behind it) or a Feed (< 0), which stops the stream. `is_cut`: nothing will ever follow these bytes
# directly, so that what is left now is lost as well. Must not touch the stream itself.
ctypedef int64_t (*Deliver)(void* context, View v, uint32_t carried, bint is_cut, int64_t now_ns) noexcept nogil
# `size` bytes behind those consumed so far are lost for good. Answers >= 0 to go on behind them, or a Feed.
ctypedef int64_t (*DeliverGap)(void* context, uint64_t size) noexcept nogil

cdef enum StreamNote:       # what happened while pushing; bits
    STREAM_GAP = 1          # bytes were declared lost
    STREAM_WAITS = 2        # a segment is kept until the bytes before it come
    STREAM_OLD = 4          # bytes seen before were dropped
    STREAM_LIMIT = 8        # a limit forced a gap
    STREAM_FAR = 16         # a segment longer or further away than any window reaches was ignored

cdef enum StreamMark:
    STREAM_STARTED = 1      # next_seq is known
    STREAM_STOPPED = 2      # nobody listens any more
    STREAM_ACKED = 4        # acked is known

cdef struct Segment:        # out-of-order bytes; they follow it in memory
    Segment* next
    uint32_t seq
    uint32_t size           # bytes kept
    uint32_t length         # bytes by the header: more than size when the capture cut it

cdef struct Stream:         # one direction; zeroed at creation
    Segment* waiting        # by sequence, not overlapping, all behind next_seq
    Segment* last           # of waiting
    uint8_t* kept           # delivered but not consumed
    uint32_t kept_size
    uint32_t kept_room
    uint32_t cost           # bytes counted against the limits: kept_room and what waits
    uint32_t next_seq       # of the next byte to deliver
    uint32_t acked          # highest acknowledgement of the peer
    uint8_t marks           # StreamMarks

cdef struct StreamPool:     # of a handler: its limits and what all its streams hold
    uint64_t bytes_max      # of all streams
    uint32_t stream_bytes_max   # of one stream
    uint64_t bytes          # held now
    uint64_t live           # blocks held now; 0 when every stream is freed

cdef struct Reader:         # who listens, for one call
    Deliver deliver
    DeliverGap gap
    void* context
    int64_t now_ns
    uint32_t notes          # StreamNotes, added to

# A segment. `payload` are the bytes there are of the `length` its header says; the rest is a gap.
cdef void stream_push(StreamPool* pool, Stream* s, uint32_t seq, bint syn, View payload, uint32_t length,
                      Reader* reader) noexcept nogil
# The peer acknowledged everything before `ack`: a hole before it will not be filled by this capture.
cdef void stream_ack(StreamPool* pool, Stream* s, uint32_t ack, Reader* reader) noexcept nogil
# What the listener left is shown to it again: it knows more by now.
cdef void stream_again(StreamPool* pool, Stream* s, Reader* reader) noexcept nogil
# The end: what waits behind holes is delivered, and what the listener left is shown to it a last time.
cdef void stream_flush(StreamPool* pool, Stream* s, Reader* reader) noexcept nogil
# Makes `to`, a zeroed stream, the same as `of` in memory that no pool has counted. False when there is none.
cdef bint stream_copy(Stream* to, const Stream* of) noexcept nogil
# Nobody listens any more: frees everything; later pushes are ignored.
cdef void stream_stop(StreamPool* pool, Stream* s) noexcept nogil
# Gives all memory back and leaves the stream as new.
cdef void stream_free(StreamPool* pool, Stream* s) noexcept nogil


cdef inline bint stream_is_listened(const Stream* s) noexcept nogil:
    """Does anybody still want its bytes?"""
    return s.marks & STREAM_STOPPED == 0
