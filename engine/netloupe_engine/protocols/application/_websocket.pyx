"""WebSocket (RFC 6455 section 5.2): frames, whose content is one stream for the subprotocol that was agreed on, or for
who is recognised in it, once it is inflated (RFC 7692).

A frame is read once it is whole; the content of one too long to keep is passed over. What masked frames of one delivery
contain is one derived buffer, what compressed ones become is another.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memset

from ...core.libz cimport inflater_copy, inflater_free
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_note, put_number
from ...core.stage cimport carry_gap, carry_stream_by_key, derive, derived_at, read_derived, trim
from ...core.status cimport GIVE_UP, NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_BUFFER_LIMIT, NOTE_TRUNCATED
from ...core.view cimport View, be16, be64, part, u8
from ..twin cimport Twin
from ._subprotocol cimport told_subprotocol
from ._websocket_inflation cimport Inflation, Room, inflate_frame, inflation_begin, inflation_lose
from .websocket cimport (F_CLOSE_CODE, F_CLOSE_REASON, F_COMPRESSED, F_FIN, F_FRAME, F_INFLATED, F_MASKED,
                         F_MASKING_KEY, F_OPCODE, F_PAYLOAD, F_PAYLOAD_LENGTH, F_TEXT, F_UNMASKED, NUMBERS)

cdef enum:
    FRAME_MAX = 64 << 10    # bytes of a content worth waiting for
    CONTROL_MAX = 125       # bytes of a control frame's content
    SUBPROTOCOLS = 0        # key space of what is carried: the first of the table
    OPCODE_TEXT = 1
    OPCODE_BINARY = 2
    OPCODE_CLOSE = 8        # and from there on control frames
    OPCODE_PONG = 10

cdef struct Side:           # one direction
    uint64_t remaining      # bytes of a content to pass over
    Inflation inflation
    uint8_t is_compressed   # the message that is not over yet
    uint8_t is_text

cdef struct State:
    Side sides[2]
    uint32_t subprotocol    # key of what is carried, 0: not said

cdef struct Frame:
    uint64_t length         # of the content
    uint32_t header         # bytes
    uint8_t opcode
    uint8_t fin
    uint8_t masked
    uint8_t reserved        # three bits, the highest of which says that the message is compressed

cdef struct Rooms:          # where contents of one delivery are made what they were
    Room unmasked
    Room inflated


cdef int64_t _read_header(View v, uint32_t at, Frame* frame) noexcept nogil:
    """Answers the header's bytes, 0 where some are missing, or GIVE_UP where it is none."""
    cdef uint32_t size = 2
    if v.size - at < 2:
        return 0
    frame.opcode, frame.reserved, frame.fin = u8(v, at) & 15, u8(v, at) >> 4 & 7, u8(v, at) >> 7
    frame.masked, frame.length = u8(v, at + 1) >> 7, u8(v, at + 1) & 127
    if (OPCODE_BINARY < frame.opcode < OPCODE_CLOSE or frame.opcode > OPCODE_PONG
            or (frame.opcode >= OPCODE_CLOSE and (frame.length > CONTROL_MAX or not frame.fin))):
        return GIVE_UP
    if frame.length >= 126:
        size += 2 if frame.length == 126 else 8
        if v.size - at < size:
            return 0
        frame.length = be16(v, at + 2) if size == 4 else be64(v, at + 2)
        if frame.length >> 63:
            return GIVE_UP
    frame.header = size + 4 * frame.masked
    return frame.header if v.size - at >= frame.header else 0


cdef void _put_header(Sink* sink, View v, uint32_t at, const Frame* frame) noexcept nogil:
    put_number(sink, F_OPCODE, frame.opcode, at, 1)
    put_number(sink, F_FIN, frame.fin, at, 1)
    put_number(sink, F_COMPRESSED, frame.reserved >> 2, at, 1)
    if frame.reserved & 3:                          # no extension in use has them
        put_note(sink, NOTE_BAD_VALUE)
    put_number(sink, F_MASKED, frame.masked, at + 1, 1)
    put_number(sink, F_PAYLOAD_LENGTH, frame.length, at + 1, frame.header - 1 - 4 * frame.masked)
    if frame.masked:
        put_bytes(sink, F_MASKING_KEY, v.data + at + frame.header - 4, 4, at + frame.header - 4, 4)


cdef void _put_inflated(State* state, Side* side, const Frame* frame, View v, Rooms* rooms, Sink* sink) noexcept nogil:
    """What the content `v` of a compressed message was."""
    cdef uint8_t buffer = sink.buffer
    cdef int64_t base = sink.base
    cdef uint32_t at = rooms.inflated.used
    cdef View made
    if not inflate_frame(&side.inflation, v, frame.fin, F_INFLATED, &rooms.inflated, sink, &made):
        carry_gap(sink, SUBPROTOCOLS, state.subprotocol, 0, frame.length)
        return
    if made.size:
        read_derived(sink, rooms.inflated.buffer)
        put_bytes(sink, F_TEXT if side.is_text else F_INFLATED, made.data, made.size, at, made.size)
        carry_stream_by_key(sink, SUBPROTOCOLS, state.subprotocol, 0, made, at)
    sink.buffer, sink.base = buffer, base


cdef void _put_content(State* state, Side* side, const Frame* frame, View v, uint32_t at, Rooms* rooms,
                       Sink* sink) noexcept nogil:
    """The content `v`, unmasked, which begins at `at` of the buffer that is read."""
    if frame.opcode == OPCODE_CLOSE:
        if v.size >= 2:
            put_number(sink, F_CLOSE_CODE, be16(v, 0), at, 2)
            put_bytes(sink, F_CLOSE_REASON, v.data + 2, v.size - 2, at + 2, v.size - 2)
        else:
            put_note(sink, NOTE_BAD_LENGTH)
    elif side.is_text and frame.opcode < OPCODE_CLOSE and not side.is_compressed:
        put_bytes(sink, F_TEXT, v.data, v.size, at, v.size)
    else:
        put_bytes(sink, F_PAYLOAD, v.data, v.size, at, v.size)
    if frame.opcode < OPCODE_CLOSE and side.is_compressed:
        _put_inflated(state, side, frame, v, rooms, sink)
    elif frame.opcode < OPCODE_CLOSE:
        carry_stream_by_key(sink, SUBPROTOCOLS, state.subprotocol, 0, v, at)


cdef void _lose(State* state, Side* side, const Frame* frame, Sink* sink) noexcept nogil:
    """The content is not read."""
    put_note(sink, NOTE_BUFFER_LIMIT)
    if frame.opcode < OPCODE_CLOSE:
        inflation_lose(&side.inflation)
        carry_gap(sink, SUBPROTOCOLS, state.subprotocol, 0, frame.length)


cdef void _unmask(State* state, Side* side, const Frame* frame, View v, uint32_t most, Rooms* rooms,
                  Sink* sink) noexcept nogil:
    """A content that is masked with the four bytes before it. `most`: bytes that may come in this delivery."""
    cdef uint8_t buffer = sink.buffer
    cdef int64_t base = sink.base
    cdef const uint8_t* key = v.data - 4
    cdef View made
    cdef Room* room = &rooms.unmasked
    cdef uint32_t i, at = room.used
    if room.buffer == 0:
        room.buffer = derive(sink, F_UNMASKED, most)
    if room.buffer == 0:
        _lose(state, side, frame, sink)
        return
    made.data, made.size = derived_at(sink, room.buffer).data + at, v.size
    for i in range(v.size):
        derived_at(sink, room.buffer).data[at + i] = u8(v, i) ^ key[i & 3]
    room.used += v.size
    read_derived(sink, room.buffer)
    _put_content(state, side, frame, made, at, rooms, sink)
    sink.buffer, sink.base = buffer, base


cdef void _take(State* state, Side* side, const Frame* frame, View v, uint32_t at, Rooms* rooms,
                Sink* sink) noexcept nogil:
    """The frame at `at`, with its content if that is there."""
    cdef View content = part(v, at + frame.header, <uint32_t>min(frame.length, <uint64_t>FRAME_MAX + 1))
    open_node(sink, F_FRAME, at, frame.header + content.size)
    _put_header(sink, v, at, frame)
    if 0 < frame.opcode < OPCODE_CLOSE:
        inflation_begin(&side.inflation, sink)
        side.is_text, side.is_compressed = frame.opcode == OPCODE_TEXT, frame.reserved >> 2
    if content.size < frame.length:
        side.remaining = frame.length
        if not sink.is_cut:
            _lose(state, side, frame, sink)
        else:
            put_note(sink, NOTE_TRUNCATED)
    elif content.size and frame.masked:
        _unmask(state, side, frame, content, v.size - at, rooms, sink)
    elif content.size:
        _put_content(state, side, frame, content, at + frame.header, rooms, sink)
    elif side.is_compressed and frame.opcode < OPCODE_CLOSE:
        _put_inflated(state, side, frame, content, rooms, sink)         # a message's end alone
    close_node(sink)


cdef inline void _trim(const Room* room, Sink* sink) noexcept nogil:
    if room.buffer:
        trim(sink, room.buffer, room.used)


cdef int64_t _stream(void* memory, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef State* state = <State*>memory
    cdef Side* side = &state.sides[way]
    cdef Frame frame
    cdef Rooms rooms
    cdef uint32_t at = 0, size
    cdef int64_t header
    memset(&rooms, 0, sizeof(rooms))
    while at < v.size:
        size = <uint32_t>min(side.remaining, <uint64_t>(v.size - at))
        side.remaining -= size
        at += size
        if at == v.size:
            break
        header = _read_header(v, at, &frame)
        if header < 0:
            return GIVE_UP
        if header == 0 or (frame.length <= FRAME_MAX and v.size - at - frame.header < frame.length
                           and not sink.is_cut):
            break
        _take(state, side, &frame, v, at, &rooms, sink)
        at += frame.header + (0 if side.remaining else <uint32_t>frame.length)
    _trim(&rooms.inflated, sink)
    _trim(&rooms.unmasked, sink)
    return at


cdef int64_t _gap(void* memory, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    """Behind bytes that are lost, frames cannot be told from their content."""
    cdef Side* side = &(<State*>memory).sides[way]
    if size > side.remaining:
        return GIVE_UP
    side.remaining -= size
    return 0


cdef void _open(void* memory, uint8_t space, uint32_t key, Sink* sink) noexcept nogil:
    (<State*>memory).subprotocol = told_subprotocol(sink)


cdef void _free(void* memory) noexcept nogil:
    cdef int way
    for way in range(2):
        inflater_free((<State*>memory).sides[way].inflation.inflater)
        (<State*>memory).sides[way].inflation.inflater = NULL


cdef bint _copy(void* to, const void* of) noexcept nogil:
    """Inflaters of its own for the copy of a state."""
    cdef State* mine = <State*>to
    cdef const void* theirs
    cdef bint made = True
    cdef int way
    for way in range(2):
        theirs = (<const State*>of).sides[way].inflation.inflater
        if theirs != NULL:
            mine.sides[way].inflation.inflater = inflater_copy(<void*>theirs) if made else NULL
            made = made and mine.sides[way].inflation.inflater != NULL
    return made


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.stream = &_stream
_twin.gap = &_gap
_twin.open = &_open
_twin.free = &_free
_twin.copy = &_copy
_twin.state_size = sizeof(State)
TWIN = _twin
