"""TLS handshake messages one behind the other: a 4-byte header each (RFC 8446 section 4)."""
from libc.stdint cimport int64_t, uint8_t, uint32_t

from ...core.sink cimport Sink
from ...core.status cimport GIVE_UP
from ...core.view cimport View, be24, has, part, u8
from ._handshake cimport HANDSHAKE_MAX, Message, Talk, put_long_message, put_message

cdef enum:
    HEADER = 4


cdef int64_t take_messages(Talk* talk, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef uint32_t at = 0
    cdef Message m
    m.joined, m.header = 0, HEADER
    while has(v, at, HEADER):
        m.kind, m.length, m.at = u8(v, at), be24(v, at + 1), at
        if m.length > HANDSHAKE_MAX:
            put_long_message(sink, m.kind, m.length, at)
            return GIVE_UP
        m.is_cut = not has(v, at + HEADER, m.length)
        if m.is_cut and not sink.is_cut:
            break
        m.body = part(v, at + HEADER, m.length)
        put_message(sink, talk, m, way, now_ns)
        at += HEADER + m.body.size
    return at
