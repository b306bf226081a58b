"""Streams of QUIC in order. What is next in its stream is given on where it lies; other data is copied and waits.

Who speaks is named by ALPN. HTTP/3 reads all streams together; of any other protocol each stream is a talk of its own.
Where the capture does not have a packet, what is behind waits for it to be sent again, until it is too much.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memcpy, memmove, memset

from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_number
from ...core.stage cimport (
    BY_PROBE, ELSEWHERE, carry_gap, carry_shared, carry_stream_by_key, derive, derived_at, key_of_text, read_derived,
    stage_account)
from ...core.view cimport View, rest
from ._quic_crypto cimport crypto_add, crypto_drop
from ._tls_opening cimport hush
from .quic cimport F_ORDERED, F_ORDERED_DATA, F_ORDERED_LOST, F_ORDERED_STREAM, F_STREAM_NEXT

cdef enum:
    STREAMS_MAX = 256           # of a connection that are remembered at a time
    STREAMS_FIRST = 8
    WAIT_MAX = 1 << 17          # bytes that data may be ahead of what its stream was read to
    SHOWN_MAX = 1 << 16         # bytes of what had to wait that the packet has a buffer for
    TYPES = 4                   # of streams, by the lowest bits of their numbers
    SPACE_ALPN = 1              # of the table's children

cdef uint64_t _places = <uint64_t>1 << 62       # of any stream (section 4.5)
cdef uint32_t _h3 = key_of_text(b"h3", 2)
cdef uint32_t[6] _drafts = [key_of_text(b"h3-29", 5), key_of_text(b"h3-30", 5), key_of_text(b"h3-31", 5),
                            key_of_text(b"h3-32", 5), key_of_text(b"h3-33", 5), key_of_text(b"h3-34", 5)]


cdef inline bint _is_together(uint32_t alpn) noexcept nogil:
    """Is it HTTP/3 or one of its drafts?"""
    cdef int i
    for i in range(6):
        if alpn == _drafts[i]:
            return True
    return alpn == _h3


cdef void _give(Sink* sink, uint32_t alpn, const QuicStream* s, uint8_t way, View v, uint32_t at,
                uint64_t lost) noexcept nogil:
    """The next bytes of a stream, behind some that are lost, to who reads."""
    cdef uint32_t findings = sink.finding_count
    cdef bint is_end = s.end[way] == s.read[way] + v.size + lost + 1
    cdef uint8_t space = SPACE_ALPN if alpn else BY_PROBE
    if _is_together(alpn):
        carry_shared(sink, SPACE_ALPN, alpn, s.id, lost, is_end, v, at)
    else:
        if lost:
            carry_gap(sink, space, alpn, s.id, lost)
        if v.size:
            carry_stream_by_key(sink, space, alpn, s.id, v, at)
    hush(sink, findings)


cdef void _drop(QuicStream* s, uint8_t way, Sink* sink) noexcept nogil:
    """Nothing of this direction waits any more."""
    if s.waits[way] == NULL:
        return
    stage_account(sink, -<int64_t>(sizeof(CryptoStream) + s.waits[way].room))
    free(s.waits[way].bytes)
    free(s.waits[way])
    s.waits[way] = NULL


cdef void _give_waiting(Sink* sink, uint32_t alpn, QuicStream* s, uint8_t way, uint64_t lost) noexcept nogil:
    """What has come into order, behind `lost` bytes that never did."""
    cdef CryptoStream* waits = s.waits[way]
    cdef uint8_t before = sink.buffer, buffer = 0
    cdef int64_t base = sink.base
    cdef View v
    v.data, v.size = waits.bytes, waits.front
    if v.size <= SHOWN_MAX:
        buffer = derive(sink, F_ORDERED_DATA, v.size)
    sink.base = ELSEWHERE
    if buffer:
        memcpy(derived_at(sink, buffer).data, v.data, v.size)
        v.data = derived_at(sink, buffer).data
        read_derived(sink, buffer)
    open_node(sink, F_ORDERED, 0, v.size)
    put_number(sink, F_ORDERED_STREAM, s.id, 0, 0)
    if lost:
        put_number(sink, F_ORDERED_LOST, lost, 0, 0)
    put_bytes(sink, F_ORDERED_DATA, v.data, v.size, 0, v.size)
    close_node(sink)
    _give(sink, alpn, s, way, v, 0, lost)
    s.read[way] += lost + v.size
    sink.buffer, sink.base = before, base
    crypto_drop(waits)
    if waits.count == 0:
        _drop(s, way, sink)


cdef void _give_up(Sink* sink, uint32_t alpn, QuicStream* s, uint8_t way) noexcept nogil:
    """What is missing before the first data that waits is not waited for any longer."""
    cdef CryptoStream* waits = s.waits[way]
    cdef uint32_t lost = waits.pieces[0].begin, i, end = waits.pieces[waits.count - 1].end
    memmove(waits.bytes, waits.bytes + lost, end - lost)
    waits.front = waits.pieces[0].end - lost
    for i in range(1, waits.count):
        waits.pieces[i - 1].begin = waits.pieces[i].begin - lost
        waits.pieces[i - 1].end = waits.pieces[i].end - lost
    waits.count -= 1
    _give_waiting(sink, alpn, s, way, lost)


cdef bint _wait(Sink* sink, QuicStream* s, uint8_t way, uint64_t offset, View data) noexcept nogil:
    """This data waits, or is next behind what was read while other data waits; False where a limit forbids it."""
    cdef uint32_t room
    cdef CryptoStream* waits = s.waits[way]
    if waits == NULL:
        if not stage_account(sink, sizeof(CryptoStream)):
            return False
        waits = s.waits[way] = <CryptoStream*>calloc(1, sizeof(CryptoStream))
        if waits == NULL:
            stage_account(sink, -<int64_t>sizeof(CryptoStream))
            return False
    room = waits.room
    if not crypto_add(waits, offset - s.read[way], data.data, data.size, WAIT_MAX):
        return False
    if waits.room != room and not stage_account(sink, waits.room - room):
        stage_account(sink, waits.room - room)          # it is owned, and given back
        _drop(s, way, sink)
        return False
    return True


cdef bint _add(Sink* sink, uint32_t alpn, QuicStream* s, uint8_t way, uint64_t offset, View data,
               uint32_t at) noexcept nogil:
    cdef uint32_t old
    cdef uint64_t lost
    if offset < s.read[way]:                            # a copy of what was read
        old = <uint32_t>min(s.read[way] - offset, <uint64_t>data.size)
        offset, at, data = offset + old, at + old, rest(data, old)
        if not data.size and s.end[way] != s.read[way] + 1:
            return True
    if offset == s.read[way] and s.waits[way] == NULL:
        put_number(sink, F_STREAM_NEXT, data.size, at, data.size)
        _give(sink, alpn, s, way, data, at, 0)
        s.read[way] += data.size
        return True
    while data.size and not _wait(sink, s, way, offset, data):
        if s.waits[way] != NULL and s.waits[way].count:
            _give_up(sink, alpn, s, way)
            if offset < s.read[way]:
                return _add(sink, alpn, s, way, offset, data, at)
            continue
        _drop(s, way, sink)
        lost = offset - s.read[way]
        open_node(sink, F_ORDERED, at, data.size)
        put_number(sink, F_ORDERED_STREAM, s.id, 0, 0)
        put_number(sink, F_ORDERED_LOST, lost, 0, 0)
        put_bytes(sink, F_ORDERED_DATA, data.data, data.size, at, data.size)
        close_node(sink)
        _give(sink, alpn, s, way, data, at, lost)
        s.read[way] += lost + data.size
        return True
    if s.waits[way] != NULL and s.waits[way].front:
        _give_waiting(sink, alpn, s, way, 0)
    return True


# ------------------------------------------------------------ which stream
cdef void _remove(QuicStreams* all, uint32_t place, Sink* sink) noexcept nogil:
    cdef QuicStream* s = &all.streams[place]
    cdef uint64_t number = s.id // TYPES + 1
    _drop(s, 0, sink)
    _drop(s, 1, sink)
    if number > all.gone[s.id % TYPES]:
        all.gone[s.id % TYPES] = number
    all.count -= 1
    memmove(s, s + 1, (all.count - place) * sizeof(QuicStream))


cdef uint32_t _oldest(const QuicStreams* all) noexcept nogil:
    """Who makes room: the oldest one that is over, or the oldest of all."""
    cdef uint32_t i
    for i in range(all.count):
        if all.streams[i].is_over[0] and all.streams[i].is_over[1]:
            return i
    return 0


cdef bint _grow(QuicStreams* all, Sink* sink) noexcept nogil:
    """Room for more streams; False where a limit forbids it: then one makes room."""
    cdef uint32_t room = 2 * all.room if all.room else STREAMS_FIRST
    cdef int64_t more = (room - all.room) * <int64_t>sizeof(QuicStream)
    cdef void* grown
    if not stage_account(sink, more):
        return False
    grown = realloc(all.streams, room * sizeof(QuicStream))
    if grown == NULL:
        stage_account(sink, -more)
        return False
    all.streams, all.room = <QuicStream*>grown, room
    return True


cdef QuicStream* _stream(QuicStreams* all, Sink* sink, uint64_t id, uint8_t way) noexcept nogil:
    """The stream of this number; NULL where it made room for others long ago, or there is no memory. The newest are
    looked at first."""
    cdef uint32_t i = all.count
    while i:
        i -= 1
        if all.streams[i].id == id:
            return &all.streams[i]
    if id // TYPES < all.gone[id % TYPES]:
        return NULL
    if all.count == STREAMS_MAX or (all.count == all.room and not _grow(all, sink)):
        if not all.count:
            return NULL
        _remove(all, _oldest(all), sink)
    memset(&all.streams[all.count], 0, sizeof(QuicStream))
    all.streams[all.count].id = id
    if id & 2:                                          # one side speaks alone (section 2.1)
        all.streams[all.count].is_over[1 - way] = True
    all.count += 1
    return &all.streams[all.count - 1]


cdef bint stream_add(QuicStreams** place, Sink* sink, uint8_t way, uint32_t alpn, uint64_t id, uint64_t offset,
                     View data, uint32_t at, bint is_end) noexcept nogil:
    cdef QuicStream* s
    if offset + data.size > _places:
        return False
    if place[0] == NULL:
        if not stage_account(sink, sizeof(QuicStreams)):
            return True
        place[0] = <QuicStreams*>calloc(1, sizeof(QuicStreams))
        if place[0] == NULL:
            stage_account(sink, -<int64_t>sizeof(QuicStreams))
            return True
    s = _stream(place[0], sink, id, way)
    if s == NULL or s.is_over[way]:
        return True
    if s.end[way] and offset + data.size >= s.end[way]:
        return False
    if is_end and not s.end[way]:
        if offset + data.size < s.read[way]:
            return False
        s.end[way] = offset + data.size + 1
    _add(sink, alpn, s, way, offset, data, at)
    if s.end[way] == s.read[way] + 1:
        s.is_over[way] = True
        _drop(s, way, sink)
    return True


cdef void streams_free(QuicStreams* all) noexcept nogil:
    cdef uint32_t i
    cdef int way
    if all == NULL:
        return
    for i in range(all.count):
        for way in range(2):
            if all.streams[i].waits[way] != NULL:
                free(all.streams[i].waits[way].bytes)
                free(all.streams[i].waits[way])
    free(all.streams)
    free(all)
