"""HTTP/3 in the streams of QUIC: the compiled twin of http3 (RFC 9114, RFC 9204).

All streams of a connection are read by one parser, since compressed header fields refer to what another stream says.
Of DATA only the header is waited for; every other frame that says something is read whole, and header fields when the
entries have come that they refer to.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, realloc
from libc.string cimport memcpy, memmove, memset

from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_finding, put_note, put_number, wants
from ...core.stage cimport ELSEWHERE, derive, derived_at, read_derived, stage_account, trim
from ...core.status cimport NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_BUFFER_LIMIT
from ...core.view cimport View, has, part, rest
from ..twin cimport Twin
from ._header_fields cimport HeaderNumbers, put_header_fields
from ._hpack cimport HpackField, hpack_copy, hpack_free, hpack_owned
from ._qpack cimport QPACK_WAITS, QpackTable, qpack_decode, qpack_instruct
from ._quic_packets cimport read_varint
from .http3 cimport (
    FINDING_CLEAR_TEXT_CREDENTIALS, FINDING_HEADER_COMPRESSION, F_AUTHORITY, F_CONTENT_TYPE, F_DATA, F_END_STREAM,
    F_FRAME, F_GRPC_MESSAGE, F_GRPC_METHOD, F_GRPC_SERVICE, F_GRPC_STATUS, F_HEADER, F_HEADERS, F_HEADER_BLOCK,
    F_HEADER_NAME, F_HEADER_VALUE, F_LAST_STREAM, F_LENGTH, F_LOST, F_METHOD, F_PATH, F_PRIORITY, F_PROTOCOL, F_PUSH_ID,
    F_SCHEME, F_SETTING, F_SETTING_ID, F_SETTING_VALUE, F_STATUS_CODE, F_STREAM, F_STREAM_TYPE, F_TYPE, F_USER_AGENT,
    NUMBERS)

cdef enum:
    STREAMS_MAX = 256               # that are remembered at a time: the oldest makes room
    STREAMS_FIRST = 8
    BLOCK_MAX = 1 << 16             # bytes of a header block that are waited for
    CONTROL_MAX = 4 << 10           # bytes of a frame of the control stream
    WAIT_MAX = 1 << 17              # bytes of a stream that wait for entries its header fields refer to
    FIELDS_MAX = 256                # of a header block
    TEXT_MAX = 1 << 16              # bytes of its fields
    QPACK_CAPACITY = 1              # a setting
    UNIDIRECTIONAL = 2              # of a stream's number

cdef enum Type:
    DATA = 0
    HEADERS = 1
    CANCEL_PUSH = 3
    SETTINGS = 4
    PUSH_PROMISE = 5
    GOAWAY = 7
    MAX_PUSH_ID = 13
    PRIORITY_UPDATE = 0xF0700
    PRIORITY_UPDATE_PUSH = 0xF0701

cdef enum Kind:                     # of a stream; those that are no request's say so first
    UNKNOWN = 0
    REQUEST = 1
    CONTROL = 2
    PUSH = 3
    ENCODER = 4
    OTHER = 5                       # nothing of it is read

cdef struct Half:                   # one direction of a stream
    uint8_t* waiting                # owned
    uint32_t size
    uint32_t room
    uint64_t hop                    # bytes of a frame still to come
    uint8_t kind
    uint8_t is_data                 # they are of a DATA frame
    uint8_t is_blocked              # header fields at the beginning of `waiting` wait for entries
    uint8_t is_ended

cdef struct Stream:
    uint64_t id
    Half halves[2]

cdef struct State:
    QpackTable tables[2]            # by direction, of what its sender encoded
    Stream* streams                 # owned, the oldest first
    uint32_t count
    uint32_t room

cdef HeaderNumbers _numbers = HeaderNumbers(
    F_HEADER, F_HEADER_NAME, F_HEADER_VALUE,
    [F_METHOD, F_PATH, F_AUTHORITY, F_SCHEME, F_PROTOCOL, F_STATUS_CODE, F_USER_AGENT, F_CONTENT_TYPE, F_GRPC_STATUS,
     F_GRPC_MESSAGE], F_GRPC_SERVICE, F_GRPC_METHOD, FINDING_CLEAR_TEXT_CREDENTIALS)


# ------------------------------------------------------------ streams, and what waits of them
cdef void _drop_waiting(Half* half, Sink* sink) noexcept nogil:
    stage_account(sink, -<int64_t>half.room)
    free(half.waiting)
    half.waiting, half.size, half.room = NULL, 0, 0


cdef void _forget(State* state, uint32_t place, Sink* sink) noexcept nogil:
    cdef Stream* s = &state.streams[place]
    _drop_waiting(&s.halves[0], sink)
    _drop_waiting(&s.halves[1], sink)
    state.count -= 1
    memmove(s, s + 1, (state.count - place) * sizeof(Stream))


cdef bint _grow(State* state, Sink* sink) noexcept nogil:
    """Room for more streams; False where a limit forbids it: then the oldest makes room."""
    cdef uint32_t room = 2 * state.room if state.room else STREAMS_FIRST
    cdef int64_t more = (room - state.room) * <int64_t>sizeof(Stream)
    cdef void* grown
    if not stage_account(sink, more):
        return False
    grown = realloc(state.streams, room * sizeof(Stream))
    if grown == NULL:
        stage_account(sink, -more)
        return False
    state.streams, state.room = <Stream*>grown, room
    return True


cdef Stream* _stream(State* state, uint64_t id, Sink* sink) noexcept nogil:
    """The stream of this number, a new one if need be; NULL without memory. The newest are looked at first."""
    cdef uint32_t i = state.count
    while i:
        i -= 1
        if state.streams[i].id == id:
            return &state.streams[i]
    if state.count == STREAMS_MAX or (state.count == state.room and not _grow(state, sink)):
        if not state.count:
            return NULL
        _forget(state, 0, sink)
    memset(&state.streams[state.count], 0, sizeof(Stream))
    state.streams[state.count].id = id
    state.count += 1
    return &state.streams[state.count - 1]


cdef bint _wait(Half* half, View v, Sink* sink) noexcept nogil:
    """These bytes, behind those that wait; False where a limit forbids it."""
    cdef uint32_t need = half.size + v.size, room = max(need, 2 * half.room)
    cdef void* grown
    if not v.size:
        return True
    if need > WAIT_MAX + CONTROL_MAX:
        return False
    if need > half.room:
        if not stage_account(sink, room - half.room):
            return False
        grown = realloc(half.waiting, room)
        if grown == NULL:
            stage_account(sink, -<int64_t>(room - half.room))
            return False
        half.waiting, half.room = <uint8_t*>grown, room
    memcpy(half.waiting + half.size, v.data, v.size)
    half.size = need
    return True


# ------------------------------------------------------------ frames
cdef void _put_fields(QpackTable* table, Sink* sink, View block, int64_t* answer) noexcept nogil:
    """Header fields; `answer` as of `qpack_decode`."""
    cdef HpackField fields[FIELDS_MAX]
    cdef uint32_t count = 0
    cdef uint8_t old = sink.buffer, buffer = derive(sink, F_HEADERS, TEXT_MAX)
    cdef int64_t base = sink.base
    cdef View text
    if not buffer:                          # the packet has no room left: what they say is kept all the same
        if sink.scratch_room < TEXT_MAX:
            return
        text.data = sink.scratch
    else:
        text.data = derived_at(sink, buffer).data
    answer[0] = qpack_decode(table, block, <uint8_t*>text.data, TEXT_MAX, fields, FIELDS_MAX, &count)
    text.size = fields[count - 1].value_at + fields[count - 1].value_size + 2 if count else 0
    if buffer:
        trim(sink, buffer, text.size)
        read_derived(sink, buffer)
    else:
        sink.base = ELSEWHERE
    put_header_fields(sink, text, fields, count, &_numbers)
    sink.buffer, sink.base = old, base
    if answer[0] < 0:
        put_note(sink, NOTE_BAD_VALUE)
        put_finding(sink, FINDING_HEADER_COMPRESSION)


cdef bint _is_waiting(const QpackTable* table, View block) noexcept nogil:
    """Are entries still to come that these header fields refer to?"""
    cdef HpackField field
    cdef uint32_t count = 0
    return qpack_decode(table, block, NULL, 0, &field, 0, &count) == QPACK_WAITS


cdef void _put_varint(Sink* sink, uint32_t local, View v, uint32_t at, uint32_t base) noexcept nogil:
    cdef uint64_t value = 0
    cdef uint32_t end = at
    if read_varint(v, &end, &value):
        put_number(sink, <unsigned short>local, value, base + at, end - at)
    else:
        put_note(sink, NOTE_BAD_LENGTH)


cdef void _put_settings(State* state, uint8_t way, Sink* sink, View v, uint32_t base) noexcept nogil:
    """Parameters (section 7.2.4); the table's capacity is about what the other side encodes."""
    cdef uint32_t at = 0, begin, middle
    cdef uint64_t id = 0, value = 0
    while at < v.size:
        begin = at
        if not read_varint(v, &at, &id):
            break
        middle = at
        if not read_varint(v, &at, &value):
            break
        open_node(sink, F_SETTING, base + begin, at - begin)
        put_number(sink, F_SETTING_ID, id, base + begin, middle - begin)
        put_number(sink, F_SETTING_VALUE, value, base + middle, at - middle)
        close_node(sink)
        if id == QPACK_CAPACITY:
            state.tables[1 - way].capacity_max = <uint32_t>min(value, <uint64_t>1 << 30)
    if at < v.size:
        put_note(sink, NOTE_BAD_LENGTH)


cdef void _put_control(State* state, uint8_t way, uint64_t type, Sink* sink, View v, uint32_t base) noexcept nogil:
    """What a frame says that has neither a body nor header fields; `v` begins at `base`."""
    if type == SETTINGS:
        _put_settings(state, way, sink, v, base)
    elif type == GOAWAY:
        _put_varint(sink, F_LAST_STREAM, v, 0, base)
    elif type == CANCEL_PUSH or type == MAX_PUSH_ID:
        _put_varint(sink, F_PUSH_ID, v, 0, base)
    else:
        put_bytes(sink, F_PRIORITY, v.data, v.size, base, v.size)


cdef inline bint _is_control(uint64_t type) noexcept nogil:
    return type == SETTINGS or type == GOAWAY or type == CANCEL_PUSH or type == MAX_PUSH_ID \
        or type == PRIORITY_UPDATE or type == PRIORITY_UPDATE_PUSH


cdef void _put_data(const Half* half, Sink* sink, View v, uint32_t at, uint32_t size) noexcept nogil:
    if half.is_data and size and wants(sink, F_DATA):
        put_bytes(sink, F_DATA, v.data + at, size, at, size)


cdef void _open_frame(Sink* sink, uint64_t type, uint64_t length, uint32_t begin, uint32_t middle, uint32_t at,
                      uint32_t there) noexcept nogil:
    open_node(sink, F_FRAME, begin, at - begin + there)
    put_number(sink, F_TYPE, type, begin, middle - begin)
    put_number(sink, F_LENGTH, length, middle, at - middle)


cdef bint _put_block(State* state, Half* half, uint8_t way, Sink* sink, uint64_t type, View v, uint32_t begin,
                     uint32_t middle, uint32_t at, uint32_t size, bint is_last) noexcept nogil:
    """The frame with header fields at `begin`, whose `size` bytes from `at` on are there; False if it has to wait."""
    cdef uint32_t end = at + size, block_at = at
    cdef uint64_t push = 0
    cdef int64_t answer = 0
    cdef View block
    if type == PUSH_PROMISE and not read_varint(part(v, 0, end), &block_at, &push):
        block_at = end
    block = part(v, block_at, end - block_at)
    if not is_last and _is_waiting(&state.tables[way], block):
        half.is_blocked = True
        return False
    _open_frame(sink, type, size, begin, middle, at, size)
    if type == PUSH_PROMISE:
        put_number(sink, F_PUSH_ID, push, at, block_at - at)
    put_bytes(sink, F_HEADER_BLOCK, block.data, block.size, block_at, block.size)
    _put_fields(&state.tables[way], sink, block, &answer)
    close_node(sink)
    return True


cdef uint32_t _frames(State* state, Half* half, uint8_t way, View v, uint32_t at, bint is_last,
                      Sink* sink) noexcept nogil:
    """Frames from `at` on, where one begins or goes on; answers how far they were read. `is_last`: nobody waits."""
    cdef uint32_t size, begin, middle
    cdef uint64_t type = 0, length = 0
    while True:
        size = <uint32_t>min(half.hop, <uint64_t>(v.size - at))
        _put_data(half, sink, v, at, size)
        at += size
        half.hop -= size
        begin = at
        if at == v.size or not read_varint(v, &at, &type):
            return begin
        middle = at
        if not read_varint(v, &at, &length):
            return begin
        if (type == HEADERS or type == PUSH_PROMISE) and length <= BLOCK_MAX:
            if not has(v, at, length) or not _put_block(
                    state, half, way, sink, type, v, begin, middle, at, <uint32_t>length, is_last):
                return begin
            half.is_blocked = False
            at += <uint32_t>length
            continue
        if _is_control(type) and length <= CONTROL_MAX:
            if not has(v, at, length):
                return begin
            _open_frame(sink, type, length, begin, middle, at, <uint32_t>length)
            _put_control(state, way, type, sink, part(v, at, <uint32_t>length), at)
            close_node(sink)
            at += <uint32_t>length
            continue
        size = <uint32_t>min(length, <uint64_t>(v.size - at))
        _open_frame(sink, type, length, begin, middle, at, size)
        half.hop, half.is_data = length, type == DATA
        _put_data(half, sink, v, at, size)
        if type == HEADERS or type == PUSH_PROMISE:
            put_note(sink, NOTE_BUFFER_LIMIT)
            put_finding(sink, FINDING_HEADER_COMPRESSION)
        close_node(sink)
        at += size
        half.hop -= size


cdef uint32_t _read(State* state, Stream* s, uint8_t way, View v, bint is_last, Sink* sink) noexcept nogil:
    """The next bytes of a stream, with those before that were not read; answers how many need not be kept."""
    cdef Half* half = &s.halves[way]
    cdef uint32_t at = 0, owned
    cdef uint64_t type = 0
    cdef int64_t taken
    if half.kind == UNKNOWN:
        half.kind = REQUEST
        if s.id & UNIDIRECTIONAL:
            half.kind = UNKNOWN
            if not read_varint(v, &at, &type):
                return 0
            put_number(sink, F_STREAM_TYPE, type, 0, at)
            half.kind = CONTROL if type == 0 else PUSH if type == 1 else ENCODER if type == 2 else OTHER
            if half.kind == PUSH:
                if not read_varint(v, &at, &type):
                    half.kind = UNKNOWN
                    return 0
                put_number(sink, F_PUSH_ID, type, 1, at - 1)
    if half.kind == OTHER:
        return v.size
    if half.kind == ENCODER:
        if sink.scratch_room < TEXT_MAX:
            return v.size
        owned = hpack_owned(&state.tables[way].table)
        taken = qpack_instruct(&state.tables[way], rest(v, at), sink.scratch, TEXT_MAX)
        if not stage_account(sink, <int64_t>hpack_owned(&state.tables[way].table) - owned) or taken < 0:
            _lose_table(state, half, way, sink)
            return v.size
        return at + <uint32_t>taken
    return _frames(state, half, way, v, at, is_last, sink)


cdef void _lose_table(State* state, Half* half, uint8_t way, Sink* sink) noexcept nogil:
    half.kind = OTHER
    if not state.tables[way].is_lost:
        state.tables[way].is_lost = True
        put_finding(sink, FINDING_HEADER_COMPRESSION)


cdef void _pour(State* state, Stream* s, uint8_t way, View v, bint is_last, Sink* sink) noexcept nogil:
    """`v` behind what waits of the stream; what is not read waits."""
    cdef Half* half = &s.halves[way]
    cdef int64_t base = sink.base
    cdef uint32_t taken
    put_number(sink, F_STREAM, s.id, 0, 0)
    if half.size:
        sink.base -= half.size
        if not _wait(half, v, sink):                    # too much for what waits: it is read as it is
            v.data, v.size = half.waiting, half.size
            _read(state, s, way, v, True, sink)
            _drop_waiting(half, sink)
            half.kind, half.is_blocked = OTHER, False
        else:
            v.data, v.size = half.waiting, half.size
            taken = _read(state, s, way, v, is_last, sink)
            half.size -= taken
            memmove(half.waiting, half.waiting + taken, half.size)
            if not half.size:
                _drop_waiting(half, sink)
    else:
        taken = _read(state, s, way, v, is_last, sink)
        if not _wait(half, rest(v, taken), sink):
            half.kind = OTHER
    sink.base = base


cdef void _unblock(State* state, uint8_t way, bint is_last, Sink* sink) noexcept nogil:
    """Entries have come, or never will: header fields that waited for them are read."""
    cdef uint32_t i
    cdef int64_t base = sink.base
    cdef View none
    cdef Half* half
    none.data, none.size = NULL, 0
    sink.base = ELSEWHERE
    for i in range(state.count):
        half = &state.streams[i].halves[way]
        if half.is_blocked and (is_last or not _still_waits(state, half, way)):
            half.is_blocked = False
            _pour(state, &state.streams[i], way, none, is_last, sink)
            if half.is_ended:
                put_number(sink, F_END_STREAM, True, 0, 0)
    sink.base = base


cdef bint _still_waits(const State* state, const Half* half, uint8_t way) noexcept nogil:
    cdef View v
    cdef uint32_t at = 0
    cdef uint64_t type = 0, length = 0
    v.data, v.size = half.waiting, half.size
    if not read_varint(v, &at, &type) or not read_varint(v, &at, &length) or not has(v, at, length):
        return False
    v = part(v, 0, at + <uint32_t>length)
    if type == PUSH_PROMISE and not read_varint(v, &at, &type):
        return False
    return _is_waiting(&state.tables[way], rest(v, at))


cdef bint _lose(State* state, Stream* s, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    """Bytes of a stream are lost: inside of a body nothing is, elsewhere nobody knows where the next frame begins."""
    cdef Half* half = &s.halves[way]
    put_number(sink, F_STREAM, s.id, 0, 0)
    put_number(sink, F_LOST, size, 0, 0)
    if half.kind == ENCODER:
        _lose_table(state, half, way, sink)
        return True
    _drop_waiting(half, sink)
    half.is_blocked = False
    if size > half.hop or half.kind == UNKNOWN:
        half.kind = OTHER
        half.hop = 0
    else:
        half.hop -= size
    return False


cdef int64_t datagram(void* memory, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    """The next bytes of a stream, which the sink names."""
    cdef State* state = <State*>memory
    cdef Stream* s = _stream(state, sink.stream, sink)
    cdef Half* half
    cdef bint was_lost = False, is_over
    if s == NULL:
        return v.size
    half = &s.halves[way]
    if sink.stream_lost:
        was_lost = _lose(state, s, way, sink.stream_lost, sink)
    if v.size:
        _pour(state, s, way, v, False, sink)
    if half.kind == ENCODER or was_lost:
        _unblock(state, way, was_lost or state.tables[way].is_lost, sink)
    if sink.stream_end:
        half.is_ended = True
        if not half.is_blocked:
            put_number(sink, F_STREAM, s.id, 0, 0)
            put_number(sink, F_END_STREAM, True, v.size, 0)
        is_over = s.id & UNIDIRECTIONAL or s.halves[1 - way].is_ended
        if is_over and not s.halves[0].is_blocked and not s.halves[1].is_blocked:
            _forget(state, <uint32_t>(s - state.streams), sink)
    return v.size


# ------------------------------------------------------------ memory
cdef void free_state(void* memory) noexcept nogil:
    cdef State* state = <State*>memory
    cdef uint32_t i
    cdef int way
    for i in range(state.count):
        for way in range(2):
            free(state.streams[i].halves[way].waiting)
    free(state.streams)
    state.streams, state.count, state.room = NULL, 0, 0
    hpack_free(&state.tables[0].table)
    hpack_free(&state.tables[1].table)


cdef bint copy_state(void* to_, const void* of_) noexcept nogil:
    """Tables of its own for the copy. What waits of streams is left: what ends now completes none."""
    cdef State* to = <State*>to_
    cdef const State* of = <const State*>of_
    to.streams, to.count, to.room = NULL, 0, 0
    if not hpack_copy(&to.tables[0].table, &of.tables[0].table):
        to.tables[1].table.bytes, to.tables[1].table.entries = NULL, NULL
        return False
    if hpack_copy(&to.tables[1].table, &of.tables[1].table):
        return True
    hpack_free(&to.tables[0].table)
    return False


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.datagram = &datagram
_twin.free = &free_state
_twin.copy = &copy_state
_twin.state_size = sizeof(State)
TWIN = _twin
