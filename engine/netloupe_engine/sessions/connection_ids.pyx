"""QUIC's connection ids, by which a connection goes on from another port of its client (RFC 9000 section 9).

An id counts between the same two hosts and at the server's port only: that is what an address translator changes that
has forgotten a binding, and all sessions of two hosts are in one handler, so that the result is the same for any number
of them. Ends that were found by an id are entered too, for datagrams that carry none the other way. At most half of
the slots are in use.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy, memset

from ..core.hash cimport Secret, keyed_hash
from ..core.view cimport View, part
from .session cimport ENDED, NONE
from .table cimport SessionTable, cold, hot

cdef enum:
    FIRST_SLOTS = 256
    WORDS = 8               # of what a slot is found by: both addresses, tunnel and port, the id and its size
    ID_WORD = 5
    SIZE_BYTE = 63          # the last one, behind the longest id
    OF_ENDS = 255           # in its place: the slot of two ends
    LONG_HEADER = 0x80      # of a datagram's first byte (RFC 8999)


cdef uint64_t _mark(const Key* key, uint16_t port, View id, const Secret* secret) noexcept nogil:
    """What an id between these hosts, at this port, is found by."""
    cdef uint64_t[WORDS] words
    memset(words, 0, sizeof(words))
    memcpy(words, key.low, 16)
    memcpy(words + 2, key.high, 16)
    words[4] = <uint64_t>key.tunnel << 32 | port
    memcpy(words + ID_WORD, id.data, id.size)
    (<uint8_t*>words)[SIZE_BYTE] = <uint8_t>id.size
    return keyed_hash(words, WORDS, secret.words)


cdef uint64_t _mark_of_ends(const Key* key, const Secret* secret) noexcept nogil:
    cdef uint64_t[WORDS] words
    memset(words, 0, sizeof(words))
    memcpy(words, key.low, 16)
    memcpy(words + 2, key.high, 16)
    words[4] = <uint64_t>key.tunnel << 32 | <uint64_t>key.low_port << 16 | key.high_port
    words[ID_WORD] = key.vlan
    (<uint8_t*>words)[SIZE_BYTE] = OF_ENDS
    return keyed_hash(words, WORDS, secret.words)


cdef inline bint _is_live(const SessionTable* t, const IdSlot* slot) noexcept nogil:
    return (slot.serial != 0 and cold(t, slot.index).serial == slot.serial
            and hot(t, slot.index).flags & ENDED == 0)


cdef inline IdSlot* _slot(const Roaming* r, uint64_t mark) noexcept nogil:
    """The slot with this mark, or the empty one where it would be."""
    cdef uint64_t at = mark & r.mask
    while r.slots[at].serial and r.slots[at].mark != mark:
        at = (at + 1) & r.mask
    return &r.slots[at]


cdef bint _grow(Roaming* r, const SessionTable* t) noexcept nogil:
    """Room for as many again as are live; False when out of memory."""
    cdef Roaming grown = r[0]
    cdef uint64_t live = 0, size = FIRST_SLOTS, i, used = r.mask + 1 if r.slots != NULL else 0
    for i in range(used):
        live += _is_live(t, &r.slots[i])
    while size < 4 * live:
        size *= 2
    if grown.ports == NULL:
        grown.ports = r.ports = <uint8_t*>calloc(PORT_BYTES, 1)
    grown.slots = <IdSlot*>calloc(size, sizeof(IdSlot))
    if grown.slots == NULL or grown.ports == NULL:
        free(grown.slots)
        return False
    grown.mask, grown.count = size - 1, live
    for i in range(used):
        if _is_live(t, &r.slots[i]):
            _slot(&grown, r.slots[i].mark)[0] = r.slots[i]
    free(r.slots)
    r[0] = grown
    return True


cdef bint _enter(Roaming* r, const SessionTable* t, uint64_t mark, uint32_t index, bint from_high) noexcept nogil:
    cdef IdSlot* slot
    if (r.slots == NULL or r.count * 2 > r.mask) and not _grow(r, t):
        return False
    slot = _slot(r, mark)
    r.count += slot.serial == 0
    slot.mark, slot.index, slot.serial, slot.from_high = mark, index, cold(t, index).serial, from_high
    return True


cdef void roaming_free(Roaming* r) noexcept nogil:
    free(r.slots)
    free(r.ports)
    r.slots, r.ports = NULL, NULL


cdef bint roaming_note(Roaming* r, const SessionTable* t, const Key* key, uint16_t port, View id, uint32_t index,
                       bint from_high, const Secret* secret) noexcept nogil:
    if not ID_MIN <= id.size <= ID_MAX:
        return True
    if not _enter(r, t, _mark(key, port, id, secret), index, from_high):
        return False
    r.sizes |= <uint32_t>1 << id.size
    r.ports[port >> 3] |= <uint8_t>(1 << (port & 7))
    return True


cdef inline bint _is_known(const Roaming* r, uint16_t port) noexcept nogil:
    return r.ports[port >> 3] >> (port & 7) & 1


cdef const IdSlot* _by_id(const Roaming* r, const SessionTable* t, const Key* key, uint16_t port, View datagram,
                          const Secret* secret) noexcept nogil:
    """By the id behind the first byte, whose size only its hosts know."""
    cdef const IdSlot* slot
    cdef uint32_t size
    if not _is_known(r, port):
        return NULL
    for size in range(ID_MIN, ID_MAX + 1):
        if r.sizes >> size & 1 and datagram.size > size:
            slot = _slot(r, _mark(key, port, part(datagram, 1, size), secret))
            if _is_live(t, slot):
                return slot
    return NULL


cdef uint32_t roaming_of(Roaming* r, const SessionTable* t, const Key* key, bint from_high, View datagram,
                         uint8_t* from_its_high, bint* by_id, const Secret* secret) noexcept nogil:
    """Only short headers roam: a connection's hosts stay where they are until it stands (RFC 9000 section 9)."""
    cdef const IdSlot* slot
    cdef IdSlot found
    cdef uint64_t mark
    by_id[0] = False
    if datagram.size == 0 or datagram.data[0] & LONG_HEADER:
        return NONE
    if not (_is_known(r, key.low_port) or _is_known(r, key.high_port)):
        return NONE
    mark = _mark_of_ends(key, secret)
    slot = _slot(r, mark)
    if _is_live(t, slot):
        from_its_high[0] = slot.from_high ^ from_high
        return slot.index
    slot = _by_id(r, t, key, key.low_port, datagram, secret)
    if slot == NULL:
        slot = _by_id(r, t, key, key.high_port, datagram, secret)
    if slot == NULL:
        return NONE
    by_id[0] = True
    found = slot[0]                 # entering others may move it
    from_its_high[0] = found.from_high
    # where there is no memory for these ends, datagrams with an id are found all the same
    _enter(r, t, mark, found.index, found.from_high ^ from_high)
    return found.index
