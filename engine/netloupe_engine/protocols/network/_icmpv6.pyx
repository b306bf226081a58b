"""ICMPv6: identifier, neighbour discovery with its options, multicast listeners. Borrows `v` for the call."""
from libc.stdint cimport uint32_t
from libc.string cimport memcpy, memset

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_note, put_number
from ...core.status cimport FINAL, MALFORMED, NOTE_BAD_LENGTH, NOTE_BAD_OPTION, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, has, part, u8
from ..twin cimport Twin
from .quoted cimport put_quoted
from .icmpv6 cimport (F_DATA, F_DNS_SERVER, F_FLAG_AUTONOMOUS, F_FLAG_MANAGED, F_FLAG_ON_LINK, F_FLAG_OTHER,
                      F_FLAG_OVERRIDE, F_FLAG_ROUTER, F_FLAG_SOLICITED, F_GROUP, F_HOP_LIMIT, F_IDENTIFIER, F_LIFETIME,
                      F_LINK_ADDRESS, F_MAX_RESPONSE_TIME, F_MTU, F_OPTION, F_OPTION_DATA, F_OPTION_LENGTH,
                      F_OPTION_TYPE, F_POINTER, F_PREFERENCE, F_PREFERRED_LIFETIME, F_PREFIX, F_PREFIX_LENGTH,
                      F_QUERY_INTERVAL, F_REACHABLE_TIME, F_RECORD, F_RECORD_TYPE, F_REDIRECTED, F_RETRANSMIT_TIME,
                      F_ROBUSTNESS, F_ROUTER_LIFETIME, F_SEARCH_DOMAIN, F_SEQUENCE, F_SOURCE, F_SUPPRESS, F_TARGET,
                      NUMBERS)

cdef enum:
    HEADER = 8
    ADDRESS = 16
    QUERY_V2_HEADER = 28    # a query of this size or more is of version 2 (RFC 3810, section 8.1)
    RECORD_HEADER = 20
    SCALED_MIN = 0x8000     # response codes from here on have mantissa and exponent (RFC 3810, section 5.1.3)
    LABEL_MAX = 63

cdef enum:                  # message types
    TOO_BIG = 2
    PARAMETER_PROBLEM = 4
    INFORMATIONAL = 128     # smaller types are errors
    ECHO = 128
    ECHO_REPLY = 129
    LISTENER_QUERY = 130
    LISTENER_REPORT = 131
    LISTENER_DONE = 132
    ROUTER_SOLICITATION = 133
    ROUTER_ADVERTISEMENT = 134
    NEIGHBOUR_SOLICITATION = 135
    NEIGHBOUR_ADVERTISEMENT = 136
    REDIRECT = 137
    LISTENER_REPORT_V2 = 143
    EXTENDED_ECHO = 160
    EXTENDED_ECHO_REPLY = 161

cdef enum:                  # neighbour discovery options taken apart
    OPTION_SOURCE_LINK = 1
    OPTION_TARGET_LINK = 2
    OPTION_PREFIX = 3
    OPTION_REDIRECTED = 4
    OPTION_MTU = 5
    OPTION_ROUTE = 24
    OPTION_DNS_SERVERS = 25
    OPTION_SEARCH_LIST = 31


cdef inline bint _is_echo(uint32_t kind) noexcept nogil:
    return kind == ECHO or kind == ECHO_REPLY or kind == EXTENDED_ECHO or kind == EXTENDED_ECHO_REPLY


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t kind
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    kind = u8(v, 0)
    step.header = HEADER
    facts.payload_length = facts.network_length - min(facts.network_length, <uint32_t>HEADER)
    if _is_echo(kind):
        facts.identifier = be16(v, 4)
        facts.is_response = kind == ECHO_REPLY or kind == EXTENDED_ECHO_REPLY
    return FINAL


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t kind = u8(v, 0)
    if kind < INFORMATIONAL:
        if kind == TOO_BIG:
            put_number(sink, F_MTU, be32(v, 4), 4, 4)
        elif kind == PARAMETER_PROBLEM:
            put_number(sink, F_POINTER, be32(v, 4), 4, 4)
        put_quoted(sink, v, HEADER, 6)
    elif _is_echo(kind):
        _put_echo(v, kind, sink)
    elif LISTENER_QUERY <= kind <= LISTENER_DONE:
        _put_listener(v, kind, sink)
    elif kind == LISTENER_REPORT_V2:
        _put_records(v, sink)
    elif kind == ROUTER_ADVERTISEMENT:
        _put_router_advertisement(v, sink)
    elif kind == ROUTER_SOLICITATION:
        _put_options(v, HEADER, sink)
    elif NEIGHBOUR_SOLICITATION <= kind <= REDIRECT:
        _put_neighbour(v, kind, sink)


cdef inline void _put_address(Sink* sink, unsigned short local, View v, uint32_t at) noexcept nogil:
    put_bytes(sink, local, v.data + at, ADDRESS, at, ADDRESS)


cdef void _put_echo(View v, uint32_t kind, Sink* sink) noexcept nogil:
    put_number(sink, F_IDENTIFIER, be16(v, 4), 4, 2)
    if kind == EXTENDED_ECHO or kind == EXTENDED_ECHO_REPLY:
        put_number(sink, F_SEQUENCE, u8(v, 6), 6, 1)
        return
    put_number(sink, F_SEQUENCE, be16(v, 6), 6, 2)
    if v.size > HEADER:
        put_bytes(sink, F_DATA, v.data + HEADER, v.size - HEADER, HEADER, v.size - HEADER)


cdef void _put_listener(View v, uint32_t kind, Sink* sink) noexcept nogil:
    """Version 1 messages, and queries of both (RFC 2710, section 3; RFC 3810, section 5.1)."""
    cdef uint32_t code = be16(v, 4)
    if not has(v, HEADER, ADDRESS):
        put_note(sink, NOTE_TRUNCATED)
        return
    if kind == LISTENER_QUERY:
        if v.size >= QUERY_V2_HEADER and code >= SCALED_MIN:
            code = ((code & 0xFFF) | 0x1000) << (((code >> 12) & 7) + 3)
        put_number(sink, F_MAX_RESPONSE_TIME, code, 4, 2)
    _put_address(sink, F_GROUP, v, HEADER)
    if kind == LISTENER_QUERY and v.size >= QUERY_V2_HEADER:
        put_number(sink, F_SUPPRESS, u8(v, 24) >> 3 & 1, 24, 1)
        put_number(sink, F_ROBUSTNESS, u8(v, 24) & 7, 24, 1)
        code = u8(v, 25)
        if code >= 128:
            code = ((code & 15) | 16) << (((code >> 4) & 7) + 3)
        put_number(sink, F_QUERY_INTERVAL, code, 25, 1)
        _put_sources(v, QUERY_V2_HEADER, be16(v, 26), sink)


cdef void _put_sources(View v, uint32_t at, uint32_t count, Sink* sink) noexcept nogil:
    while count and has(v, at, ADDRESS):
        _put_address(sink, F_SOURCE, v, at)
        at += ADDRESS
        count -= 1
    if count:
        put_note(sink, NOTE_BAD_LENGTH)


cdef void _put_records(View v, Sink* sink) noexcept nogil:
    """The group records of a version 2 report (RFC 3810, section 5.2)."""
    cdef uint32_t count = be16(v, 6)
    cdef uint32_t at = HEADER
    cdef uint32_t size
    while count and has(v, at, RECORD_HEADER):
        size = RECORD_HEADER + ADDRESS * be16(v, at + 2) + 4 * u8(v, at + 1)
        open_node(sink, F_RECORD, at, min(size, v.size - at))
        put_number(sink, F_RECORD_TYPE, u8(v, at), at, 1)
        _put_address(sink, F_GROUP, v, at + 4)
        _put_sources(v, at + RECORD_HEADER, be16(v, at + 2), sink)
        close_node(sink)
        if size > v.size - at:
            return
        at += size
        count -= 1
    if count:
        put_note(sink, NOTE_BAD_LENGTH)


cdef void _put_router_advertisement(View v, Sink* sink) noexcept nogil:
    put_number(sink, F_HOP_LIMIT, u8(v, 4), 4, 1)
    put_number(sink, F_FLAG_MANAGED, u8(v, 5) >> 7, 5, 1)
    put_number(sink, F_FLAG_OTHER, u8(v, 5) >> 6 & 1, 5, 1)
    put_number(sink, F_PREFERENCE, u8(v, 5) >> 3 & 3, 5, 1)
    put_number(sink, F_ROUTER_LIFETIME, be16(v, 6), 6, 2)
    if not has(v, 8, 8):
        put_note(sink, NOTE_TRUNCATED)
        return
    put_number(sink, F_REACHABLE_TIME, be32(v, 8), 8, 4)
    put_number(sink, F_RETRANSMIT_TIME, be32(v, 12), 12, 4)
    _put_options(v, 16, sink)


cdef void _put_neighbour(View v, uint32_t kind, Sink* sink) noexcept nogil:
    """Neighbour solicitation, neighbour advertisement, redirect."""
    cdef uint32_t at = HEADER + ADDRESS
    if kind == NEIGHBOUR_ADVERTISEMENT:
        put_number(sink, F_FLAG_ROUTER, u8(v, 4) >> 7, 4, 1)
        put_number(sink, F_FLAG_SOLICITED, u8(v, 4) >> 6 & 1, 4, 1)
        put_number(sink, F_FLAG_OVERRIDE, u8(v, 4) >> 5 & 1, 4, 1)
    if kind == REDIRECT:
        at += ADDRESS
    if v.size < at:
        put_note(sink, NOTE_TRUNCATED)
        return
    _put_address(sink, F_TARGET, v, HEADER)
    if kind == REDIRECT:
        _put_address(sink, F_REDIRECTED, v, HEADER + ADDRESS)
    _put_options(v, at, sink)


cdef void _put_options(View v, uint32_t at, Sink* sink) noexcept nogil:
    """Options from `at` to the end: type, length of the whole in eights of bytes, data (RFC 4861, section 4.6)."""
    cdef uint32_t size
    while has(v, at, 2):
        size = u8(v, at + 1) * 8
        if size == 0 or not has(v, at, size):
            put_number(sink, F_OPTION_TYPE, u8(v, at), at, 1)
            put_note(sink, NOTE_BAD_OPTION)
            return
        open_node(sink, F_OPTION, at, size)
        put_number(sink, F_OPTION_TYPE, u8(v, at), at, 1)
        put_number(sink, F_OPTION_LENGTH, u8(v, at + 1), at + 1, 1)
        _put_option(part(v, 0, at + size), at, sink)
        close_node(sink)
        at += size


cdef void _put_option(View v, uint32_t at, Sink* sink) noexcept nogil:
    """The content of the option from `at` to the end of `v`, eight bytes or more."""
    cdef uint32_t kind = u8(v, at)
    cdef uint32_t size = v.size - at
    if (kind == OPTION_SOURCE_LINK or kind == OPTION_TARGET_LINK) and size == 8:
        put_bytes(sink, F_LINK_ADDRESS, v.data + at + 2, 6, at + 2, 6)
    elif kind == OPTION_PREFIX and size == 32:
        put_number(sink, F_PREFIX_LENGTH, u8(v, at + 2), at + 2, 1)
        put_number(sink, F_FLAG_ON_LINK, u8(v, at + 3) >> 7, at + 3, 1)
        put_number(sink, F_FLAG_AUTONOMOUS, u8(v, at + 3) >> 6 & 1, at + 3, 1)
        put_number(sink, F_LIFETIME, be32(v, at + 4), at + 4, 4)
        put_number(sink, F_PREFERRED_LIFETIME, be32(v, at + 8), at + 8, 4)
        _put_address(sink, F_PREFIX, v, at + 16)
    elif kind == OPTION_REDIRECTED:
        put_quoted(sink, v, at + 8, 6)
    elif kind == OPTION_MTU and size == 8:
        put_number(sink, F_MTU, be32(v, at + 4), at + 4, 4)
    elif kind == OPTION_ROUTE and size <= 24:
        _put_route(v, at, sink)
    elif kind == OPTION_DNS_SERVERS:
        put_number(sink, F_LIFETIME, be32(v, at + 4), at + 4, 4)
        at += 8
        while has(v, at, ADDRESS):
            _put_address(sink, F_DNS_SERVER, v, at)
            at += ADDRESS
    elif kind == OPTION_SEARCH_LIST:
        put_number(sink, F_LIFETIME, be32(v, at + 4), at + 4, 4)
        _put_domains(v, at + 8, sink)
    else:
        put_bytes(sink, F_OPTION_DATA, v.data + at + 2, size - 2, at + 2, size - 2)


cdef void _put_route(View v, uint32_t at, Sink* sink) noexcept nogil:
    """Route information: as many bytes of the prefix as its length needs, 0, 8 or 16 (RFC 4191, section 2.3)."""
    cdef uint32_t size = v.size - at - 8
    cdef unsigned char prefix[ADDRESS]
    put_number(sink, F_PREFIX_LENGTH, u8(v, at + 2), at + 2, 1)
    put_number(sink, F_PREFERENCE, u8(v, at + 3) >> 3 & 3, at + 3, 1)
    put_number(sink, F_LIFETIME, be32(v, at + 4), at + 4, 4)
    memset(prefix, 0, ADDRESS)
    memcpy(prefix, v.data + at + 8, size)
    put_bytes(sink, F_PREFIX, prefix, ADDRESS, at + 8, size)


cdef void _put_domains(View v, uint32_t at, Sink* sink) noexcept nogil:
    """Domain names without compression, one behind the other, filled up with zeros (RFC 8106, section 5.2)."""
    cdef uint32_t start = at
    cdef uint32_t length = 0
    cdef uint32_t label
    while at < v.size:
        label = u8(v, at)
        at += 1
        if label == 0:
            if length == 0:
                return
            put_bytes(sink, F_SEARCH_DOMAIN, sink.scratch, length, start, at - start)
            start, length = at, 0
            continue
        if label > LABEL_MAX or not has(v, at, label) or length + 1 + label > sink.scratch_room:
            break
        if length:
            sink.scratch[length] = c"."
            length += 1
        memcpy(sink.scratch + length, v.data + at, label)
        length += label
        at += label
    put_note(sink, NOTE_BAD_OPTION)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
