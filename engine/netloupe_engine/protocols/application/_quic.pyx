"""QUIC packets: the compiled twin of quic (RFC 8999, 9000 section 17, 9369).

Headers are read of all packets; the payload of Initial packets is opened, the CRYPTO frames in it put in order and
given to TLS. Everything behind is protected with keys that only the hosts have, or who was given their secrets.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy

from ...core.sink cimport Sink, close_node, note_client, open_node, put_bytes, put_finding, put_note, put_number
from ...core.stage cimport derive, derived_at, read_derived, trim, underive
from ...core.status cimport CERTAIN, GIVE_UP, LIKELY, NOTE_BAD_LENGTH, NOTE_TRUNCATED, REFUTED, Guess
from ...core.view cimport View, has
from ..twin cimport Twin
from ._quic_crypto cimport CryptoStream
from ._quic_frames cimport DATA_LEVEL, HANDSHAKE_LEVEL, INITIAL_LEVEL, forget, put_frames, show_handshake
from ._quic_keys cimport (
    CONNECTION_ID_MAX, SAMPLE, SAMPLE_AT, TAG, Keys, Opened, derive_keys, is_known_version, open_initial)
from ._quic_opening cimport (
    QuicOpening, forget_hellos, open_with_secrets, quic_opening_copy, quic_opening_free)
from ._quic_packets cimport (
    FIXED, INITIAL, LONG_HEADER, LONG_MIN, NEGOTIATION, ONE_RTT, RETRY, ZERO_RTT, Header, Id, State, put_header,
    put_retry, put_versions, read_header)
from ._tls_opening cimport OPENED
from .quic cimport (
    FINDING_NOT_DECRYPTED, FINDING_NOT_OPENED, F_DCID, F_DECRYPTION, F_KIND, F_OPENED, F_PACKET, F_PACKET_NUMBER,
    F_PAYLOAD, F_SPIN, NUMBERS)

cdef enum:
    SPIN = 0x20
    FAILURES_MAX = 32               # Initial packets that could not be opened, before no more are tried


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
        forget(state, sink, way)
        forget(state, sink, 1 - way)
        if state.opening != NULL:
            forget_hellos(state.opening)
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
    put_frames(state, sink, way, INITIAL_LEVEL, plain)
    sink.buffer, sink.base = old, base


cdef bint _put_opened(State* state, Sink* sink, uint8_t way, View v, uint32_t begin, uint32_t number_at, uint32_t end,
                      uint32_t version, bint is_long, bint is_early) noexcept nogil:
    """The protected part of another packet, if secrets open it."""
    cdef uint32_t size = end - number_at
    cdef uint8_t buffer, old = sink.buffer
    cdef int64_t base = sink.base
    cdef uint8_t level = HANDSHAKE_LEVEL if is_long and not is_early else DATA_LEVEL
    cdef View plain
    cdef Opened opened
    if sink.secrets == NULL or not state.has_keys:
        return False
    show_handshake(state, sink, way, INITIAL_LEVEL)         # the hello may be in the same datagram
    sink.buffer, sink.base = old, base
    if state.opening == NULL or end - begin > sink.scratch_room or (sink.is_cut and end == v.size):
        return False
    buffer = derive(sink, F_OPENED, size)
    if not buffer:
        return False
    if not open_with_secrets(state.opening, sink, way, state.client, version, is_long, is_early, v.data + begin,
                             number_at - begin, end - begin, derived_at(sink, buffer).data, sink.scratch, &opened):
        underive(sink, buffer)
        _tell_closed(state, sink, number_at, size)
        return False
    if state.opening.status != OPENED:
        state.opening.status = OPENED
        put_number(sink, F_DECRYPTION, OPENED, number_at, size)
    put_number(sink, F_PACKET_NUMBER, opened.number, number_at, opened.number_size)
    plain.data, plain.size = derived_at(sink, buffer).data, opened.size
    trim(sink, buffer, plain.size)
    read_derived(sink, buffer)
    put_frames(state, sink, way, level, plain)
    show_handshake(state, sink, way, level)
    sink.buffer, sink.base = old, base
    return True


cdef void _tell_closed(State* state, Sink* sink, uint32_t at, uint32_t size) noexcept nogil:
    """Why nothing is opened, once; of one packet among others, that it was not."""
    cdef QuicOpening* o = state.opening
    if o.status == OPENED:
        put_finding(sink, FINDING_NOT_DECRYPTED)
    elif o.status and o.told != o.status:
        o.told = o.status
        put_number(sink, F_DECRYPTION, o.status, at, size)


cdef bint _put_long(State* state, Sink* sink, uint8_t way, View v, uint32_t* at) noexcept nogil:
    """The packet with a long header at `at`; False if it is none."""
    cdef Header h
    cdef uint32_t begin = at[0]
    if not read_header(v, begin, sink.is_cut, &h):
        return False
    at[0] = h.end
    open_node(sink, F_PACKET, begin, h.end - begin)
    put_header(sink, v, begin, &h)
    if h.kind == NEGOTIATION:
        put_versions(sink, v, &h)
    elif not is_known_version(h.version):
        put_bytes(sink, F_PAYLOAD, v.data + h.number_at, h.length, h.number_at, h.length)
    elif h.kind == RETRY:
        put_retry(sink, state, v, begin, &h)
    else:
        state.id_sizes[way] = <uint8_t>h.scid_size
        if h.kind == INITIAL:
            _put_initial(state, sink, way, v, begin, &h)
        elif h.length and not _put_opened(state, sink, way, v, begin, h.number_at, h.end, h.version, True,
                                          h.kind == ZERO_RTT):
            put_bytes(sink, F_PAYLOAD, v.data + h.number_at, h.end - h.number_at, h.number_at, h.end - h.number_at)
    close_node(sink)
    return True


cdef void _put_short(State* state, Sink* sink, uint8_t way, View v, uint32_t at) noexcept nogil:
    """A packet with a short header, which ends with the datagram (RFC 9000 section 17.3)."""
    cdef uint32_t id_size = state.id_sizes[1 - way], payload_at = at + 1 + id_size
    if not sink.any_wanted and sink.secrets == NULL:
        return
    open_node(sink, F_PACKET, at, v.size - at)
    put_number(sink, F_KIND, ONE_RTT, at, 1)
    put_number(sink, F_SPIN, (v.data[at] & SPIN) != 0, at, 1)
    if has(v, at, 1 + id_size):
        if id_size:
            put_bytes(sink, F_DCID, v.data + at + 1, id_size, at + 1, id_size)
        if payload_at < v.size and not _put_opened(state, sink, way, v, at, payload_at, v.size, state.version, False,
                                                   False):
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
    show_handshake(state, sink, way, INITIAL_LEVEL)
    sink.buffer, sink.base = buffer, base
    return v.size


cdef Guess probe(View v, uint8_t way, bint is_cut) noexcept nogil:
    """A long header of a known version whose lengths agree with the datagram's. Short headers could be anything."""
    cdef Header h
    if v.size < LONG_MIN or not v.data[0] & LONG_HEADER or not read_header(v, 0, is_cut, &h):
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
    quic_opening_free(state.opening)
    state.opening = NULL


cdef bint copy_state(void* to_, const void* of_) noexcept nogil:
    """Streams of its own for the copy of a state."""
    cdef State* to = <State*>to_
    cdef const State* of = <const State*>of_
    cdef int way
    to.streams[0] = to.streams[1] = NULL
    to.opening = quic_opening_copy(of.opening) if of.opening != NULL else NULL
    if of.opening != NULL and to.opening == NULL:
        return False
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
