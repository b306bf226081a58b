"""DTLS records in datagrams, until encryption begins (RFC 9147 section 4, RFC 6347 section 4.1 and 4.2).

A record has the header of all versions, or the short one of version 1.3, which says little. What handshake messages say
is put by `_handshake`, as of TLS. A message may be in several fragments; they are put together in the order of their
places, and what is sent again closes the holes.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy

from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_note, put_number
from ...core.stage cimport stage_account
from ...core.status cimport CERTAIN, GIVE_UP, LIKELY, NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_TRUNCATED, REFUTED, Guess
from ...core.view cimport View, be16, be24, be64, has, part, u8
from ..twin cimport Twin
from ._handshake cimport Message, Talk, put_message
from .dtls cimport (F_ALERT_DESCRIPTION, F_ALERT_LEVEL, F_COOKIE, F_EPOCH, F_FRAGMENT, F_FRAGMENT_LENGTH,
                    F_FRAGMENT_OFFSET, F_MESSAGE_LENGTH, F_MESSAGE_NUMBER, F_MESSAGE_TYPE, F_RECORD, F_RECORD_LENGTH,
                    F_RECORD_TYPE, F_RECORD_VERSION, F_SEQUENCE, F_SHORT_HEADER, NUMBERS)

cdef enum:
    RECORD = 13                     # bytes of a record's header
    RECORD_MAX = 16384 + 2048       # bytes a record may carry
    HANDSHAKE = 12                  # bytes of a handshake message's header
    MESSAGE_MAX = 1 << 16           # bytes of a message that is put together
    VERIFY_REQUEST = 3              # handshake type
    HIGHEST_TYPE = 25               # handshake type
    DTLS_CID = 25                   # content type of records whose header has a connection's id (RFC 9146)

cdef enum Content:
    CHANGE_CIPHER_SPEC = 20
    ALERT = 21
    HANDSHAKE_RECORD = 22
    APPLICATION_DATA = 23

cdef uint64_t SEQUENCE = 0xFFFFFFFFFFFF

cdef struct Fragments:              # of the message of one direction that is put together
    uint8_t* bytes                  # owned; NULL: there is none
    uint32_t have                   # bytes that are there without a hole
    uint32_t length
    uint16_t number
    uint8_t kind

cdef struct State:
    Talk talk
    Fragments sides[2]


cdef inline bint _is_short(View v, uint32_t at) noexcept nogil:
    """A record of version 1.3, all of it encrypted (RFC 9147 section 4)."""
    return u8(v, at) & 0xE0 == 0x20


cdef bint _is_record(View v, uint32_t at) noexcept nogil:
    """As far as the header is there, is it one? Epochs are counted from 0, and few are as high as 255."""
    if not has(v, at, RECORD) or not CHANGE_CIPHER_SPEC <= u8(v, at) <= DTLS_CID:
        return False
    if be16(v, at + 1) not in (0xFEFF, 0xFEFD, 0x0100) or u8(v, at + 3):
        return False
    return u8(v, at) == DTLS_CID or be16(v, at + 11) <= RECORD_MAX


cdef void _drop(Fragments* f, Sink* sink) noexcept nogil:
    if f.bytes != NULL:
        stage_account(sink, -<int64_t>f.length)
        free(f.bytes)
        f.bytes = NULL


cdef bint _add(Fragments* f, uint8_t kind, uint32_t length, uint16_t number, uint32_t offset, View data,
               Sink* sink) noexcept nogil:
    """One more fragment; True: the message is whole."""
    if f.bytes != NULL and (f.number != number or f.length != length or f.kind != kind):
        _drop(f, sink)
    if f.bytes == NULL:
        if not 0 < length <= MESSAGE_MAX or not stage_account(sink, length):
            return False
        f.bytes = <uint8_t*>malloc(length)
        if f.bytes == NULL:
            stage_account(sink, -<int64_t>length)
            return False
        f.have, f.length, f.number, f.kind = 0, length, number, kind
    if offset <= f.have < offset + data.size:
        memcpy(f.bytes + offset, data.data, data.size)      # the caller knows that it ends inside the message
        f.have = offset + data.size
    return f.have == f.length


cdef void _put_verify_request(Sink* sink, View v, uint32_t at, uint32_t size) noexcept nogil:
    """A cookie that the client has to show (RFC 6347 section 4.2.1)."""
    if size >= 3 and 3 + <uint32_t>u8(v, at + 2) <= size:
        put_bytes(sink, F_COOKIE, v.data + at + 3, u8(v, at + 2), at + 3, u8(v, at + 2))


cdef uint32_t _take_fragment(State* state, uint8_t way, View v, uint32_t at, uint32_t end, bint is_cut, int64_t now_ns,
                             Sink* sink) noexcept nogil:
    """One fragment of a handshake message, in a record that ends at `end`; answers where the next one begins."""
    cdef Fragments* f = &state.sides[way]
    cdef Message m
    cdef uint32_t length = be24(v, at + 1), offset = be24(v, at + 6), size = be24(v, at + 9)
    cdef uint32_t here = min(size, end - at - HANDSHAKE)
    open_node(sink, F_FRAGMENT, at, HANDSHAKE + here)
    put_number(sink, F_MESSAGE_TYPE, u8(v, at), at, 1)
    put_number(sink, F_MESSAGE_LENGTH, length, at + 1, 3)
    put_number(sink, F_MESSAGE_NUMBER, be16(v, at + 4), at + 4, 2)
    put_number(sink, F_FRAGMENT_OFFSET, offset, at + 6, 3)
    put_number(sink, F_FRAGMENT_LENGTH, size, at + 9, 3)
    m.kind, m.length, m.header, m.joined, m.is_cut = u8(v, at), length, HANDSHAKE, 0, False
    if size > here or offset + size > length:
        put_note(sink, NOTE_TRUNCATED if is_cut else NOTE_BAD_LENGTH)
    if offset == 0 and size == length:
        m.at, m.body, m.is_cut = at, part(v, at + HANDSHAKE, here), size > here
        if m.kind == VERIFY_REQUEST:
            _put_verify_request(sink, v, at + HANDSHAKE, here)
        else:
            put_message(sink, &state.talk, m, way, now_ns)
    elif size == here and offset + size <= length and _add(
            f, m.kind, length, be16(v, at + 4), offset, part(v, at + HANDSHAKE, size), sink):
        m.body.data, m.body.size = f.bytes, f.length
        m.at, m.joined = at, HANDSHAKE + here
        put_message(sink, &state.talk, m, way, now_ns)
        _drop(f, sink)
    close_node(sink)
    return at + HANDSHAKE + here


cdef void _take_record(State* state, uint8_t way, View v, uint32_t at, uint32_t end, bint is_cut, int64_t now_ns,
                       Sink* sink) noexcept nogil:
    cdef uint32_t body = at + RECORD
    put_number(sink, F_RECORD_TYPE, u8(v, at), at, 1)
    put_number(sink, F_RECORD_VERSION, be16(v, at + 1), at + 1, 2)
    put_number(sink, F_EPOCH, be16(v, at + 3), at + 3, 2)
    put_number(sink, F_SEQUENCE, be64(v, at + 3) & SEQUENCE, at + 5, 6)
    if u8(v, at) == DTLS_CID:           # how long the id is only the handshake says, which may be encrypted
        return
    put_number(sink, F_RECORD_LENGTH, be16(v, at + 11), at + 11, 2)
    if be16(v, at + 3):                 # encrypted from the first change of epochs on
        return
    if u8(v, at) == ALERT and end - body >= 2:
        put_number(sink, F_ALERT_LEVEL, u8(v, body), body, 1)
        put_number(sink, F_ALERT_DESCRIPTION, u8(v, body + 1), body + 1, 1)
    elif u8(v, at) == HANDSHAKE_RECORD:
        while end - body >= HANDSHAKE:
            body = _take_fragment(state, way, v, body, end, is_cut, now_ns, sink)


cdef int64_t datagram(void* state_, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef State* state = <State*>state_
    cdef uint32_t at = 0, end
    state.talk.transport = c"d"
    while at < v.size:
        if _is_short(v, at) and (at or state.talk.client_hello or state.talk.server_hello):
            open_node(sink, F_RECORD, at, v.size - at)
            put_number(sink, F_SHORT_HEADER, u8(v, at), at, 1)
            close_node(sink)
            return v.size
        if not _is_record(v, at):
            if at == 0 and not (state.talk.client_hello or state.talk.server_hello):
                return GIVE_UP
            put_note(sink, NOTE_TRUNCATED if sink.is_cut else NOTE_BAD_VALUE)
            return v.size
        end = v.size if u8(v, at) == DTLS_CID else at + RECORD + be16(v, at + 11)
        open_node(sink, F_RECORD, at, min(end, v.size) - at)
        _take_record(state, way, v, at, min(end, v.size), end > v.size, now_ns, sink)
        if end > v.size:
            put_note(sink, NOTE_TRUNCATED if sink.is_cut else NOTE_BAD_LENGTH)
        close_node(sink)
        at = end if end < v.size else v.size
    return v.size


cdef Guess probe(View v, uint8_t way, bint is_cut) noexcept nogil:
    """Records one behind the other to the end. A hello that is one is certain, and so are encrypted records of usual
    numbers: type, version, epoch and the length say the same of 48 bits and more."""
    cdef uint32_t at = 0, end
    if not _is_record(v, 0) or u8(v, 0) == DTLS_CID:
        return REFUTED
    while at < v.size and _is_record(v, at) and u8(v, at) != DTLS_CID:
        end = at + RECORD + be16(v, at + 11)
        if end > v.size and not is_cut:
            return REFUTED
        at = min(end, v.size)
    if at < v.size and not is_cut and not (_is_short(v, at) or _is_record(v, at)):
        return REFUTED
    if be16(v, 5):                      # so many packets are not sent in one epoch
        return LIKELY
    if u8(v, 0) == HANDSHAKE_RECORD and be16(v, 3) == 0:
        if not has(v, RECORD, HANDSHAKE) or u8(v, RECORD) > HIGHEST_TYPE or be24(v, RECORD + 6) + be24(
                v, RECORD + 9) > be24(v, RECORD + 1):
            return LIKELY if is_cut and not has(v, RECORD, HANDSHAKE) else REFUTED
        return CERTAIN
    if be16(v, 3) == 0 and u8(v, 0) not in (CHANGE_CIPHER_SPEC, ALERT):
        return LIKELY                   # data that is not encrypted
    return LIKELY if is_cut else CERTAIN


cdef void free_state(void* state_) noexcept nogil:
    cdef State* state = <State*>state_
    cdef int way
    for way in range(2):
        free(state.sides[way].bytes)
        state.sides[way].bytes = NULL


cdef bint copy_state(void* to_, const void* of_) noexcept nogil:
    cdef State* to = <State*>to_
    cdef const State* of = <const State*>of_
    cdef int way
    to.sides[0].bytes = to.sides[1].bytes = NULL
    for way in range(2):
        if of.sides[way].bytes == NULL:
            continue
        to.sides[way].bytes = <uint8_t*>malloc(of.sides[way].length)
        if to.sides[way].bytes == NULL:
            free_state(to)
            return False
        memcpy(to.sides[way].bytes, of.sides[way].bytes, of.sides[way].have)
    return True


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.probe_datagram = &probe
_twin.datagram = &datagram
_twin.free = &free_state
_twin.copy = &copy_state
_twin.state_size = sizeof(State)
_twin.starts = tuple(bytes([kind]) + version for kind in range(20, 25) for version in (
    b"\xfe\xff\0", b"\xfe\xfd\0", b"\1\0\0"))
TWIN = _twin
