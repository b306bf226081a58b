"""TLS records out of a TCP stream, until encryption begins (RFC 8446 section 5, RFC 5246 section 6.2).

What hellos and certificates say is put into the sink by `_handshake`; here is how messages come out of records, and
when there is nothing left to learn. A message may span records and a record hold several messages: records stay in the
caller's buffer until their last message is complete, then the pieces are put together in the sink's scratch space. How
far they were looked at meanwhile is remembered, so that a message in many small records costs no more than in one.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ...core.sink cimport Sink, close_node, open_node, put_note, put_number, wants
from ...core.stage cimport BY_PROBE, stage_account
from ...core.status cimport (
    CERTAIN, DONE, GIVE_UP, LIKELY, NEED_MORE_BYTES, NOTE_BAD_VALUE, REFUTED, Guess)
from ...core.view cimport View, be16, be24, has, part, u8
from ..twin cimport Twin
from ._handshake cimport (
    CLIENT_HELLO, HANDSHAKE_MAX, SERVER_HELLO, Message, Talk, put_long_message, put_message, put_old_hello)
from ._messages cimport take_messages
from ._tls_keys cimport TLS_1_3
from ._tls_opening cimport (
    NEVER, NO_HELLO, NOT_YET, OPENED, Opening, Room, close_room, lose_bytes, lose_record, note_hello, opening_copy,
    opening_free, take_protected)
from .tls cimport (F_ALERT_DESCRIPTION, F_ALERT_LEVEL, F_DECRYPTION, F_RECORD, F_RECORD_LENGTH,
                   F_RECORD_TYPE, F_RECORD_VERSION, NUMBERS)

cdef enum:
    RECORD = 5                      # bytes of a record's header
    RECORD_MAX = 16384 + 2048       # bytes a record may carry (RFC 5246 section 6.2.3)
    HANDSHAKE = 4                   # bytes of a handshake message's header
    FIRST = 6                       # bytes that tell a hello: its header and a version
    BARE_KEY = 1                    # under which QUIC names it: see the table's rides_on
    OLD_HELLO = 11                  # bytes of an SSL 2.0 ClientHello before its cipher suites
    CLEAR_KINDS = 0x01F1F937        # bit n for handshake type n: 0-2, 4, 5, 8, 11-16, 20-24

cdef enum:
    WAIT = -16                      # in this file: more bytes are needed, beside the answers of Feed
    TOO_LONG = -17                  # ... the message is not to be put together

cdef enum Content:
    CHANGE_CIPHER_SPEC = 20
    ALERT = 21
    HANDSHAKE_RECORD = 22
    APPLICATION_DATA = 23
    HEARTBEAT = 24

cdef struct Side:                   # one direction
    uint32_t hop                    # bytes of the current record still to come, of which nothing is read
    uint32_t taken                  # bytes of the next handshake record that were read already
    uint32_t skip                   # bytes of the handshake still to come that belong to a message which is not read
    uint32_t walked                 # bytes of records, the next one first, that do not hold the end of its last message
    uint32_t have                   # bytes of that message in them
    uint8_t header[HANDSHAKE]       # its first ones
    uint8_t is_shown                # the next record's header has been put
    uint8_t is_begun                # a record was seen
    uint8_t is_encrypted            # from the next record on
    uint8_t is_lost                 # behind a gap: where the next record begins is not known

cdef struct State:
    Talk talk
    Side sides[2]
    Opening* opening                # where secrets are known that may open the session; owned
    uint8_t is_bare                 # messages come without records, as in QUIC
    uint8_t is_told                 # why the session is not opened

cdef struct Joined:                 # a message put together from several records
    Message message
    uint32_t at                     # of the record it ends in; if it is too long, its header
    uint32_t taken                  # bytes of that record up to there


cdef void _read_message(State* state, const Message* m, uint8_t way, int64_t now_ns, Sink* sink) noexcept nogil:
    put_message(sink, &state.talk, m[0], way, now_ns)
    if sink.secrets != NULL and (m.kind == CLIENT_HELLO or m.kind == SERVER_HELLO):
        note_hello(&state.opening, sink, m, way)


cdef bint _is_record(View v, uint32_t at) noexcept nogil:
    """Could a record's header be at `at`? Looks only at the bytes that are there."""
    cdef uint32_t size = v.size - at
    return (size < 1 or CHANGE_CIPHER_SPEC <= u8(v, at) <= HEARTBEAT) and (
        size < 2 or u8(v, at + 1) == 3) and (size < 3 or u8(v, at + 2) <= 4) and (
        size < RECORD or (be16(v, at + 3) <= RECORD_MAX and (be16(v, at + 3) > 0 or u8(v, at) == APPLICATION_DATA)))


cdef inline bint _is_clear_message(const State* state, uint8_t kind, uint32_t length) noexcept nogil:
    """Is this in the header of a handshake message, rather than in the first bytes of an encrypted one?

    Between a hello and encryption everything is in clear, however long.
    """
    return kind < 32 and (CLEAR_KINDS >> kind) & 1 and (
        length <= HANDSHAKE_MAX or state.talk.client_hello or state.talk.server_hello)


cdef inline uint32_t _record_end(View v, uint32_t at) noexcept nogil:
    return at + RECORD + be16(v, at + 3)


cdef void _put_header(Sink* sink, View v, uint32_t at) noexcept nogil:
    put_number(sink, F_RECORD_TYPE, u8(v, at), at, 1)
    put_number(sink, F_RECORD_VERSION, be16(v, at + 1), at + 1, 2)
    put_number(sink, F_RECORD_LENGTH, be16(v, at + 3), at + 3, 2)


cdef void _put_record(Sink* sink, View v, uint32_t at) noexcept nogil:
    open_node(sink, F_RECORD, at, RECORD + be16(v, at + 3))
    _put_header(sink, v, at)
    close_node(sink)


cdef void _show(Side* side, Sink* sink, View v, uint32_t at) noexcept nogil:
    """Put the header of the record at `at`, once however often its bytes are given."""
    if not side.is_shown:
        _put_record(sink, v, at)
        side.is_shown = True


cdef uint32_t _leave(Side* side, View v, uint32_t at) noexcept nogil:
    """Behind the record at `at`, of which nothing is needed any more."""
    side.taken = side.walked = side.have = 0
    side.is_shown = False
    return _record_end(v, at)


cdef int64_t _walk(State* state, Side* side, View v, uint32_t at, Sink* sink, Joined* out) noexcept nogil:
    """Find the end of the message that begins `side.taken` bytes into the record at `at` and ends in a later one.

    Answers 0, WAIT, TOO_LONG, or GIVE_UP if what follows is no continuation of it.
    """
    cdef uint32_t next, size, used, length
    while True:
        next = at + side.walked
        if not has(v, next, RECORD):
            return WAIT
        if u8(v, next) != HANDSHAKE_RECORD or not _is_record(v, next):
            put_note(sink, NOTE_BAD_VALUE)
            return GIVE_UP
        size = be16(v, next + 3)
        if not has(v, next, RECORD + size):
            return WAIT
        used = 0 if side.walked else side.taken
        while used < size and side.have < HANDSHAKE:
            side.header[side.have] = u8(v, next + RECORD + used)
            side.have += 1
            used += 1
        if side.have >= HANDSHAKE:
            length = side.header[1] << 16 | side.header[2] << 8 | side.header[3]
            if not _is_clear_message(state, side.header[0], length):
                put_note(sink, NOTE_BAD_VALUE)
                return GIVE_UP
            out.message.kind = side.header[0]
            out.message.length = length
            out.at = next
            out.taken = used
            if length > HANDSHAKE_MAX or HANDSHAKE + length > sink.scratch_room:
                return TOO_LONG
            length = min(size - used, HANDSHAKE + length - side.have)
            side.have += length
            out.taken += length
            if side.have == HANDSHAKE + out.message.length:
                return 0
        side.walked += RECORD + size


cdef void _join(const Side* side, View v, uint32_t at, Sink* sink, Joined* out) noexcept nogil:
    """Put together the message whose end has been found."""
    cdef uint32_t next = at, skip = side.taken, have = 0, end
    cdef View piece
    while have < side.have:
        end = out.taken if next == out.at else be16(v, next + 3)
        piece = part(v, next + RECORD + skip, end - skip)
        memcpy(sink.scratch + have, piece.data, piece.size)
        have += piece.size
        next = _record_end(v, next)
        skip = 0
    out.message.at, out.message.header = at, HANDSHAKE
    out.message.joined = RECORD + be16(v, at + 3)
    out.message.is_cut = False
    out.message.body.data = sink.scratch + HANDSHAKE
    out.message.body.size = out.message.length


cdef void _take_whole(State* state, uint8_t way, View v, uint32_t at, int64_t now_ns, Sink* sink) noexcept nogil:
    """Read the messages that lie in the record at `at`, from `taken` on, up to one that does not end there."""
    cdef Side* side = &state.sides[way]
    cdef View record = part(v, at + RECORD, be16(v, at + 3))
    cdef uint32_t size
    cdef Message m
    m.joined = m.is_cut = 0
    m.header = HANDSHAKE
    while True:
        size = min(side.skip, record.size - side.taken)
        side.skip -= size
        side.taken += size
        if not has(record, side.taken, HANDSHAKE):
            return
        m.kind = u8(record, side.taken)
        m.length = be24(record, side.taken + 1)
        m.at = at + RECORD + side.taken
        if not _is_clear_message(state, m.kind, m.length):
            side.is_encrypted = True
            return
        if m.length > HANDSHAKE_MAX:
            put_long_message(sink, m.kind, m.length, m.at)
            side.skip = m.length
            side.taken += HANDSHAKE
            continue
        m.body = part(record, side.taken + HANDSHAKE, m.length)
        if m.body.size < m.length:
            return
        _read_message(state, &m, way, now_ns, sink)
        side.taken += HANDSHAKE + m.body.size


cdef void _take_cut(State* state, uint8_t way, View v, uint32_t at, int64_t now_ns, Sink* sink) noexcept nogil:
    """Read what there is, in the record at `at`, of a message whose end is missing."""
    cdef Side* side = &state.sides[way]
    cdef View record = part(v, at + RECORD, be16(v, at + 3))
    cdef uint32_t within = be16(v, at + 3) - side.taken
    cdef Message m
    if side.is_encrypted or not has(record, side.taken, HANDSHAKE):
        return
    m.joined, m.header = 0, HANDSHAKE
    m.is_cut = True
    m.kind = u8(record, side.taken)
    m.length = be24(record, side.taken + 1)
    m.at = at + RECORD + side.taken
    m.body = part(record, side.taken + HANDSHAKE, m.length)
    _read_message(state, &m, way, now_ns, sink)
    side.skip = HANDSHAKE + m.length - min(HANDSHAKE + m.length, within)


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
        answer = _walk(state, side, v, at, sink, &joined)
        if answer == WAIT and not sink.is_cut:
            return at
        if answer == WAIT:
            _take_cut(state, way, v, at, now_ns, sink)
        if answer == WAIT or answer == GIVE_UP:
            break
        if answer == TOO_LONG:
            put_long_message(sink, joined.message.kind, joined.message.length, joined.at)
            side.skip = joined.message.length
        else:
            _join(side, v, at, sink, &joined)
            _read_message(state, &joined.message, way, now_ns, sink)
        while at < joined.at:
            at = _leave(side, v, at)
            _show(side, sink, v, at)
        side.taken = joined.taken
        side.walked = side.have = 0
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
    return (state.sides[way].is_encrypted and state.opening == NULL
            and (state.talk.server_hello or not state.talk.client_hello)
            and not wants(sink, F_RECORD) and not wants(sink, F_RECORD_TYPE) and not wants(sink, F_RECORD_VERSION)
            and not wants(sink, F_RECORD_LENGTH))


cdef bint _is_protected(const State* state, const Side* side, uint8_t kind) noexcept nogil:
    """Is a record of this kind one to be opened? In TLS 1.3, all that is protected looks like application data."""
    return state.opening != NULL and (kind == APPLICATION_DATA or (
        side.is_encrypted and state.opening.version != TLS_1_3
        and (kind != CHANGE_CIPHER_SPEC or state.opening.has_server)))


cdef int64_t _take_protected(State* state, uint8_t way, View v, uint32_t at, Room* room, int64_t now_ns,
                             Sink* sink) noexcept nogil:
    """Open the record at `at`; answers where the next one begins, `at` where it has to wait, or DONE."""
    cdef Side* side = &state.sides[way]
    cdef uint32_t size = be16(v, at + 3), count = sink.count, used = sink.used
    cdef int64_t answer
    side.is_encrypted = side.is_begun = True
    if not has(v, at, RECORD + size):
        if not sink.is_cut:
            return at
        _put_record(sink, v, at)
        side.hop = RECORD + size - (v.size - at)
        lose_record(state.opening, way, size, sink)
        return v.size
    open_node(sink, F_RECORD, at, RECORD + size)
    _put_header(sink, v, at)
    answer = take_protected(state.opening, &state.talk, way, v.data, at, size, room, v.size - at, now_ns, sink)
    close_node(sink)
    if answer == NOT_YET:
        sink.count, sink.used = count, used
        return at
    if answer == NEVER and state.opening.status == OPENED:
        return DONE
    if answer == NEVER:
        state.is_told = True
        opening_free(state.opening)
        state.opening = NULL
        stage_account(sink, -<int64_t>sizeof(Opening))
    return at + RECORD + size


cdef void _tell(State* state, uint32_t at, uint32_t size, Sink* sink) noexcept nogil:
    """Secrets were given, and the session began before the capture."""
    if sink.secrets != NULL and not state.is_told:
        put_number(sink, F_DECRYPTION, NO_HELLO, at, size)
        state.is_told = True


cdef int64_t _take_records(State* state, uint8_t way, View v, uint32_t at, int64_t now_ns, Sink* sink) noexcept nogil:
    """Read from `at` on, where a record begins or goes on; answers as `_stream` does."""
    cdef Room room
    cdef int64_t answer
    room.buffer, room.used, room.size = 0, 0, 0
    answer = _take_each(state, way, v, at, &room, now_ns, sink)
    close_room(&room, sink)
    return answer


cdef int64_t _take_each(State* state, uint8_t way, View v, uint32_t at, Room* room, int64_t now_ns,
                        Sink* sink) noexcept nogil:
    cdef Side* side = &state.sides[way]
    cdef int64_t answer
    cdef uint32_t size, next
    cdef bint in_clear
    while True:
        size = min(side.hop, v.size - at)
        at += size
        side.hop -= size
        if _is_over(state, way, sink):
            _tell(state, 0, v.size, sink)
            return DONE
        if not _is_record(v, at):
            if state.opening != NULL and side.is_encrypted:     # it was no record that was found behind a gap
                side.is_lost = True
                return v.size
            put_note(sink, NOTE_BAD_VALUE)
            return DONE
        if v.size - at < RECORD:
            return at
        if _is_protected(state, side, u8(v, at)):
            answer = _take_protected(state, way, v, at, room, now_ns, sink)
            if answer == at or answer < 0:
                return answer
            at = <uint32_t>answer
            continue
        in_clear = not side.is_encrypted and (u8(v, at) == HANDSHAKE_RECORD or u8(v, at) == ALERT)
        if in_clear and not has(v, at, RECORD + be16(v, at + 3)):
            if not sink.is_cut:
                return at
            _show(side, sink, v, at)
            if u8(v, at) == HANDSHAKE_RECORD:
                _take_whole(state, way, v, at, now_ns, sink)
                _take_cut(state, way, v, at, now_ns, sink)
            side.hop = _leave(side, v, at) - v.size
            side.is_begun = True
            return v.size
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
    if state.is_bare:
        return take_messages(&state.talk, way, v, now_ns, sink)
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


cdef int64_t _gap(void* memory, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    """Inside a record that is hopped over nothing is lost; else the next segment may begin with a record."""
    cdef State* state = <State*>memory
    cdef Side* side = &state.sides[way]
    if state.is_bare:
        return DONE
    if size <= side.hop:
        side.hop -= <uint32_t>size
        return 0
    if state.opening != NULL and side.is_encrypted:
        lose_bytes(state.opening, way, size, sink)
    elif side.is_encrypted and (state.talk.server_hello or not state.talk.client_hello):
        return DONE
    side.hop = side.taken = side.skip = side.walked = side.have = 0
    side.is_shown = False
    side.is_lost = True
    return 0


cdef uint32_t _first_bytes(View v, uint8_t* out) noexcept nogil:
    """The first bytes of the handshake, FIRST at most, in however many records they are; answers how many there are."""
    cdef uint32_t at = 0, have = 0, i
    while has(v, at, RECORD) and u8(v, at) == HANDSHAKE_RECORD and _is_record(v, at):
        for i in range(be16(v, at + 3)):
            if have == FIRST or at + RECORD + i >= v.size:
                return have
            out[have] = u8(v, at + RECORD + i)
            have += 1
        at = _record_end(v, at)
    return have


cdef Guess _probe(View v, uint8_t way, bint is_cut) noexcept nogil:
    """A hello that is one in all its lengths is certain; any other record may be the middle of a session."""
    cdef uint8_t first[FIRST]
    cdef uint32_t size
    if not _is_record(v, 0):
        if v.size >= OLD_HELLO:
            return CERTAIN if _is_old_hello(v) else REFUTED
        return NEED_MORE_BYTES if u8(v, 0) & 0x80 and (v.size < 3 or u8(v, 2) == CLIENT_HELLO) else REFUTED
    if v.size < RECORD:
        return LIKELY if is_cut and v.size > 2 else NEED_MORE_BYTES
    size = be16(v, 3)
    if v.size > RECORD + size and not _is_record(v, RECORD + size):
        return REFUTED
    if u8(v, 0) == CHANGE_CIPHER_SPEC and size != 1:
        return REFUTED
    if u8(v, 0) != HANDSHAKE_RECORD:
        return LIKELY
    size = _first_bytes(v, first)
    if size and first[0] != CLIENT_HELLO and first[0] != SERVER_HELLO:
        return LIKELY
    if size < FIRST:
        return LIKELY if is_cut else NEED_MORE_BYTES
    if (first[1] << 16 | first[2] << 8 | first[3]) > HANDSHAKE_MAX:
        return REFUTED
    return CERTAIN if first[4] == 3 or first[4] == 0x7F else REFUTED


cdef void _open(void* memory, uint8_t space, uint32_t key, Sink* sink) noexcept nogil:
    """Only QUIC names TLS by a key of its own and gives it messages."""
    cdef State* state = <State*>memory
    if space != BY_PROBE and key == BARE_KEY:
        state.is_bare = True
        state.talk.transport = c"q"


cdef void _free(void* memory) noexcept nogil:
    cdef State* state = <State*>memory
    opening_free(state.opening)
    state.opening = NULL


cdef bint _copy(void* to, const void* of) noexcept nogil:
    cdef const Opening* opening = (<const State*>of).opening
    (<State*>to).opening = opening_copy(opening) if opening != NULL else NULL
    return opening == NULL or (<State*>to).opening != NULL


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.probe_stream = &_probe
_twin.stream = &_stream
_twin.gap = &_gap
_twin.open = &_open
_twin.free = &_free
_twin.copy = &_copy
_twin.state_size = sizeof(State)
TWIN = _twin
