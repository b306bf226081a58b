"""ARP: addresses of the sizes the header gives. Borrows `v` for the call."""
from libc.stdint cimport uint16_t, uint32_t
from libc.string cimport memcmp

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_number
from ...core.status cimport FINAL, MALFORMED, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, u8
from ..twin cimport Twin
from .arp cimport (F_IS_GRATUITOUS, F_SENDER_HARDWARE, F_SENDER_IP, F_SENDER_MAC, F_SENDER_PROTOCOL, F_TARGET_HARDWARE,
                   F_TARGET_IP, F_TARGET_MAC, F_TARGET_PROTOCOL, NUMBERS)

cdef enum:
    FIXED = 8               # bytes before the addresses
    ETHERTYPE_IPV4 = 0x0800


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t size
    if v.size < FIXED:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    size = FIXED + 2 * (<uint32_t>u8(v, 4) + u8(v, 5))
    if v.size < size:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = size
    step.extent = size
    return FINAL


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t hardware = u8(v, 4)
    cdef uint32_t protocol = u8(v, 5)
    cdef uint32_t at = FIXED
    cdef uint32_t i
    cdef uint16_t local
    cdef bint is_ipv4 = protocol == 4 and be16(v, 2) == ETHERTYPE_IPV4
    for i in range(2):              # sender, target
        if hardware == 6:
            local = F_TARGET_MAC if i else F_SENDER_MAC
        else:
            local = F_TARGET_HARDWARE if i else F_SENDER_HARDWARE
        if hardware:
            put_bytes(sink, local, v.data + at, hardware, at, hardware)
        at += hardware
        if is_ipv4:
            put_number(sink, F_TARGET_IP if i else F_SENDER_IP, be32(v, at), at, 4)
        elif protocol:
            put_bytes(sink, F_TARGET_PROTOCOL if i else F_SENDER_PROTOCOL, v.data + at, protocol, at, protocol)
        at += protocol
    if is_ipv4:
        at = FIXED + hardware
        put_number(sink, F_IS_GRATUITOUS, memcmp(v.data + at, v.data + at + 4 + hardware, 4) == 0, at, 8 + hardware)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
