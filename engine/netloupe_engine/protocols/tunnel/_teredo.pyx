"""Teredo: what stands before the IPv6 packet, which must fill the datagram. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_number
from ...core.status cimport MALFORMED, NEXT, NOT_MINE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, be64, has, u8
from ..twin cimport Twin
from .teredo cimport (F_AUTHENTICATION, F_CLIENT, F_CONFIRMATION, F_NONCE, F_ORIGIN_ADDRESS, F_ORIGIN_PORT, NUMBERS)

cdef enum:
    ORIGIN = 0x0000
    AUTHENTICATION = 0x0001
    ORIGIN_SIZE = 8
    AUTHENTICATION_SIZE = 13    # and identifier and value
    IPV6 = 0x86DD
    IPV6_HEADER = 40


cdef inline uint32_t _behind_authentication(View v) noexcept nogil:
    """Bytes of the authentication, 0 where there is none."""
    return AUTHENTICATION_SIZE + u8(v, 2) + u8(v, 3) if has(v, 0, 4) and be16(v, 0) == AUTHENTICATION else 0


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t at = _behind_authentication(v), whole
    if has(v, at, ORIGIN_SIZE) and be16(v, at) == ORIGIN:
        at += ORIGIN_SIZE
    if not has(v, at, IPV6_HEADER):
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if u8(v, at) >> 4 != 6:
        return NOT_MINE
    whole = at + IPV6_HEADER + be16(v, at + 4)
    if whole > v.size + facts.cut:
        return NOT_MINE
    step.header, step.key = at, IPV6
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = _behind_authentication(v), id_size, value_size
    if at:
        id_size, value_size = u8(v, 2), u8(v, 3)
        if id_size:
            put_bytes(sink, F_CLIENT, v.data + 4, id_size, 4, id_size)
        if value_size:
            put_bytes(sink, F_AUTHENTICATION, v.data + 4 + id_size, value_size, 4 + id_size, value_size)
        put_number(sink, F_NONCE, be64(v, at - 9), at - 9, 8)
        put_number(sink, F_CONFIRMATION, u8(v, at - 1), at - 1, 1)
    if header >= at + ORIGIN_SIZE:          # both are obscured by having all bits inverted
        put_number(sink, F_ORIGIN_PORT, be16(v, at + 2) ^ 0xFFFF, at + 2, 2)
        put_number(sink, F_ORIGIN_ADDRESS, be32(v, at + 4) ^ <uint32_t>0xFFFFFFFF, at + 4, 4)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
