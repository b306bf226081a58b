"""Recognition: whose conversation begins with these bytes.

The protocols a port hints at are asked first and may be merely likely; any other must be certain.
"""
from libc.stdint cimport uint16_t, uint32_t

from ..core.status cimport CERTAIN, LIKELY, NEED_MORE_BYTES, REFUTED
from ..protocols.compiled cimport ProtocolEntry, candidates
from ..protocols.twin cimport Probe

cdef enum:
    HINTS_MAX = 32          # protocols asked first because of the two ports; others must be certain


cdef inline Guess _ask(const ProtocolEntry* entry, const Question* q) noexcept nogil:
    cdef Probe probe = entry.probe_stream if q.is_stream else entry.probe_datagram
    if entry.program_probe != NULL:
        return entry.program_probe(entry.program, q.is_stream, q.bytes, q.way, q.is_cut)
    return probe(q.bytes, q.way, q.is_cut) if probe != NULL else REFUTED


cdef inline bint _is_among(uint16_t protocol, const uint16_t* list, uint32_t count) noexcept nogil:
    cdef uint32_t i
    for i in range(count):
        if list[i] == protocol:
            return True
    return False


cdef Guess recognise(const Tables* t, const Question* q, uint16_t* protocol) noexcept nogil:
    cdef uint16_t space = t.tcp_space if q.is_stream else t.udp_space
    cdef const uint16_t* others = t.stream_protocols if q.is_stream else t.datagram_protocols
    cdef uint32_t i, hinted, count = t.stream_count if q.is_stream else t.datagram_count
    cdef uint16_t[HINTS_MAX] hints
    cdef Guess guess
    cdef Guess best = REFUTED
    hinted = candidates(t, space, q.ports[1], hints, HINTS_MAX // 2)
    hinted += candidates(t, space, q.ports[0], hints + hinted, HINTS_MAX // 2)
    for i in range(hinted):
        if _is_among(hints[i], q.tried, q.tried_count):
            continue
        guess = _ask(&t.entries[hints[i]], q)
        if guess >= LIKELY and guess > best:
            protocol[0], best = hints[i], guess
        elif guess == NEED_MORE_BYTES and best == REFUTED:
            best = guess
        if best == CERTAIN:
            return best
    if best >= LIKELY:
        return best
    for i in range(count):
        if _is_among(others[i], hints, hinted) or _is_among(others[i], q.tried, q.tried_count):
            continue
        guess = _ask(&t.entries[others[i]], q)
        if guess == CERTAIN:
            protocol[0] = others[i]
            return guess
        if guess == NEED_MORE_BYTES:
            best = guess
    return best
