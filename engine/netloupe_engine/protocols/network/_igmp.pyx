"""IGMP: version, queries, group records. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.checksum cimport ones_sum
from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_note, put_number
from ...core.status cimport FINAL, MALFORMED, NOTE_BAD_LENGTH, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, has, u8
from ..twin cimport Twin
from .igmp cimport (F_CHECKSUM_STATUS, F_GROUP, F_MAX_RESPONSE_TIME, F_QUERY_INTERVAL, F_RECORD, F_RECORD_GROUP,
                    F_RECORD_TYPE, F_ROBUSTNESS, F_SOURCE, F_SUPPRESS, F_VERSION, NUMBERS)

cdef enum:
    HEADER = 8
    QUERY_V3_HEADER = 12    # a query of this size or more is of version 3 (RFC 3376, section 7.1)
    RECORD_HEADER = 8

cdef enum:                  # message types
    QUERY = 0x11
    REPORT_V1 = 0x12
    REPORT_V2 = 0x16
    LEAVE = 0x17
    REPORT_V3 = 0x22


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = HEADER
    facts.payload_length = facts.network_length - min(facts.network_length, <uint32_t>HEADER)
    return FINAL


cdef inline uint32_t _scaled(uint32_t code) noexcept nogil:
    """A number of eight bits, from 128 on with mantissa and exponent (RFC 3376, section 4.1.1)."""
    return code if code < 128 else ((code & 15) | 16) << (((code >> 4) & 7) + 3)


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t kind = u8(v, 0)
    put_number(sink, F_CHECKSUM_STATUS, ones_sum(v) != 0xFFFF, 2, 2)
    if kind == REPORT_V3:
        put_number(sink, F_VERSION, 3, 0, 1)
        _put_records(v, sink)
    elif kind == QUERY:
        _put_query(v, sink)
    elif kind == REPORT_V1 or kind == REPORT_V2 or kind == LEAVE:
        put_number(sink, F_VERSION, 1 if kind == REPORT_V1 else 2, 0, 1)
        put_number(sink, F_GROUP, be32(v, 4), 4, 4)


cdef void _put_query(View v, Sink* sink) noexcept nogil:
    cdef uint32_t version = 3 if v.size >= QUERY_V3_HEADER else 2 if u8(v, 1) else 1
    put_number(sink, F_VERSION, version, 0, 1)
    if version > 1:
        put_number(sink, F_MAX_RESPONSE_TIME, _scaled(u8(v, 1)) if version == 3 else u8(v, 1), 1, 1)
    put_number(sink, F_GROUP, be32(v, 4), 4, 4)
    if version == 3:
        put_number(sink, F_SUPPRESS, u8(v, 8) >> 3 & 1, 8, 1)
        put_number(sink, F_ROBUSTNESS, u8(v, 8) & 7, 8, 1)
        put_number(sink, F_QUERY_INTERVAL, _scaled(u8(v, 9)), 9, 1)
        _put_sources(v, QUERY_V3_HEADER, be16(v, 10), sink)


cdef void _put_sources(View v, uint32_t at, uint32_t count, Sink* sink) noexcept nogil:
    while count and has(v, at, 4):
        put_number(sink, F_SOURCE, be32(v, at), at, 4)
        at += 4
        count -= 1
    if count:
        put_note(sink, NOTE_BAD_LENGTH)


cdef void _put_records(View v, Sink* sink) noexcept nogil:
    """The group records of a version 3 report (RFC 3376, section 4.2)."""
    cdef uint32_t count = be16(v, 6)
    cdef uint32_t at = HEADER
    cdef uint32_t size
    while count and has(v, at, RECORD_HEADER):
        size = RECORD_HEADER + 4 * (<uint32_t>be16(v, at + 2) + u8(v, at + 1))
        open_node(sink, F_RECORD, at, min(size, v.size - at))
        put_number(sink, F_RECORD_TYPE, u8(v, at), at, 1)
        put_number(sink, F_RECORD_GROUP, be32(v, at + 4), at + 4, 4)
        _put_sources(v, at + RECORD_HEADER, be16(v, at + 2), sink)
        close_node(sink)
        if size > v.size - at:
            return
        at += size
        count -= 1
    if count:
        put_note(sink, NOTE_BAD_LENGTH)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
