"""ICMP: identifier, and what each type of message says. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.checksum cimport ones_sum
from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_number
from ...core.status cimport FINAL, MALFORMED, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, has, u8
from ..twin cimport Twin
from .quoted cimport put_quoted
from .icmp cimport (F_ADDRESS_MASK, F_CHECKSUM_STATUS, F_DATA, F_GATEWAY, F_IDENTIFIER, F_NEXT_HOP_MTU,
                    F_ORIGINATE_TIME, F_POINTER, F_RECEIVE_TIME, F_ROUTER, F_ROUTER_LIFETIME, F_SEQUENCE,
                    F_TRANSMIT_TIME, NUMBERS)

cdef enum:
    HEADER = 8

cdef enum:                  # message types
    ECHO_REPLY = 0
    UNREACHABLE = 3
    SOURCE_QUENCH = 4
    REDIRECT = 5
    ECHO = 8
    ROUTER_ADVERTISEMENT = 9
    TIME_EXCEEDED = 11
    PARAMETER_PROBLEM = 12
    TIMESTAMP = 13
    TIMESTAMP_REPLY = 14
    INFORMATION = 15
    INFORMATION_REPLY = 16
    ADDRESS_MASK = 17
    ADDRESS_MASK_REPLY = 18
    EXTENDED_ECHO = 42
    EXTENDED_ECHO_REPLY = 43

cdef enum:
    FRAGMENTATION_NEEDED = 4    # code of UNREACHABLE


cdef inline bint _has_identifier(uint32_t kind) noexcept nogil:
    return (kind == ECHO or kind == ECHO_REPLY or TIMESTAMP <= kind <= ADDRESS_MASK_REPLY
            or kind == EXTENDED_ECHO or kind == EXTENDED_ECHO_REPLY)


cdef inline bint _quotes(uint32_t kind) noexcept nogil:
    return UNREACHABLE <= kind <= REDIRECT or kind == TIME_EXCEEDED or kind == PARAMETER_PROBLEM


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t kind
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    kind = u8(v, 0)
    step.header = HEADER
    facts.payload_length = facts.network_length - min(facts.network_length, <uint32_t>HEADER)
    if _has_identifier(kind):
        facts.identifier = be16(v, 4)
        facts.is_response = (kind == ECHO_REPLY or kind == TIMESTAMP_REPLY or kind == INFORMATION_REPLY
                             or kind == ADDRESS_MASK_REPLY or kind == EXTENDED_ECHO_REPLY)
    return FINAL


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t kind = u8(v, 0)
    put_number(sink, F_CHECKSUM_STATUS, ones_sum(v) != 0xFFFF, 2, 2)
    if _has_identifier(kind):
        put_number(sink, F_IDENTIFIER, be16(v, 4), 4, 2)
        if kind == EXTENDED_ECHO or kind == EXTENDED_ECHO_REPLY:
            put_number(sink, F_SEQUENCE, u8(v, 6), 6, 1)
        else:
            put_number(sink, F_SEQUENCE, be16(v, 6), 6, 2)
    if kind == ECHO or kind == ECHO_REPLY:
        if v.size > HEADER:
            put_bytes(sink, F_DATA, v.data + HEADER, v.size - HEADER, HEADER, v.size - HEADER)
    elif (kind == TIMESTAMP or kind == TIMESTAMP_REPLY) and has(v, 8, 12):
        put_number(sink, F_ORIGINATE_TIME, be32(v, 8), 8, 4)
        put_number(sink, F_RECEIVE_TIME, be32(v, 12), 12, 4)
        put_number(sink, F_TRANSMIT_TIME, be32(v, 16), 16, 4)
    elif (kind == ADDRESS_MASK or kind == ADDRESS_MASK_REPLY) and has(v, 8, 4):
        put_number(sink, F_ADDRESS_MASK, be32(v, 8), 8, 4)
    elif kind == ROUTER_ADVERTISEMENT:
        _put_routers(v, sink)
    elif _quotes(kind):
        if kind == REDIRECT:
            put_number(sink, F_GATEWAY, be32(v, 4), 4, 4)
        elif kind == PARAMETER_PROBLEM:
            put_number(sink, F_POINTER, u8(v, 4), 4, 1)
        elif kind == UNREACHABLE and u8(v, 1) == FRAGMENTATION_NEEDED:
            put_number(sink, F_NEXT_HOP_MTU, be16(v, 6), 6, 2)
        put_quoted(sink, v, HEADER, 4)


cdef void _put_routers(View v, Sink* sink) noexcept nogil:
    """The entries of a router advertisement: address, preference, perhaps more (RFC 1256, section 3)."""
    cdef uint32_t count = u8(v, 4)
    cdef uint32_t size = u8(v, 5) * 4
    cdef uint32_t at = HEADER
    put_number(sink, F_ROUTER_LIFETIME, be16(v, 6), 6, 2)
    while count and size >= 4 and has(v, at, size):
        put_number(sink, F_ROUTER, be32(v, at), at, 4)
        at += size
        count -= 1


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
