"""Findings: what is worth a look is noted with its session and packet.

Each kind has a share of its own, so that none pushes out another, and of each kind the earliest packets' are kept: they
are the same however packets are dealt to handlers, though the end of a session may find something about a packet long
past.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport realloc

from ..core.pool cimport vector_push
from ..core.status cimport (NOTE_ATTRIBUTE_LIMIT, NOTE_BUFFER_LIMIT, NOTE_DEPTH_LIMIT, NOTE_FRAGMENT_LIMIT, NOTE_NONE,
                            NOTE_TRUNCATED, NOTE_UNSUPPORTED_LINK)
from ..packet.stack cimport Stack
from ..protocols.findings cimport (FINDING_LIMIT_ATTRIBUTES, FINDING_LIMIT_FRAGMENTS, FINDING_LIMIT_LAYERS,
                                   FINDING_LIMIT_MESSAGE, FINDING_MESSAGE_UNFINISHED, FINDING_PACKET_MALFORMED,
                                   FINDING_PACKET_ODD)
from ..sessions.session cimport NONE, ONCE_ATTRIBUTE_LIMIT, ONCE_ODD, Cold, Extras, Seldom
from ..sessions.table cimport cold, seldom
from .context cimport Context, KindShare, Raised, extras_for


cdef enum:
    SESSION_SHARE = 10      # no session has more than this part of a kind's list, or it would hide all others
    LATECOMERS = 4          # shares of records kept in all: earlier packets' findings come after those they push out
    FIRST_ROOM = 64


cdef void _sink_in(KindShare* mine, uint32_t packet) noexcept nogil:
    """Put `packet` in the place of the heap's latest."""
    cdef uint32_t at = 0, child = 1
    while child < mine.count:
        if child + 1 < mine.count and mine.packets[child + 1] > mine.packets[child]:
            child += 1
        if mine.packets[child] <= packet:
            break
        mine.packets[at] = mine.packets[child]
        at, child = child, 2 * child + 1
    mine.packets[at] = packet


cdef bint _add(KindShare* mine, uint32_t packet) noexcept nogil:
    """One more in the heap; False when out of memory."""
    cdef uint32_t at = mine.count
    cdef uint32_t room = mine.room
    cdef void* packets
    if at == room:
        room = 2 * room if room else FIRST_ROOM
        packets = realloc(mine.packets, <size_t>room * sizeof(uint32_t))
        if packets == NULL:
            return False
        mine.packets, mine.room = <uint32_t*>packets, room
    mine.count += 1
    while at and mine.packets[(at - 1) // 2] < packet:
        mine.packets[at] = mine.packets[(at - 1) // 2]
        at = (at - 1) // 2
    mine.packets[at] = packet
    return True


cdef bint _is_listed(Context* c, KindShare* mine, uint32_t packet) noexcept nogil:
    """Is this one of the kind's earliest so far?"""
    if mine.kept >= <uint64_t>LATECOMERS * c.share:
        return False
    if c.rehearsing:
        return True
    if mine.count < c.share:
        if _add(mine, packet):
            return True
        c.out_of_memory = 1
        return False
    if c.share == 0 or packet > mine.packets[0]:
        return False
    _sink_in(mine, packet)
    return True


cdef bint _is_listed_of(Context* c, uint32_t index, uint16_t kind) noexcept nogil:
    """Count it. Is it within its session's share? Beyond that one more of each kind is listed, so that many of one
    kind hide no other; two kinds may count as one."""
    cdef uint64_t bit = <uint64_t>1 << (kind & 63)
    cdef Seldom* told
    cdef Extras* extras
    c.kinds[kind].raised += 1
    if index == NONE:
        return True
    told = seldom(&c.table, index)
    if told.findings < 0xFFFF:
        told.findings += 1
    if told.findings <= max(c.share // SESSION_SHARE, 1) or c.rehearsing:
        return True
    extras = extras_for(c, cold(&c.table, index))
    if extras == NULL or extras.listed & bit:
        return False
    extras.listed |= bit
    return True


cdef void raise_finding(Context* c, uint32_t index, uint32_t packet, uint16_t kind, uint8_t detail,
                        uint16_t protocol) noexcept nogil:
    """Note something worth a look; `index` NONE: about no session."""
    raise_finding_at(c, index, packet, kind, detail, protocol, 0)


cdef void raise_finding_at(Context* c, uint32_t index, uint32_t packet, uint16_t kind, uint8_t detail,
                           uint16_t protocol, uint16_t field) noexcept nogil:
    """The same about a field, by its catalogue id; 0: none."""
    cdef Raised* found
    if not (_is_listed_of(c, index, kind) and _is_listed(c, &c.kinds[kind], packet)):
        return
    found = <Raised*>vector_push(&c.raised)
    if found == NULL:
        c.out_of_memory = 1
        return
    c.kinds[kind].kept += 1
    found.serial = cold(&c.table, index).serial if index != NONE else 0
    found.packet, found.kind, found.detail, found.protocol, found.field = packet, kind, detail, protocol, field


cdef void raise_once(Context* c, uint32_t index, uint32_t packet, uint8_t once, uint16_t kind, uint8_t detail,
                     uint16_t protocol) noexcept nogil:
    """A finding that says nothing new the second time."""
    cdef Cold* beside = cold(&c.table, index)
    if not beside.raised & once:
        beside.raised |= once
        raise_finding(c, index, packet, kind, detail, protocol)


cdef void tell_of_note(Context* c, const Stack* stack, uint32_t packet, uint32_t index) noexcept nogil:
    """A finding about what is wrong with this packet. That the capture cut it, or nobody knows its link, is not."""
    cdef uint32_t at = 0
    if stack.malformed:
        c.malformed += 1
        raise_finding(c, index, packet, FINDING_PACKET_MALFORMED, stack.note, stack.layers[stack.count - 1].protocol)
    elif stack.note == NOTE_FRAGMENT_LIMIT:
        raise_finding(c, index, packet, FINDING_LIMIT_FRAGMENTS, 0, 0)
    elif stack.note == NOTE_DEPTH_LIMIT:
        raise_finding(c, index, packet, FINDING_LIMIT_LAYERS, 0, 0)
    elif stack.note != NOTE_TRUNCATED and stack.note != NOTE_UNSUPPORTED_LINK:
        while at < stack.count - 1 and stack.layers[at].note != stack.note:
            at += 1
        if index == NONE:
            raise_finding(c, index, packet, FINDING_PACKET_ODD, stack.note, stack.layers[at].protocol)
        else:
            raise_once(c, index, packet, ONCE_ODD, FINDING_PACKET_ODD, stack.note, stack.layers[at].protocol)


cdef void tell_of_message(Context* c, uint32_t index, uint32_t packet) noexcept nogil:
    """A finding about what an application's parser noted. That the capture cut the message is none."""
    cdef uint8_t note = c.sink.note
    cdef uint16_t protocol = c.sink.blamed
    cdef uint32_t i
    for i in range(c.sink.unfinished_count):
        raise_finding(c, index, c.sink.unfinished[i].packet, FINDING_MESSAGE_UNFINISHED, 0,
                      c.sink.unfinished[i].protocol)
    if note == NOTE_BUFFER_LIMIT:
        raise_finding(c, index, packet, FINDING_LIMIT_MESSAGE, 0, protocol)
    elif note == NOTE_ATTRIBUTE_LIMIT and index == NONE:
        raise_finding(c, index, packet, FINDING_LIMIT_ATTRIBUTES, 0, protocol)
    elif note == NOTE_ATTRIBUTE_LIMIT:
        raise_once(c, index, packet, ONCE_ATTRIBUTE_LIMIT, FINDING_LIMIT_ATTRIBUTES, 0, protocol)
    elif note == NOTE_DEPTH_LIMIT:
        raise_finding(c, index, packet, FINDING_LIMIT_LAYERS, 0, protocol)
    elif c.sink.malformed or (note != NOTE_NONE and note != NOTE_TRUNCATED):
        raise_finding_at(c, index, packet, FINDING_PACKET_MALFORMED, note, protocol,
                         c.sink.stopped if c.sink.malformed else 0)
