"""SCTP associations by their tags (see tags.pxd). At most half of the slots are in use, so that probes stay
short."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

from ..core.hash cimport Secret, keyed_hash
from ..packet.stack cimport Flow
from .session cimport ENDED, NONE
from .table cimport SessionTable, cold, hot

cdef enum:
    FIRST_SLOTS = 256
    WORDS = 2               # of what a slot is found by


cdef uint64_t _place(const Associations* a, const TagSlot* wanted, const Secret* secret) noexcept nogil:
    """The slot with this tag, ports and tunnel, or the empty one where it would be."""
    cdef uint64_t[WORDS] words
    cdef uint64_t at
    cdef const TagSlot* slot
    words[0] = <uint64_t>wanted.tag << 32 | <uint64_t>wanted.source << 16 | wanted.target
    words[1] = wanted.tunnel
    at = keyed_hash(words, WORDS, secret.words) & a.mask
    while True:
        slot = &a.slots[at]
        if slot.serial == 0 or (slot.tag == wanted.tag and slot.source == wanted.source
                                and slot.target == wanted.target and slot.tunnel == wanted.tunnel):
            return at
        at = (at + 1) & a.mask


cdef inline bint _is_live(const SessionTable* t, const TagSlot* slot) noexcept nogil:
    return (slot.serial != 0 and cold(t, slot.index).serial == slot.serial
            and hot(t, slot.index).flags & ENDED == 0)


cdef bint _grow(Associations* a, const SessionTable* t, const Secret* secret) noexcept nogil:
    """Room for as many again as are live; False when out of memory."""
    cdef Associations grown
    cdef uint64_t live = 0, size = FIRST_SLOTS, i, used = a.mask + 1 if a.slots != NULL else 0
    for i in range(used):
        live += _is_live(t, &a.slots[i])
    while size < 4 * live:
        size *= 2
    grown.slots = <TagSlot*>calloc(size, sizeof(TagSlot))
    if grown.slots == NULL:
        return False
    grown.mask, grown.count = size - 1, live
    for i in range(used):
        if _is_live(t, &a.slots[i]):
            grown.slots[_place(&grown, &a.slots[i], secret)] = a.slots[i]
    free(a.slots)
    a[0] = grown
    return True


cdef inline TagSlot _wanted(const Flow* flow) noexcept nogil:
    cdef TagSlot slot
    memset(&slot, 0, sizeof(TagSlot))
    slot.tag, slot.tunnel = flow.facts.seq, flow.key.tunnel
    slot.source, slot.target = flow.facts.ports[0], flow.facts.ports[1]
    return slot


cdef void associations_free(Associations* a) noexcept nogil:
    free(a.slots)
    a.slots = NULL


cdef uint32_t association_of(const Associations* a, const SessionTable* t, const Flow* flow, const Secret* secret,
                             uint8_t* way) noexcept nogil:
    """The session of the association this packet belongs to, and its direction; NONE where its tag is not known."""
    cdef TagSlot wanted = _wanted(flow)
    cdef const TagSlot* slot
    if a.slots == NULL or wanted.tag == 0:
        return NONE
    slot = &a.slots[_place(a, &wanted, secret)]
    if not _is_live(t, slot):
        return NONE
    way[0] = slot.way
    return slot.index


cdef bint association_note(Associations* a, const SessionTable* t, const Flow* flow, const Secret* secret,
                           uint32_t index, uint8_t way) noexcept nogil:
    """Packets with this one's tag and ports are of the session at `index` in direction `way`; False: out of memory."""
    cdef TagSlot wanted = _wanted(flow)
    cdef TagSlot* slot
    if (a.slots == NULL or a.count * 2 > a.mask) and not _grow(a, t, secret):
        return False
    slot = &a.slots[_place(a, &wanted, secret)]
    if slot.serial == 0:
        a.count += 1
    wanted.index, wanted.serial, wanted.way = index, cold(t, index).serial, way
    slot[0] = wanted
    return True
