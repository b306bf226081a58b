"""Chain: the values kept with one session, read in one pass over its links however many they are."""
from libc.stdint cimport uint32_t
from libc.stdlib cimport calloc, free, realloc

from ..attributes.kept cimport Kept, field_of, kept_at
from .memory cimport Lists

cdef enum:
    ROOM = 64


cdef bint chain_init(Chain* chain, uint32_t fields) noexcept nogil:
    """For attributes with catalogue ids below `fields`; False when out of memory."""
    chain.stamp = 0
    chain.places = <uint32_t*>calloc(fields, sizeof(uint32_t))
    chain.stamps = <uint32_t*>calloc(fields, sizeof(uint32_t))
    return chain.places != NULL and chain.stamps != NULL


cdef void chain_free(Chain* chain) noexcept nogil:
    free(chain.told)
    free(chain.values)
    free(chain.places)
    free(chain.stamps)


cdef void* _room(void* records, uint32_t* room, uint32_t count, uint32_t record_bytes) noexcept nogil:
    """The records, with room for one more than `count`; NULL when out of memory."""
    if count < room[0]:
        return records
    records = realloc(records, max(2 * room[0], <uint32_t>ROOM) * record_bytes)
    if records != NULL:
        room[0] = max(2 * room[0], <uint32_t>ROOM)
    return records


cdef bint chain_read(Chain* chain, const Lists* lists, uint32_t head, bint firsts) noexcept nogil:
    cdef uint32_t i
    chain.count = chain.value_count = 0
    chain.stamp += 1
    while head and head <= lists.kept.values.count:
        if not _put_head(chain, lists, head, firsts):
            return False
        head = kept_at(lists.kept, head - 1).link
    for i in range(chain.count // 2):
        chain.told[i], chain.told[chain.count - 1 - i] = chain.told[chain.count - 1 - i], chain.told[i]
    for i in range(chain.count):
        chain.places[chain.told[i].field], chain.stamps[chain.told[i].field] = i, chain.stamp
    return True


cdef bint _put_head(Chain* chain, const Lists* lists, uint32_t head, bint firsts) noexcept nogil:
    """An attribute with its values, or the first of them; False when out of memory."""
    cdef uint32_t at = head if firsts else kept_at(lists.kept, head - 1).last, low = chain.value_count, high
    cdef void* records = _room(chain.told, &chain.room, chain.count, sizeof(Told))
    if records == NULL:
        return False
    chain.told = <Told*>records
    while True:
        records = _room(chain.values, &chain.value_room, chain.value_count, sizeof(Kept*))
        if records == NULL:
            return False
        chain.values = <const Kept**>records
        chain.values[chain.value_count] = kept_at(lists.kept, at - 1)
        chain.value_count += 1
        if at == head:
            break
        at = chain.values[chain.value_count - 1].link
    chain.told[chain.count].field = field_of(lists.kept, head - 1)
    chain.told[chain.count].first, chain.told[chain.count].count = low, chain.value_count - low
    chain.count += 1
    high = chain.value_count - 1
    while low < high:           # from the newest to the oldest they were read
        chain.values[low], chain.values[high] = chain.values[high], chain.values[low]
        low += 1
        high -= 1
    return True
