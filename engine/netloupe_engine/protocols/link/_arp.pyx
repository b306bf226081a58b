"""ARP: addresses of the sizes the header gives. Borrows `v` for the call."""
from libc.stdint cimport uint32_t
from libc.string cimport memcmp

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_number
from ...core.status cimport FINAL, MALFORMED, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, u8
from ..twin cimport Twin

cdef enum:
    FIXED = 8               # bytes before the addresses
    ETHERTYPE_IPV4 = 0x0800

cdef enum:
    SENDER_MAC = 0
    SENDER_IP = 1
    TARGET_MAC = 2
    TARGET_IP = 3
    SENDER_HARDWARE = 4
    SENDER_PROTOCOL = 5
    TARGET_HARDWARE = 6
    TARGET_PROTOCOL = 7
    IS_GRATUITOUS = 8


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
    cdef bint is_ipv4 = protocol == 4 and be16(v, 2) == ETHERTYPE_IPV4
    for i in range(2):              # sender, target
        if hardware:
            put_bytes(sink, 2 * i + (SENDER_MAC if hardware == 6 else SENDER_HARDWARE), v.data + at, hardware,
                      at, hardware)
        at += hardware
        if is_ipv4:
            put_number(sink, SENDER_IP + 2 * i, be32(v, at), at, 4)
        elif protocol:
            put_bytes(sink, SENDER_PROTOCOL + 2 * i, v.data + at, protocol, at, protocol)
        at += protocol
    if is_ipv4:
        at = FIXED + hardware
        put_number(sink, IS_GRATUITOUS, memcmp(v.data + at, v.data + at + 4 + hardware, 4) == 0, at, 8 + hardware)


cdef Twin _twin = Twin.__new__(Twin)
_twin.classify = &classify
_twin.dissect = &dissect
_twin.names = ("sender_mac", "sender_ip", "target_mac", "target_ip", "sender_hardware", "sender_protocol",
               "target_hardware", "target_protocol", "is_gratuitous")
TWIN = _twin
