"""The application stage: who speaks on a session, and parsing what is said."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from ..core.facts cimport Facts
from ..core.pool cimport Pool
from ..core.sink cimport Sink
from ..core.view cimport View
from ..protocols.compiled cimport Tables
from ..sessions.reassembly cimport Stream, StreamPool

cdef enum:
    STREAM_ATTEMPTS = 6         # deliveries tried before a TCP session stays unknown
    DATAGRAM_ATTEMPTS = 7       # datagrams tried
    PROBE_BYTES_MAX = 4096      # an undecided probe is not shown more
    EXCHANGE_STATE_BYTES = 16   # a parser's state no larger than this needs no block of its own in datagrams
    EXCHANGE_BYTES = 16 + EXCHANGE_STATE_BYTES      # of a Conversation in datagrams

cdef struct Conversation:       # of a session whose application is being found or followed
    void* state                 # the parser's, state_size bytes
    uint16_t protocol           # registry id, 0 while undecided
    uint8_t attempts
    uint8_t done                # bit a direction
    Stream streams[2]           # of datagrams there are none: a small state lies here, and the record ends behind it

cdef struct Talk:               # one packet's turn
    const Tables* tables
    const uint8_t* protocol_wanted  # by protocol id: some attribute is wanted
    StreamPool* streams
    Sink* sink
    Conversation* conversation
    View payload
    uint32_t payload_at         # in the packet; values not in this packet get an offset below zero
    uint16_t ports[2]           # initiator's, responder's
    int64_t now_ns
    uint8_t way
    uint8_t confidence          # set when decided by this packet: model.Confidence
    uint8_t finished            # nothing more will be learnt: release the conversation
    uint8_t gap                 # bytes were lost
    uint8_t limited             # ... because too many were waiting

cdef void talk_segment(Talk* talk, const Facts* facts, uint32_t payload_length) noexcept nogil
cdef void talk_datagram(Talk* talk, bint is_cut) noexcept nogil
cdef void talk_end(Talk* talk) noexcept nogil
cdef bint conversation_copy(StreamPool* pool, Conversation* to, const Conversation* of,
                            uint32_t state_size) noexcept nogil
cdef void conversation_free(StreamPool* pool, Conversation* c, bint has_streams) noexcept nogil
