"""CAPWAP: header, and the frames of its data channel. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport FINAL, MALFORMED, NEXT, NOT_MINE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, has, u8
from ..twin cimport Twin
from .capwap cimport (F_BINDING, F_FLAG_FRAGMENT, F_FLAG_KEEP_ALIVE, F_FLAG_LAST, F_FLAG_NATIVE, F_HEADER_LENGTH,
                      F_MESSAGE, F_RADIO, F_SEQUENCE, NUMBERS)

cdef enum:
    SMALLEST = 8
    CONTROL_HEADER = 8
    MESSAGES = 26           # kinds of control messages
    DTLS = 1                # first byte
    DATA_PORT = 5247
    WIRELESS_LAN = 1        # binding

cdef enum:                  # bits of the first word
    NATIVE = 0x100
    FRAGMENT = 0x80
    LAST = 0x40
    WIRELESS = 0x20         # something said about the radio follows the fixed part ...
    MAC = 0x10              # ... and before that its address
    KEEP_ALIVE = 0x08
    RESERVED = 0x07

cdef enum:                  # keys of frames
    ETHERNET = 0
    WLAN = 1


cdef uint32_t _header_size(View v, uint32_t word) noexcept nogil:
    """By what there is in it: each optional part has its size in front and ends with a whole word (RFC 5415, 4.3)."""
    cdef uint32_t size = SMALLEST
    if word & MAC:
        size += (u8(v, size) + 4) & ~<uint32_t>3 if has(v, size, 1) else 0
    if word & WIRELESS:
        size += (u8(v, size) + 4) & ~<uint32_t>3 if has(v, size, 1) else 0
    return size


cdef bint _is_control(View v, uint32_t at, uint32_t cut) noexcept nogil:
    """Does a control message stand here: a number of ours or of somebody's, flags of none, and a size, which is counted
    from its own place on or from behind the flags (RFC 5415, 4.5.1)?"""
    cdef uint32_t left = v.size + cut - at
    return has(v, at, CONTROL_HEADER) and u8(v, at + 7) == 0 and (
        be32(v, at) >> 8 or 0 < be32(v, at) <= MESSAGES) and left - CONTROL_HEADER <= be16(v, at + 5) <= left - 5


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t word, header
    if v.size < 4:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    word = be32(v, 0)
    if word >> 24 == DTLS:
        step.header = 4
        return FINAL if word & 0xFFFFFF == 0 and v.size > 4 else NOT_MINE
    header = (word >> 19 & 0x1F) * 4
    if word >> 24 or word & RESERVED or header < SMALLEST:
        return NOT_MINE
    if not has(v, 0, header):
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if header != _header_size(v, word) or be32(v, 4) & RESERVED:
        return NOT_MINE
    step.header = header
    if (not word & (FRAGMENT | KEEP_ALIVE) and facts.ports[0] != DATA_PORT and facts.ports[1] != DATA_PORT
            and not facts.cut and not _is_control(v, header, facts.cut)):
        return NOT_MINE
    if word & (FRAGMENT | KEEP_ALIVE) or facts.ports[0] != DATA_PORT and facts.ports[1] != DATA_PORT:
        return FINAL
    step.key = ETHERNET
    if word & NATIVE:
        # Some access points swap the first two bytes: their frames stay unread.
        if word >> 9 & 0x1F != WIRELESS_LAN or not has(v, header, 2) or u8(v, header) & 3:
            return FINAL
        step.key = WLAN
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t word = be32(v, 0)
    if word >> 24 == DTLS:
        return
    put_number(sink, F_HEADER_LENGTH, header, 1, 1)
    put_number(sink, F_RADIO, word >> 14 & 0x1F, 1, 2)
    put_number(sink, F_BINDING, word >> 9 & 0x1F, 2, 1)
    put_number(sink, F_FLAG_NATIVE, word & NATIVE != 0, 2, 1)
    put_number(sink, F_FLAG_FRAGMENT, word & FRAGMENT != 0, 3, 1)
    put_number(sink, F_FLAG_LAST, word & LAST != 0, 3, 1)
    put_number(sink, F_FLAG_KEEP_ALIVE, word & KEEP_ALIVE != 0, 3, 1)
    if not word & (FRAGMENT | KEEP_ALIVE | NATIVE) and has(v, header, 8) and be32(v, header) - 1 < MESSAGES:
        put_number(sink, F_MESSAGE, be32(v, header), header, 4)
        put_number(sink, F_SEQUENCE, u8(v, header + 4), header + 4, 1)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
