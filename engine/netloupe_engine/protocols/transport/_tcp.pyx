"""TCP: facts of the header and its options. Borrows `v` for the call.

The packet path reads the options only for what session tracking needs, with one comparison for the layout nearly all
segments have (two fillers and time stamps); `dissect` shows all of them.
"""
from libc.stdint cimport uint8_t, uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_number
from ...core.status cimport (
    FINAL, MALFORMED, NOTE_BAD_LENGTH, NOTE_BAD_OPTION, NOTE_TRUNCATED, Verdict)
from ...core.view cimport View, be16, be32, u8
from ..options cimport OPTION_END, OptionFields, option_size, put_options
from ..twin cimport Twin
from .tcp cimport (F_FAST_OPEN_COOKIE, F_MD5, F_MPTCP_SUBTYPE, F_MSS, F_OPTION, F_OPTIONS, F_OPTION_DATA, F_OPTION_KIND,
                   F_OPTION_LENGTH, F_PAYLOAD_LENGTH, F_SACK_LEFT, F_SACK_RIGHT, F_TIMESTAMP, F_TIMESTAMP_ECHO,
                   F_USER_TIMEOUT, F_WINDOW_SHIFT, NUMBERS)

cdef enum:
    HEADER = 20
    NO_SHIFT = 255
    SHIFT_NONE = 254        # a SYN captured whole that asks for no scale: windows of the connection are not scaled
    SYN = 2
    SHIFT_MAX = 14          # larger ones count as this (RFC 7323, section 2.3)

cdef enum:                  # option kinds
    MSS = 2
    WINDOW_SCALE = 3
    SACK_PERMITTED = 4
    SACK = 5
    TIME_STAMPS = 8
    MD5 = 19
    USER_TIMEOUT = 28
    MULTIPATH = 30
    FAST_OPEN = 34

cdef enum:
    NOP_NOP_TIME_STAMPS = 0x0101080A    # its first four bytes
    NOP_NOP_TIME_STAMPS_SIZE = 12


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t header
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    header = (u8(v, 12) >> 4) * 4
    if header < HEADER or header > facts.network_length:
        step.note = NOTE_BAD_LENGTH
        return MALFORMED
    facts.ports[0] = be16(v, 0)
    facts.ports[1] = be16(v, 2)
    facts.seq = be32(v, 4)
    facts.ack = be32(v, 8)
    facts.tcp_flags = u8(v, 13)
    facts.window = be16(v, 14)
    facts.checksum = be16(v, 16)
    facts.payload_length = facts.network_length - header
    facts.window_shift = NO_SHIFT
    if header > v.size:                 # the capture cut the options; what it left is enough to follow the session
        step.note = NOTE_TRUNCATED
        header = v.size
    elif facts.tcp_flags & SYN:
        facts.window_shift = SHIFT_NONE
    step.header = header
    if header > HEADER and not (header == HEADER + NOP_NOP_TIME_STAMPS_SIZE
                                and be32(v, HEADER) == NOP_NOP_TIME_STAMPS):
        _read_options(v, header, step, facts)
    return FINAL


cdef void _read_options(View v, uint32_t header, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t at = HEADER
    cdef uint32_t kind, size
    while at < header:
        kind = u8(v, at)
        if kind == OPTION_END:
            return
        size = option_size(v, at, header)
        if size == 0:
            if step.note == 0:
                step.note = NOTE_BAD_OPTION
            return
        if kind == MSS and size == 4:
            facts.mss = be16(v, at + 2)
        elif kind == WINDOW_SCALE and size == 3:
            facts.window_shift = min(u8(v, at + 2), <uint8_t>SHIFT_MAX)
        elif kind == SACK_PERMITTED and size == 2:
            facts.sack_permitted = 1
        at += size


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    put_options(v, HEADER, header, sink, OptionFields(F_OPTIONS, F_OPTION, F_OPTION_KIND, F_OPTION_LENGTH),
                &_put_option)
    put_number(sink, F_PAYLOAD_LENGTH, v.size - header, header, v.size - header)


cdef void _put_option(View v, uint32_t at, uint32_t size, Sink* sink) noexcept nogil:
    """The content of the option at [at, at + size), which has a length byte."""
    cdef uint32_t kind = u8(v, at)
    cdef uint32_t end = at + size
    if kind == MSS and size == 4:
        put_number(sink, F_MSS, be16(v, at + 2), at + 2, 2)
    elif kind == WINDOW_SCALE and size == 3:
        put_number(sink, F_WINDOW_SHIFT, u8(v, at + 2), at + 2, 1)
    elif kind == SACK and (size - 2) % 8 == 0:
        at += 2
        while at < end:
            put_number(sink, F_SACK_LEFT, be32(v, at), at, 4)
            put_number(sink, F_SACK_RIGHT, be32(v, at + 4), at + 4, 4)
            at += 8
    elif kind == TIME_STAMPS and size == 10:
        put_number(sink, F_TIMESTAMP, be32(v, at + 2), at + 2, 4)
        put_number(sink, F_TIMESTAMP_ECHO, be32(v, at + 6), at + 6, 4)
    elif kind == MD5 and size == 18:
        put_bytes(sink, F_MD5, v.data + at + 2, 16, at + 2, 16)
    elif kind == USER_TIMEOUT and size == 4:    # the highest bit says minutes (RFC 5482, section 3)
        put_number(sink, F_USER_TIMEOUT, (be16(v, at + 2) & 0x7FFF) * (60 if u8(v, at + 2) >> 7 else 1), at + 2, 2)
    elif kind == FAST_OPEN:
        put_bytes(sink, F_FAST_OPEN_COOKIE, v.data + at + 2, size - 2, at + 2, size - 2)
    elif size > 2:
        if kind == MULTIPATH:
            put_number(sink, F_MPTCP_SUBTYPE, u8(v, at + 2) >> 4, at + 2, 1)
        put_bytes(sink, F_OPTION_DATA, v.data + at + 2, size - 2, at + 2, size - 2)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
