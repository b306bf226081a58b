"""Keeping values of sessions: policies, the texts' arena, and taking back what was rehearsed."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp, memcpy

from ..core.hash cimport spread
from ..core.pool cimport vector_at, vector_push, vector_reserve
from ..core.sink cimport Item
from .places cimport PLACED, Place, settled_head, place_from_heads, place_of, placed

cdef enum:
    CHUNKS = 1 << 16            # a Vector has no more
    SAID_BITS = 12              # texts that are remembered
    PLACE_BITS = LENGTH_BITS + ARENA_BITS + 16      # of Kept.number
    SAID_LENGTH_MAX = 255       # bytes of one: longer ones seldom come again
    NTH_MAX = (1 << NTH_BITS) - 1
    FLOAT = 3                   # layouts/fields.py Kind


cdef bint kept_init(KeptStore* store, uint32_t fields) noexcept nogil:
    store.fields = <uint16_t*>calloc(CHUNKS, sizeof(uint16_t))
    store.columns = <KeptColumn*>calloc(fields + 1, sizeof(KeptColumn))
    store.said = <uint64_t*>calloc(1 << SAID_BITS, sizeof(uint64_t))
    return store.fields != NULL and store.columns != NULL and store.said != NULL


cdef void kept_free(KeptStore* store) noexcept nogil:
    free(store.fields)
    free(store.columns)
    free(store.said)


cdef inline uint64_t _hash(const uint8_t* data, uint32_t length) noexcept nogil:
    """Quick, of our own making: who makes texts meet has them remembered less, no more."""
    cdef uint64_t word, hash = length
    while length >= 8:
        memcpy(&word, data, 8)
        hash = (hash ^ word) * <uint64_t>0x9E3779B97F4A7C15
        hash ^= hash >> 29
        data += 8
        length -= 8
    word = 0
    memcpy(&word, data, length)
    return spread(hash ^ word)


cdef inline bint _is_text(const KeptStore* store, uint64_t number, const uint8_t* data, uint32_t length) noexcept nogil:
    """Is this what a Kept.number says?"""
    return (number & ((1 << LENGTH_BITS) - 1) == length
            and memcmp(vector_at(&store.arena, number >> LENGTH_BITS), data, length) == 0)


cdef uint64_t _text(KeptStore* store, KeptColumn* column, const uint8_t* data, uint32_t length) noexcept nogil:
    """A text's place and length, as Kept.number has them; UINT64_MAX when out of memory."""
    cdef uint64_t at, hash = 0
    cdef uint64_t* said = NULL
    if length == 0:
        return 0
    if length <= SAID_LENGTH_MAX:
        if _is_text(store, column.text, data, length):
            return column.text
        hash = _hash(data, length)
        said = &store.said[hash & ((1 << SAID_BITS) - 1)]
        hash = hash >> SAID_BITS << PLACE_BITS      # in the bits that no place has
        at = said[0] ^ hash
        if at >> PLACE_BITS == 0 and _is_text(store, at, data, length):
            column.text = at
            return at
    at = arena_add(&store.arena, data, length)
    if at == <uint64_t>-1:
        return at
    at = at << LENGTH_BITS | length
    if said != NULL:
        said[0] = at | hash
        column.text = at
    return at


cdef bint _remember(KeptStore* store, uint32_t index, bint is_new) noexcept nogil:
    """What a rehearsal changes comes back; what it adds goes."""
    cdef Undone* undone = <Undone*>vector_push(&store.undone)
    if undone == NULL:
        return False
    undone.before, undone.index = kept_at(store, index)[0], index
    if is_new:
        undone.before.serial = 0
    return True


cdef void kept_undo(KeptStore* store) noexcept nogil:
    cdef const Undone* undone
    while store.undone.count:
        store.undone.count -= 1
        undone = <const Undone*>vector_at(&store.undone, store.undone.count)
        kept_at(store, undone.index)[0] = undone.before


cdef uint32_t _add(KeptStore* store, uint16_t field) noexcept nogil:
    """Index + 1 of a new value in the attribute's column, all zeros; 0 when out of memory."""
    cdef KeptColumn* column = &store.columns[field]
    if column.tail == 0 or column.used == 1 << KEPT_BITS:
        if not vector_reserve(&store.values, 1 << KEPT_BITS):
            return 0
        store.fields[store.values.count >> KEPT_BITS] = field
        store.values.count += 1 << KEPT_BITS
        column.tail, column.used = <uint32_t>(store.values.count >> KEPT_BITS), 0
    column.used += 1
    return ((column.tail - 1) << KEPT_BITS) + column.used


cdef bint _is_known(const KeptStore* store, const KeptColumn* column, const Place* place, const Item* item,
                    const uint8_t* data) noexcept nogil:
    """Has an attribute this value already? Looks from the newest back."""
    cdef uint32_t at = place.newest
    cdef const Kept* value
    while True:
        value = kept_at(store, at - 1)
        if not column.is_text:
            if value.number == item.number:
                return True
        elif length_of(value) == item.length and (
                item.length == 0 or memcmp(bytes_of(store, value), data, item.length) == 0):
            return True
        if at == place.head:
            return False
        at = value.link


cdef uint64_t _sum(const KeptColumn* column, uint64_t sum, uint64_t number) noexcept nogil:
    cdef double total, value
    if column.kind != FLOAT:
        return sum + number
    memcpy(&total, &sum, sizeof(double))
    memcpy(&value, &number, sizeof(double))
    total += value
    memcpy(&sum, &total, sizeof(double))
    return sum


cdef int _change(KeptStore* store, KeptColumn* column, const Place* place, uint32_t packet, const Item* item,
                 const uint8_t* data) noexcept nogil:
    """The one value of an attribute that keeps no more, with what is said now."""
    cdef Kept* value
    cdef uint64_t number = item.number
    if column.policy == KEEP_FIRST:
        return KEPT_DONE
    value = kept_at(store, place.head - 1)
    if store.rehearsing and not _remember(store, place.head - 1, False):
        return KEPT_NO_MEMORY
    if column.policy == KEEP_COUNT:
        number = value.number + 1
    elif column.policy == KEEP_SUM:
        number = _sum(column, value.number, number)
    elif column.is_text:
        number = value.number
        if not _is_known(store, column, place, item, data):
            number = _text(store, column, data, item.length)
    if number == <uint64_t>-1 and column.is_text:
        return KEPT_NO_MEMORY
    value.number, value.packet = number, packet
    return KEPT_DONE


cdef int keep_value(KeptStore* store, uint32_t* attributes, uint32_t* count, uint32_t most, uint32_t serial,
                    uint32_t packet, const Item* item, const uint8_t* data) noexcept nogil:
    cdef KeptColumn* column = &store.columns[item.field]
    cdef uint32_t before = 0, at
    cdef uint64_t number = item.number
    cdef bint has_places
    cdef Place here
    cdef Place* place = &here
    cdef Kept* value
    if store.rehearsing:        # which leaves the session's Places as they are: it comes back to them afterwards
        attributes[0] = settled_head(store, attributes[0])
    has_places = attributes[0] & PLACED != 0
    if has_places:
        place = place_of(store, attributes[0], item.field, &before)
        if place == NULL:
            return KEPT_NO_MEMORY
    else:
        before = attributes[0]
        place_from_heads(store, before, item.field, place)
    if place.head:
        if column.policy != KEEP_ALL and column.policy != KEEP_DISTINCT:
            return _change(store, column, place, packet, item, data)
        if place.count >= column.most or (
                column.policy == KEEP_DISTINCT and _is_known(store, column, place, item, data)):
            return KEPT_DONE
    if count[0] >= most:
        return KEPT_FULL
    if column.policy == KEEP_COUNT:
        number = 1
    elif column.is_text:
        number = _text(store, column, data, item.length)
        if number == <uint64_t>-1:
            return KEPT_NO_MEMORY
    at = _add(store, item.field)
    if at == 0:
        return KEPT_FULL if store.values.count >= KEPT_MAX else KEPT_NO_MEMORY
    value = kept_at(store, at - 1)
    value.number, value.packet = number, packet
    if place.head:
        value.link, value.last = place.newest, min(count[0], <uint32_t>NTH_MAX) << NTH_BITS | (place.count + 1)
    else:
        value.link, value.last = before, at
    value.serial = serial       # last: a reader that sees it finds the value
    count[0] += 1
    if store.rehearsing and not (_remember(store, at - 1, True)
                                 and (not place.head or _remember(store, place.head - 1, False))):
        return KEPT_NO_MEMORY
    if place.head == 0:
        if not has_places:
            attributes[0] = at
        place.head, place.field, place.count = at, item.field, 0
    elif not has_places:
        kept_at(store, place.head - 1).last = at
    place.newest = at
    place.count += 1
    if place.count > 1 and not has_places and not store.rehearsing:
        attributes[0] = placed(store, attributes[0])
    return KEPT_DONE
