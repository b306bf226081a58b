"""Chunks of SCTP data (RFC 9260 section 3.3.1, RFC 8260 section 2.1), in the order of their numbers.

What comes late is not waited for: what it would have filled counts as lost, since that is rare and its size unknown.
"""
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.stage cimport BY_PROBE
from ..core.view cimport View, be16, be32, has, part, u8
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, lookup
from ..protocols.transport.chunks cimport (CHUNKS_MAX, FLAG_BEGINNING, FLAG_ENDING, chunk_size, data_header,
                                           padded)
from .requests cimport pour_piece

cdef enum:
    PAYLOADS = 0                # key space of the payload protocol identifiers: the first of SCTP's table
    WHOLE = FLAG_BEGINNING | FLAG_ENDING

cdef struct Order:              # of an association, where a small state lies in its conversation
    uint32_t[2] next_number     # of the direction's chunks of data
    uint8_t[2] is_known

cdef enum Turn:
    TURN_AGAIN                  # was there before
    TURN_NEXT
    TURN_LOST                   # others before it were not

cdef uint64_t LOST = <uint64_t>1 << 32      # bytes, where nobody knows how many


cdef Turn _turn(Order* order, uint8_t way, uint32_t number) noexcept nogil:
    cdef int32_t ahead = <int32_t>(number - order.next_number[way])
    if order.is_known[way] and ahead < 0:
        return TURN_AGAIN
    order.next_number[way] = number + 1
    if order.is_known[way] and ahead:
        return TURN_LOST
    order.is_known[way] = 1
    return TURN_NEXT


cdef void _give(Talk* talk, uint16_t transport, View v, uint32_t at, uint32_t header, uint32_t size,
                Turn turn) noexcept nogil:
    """The data behind the header of the chunk at `at`, which has `size` bytes."""
    cdef const ProtocolEntry* entry = &talk.tables.entries[transport]
    cdef View data = part(v, at + header, size - header), none
    cdef uint32_t named = be32(v, at + header - 4)
    cdef uint64_t stream = be16(v, at + 8)
    cdef int64_t base = talk.payload_at + at + header
    cdef uint32_t port = talk.ports[1]
    none.data, none.size = NULL, 0
    if entry.space_count and lookup(talk.tables, entry.spaces[PAYLOADS], named) != UNKNOWN_PROTOCOL:
        if u8(v, at + 1) & WHOLE == WHOLE:
            pour_piece(talk, transport, PAYLOADS, named, False, 0, data, base, 0, True)
        return
    if turn == TURN_LOST:
        pour_piece(talk, transport, BY_PROBE, port, True, stream, none, base, LOST, True)
    pour_piece(talk, transport, BY_PROBE, port, True, stream, data, base, 0, u8(v, at + 1) & FLAG_ENDING)
    if data.size < size - header:
        pour_piece(talk, transport, BY_PROBE, port, True, stream, none, base, size - header - data.size, True)


cdef void talk_chunks(Talk* talk, uint16_t transport) noexcept nogil:
    cdef Order* order = <Order*>&talk.conversation.streams
    cdef View v = talk.payload
    cdef uint32_t at = 0, size, header, _turn_count
    cdef Turn turn
    for _turn_count in range(CHUNKS_MAX):
        size = chunk_size(v, at)
        if size == 0:
            return
        header = data_header(u8(v, at))
        if header and size > header and has(v, at, header):
            turn = _turn(order, talk.way, be32(v, at + 4))
            if turn != TURN_AGAIN:
                _give(talk, transport, v, at, header, size, turn)
        if not has(v, at, padded(size)):
            return
        at += padded(size)
