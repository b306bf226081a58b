"""GRE: the fields its flags announce, and the number that tells tunnels apart. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.checksum cimport ones_sum
from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_number
from ...core.status cimport MALFORMED, NEXT, NOTE_BAD_VALUE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, has, u8
from ..twin cimport Twin
from .gre cimport (F_ACKNOWLEDGEMENT, F_CALL, F_CHECKSUM, F_CHECKSUM_STATUS, F_FLOW, F_KEY, F_NETWORK, F_PAYLOAD_LENGTH,
                   F_ROUTE, F_ROUTE_DATA, F_ROUTE_FAMILY, F_ROUTING_OFFSET, F_SEQUENCE, NUMBERS)

cdef enum:
    CHECKSUM = 0x8000
    ROUTING = 0x4000
    KEY = 0x2000
    SEQUENCE = 0x1000
    ACKNOWLEDGEMENT = 0x0080
    VERSION = 0x0007

cdef enum:
    ERSPAN = 1                  # key space, in the order of the table's children
    BRIDGED_ETHERNET = 0x6558
    MIRRORED_2 = 0x88BE         # ERSPAN of types I and II
    MIRRORED_3 = 0x22EB
    NETWORK_MIN = 0x001000      # lower numbers of NVGRE are reserved (RFC 7637, section 3.2)
    ROUTE_HEADER = 4
    ROUTES_MAX = 64


cdef struct Places:             # offsets of optional fields, 0: not there
    uint32_t checksum
    uint32_t key
    uint32_t sequence
    uint32_t acknowledgement
    uint32_t routes
    uint32_t header             # bytes in all; beyond the bytes there are where they are too few


cdef Places _places(View v) noexcept nogil:
    """Where the fields stand; the fixed header is there."""
    cdef Places p
    cdef uint32_t flags = be16(v, 0), _turn
    p.checksum = p.key = p.sequence = p.acknowledgement = p.routes = 0
    p.header = 4
    if flags & (CHECKSUM | ROUTING):
        p.checksum = p.header
        p.header += 4
    if flags & KEY:
        p.key = p.header
        p.header += 4
    if flags & SEQUENCE:
        p.sequence = p.header
        p.header += 4
    if flags & VERSION == 1 and flags & ACKNOWLEDGEMENT:
        p.acknowledgement = p.header
        p.header += 4
    if flags & ROUTING:
        p.routes = p.header
        for _turn in range(ROUTES_MAX):
            if not has(v, p.header, ROUTE_HEADER):
                p.header = v.size + 1
                break
            if be16(v, p.header) == 0 and u8(v, p.header + 3) == 0:
                p.header += ROUTE_HEADER
                break
            p.header += ROUTE_HEADER + u8(v, p.header + 3)
    return p


cdef inline bint _is_nvgre(View v, const Places* p) noexcept nogil:
    return (p.key != 0 and be16(v, 0) & (CHECKSUM | SEQUENCE | ROUTING | VERSION) == 0
            and be16(v, 2) == BRIDGED_ETHERNET and be32(v, p.key) >> 8 >= NETWORK_MIN)


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef Places p
    if v.size < 4:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if be16(v, 0) & VERSION > 1:
        step.note = NOTE_BAD_VALUE
        return MALFORMED
    p = _places(v)
    if p.header > v.size:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = p.header
    step.key = be16(v, 2)
    if step.key == MIRRORED_2 and not p.sequence:
        step.key = BRIDGED_ETHERNET                     # type I has no header of its own
    elif step.key == MIRRORED_2 or step.key == MIRRORED_3:
        step.space, step.key = ERSPAN, 2 if step.key == MIRRORED_2 else 3
    if be16(v, 0) & VERSION == 1:
        if p.key:
            step.extent = p.header + be16(v, p.key)     # calls have a number for each direction: it tells nothing apart
            if step.extent > v.size:
                step.note = NOTE_TRUNCATED
    elif _is_nvgre(v, &p):
        facts.identifier = be32(v, p.key) >> 8
    elif p.key:
        facts.identifier = be32(v, p.key)
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef Places p = _places(v)
    cdef uint32_t flags = be16(v, 0), at, size
    if flags & CHECKSUM:
        put_number(sink, F_CHECKSUM, be16(v, p.checksum), p.checksum, 2)
        put_number(sink, F_CHECKSUM_STATUS, ones_sum(v) != 0xFFFF, p.checksum, 2)
    if flags & ROUTING:
        put_number(sink, F_ROUTING_OFFSET, be16(v, p.checksum + 2), p.checksum + 2, 2)
    if p.key and flags & VERSION == 1:
        put_number(sink, F_PAYLOAD_LENGTH, be16(v, p.key), p.key, 2)
        put_number(sink, F_CALL, be16(v, p.key + 2), p.key + 2, 2)
    elif p.key:
        put_number(sink, F_KEY, be32(v, p.key), p.key, 4)
        if _is_nvgre(v, &p):
            put_number(sink, F_NETWORK, be32(v, p.key) >> 8, p.key, 3)
            put_number(sink, F_FLOW, u8(v, p.key + 3), p.key + 3, 1)
    if p.sequence:
        put_number(sink, F_SEQUENCE, be32(v, p.sequence), p.sequence, 4)
    if p.acknowledgement:
        put_number(sink, F_ACKNOWLEDGEMENT, be32(v, p.acknowledgement), p.acknowledgement, 4)
    at = p.routes
    while at and at + ROUTE_HEADER < header:
        size = min(ROUTE_HEADER + <uint32_t>u8(v, at + 3), header - at)
        open_node(sink, F_ROUTE, at, size)
        put_number(sink, F_ROUTE_FAMILY, be16(v, at), at, 2)
        put_bytes(sink, F_ROUTE_DATA, v.data + at + ROUTE_HEADER, size - ROUTE_HEADER, at + ROUTE_HEADER,
                  size - ROUTE_HEADER)
        close_node(sink)
        at += size


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
