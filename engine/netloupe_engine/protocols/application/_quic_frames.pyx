"""Frames of Initial packets: shown, and CRYPTO frames put in order (RFC 9000 section 19)."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy

from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_finding, put_malformed, put_note, put_number
from ...core.stage cimport carry_stream_by_key, derive, derived_at, read_derived, stage_account
from ...core.status cimport NOTE_BAD_VALUE
from ...core.view cimport View, has
from ._quic_crypto cimport CryptoStream, crypto_add, crypto_drop
from ._quic_packets cimport State, read_varint
from .quic cimport (
    FINDING_HANDSHAKE_TOO_LONG, FINDING_REFUSED, F_ACK_DELAY, F_ACK_FIRST_RANGE, F_ACK_GAP, F_ACK_LARGEST, F_ACK_RANGE,
    F_CRYPTO_LENGTH, F_CRYPTO_OFFSET, F_ECN_COUNT, F_ERROR_CODE, F_ERROR_FRAME_TYPE, F_FRAME, F_FRAME_TYPE, F_HANDSHAKE,
    F_PADDING_LENGTH, F_REASON)

cdef enum:
    RANGES_MAX = 64                 # of one ACK frame that are shown
    SPACE_CRYPTO = 0                # of the table's `children`
    CRYPTO_KEY = 1                  # the key in it under which TLS rides

cdef enum Frame:                    # those an Initial packet may hold (RFC 9000 table 3)
    PADDING = 0x00
    PING = 0x01
    ACK = 0x02
    ACK_ECN = 0x03
    CRYPTO = 0x06
    CLOSE = 0x1C


cdef bint _put_ack(Sink* sink, View v, uint32_t* at, bint with_ecn) noexcept nogil:
    """An ACK frame behind its type (RFC 9000 section 19.3); False if it is not whole."""
    cdef uint64_t value = 0, count = 0, shown = 0
    cdef uint32_t begin = at[0]
    cdef int _
    if not read_varint(v, at, &value):
        return False
    put_number(sink, F_ACK_LARGEST, value, begin, at[0] - begin)
    begin = at[0]
    if not read_varint(v, at, &value):
        return False
    put_number(sink, F_ACK_DELAY, value, begin, at[0] - begin)
    if not read_varint(v, at, &count):
        return False
    begin = at[0]
    if not read_varint(v, at, &value):
        return False
    put_number(sink, F_ACK_FIRST_RANGE, value, begin, at[0] - begin)
    while count:                        # each takes two bytes at least
        begin = at[0]
        if not read_varint(v, at, &value):
            return False
        if shown < RANGES_MAX:
            put_number(sink, F_ACK_GAP, value, begin, at[0] - begin)
        begin = at[0]
        if not read_varint(v, at, &value):
            return False
        if shown < RANGES_MAX:
            put_number(sink, F_ACK_RANGE, value, begin, at[0] - begin)
        shown += 1
        count -= 1
    for _ in range(3 if with_ecn else 0):
        begin = at[0]
        if not read_varint(v, at, &value):
            return False
        put_number(sink, F_ECN_COUNT, value, begin, at[0] - begin)
    return True


cdef bint _put_close(Sink* sink, View v, uint32_t* at) noexcept nogil:
    """A CONNECTION_CLOSE frame behind its type (section 19.19); False if it is not whole."""
    cdef uint64_t value = 0
    cdef uint32_t begin = at[0]
    if not read_varint(v, at, &value):
        return False
    put_number(sink, F_ERROR_CODE, value, begin, at[0] - begin)
    if value:
        put_finding(sink, FINDING_REFUSED)
    begin = at[0]
    if not read_varint(v, at, &value):
        return False
    put_number(sink, F_ERROR_FRAME_TYPE, value, begin, at[0] - begin)
    if not read_varint(v, at, &value) or not has(v, at[0], value):
        return False
    if value:
        put_bytes(sink, F_REASON, v.data + at[0], <uint32_t>value, at[0], <uint32_t>value)
    at[0] += <uint32_t>value
    return True


cdef bint _wait(State* state, Sink* sink, uint8_t way, uint64_t offset, const uint8_t* data,
                uint32_t size) noexcept nogil:
    """Bytes of the handshake that wait for their turn; False when a limit forbids it."""
    cdef CryptoStream* s = state.streams[way]
    cdef uint32_t old, room
    if offset < state.read[way]:                # an older copy of what was read
        old = <uint32_t>min(state.read[way] - offset, size)
        offset, data, size = offset + old, data + old, size - old
    if size == 0:
        return True
    if s == NULL:
        if not stage_account(sink, sizeof(CryptoStream)):
            return False
        s = state.streams[way] = <CryptoStream*>calloc(1, sizeof(CryptoStream))
        if s == NULL:
            return False
    room = s.room
    return crypto_add(s, offset - state.read[way], data, size) and (
        s.room == room or stage_account(sink, s.room - room))


cdef void forget(State* state, Sink* sink, uint8_t way) noexcept nogil:
    """Nothing of this direction waits any more."""
    cdef CryptoStream* s = state.streams[way]
    if s == NULL:
        return
    stage_account(sink, -<int64_t>(sizeof(CryptoStream) + s.room))
    free(s.bytes)
    free(s)
    state.streams[way] = NULL


cdef bint _put_crypto(State* state, Sink* sink, uint8_t way, View v, uint32_t* at) noexcept nogil:
    """A CRYPTO frame behind its type (section 19.6), whose data is set aside; False if it is not whole."""
    cdef uint64_t offset = 0, size = 0
    cdef uint32_t begin = at[0], middle
    if not read_varint(v, at, &offset):
        return False
    middle = at[0]
    if not read_varint(v, at, &size) or not has(v, at[0], size):
        return False
    put_number(sink, F_CRYPTO_OFFSET, offset, begin, middle - begin)
    put_number(sink, F_CRYPTO_LENGTH, size, middle, at[0] - middle)
    if not _wait(state, sink, way, offset, v.data + at[0], <uint32_t>size):
        put_finding(sink, FINDING_HANDSHAKE_TOO_LONG)
    at[0] += <uint32_t>size
    return True


cdef bint _put_frame(State* state, Sink* sink, uint8_t way, View v, uint32_t* at) noexcept nogil:
    """The frame at `at`; False if an Initial packet may not hold it, or it is not whole."""
    cdef uint32_t begin = at[0]
    cdef uint64_t kind = 0
    if not read_varint(v, at, &kind):
        return False
    put_number(sink, F_FRAME_TYPE, kind, begin, at[0] - begin)
    if kind == PADDING:
        while at[0] < v.size and v.data[at[0]] == PADDING:
            at[0] += 1
        put_number(sink, F_PADDING_LENGTH, at[0] - begin, begin, at[0] - begin)
        return True
    if kind == PING:
        return True
    if kind == ACK or kind == ACK_ECN:
        return _put_ack(sink, v, at, kind == ACK_ECN)
    if kind == CRYPTO:
        return _put_crypto(state, sink, way, v, at)
    return kind == CLOSE and _put_close(sink, v, at)


cdef void put_frames(State* state, Sink* sink, uint8_t way, View v) noexcept nogil:
    """The payload of an Initial packet."""
    cdef uint32_t at = 0, begin = 0, node
    while at < v.size:
        node = sink.count
        open_node(sink, F_FRAME, begin, v.size - begin)
        if not _put_frame(state, sink, way, v, &at):
            put_note(sink, NOTE_BAD_VALUE)
            put_malformed(sink)
            at = v.size
        if node < sink.count and sink.items[node].field == sink.fields[F_FRAME]:
            sink.items[node].size = at - begin
        close_node(sink)
        begin = at


cdef void show_handshake(State* state, Sink* sink, uint8_t way) noexcept nogil:
    """What has come into order is TLS's."""
    cdef CryptoStream* s = state.streams[way]
    cdef View fresh
    cdef uint8_t buffer
    if s == NULL or s.front == 0:
        return
    buffer = derive(sink, F_HANDSHAKE, s.front)
    if buffer == 0:
        return                                  # no room left in this packet: the next one brings it
    fresh.data, fresh.size = derived_at(sink, buffer).data, s.front
    memcpy(<void*>fresh.data, s.bytes, s.front)
    read_derived(sink, buffer)
    carry_stream_by_key(sink, SPACE_CRYPTO, CRYPTO_KEY, 0, fresh, 0)
    state.read[way] += s.front
    if s.count == 0:
        forget(state, sink, way)
    else:
        crypto_drop(s)
