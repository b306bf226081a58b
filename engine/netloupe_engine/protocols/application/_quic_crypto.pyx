"""CRYPTO and STREAM frames put in order: they come in any order and may overlap; clients shuffle them on purpose."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport realloc
from libc.string cimport memcpy, memmove

cdef enum:
    ROOM_FIRST = 2048           # bytes; most hellos are shorter


cdef bint _reserve(CryptoStream* s, uint32_t end) noexcept nogil:
    cdef uint32_t room = s.room if s.room else ROOM_FIRST
    cdef uint8_t* grown
    while room < end:
        room *= 2
    if room == s.room:
        return True
    grown = <uint8_t*>realloc(s.bytes, room)
    if grown == NULL:
        return False
    s.bytes, s.room = grown, room
    return True


cdef void _fill(CryptoStream* s, uint32_t begin, uint32_t end, const uint8_t* data, uint32_t at) noexcept nogil:
    """Copy those of the bytes [begin, end), which `data` holds from `at` on, that are not there yet."""
    cdef uint32_t i = 0, next
    if begin < s.front:
        begin = s.front
    while begin < end:
        while i < s.count and s.pieces[i].end <= begin:
            i += 1
        if i < s.count and s.pieces[i].begin <= begin:
            begin = s.pieces[i].end
            continue
        next = s.pieces[i].begin if i < s.count and s.pieces[i].begin < end else end
        memcpy(s.bytes + begin, data + (begin - at), next - begin)
        begin = next


cdef void _join(CryptoStream* s) noexcept nogil:
    """The first piece follows `front` directly, or lies before it: it waits no more."""
    while s.count and s.pieces[0].begin <= s.front:
        if s.pieces[0].end > s.front:
            s.front = s.pieces[0].end
        s.count -= 1
        memmove(s.pieces, s.pieces + 1, s.count * sizeof(Piece))


cdef bint crypto_add(CryptoStream* s, uint64_t at, const uint8_t* data, uint32_t size, uint32_t most) noexcept nogil:
    cdef uint32_t begin, end, first = 0, last
    if at > most or size > most - at:
        return False
    begin, end = <uint32_t>at, <uint32_t>at + size
    if end <= s.front or size == 0:
        return True
    while first < s.count and s.pieces[first].end < begin:
        first += 1
    last = first
    while last < s.count and s.pieces[last].begin <= end:
        last += 1
    if (begin > s.front and first == last and s.count == PIECES_MAX) or not _reserve(s, end):
        return False
    _fill(s, begin, end, data, begin)
    if begin <= s.front:
        s.front = end
        _join(s)
        return True
    if first < last:                    # one piece with those it touches
        begin = min(begin, s.pieces[first].begin)
        end = max(end, s.pieces[last - 1].end)
    memmove(s.pieces + first + 1, s.pieces + last, (s.count - last) * sizeof(Piece))
    s.pieces[first].begin, s.pieces[first].end = begin, end
    s.count = s.count + 1 - (last - first)
    return True


cdef void crypto_drop(CryptoStream* s) noexcept nogil:
    cdef uint32_t i, end = s.pieces[s.count - 1].end if s.count else s.front
    memmove(s.bytes, s.bytes + s.front, end - s.front)
    for i in range(s.count):
        s.pieces[i].begin -= s.front
        s.pieces[i].end -= s.front
    s.front = 0
