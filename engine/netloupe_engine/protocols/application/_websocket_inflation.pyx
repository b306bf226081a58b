"""One inflater for all messages of a direction is right whether or not its sender forgets between them: who forgets
refers to nothing before the message. Bounded in what few bytes may become (RATIO_MAX), of a message and of
all, since many small ones cost what a large one does, and in all of a delivery (ROOM).
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ...core.libz cimport (INFLATE_BAD, INFLATE_END, INFLATER_BYTES, inflate_some, inflater_free, inflater_new)
from ...core.sink cimport Sink, put_note
from ...core.stage cimport derive, derived_at, stage_account
from ...core.status cimport NOTE_BAD_VALUE, NOTE_BUFFER_LIMIT
from ...core.view cimport View

cdef enum:
    ROOM = 96 << 10         # bytes that the frames of one delivery become
    RATIO_MAX = 200         # bytes that one may become ...
    RATIO_FROM = 32 << 10   # ... looked at from so many on in a message ...
    ALL_FROM = 1 << 20      # ... and from so many on in a direction
    TAIL = 4                # bytes that a sender leaves out at a message's end

cdef const uint8_t* LEFT_OUT = b"\0\0\xff\xff"


cdef void inflation_begin(Inflation* z, Sink* sink) noexcept nogil:
    if (z.is_over or z.is_lost) and z.inflater != NULL:
        inflater_free(z.inflater)
        z.inflater = NULL
        stage_account(sink, -<int64_t>INFLATER_BYTES)
    z.all_taken += z.taken
    z.all_made += z.made
    z.taken = z.made = 0
    z.is_over = z.is_lost = False


cdef void inflation_lose(Inflation* z) noexcept nogil:
    z.is_lost = z.has_lost = True


cdef inline bint _is_too_much(uint64_t taken, uint64_t made, uint64_t since) noexcept nogil:
    return made > since and made // RATIO_MAX > taken


cdef bint _inflate(Inflation* z, const uint8_t* data, uint32_t size, uint8_t* out, uint32_t* used,
                   Sink* sink) noexcept nogil:
    """False where it cannot go on."""
    cdef uint32_t taken = 0, made = 1
    cdef int answer
    # without input, it goes on while the room was what stopped it
    while not z.is_over and (size or used[0] == ROOM) and taken + made:
        if used[0] == ROOM or _is_too_much(z.taken, z.made, RATIO_FROM) or _is_too_much(
                z.all_taken + z.taken, z.all_made + z.made, ALL_FROM):
            put_note(sink, NOTE_BUFFER_LIMIT)
            return False
        answer = inflate_some(z.inflater, data, size, out + used[0], ROOM - used[0], &taken, &made)
        if answer == INFLATE_BAD:
            if not z.has_lost:          # or it refers to what was not seen
                put_note(sink, NOTE_BAD_VALUE)
            return False
        used[0] += made
        z.made += made
        z.taken += taken
        data += taken
        size -= taken
        z.is_over = answer == INFLATE_END
    return True


cdef bint _open(Inflation* z, Sink* sink) noexcept nogil:
    if z.inflater == NULL and stage_account(sink, INFLATER_BYTES):
        z.inflater = inflater_new(True)
        if z.inflater == NULL:
            stage_account(sink, -<int64_t>INFLATER_BYTES)
    return z.inflater != NULL


cdef bint inflate_frame(Inflation* z, View v, bint is_last, uint16_t local, Room* room, Sink* sink,
                        View* made) noexcept nogil:
    cdef uint32_t begin = room.used
    cdef bint known = not z.is_lost
    if known and room.buffer == 0:
        room.buffer = derive(sink, local, ROOM)
    if known and (room.buffer == 0 or not _open(z, sink)):
        put_note(sink, NOTE_BUFFER_LIMIT)
        known = False
    if known:
        made.data = derived_at(sink, room.buffer).data + begin
        known = _inflate(z, v.data, v.size, derived_at(sink, room.buffer).data, &room.used, sink)
    if known and is_last:
        known = _inflate(z, LEFT_OUT, TAIL, derived_at(sink, room.buffer).data, &room.used, sink)
    if not known:
        inflation_lose(z)
        room.used = begin
        return False
    made.size = room.used - begin
    return True
