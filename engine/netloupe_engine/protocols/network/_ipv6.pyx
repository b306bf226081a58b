"""IPv6: lengths and extension headers. Borrows `v` for the call; the facts borrow the addresses from it."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_note, put_number
from ...core.status cimport (
    FINAL, FRAGMENT, MALFORMED, NEXT, NOTE_BAD_LENGTH, NOTE_BAD_OPTION, NOTE_BAD_VALUE, NOTE_DEPTH_LIMIT,
    NOTE_TRUNCATED, Verdict)
from ...core.view cimport View, be16, be32, has, part, u8
from ..twin cimport Twin
from .extension_headers cimport (
    DESTINATION_OPTIONS, EXTENSIONS_MAX, FRAGMENT_HEADER, HOP_BY_HOP, NO_NEXT_HEADER, ROUTING,
    extension_size, is_extension)
from .ipv6 cimport (F_AH_CHECK, F_AH_SEQUENCE, F_AH_SPI, F_EXTENSION, F_EXTENSION_COUNT, F_EXTENSION_LENGTH,
                    F_EXTENSION_TYPE, F_FRAGMENT_ID, F_FRAGMENT_MORE, F_FRAGMENT_OFFSET, F_OPTION, F_OPTION_DATA,
                    F_OPTION_HOME_ADDRESS, F_OPTION_JUMBO_LENGTH, F_OPTION_ROUTER_ALERT, F_OPTION_TYPE, F_PROTOCOL,
                    F_ROUTING_ADDRESS, F_ROUTING_SEGMENTS_LEFT, F_ROUTING_TYPE)
from .ipv6 cimport NUMBERS as IPV6_NUMBERS
from .ipv6_extension cimport NUMBERS as IPV6_EXTENSION_NUMBERS

cdef enum:
    HEADER = 40
    ADDRESS = 16
    OFFSET_MASK = 0xFFF8
    MORE = 1
    JUMBO_MAX = 0x7FFFFFFF

cdef enum:                  # options taken apart
    PAD_1 = 0x00
    ROUTER_ALERT = 0x05
    JUMBO = 0xC2
    HOME_ADDRESS = 0xC9

cdef enum:                  # routing headers whose addresses begin behind the first eight bytes
    SOURCE_ROUTE = 0
    MOBILE = 2
    LOW_POWER = 3               # RFC 6554: parts that all addresses share may be left out
    SEGMENT_ROUTING = 4


cdef inline Verdict _malformed(Step* step, unsigned char note) noexcept nogil:
    step.note = note
    return MALFORMED


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t payload, kind
    cdef Verdict verdict = NEXT
    if v.size < HEADER:
        return _malformed(step, NOTE_TRUNCATED)
    if u8(v, 0) >> 4 != 6:
        return _malformed(step, NOTE_BAD_VALUE)
    payload = be16(v, 4)
    kind = u8(v, 6)
    if payload == 0 and kind != NO_NEXT_HEADER:
        payload = _jumbo_length(v)
        if payload == 0:                # segmentation is left to the network card, which fills it in
            payload = v.size - HEADER + facts.cut
    step.extent = HEADER + payload
    if step.extent > v.size:
        step.note = NOTE_TRUNCATED
    facts.source = v.data + 8
    facts.target = v.data + 24
    facts.family = 6
    facts.fragment_id = 0
    facts.fragment_at = 0
    facts.fragment_more = 0
    step.header = HEADER
    step.key = kind
    if is_extension(kind):
        verdict = _walk(part(v, 0, step.extent), step, facts)
        if verdict == MALFORMED:
            if step.note == NOTE_TRUNCATED and step.extent <= v.size:
                step.note = NOTE_BAD_LENGTH     # the bytes were there, the payload length denies them
            return MALFORMED
        _find_ends(part(v, 0, step.header), kind, facts)
    facts.protocol = <unsigned char>step.key
    facts.network_length = payload - (step.header - HEADER)
    return FINAL if step.key == NO_NEXT_HEADER and verdict == NEXT else verdict


cdef Verdict classify_extension(View v, Step* step, Facts* facts) noexcept nogil:
    cdef Verdict verdict
    step.key = facts.protocol
    if not is_extension(step.key):
        return _malformed(step, NOTE_BAD_VALUE)
    verdict = _walk(v, step, facts)
    if verdict == FRAGMENT:             # a fragment inside a datagram of fragments
        return _malformed(step, NOTE_BAD_VALUE)
    if verdict == NEXT:
        facts.protocol = <unsigned char>step.key
        facts.network_length -= min(step.header, facts.network_length)
        if step.key == NO_NEXT_HEADER:
            return FINAL
    return verdict


cdef Verdict _walk(View v, Step* step, Facts* facts) noexcept nogil:
    """Moves step.header and step.key from the first extension header, which they name, to behind the last one."""
    cdef uint32_t size
    cdef uint32_t count = 0
    while is_extension(step.key):
        if count == EXTENSIONS_MAX:
            return _malformed(step, NOTE_DEPTH_LIMIT)
        size = extension_size(v, step.header, step.key)
        if size == 0:
            return _malformed(step, NOTE_TRUNCATED)
        if step.key == FRAGMENT_HEADER and be16(v, step.header + 2) & (OFFSET_MASK | MORE):
            facts.fragment_id = be32(v, step.header + 4)
            facts.fragment_at = be16(v, step.header + 2) & OFFSET_MASK
            facts.fragment_more = be16(v, step.header + 2) & MORE
            step.key = u8(v, step.header)
            step.header += size
            return FRAGMENT
        step.key = u8(v, step.header)
        step.header += size
        count += 1
    return NEXT


cdef void _find_ends(View v, uint32_t kind, Facts* facts) noexcept nogil:
    """Who talks with whom where addresses of the way stand in the header: the ends of the pseudo header, which are the
    same in both directions (RFC 8200, section 8.1; RFC 6275, section 11.3). `v` ends behind the last extension header,
    the first of which is `kind`."""
    cdef uint32_t at = HEADER
    cdef uint32_t final, size
    while is_extension(kind):
        size = extension_size(v, at, kind)
        if size == 0 or kind == FRAGMENT_HEADER:
            return                      # what follows may be in another fragment
        if kind == ROUTING and u8(v, at + 3):
            final = _final_address(v, at)
            if final:
                facts.target = v.data + final
        elif kind == DESTINATION_OPTIONS:
            final = _find_option(v, at, HOME_ADDRESS, ADDRESS)
            if final:
                facts.source = v.data + final
        kind = u8(v, at)
        at += size


cdef uint32_t _final_address(View v, uint32_t at) noexcept nogil:
    """Where the address stands that the routing header at `at` leads to in the end; 0 where it does not say."""
    cdef uint32_t count = (extension_size(v, at, ROUTING) - 8) // ADDRESS
    cdef uint32_t kind = u8(v, at + 2)
    if count == 0:
        return 0
    if kind == SEGMENT_ROUTING:         # the list is backwards (RFC 8754, section 2)
        return at + 8
    if kind == SOURCE_ROUTE or kind == MOBILE or kind == LOW_POWER and be32(v, at + 4) == 0:    # nothing left out
        return at + 8 + (count - 1) * ADDRESS
    return 0


cdef uint32_t _find_option(View v, uint32_t at, uint32_t wanted, uint32_t length) noexcept nogil:
    """Where the data stands of the option `wanted`, `length` bytes of it, of the options header at `at`; 0: none."""
    cdef uint32_t end = at + extension_size(v, at, DESTINATION_OPTIONS)
    at += 2
    while at + 2 <= end:
        if u8(v, at) == PAD_1:
            at += 1
            continue
        if u8(v, at) == wanted and u8(v, at + 1) == length and at + 2 + length <= end:
            return at + 2
        at += 2 + u8(v, at + 1)
    return 0


cdef uint32_t _jumbo_length(View v) noexcept nogil:
    """The payload length a hop-by-hop option gives (RFC 2675), 0 if none does."""
    cdef uint32_t at = _find_option(v, HEADER, JUMBO, 4) if u8(v, 6) == HOP_BY_HOP else 0
    return min(be32(v, at), <uint32_t>JUMBO_MAX) if at else 0


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = HEADER
    cdef uint32_t kind = u8(v, 6)
    cdef uint32_t kind_at = 6           # where the number was that says so
    cdef uint32_t count = 0
    cdef uint32_t size
    while at < header and is_extension(kind):
        size = extension_size(v, at, kind)
        if size == 0:
            break
        open_node(sink, F_EXTENSION, at, size)
        put_number(sink, F_EXTENSION_TYPE, kind, kind_at, 1)
        put_number(sink, F_EXTENSION_LENGTH, size, at + 1, 1)
        _put_extension(part(v, 0, at + size), at, kind, sink)
        close_node(sink)
        kind, kind_at = u8(v, at), at
        at += size
        count += 1
    put_number(sink, F_PROTOCOL, kind, kind_at, 1)
    if count:
        put_number(sink, F_EXTENSION_COUNT, count, HEADER, at - HEADER)


cdef void _put_extension(View v, uint32_t at, uint32_t kind, Sink* sink) noexcept nogil:
    """The content of the extension header from `at` to the end of `v`, eight bytes or more."""
    if kind == HOP_BY_HOP or kind == DESTINATION_OPTIONS:
        _put_options(v, at + 2, sink)
    elif kind == ROUTING:
        _put_routing(v, at, sink)
    elif kind == FRAGMENT_HEADER:
        put_number(sink, F_FRAGMENT_OFFSET, be16(v, at + 2) & OFFSET_MASK, at + 2, 2)
        put_number(sink, F_FRAGMENT_MORE, be16(v, at + 2) & MORE, at + 3, 1)
        put_number(sink, F_FRAGMENT_ID, be32(v, at + 4), at + 4, 4)
    elif has(v, at, 12):
        put_number(sink, F_AH_SPI, be32(v, at + 4), at + 4, 4)
        put_number(sink, F_AH_SEQUENCE, be32(v, at + 8), at + 8, 4)
        put_bytes(sink, F_AH_CHECK, v.data + at + 12, v.size - at - 12, at + 12, v.size - at - 12)


cdef void _put_routing(View v, uint32_t at, Sink* sink) noexcept nogil:
    cdef uint32_t kind = u8(v, at + 2)
    cdef uint32_t count = (v.size - at - 8) // ADDRESS
    put_number(sink, F_ROUTING_TYPE, kind, at + 2, 1)
    put_number(sink, F_ROUTING_SEGMENTS_LEFT, u8(v, at + 3), at + 3, 1)
    if kind == SEGMENT_ROUTING:
        count = min(count, <uint32_t>u8(v, at + 4) + 1)     # index of the last segment; TLVs follow
    elif kind != SOURCE_ROUTE and kind != MOBILE:
        return
    at += 8
    for _ in range(count):
        put_bytes(sink, F_ROUTING_ADDRESS, v.data + at, ADDRESS, at, ADDRESS)
        at += ADDRESS


cdef void _put_options(View v, uint32_t at, Sink* sink) noexcept nogil:
    """The options from `at` to the end of `v`. Type, length of the data, data; type 0 is one byte alone."""
    cdef uint32_t size, kind
    while at < v.size:
        kind = u8(v, at)
        size = 1 if kind == PAD_1 else 2 + u8(v, at + 1) if has(v, at, 2) else 2
        if not has(v, at, size):
            put_number(sink, F_OPTION_TYPE, kind, at, 1)
            put_note(sink, NOTE_BAD_OPTION)
            return
        open_node(sink, F_OPTION, at, size)
        put_number(sink, F_OPTION_TYPE, kind, at, 1)
        if kind == ROUTER_ALERT and size == 4:
            put_number(sink, F_OPTION_ROUTER_ALERT, be16(v, at + 2), at + 2, 2)
        elif kind == JUMBO and size == 6:
            put_number(sink, F_OPTION_JUMBO_LENGTH, be32(v, at + 2), at + 2, 4)
        elif kind == HOME_ADDRESS and size == 2 + ADDRESS:
            put_bytes(sink, F_OPTION_HOME_ADDRESS, v.data + at + 2, ADDRESS, at + 2, ADDRESS)
        elif size > 2:
            put_bytes(sink, F_OPTION_DATA, v.data + at + 2, size - 2, at + 2, size - 2)
        close_node(sink)
        at += size


cdef Twin _ipv6 = Twin.__new__(Twin)
_ipv6.numbers = IPV6_NUMBERS
_ipv6.classify = &classify
_ipv6.dissect = &dissect

cdef Twin _ipv6_extension = Twin.__new__(Twin)
_ipv6_extension.numbers = IPV6_EXTENSION_NUMBERS
_ipv6_extension.classify = &classify_extension

TWIN = {"ipv6": _ipv6, "ipv6_extension": _ipv6_extension}
