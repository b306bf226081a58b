"""Radiotap: fields in the order of their bits, each aligned to its size. Borrows `v` for the call."""
from libc.stdint cimport int8_t, int64_t, uint8_t, uint32_t, uint64_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport MALFORMED, NEXT, NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, has, le16, le32, le64, u8
from ..twin cimport Twin
from .radiotap cimport F_ANTENNA, F_FLAGS, F_FREQUENCY, F_NOISE, F_RATE, F_SIGNAL, F_TIME, NUMBERS

cdef enum:
    HEADER = 8
    MORE = 31                   # bit that says another word of bits follows
    WITH_CHECKSUM = 0x10
    CHECKSUM = 4                # bytes behind the frame
    WLAN = 105                  # link type

cdef enum:                      # bits of the first word
    TIME = 0
    FLAGS = 1
    RATE = 2
    CHANNEL = 3
    SIGNAL = 5
    NOISE = 6
    ANTENNA = 11
    FIELDS = 12                 # that are looked for

cdef uint8_t[FIELDS] SIZES = [8, 1, 1, 4, 2, 1, 1, 2, 2, 2, 1, 1]
cdef uint8_t[FIELDS] ALIGNMENTS = [8, 1, 1, 2, 2, 1, 1, 2, 2, 2, 1, 1]


cdef void _places(View v, uint32_t length, uint32_t* places) noexcept nogil:
    """Where the fields stand, 0: nowhere. `length` bytes of header are there."""
    cdef uint32_t present = le32(v, 4), at = HEADER, i, word = present
    for i in range(FIELDS):
        places[i] = 0
    while word >> MORE:
        if at + 4 > length:
            return
        word = le32(v, at)
        at += 4
    for i in range(FIELDS):
        if present >> i & 1:
            at = (at + ALIGNMENTS[i] - 1) & ~(<uint32_t>ALIGNMENTS[i] - 1)
            if at + SIZES[i] > length:
                return
            places[i] = at
            at += SIZES[i]


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t length
    cdef uint32_t places[FIELDS]
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    length = le16(v, 2)
    if u8(v, 0) or length < HEADER:
        step.note = NOTE_BAD_VALUE if u8(v, 0) else NOTE_BAD_LENGTH
        return MALFORMED
    if not has(v, 0, length):
        step.note = NOTE_TRUNCATED
        return MALFORMED
    _places(v, length, places)
    step.header = length
    if places[FLAGS] and u8(v, places[FLAGS]) & WITH_CHECKSUM and v.size + facts.cut >= length + CHECKSUM:
        step.extent = v.size + facts.cut - CHECKSUM
    step.key = WLAN
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t places[FIELDS]
    _places(v, header, places)
    if places[TIME]:
        put_number(sink, F_TIME, le64(v, places[TIME]), places[TIME], 8)
    if places[FLAGS]:
        put_number(sink, F_FLAGS, u8(v, places[FLAGS]), places[FLAGS], 1)
    if places[RATE]:
        put_number(sink, F_RATE, u8(v, places[RATE]), places[RATE], 1)
    if places[CHANNEL]:
        put_number(sink, F_FREQUENCY, le16(v, places[CHANNEL]), places[CHANNEL], 2)
    if places[SIGNAL]:
        put_number(sink, F_SIGNAL, <uint64_t><int64_t><int8_t>u8(v, places[SIGNAL]), places[SIGNAL], 1)
    if places[NOISE]:
        put_number(sink, F_NOISE, <uint64_t><int64_t><int8_t>u8(v, places[NOISE]), places[NOISE], 1)
    if places[ANTENNA]:
        put_number(sink, F_ANTENNA, u8(v, places[ANTENNA]), places[ANTENNA], 1)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
