"""Reassembly of IPv4 and IPv6 fragments: bounded in bytes, datagrams, parts and time (see fragments.pxd).

Of overlapping bytes the first that arrived are kept. A datagram whose fragments contradict each other about its end, or
pass its largest size, is dropped: whoever sent that is not to be believed.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memcmp, memcpy, memmove, memset

from ..core.facts cimport Facts
from ..core.hash cimport Secret, keyed_hash
from ..core.status cimport (
    NOTE_BAD_LENGTH, NOTE_FRAGMENT_LIMIT, NOTE_FRAGMENT_OVERLAP, NOTE_NONE, NOTE_TRUNCATED)
from ..core.view cimport View

cdef enum:
    BUCKETS = 512               # of a share; a power of two
    BUFFER_MIN = 2048
    PARTS_MIN = 8
    EXPIRED_PER_CALL = 8        # more than can be added meanwhile, few enough not to be felt

cdef int64_t TIMEOUT_NS = 30_000_000_000


cdef FragmentTable* fragment_table_new(size_t share_bytes_max, const Secret* secret) except NULL:
    """An empty table; freed by `fragment_table_free`. Raises MemoryError."""
    cdef FragmentTable* t = <FragmentTable*>calloc(1, sizeof(FragmentTable))
    cdef uint32_t i
    if t == NULL:
        raise MemoryError
    t.slots = <Datagram*>calloc(FRAGMENT_SHARES * SHARE_SLOTS, sizeof(Datagram))
    t.buckets = <Datagram**>calloc(FRAGMENT_SHARES * BUCKETS, sizeof(Datagram*))
    t.share_bytes_max, t.secret = share_bytes_max, secret[0]
    if t.slots == NULL or t.buckets == NULL:
        fragment_table_free(t)
        raise MemoryError
    for i in range(FRAGMENT_SHARES):
        t.shares[i].slots = t.slots + i * SHARE_SLOTS
        t.shares[i].buckets = t.buckets + i * BUCKETS
    return t


cdef void fragment_table_free(FragmentTable* t) noexcept nogil:
    """Free everything, datagrams handed out included. NULL is fine."""
    cdef uint32_t i, at
    if t == NULL:
        return
    if t.slots != NULL:
        for i in range(FRAGMENT_SHARES):
            for at in range(t.shares[i].slots_used):
                free(t.shares[i].slots[at].data)
                free(t.shares[i].slots[at].parts)
                free(t.shares[i].slots[at].ranges)
    free(t.slots)
    free(t.buckets)
    free(t)


cdef uint64_t fragment_bytes(const FragmentTable* t) noexcept nogil:
    """Memory of the datagrams that wait."""
    cdef uint64_t total = 0
    cdef uint32_t i
    for i in range(FRAGMENT_SHARES):
        total += t.shares[i].bytes
    return total


cdef Datagram* fragment_add(FragmentTable* table, uint32_t share, const Facts* facts, View payload, uint32_t packet,
                            uint32_t length, int64_t now_ns, uint8_t* note) noexcept nogil:
    """Take one fragment: `payload` behind all headers, the facts as its network layer stated them. All fragments of a
    datagram are of one share, below FRAGMENT_SHARES.

    Answers the datagram it completes, which stays as it is until `fragment_recycle`, or NULL. `note` is set to the
    oddity of this fragment, NOTE_NONE where there is none. `length` is the frame's on the wire.
    """
    cdef FragmentShare* t = &table.shares[share]
    cdef uint32_t bucket
    cdef Datagram* d
    cdef uint32_t size = facts.network_length
    note[0] = NOTE_NONE
    _expire(t, now_ns)
    if payload.size < size:
        note[0] = NOTE_TRUNCATED        # the capture cut it: this datagram cannot be completed
        return NULL
    if facts.fragment_more and size % 8:
        note[0] = NOTE_BAD_LENGTH       # the rest could not be placed (RFC 791: offsets count in eights)
        size -= size % 8
    bucket = _bucket(&table.secret, facts)
    d = _find(t, facts, bucket)
    if size == 0 or size > DATAGRAM_BYTES_MAX or facts.fragment_at > DATAGRAM_BYTES_MAX - size:
        note[0] = NOTE_BAD_LENGTH
        if d != NULL and size:
            _drop(t, d)
        return NULL
    if d == NULL:
        d = _create(t, facts, bucket, now_ns, note)
        if d == NULL:
            return NULL
        d.share = <uint8_t>share
    if d.size and facts.fragment_more and facts.fragment_at < d.size < facts.fragment_at + size:
        size = d.size - facts.fragment_at       # what runs past the end that is known is not part of it
        note[0] = NOTE_BAD_LENGTH
    if _contradicts(d, facts, size):
        note[0] = NOTE_BAD_LENGTH
        _drop(t, d)
        return NULL
    if not _make_room(t, d, facts.fragment_at + size, table.share_bytes_max, note):
        _drop(t, d)
        return NULL
    d.parts[d.part_count].time_ns = now_ns
    d.parts[d.part_count].packet = packet
    d.parts[d.part_count].length = length
    d.part_count += 1
    if not facts.fragment_more:
        d.size = facts.fragment_at + size
    if _merge(d, facts.fragment_at, size, payload.data):
        note[0] = NOTE_FRAGMENT_OVERLAP
    if d.note == NOTE_NONE:
        d.note = note[0]
    if d.range_count != 1 or d.ranges[0].begin != 0 or d.ranges[0].end != d.size:
        return NULL
    _detach(t, d)
    d.next = table.handed_out
    table.handed_out = d
    return d


cdef void fragment_recycle(FragmentTable* t) noexcept nogil:
    """Take back all datagrams handed out."""
    cdef Datagram* d
    while t.handed_out != NULL:
        d = t.handed_out
        t.handed_out = d.next
        _release(&t.shares[d.share], d)


# ---- finding and making datagrams

cdef uint32_t _bucket(const Secret* secret, const Facts* facts) noexcept nogil:
    cdef uint64_t words[6]
    cdef uint32_t size = _address_size(facts.family)
    memset(words, 0, sizeof(words))
    memcpy(words, facts.source, size)
    memcpy(words + 2, facts.target, size)
    words[4] = facts.fragment_id | <uint64_t>facts.family << 32 | <uint64_t>facts.protocol << 40
    words[5] = facts.vlan
    return <uint32_t>(keyed_hash(words, 6, secret.words) & (BUCKETS - 1))


cdef inline uint32_t _address_size(uint8_t family) noexcept nogil:
    return 4 if family == 4 else 16


cdef Datagram* _find(FragmentShare* t, const Facts* facts, uint32_t bucket) noexcept nogil:
    """The waiting datagram this fragment belongs to, or NULL."""
    cdef Datagram* d = t.buckets[bucket]
    cdef uint32_t size = _address_size(facts.family)
    while d != NULL:
        if (d.id == facts.fragment_id and d.family == facts.family and d.protocol == facts.protocol
                and d.vlan == facts.vlan and memcmp(d.source, facts.source, size) == 0
                and memcmp(d.target, facts.target, size) == 0):
            return d
        d = d.next
    return NULL


cdef Datagram* _create(FragmentShare* t, const Facts* facts, uint32_t bucket, int64_t now_ns,
                       uint8_t* note) noexcept nogil:
    """A new datagram, at the cost of the oldest where there are too many; NULL where all slots are handed out."""
    cdef Datagram* d
    cdef uint32_t size = _address_size(facts.family)
    if t.waiting == SHARE_DATAGRAMS:
        note[0] = NOTE_FRAGMENT_LIMIT
        _drop(t, t.oldest)
    if t.free_slots == NULL and t.slots_used == SHARE_SLOTS:
        note[0] = NOTE_FRAGMENT_LIMIT
        return NULL
    if t.free_slots != NULL:
        d = t.free_slots
        t.free_slots = d.next
    else:
        d = &t.slots[t.slots_used]
        t.slots_used += 1
    memset(d, 0, sizeof(Datagram))
    d.family = facts.family
    d.protocol = facts.protocol
    d.id = facts.fragment_id
    d.vlan = facts.vlan
    memcpy(d.source, facts.source, size)
    memcpy(d.target, facts.target, size)
    d.first_ns = now_ns
    d.bucket = bucket
    d.next = t.buckets[d.bucket]
    t.buckets[d.bucket] = d
    d.older = t.newest
    if t.newest != NULL:
        t.newest.newer = d
    else:
        t.oldest = d
    t.newest = d
    t.waiting += 1
    return d


# ---- letting go of them

cdef void _expire(FragmentShare* t, int64_t now_ns) noexcept nogil:
    """Drop datagrams that waited too long, or whose time lies as far ahead: the capture's clock was set back."""
    for _ in range(EXPIRED_PER_CALL):
        if t.oldest == NULL or t.oldest.first_ns - TIMEOUT_NS <= now_ns <= t.oldest.first_ns + TIMEOUT_NS:
            return
        _drop(t, t.oldest)


cdef void _detach(FragmentShare* t, Datagram* d) noexcept nogil:
    """Take a waiting datagram out of its bucket, out of the order of age and out of what is counted."""
    cdef Datagram** place = &t.buckets[d.bucket]
    while place[0] != d:
        place = &place[0].next
    place[0] = d.next
    if d.older != NULL:
        d.older.newer = d.newer
    else:
        t.oldest = d.newer
    if d.newer != NULL:
        d.newer.older = d.older
    else:
        t.newest = d.older
    t.waiting -= 1
    t.bytes -= d.room + d.part_room * (sizeof(FragmentPart) + sizeof(Range))


cdef void _release(FragmentShare* t, Datagram* d) noexcept nogil:
    """Free what a detached datagram holds, and its slot."""
    free(d.data)
    free(d.parts)
    free(d.ranges)
    d.data = NULL
    d.parts = NULL
    d.ranges = NULL
    d.next = t.free_slots
    t.free_slots = d


cdef void _drop(FragmentShare* t, Datagram* d) noexcept nogil:
    _detach(t, d)
    _release(t, d)


# ---- one fragment into its datagram

cdef bint _contradicts(const Datagram* d, const Facts* facts, uint32_t size) noexcept nogil:
    """Does the fragment disagree with the others about where the datagram ends?"""
    cdef uint32_t end = facts.fragment_at + size
    if d.size and (end > d.size or not facts.fragment_more and end != d.size):
        return True
    return not facts.fragment_more and d.range_count and d.ranges[d.range_count - 1].end > end


cdef bint _make_room(FragmentShare* t, Datagram* d, uint32_t end, size_t bytes_max, uint8_t* note) noexcept nogil:
    """Room for one part more and for data up to `end`, at the cost of older datagrams. False where there is none."""
    cdef uint32_t room = d.room
    cdef uint32_t part_room = d.part_room
    cdef size_t more
    cdef void* grown
    if d.part_count == PARTS_MAX:
        note[0] = NOTE_FRAGMENT_LIMIT
        return False
    while room < end:
        room = room * 2 if room else <uint32_t>BUFFER_MIN
    if d.part_count == part_room:
        part_room = part_room * 2 if part_room else <uint32_t>PARTS_MIN
    more = (room - d.room) + (part_room - d.part_room) * (sizeof(FragmentPart) + sizeof(Range))
    if more == 0:
        return True
    while t.bytes + more > bytes_max:
        note[0] = NOTE_FRAGMENT_LIMIT
        if t.oldest != d:
            _drop(t, t.oldest)
        elif d.newer != NULL:
            _drop(t, d.newer)
        else:
            return False
    if part_room != d.part_room:
        grown = realloc(d.parts, part_room * sizeof(FragmentPart))
        if grown == NULL:
            return False
        d.parts = <FragmentPart*>grown
        grown = realloc(d.ranges, part_room * sizeof(Range))
        if grown == NULL:
            return False
        d.ranges = <Range*>grown
        t.bytes += (part_room - d.part_room) * (sizeof(FragmentPart) + sizeof(Range))
        d.part_room = part_room
    if room != d.room:
        grown = realloc(d.data, room)
        if grown == NULL:
            return False
        d.data = <uint8_t*>grown
        t.bytes += room - d.room
        d.room = room
    return True


cdef bint _merge(Datagram* d, uint32_t begin, uint32_t size, const uint8_t* data) noexcept nogil:
    """Copy what is new of [begin, begin + size) and join it to the ranges. True where it overlapped with a difference.

    A repeated fragment with the same bytes is no difference; one that adds bytes to others it overlaps always is.
    """
    cdef uint32_t end = begin + size
    cdef uint32_t cursor = begin        # everything before it is there
    cdef uint32_t overlap = 0
    cdef uint32_t first = d.range_count
    cdef uint32_t last
    cdef Range joined
    while first > 0 and d.ranges[first - 1].end >= begin:
        first -= 1
    last = first
    joined.begin = begin
    joined.end = end
    while last < d.range_count and d.ranges[last].begin <= end:
        if d.ranges[last].begin > cursor:
            memcpy(d.data + cursor, data + (cursor - begin), d.ranges[last].begin - cursor)
        overlap += min(end, d.ranges[last].end) - max(begin, d.ranges[last].begin)
        cursor = max(cursor, d.ranges[last].end)
        last += 1
    if cursor < end:
        memcpy(d.data + cursor, data + (cursor - begin), end - cursor)
    if last > first:
        joined.begin = min(begin, d.ranges[first].begin)
        joined.end = max(end, d.ranges[last - 1].end)
    memmove(&d.ranges[first + 1], &d.ranges[last], (d.range_count - last) * sizeof(Range))
    d.range_count = d.range_count - (last - first) + 1
    d.ranges[first] = joined
    return overlap != 0 and (overlap < size or memcmp(d.data + begin, data, size) != 0)
