"""Options as IPv4 (RFC 791, section 3.1) and TCP (RFC 9293, section 3.1) have them.

Kind 0 ends the list and kind 1 fills it up, one byte each; all others are kind, length of the whole option, data.
"""
from libc.stdint cimport uint16_t, uint32_t

from ..core.sink cimport Sink, close_node, open_node, put_note, put_number
from ..core.status cimport NOTE_BAD_OPTION
from ..core.view cimport View

cdef enum:
    OPTION_END = 0
    OPTION_NOP = 1


cdef inline uint32_t option_size(View v, uint32_t at, uint32_t end) noexcept nogil:
    """Bytes of the option at `at` < `end` <= v.size; 0 where its length is impossible."""
    cdef uint32_t size
    if v.data[at] <= OPTION_NOP:
        return 1
    if end - at < 2:
        return 0
    size = v.data[at + 1]
    return size if 2 <= size <= end - at else 0


cdef struct OptionFields:
    uint16_t options            # local numbers of the table: the list, one of it, its kind and its length
    uint16_t option
    uint16_t kind
    uint16_t length


# Puts what the option at `at`, of `size` bytes with kind and length, contains.
ctypedef void (*PutOption)(View v, uint32_t at, uint32_t size, Sink* sink) noexcept nogil


cdef inline void put_options(View v, uint32_t at, uint32_t end, Sink* sink, OptionFields fields,
                             PutOption put_content) noexcept nogil:
    """The tree of the options in [at, end), end <= v.size. What follows an impossible length is not read."""
    cdef uint32_t size
    if at == end:
        return
    open_node(sink, fields.options, at, end - at)
    while at < end:
        size = option_size(v, at, end)
        open_node(sink, fields.option, at, size or end - at)
        put_number(sink, fields.kind, v.data[at], at, 1)
        if size > 1:
            put_number(sink, fields.length, size, at + 1, 1)
            put_content(v, at, size, sink)
        elif size == 0:
            put_note(sink, NOTE_BAD_OPTION)
        close_node(sink)
        if size == 0 or v.data[at] == OPTION_END:
            break
        at += size
    close_node(sink)
