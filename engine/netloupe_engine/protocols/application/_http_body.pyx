"""Bounded in memory (CONTENT_MAX) and in what few bytes may become (RATIO_MAX); what is beyond is left out."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcpy

from ...core.libz cimport (INFLATE_BAD, INFLATE_END, INFLATER_BYTES, inflate_some, inflater_copy, inflater_free,
                           inflater_new)
from ...core.sink cimport Sink, put_bytes, put_note, put_number, wants
from ...core.stage cimport derive, derived_at, read_derived, stage_account
from ...core.status cimport NOTE_BAD_VALUE
from ...core.view cimport View, u8
from .http cimport F_BODY, F_CONTENT_SIZE

cdef enum:
    ROOM_FIRST = 4 << 10
    CONTENT_MAX = 192 << 10         # bytes of a content that are kept
    RATIO_MAX = 200                 # bytes that one may become ...
    RATIO_FROM = 32 << 10           # ... looked at from so many on
    ZLIB_METHOD = 8                 # of a zlib header's first byte, lower half

cdef struct Body:
    void* inflater
    uint8_t* bytes
    uint32_t size
    uint32_t room
    uint32_t shown                  # bytes that were put
    uint32_t first_size             # bytes of `first`
    uint64_t taken                  # compressed bytes
    uint8_t[2] first                # of "deflate": they tell whether a header is there
    uint8_t coding
    uint8_t is_over                 # nothing more is gathered
    uint8_t is_partial              # ... though there is more


cdef void body_begin(Body** place, Coding coding, Sink* sink) noexcept nogil:
    cdef Body* body
    body_end(place, sink)
    if not wants(sink, F_BODY) and not wants(sink, F_CONTENT_SIZE) or not stage_account(sink, sizeof(Body)):
        return
    body = place[0] = <Body*>calloc(1, sizeof(Body))
    if body == NULL:
        stage_account(sink, -<int64_t>sizeof(Body))
    else:
        body.coding = coding


cdef void _stop(Body* body) noexcept nogil:
    body.is_over = body.is_partial = True


cdef bint _reserve(Body* body, Sink* sink) noexcept nogil:
    """Room for at least one byte more; False where a limit forbids it."""
    cdef uint32_t room = min(2 * body.room if body.room else <uint32_t>ROOM_FIRST, <uint32_t>CONTENT_MAX)
    cdef void* grown
    if body.size < body.room:
        return True
    if room == body.room or not stage_account(sink, room - body.room):
        return False
    grown = realloc(body.bytes, room)
    if grown == NULL:
        stage_account(sink, -<int64_t>(room - body.room))
        return False
    body.bytes, body.room = <uint8_t*>grown, room
    return True


cdef void _keep(Body* body, const uint8_t* data, uint32_t size, Sink* sink) noexcept nogil:
    """Bytes as they are."""
    cdef uint32_t part
    while size:
        if not _reserve(body, sink):
            _stop(body)
            return
        part = min(size, body.room - body.size)
        memcpy(body.bytes + body.size, data, part)
        body.size += part
        data += part
        size -= part


cdef bint _open(Body* body, bint raw, Sink* sink) noexcept nogil:
    if body.inflater == NULL and stage_account(sink, INFLATER_BYTES):
        body.inflater = inflater_new(raw)
        if body.inflater == NULL:
            stage_account(sink, -<int64_t>INFLATER_BYTES)
    if body.inflater == NULL:
        _stop(body)
    return body.inflater != NULL


cdef void _inflate(Body* body, const uint8_t* data, uint32_t size, Sink* sink) noexcept nogil:
    cdef uint32_t taken = 0, made = 1
    cdef int answer
    # without input, it goes on while the room was what stopped it
    while not body.is_over and (size or body.size == body.room) and made + taken:
        if body.size > RATIO_FROM and body.size // RATIO_MAX > body.taken or not _reserve(body, sink):
            _stop(body)
            return
        answer = inflate_some(body.inflater, data, size, body.bytes + body.size, body.room - body.size, &taken, &made)
        body.size += made
        body.taken += taken
        data += taken
        size -= taken
        if answer == INFLATE_END:
            body.is_over = True
        elif answer == INFLATE_BAD:
            put_note(sink, NOTE_BAD_VALUE)
            _stop(body)


cdef inline bint _has_header(const uint8_t* first) noexcept nogil:
    """Do these two bytes begin zlib's format (RFC 1950 section 2.2)?"""
    return first[0] & 15 == ZLIB_METHOD and (first[0] << 8 | first[1]) % 31 == 0


cdef bint body_is_plain(const Body* body) noexcept nogil:
    return body != NULL and body.size == 0 and body.coding == CODING_NONE


cdef void body_here(const Body* body, View v, uint32_t at, uint32_t size, Sink* sink) noexcept nogil:
    put_number(sink, F_CONTENT_SIZE, size, at + size, 0)
    if size <= CONTENT_MAX:
        put_bytes(sink, F_BODY, v.data + at, size, at, size)


cdef void body_add(Body* body, View piece, Sink* sink) noexcept nogil:
    cdef uint32_t at = 0
    if body == NULL or body.is_over or piece.size == 0:
        return
    if body.coding == CODING_NONE or body.coding == CODING_OTHER:
        _keep(body, piece.data, piece.size, sink)
        return
    if body.inflater == NULL and body.coding == CODING_DEFLATE:
        while body.first_size < 2 and at < piece.size:
            body.first[body.first_size] = u8(piece, at)
            body.first_size += 1
            at += 1
        if body.first_size < 2 or not _open(body, not _has_header(body.first), sink):
            return
        _inflate(body, body.first, 2, sink)
    elif not _open(body, False, sink):
        return
    _inflate(body, piece.data + at, piece.size - at, sink)


cdef void body_put(Body* body, uint32_t at, bint is_over, Sink* sink) noexcept nogil:
    cdef uint8_t buffer, before = sink.buffer
    cdef int64_t base = sink.base
    cdef uint32_t count
    if body == NULL or body.size == body.shown:
        return
    if is_over and not body.is_partial and body.coding != CODING_OTHER:
        put_number(sink, F_CONTENT_SIZE, body.size, at, 0)
    count = body.size - body.shown
    buffer = derive(sink, F_BODY, count) if wants(sink, F_BODY) else 0
    if buffer:
        memcpy(derived_at(sink, buffer).data, body.bytes + body.shown, count)
        read_derived(sink, buffer)
        put_bytes(sink, F_BODY, derived_at(sink, buffer).data, count, 0, count)
        sink.buffer, sink.base = before, base
    body.shown = body.size


cdef void body_free(Body* body) noexcept nogil:
    if body != NULL:
        inflater_free(body.inflater)
        free(body.bytes)
        free(body)


cdef void body_end(Body** place, Sink* sink) noexcept nogil:
    cdef Body* body = place[0]
    if body != NULL:
        stage_account(sink, -<int64_t>(sizeof(Body) + body.room + (INFLATER_BYTES if body.inflater != NULL else 0)))
        body_free(body)
        place[0] = NULL


cdef Body* body_copy(const Body* of) noexcept nogil:
    cdef Body* body = <Body*>malloc(sizeof(Body))
    if body == NULL:
        return NULL
    memcpy(body, of, sizeof(Body))
    body.inflater = inflater_copy(of.inflater) if of.inflater != NULL else NULL
    body.bytes = <uint8_t*>malloc(of.room) if of.room else NULL
    if (of.room and body.bytes == NULL) or (of.inflater != NULL and body.inflater == NULL):
        body_free(body)
        return NULL
    if of.size:
        memcpy(body.bytes, of.bytes, of.size)
    return body
