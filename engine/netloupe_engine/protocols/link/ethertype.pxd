"""What a type-or-length field of Ethernet says of its payload; shared by the protocols that end with one.

IEEE 802.3-2022, section 3.2.6: numbers from 0x600 on are EtherTypes, smaller ones lengths.
"""
from libc.stdint cimport uint32_t

from ...core.facts cimport Step
from ...core.status cimport FINAL, NEXT, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16

cdef enum:
    TYPE_MIN = 0x600
    LLC = 4                 # key of an 802.2 frame among the EtherTypes, as in Linux cooked captures
    NOVELL_RAW = 0xFFFF     # IPX without 802.2 begins with its unused checksum


cdef inline bint is_type(uint32_t kind) noexcept nogil:
    """No frame has the length 0: that number is an unknown type."""
    return kind >= TYPE_MIN or kind == 0


cdef inline Verdict type_or_length(View v, uint32_t header, Step* step) noexcept nogil:
    """The verdict on a header of `header` bytes (they are there) whose last two are a type or a length."""
    cdef uint32_t kind = be16(v, header - 2)
    step.header = header
    if is_type(kind):
        step.key = kind
        return NEXT
    step.key = LLC
    step.extent = header + kind
    if step.extent > v.size:
        step.note = NOTE_TRUNCATED
    if kind >= 2 and v.size >= header + 2 and be16(v, header) == NOVELL_RAW:
        return FINAL
    return NEXT
