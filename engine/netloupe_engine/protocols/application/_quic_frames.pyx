"""Frames of packets that were opened: shown, and CRYPTO frames put in order (RFC 9000 section 19)."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy

from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_finding, put_malformed, put_note, put_number
from ...core.stage cimport carry_stream_by_key, derive, derived_at, read_derived, stage_account
from ...core.status cimport NOTE_BAD_VALUE
from ...core.view cimport View, has, rest
from ._quic_crypto cimport CRYPTO_MAX, CryptoStream, crypto_add, crypto_drop
from ._quic_opening cimport note_crypto
from ._quic_packets cimport State, read_varint
from ._quic_streams cimport stream_add
from .quic cimport (
    FINDING_HANDSHAKE_TOO_LONG, FINDING_REFUSED, F_ACK_DELAY, F_ACK_FIRST_RANGE, F_ACK_GAP, F_ACK_LARGEST, F_ACK_RANGE,
    F_CONNECTION_ID, F_CRYPTO_LENGTH, F_CRYPTO_OFFSET, F_DATAGRAM_DATA, F_ECN_COUNT, F_ERROR_CODE, F_ERROR_FRAME_TYPE,
    F_FRAME, F_FRAME_NUMBER, F_FRAME_TYPE, F_HANDSHAKE, F_PADDING_LENGTH, F_PATH_DATA, F_REASON, F_RESET_TOKEN,
    F_STREAM_DATA, F_STREAM_END, F_STREAM_ERROR, F_STREAM_ID, F_STREAM_LENGTH, F_STREAM_OFFSET, F_TOKEN)

cdef enum:
    RANGES_MAX = 64                 # of one ACK frame that are shown
    SPACE_CRYPTO = 0                # of the table's `children`
    CRYPTO_KEY = 1                  # the key in it under which TLS rides

cdef enum Frame:                    # the first six are those an Initial packet may hold (RFC 9000 table 3)
    PADDING = 0x00
    PING = 0x01
    ACK = 0x02
    ACK_ECN = 0x03
    CRYPTO = 0x06
    CLOSE = 0x1C
    RESET_STREAM = 0x04
    STOP_SENDING = 0x05
    NEW_TOKEN = 0x07
    STREAM = 0x08                   # up to 0x0F, with these bits
    STREAM_END = 0x01
    STREAM_LENGTH = 0x02
    STREAM_OFFSET = 0x04
    MAX_DATA = 0x10                 # from here to RETIRE_CONNECTION_ID numbers alone, but for NEW_CONNECTION_ID
    MAX_STREAM_DATA = 0x11
    STREAM_DATA_BLOCKED = 0x15
    NEW_CONNECTION_ID = 0x18
    RETIRE_CONNECTION_ID = 0x19
    PATH_CHALLENGE = 0x1A
    PATH_RESPONSE = 0x1B
    CLOSE_APPLICATION = 0x1D
    HANDSHAKE_DONE = 0x1E
    DATAGRAM = 0x30                 # RFC 9221
    DATAGRAM_LENGTH = 0x31

cdef enum:
    PATH_BYTES = 8
    RESET_TOKEN = 16


cdef inline CryptoStream** _stream_of(State* state, uint8_t way, uint8_t level) noexcept nogil:
    return &state.streams[way] if level == INITIAL_LEVEL else &state.opening.sides[way].streams[level - 1]


cdef inline uint64_t* _read_of(State* state, uint8_t way, uint8_t level) noexcept nogil:
    """Bytes of that stream which TLS was given."""
    return &state.read[way] if level == INITIAL_LEVEL else &state.opening.sides[way].read[level - 1]


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


cdef bint _put_close(Sink* sink, View v, uint32_t* at, bint with_type) noexcept nogil:
    """A CONNECTION_CLOSE frame behind its type (section 19.19); False if it is not whole."""
    cdef uint64_t value = 0
    cdef uint32_t begin = at[0]
    if not read_varint(v, at, &value):
        return False
    put_number(sink, F_ERROR_CODE, value, begin, at[0] - begin)
    if value and with_type:             # what an application's code means is its own affair
        put_finding(sink, FINDING_REFUSED)
    begin = at[0]
    if with_type:
        if not read_varint(v, at, &value):
            return False
        put_number(sink, F_ERROR_FRAME_TYPE, value, begin, at[0] - begin)
    if not read_varint(v, at, &value) or not has(v, at[0], value):
        return False
    if value:
        put_bytes(sink, F_REASON, v.data + at[0], <uint32_t>value, at[0], <uint32_t>value)
    at[0] += <uint32_t>value
    return True


cdef bint _wait(State* state, Sink* sink, uint8_t way, uint8_t level, uint64_t offset, const uint8_t* data,
                uint32_t size) noexcept nogil:
    """Bytes of the handshake that wait for their turn; False when a limit forbids it."""
    cdef CryptoStream** place = _stream_of(state, way, level)
    cdef CryptoStream* s = place[0]
    cdef uint64_t read = _read_of(state, way, level)[0]
    cdef uint32_t old, room
    if offset < read:                           # an older copy of what was read
        old = <uint32_t>min(read - offset, size)
        offset, data, size = offset + old, data + old, size - old
    if size == 0:
        return True
    if s == NULL:
        if not stage_account(sink, sizeof(CryptoStream)):
            return False
        s = place[0] = <CryptoStream*>calloc(1, sizeof(CryptoStream))
        if s == NULL:
            return False
    room = s.room
    return crypto_add(s, offset - read, data, size, CRYPTO_MAX) and (
        s.room == room or stage_account(sink, s.room - room))


cdef void _forget(CryptoStream** place, Sink* sink) noexcept nogil:
    cdef CryptoStream* s = place[0]
    if s == NULL:
        return
    stage_account(sink, -<int64_t>(sizeof(CryptoStream) + s.room))
    free(s.bytes)
    free(s)
    place[0] = NULL


cdef void forget(State* state, Sink* sink, uint8_t way) noexcept nogil:
    """Nothing of this direction's Initial packets waits any more."""
    _forget(&state.streams[way], sink)


cdef bint _put_crypto(State* state, Sink* sink, uint8_t way, uint8_t level, View v, uint32_t* at) noexcept nogil:
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
    if not _wait(state, sink, way, level, offset, v.data + at[0], <uint32_t>size):
        put_finding(sink, FINDING_HANDSHAKE_TOO_LONG)
    at[0] += <uint32_t>size
    return True


cdef bint _put_value(Sink* sink, uint16_t local, View v, uint32_t* at, uint64_t* value) noexcept nogil:
    """A variable-length integer of a frame; False if it is not whole."""
    cdef uint32_t begin = at[0]
    if not read_varint(v, at, value):
        return False
    put_number(sink, local, value[0], begin, at[0] - begin)
    return True


cdef bint _put_octets(Sink* sink, uint16_t local, View v, uint32_t* at, uint64_t size) noexcept nogil:
    if not has(v, at[0], size):
        return False
    put_bytes(sink, local, v.data + at[0], <uint32_t>size, at[0], <uint32_t>size)
    at[0] += <uint32_t>size
    return True


cdef bint _put_stream(State* state, Sink* sink, uint8_t way, View v, uint32_t* at, uint8_t kind) noexcept nogil:
    """A STREAM frame behind its type (section 19.8), whose data is put in order."""
    cdef uint64_t id = 0, offset = 0, size
    cdef View data
    if not _put_value(sink, F_STREAM_ID, v, at, &id):
        return False
    if kind & STREAM_OFFSET and not _put_value(sink, F_STREAM_OFFSET, v, at, &offset):
        return False
    if kind & STREAM_END:
        put_number(sink, F_STREAM_END, True, at[0], 0)
    size = v.size - at[0]
    if kind & STREAM_LENGTH and not _put_value(sink, F_STREAM_LENGTH, v, at, &size):
        return False
    data = rest(v, at[0])
    if not _put_octets(sink, F_STREAM_DATA, v, at, size):
        return False
    data.size = <uint32_t>size
    return stream_add(&state.opening.streams, sink, way, state.opening.alpn, id, offset, data, at[0] - data.size,
                      kind & STREAM_END != 0)


cdef bint _put_new_id(Sink* sink, View v, uint32_t* at) noexcept nogil:
    """A NEW_CONNECTION_ID frame behind its type (section 19.15)."""
    cdef uint64_t value = 0
    cdef uint32_t size
    if not _put_value(sink, F_FRAME_NUMBER, v, at, &value) or not _put_value(sink, F_FRAME_NUMBER, v, at, &value) \
            or not has(v, at[0], 1):
        return False
    size = v.data[at[0]]
    at[0] += 1
    return _put_octets(sink, F_CONNECTION_ID, v, at, size) and _put_octets(sink, F_RESET_TOKEN, v, at, RESET_TOKEN)


cdef bint _put_data_frame(State* state, Sink* sink, uint8_t way, View v, uint32_t* at, uint64_t kind) noexcept nogil:
    """A frame that only 0-RTT and 1-RTT packets hold, behind its type; False if it is none, or not whole."""
    cdef uint64_t value = 0
    cdef bint is_two = kind == MAX_STREAM_DATA or kind == STREAM_DATA_BLOCKED
    if STREAM <= kind < MAX_DATA:
        return _put_stream(state, sink, way, v, at, <uint8_t>kind)
    if kind == NEW_CONNECTION_ID:
        return _put_new_id(sink, v, at)
    if kind == RESET_STREAM or kind == STOP_SENDING or is_two:
        if not _put_value(sink, F_STREAM_ID, v, at, &value):
            return False
    if kind == RESET_STREAM or kind == STOP_SENDING:
        return _put_value(sink, F_STREAM_ERROR, v, at, &value) and (
            kind == STOP_SENDING or _put_value(sink, F_FRAME_NUMBER, v, at, &value))
    if MAX_DATA <= kind <= RETIRE_CONNECTION_ID:
        return _put_value(sink, F_FRAME_NUMBER, v, at, &value)
    if kind == PATH_CHALLENGE or kind == PATH_RESPONSE:
        return _put_octets(sink, F_PATH_DATA, v, at, PATH_BYTES)
    if kind == NEW_TOKEN:
        return read_varint(v, at, &value) and _put_octets(sink, F_TOKEN, v, at, value)
    if kind == DATAGRAM:
        return _put_octets(sink, F_DATAGRAM_DATA, v, at, v.size - at[0])
    if kind == DATAGRAM_LENGTH:
        return read_varint(v, at, &value) and _put_octets(sink, F_DATAGRAM_DATA, v, at, value)
    return kind == HANDSHAKE_DONE or (kind == CLOSE_APPLICATION and _put_close(sink, v, at, False))


cdef bint _put_frame(State* state, Sink* sink, uint8_t way, uint8_t level, View v, uint32_t* at) noexcept nogil:
    """The frame at `at`; False if a packet of this level may not hold it, or it is not whole."""
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
        return _put_crypto(state, sink, way, level, v, at)
    if kind == CLOSE:
        return _put_close(sink, v, at, True)
    return level == DATA_LEVEL and _put_data_frame(state, sink, way, v, at, kind)


cdef void put_frames(State* state, Sink* sink, uint8_t way, uint8_t level, View v) noexcept nogil:
    """The payload of a packet."""
    cdef uint32_t at = 0, begin = 0, node
    while at < v.size:
        node = sink.count
        open_node(sink, F_FRAME, begin, v.size - begin)
        if not _put_frame(state, sink, way, level, v, &at):
            put_note(sink, NOTE_BAD_VALUE)
            put_malformed(sink)
            at = v.size
        if node < sink.count and sink.items[node].field == sink.fields[F_FRAME]:
            sink.items[node].size = at - begin
        close_node(sink)
        begin = at


cdef void show_handshake(State* state, Sink* sink, uint8_t way, uint8_t level) noexcept nogil:
    """What has come into order is TLS's."""
    cdef CryptoStream** place = _stream_of(state, way, level)
    cdef CryptoStream* s = place[0]
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
    sink.offered = sink.agreed = 0
    carry_stream_by_key(sink, SPACE_CRYPTO, CRYPTO_KEY, 0, fresh, 0)
    if sink.secrets != NULL and level == INITIAL_LEVEL:
        note_crypto(&state.opening, sink, way, s.bytes, s.front)
    if state.opening != NULL and (sink.agreed or (sink.offered and not state.opening.alpn)):
        state.opening.alpn = sink.agreed if sink.agreed else sink.offered
    _read_of(state, way, level)[0] += s.front
    if s.count == 0:
        _forget(place, sink)
    else:
        crypto_drop(s)
