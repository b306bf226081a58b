"""VXLAN: a header of which nearly every bit is fixed. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport MALFORMED, NEXT, NOT_MINE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, u8
from ..twin cimport Twin
from .vxlan cimport F_NEXT_PROTOCOL, F_POLICY, F_POLICY_APPLIED, NUMBERS

cdef enum:
    HEADER = 8
    POLICY = 0x80
    VALID = 0x08            # the network's number
    NEXT_SAID = 0x04
    ETHERNET = 3            # as GPE numbers it
    NEXT_MAX = 7
    GENERIC_PORT = 4790
    KNOWN_FLAGS = 0x8F      # but for GPE's version


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t flags, reserved
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    flags, reserved = u8(v, 0), be32(v, 0) & 0xFFFFFF
    if 0 < reserved <= NEXT_MAX and (facts.ports[0] == GENERIC_PORT or facts.ports[1] == GENERIC_PORT):
        flags |= NEXT_SAID              # some do not set the bit that says so
    if not flags & VALID or flags & ~KNOWN_FLAGS or u8(v, 7):
        return NOT_MINE
    if flags & NEXT_SAID:
        if reserved >> 8 or flags & POLICY:
            return NOT_MINE
    elif reserved & (0x300000 if flags & POLICY else 0xFFFFFF) or flags & 0x03:
        return NOT_MINE
    step.header = HEADER
    step.key = u8(v, 3) if flags & NEXT_SAID else ETHERNET
    facts.identifier = be32(v, 4) >> 8
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    if u8(v, 0) & POLICY:
        put_number(sink, F_POLICY, be16(v, 2), 2, 2)
        put_number(sink, F_POLICY_APPLIED, (u8(v, 1) >> 3) & 1, 1, 1)
    elif u8(v, 3):
        put_number(sink, F_NEXT_PROTOCOL, u8(v, 3), 3, 1)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
