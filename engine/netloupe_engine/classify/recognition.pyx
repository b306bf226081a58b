"""Recognition: whose conversation begins with these bytes.

The protocols a port hints at are asked first and may be merely likely. Then those are asked that can begin with these
bytes, by an index made when the registry was frozen; they must be certain. So it costs the same whether there are 20
protocols or 400.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ..core.hash cimport spread
from ..core.status cimport CERTAIN, LIKELY, NEED_MORE_BYTES, REFUTED
from ..core.view cimport be32, u8
from ..protocols.compiled cimport Openings, ProtocolEntry, candidates
from ..protocols.twin cimport Probe

cdef enum:
    HINTS_MAX = 12          # protocols asked because of the two ports


cdef Guess ask_one(const ProtocolEntry* entry, const Question* q) noexcept nogil:
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


cdef bint _goes_on(const Tables* t, const Question* q, Asked* asked, uint16_t protocol, Guess least) noexcept nogil:
    """Ask one more; a verdict below `least` is none. False: there is nothing more to ask."""
    cdef Guess guess
    if _is_among(protocol, asked.protocols, asked.count) or _is_among(protocol, q.tried, q.tried_count):
        return True
    if asked.count == PROBES_MAX:
        return False
    asked.protocols[asked.count] = protocol
    asked.count += 1
    guess = ask_one(&t.entries[protocol], q)
    asked.guesses[asked.count - 1] = <uint8_t>guess
    if guess >= least and guess > asked.best:
        asked.protocol, asked.best = protocol, guess
    elif guess == NEED_MORE_BYTES and asked.best == REFUTED:
        asked.best = guess
    return asked.best != CERTAIN


cdef inline Guess _least(const Tables* t, uint16_t protocol) noexcept nogil:
    """How sure one has to be away from its ports."""
    return LIKELY if t.entries[protocol].is_guessed else CERTAIN


cdef void _ask_openers(const Tables* t, const Openings* openings, const Question* q, Asked* asked) noexcept nogil:
    """Those who may begin with the first bytes, wherever they are; away from their ports they must be certain."""
    cdef uint32_t i, at, prefix
    if q.bytes.size >= 4:
        prefix = be32(q.bytes, 0)
        at = spread(prefix) & openings.mask
        while openings.values[at]:
            if openings.prefixes[at] == prefix and not _goes_on(t, q, asked, openings.values[at],
                                                                _least(t, openings.values[at])):
                return
            at = (at + 1) & openings.mask
    for i in range(openings.firsts[u8(q.bytes, 0)], openings.firsts[u8(q.bytes, 0) + 1]):
        if not _goes_on(t, q, asked, openings.lists[i], _least(t, openings.lists[i])):
            return


cdef void ask_around(const Tables* t, const Question* q, Asked* asked) noexcept nogil:
    cdef uint16_t space = t.tcp_space if q.is_stream else t.udp_space
    cdef uint16_t[HINTS_MAX] hints
    cdef uint32_t i, hinted = candidates(t, space, q.ports[1], hints, HINTS_MAX // 2)
    asked.count, asked.hinted, asked.protocol, asked.best = 0, 0, 0, REFUTED
    hinted += candidates(t, space, q.ports[0], hints + hinted, HINTS_MAX // 2)
    for i in range(hinted):
        if not _goes_on(t, q, asked, hints[i], LIKELY):
            break
    asked.hinted = asked.count
    if asked.best < LIKELY:
        _ask_openers(t, &t.streams if q.is_stream else &t.datagrams, q, asked)


cdef Guess recognise(const Tables* t, const Question* q, uint16_t* protocol) noexcept nogil:
    cdef Asked asked
    if q.bytes.size == 0:
        return NEED_MORE_BYTES
    ask_around(t, q, &asked)
    protocol[0] = asked.protocol
    return asked.best
