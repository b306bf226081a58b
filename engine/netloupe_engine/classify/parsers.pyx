"""Records of parsers: opened, counted in the limits, copied, given back.

In front of a state whose protocol has a `free` stands how many bytes it owns, by its own account.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memcpy

from ..core.pool cimport pool_give, pool_take


cdef enum:
    ACCOUNT_BYTES = 16      # in front of a state that may own something: keeps it aligned
    REST_ROOM_MIN = 512
    NO_PLACE = 0xFFFFFFFF   # of a pool without memory


cdef inline const ProtocolEntry* _entry(const ParserPool* pool, const Parser* p) noexcept nogil:
    return &pool.tables.entries[p.protocol]


cdef inline uint64_t* _account(const Parser* p) noexcept nogil:
    return <uint64_t*>(<uint8_t*>p.state - ACCOUNT_BYTES)


cdef void* _state_room(const ProtocolEntry* entry) noexcept nogil:
    """Zeroed room for a state of its own, or NULL."""
    cdef uint8_t* block
    if entry.free == NULL:
        return calloc(1, entry.state_size)
    block = <uint8_t*>calloc(1, ACCOUNT_BYTES + entry.state_size)
    return block + ACCOUNT_BYTES if block != NULL else NULL


cdef bint state_open(ParserPool* pool, Parser* p, void* inside) noexcept nogil:
    cdef const ProtocolEntry* entry = _entry(pool, p)
    p.state = NULL
    if entry.state_size == 0:
        return True
    if inside != NULL and entry.state_size <= STATE_BYTES_INSIDE and entry.free == NULL:
        p.state = inside
        (<uint64_t*>inside)[0] = (<uint64_t*>inside)[1] = 0
        return True
    p.state = _state_room(entry)
    return p.state != NULL


cdef void state_free(ParserPool* pool, Parser* p, void* inside) noexcept nogil:
    cdef const ProtocolEntry* entry = _entry(pool, p)
    if p.state == NULL or p.state == inside:
        p.state = NULL
        return
    if entry.free != NULL:
        entry.free(p.state)
        pool.streams.bytes -= _account(p)[0]
        free(<uint8_t*>p.state - ACCOUNT_BYTES)
    else:
        free(p.state)
    p.state = NULL


cdef bint state_account(ParserPool* pool, Parser* p, int64_t size) noexcept nogil:
    cdef uint64_t* owned
    if p.state == NULL or _entry(pool, p).free == NULL:
        return False
    owned = _account(p)
    if size < 0:
        size = -min(-size, <int64_t>owned[0])
    elif (owned[0] + size > pool.streams.stream_bytes_max
            or pool.streams.bytes + size > pool.streams.bytes_max):
        return False
    owned[0] += size
    pool.streams.bytes += size
    return True


cdef Child* child_new(ParserPool* pool, Parser* p) noexcept nogil:
    cdef uint32_t place
    cdef Child* child
    if pool.streams.bytes + sizeof(Child) > pool.streams.bytes_max:
        return NULL
    place = pool_take(&pool.children)
    if place == NO_PLACE:
        return NULL
    pool.streams.bytes += sizeof(Child)
    child = child_at(pool, place + 1)
    child.next = p.children
    p.children = place + 1
    return child


cdef void _child_free(ParserPool* pool, uint32_t place) noexcept nogil:
    cdef Child* child = child_at(pool, place)
    cdef int way
    children_free(pool, &child.parser)
    state_free(pool, &child.parser, NULL)
    for way in range(2):
        rest_drop(pool, &child.rests[way])
    pool.streams.bytes -= sizeof(Child)
    pool_give(&pool.children, place - 1)


cdef void children_free(ParserPool* pool, Parser* p) noexcept nogil:
    cdef uint32_t place = p.children, next
    while place:
        next = child_at(pool, place).next
        _child_free(pool, place)
        place = next
    p.children = 0


cdef Child* child_find(const ParserPool* pool, const Parser* p, uint8_t kind, uint8_t space, uint32_t key,
                       uint64_t stream, uint32_t* count) noexcept nogil:
    cdef Child* child = child_at(pool, p.children)
    count[0] = 0
    while child != NULL:
        if child.kind == kind and child.space == space and child.key == key and child.stream == stream:
            return child
        count[0] += child.kind != SWITCHED
        child = child_at(pool, child.next)
    return NULL


cdef void child_drop_oldest(ParserPool* pool, Parser* p) noexcept nogil:
    cdef uint32_t* place = &p.children
    cdef uint32_t* last = NULL
    cdef uint32_t gone
    while place[0]:
        if child_at(pool, place[0]).kind != SWITCHED:
            last = place
        place = &child_at(pool, place[0]).next
    if last != NULL:
        gone = last[0]
        last[0] = child_at(pool, gone).next
        _child_free(pool, gone)


cdef bint rest_add(ParserPool* pool, Rest* rest, View v) noexcept nogil:
    cdef uint64_t need = <uint64_t>rest.size + v.size
    cdef uint64_t room = max(need, max(2 * <uint64_t>rest.room, <uint64_t>REST_ROOM_MIN))
    cdef uint8_t* grown
    if need > rest.room:
        if need > pool.streams.stream_bytes_max or pool.streams.bytes + room - rest.room > pool.streams.bytes_max:
            return False
        grown = <uint8_t*>realloc(rest.data, room)
        if grown == NULL:
            return False
        pool.streams.bytes += room - rest.room
        pool.streams.live += rest.data == NULL
        rest.data, rest.room = grown, <uint32_t>room
    memcpy(rest.data + rest.size, v.data, v.size)
    rest.size = <uint32_t>need
    return True


cdef void rest_drop(ParserPool* pool, Rest* rest) noexcept nogil:
    if rest.data != NULL:
        free(rest.data)
        pool.streams.bytes -= rest.room
        pool.streams.live -= 1
    rest.data, rest.size, rest.room = NULL, 0, 0


cdef void parts_break(ParserPool* pool, Parser* p, uint8_t way) noexcept nogil:
    """Parsers are no deeper than PARSERS_MAX."""
    cdef Child* child = child_at(pool, p.children)
    while child != NULL:
        if child.kind == MESSAGES and child.rests[way].size:
            rest_drop(pool, &child.rests[way])
            child.broken |= <uint8_t>(1 << way)
        if child.kind == MESSAGES:
            parts_break(pool, &child.parser, way)
        child = child_at(pool, child.next)


cdef bint _state_copy(ParserPool* pool, Parser* to, void* inside, const Parser* of,
                      const void* of_inside) noexcept nogil:
    cdef const ProtocolEntry* entry = _entry(pool, of)
    to.state = NULL
    if of.state == NULL:
        return True
    to.state = inside if of.state == of_inside else _state_room(entry)
    if to.state == NULL:
        return False
    memcpy(to.state, of.state, entry.state_size)
    if entry.free == NULL:
        return True
    _account(to)[0] = _account(of)[0]
    pool.streams.bytes += _account(of)[0]
    return entry.copy(to.state, of.state)


cdef bint parser_copy(ParserPool* pool, Parser* to, void* inside, const Parser* of,
                      const void* of_inside) noexcept nogil:
    cdef const Child* child = child_at(pool, of.children)
    cdef Child* copied
    cdef uint32_t* place = &to.children
    cdef uint32_t taken
    cdef View kept
    cdef int way
    to.protocol, to.attempts, to.marks = of.protocol, of.attempts, of.marks
    if not _state_copy(pool, to, inside, of, of_inside):
        return False
    while child != NULL:
        taken = pool_take(&pool.children)
        if taken == NO_PLACE:
            return False
        pool.streams.bytes += sizeof(Child)
        place[0] = taken + 1
        copied = child_at(pool, place[0])
        copied.stream, copied.key, copied.space, copied.kind = child.stream, child.key, child.space, child.kind
        copied.broken = child.broken
        for way in range(2):
            kept.data, kept.size = child.rests[way].data, child.rests[way].size
            if kept.size and not rest_add(pool, &copied.rests[way], kept):
                return False
        if not parser_copy(pool, &copied.parser, NULL, &child.parser, NULL):
            return False
        place = &copied.next
        child = child_at(pool, child.next)
    return True
