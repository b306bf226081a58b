"""IPv4: lengths, fragments, options. Borrows `v` for the call; the facts borrow the addresses from it."""
from libc.stdint cimport uint32_t

from ...core.checksum cimport ones_sum
from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_number
from ...core.status cimport (
    FRAGMENT, MALFORMED, NEXT, NOTE_BAD_LENGTH, NOTE_BAD_OPTION, NOTE_BAD_VALUE, NOTE_TRUNCATED, Verdict)
from ...core.view cimport View, be16, be32, part, u8
from ..options cimport OptionFields, option_size, put_options
from ..twin cimport Twin
from .ip cimport (F_CHECKSUM_STATUS, F_OPTION, F_OPTIONS, F_OPTION_ADDRESS, F_OPTION_DATA, F_OPTION_LENGTH,
                  F_OPTION_OVERFLOW, F_OPTION_POINTER, F_OPTION_TIME, F_OPTION_TYPE, F_OPTION_VALUE, NUMBERS)

cdef enum:
    HEADER = 20
    MORE_FRAGMENTS = 0x2000
    OFFSET_MASK = 0x1FFF

cdef enum:                  # option types taken apart
    RECORD_ROUTE = 7
    TIME_STAMPS = 68
    LOOSE_ROUTE = 131
    STREAM_ID = 136
    STRICT_ROUTE = 137
    ROUTER_ALERT = 148


cdef inline Verdict _malformed(Step* step, unsigned char note) noexcept nogil:
    step.note = note
    return MALFORMED


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t header, total, fragment
    if v.size < HEADER:
        return _malformed(step, NOTE_TRUNCATED)
    if u8(v, 0) >> 4 != 4:
        return _malformed(step, NOTE_BAD_VALUE)
    header = (u8(v, 0) & 15) * 4
    total = be16(v, 2)
    if header < HEADER:
        return _malformed(step, NOTE_BAD_LENGTH)
    if header > v.size:
        return _malformed(step, NOTE_TRUNCATED)
    if total == 0:                      # segmentation is left to the network card, which fills it in
        total = v.size + facts.cut
    elif total < header:
        return _malformed(step, NOTE_BAD_LENGTH)
    if total > v.size:
        step.note = NOTE_TRUNCATED
    if header > HEADER and not _options_fit(v, header):
        step.note = NOTE_BAD_OPTION
    step.header = header
    step.extent = total
    step.key = u8(v, 9)
    fragment = be16(v, 6)
    facts.source = v.data + 12
    facts.target = v.data + 16
    facts.family = 4
    facts.protocol = u8(v, 9)
    facts.network_length = total - header
    facts.fragment_id = be16(v, 4)
    facts.fragment_at = (fragment & OFFSET_MASK) * 8
    facts.fragment_more = fragment & MORE_FRAGMENTS != 0
    return FRAGMENT if fragment & (MORE_FRAGMENTS | OFFSET_MASK) else NEXT


cdef bint _options_fit(View v, uint32_t header) noexcept nogil:
    cdef uint32_t at = HEADER
    cdef uint32_t size
    while at < header and u8(v, at):
        size = option_size(v, at, header)
        if size == 0:
            return False
        at += size
    return True


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    put_number(sink, F_CHECKSUM_STATUS, ones_sum(part(v, 0, header)) != 0xFFFF, 10, 2)
    put_options(v, HEADER, header, sink, OptionFields(F_OPTIONS, F_OPTION, F_OPTION_TYPE, F_OPTION_LENGTH),
                &_put_option)


cdef void _put_option(View v, uint32_t at, uint32_t size, Sink* sink) noexcept nogil:
    """The content of the option at [at, at + size), which has a length byte."""
    cdef uint32_t kind = u8(v, at)
    if size >= 3 and (kind == RECORD_ROUTE or kind == LOOSE_ROUTE or kind == STRICT_ROUTE):
        put_number(sink, F_OPTION_POINTER, u8(v, at + 2), at + 2, 1)
        _put_slots(v, at + 3, at + size, True, False, sink)
    elif kind == TIME_STAMPS and size >= 4:
        put_number(sink, F_OPTION_POINTER, u8(v, at + 2), at + 2, 1)
        put_number(sink, F_OPTION_OVERFLOW, u8(v, at + 3) >> 4, at + 3, 1)
        _put_slots(v, at + 4, at + size, u8(v, at + 3) & 15 != 0, True, sink)
    elif size == 4 and (kind == ROUTER_ALERT or kind == STREAM_ID):
        put_number(sink, F_OPTION_VALUE, be16(v, at + 2), at + 2, 2)
    elif size > 2:
        put_bytes(sink, F_OPTION_DATA, v.data + at + 2, size - 2, at + 2, size - 2)


cdef void _put_slots(View v, uint32_t at, uint32_t end, bint addresses, bint times, Sink* sink) noexcept nogil:
    """Four-byte slots: addresses, times, or both by turns."""
    cdef bint is_time = not addresses
    while end - at >= 4:
        put_number(sink, F_OPTION_TIME if is_time else F_OPTION_ADDRESS, be32(v, at), at, 4)
        is_time = times and (not addresses or not is_time)
        at += 4


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
