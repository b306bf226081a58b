"""Ports of UDP-Lite and DCCP. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport FINAL, MALFORMED, NOTE_BAD_LENGTH, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be24, be32, be64, has, u8
from ..twin cimport Twin
from .dccp cimport F_ACKNOWLEDGED, F_RESET_CODE, F_SEQUENCE, F_SERVICE
from .dccp cimport NUMBERS as DCCP_NUMBERS
from .udplite cimport NUMBERS as UDPLITE_NUMBERS

cdef enum:
    UDPLITE_HEADER = 8
    DCCP_SHORT = 12             # bytes of a generic header with sequence numbers of 24 bits
    DCCP_LONG = 16              # ... and of 48
    REQUEST = 0                 # packet types
    RESPONSE = 1
    DATA = 2
    RESET = 7
    LOW_48 = 0xFFFFFFFFFFFF


cdef Verdict classify_udplite(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t covered
    if v.size < UDPLITE_HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    covered = be16(v, 4)
    if 0 < covered < UDPLITE_HEADER or covered > facts.network_length:
        step.note = NOTE_BAD_LENGTH
        return MALFORMED
    step.header = UDPLITE_HEADER
    facts.ports[0], facts.ports[1] = be16(v, 0), be16(v, 2)
    facts.payload_length = max(facts.network_length, <uint32_t>UDPLITE_HEADER) - UDPLITE_HEADER
    return FINAL


cdef Verdict classify_dccp(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t size, least
    if v.size < DCCP_SHORT:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    size, least = 4 * <uint32_t>u8(v, 4), DCCP_LONG if u8(v, 8) & 1 else DCCP_SHORT
    if size < least or size > facts.network_length:
        step.note = NOTE_BAD_LENGTH
        return MALFORMED
    if size > v.size:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = size
    facts.ports[0], facts.ports[1] = be16(v, 0), be16(v, 2)
    facts.payload_length = facts.network_length - size
    return FINAL


cdef void dissect_dccp(View v, uint32_t header, Sink* sink) noexcept nogil:
    """What follows the fixed part depends on the packet's type (RFC 4340 section 5)."""
    cdef uint32_t kind = u8(v, 8) >> 1 & 15, at = DCCP_SHORT
    if not u8(v, 8) & 1:
        put_number(sink, F_SEQUENCE, be24(v, 9), 9, 3)
        if kind != DATA and kind != REQUEST and header >= at + 4:
            put_number(sink, F_ACKNOWLEDGED, be24(v, at + 1), at + 1, 3)
        return
    if not has(v, 0, DCCP_LONG):
        return
    at = DCCP_LONG
    put_number(sink, F_SEQUENCE, be64(v, 8) & <unsigned long long>LOW_48, 10, 6)
    if kind != REQUEST and kind != DATA and header >= at + 8:
        put_number(sink, F_ACKNOWLEDGED, be64(v, at) & <unsigned long long>LOW_48, at + 2, 6)
        at += 8
    if (kind == REQUEST or kind == RESPONSE) and header >= at + 4:
        put_number(sink, F_SERVICE, be32(v, at), at, 4)
    elif kind == RESET and header >= at + 4:
        put_number(sink, F_RESET_CODE, u8(v, at), at, 1)


cdef Twin _udplite = Twin.__new__(Twin)
_udplite.numbers = UDPLITE_NUMBERS
_udplite.classify = &classify_udplite
cdef Twin _dccp = Twin.__new__(Twin)
_dccp.numbers = DCCP_NUMBERS
_dccp.classify = &classify_dccp
_dccp.dissect = &dissect_dccp
TWIN = {"udplite": _udplite, "dccp": _dccp}
