"""TLS records out of a TCP stream, until encryption begins (RFC 8446 section 5, RFC 5246 section 6.2).

What hellos and certificates say is put into the sink by `_handshake`; here is how messages come out of records, and
when there is nothing left to learn. A message may span records and a record hold several messages: records stay in the
caller's buffer until their last message is complete, then the pieces are put together in the sink's scratch space.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ...core.sink cimport Sink, close_node, open_node, put_note, put_number, wants
from ...core.status cimport (
    CERTAIN, DONE, GIVE_UP, LIKELY, NEED_MORE_BYTES, NOTE_BAD_VALUE, NOTE_BUFFER_LIMIT, REFUTED, Guess)
from ...core.view cimport View, be16, be24, has, part, u8
from ..twin cimport Twin
from ._handshake cimport CLIENT_HELLO, SERVER_HELLO, Message, Talk, put_message, put_old_hello
from .tls cimport F_ALERT_DESCRIPTION, F_ALERT_LEVEL, F_RECORD, F_RECORD_LENGTH, F_RECORD_TYPE, F_RECORD_VERSION

cdef enum:
    RECORD = 5                      # bytes of a record's header
    RECORD_MAX = 16384 + 2048       # bytes a record may carry (RFC 5246 section 6.2.3)
    HANDSHAKE = 4                   # bytes of a handshake message's header
    HANDSHAKE_MAX = 128 << 10       # bytes of a message worth waiting for
    OLD_HELLO = 11                  # bytes of an SSL 2.0 ClientHello before its cipher suites
    CLEAR_KINDS = 0x01F1F937        # bit n for handshake type n: 0-2, 4, 5, 8, 11-16, 20-24

cdef enum:
    WAIT = -16                      # in this file: more bytes are needed, beside the answers of Feed

cdef enum Content:
    CHANGE_CIPHER_SPEC = 20
    ALERT = 21
    HANDSHAKE_RECORD = 22
    APPLICATION_DATA = 23
    HEARTBEAT = 24

cdef struct Side:                   # one direction
    uint32_t hop                    # bytes of the current record still to come, of which nothing is read
    uint32_t taken                  # bytes of the next handshake record that were read already
    uint8_t is_shown                # the next record's header has been put
    uint8_t is_begun                # a record was seen
    uint8_t is_encrypted            # from the next record on
    uint8_t is_lost                 # behind a gap: where the next record begins is not known

cdef struct State:
    Talk talk
    Side sides[2]

cdef struct Joined:                 # a message put together from several records
    Message message
    uint32_t at                     # of the record it ends in
    uint32_t taken                  # bytes of that record that belong to it


cdef bint _is_record(View v, uint32_t at) noexcept nogil:
    """Could a record's header be at `at`? Looks only at the bytes that are there."""
    cdef uint32_t size = v.size - at
    return (size < 1 or CHANGE_CIPHER_SPEC <= u8(v, at) <= HEARTBEAT) and (
        size < 2 or u8(v, at + 1) == 3) and (size < 3 or u8(v, at + 2) <= 4) and (
        size < RECORD or (be16(v, at + 3) <= RECORD_MAX and (be16(v, at + 3) > 0 or u8(v, at) == APPLICATION_DATA)))


cdef inline bint _is_clear_message(View v, uint32_t at) noexcept nogil:
    """Are the 4 bytes at `at` the header of a handshake message, rather than the beginning of an encrypted one?"""
    return u8(v, at) < 32 and (CLEAR_KINDS >> u8(v, at)) & 1 and be24(v, at + 1) <= HANDSHAKE_MAX


cdef inline uint32_t _record_end(View v, uint32_t at) noexcept nogil:
    return at + RECORD + be16(v, at + 3)


cdef void _put_record(Sink* sink, View v, uint32_t at) noexcept nogil:
    open_node(sink, F_RECORD, at, RECORD + be16(v, at + 3))
    put_number(sink, F_RECORD_TYPE, u8(v, at), at, 1)
    put_number(sink, F_RECORD_VERSION, be16(v, at + 1), at + 1, 2)
    put_number(sink, F_RECORD_LENGTH, be16(v, at + 3), at + 3, 2)
    close_node(sink)


cdef void _show(Side* side, Sink* sink, View v, uint32_t at) noexcept nogil:
    """Put the header of the record at `at`, once however often its bytes are given."""
    if not side.is_shown:
        _put_record(sink, v, at)
        side.is_shown = True


cdef uint32_t _leave(Side* side, View v, uint32_t at) noexcept nogil:
    """Behind the record at `at`, of which nothing is needed any more."""
    side.taken = 0
    side.is_shown = False
    return _record_end(v, at)


cdef int64_t _join(Side* side, View v, uint32_t at, Sink* sink, Joined* out) noexcept nogil:
    """Put together the message that begins `side.taken` bytes into the record at `at` and ends in a later one.

    Answers 0, WAIT, or GIVE_UP if what follows is no continuation of it or it is too long.
    """
    cdef uint32_t have = 0, need = HANDSHAKE, size, skip = side.taken, next = at
    cdef View piece
    out.message.at = at
    out.message.joined = RECORD + be16(v, at + 3)
    while have < need:
        out.at = next
        if not has(v, next, RECORD):
            return WAIT
        if u8(v, next) != HANDSHAKE_RECORD or not _is_record(v, next):
            put_note(sink, NOTE_BAD_VALUE)
            return GIVE_UP
        if not has(v, next, RECORD + be16(v, next + 3)):
            return WAIT
        piece = part(v, next + RECORD, be16(v, next + 3))
        while skip < piece.size and have < need:
            size = min(piece.size - skip, need - have)
            if have + size > sink.scratch_room:
                put_note(sink, NOTE_BUFFER_LIMIT)
                return GIVE_UP
            memcpy(sink.scratch + have, piece.data + skip, size)
            have += size
            skip += size
            if have == HANDSHAKE and need == HANDSHAKE:
                out.message.body.data = sink.scratch
                out.message.body.size = HANDSHAKE
                if not _is_clear_message(out.message.body, 0):
                    put_note(sink, NOTE_BAD_VALUE)
                    return GIVE_UP
                need += be24(out.message.body, 1)
        out.taken = skip
        skip = 0
        next = _record_end(v, next)
    out.message.kind = sink.scratch[0]
    out.message.body.data = sink.scratch + HANDSHAKE
    out.message.body.size = need - HANDSHAKE
    return 0


cdef void _take_whole(State* state, uint8_t way, View v, uint32_t at, int64_t now_ns, Sink* sink) noexcept nogil:
    """Read the messages that lie in the record at `at`, from `taken` on, up to one that does not end there."""
    cdef Side* side = &state.sides[way]
    cdef View record = part(v, at + RECORD, be16(v, at + 3))
    cdef Message m
    m.joined = 0
    while has(record, side.taken, HANDSHAKE):
        if not _is_clear_message(record, side.taken):
            side.is_encrypted = True
            return
        m.body = part(record, side.taken + HANDSHAKE, be24(record, side.taken + 1))
        if m.body.size < be24(record, side.taken + 1):
            return
        m.kind = u8(record, side.taken)
        m.at = at + RECORD + side.taken
        put_message(sink, &state.talk, m, way, now_ns)
        side.taken += HANDSHAKE + m.body.size


cdef uint32_t _take_handshake(State* state, uint8_t way, View v, uint32_t at, int64_t now_ns,
                              Sink* sink) noexcept nogil:
    """Read the handshake record at `at`, complete in `v`, and those that continue its last message.

    Answers where the next record begins that is still of use: `at` itself if bytes are missing.
    """
    cdef Side* side = &state.sides[way]
    cdef Joined joined
    cdef int64_t answer
    while True:
        _show(side, sink, v, at)
        _take_whole(state, way, v, at, now_ns, sink)
        if side.is_encrypted or side.taken == be16(v, at + 3):
            break
        answer = _join(side, v, at, sink, &joined)
        if answer == WAIT:
            return at
        if answer == GIVE_UP:
            break
        put_message(sink, &state.talk, joined.message, way, now_ns)
        while at < joined.at:
            at = _leave(side, v, at)
            _show(side, sink, v, at)
        side.taken = joined.taken
    if state.talk.retry:                # both begin again, in clear
        state.sides[0].is_encrypted = state.sides[1].is_encrypted = False
    return _leave(side, v, at)


cdef void _take_other(State* state, Side* side, View v, uint32_t at, Sink* sink) noexcept nogil:
    """A record that is no handshake in clear; of an alert in clear both bytes are there."""
    cdef uint8_t kind = u8(v, at)
    _put_record(sink, v, at)
    if kind == APPLICATION_DATA or (kind == CHANGE_CIPHER_SPEC and not state.talk.retry):
        side.is_encrypted = True
    elif kind == ALERT and not side.is_encrypted and be16(v, at + 3) == 2:
        put_number(sink, F_ALERT_LEVEL, u8(v, at + RECORD), at + RECORD, 1)
        put_number(sink, F_ALERT_DESCRIPTION, u8(v, at + RECORD + 1), at + RECORD + 1, 1)


cdef bint _is_old_hello(View v) noexcept nogil:
    """A ClientHello in SSL 2.0 format that offers SSL 3.0 or TLS, its lengths in agreement? Needs OLD_HELLO bytes."""
    return (u8(v, 0) & 0x80 and u8(v, 2) == CLIENT_HELLO and u8(v, 3) == 3 and u8(v, 4) <= 4
            and be16(v, 5) > 0 and be16(v, 5) % 3 == 0 and 16 <= be16(v, 9) <= 32
            and (be16(v, 0) & 0x7FFF) == 9 + be16(v, 5) + be16(v, 7) + be16(v, 9))


cdef int64_t _begin(State* state, uint8_t way, View v, Sink* sink) noexcept nogil:
    """The first bytes of a direction: the size of an SSL 2.0 ClientHello, 0 before a record, WAIT or GIVE_UP."""
    cdef uint32_t size
    if _is_record(v, 0):
        return 0
    if v.size < OLD_HELLO:
        return WAIT if u8(v, 0) & 0x80 and (v.size < 3 or u8(v, 2) == CLIENT_HELLO) else GIVE_UP
    if not _is_old_hello(v):
        return GIVE_UP
    size = 2 + (be16(v, 0) & 0x7FFF)
    if v.size < size:
        return WAIT
    put_old_hello(sink, &state.talk, v, 0, way)
    return size


cdef bint _is_over(const State* state, uint8_t way, const Sink* sink) noexcept nogil:
    """Is there nothing left to learn from this direction? Record headers interest nobody but who asks for them."""
    return (state.sides[way].is_encrypted and (state.talk.server_hello or not state.talk.client_hello)
            and not wants(sink, F_RECORD) and not wants(sink, F_RECORD_TYPE) and not wants(sink, F_RECORD_VERSION)
            and not wants(sink, F_RECORD_LENGTH))


cdef int64_t _take_records(State* state, uint8_t way, View v, uint32_t at, int64_t now_ns, Sink* sink) noexcept nogil:
    """Read from `at` on, where a record begins or goes on; answers as `_stream` does."""
    cdef Side* side = &state.sides[way]
    cdef uint32_t size, next
    cdef bint in_clear
    while True:
        size = min(side.hop, v.size - at)
        at += size
        side.hop -= size
        if _is_over(state, way, sink):
            return DONE
        if not _is_record(v, at):
            put_note(sink, NOTE_BAD_VALUE)
            return DONE
        if v.size - at < RECORD:
            return at
        in_clear = not side.is_encrypted and (u8(v, at) == HANDSHAKE_RECORD or u8(v, at) == ALERT)
        if in_clear and not has(v, at, RECORD + be16(v, at + 3)):
            return at
        side.is_begun = True
        if in_clear and u8(v, at) == HANDSHAKE_RECORD:
            next = _take_handshake(state, way, v, at, now_ns, sink)
            if next == at:
                return at
            at = next
        else:
            _take_other(state, side, v, at, sink)
            side.hop = be16(v, at + 3)
            at += RECORD


cdef int64_t _stream(void* memory, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef State* state = <State*>memory
    cdef Side* side = &state.sides[way]
    cdef int64_t begin = 0
    if not v.size:
        return 0
    if side.is_lost:
        if not _is_record(v, 0):
            return v.size
        side.is_lost = False
    elif not side.is_begun:
        begin = _begin(state, way, v, sink)
        if begin == WAIT:
            return 0
        if begin == GIVE_UP:
            return GIVE_UP
        side.is_begun = begin > 0
    return _take_records(state, way, v, <uint32_t>begin, now_ns, sink)


cdef int64_t _gap(void* memory, uint8_t way, uint64_t size) noexcept nogil:
    """Inside a record that is hopped over nothing is lost; else the next segment may begin with a record."""
    cdef State* state = <State*>memory
    cdef Side* side = &state.sides[way]
    if size <= side.hop:
        side.hop -= <uint32_t>size
        return 0
    if side.is_encrypted and (state.talk.server_hello or not state.talk.client_hello):
        return DONE
    side.hop = side.taken = 0
    side.is_shown = False
    side.is_lost = True
    return 0


cdef Guess _probe(View v, uint8_t way, bint is_cut) noexcept nogil:
    """A hello that is one in all its lengths is certain; any other record may be the middle of a session."""
    cdef uint32_t size
    if not _is_record(v, 0):
        if v.size >= OLD_HELLO:
            return CERTAIN if _is_old_hello(v) else REFUTED
        return NEED_MORE_BYTES if u8(v, 0) & 0x80 and (v.size < 3 or u8(v, 2) == CLIENT_HELLO) else REFUTED
    if v.size < RECORD:
        return NEED_MORE_BYTES
    size = be16(v, 3)
    if v.size > RECORD + size and not _is_record(v, RECORD + size):
        return REFUTED
    if u8(v, 0) == CHANGE_CIPHER_SPEC and size != 1:
        return REFUTED
    if u8(v, 0) != HANDSHAKE_RECORD:
        return LIKELY
    if v.size < RECORD + HANDSHAKE + 2:
        return NEED_MORE_BYTES
    if u8(v, 5) == CLIENT_HELLO or u8(v, 5) == SERVER_HELLO:
        return CERTAIN if be24(v, 6) <= HANDSHAKE_MAX and (u8(v, 9) == 3 or u8(v, 9) == 0x7F) else REFUTED
    return LIKELY


cdef Twin _twin = Twin.__new__(Twin)
_twin.probe_stream = &_probe
_twin.stream = &_stream
_twin.gap = &_gap
_twin.state_size = sizeof(State)
TWIN = _twin
