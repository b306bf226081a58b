"""HTTP/2 frames and what HEADERS say: the compiled twin of http2 (RFC 9113, RFC 7541).

Of DATA only the header is waited for; every other frame is read whole, and a header block with all its CONTINUATION
frames at once, since compression depends on each block in its order.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy

from ...core.sink cimport (
    Sink, close_node, note_client, open_node, put_bytes, put_finding, put_note, put_number, wants)
from ...core.stage cimport derive, derived_at, read_derived, stage_account, trim
from ...core.status cimport (
    CERTAIN, DONE, LIKELY, NEED_MORE_BYTES, NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_BUFFER_LIMIT, REFUTED, Guess)
from ...core.view cimport View, be16, be24, be32, has, part, u8
from ..twin cimport Twin
from ._header_fields cimport HeaderNumbers, put_header_fields
from ._hpack cimport HPACK_TABLE_MAX, HpackField, HpackTable, hpack_copy, hpack_decode, hpack_free, hpack_owned
from .http2 cimport (
    FINDING_CLEAR_TEXT_CREDENTIALS, FINDING_CONNECTION_ERROR, FINDING_HEADER_COMPRESSION, F_ALTERNATIVE, F_AUTHORITY,
    F_CONTENT_TYPE, F_DATA, F_DEBUG_DATA, F_DEPENDENCY, F_END_STREAM, F_ERROR_CODE, F_FLAGS, F_FRAME,
    F_GRPC_MESSAGE, F_GRPC_METHOD, F_GRPC_SERVICE, F_GRPC_STATUS, F_HEADER, F_HEADERS, F_HEADER_BLOCK,
    F_HEADER_NAME, F_HEADER_VALUE, F_LAST_STREAM, F_LENGTH, F_LOST, F_METHOD, F_ORIGIN, F_PAD_LENGTH, F_PATH,
    F_PING, F_PREFACE, F_PROMISED_STREAM, F_PROTOCOL, F_SCHEME, F_SETTING, F_SETTING_ID, F_SETTING_VALUE,
    F_STATUS_CODE, F_STREAM, F_TYPE, F_USER_AGENT, F_WEIGHT, F_WINDOW_INCREMENT, NUMBERS)

cdef enum:
    HEADER = 9                      # bytes of a frame's header
    PREFACE = 24
    FRAME_MAX = 1 << 14             # bytes of a frame, unless its receiver allowed more
    BLOCK_MAX = 1 << 16             # bytes of a header block that are waited for
    FRAMES_MAX = 64                 # of a header block
    FIELDS_MAX = 256                # of a header block
    TEXT_MAX = 1 << 16              # bytes of a header block's fields
    SETTING_BYTES = 6
    SETTING_HEADER_TABLE_SIZE = 1
    SETTINGS_MAX = 32               # of a first frame; a dozen are defined
    NO_STREAM = 0

cdef enum Type:
    DATA = 0
    HEADERS = 1
    PRIORITY = 2
    RST_STREAM = 3
    SETTINGS = 4
    PUSH_PROMISE = 5
    PING = 6
    GOAWAY = 7
    WINDOW_UPDATE = 8
    CONTINUATION = 9
    ALTSVC = 10
    ORIGIN = 12

cdef enum Flag:
    END_STREAM = 0x1
    ACK = 0x1
    END_HEADERS = 0x4
    PADDED = 0x8
    HAS_PRIORITY = 0x20

cdef struct Side:                   # one direction
    HpackTable table                # of what its sender encoded
    uint32_t hop                    # bytes of a frame still to come
    uint32_t padding                # of them, at the end
    uint8_t is_data                 # they are of a DATA frame
    uint8_t is_begun
    uint8_t is_lost                 # its header blocks cannot be decoded any more

cdef struct State:
    Side sides[2]

cdef const uint8_t* _preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
cdef HeaderNumbers _numbers = HeaderNumbers(
    F_HEADER, F_HEADER_NAME, F_HEADER_VALUE,
    [F_METHOD, F_PATH, F_AUTHORITY, F_SCHEME, F_PROTOCOL, F_STATUS_CODE, F_USER_AGENT, F_CONTENT_TYPE, F_GRPC_STATUS,
     F_GRPC_MESSAGE], F_GRPC_SERVICE, F_GRPC_METHOD, FINDING_CLEAR_TEXT_CREDENTIALS)


cdef void _put_fields(Side* side, Sink* sink, View block) noexcept nogil:
    """A whole header block: its fields, and what they change in the sender's table."""
    cdef HpackField fields[FIELDS_MAX]
    cdef uint32_t count = 0, owned = hpack_owned(&side.table)
    cdef uint8_t old = sink.buffer, buffer
    cdef int64_t base = sink.base, size
    cdef View text
    buffer = 0 if side.is_lost else derive(sink, F_HEADERS, TEXT_MAX)
    if buffer == 0:
        if not side.is_lost:
            side.is_lost = True
            put_finding(sink, FINDING_HEADER_COMPRESSION)
        return
    size = hpack_decode(&side.table, block, derived_at(sink, buffer).data, TEXT_MAX, fields, FIELDS_MAX, &count)
    if not stage_account(sink, <int64_t>hpack_owned(&side.table) - owned):
        size = -1
    if size < 0:
        side.is_lost = True
        put_note(sink, NOTE_BAD_VALUE)
        put_finding(sink, FINDING_HEADER_COMPRESSION)
    text.data = derived_at(sink, buffer).data
    text.size = fields[count - 1].value_at + fields[count - 1].value_size + 2 if count else 0
    trim(sink, buffer, text.size)
    read_derived(sink, buffer)
    put_header_fields(sink, text, fields, count, &_numbers)
    sink.buffer, sink.base = old, base


cdef void _put_priority(Sink* sink, View v, uint32_t at, uint32_t place) noexcept nogil:
    """Stream dependency and weight (RFC 7540 section 6.3, obsolete): five bytes at `at`."""
    put_number(sink, F_DEPENDENCY, be32(v, at) & 0x7FFFFFFF, place, 4)
    put_number(sink, F_WEIGHT, <uint32_t>u8(v, at + 4) + 1, place + 4, 1)


cdef bint _block(View v, uint32_t at, uint32_t* begin, uint32_t* end, Sink* sink) noexcept nogil:
    """Put what stands before the part of a header block in the frame at `at`, which is whole, and find that part; False
    if the lengths disagree."""
    cdef uint32_t size = be24(v, at)
    cdef uint8_t type = u8(v, at + 3), flags = u8(v, at + 4)
    cdef uint32_t padding = 0
    begin[0], end[0] = at + HEADER, at + HEADER + size
    if type == CONTINUATION:
        return True
    if flags & PADDED:
        if begin[0] >= end[0]:
            return False
        padding = u8(v, begin[0])
        put_number(sink, F_PAD_LENGTH, padding, begin[0], 1)
        begin[0] += 1
    if type == HEADERS and flags & HAS_PRIORITY:
        if end[0] - begin[0] < 5:
            return False
        _put_priority(sink, v, begin[0], begin[0])
        begin[0] += 5
    if type == PUSH_PROMISE:
        if end[0] - begin[0] < 4:
            return False
        put_number(sink, F_PROMISED_STREAM, be32(v, begin[0]) & 0x7FFFFFFF, begin[0], 4)
        begin[0] += 4
    if padding > end[0] - begin[0]:
        return False
    end[0] -= padding
    return True


cdef int64_t _block_end(View v, uint32_t at) noexcept nogil:
    """Behind the last frame of the header block that begins at `at`: 0 if it is not there yet, -1 if what stands there
    is no continuation, or the block is longer than any."""
    cdef uint32_t begin = at, count = 0, size
    cdef bint is_last = False
    while not is_last:
        if at - begin > BLOCK_MAX or count == FRAMES_MAX:
            return -1
        if not has(v, at, HEADER):
            return 0
        size = be24(v, at)
        if size > BLOCK_MAX or (count and (u8(v, at + 3) != CONTINUATION or be32(v, at + 5) != be32(v, begin + 5))):
            return -1
        if not has(v, at, HEADER + size):
            return 0
        is_last = u8(v, at + 4) & END_HEADERS != 0
        at += HEADER + size
        count += 1
    return at


cdef void _open_frame(Sink* sink, View v, uint32_t at) noexcept nogil:
    """Header of the frame at `at`; its node stays open."""
    cdef uint32_t size = be24(v, at)
    open_node(sink, F_FRAME, at, HEADER + size)
    put_number(sink, F_LENGTH, size, at, 3)
    put_number(sink, F_TYPE, u8(v, at + 3), at + 3, 1)
    put_number(sink, F_FLAGS, u8(v, at + 4), at + 4, 1)
    if u8(v, at + 3) == DATA or u8(v, at + 3) == HEADERS:
        put_number(sink, F_END_STREAM, u8(v, at + 4) & END_STREAM, at + 4, 1)
    put_number(sink, F_STREAM, be32(v, at + 5) & 0x7FFFFFFF, at + 5, 4)


cdef uint32_t _put_block(Side* side, Sink* sink, View v, uint32_t at, uint32_t last) noexcept nogil:
    """The frames of a header block, [at, last); answers `last`."""
    cdef uint32_t begin = 0, end = 0, have = 0
    cdef View block
    cdef bint is_good = True
    while at < last:
        _open_frame(sink, v, at)
        if not _block(v, at, &begin, &end, sink) or end - begin > sink.scratch_room - have:
            put_note(sink, NOTE_BAD_LENGTH)
            is_good = False
        else:
            put_bytes(sink, F_HEADER_BLOCK, v.data + begin, end - begin, begin, end - begin)
            memcpy(sink.scratch + have, v.data + begin, end - begin)
            have += end - begin
        at += HEADER + be24(v, at)
        if at == last and is_good:
            block.data, block.size = sink.scratch, have
            _put_fields(side, sink, block)
        close_node(sink)
    if not is_good:
        _lose(side, sink)
    return last


cdef void _lose(Side* side, Sink* sink) noexcept nogil:
    """A header block was not read: later ones may refer to what was in it."""
    if not side.is_lost:
        side.is_lost = True
        put_finding(sink, FINDING_HEADER_COMPRESSION)


cdef void _put_settings(State* state, uint8_t way, Sink* sink, View v, uint32_t at) noexcept nogil:
    """Parameters; the size of the table is about what the other side encodes."""
    cdef uint32_t next = 0
    if v.size % SETTING_BYTES:
        put_note(sink, NOTE_BAD_LENGTH)
    while has(v, next, SETTING_BYTES):
        open_node(sink, F_SETTING, at + next, SETTING_BYTES)
        put_number(sink, F_SETTING_ID, be16(v, next), at + next, 2)
        put_number(sink, F_SETTING_VALUE, be32(v, next + 2), at + next + 2, 4)
        close_node(sink)
        if be16(v, next) == SETTING_HEADER_TABLE_SIZE:
            state.sides[1 - way].table.limit = min(be32(v, next + 2), HPACK_TABLE_MAX)
        next += SETTING_BYTES


cdef void _put_error(Sink* sink, View v, uint32_t at, uint32_t base) noexcept nogil:
    if has(v, at, 4):
        put_number(sink, F_ERROR_CODE, be32(v, at), base + at, 4)


cdef void _put_body(State* state, uint8_t way, Sink* sink, View v, uint32_t at, uint8_t type) noexcept nogil:
    """What a frame says that is neither DATA nor a header block; `v` is its payload and begins at `at`."""
    cdef uint32_t size
    if type == SETTINGS:
        _put_settings(state, way, sink, v, at)
    elif type == PRIORITY and v.size >= 5:
        _put_priority(sink, v, 0, at)
    elif type == RST_STREAM:
        _put_error(sink, v, 0, at)
    elif type == GOAWAY and v.size >= 8:
        put_number(sink, F_LAST_STREAM, be32(v, 0) & 0x7FFFFFFF, at, 4)
        _put_error(sink, v, 4, at)
        if v.size > 8:
            put_bytes(sink, F_DEBUG_DATA, v.data + 8, v.size - 8, at + 8, v.size - 8)
        if be32(v, 4):
            put_finding(sink, FINDING_CONNECTION_ERROR)
    elif type == WINDOW_UPDATE and v.size >= 4:
        put_number(sink, F_WINDOW_INCREMENT, be32(v, 0) & 0x7FFFFFFF, at, 4)
    elif type == PING and v.size:
        put_bytes(sink, F_PING, v.data, v.size, at, v.size)
    elif type == ALTSVC and v.size >= 2:
        size = be16(v, 0)
        if has(v, 2, size):
            put_bytes(sink, F_ALTERNATIVE, v.data + 2 + size, v.size - 2 - size, at + 2 + size, v.size - 2 - size)
    elif type == ORIGIN:
        size = 0
        while has(v, size, 2) and has(v, size + 2, be16(v, size)):
            put_bytes(sink, F_ORIGIN, v.data + size + 2, be16(v, size), at + size + 2, be16(v, size))
            size += 2 + be16(v, size)


cdef void _begin_data(Side* side, Sink* sink, View v, uint32_t at) noexcept nogil:
    """Header of a DATA frame; what it carries is told as it comes."""
    cdef View body = part(v, at + HEADER, be24(v, at))
    _open_frame(sink, v, at)
    side.padding = 0
    if u8(v, at + 4) & PADDED and body.size:
        put_number(sink, F_PAD_LENGTH, u8(body, 0), at + HEADER, 1)
        side.padding = min(u8(body, 0), be24(v, at) - 1)


cdef void _put_data(const Side* side, Sink* sink, View v, uint32_t at, uint32_t size) noexcept nogil:
    """The next bytes of a DATA frame, without padding."""
    cdef uint32_t left = side.hop - min(side.padding, side.hop)
    size = min(size, left)
    if size and side.is_data and wants(sink, F_DATA):
        put_bytes(sink, F_DATA, v.data + at, size, at, size)


cdef int64_t _frames(State* state, uint8_t way, View v, uint32_t at, Sink* sink) noexcept nogil:
    """Frames from `at` on, where one begins or goes on; answers as `stream` does."""
    cdef Side* side = &state.sides[way]
    cdef uint32_t size, begin
    cdef uint8_t type
    cdef int64_t end
    while True:
        size = min(side.hop, v.size - at)
        _put_data(side, sink, v, at, size)
        at += size
        side.hop -= size
        if not has(v, at, HEADER):
            return at
        size, type = be24(v, at), u8(v, at + 3)
        if type == HEADERS or type == PUSH_PROMISE:
            end = _block_end(v, at)
            if end == 0 and not sink.is_cut:
                return at
            if end > 0:
                at = _put_block(side, sink, v, at, <uint32_t>end)
                continue
            _lose(side, sink)
        elif type != DATA and size <= BLOCK_MAX and not has(v, at, HEADER + size) and not sink.is_cut:
            return at
        side.is_data = type == DATA
        if type == DATA:
            if u8(v, at + 4) & PADDED and size and not has(v, at, HEADER + 1) and not sink.is_cut:
                return at
            _begin_data(side, sink, v, at)
            at += HEADER
            side.hop = size
            if u8(v, at - HEADER + 4) & PADDED and size:       # the length of the padding is no data
                begin = min(1, v.size - at)
                at += begin
                side.hop -= begin
            size = min(side.hop, v.size - at)
            _put_data(side, sink, v, at, size)
            at += size
            side.hop -= size
            close_node(sink)
            continue
        else:
            _open_frame(sink, v, at)
            if has(v, at, HEADER + size):
                _put_body(state, way, sink, part(v, at + HEADER, size), at + HEADER, type)
            elif size > BLOCK_MAX:
                put_note(sink, NOTE_BUFFER_LIMIT)
            close_node(sink)
        at += HEADER
        side.hop = size


cdef int64_t stream(void* memory, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef State* state = <State*>memory
    cdef Side* side = &state.sides[way]
    cdef uint32_t at = 0, size = min(v.size, PREFACE)
    if not side.is_begun:
        if memcmp(v.data, _preface, size) == 0 and size:
            if size < PREFACE:
                return 0
            put_bytes(sink, F_PREFACE, v.data, PREFACE, 0, PREFACE)
            note_client(sink, True)
            at = PREFACE
        side.is_begun = True
    return _frames(state, way, v, at, sink)


cdef int64_t gap(void* memory, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    """Inside a body nothing is lost; elsewhere nobody knows where the next frame begins."""
    cdef Side* side = &(<State*>memory).sides[way]
    if size <= side.hop:
        if side.is_data:
            put_number(sink, F_LOST, size, 0, 0)
        side.hop -= <uint32_t>size
        return 0
    return DONE


cdef Guess probe(View v, uint8_t way, bint is_cut) noexcept nogil:
    """The client's preface, or a server's first frame: SETTINGS that agrees with its length."""
    cdef uint32_t size = min(v.size, PREFACE)
    if memcmp(v.data, _preface, size) == 0:
        if size == PREFACE:
            return CERTAIN
        return LIKELY if is_cut and size > 3 else NEED_MORE_BYTES
    if not has(v, 0, HEADER):
        return REFUTED
    size = be24(v, 0)
    if u8(v, 3) != SETTINGS or u8(v, 4) or be32(v, 5) != NO_STREAM or size % SETTING_BYTES or (
            size > SETTINGS_MAX * SETTING_BYTES):
        return REFUTED
    return LIKELY


cdef void free_state(void* memory) noexcept nogil:
    hpack_free(&(<State*>memory).sides[0].table)
    hpack_free(&(<State*>memory).sides[1].table)


cdef bint copy_state(void* to_, const void* of_) noexcept nogil:
    cdef State* to = <State*>to_
    cdef const State* of = <const State*>of_
    if not hpack_copy(&to.sides[0].table, &of.sides[0].table):
        to.sides[1].table.bytes, to.sides[1].table.entries = NULL, NULL
        return False
    if hpack_copy(&to.sides[1].table, &of.sides[1].table):
        return True
    hpack_free(&to.sides[0].table)
    return False


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.probe_stream = &probe
_twin.stream = &stream
_twin.gap = &gap
_twin.free = &free_state
_twin.copy = &copy_state
_twin.state_size = sizeof(State)
TWIN = _twin
