"""MPLS: the label stack, and a guess at what follows it. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_number
from ...core.status cimport MALFORMED, NEXT, NOT_MINE, NOTE_DEPTH_LIMIT, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, has, u8
from ..twin cimport Twin
from .ethernet cimport BRIDGED_ETHERNET, is_ethernet
from .mpls cimport F_BOTTOM, F_DEPTH, F_ENTRY, F_LABEL, F_TRAFFIC_CLASS, F_TTL, NUMBERS

cdef enum:
    ENTRY = 4
    ENTRIES_MAX = 32
    BOTTOM = 0x100
    IPV4_NULL = 0
    IPV6_NULL = 2
    ENTROPY_FOLLOWS = 7
    CHANNEL = 13            # generic associated channel label
    EXTENSION = 15
    FIRST_LABEL = 16        # that has no meaning of its own
    USED_LABELS = 0xE087    # bits: those below that are somebody's and are sent

cdef enum:                  # key spaces, in the order of the table's children
    ETHERTYPE = 0
    PSEUDOWIRE = 1

cdef enum:                  # keys of pseudo-wires
    CONTROL_WORD = 0
    CHANNEL_HEADER = 1

cdef enum:
    IPV4_HEADER = 20
    IPV6_HEADER = 40
    PADDING = 46            # of the smallest Ethernet frame
    IPV4 = 0x0800
    IPV6 = 0x86DD


cdef void _guess(View v, uint32_t at, uint32_t label, Step* step) noexcept nogil:
    """What stands behind the stack; nothing registered where nobody can tell."""
    cdef uint32_t nibble = u8(v, at) >> 4
    if label == IPV4_NULL or label == IPV6_NULL:
        step.key = IPV4 if label == IPV4_NULL else IPV6
    elif label == CHANNEL or nibble == 1 and not is_ethernet(v, at):
        step.space, step.key = PSEUDOWIRE, CHANNEL_HEADER
    elif nibble == 4 and u8(v, at) & 15 >= 5:
        step.key = IPV4
    elif nibble == 6:
        step.key = IPV6
    elif nibble == 0 and is_ethernet(v, at + 4) and not (is_ethernet(v, at) and be32(v, at)):
        step.space, step.key = PSEUDOWIRE, CONTROL_WORD
    elif is_ethernet(v, at):
        step.key = BRIDGED_ETHERNET


cdef bint _is_whole_ip(View v, uint32_t at, uint32_t cut) noexcept nogil:
    """Does an IP packet stand here, whose size is that of what there is, but for padding?"""
    cdef uint32_t left = v.size - at, size
    if u8(v, at) >> 4 == 4:
        size = be16(v, at + 2) if has(v, at, IPV4_HEADER) else 0
        if u8(v, at) & 15 < 5 or size < IPV4_HEADER:
            return False
    else:
        size = IPV6_HEADER + be16(v, at + 4) if u8(v, at) >> 4 == 6 and has(v, at, IPV6_HEADER) else 0
    return size != 0 and (cut or size <= left <= size + PADDING)


cdef bint _is_stack(View v, uint32_t header) noexcept nogil:
    """Labels as a router may send them: none of those that are nobody's or never sent (RFC 3032, RFC 7274), no last one
    that announces another, and packets that may still pass a router."""
    cdef uint32_t at = 0, label = 0
    if u8(v, 3) == 0:
        return False
    while at < header:
        label = be32(v, at) >> 12
        if label < FIRST_LABEL and not USED_LABELS >> label & 1:
            return False
        at += ENTRY
    return not (label == ENTROPY_FOLLOWS or label == EXTENSION)


cdef bint _is_likely(View v, const Step* step, const Facts* facts) noexcept nogil:
    """Behind a port, where nothing else says that it is MPLS: is what the labels carry as it should be?"""
    cdef uint32_t at = step.header
    if v.size <= at or not _is_stack(v, at):
        return False
    if step.space == PSEUDOWIRE:
        return step.key == CONTROL_WORD or be32(v, at) >> 16 == 0x1000
    return step.key == BRIDGED_ETHERNET or (step.key in (IPV4, IPV6) and _is_whole_ip(v, at, facts.cut))


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t entry = 0, count = 0
    while entry & BOTTOM == 0:
        if count == ENTRIES_MAX:
            step.note = NOTE_DEPTH_LIMIT
            return MALFORMED
        if not has(v, step.header, ENTRY):
            step.note = NOTE_TRUNCATED
            return MALFORMED
        entry = be32(v, step.header)
        step.header += ENTRY
        count += 1
    if v.size > step.header:
        _guess(v, step.header, entry >> 12, step)
    if (facts.ports[0] or facts.ports[1]) and not _is_likely(v, step, facts):
        return NOT_MINE
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = 0, entry
    while at < header:
        entry = be32(v, at)
        open_node(sink, F_ENTRY, at, ENTRY)
        put_number(sink, F_LABEL, entry >> 12, at, 3)
        put_number(sink, F_TRAFFIC_CLASS, (entry >> 9) & 7, at + 2, 1)
        put_number(sink, F_BOTTOM, entry & BOTTOM != 0, at + 2, 1)
        put_number(sink, F_TTL, entry & 0xFF, at + 3, 1)
        close_node(sink)
        at += ENTRY
    put_number(sink, F_DEPTH, header // ENTRY, 0, header)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
