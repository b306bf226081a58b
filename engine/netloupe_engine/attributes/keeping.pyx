"""What each policy keeps of the values that a session says."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy

from ..core.sink cimport Item
from ..sessions.session cimport Attributes
from .kept cimport (KEEP_ALL, KEEP_COUNT, KEEP_DISTINCT, KEEP_FIRST, KEEP_SUM, KEPT_MAX, NTH_BITS, Kept, KeptColumn,
                    KeptStore, bytes_of, kept_add, kept_at, kept_remember, length_of, text_add)
from .places cimport PLACED, Place, place_from_heads, place_of, placed, settled_head

cdef enum:
    NTH_MAX = (1 << NTH_BITS) - 1
    FLOAT = 3                   # layouts/fields.py Kind


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
    if store.rehearsing and not kept_remember(store, place.head - 1, False):
        return KEPT_NO_MEMORY
    if column.policy == KEEP_COUNT:
        number = value.number + 1
    elif column.policy == KEEP_SUM:
        number = _sum(column, value.number, number)
    elif column.is_text:
        number = value.number
        if not _is_known(store, column, place, item, data):
            number = text_add(store, column, data, item.length)
    if number == <uint64_t>-1 and column.is_text:
        return KEPT_NO_MEMORY
    value.number, value.packet = number, packet
    return KEPT_DONE


cdef int keep_value(KeptStore* store, Attributes* session, uint32_t most, uint32_t serial, uint32_t packet,
                    const Item* item, const uint8_t* data) noexcept nogil:
    cdef KeptColumn* column = &store.columns[item.field]
    cdef uint32_t before = 0, at
    cdef uint64_t number = item.number
    cdef uint16_t bit = <uint16_t>(1 << (item.field & 15))
    cdef bint has_places
    cdef Place here
    cdef Place* place = &here
    cdef Kept* value
    if store.rehearsing:        # which leaves the session's Places as they are: it comes back to them afterwards
        session.head = settled_head(store, session.head)
    has_places = session.head & PLACED != 0
    if has_places:
        place = place_of(store, session.head, item.field, &before)
        if place == NULL:
            return KEPT_NO_MEMORY
    else:
        before = session.head
        # To look for it means to follow heads all over the memory: not where there cannot be one.
        place_from_heads(store, before if session.fields & bit else 0, item.field, place)
    if place.head:
        if column.policy != KEEP_ALL and column.policy != KEEP_DISTINCT:
            return _change(store, column, place, packet, item, data)
        if place.count >= column.most or (
                column.policy == KEEP_DISTINCT and _is_known(store, column, place, item, data)):
            return KEPT_DONE
    if session.count >= most:
        return KEPT_FULL
    if column.policy == KEEP_COUNT:
        number = 1
    elif column.is_text:
        number = text_add(store, column, data, item.length)
        if number == <uint64_t>-1:
            return KEPT_NO_MEMORY
    at = kept_add(store, item.field)
    if at == 0:
        return KEPT_FULL if store.values.count >= KEPT_MAX else KEPT_NO_MEMORY
    value = kept_at(store, at - 1)
    value.number, value.packet = number, packet
    if place.head:
        value.link, value.last = place.newest, min(session.count, <uint32_t>NTH_MAX) << NTH_BITS | (place.count + 1)
    else:
        value.link, value.last = before, at
    value.serial = serial       # last: a reader that sees it finds the value
    session.count += 1
    session.fields |= bit
    if store.rehearsing and not (kept_remember(store, at - 1, True)
                                 and (not place.head or kept_remember(store, place.head - 1, False))):
        return KEPT_NO_MEMORY
    if place.head == 0:
        if not has_places:
            session.head = at
        place.head, place.field, place.count = at, item.field, 0
    elif not has_places:
        kept_at(store, place.head - 1).last = at
    place.newest = at
    place.count += 1
    if place.count > 1 and not has_places and not store.rehearsing:
        session.head = placed(store, session.head)
    return KEPT_DONE
