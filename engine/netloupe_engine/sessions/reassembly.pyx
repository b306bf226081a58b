"""In-order byte streams out of TCP segments.

Common case: a segment at the next byte, read to its end by the listener; its bytes are lent, nothing is copied. Bytes
the listener leaves are kept and given again with more behind them; segments that come early are copied and wait. A hole
is given up as a gap when the peer acknowledged past it, when a limit is reached, or at the end. Of bytes that come
twice the first ones count. Sequence numbers are compared modulo 2^32.
"""
from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memcpy, memmove, memset

from ..core.view cimport View, part, rest

cdef enum:
    FAR = 1 << 30           # the largest window there is, in bytes (RFC 7323 section 2.3)
    SEGMENT_COST = 256      # counted for a waiting segment besides its bytes, so that tiny ones are bounded too
    KEPT_ROOM_MIN = 128     # what waits in most sessions is the beginning of a message; more room is made twofold


cdef inline bint _before(uint32_t a, uint32_t b) noexcept nogil:
    return <int32_t>(a - b) < 0


cdef inline void _charge(StreamPool* pool, Stream* s, uint32_t cost) noexcept nogil:
    s.cost += cost
    pool.bytes += cost


cdef inline void _refund(StreamPool* pool, Stream* s, uint32_t cost) noexcept nogil:
    s.cost -= cost
    pool.bytes -= cost


cdef inline bint _has_room(const StreamPool* pool, const Stream* s, uint64_t cost) noexcept nogil:
    return s.cost + cost <= pool.stream_bytes_max and pool.bytes + cost <= pool.bytes_max


# ------------------------------------------------------------ bytes delivered but not consumed
cdef void _drop_kept(StreamPool* pool, Stream* s) noexcept nogil:
    if s.kept != NULL:
        free(s.kept)
        pool.live -= 1
        _refund(pool, s, s.kept_room)
        s.kept = NULL
        s.kept_size = s.kept_room = 0


cdef bint _keep(StreamPool* pool, Stream* s, View v) noexcept nogil:
    """Append to the kept bytes; False when no limit or no memory allows it."""
    cdef uint64_t room = s.kept_room, need = <uint64_t>s.kept_size + v.size
    cdef uint8_t* grown
    if need > room:
        room = max(need, max(2 * room, <uint64_t>KEPT_ROOM_MIN))
        if not _has_room(pool, s, room - s.kept_room):
            room = need
        if not _has_room(pool, s, room - s.kept_room):
            return False
        grown = <uint8_t*>realloc(s.kept, room)
        if grown == NULL:
            return False
        pool.live += s.kept == NULL
        _charge(pool, s, <uint32_t>(room - s.kept_room))
        s.kept = grown
        s.kept_room = <uint32_t>room
    memcpy(s.kept + s.kept_size, v.data, v.size)
    s.kept_size += v.size
    return True


cdef View _kept(const Stream* s) noexcept nogil:
    cdef View v
    v.data, v.size = s.kept, s.kept_size
    return v


cdef bint _show_last(StreamPool* pool, Stream* s, View* v, uint32_t carried, Reader* reader) noexcept nogil:
    """Give bytes that nothing will continue; what is left of them stays in `v`. False if the listener stopped."""
    cdef int64_t consumed
    if v.size:
        consumed = reader.deliver(reader.context, v[0], carried, True, reader.now_ns)
        if consumed < 0:
            stream_stop(pool, s)
            return False
        v[0] = rest(v[0], <uint32_t>min(consumed, <int64_t>v.size))
    return True


cdef void _break_off(StreamPool* pool, Stream* s, View v, uint32_t carried, uint32_t lost,
                     Reader* reader) noexcept nogil:
    """`lost` bytes are missing behind `v`: tell the listener of them, and of what it leaves before them."""
    if not _show_last(pool, s, &v, carried, reader):
        return
    _drop_kept(pool, s)
    reader.notes |= STREAM_GAP
    if reader.gap(reader.context, <uint64_t>v.size + lost) < 0:
        stream_stop(pool, s)


cdef void _lose(StreamPool* pool, Stream* s, uint32_t size, Reader* reader) noexcept nogil:
    """The next `size` bytes will not come."""
    if size:
        s.next_seq += size
        _break_off(pool, s, _kept(s), s.kept_size, size, reader)


cdef void _deliver(StreamPool* pool, Stream* s, View v, uint32_t lost, Reader* reader) noexcept nogil:
    """Give the bytes at next_seq to the listener, behind which `lost` ones are missing, and keep what it leaves."""
    cdef uint32_t carried = s.kept_size
    cdef int64_t consumed
    cdef View left = v
    if v.size == 0:
        _lose(pool, s, lost, reader)
        return
    s.next_seq += v.size + lost
    if carried:
        if not _keep(pool, s, v):
            reader.notes |= STREAM_LIMIT
            _break_off(pool, s, _kept(s), carried, v.size + lost, reader)
            return
        left = _kept(s)
    if lost:
        _break_off(pool, s, left, carried, lost, reader)
        return
    consumed = reader.deliver(reader.context, left, carried, False, reader.now_ns)
    if consumed < 0:
        stream_stop(pool, s)
        return
    if consumed >= left.size:
        _drop_kept(pool, s)
        return
    if carried and consumed:
        left = rest(left, <uint32_t>consumed)
        memmove(s.kept, left.data, left.size)
        s.kept_size = left.size
    elif not carried and not _keep(pool, s, rest(left, <uint32_t>consumed)):
        reader.notes |= STREAM_LIMIT
        _break_off(pool, s, rest(left, <uint32_t>consumed), 0, 0, reader)


# ------------------------------------------------------------ segments that came early
cdef void _release_first(StreamPool* pool, Stream* s) noexcept nogil:
    cdef Segment* first = s.waiting
    s.waiting = first.next
    if s.waiting == NULL:
        s.last = NULL
    _refund(pool, s, first.size + SEGMENT_COST)
    pool.live -= 1
    free(first)


cdef void _deliver_waiting(StreamPool* pool, Stream* s, Reader* reader) noexcept nogil:
    """Deliver what no hole holds back any more."""
    cdef Segment* first
    cdef View v
    while s.waiting != NULL and s.waiting.seq == s.next_seq:
        first = s.waiting
        v.data = <const uint8_t*>(first + 1)
        v.size = first.size
        _deliver(pool, s, v, first.length - first.size, reader)
        if s.marks & STREAM_STOPPED:
            return
        _release_first(pool, s)


cdef void _skip_to(StreamPool* pool, Stream* s, uint32_t seq, Reader* reader) noexcept nogil:
    """Give up the hole before `seq`, which nothing waits before."""
    _lose(pool, s, seq - s.next_seq, reader)
    _deliver_waiting(pool, s, reader)


cdef void _skip_acked(StreamPool* pool, Stream* s, Reader* reader) noexcept nogil:
    """Give up the holes the peer acknowledged: it has those bytes, the capture does not."""
    while s.waiting != NULL and s.marks & STREAM_ACKED and not _before(s.acked, s.waiting.seq):
        _skip_to(pool, s, s.waiting.seq, reader)


cdef Segment* _copy(StreamPool* pool, Stream* s, uint32_t seq, View v, uint32_t length) noexcept nogil:
    """A segment of its own, not yet in the list; NULL when there is no room."""
    cdef Segment* segment
    if not _has_room(pool, s, <uint64_t>v.size + SEGMENT_COST):
        return NULL
    segment = <Segment*>malloc(sizeof(Segment) + v.size)
    if segment == NULL:
        return NULL
    pool.live += 1
    _charge(pool, s, v.size + SEGMENT_COST)
    segment.next = NULL
    segment.seq = seq
    segment.size = v.size
    segment.length = length
    memcpy(segment + 1, v.data, v.size)
    return segment


cdef uint32_t _wait(StreamPool* pool, Stream* s, uint32_t seq, View v, uint32_t length) noexcept nogil:
    """Keep what of these bytes is not already waiting; answers how many now wait, fewer when the room ends."""
    cdef Segment* before = NULL
    cdef Segment* after = s.waiting
    cdef Segment* piece
    cdef uint32_t size, first = seq
    cdef int32_t covered
    if s.last != NULL and not _before(seq, s.last.seq + s.last.length):
        before = s.last
        after = NULL
    while length:
        if after != NULL and not _before(seq, after.seq):
            covered = <int32_t>(after.seq + after.length - seq)
            if covered > 0:
                size = min(<uint32_t>covered, length)
                seq += size
                length -= size
                v = rest(v, size)
            before = after
            after = after.next
            continue
        size = length if after == NULL else min(length, after.seq - seq)
        piece = _copy(pool, s, seq, part(v, 0, size), size)
        if piece == NULL:
            break
        piece.next = after
        if before == NULL:
            s.waiting = piece
        else:
            before.next = piece
        if after == NULL:
            s.last = piece
        before = piece
        seq += size
        length -= size
        v = rest(v, size)
    return seq - first


# ------------------------------------------------------------ what the sessions call
cdef void stream_push(StreamPool* pool, Stream* s, uint32_t seq, bint syn, View payload, uint32_t length,
                      Reader* reader) noexcept nogil:
    cdef View v = part(payload, 0, length)
    cdef int32_t behind
    cdef uint32_t size
    seq += syn
    if s.marks & STREAM_STOPPED or not (length or syn):
        return
    if length > FAR:
        reader.notes |= STREAM_FAR
        return
    if not s.marks & STREAM_STARTED:
        s.next_seq = seq
        s.marks |= STREAM_STARTED
    while length and not s.marks & STREAM_STOPPED:
        behind = <int32_t>(s.next_seq - seq)
        if behind < -FAR:
            reader.notes |= STREAM_FAR
            return
        if behind > 0:
            reader.notes |= STREAM_OLD
            size = min(<uint32_t>behind, length)
        elif behind == 0:
            size = length if s.waiting == NULL else min(length, s.waiting.seq - seq)
            _deliver(pool, s, part(v, 0, size), size - min(size, v.size), reader)
            if not s.marks & STREAM_STOPPED:
                _deliver_waiting(pool, s, reader)
        else:
            size = _wait(pool, s, seq, v, length)
            if size:
                reader.notes |= STREAM_WAITS
            if size < length:
                reader.notes |= STREAM_LIMIT
                _skip_to(pool, s, s.waiting.seq if s.waiting != NULL and _before(s.waiting.seq, seq) else seq, reader)
        seq += size
        length -= size
        v = rest(v, size)
    _skip_acked(pool, s, reader)


cdef void stream_ack(StreamPool* pool, Stream* s, uint32_t ack, Reader* reader) noexcept nogil:
    if s.marks & (STREAM_STARTED | STREAM_STOPPED) != STREAM_STARTED or <int32_t>(ack - s.next_seq) > FAR:
        return
    if not s.marks & STREAM_ACKED or _before(s.acked, ack):
        s.acked = ack
        s.marks |= STREAM_ACKED
    _skip_acked(pool, s, reader)


cdef void stream_again(StreamPool* pool, Stream* s, Reader* reader) noexcept nogil:
    cdef int64_t consumed
    if s.marks & STREAM_STOPPED or s.kept_size == 0:
        return
    consumed = reader.deliver(reader.context, _kept(s), s.kept_size, False, reader.now_ns)
    if consumed < 0:
        stream_stop(pool, s)
    elif consumed >= s.kept_size:
        _drop_kept(pool, s)
    elif consumed:
        s.kept_size -= <uint32_t>consumed
        memmove(s.kept, s.kept + consumed, s.kept_size)


cdef void stream_flush(StreamPool* pool, Stream* s, Reader* reader) noexcept nogil:
    cdef View left
    while s.waiting != NULL:
        _skip_to(pool, s, s.waiting.seq, reader)
    if s.kept_size:
        left = _kept(s)
        if _show_last(pool, s, &left, left.size, reader):
            _drop_kept(pool, s)


cdef bint stream_copy(Stream* to, const Stream* of) noexcept nogil:
    cdef const Segment* segment = of.waiting
    cdef Segment* copied
    cdef Segment** place = &to.waiting
    to.next_seq, to.acked, to.marks = of.next_seq, of.acked, of.marks
    if of.kept != NULL:
        to.kept = <uint8_t*>malloc(of.kept_room)
        if to.kept == NULL:
            return False
        to.kept_size, to.kept_room = of.kept_size, of.kept_room
        to.cost += of.kept_room
        memcpy(to.kept, of.kept, of.kept_size)
    while segment != NULL:
        copied = <Segment*>malloc(sizeof(Segment) + segment.size)
        if copied == NULL:
            return False
        memcpy(copied, segment, sizeof(Segment) + segment.size)
        copied.next = NULL
        place[0] = to.last = copied
        place = &copied.next
        to.cost += segment.size + SEGMENT_COST
        segment = segment.next
    return True


cdef void stream_stop(StreamPool* pool, Stream* s) noexcept nogil:
    _drop_kept(pool, s)
    while s.waiting != NULL:
        _release_first(pool, s)
    s.marks |= STREAM_STOPPED


cdef void stream_free(StreamPool* pool, Stream* s) noexcept nogil:
    stream_stop(pool, s)
    memset(s, 0, sizeof(Stream))
