"""The packet an ICMP or ICMPv6 error quotes: addresses, protocol and ports of what went wrong (RFC 792, RFC 4443).

Both tables number the attributes put here first (_quoted_fields.py).
"""
from libc.stdint cimport uint32_t

from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_number
from ...core.view cimport View, be16, be32, has, u8
from .extension_headers cimport FRAGMENT_HEADER, extension_size, is_extension
from ._quoted_fields cimport (F_QUOTED, F_QUOTED_DESTINATION, F_QUOTED_DESTINATION_PORT, F_QUOTED_IDENTIFIER,
                              F_QUOTED_PROTOCOL, F_QUOTED_SEQUENCE, F_QUOTED_SOURCE, F_QUOTED_SOURCE_PORT)

cdef enum:                  # IP protocols whose first bytes are taken apart
    ICMP = 1
    TCP = 6
    UDP = 17
    ICMPV6 = 58
    SCTP = 132
    UDP_LITE = 136


cdef inline void put_quoted(Sink* sink, View v, uint32_t at, uint32_t version) noexcept nogil:
    """The quoted packet from `at` to the end of `v`; of another IP version than the message's own nothing is read."""
    if not has(v, at, 1):
        return
    open_node(sink, F_QUOTED, at, v.size - at)
    if version == u8(v, at) >> 4 == 4 and has(v, at, 20):
        _put_quoted_ip(sink, v, at)
    elif version == u8(v, at) >> 4 == 6 and has(v, at, 40):
        _put_quoted_ipv6(sink, v, at)
    close_node(sink)


cdef inline void _put_quoted_ip(Sink* sink, View v, uint32_t at) noexcept nogil:
    put_number(sink, F_QUOTED_SOURCE, be32(v, at + 12), at + 12, 4)
    put_number(sink, F_QUOTED_DESTINATION, be32(v, at + 16), at + 16, 4)
    put_number(sink, F_QUOTED_PROTOCOL, u8(v, at + 9), at + 9, 1)
    if be16(v, at + 6) & 0x1FFF == 0:           # a later fragment has no ports
        _put_quoted_transport(sink, v, at + (u8(v, at) & 15) * 4, u8(v, at + 9))


cdef inline void _put_quoted_ipv6(Sink* sink, View v, uint32_t at) noexcept nogil:
    cdef uint32_t kind = u8(v, at + 6)
    cdef uint32_t kind_at = at + 6
    cdef uint32_t size
    put_bytes(sink, F_QUOTED_SOURCE, v.data + at + 8, 16, at + 8, 16)
    put_bytes(sink, F_QUOTED_DESTINATION, v.data + at + 24, 16, at + 24, 16)
    at += 40
    while is_extension(kind):
        size = extension_size(v, at, kind)
        if size == 0 or kind == FRAGMENT_HEADER and be16(v, at + 2) & 0xFFF8:
            break
        kind, kind_at = u8(v, at), at
        at += size
    put_number(sink, F_QUOTED_PROTOCOL, kind, kind_at, 1)
    _put_quoted_transport(sink, v, at, kind)


cdef inline void _put_quoted_transport(Sink* sink, View v, uint32_t at, uint32_t protocol) noexcept nogil:
    """At least the first eight bytes are quoted, unless the capture cut them."""
    if not has(v, at, 8):
        return
    if protocol == TCP or protocol == UDP or protocol == SCTP or protocol == UDP_LITE:
        put_number(sink, F_QUOTED_SOURCE_PORT, be16(v, at), at, 2)
        put_number(sink, F_QUOTED_DESTINATION_PORT, be16(v, at + 2), at + 2, 2)
        if protocol == TCP:
            put_number(sink, F_QUOTED_SEQUENCE, be32(v, at + 4), at + 4, 4)
    elif protocol == ICMP and (u8(v, at) == 8 or u8(v, at) == 0) or protocol == ICMPV6 and u8(v, at) >> 1 == 64:
        put_number(sink, F_QUOTED_IDENTIFIER, be16(v, at + 4), at + 4, 2)
