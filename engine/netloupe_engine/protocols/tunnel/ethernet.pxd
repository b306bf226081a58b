"""Guessing at Ethernet where nothing says what follows (pseudo-wires without a control word, L2TP version 3)."""
from libc.stdint cimport uint32_t

from ...core.view cimport View, be16, has, u8

cdef enum:
    ETHERNET_HEADER = 14
    BRIDGED_ETHERNET = 0x6558   # EtherType of a whole frame
    LENGTH_MAX = 0x5FF          # smaller numbers are lengths


cdef inline bint is_ethernet(View v, uint32_t at) noexcept nogil:
    """Does an Ethernet header stand here: a sender that is a station, and a type in use, or a length that fits?"""
    cdef uint32_t kind
    if not has(v, at, ETHERNET_HEADER) or u8(v, at + 6) & 1:
        return False
    kind = be16(v, at + 12)
    if kind <= LENGTH_MAX:
        return 3 <= kind <= v.size - at - ETHERNET_HEADER
    return kind in (0x0800, 0x0806, 0x86DD, 0x8100, 0x88A8, 0x9100, 0x8847, 0x8848, 0x8863, 0x8864, 0x88CC, 0x8809,
                    0x8902, 0x88E7, 0x88F7, 0x9000)
