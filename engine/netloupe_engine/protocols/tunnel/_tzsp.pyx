"""TZSP: tags up to the one that ends them. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_number
from ...core.status cimport FINAL, MALFORMED, NEXT, NOT_MINE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, has, u8
from ..twin cimport Twin
from .tzsp cimport F_TAG, F_TAG_DATA, F_TAG_TYPE, NUMBERS

cdef enum:
    HEADER = 4
    VERSION = 1
    LAST_TYPE = 5
    CARRYING_TYPES = 2      # received, to transmit
    PADDING = 0
    END = 1


cdef inline uint32_t _tag_size(View v, uint32_t at) noexcept nogil:
    """Bytes of the tag at `at`, 0 where it does not fit."""
    if not has(v, at, 1):
        return 0
    if u8(v, at) <= END:
        return 1
    return 2 + u8(v, at + 1) if has(v, at, 2) and has(v, at, 2 + u8(v, at + 1)) else 0


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t at = HEADER, size
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if u8(v, 0) != VERSION or u8(v, 1) > LAST_TYPE:
        return NOT_MINE
    step.header = HEADER
    if u8(v, 1) >= CARRYING_TYPES:
        return FINAL
    while True:
        size = _tag_size(v, at)
        if size == 0:
            step.note = NOTE_TRUNCATED
            return MALFORMED
        at += size
        if u8(v, at - size) == END:
            break
    step.header, step.key = at, be16(v, 2)
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = HEADER, size
    while at < header:
        size = _tag_size(v, at)
        if size == 0:
            return
        open_node(sink, F_TAG, at, size)
        put_number(sink, F_TAG_TYPE, u8(v, at), at, 1)
        if size > 2:
            put_bytes(sink, F_TAG_DATA, v.data + at + 2, size - 2, at + 2, size - 2)
        close_node(sink)
        at += size


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
