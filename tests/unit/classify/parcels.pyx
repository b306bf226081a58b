"""Two protocols that ask the application stage for everything there is, for tests.

A *parcel* is a stream of `P`, an action, an address, the size of its content,
and the content: `M` carries it as a message for the protocol of that address, `S` as the next bytes of its stream, `G`
says that as many of them are lost as its size says, `D` carries what it becomes by turning its letters' case, `X` and
`Q` switch, by address or by what the first bytes look like, `B` keeps it in memory of the state's own, `E` empties
that. A *line* ends with a line feed; those that begin with `!` are none.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memchr, memcpy

from netloupe_engine.core.sink cimport Sink, put_bytes, put_number
from netloupe_engine.core.stage cimport (BOTH_WAYS, carry_by_key, carry_gap, carry_stream_by_key, derive, derived_at, read_derived,
                           stage_account, switch_by_key, switch_by_probe)
from netloupe_engine.core.status cimport CERTAIN, GIVE_UP, LIKELY, NEED_MORE_BYTES, REFUTED, Guess
from netloupe_engine.core.view cimport View, part, u8
from netloupe_engine.protocols.twin cimport Twin

cdef enum:
    HEADER = 4
    F_ACTION = 0            # fields of a parcel
    F_MADE = 1
    F_LINE = 0              # of a line
    F_KEY = 1

cdef struct Parcels:
    uint8_t* kept
    uint32_t size

cdef struct Lines:
    uint32_t key            # by which it was opened


cdef void _derive(Sink* sink, View v, uint32_t at) noexcept nogil:
    """Carry the content with the case of its letters turned."""
    cdef uint8_t number = derive(sink, F_MADE, v.size)
    cdef uint8_t buffer = sink.buffer
    cdef int64_t base = sink.base
    cdef View made
    cdef uint32_t i
    if number == 0:
        return
    for i in range(v.size):
        derived_at(sink, number).data[i] = u8(v, i) ^ (0x20 if u8(v, i) >= c"A" else 0)
    made.data, made.size = derived_at(sink, number).data, v.size
    read_derived(sink, number)
    carry_by_key(sink, 0, c"l", made, 0)
    sink.buffer, sink.base = buffer, base


cdef void _keep(Parcels* state, Sink* sink, View v) noexcept nogil:
    cdef uint8_t* room
    if state.kept != NULL or v.size == 0 or not stage_account(sink, v.size):
        return
    room = <uint8_t*>malloc(v.size)
    if room == NULL:
        stage_account(sink, -<int64_t>v.size)
        return
    memcpy(room, v.data, v.size)
    state.kept, state.size = room, v.size


cdef void _act(Parcels* state, Sink* sink, View content, uint8_t action, uint8_t address, uint32_t at) noexcept nogil:
    if action == c"M":
        carry_by_key(sink, 0, address, content, at)
    elif action == c"S":
        carry_stream_by_key(sink, 0, c"l", address, content, at)
    elif action == c"G":
        carry_gap(sink, 0, c"l", address, content.size)
    elif action == c"D":
        _derive(sink, content, at)
    elif action == c"X":
        switch_by_key(sink, 0, address, BOTH_WAYS)
    elif action == c"Q":
        switch_by_probe(sink, 0, BOTH_WAYS)
    elif action == c"B":
        _keep(state, sink, content)
    elif action == c"E":
        free(state.kept)
        stage_account(sink, -<int64_t>state.size)
        state.kept, state.size = NULL, 0


cdef int64_t _parcels(void* memory, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef uint32_t at = 0, size
    while v.size - at >= HEADER:
        size = u8(v, at + 3)
        if u8(v, at) != c"P":
            return GIVE_UP
        if v.size - at - HEADER < size:
            break
        put_number(sink, F_ACTION, u8(v, at + 1), at + 1, 1)
        _act(<Parcels*>memory, sink, part(v, at + HEADER, size), u8(v, at + 1), u8(v, at + 2), at + HEADER)
        at += HEADER + size
        if u8(v, at - HEADER - size + 1) in (c"X", c"Q"):
            break
    return at


cdef int64_t _lines(void* memory, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef Lines* state = <Lines*>memory
    cdef uint32_t at = 0, end
    cdef const uint8_t* found
    while at < v.size:
        if u8(v, at) == c"!":
            return GIVE_UP
        found = <const uint8_t*>memchr(v.data + at, c"\n", v.size - at)
        if found == NULL:
            break
        end = <uint32_t>(found - v.data)
        put_bytes(sink, F_LINE, v.data + at, end - at, at, end - at)
        put_number(sink, F_KEY, state.key, at, 0)
        at = end + 1
    return at


cdef int64_t _gap(void* memory, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    return 0


cdef void _open(void* memory, uint8_t space, uint32_t key, Sink* sink) noexcept nogil:
    (<Lines*>memory).key = key


cdef void _free(void* memory) noexcept nogil:
    free((<Parcels*>memory).kept)


cdef bint _copy(void* to, const void* of) noexcept nogil:
    cdef Parcels* mine = <Parcels*>to
    if mine.kept == NULL:
        return True
    mine.kept = <uint8_t*>malloc(mine.size)
    if mine.kept == NULL:
        mine.size = 0
        return False
    memcpy(mine.kept, (<const Parcels*>of).kept, mine.size)
    return True


cdef Guess _probe_parcels(View v, uint8_t way, bint is_cut) noexcept nogil:
    if u8(v, 0) != c"P":
        return REFUTED
    return NEED_MORE_BYTES if v.size < HEADER else CERTAIN


cdef Guess _probe_lines(View v, uint8_t way, bint is_cut) noexcept nogil:
    return LIKELY if v.size and u8(v, 0) == c"l" else REFUTED


def parcel(uint32_t numbers):
    """The twin of parcels, for a table with these numbers."""
    cdef Twin twin = Twin.__new__(Twin)
    twin.numbers = numbers
    twin.probe_stream, twin.stream, twin.gap = &_probe_parcels, &_parcels, &_gap
    twin.free, twin.copy = &_free, &_copy
    twin.state_size = sizeof(Parcels)
    return twin


def line(uint32_t numbers, bint guesses=False):
    """The twin of lines; with `guesses` they are likely wherever something begins with `l` on their port."""
    cdef Twin twin = Twin.__new__(Twin)
    twin.numbers = numbers
    twin.stream, twin.gap, twin.open = &_lines, &_gap, &_open
    if guesses:
        twin.probe_stream = twin.probe_datagram = &_probe_lines
    twin.state_size = sizeof(Lines)
    return twin
