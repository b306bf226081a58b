"""QUIC packets: the compiled twin of quic (RFC 8999, 9000 section 17, 9369).

Headers are read of all packets; the payload of Initial packets is opened, the CRYPTO frames in it put in order and
given to TLS. Everything behind is protected with keys that only the hosts have.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy

from ...core.sink cimport (
    Sink, close_node, note_client, open_node, put_bytes, put_finding, put_malformed, put_note, put_number)
from ...core.stage cimport carry_stream_by_key, derive, derived_at, read_derived, stage_account, trim, underive
from ...core.status cimport (
    CERTAIN, GIVE_UP, LIKELY, NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_TRUNCATED, REFUTED, Guess)
from ...core.view cimport View, be32, has
from ..twin cimport Twin
from ._quic_crypto cimport CryptoStream, crypto_add, crypto_drop
from ._quic_keys cimport (
    CONNECTION_ID_MAX, SAMPLE, SAMPLE_AT, TAG, Keys, Opened, derive_keys, is_known_version, is_true_retry,
    open_initial)
from .quic cimport (
    FINDING_HANDSHAKE_TOO_LONG, FINDING_NOT_OPENED, FINDING_REFUSED, F_ACK_DELAY, F_ACK_FIRST_RANGE, F_ACK_GAP,
    F_ACK_LARGEST, F_ACK_RANGE, F_CRYPTO_LENGTH, F_CRYPTO_OFFSET, F_DCID, F_ECN_COUNT, F_ERROR_CODE, F_ERROR_FRAME_TYPE,
    F_FRAME, F_FRAME_TYPE, F_HANDSHAKE, F_KIND, F_LENGTH, F_OPENED, F_PACKET, F_PACKET_NUMBER, F_PADDING_LENGTH,
    F_PAYLOAD, F_REASON, F_RETRY_VALID, F_SCID, F_SPIN, F_SUPPORTED_VERSION, F_TOKEN, F_VERSION, NUMBERS)

cdef enum:
    LONG_HEADER = 0x80              # of the first byte
    FIXED = 0x40                    # 1 but in Version Negotiation, or where the hosts agreed on greasing it (RFC 9287)
    SPIN = 0x20
    VERSION_2 = 0x6B3343CF
    LONG_MIN = 7                    # bytes of a long header: first byte, version, two lengths
    CLIENT_INITIAL_MIN = 1200       # bytes of a datagram with a client's Initial packet (RFC 9000 section 14.1)
    RANGES_MAX = 64                 # of one ACK frame that are shown
    FAILURES_MAX = 32               # Initial packets that could not be opened, before no more are tried
    SPACE_CRYPTO = 0                # of the table's `children`
    CRYPTO_KEY = 1                  # the key in it under which TLS rides

cdef enum Kind:                     # of version 1; those of version 2 are counted on by one (RFC 9369 section 3.2)
    INITIAL = 0
    ZERO_RTT = 1
    HANDSHAKE = 2
    RETRY = 3
    ONE_RTT = 4
    NEGOTIATION = 5

cdef enum Frame:                    # those an Initial packet may hold (RFC 9000 table 3)
    PADDING = 0x00
    PING = 0x01
    ACK = 0x02
    ACK_ECN = 0x03
    CRYPTO = 0x06
    CLOSE = 0x1C

cdef struct Id:                     # a connection id
    uint8_t size
    uint8_t bytes[CONNECTION_ID_MAX]

cdef struct State:
    CryptoStream* streams[2]        # by direction; NULL while nothing waits
    uint64_t read[2]                # bytes of the handshake that TLS was given, by direction
    uint64_t numbers[2]             # largest of Initial packets so far, by direction
    Keys keys[2]                    # of client and server
    uint32_t version                # the keys are of
    Id first                        # the Destination Connection ID they came from
    uint8_t id_sizes[2]             # by direction: of the id by which its sender wants to be addressed
    uint8_t has_keys
    uint8_t client                  # direction, once there are keys
    uint8_t failures                # Initial packets that could not be opened

cdef struct Header:                 # a long header
    uint32_t version
    uint8_t kind
    uint32_t dcid_at
    uint32_t dcid_size
    uint32_t scid_at
    uint32_t scid_size
    uint32_t token_at               # Initial: the token; Retry: token and integrity tag
    uint32_t token_size
    uint32_t length_at
    uint32_t length                 # of what follows the length; what is there if the capture cut it
    uint32_t number_at              # where the header's readable part ends
    uint32_t end                    # of the packet


cdef bint _read_varint(View v, uint32_t* at, uint64_t* value) noexcept nogil:
    """A variable-length integer (RFC 9000 section 16); False where it is not whole."""
    cdef uint32_t size, i
    if at[0] >= v.size:
        return False
    size = 1 << (v.data[at[0]] >> 6)
    if not has(v, at[0], size):
        return False
    value[0] = v.data[at[0]] & 0x3F
    for i in range(1, size):
        value[0] = value[0] << 8 | v.data[at[0] + i]
    at[0] += size
    return True


cdef bint _read_id(View v, uint32_t* at, uint32_t* where, uint32_t* size) noexcept nogil:
    if at[0] >= v.size:
        return False
    size[0] = v.data[at[0]]
    where[0] = at[0] + 1
    at[0] = where[0] + size[0]
    return has(v, where[0], size[0])


cdef bint _read_header(View v, uint32_t begin, bint is_cut, Header* h) noexcept nogil:
    """The long header at `begin`; False if it is none, or not whole."""
    cdef uint32_t at = begin + 5
    cdef uint64_t size = 0
    if not has(v, begin, LONG_MIN):
        return False
    h.version = be32(v, begin + 1)
    h.token_at = h.token_size = h.length_at = 0
    if not _read_id(v, &at, &h.dcid_at, &h.dcid_size) or not _read_id(v, &at, &h.scid_at, &h.scid_size):
        return False
    h.end = v.size
    h.number_at = at
    h.length = v.size - at
    if h.version == 0:
        h.kind = NEGOTIATION
        return True
    h.kind = (v.data[begin] >> 4) & 3
    if h.version == VERSION_2:
        h.kind = (h.kind + 3) & 3
    if not is_known_version(h.version):
        return True
    if h.dcid_size > CONNECTION_ID_MAX or h.scid_size > CONNECTION_ID_MAX:
        return False
    if h.kind == RETRY:
        h.token_at, h.token_size = at, v.size - at
        return h.token_size >= TAG or is_cut
    if h.kind == INITIAL:
        if not _read_varint(v, &at, &size) or not (has(v, at, size) or is_cut):
            return False
        h.token_at, h.token_size = at, <uint32_t>min(size, v.size - at)
        at += h.token_size
    h.length_at = at
    if not _read_varint(v, &at, &size):
        return is_cut
    if not has(v, at, size):
        if not is_cut:
            return False
        size = v.size - at
    h.number_at, h.length, h.end = at, <uint32_t>size, at + <uint32_t>size
    return True


cdef void _put_header(Sink* sink, View v, uint32_t begin, const Header* h) noexcept nogil:
    put_number(sink, F_KIND, h.kind, begin, 1)
    put_number(sink, F_VERSION, h.version, begin + 1, 4)
    put_bytes(sink, F_DCID, v.data + h.dcid_at, h.dcid_size, h.dcid_at, h.dcid_size)
    put_bytes(sink, F_SCID, v.data + h.scid_at, h.scid_size, h.scid_at, h.scid_size)
    if h.token_size and h.kind == INITIAL:
        put_bytes(sink, F_TOKEN, v.data + h.token_at, h.token_size, h.token_at, h.token_size)
    if h.length_at:
        put_number(sink, F_LENGTH, h.length, h.length_at, h.number_at - h.length_at)


cdef void _put_versions(Sink* sink, View v, const Header* h) noexcept nogil:
    """Those of a Version Negotiation packet (RFC 8999 section 6)."""
    cdef uint32_t at = h.number_at
    while has(v, at, 4):
        put_number(sink, F_SUPPORTED_VERSION, be32(v, at), at, 4)
        at += 4
    if at != v.size and not sink.is_cut:
        put_note(sink, NOTE_BAD_LENGTH)


cdef void _put_retry(Sink* sink, const State* state, View v, uint32_t begin, const Header* h) noexcept nogil:
    """Token and integrity tag, which is checked where the client's first packet was seen."""
    cdef uint32_t size = 1 + state.first.size
    if h.token_size < TAG:
        return
    put_bytes(sink, F_TOKEN, v.data + h.token_at, h.token_size - TAG, h.token_at, h.token_size - TAG)
    if state.has_keys and not sink.is_cut and size + (h.end - begin) <= sink.scratch_room:
        sink.scratch[0] = state.first.size
        memcpy(sink.scratch + 1, state.first.bytes, state.first.size)
        memcpy(sink.scratch + size, v.data + begin, h.end - begin)
        put_number(sink, F_RETRY_VALID, is_true_retry(h.version, sink.scratch, size + (h.end - begin)),
                   h.end - TAG, TAG)


cdef bint _put_ack(Sink* sink, View v, uint32_t* at, bint with_ecn) noexcept nogil:
    """An ACK frame behind its type (RFC 9000 section 19.3); False if it is not whole."""
    cdef uint64_t value = 0, count = 0, shown = 0
    cdef uint32_t begin = at[0]
    cdef int _
    if not _read_varint(v, at, &value):
        return False
    put_number(sink, F_ACK_LARGEST, value, begin, at[0] - begin)
    begin = at[0]
    if not _read_varint(v, at, &value):
        return False
    put_number(sink, F_ACK_DELAY, value, begin, at[0] - begin)
    if not _read_varint(v, at, &count):
        return False
    begin = at[0]
    if not _read_varint(v, at, &value):
        return False
    put_number(sink, F_ACK_FIRST_RANGE, value, begin, at[0] - begin)
    while count:                        # each takes two bytes at least
        begin = at[0]
        if not _read_varint(v, at, &value):
            return False
        if shown < RANGES_MAX:
            put_number(sink, F_ACK_GAP, value, begin, at[0] - begin)
        begin = at[0]
        if not _read_varint(v, at, &value):
            return False
        if shown < RANGES_MAX:
            put_number(sink, F_ACK_RANGE, value, begin, at[0] - begin)
        shown += 1
        count -= 1
    for _ in range(3 if with_ecn else 0):
        begin = at[0]
        if not _read_varint(v, at, &value):
            return False
        put_number(sink, F_ECN_COUNT, value, begin, at[0] - begin)
    return True


cdef bint _put_close(Sink* sink, View v, uint32_t* at) noexcept nogil:
    """A CONNECTION_CLOSE frame behind its type (section 19.19); False if it is not whole."""
    cdef uint64_t value = 0
    cdef uint32_t begin = at[0]
    if not _read_varint(v, at, &value):
        return False
    put_number(sink, F_ERROR_CODE, value, begin, at[0] - begin)
    if value:
        put_finding(sink, FINDING_REFUSED)
    begin = at[0]
    if not _read_varint(v, at, &value):
        return False
    put_number(sink, F_ERROR_FRAME_TYPE, value, begin, at[0] - begin)
    if not _read_varint(v, at, &value) or not has(v, at[0], value):
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


cdef void _forget(State* state, Sink* sink, uint8_t way) noexcept nogil:
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
    if not _read_varint(v, at, &offset):
        return False
    middle = at[0]
    if not _read_varint(v, at, &size) or not has(v, at[0], size):
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
    if not _read_varint(v, at, &kind):
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


cdef void _put_frames(State* state, Sink* sink, uint8_t way, View v) noexcept nogil:
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


cdef void _show_handshake(State* state, Sink* sink, uint8_t way) noexcept nogil:
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
        _forget(state, sink, way)
    else:
        crypto_drop(s)


cdef inline bint _open_with(const Keys* keys, uint64_t largest, Sink* sink, View v, uint32_t begin, const Header* h,
                            uint8_t* out, Opened* opened) noexcept nogil:
    return h.end - begin <= sink.scratch_room and open_initial(
        keys, v.data + begin, h.number_at - begin, h.end - begin, largest, out, sink.scratch, opened)


cdef bint _open(State* state, Sink* sink, uint8_t way, View v, uint32_t begin, const Header* h, uint8_t* out,
                Opened* opened) noexcept nogil:
    """Write the payload of the Initial packet `h` to `out`; False if no key opens it.

    New keys are tried where the client addresses the server by an id it was not addressed by before, as after a Retry,
    and where an end changes the version (RFC 9368): those that open a packet stay.
    """
    cdef Keys keys[2]
    cdef Id id = state.first
    cdef uint8_t side = 0
    if state.has_keys:
        side = way != state.client
        if _open_with(&state.keys[side], state.numbers[way], sink, v, begin, h, out, opened):
            state.numbers[way] = max(state.numbers[way], opened.number)
            return True
        if side == 1 and h.version == state.version:
            return False
    if side == 0:
        id.size = <uint8_t>h.dcid_size
        memcpy(id.bytes, v.data + h.dcid_at, h.dcid_size)
    if not derive_keys(h.version, id.bytes, id.size, keys) or not _open_with(
            &keys[side], 0, sink, v, begin, h, out, opened):
        return False
    if side == 0:                               # the client begins, or begins anew
        _forget(state, sink, way)
        _forget(state, sink, 1 - way)
        state.read[0] = state.read[1] = state.numbers[0] = state.numbers[1] = 0
        state.client = way
        note_client(sink, True)
    state.has_keys, state.version, state.first = True, h.version, id
    state.keys[0], state.keys[1] = keys[0], keys[1]
    state.numbers[way] = opened.number
    return True


cdef void _put_initial(State* state, Sink* sink, uint8_t way, View v, uint32_t begin, const Header* h) noexcept nogil:
    """The protected part of an Initial packet."""
    cdef uint32_t size = h.end - h.number_at
    cdef uint8_t buffer = 0, old = sink.buffer
    cdef int64_t base = sink.base
    cdef View plain
    cdef Opened opened
    if size >= SAMPLE_AT + SAMPLE and state.failures < FAILURES_MAX and not (sink.is_cut and h.end == v.size):
        buffer = derive(sink, F_OPENED, size)
    if not buffer or not _open(state, sink, way, v, begin, h, derived_at(sink, buffer).data, &opened):
        put_bytes(sink, F_PAYLOAD, v.data + h.number_at, size, h.number_at, size)
        if buffer:
            underive(sink, buffer)
            state.failures += 1
            if state.has_keys:
                put_finding(sink, FINDING_NOT_OPENED)
        return
    put_number(sink, F_PACKET_NUMBER, opened.number, h.number_at, opened.number_size)
    plain.data, plain.size = derived_at(sink, buffer).data, opened.size
    trim(sink, buffer, plain.size)
    read_derived(sink, buffer)
    _put_frames(state, sink, way, plain)
    sink.buffer, sink.base = old, base


cdef bint _put_long(State* state, Sink* sink, uint8_t way, View v, uint32_t* at) noexcept nogil:
    """The packet with a long header at `at`; False if it is none."""
    cdef Header h
    cdef uint32_t begin = at[0]
    if not _read_header(v, begin, sink.is_cut, &h):
        return False
    at[0] = h.end
    open_node(sink, F_PACKET, begin, h.end - begin)
    _put_header(sink, v, begin, &h)
    if h.kind == NEGOTIATION:
        _put_versions(sink, v, &h)
    elif not is_known_version(h.version):
        put_bytes(sink, F_PAYLOAD, v.data + h.number_at, h.length, h.number_at, h.length)
    elif h.kind == RETRY:
        _put_retry(sink, state, v, begin, &h)
    else:
        state.id_sizes[way] = <uint8_t>h.scid_size
        if h.kind == INITIAL:
            _put_initial(state, sink, way, v, begin, &h)
        elif h.length:
            put_bytes(sink, F_PAYLOAD, v.data + h.number_at, h.end - h.number_at, h.number_at, h.end - h.number_at)
    close_node(sink)
    return True


cdef void _put_short(const State* state, Sink* sink, uint8_t way, View v, uint32_t at) noexcept nogil:
    """A packet with a short header, which ends with the datagram (RFC 9000 section 17.3)."""
    cdef uint32_t id_size = state.id_sizes[1 - way], payload_at = at + 1 + id_size
    if not sink.any_wanted:
        return
    open_node(sink, F_PACKET, at, v.size - at)
    put_number(sink, F_KIND, ONE_RTT, at, 1)
    put_number(sink, F_SPIN, (v.data[at] & SPIN) != 0, at, 1)
    if has(v, at, 1 + id_size):
        if id_size:
            put_bytes(sink, F_DCID, v.data + at + 1, id_size, at + 1, id_size)
        if payload_at < v.size:
            put_bytes(sink, F_PAYLOAD, v.data + payload_at, v.size - payload_at, payload_at, v.size - payload_at)
    close_node(sink)


cdef int64_t datagram(void* state_, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    """A datagram: packets with long headers one behind the other, and a last one with a short header, or padding."""
    cdef State* state = <State*>state_
    cdef uint32_t at = 0
    cdef uint8_t buffer = sink.buffer
    cdef int64_t base = sink.base
    while at < v.size:
        if v.data[at] & LONG_HEADER:
            if not _put_long(state, sink, way, v, &at):
                if at == 0 and not state.has_keys:
                    return GIVE_UP
                put_note(sink, NOTE_TRUNCATED if sink.is_cut else NOTE_BAD_LENGTH)
                break
        else:
            if v.data[at] & FIXED:
                _put_short(state, sink, way, v, at)
            break
    _show_handshake(state, sink, way)
    sink.buffer, sink.base = buffer, base
    return v.size


cdef Guess probe(View v, uint8_t way, bint is_cut) noexcept nogil:
    """A long header of a known version whose lengths agree with the datagram's. Short headers could be anything."""
    cdef Header h
    if v.size < LONG_MIN or not v.data[0] & LONG_HEADER or not _read_header(v, 0, is_cut, &h):
        return REFUTED
    if h.kind == NEGOTIATION:
        return LIKELY if h.length and h.length % 4 == 0 and h.dcid_size <= CONNECTION_ID_MAX else REFUTED
    if not v.data[0] & FIXED or not is_known_version(h.version):
        return REFUTED
    if h.kind != RETRY and h.length < 1 + TAG:
        return REFUTED
    return CERTAIN


cdef void free_state(void* state_) noexcept nogil:
    cdef State* state = <State*>state_
    cdef int way
    for way in range(2):
        if state.streams[way] != NULL:
            free(state.streams[way].bytes)
            free(state.streams[way])
            state.streams[way] = NULL


cdef bint copy_state(void* to_, const void* of_) noexcept nogil:
    """Streams of its own for the copy of a state."""
    cdef State* to = <State*>to_
    cdef const State* of = <const State*>of_
    cdef int way
    to.streams[0] = to.streams[1] = NULL
    for way in range(2):
        if of.streams[way] == NULL:
            continue
        to.streams[way] = <CryptoStream*>malloc(sizeof(CryptoStream))
        if to.streams[way] == NULL:
            free_state(to)
            return False
        to.streams[way][0] = of.streams[way][0]
        to.streams[way].bytes = <uint8_t*>malloc(of.streams[way].room)
        if to.streams[way].bytes == NULL:
            free_state(to)
            return False
        memcpy(to.streams[way].bytes, of.streams[way].bytes, of.streams[way].room)
    return True


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.probe_datagram = &probe
_twin.datagram = &datagram
_twin.free = &free_state
_twin.copy = &copy_state
_twin.state_size = sizeof(State)
TWIN = _twin
