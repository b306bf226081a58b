"""PPPoE: session or discovery, and the tags of discovery. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_note, put_number
from ...core.status cimport FINAL, MALFORMED, NEXT, NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, has, u8
from ..twin cimport Twin
from .pppoe cimport (F_CONCENTRATOR, F_ERROR, F_PAYLOAD_MAX, F_SERVICE, F_TAG, F_TAG_DATA, F_TAG_LENGTH, F_TAG_TYPE,
                     NUMBERS)

cdef enum:
    HEADER = 6
    TAG_HEADER = 4
    VERSION_AND_TYPE = 0x11

cdef enum:                  # tags taken apart
    SERVICE = 0x0101
    CONCENTRATOR = 0x0102
    PAYLOAD_MAX = 0x0120
    ERROR_FIRST = 0x0201
    ERROR_LAST = 0x0203


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if u8(v, 0) != VERSION_AND_TYPE:
        step.note = NOTE_BAD_VALUE
        return MALFORMED
    step.extent = HEADER + be16(v, 4)
    if step.extent > v.size:
        step.note = NOTE_TRUNCATED
    if u8(v, 1):
        step.header = min(step.extent, v.size)
        return FINAL
    step.header = HEADER
    facts.identifier = be16(v, 2)
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = HEADER, kind, size
    if u8(v, 1) == 0:
        return
    while has(v, at, TAG_HEADER):
        kind, size = be16(v, at), be16(v, at + 2)
        open_node(sink, F_TAG, at, min(TAG_HEADER + size, v.size - at))
        put_number(sink, F_TAG_TYPE, kind, at, 2)
        put_number(sink, F_TAG_LENGTH, size, at + 2, 2)
        at += TAG_HEADER
        if not has(v, at, size):
            put_note(sink, NOTE_BAD_LENGTH)
        elif kind == SERVICE:
            put_bytes(sink, F_SERVICE, v.data + at, size, at, size)
        elif kind == CONCENTRATOR:
            put_bytes(sink, F_CONCENTRATOR, v.data + at, size, at, size)
        elif ERROR_FIRST <= kind <= ERROR_LAST:
            put_bytes(sink, F_ERROR, v.data + at, size, at, size)
        elif kind == PAYLOAD_MAX and size == 2:
            put_number(sink, F_PAYLOAD_MAX, be16(v, at), at, 2)
        elif size:
            put_bytes(sink, F_TAG_DATA, v.data + at, size, at, size)
        close_node(sink)
        if not has(v, at, size):
            return
        at += size


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
