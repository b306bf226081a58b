"""The reading of one message: what instructions know and change."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.sink cimport WANTED_NESTING, Sink, close_node, open_node, put_malformed, put_malformed_at, put_note
from ..core.status cimport NOTE_BAD_LENGTH, NOTE_DEPTH_LIMIT, NOTE_TRUNCATED
from .ops cimport LAYOUT_SOURCES
from .pieces cimport Pieces
from ..core.digest cimport Digest
from .program cimport NO, LayoutState, Program

cdef enum:
    JOINED_MAX = 1100       # bytes of a text that is joined: a domain name in full, or what fits of longer data
    NO_VALUE = 0x80         # with Item.way: the field could not be read; only trees are shown it

cdef enum Outcome:
    RUN_ON = 0
    RUN_STOPPED = 1         # as the layout says
    RUN_CUT = 2             # the capture has no more of the message
    RUN_BAD = 3             # the message is not in order

cdef struct Text:           # what `joined` words have said
    uint8_t* data           # JOINED_MAX bytes
    uint32_t used
    uint8_t glue            # written before the next piece; 0: nothing
    uint8_t between         # what glue is after it
    Digest* digest          # of which only this is wanted; NULL: the text itself

cdef struct Machine:
    const Program* program
    Sink* sink              # NULL: nothing is put
    LayoutState* state      # NULL: nothing is remembered
    Pieces* pieces          # of values that are gathered; NULL: none are
    const uint8_t* data     # the message
    uint32_t size           # bytes of it that are here
    uint32_t at
    uint32_t end            # of what bounds this place
    uint32_t value_at       # the value read last
    uint32_t value_size
    uint32_t depth
    uint64_t total          # bytes of the message
    uint64_t steps          # instructions that may still run
    uint64_t hop            # bytes behind the message to be passed over
    int64_t now_ns
    uint64_t[LAYOUT_SOURCES] registers
    uint8_t way
    uint8_t is_cut          # bytes behind `size` are missing
    uint8_t may_go_on       # what is here may be all, and there may be more of it in what is missing elsewhere
    uint8_t measures        # only the message's size is wanted
    uint8_t guess           # Guess, of a probe
    uint8_t note            # what is not in order
    uint8_t ascii_names     # UTF-8 in domain names is no text
    uint16_t names_from     # offset before which no part of one stands
    Text* text              # being joined; NULL: nobody wants one
    uint32_t carried_key    # what the words said that these bytes carry, first: the key of who reads it ...
    uint32_t carried_at     # ... its bytes
    uint32_t carried_end
    uint8_t carried         # 1 + the key space, 0: they carry nothing
    uint16_t reading        # local number of the field that is being read, of which nothing is put yet; NO
    uint16_t met            # ... of the field that was come to last; NO


cdef inline void _mark(Machine* m, uint8_t note) noexcept nogil:
    """The note is about the field that is being read, if there is one, at the bytes that there are of it."""
    cdef Sink* s = m.sink
    cdef uint32_t count = s.count
    if m.reading != NO and s.wanted[s.fields[m.reading]] & WANTED_NESTING:
        open_node(s, m.reading, m.at, m.end - m.at)
        close_node(s)
    m.reading = NO
    put_note(s, note)
    if s.count > count:
        s.items[count].way |= NO_VALUE


cdef inline Outcome fail(Machine* m, uint8_t note) noexcept nogil:
    """The message is not in order."""
    m.note = note
    if m.sink != NULL:
        _mark(m, note)
        if note != NOTE_DEPTH_LIMIT and m.met != NO:
            put_malformed_at(m.sink, m.met)
        elif note != NOTE_DEPTH_LIMIT:
            put_malformed(m.sink)
    return RUN_BAD


cdef inline Outcome run_out(Machine* m) noexcept nogil:
    """What is to be read goes on behind what bounds it, or behind what was captured."""
    if (m.is_cut or m.may_go_on) and m.end == m.size:
        if m.sink != NULL:
            _mark(m, NOTE_TRUNCATED)
        return RUN_CUT
    return fail(m, NOTE_BAD_LENGTH)
