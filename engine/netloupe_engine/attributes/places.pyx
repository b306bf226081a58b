"""Finding a session's attributes by its Places, or by its heads while it has none."""
from libc.stdint cimport uint16_t, uint32_t

from ..core.pool cimport pool_give, pool_take
from .kept cimport KeptStore, field_of, kept_at


cdef uint32_t settled_head(KeptStore* store, uint32_t attributes) noexcept nogil:
    cdef const Place* place
    cdef const Places* places
    cdef uint32_t head = 0
    cdef int i
    if not attributes & PLACED:
        return attributes
    while attributes:
        places = places_at(store, attributes)
        for i in range(PLACES):
            place = &places.of[i]
            if place.head == 0:
                return head
            head = place.head
            kept_at(store, head - 1).last = place.newest
        attributes = places.next
    return head


cdef Place* place_of(KeptStore* store, uint32_t attributes, uint16_t field, uint32_t* before) noexcept nogil:
    cdef Places* places = places_at(store, attributes)
    cdef Place* place
    cdef int i
    while True:
        for i in range(PLACES):
            place = &places.of[i]
            if place.head == 0 or place.field == field:
                return place
            before[0] = place.head
        if places.next == 0:
            places.next = pool_take(&store.places) + 1
            if places.next == 0:
                return NULL
        places = places_at(store, places.next)


cdef void _measure(const KeptStore* store, uint32_t head, Place* found) noexcept nogil:
    """The place of the attribute with this head."""
    found.field = field_of(store, head - 1)
    found.head, found.newest, found.count = head, kept_at(store, head - 1).last, 1
    if found.newest != head:
        found.count = <uint16_t>kept_at(store, found.newest - 1).last       # its lowest NTH_BITS


cdef void place_from_heads(const KeptStore* store, uint32_t head, uint16_t field, Place* found) noexcept nogil:
    found.head, found.newest, found.field, found.count = 0, 0, field, 0
    while head and field_of(store, head - 1) != field:
        head = kept_at(store, head - 1).link
    if head:
        _measure(store, head, found)


cdef void _give(KeptStore* store, uint32_t at) noexcept nogil:
    """Lines from this one on, back to the pool."""
    cdef uint32_t next
    while at:
        next = places_at(store, at).next
        pool_give(&store.places, at - 1)
        at = next


cdef uint32_t placed(KeptStore* store, uint32_t head) noexcept nogil:
    cdef uint32_t at = head, count = 0, first = 0, more
    while at:
        count += 1
        at = kept_at(store, at - 1).link
    at = head
    while count:                # from the newest back, so that the line with the oldest comes first
        if count % PLACES == 0 or at == head:
            more = pool_take(&store.places) + 1
            if more == 0:
                _give(store, first)
                return head
            places_at(store, more).next = first
            first = more
        count -= 1
        _measure(store, at, &places_at(store, first).of[count % PLACES])
        at = kept_at(store, at - 1).link
    return first | PLACED


cdef uint32_t displaced(KeptStore* store, uint32_t attributes) noexcept nogil:
    cdef uint32_t head = settled_head(store, attributes)
    if attributes & PLACED:
        _give(store, attributes & ~<uint32_t>PLACED)
    return head
