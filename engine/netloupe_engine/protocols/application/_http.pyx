"""HTTP/1.x out of a TCP stream (RFC 9112): where messages begin and end, pipelined or not. Bodies are hopped over.

A head is read once it is complete; until then its bytes stay in the caller's buffer. Of a head that the capture cut the
complete lines are read, and one that is too long to keep is read line by line. After a loss, reading goes on at the
next line that can only be the first of a message.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memset

from ...core.sink cimport Sink, put_bytes, put_note, put_number
from ...core.stage cimport BOTH_WAYS, switch_by_key, switch_by_probe, wake_other_way
from ...core.status cimport (
    CERTAIN, DONE, GIVE_UP, LIKELY, NEED_MORE_BYTES, NOTE_BAD_VALUE, NOTE_BUFFER_LIMIT, NOTE_TRUNCATED, REFUTED, Guess)
from ...core.view cimport View, part, rest, u8
from ..twin cimport Twin
from ._span cimport Span
from ._http_body cimport (Body, Coding, body_add, body_begin, body_copy, body_end, body_free, body_here,
                          body_is_plain, body_put)
from ._http_head cimport (HEAD_MAX, Head, could_start, find_end, find_line, is_known_method, is_method, put_cut_start,
                          put_fields, put_head, put_start, read_start, trim_line)
from ._subprotocol cimport tell_subprotocol
from .http cimport F_BODY_SIZE, F_UPGRADE, NUMBERS

cdef enum:
    CHUNK_LINE_MAX = 8 << 10        # bytes of a chunk's size with its extensions
    CHUNK_BITS = 56                 # of a chunk's size: no larger one is meant
    START_LINE_MAX = 16 << 10       # bytes of a start line worth waiting for, where it is not sure to be one
    EMPTY_MAX = 4                   # bytes of empty lines before it
    PENDING_MAX = 64                # requests whose kind is remembered until their response
    HELD_MAX = 64 << 10             # bytes behind a CONNECT that wait for its response
    UPGRADES = 0                    # key space of what a 101 changes to: the first of the table

cdef enum Phase:
    HEAD_BEGINS                     # or empty lines before it
    HEAD_GOES_ON                    # its start line is good
    HEAD_LINES                      # it is longer than HEAD_MAX, or cut: line by line
    BODY                            # `remaining` bytes of it
    BODY_TO_END                     # until the connection closes
    CHUNK_BEGINS
    CHUNK                           # `remaining` bytes of it
    TRAILER
    LOST                            # looking for a start line

cdef struct Side:                   # one direction
    uint64_t remaining              # bytes to hop over
    uint64_t body                   # bytes of the current message's body so far, chunk sizes not counted
    uint32_t searched               # bytes of the waiting head that hold no end
    uint8_t phase                   # Phase
    uint8_t is_begun                # a message was seen
    uint8_t was_lost                # since its last message
    uint8_t asks                    # its last message was a request
    uint8_t is_line_long            # in HEAD_LINES: what comes up to the next line end is the rest of a line not kept
    Body* content                   # if somebody wants to see it

cdef struct State:                  # what every segment looks at comes first
    uint64_t heads                  # requests not yet answered, the next one lowest: is it a HEAD?
    uint64_t connects               # or a CONNECT?
    uint32_t pending                # how many
    uint16_t port                   # of the last CONNECT's target, 0: none
    uint8_t is_over                 # HTTP/0.9: nothing but a body is to come
    uint8_t is_switched             # another protocol has taken over
    Side sides[2]
    Head heads_begun[2]             # of a side in HEAD_LINES: what it said so far


cdef inline Head* _head_begun(State* state, const Side* side) noexcept nogil:
    return &state.heads_begun[side == &state.sides[1]]


cdef void _forget(State* state, uint32_t count) noexcept nogil:
    """The oldest `count` pending requests are answered."""
    state.heads = state.heads >> count if count < PENDING_MAX else 0
    state.connects = state.connects >> count if count < PENDING_MAX else 0
    state.pending -= count


cdef uint16_t _port(View v, Span target) noexcept nogil:
    """The port at the end of a CONNECT's target (RFC 9112 section 3.2.3), 0: none."""
    cdef uint32_t at = target.at + target.size, port = 0, unit = 1
    while at > target.at and c"0" <= u8(v, at - 1) <= c"9" and unit <= 10000:
        at -= 1
        port += unit * (u8(v, at) - c"0")
        unit *= 10
    return <uint16_t>port if at > target.at and u8(v, at - 1) == c":" and port <= 0xFFFF else 0


cdef void _ask(State* state, View v, const Head* head, bint was_lost) noexcept nogil:
    """Remember a request until its response. Behind a loss, what was asked before counts as answered."""
    cdef bint connects = is_method(v, head.method, "CONNECT", 7)
    if was_lost:
        _forget(state, state.pending)
    if state.pending < PENDING_MAX:
        state.heads |= <uint64_t>is_method(v, head.method, "HEAD", 4) << state.pending
        state.connects |= <uint64_t>connects << state.pending
    if connects:
        state.port = _port(v, head.target)
    state.pending += 1


cdef Phase _body_phase(const Head* head, bint is_response) noexcept nogil:
    """How the body's end is known (RFC 9112 section 6.3)."""
    if head.is_chunked:
        return CHUNK_BEGINS
    if head.has_coding:
        return BODY_TO_END
    if head.is_length_bad:
        return LOST
    if head.has_length:
        return BODY if head.length else HEAD_BEGINS
    return BODY_TO_END if is_response else HEAD_BEGINS


cdef Phase _answer(State* state, const Head* head, bint was_lost, Sink* sink) noexcept nogil:
    """What follows a response's head. Behind a loss, it answers the latest request."""
    cdef bint is_bodiless
    if head.status == 101:
        state.is_switched = True
        tell_subprotocol(sink, head.subprotocol)
        switch_by_key(sink, UPGRADES, head.upgrade, BOTH_WAYS)
        return HEAD_BEGINS
    if head.status < 200:
        return HEAD_BEGINS
    if was_lost and state.pending > 1:
        _forget(state, state.pending - 1)
    if state.connects & 1 and head.status < 300:
        state.is_switched = True
        switch_by_probe(sink, state.port, BOTH_WAYS)
        return HEAD_BEGINS
    if state.connects & 1:
        wake_other_way(sink)                # it is no tunnel: what was held is another request
    is_bodiless = state.heads & 1 or head.status == 204 or head.status == 304
    if state.pending:
        _forget(state, 1)
    return HEAD_BEGINS if is_bodiless else _body_phase(head, True)


cdef void _begin_message(State* state, Side* side, View v, const Head* head) noexcept nogil:
    """A start line was read."""
    side.is_begun = True
    side.searched = 0
    side.body = 0
    side.asks = head.status == 0
    if not head.status:
        state.is_over = head.version.size == 0          # HTTP/0.9: what comes back is nothing but a body
        _ask(state, v, head, side.was_lost)


cdef void _begin_body(State* state, Side* side, const Head* head, uint32_t at, Sink* sink) noexcept nogil:
    """The head is over; `at` is a place to show what follows from it."""
    if head.status:
        side.phase = _answer(state, head, side.was_lost, sink)
        if state.is_switched and head.status != 101:
            put_bytes(sink, F_UPGRADE, b"tunnel", 6, at, 0)
    else:
        side.phase = _body_phase(head, False)
    side.was_lost = False
    if side.phase == BODY:
        side.remaining = side.body = head.length
    if side.phase != HEAD_BEGINS and side.phase != LOST:
        body_begin(&side.content, <Coding>head.coding, sink)


cdef uint32_t _take_head(State* state, Side* side, View v, uint32_t at, uint32_t end, Sink* sink) noexcept nogil:
    """The head [at, end) is complete."""
    cdef Head head
    read_start(v, at, find_line(v, at), not side.is_begun, &head)
    put_head(sink, v, at, end, &head)
    _begin_message(state, side, v, &head)
    _begin_body(state, side, &head, at, sink)
    return end


cdef void _end_message(Side* side, View v, uint32_t at, uint32_t whole, Sink* sink) noexcept nogil:
    """A message is over at `at`; `whole`: its body are as many bytes before, which were not gathered."""
    put_number(sink, F_BODY_SIZE, side.body, at, 0)
    if whole:
        body_here(side.content, v, at - whole, whole, sink)
    else:
        body_put(side.content, at, True, sink)
    body_end(&side.content, sink)
    side.phase = HEAD_BEGINS
    side.searched = 0


cdef void _lose(Side* side, Sink* sink) noexcept nogil:
    body_end(&side.content, sink)
    side.phase = LOST
    side.was_lost = True
    side.searched = 0
    side.remaining = 0


cdef uint32_t _take_start(State* state, Side* side, View v, uint32_t at, Sink* sink) noexcept nogil:
    """The head at `at` will not be there in one piece: read its start line, and its fields as they come."""
    cdef uint32_t line = find_line(v, at)
    cdef Head* head = _head_begun(state, side)
    if not line:
        put_cut_start(sink, v, at)
        put_note(sink, NOTE_TRUNCATED if sink.is_cut else NOTE_BUFFER_LIMIT)
        side.is_begun = True
        _lose(side, sink)
        return v.size
    read_start(v, at, line, False, head)
    put_start(sink, v, head)
    put_note(sink, NOTE_TRUNCATED if sink.is_cut else NOTE_BUFFER_LIMIT)
    _begin_message(state, side, v, head)
    side.phase = HEAD_LINES
    side.is_line_long = False
    return line


cdef uint32_t _read_line(State* state, Side* side, View v, uint32_t at, Sink* sink) noexcept nogil:
    """The next line of a head that is read line by line; answers where it ends, or `at` if bytes are missing."""
    cdef uint32_t line = find_line(v, at + side.searched)
    side.searched = 0
    if not line and sink.is_cut:
        put_note(sink, NOTE_TRUNCATED)
        _begin_body(state, side, _head_begun(state, side), at, sink)      # of use to the messages behind it
        _lose(side, sink)
        return v.size
    if not line and v.size - at <= HEAD_MAX:
        side.searched = v.size - at
        return at
    if not line:
        side.is_line_long = True
        return v.size
    if side.is_line_long:
        side.is_line_long = False
    elif trim_line(v, at, line) == at:
        _begin_body(state, side, _head_begun(state, side), at, sink)
    elif u8(v, at) != c" " and u8(v, at) != c"\t":          # the folded rest of a line that is gone
        put_fields(sink, v, at, line, _head_begun(state, side))
    return line


cdef int64_t _read_head(State* state, Side* side, View v, uint32_t at, Sink* sink) noexcept nogil:
    """A message's head at `at`; answers where it ends, `at` if bytes are missing, or GIVE_UP."""
    cdef Head head
    cdef uint32_t line, end
    if side.phase == HEAD_BEGINS:
        line = find_line(v, at + side.searched)
        if not (read_start(v, at, line, not side.is_begun, &head) if line else could_start(v, at)):
            if not state.sides[0].is_begun and not state.sides[1].is_begun:
                return GIVE_UP
            if side.is_begun:                   # else the capture begins in the middle
                put_note(sink, NOTE_BAD_VALUE)
            _lose(side, sink)
            return at
        if line and head.version.size == 0:
            return _take_head(state, side, v, at, line, sink)
        if line:
            side.phase = HEAD_GOES_ON
    end = find_end(v, at, &side.searched)
    if end and end - at <= HEAD_MAX:
        return _take_head(state, side, v, at, end, sink)
    if not end and v.size - at <= HEAD_MAX and not sink.is_cut:
        return at
    return _take_start(state, side, v, at, sink)


cdef int64_t _read_chunk_line(Side* side, View v, uint32_t at, Sink* sink) noexcept nogil:
    """A chunk's size, its extensions ignored (RFC 9112 section 7.1); answers where the line ends, or `at`."""
    cdef uint32_t line = find_line(v, at), digits = 0
    cdef uint64_t size = 0
    cdef uint8_t letter
    if not line and v.size - at <= CHUNK_LINE_MAX:
        return at
    while line and line - at <= CHUNK_LINE_MAX and not size >> CHUNK_BITS:
        letter = u8(v, at + digits)
        if c"0" <= letter <= c"9":
            size = 16 * size + letter - c"0"
        elif c"a" <= letter | 0x20 <= c"f":
            size = 16 * size + (letter | 0x20) - c"a" + 10
        else:
            break
        digits += 1
    if digits == 0 or size >> CHUNK_BITS:
        put_note(sink, NOTE_BAD_VALUE)
        _lose(side, sink)
        return at
    side.remaining = size
    side.body += size
    side.phase = CHUNK if size else TRAILER
    return line


cdef int64_t _read_trailer(Side* side, View v, uint32_t at, Sink* sink) noexcept nogil:
    """The fields behind the last chunk, mostly none; answers where the message ends, or `at`."""
    cdef uint32_t end = 0
    cdef Head head
    if u8(v, at) == c"\n":
        end = at + 1
    elif u8(v, at) != c"\r":
        end = find_end(v, at, &side.searched)
    elif v.size - at >= 2:
        end = at + 2
    if end:
        memset(&head, 0, sizeof(head))
        put_fields(sink, v, at, end, &head)
        _end_message(side, v, end, 0, sink)
        return end
    if v.size - at > HEAD_MAX:
        put_note(sink, NOTE_BUFFER_LIMIT)
        _lose(side, sink)
    return at


cdef uint32_t _find_status(View v, uint32_t at, uint32_t end) noexcept nogil:
    """Where in [at, end) "HTTP/1." begins, or could begin if more bytes came; `end`: nowhere."""
    cdef const uint8_t* found
    while at < end:
        found = <const uint8_t*>memchr(v.data + at, c"H", end - at)
        if found == NULL:
            return end
        at = <uint32_t>(found - v.data)
        if memcmp(found, b"HTTP/1.", min(v.size - at, 7)) == 0:
            return at
        at += 1
    return end


cdef int64_t _search(Side* side, View v, uint32_t at) noexcept nogil:
    """Look for a start line from `at` on; answers where it is, or from where to look again.

    A request begins a line or a segment; a response may follow a body that ends without one.
    """
    cdef Head head
    cdef uint32_t line = find_line(v, at), begin, end
    while line:
        begin = at
        end = trim_line(v, at, line)        # once for all the places in the line where one could begin
        while begin < end:
            if end - begin <= START_LINE_MAX and read_start(v, begin, end, False, &head):
                side.phase = HEAD_BEGINS
                return begin
            begin = _find_status(v, begin + 1, end)
        at = line
        line = find_line(v, at)
    if at < v.size and not could_start(v, at):
        at = _find_status(v, at, v.size)
    return at if v.size - at <= START_LINE_MAX else v.size


cdef uint32_t _skip_empty(View v, uint32_t at) noexcept nogil:
    """Behind empty lines before a message, and zero bytes: keep-alives, with which a capture may begin."""
    while at < v.size and (u8(v, at) == c"\r" or u8(v, at) == c"\n" or u8(v, at) == 0):
        at += 1
    return at


cdef int64_t _step(State* state, Side* side, View v, uint32_t at, Sink* sink) noexcept nogil:
    """Take what the current phase can use of the bytes from `at` on (at least one); answers where the rest begins."""
    cdef uint64_t size
    cdef uint32_t whole = 0
    cdef int64_t next
    if side.phase == HEAD_BEGINS and side.asks and state.connects:      # is it a tunnel? The response will tell
        if v.size - at > HELD_MAX or sink.is_cut:
            state.is_switched = True
            switch_by_probe(sink, state.port, BOTH_WAYS)
        return at
    if side.phase == HEAD_BEGINS or side.phase == CHUNK_BEGINS:
        at = _skip_empty(v, at)
        if at == v.size:
            return at
    if side.phase == HEAD_BEGINS or side.phase == HEAD_GOES_ON:
        return _read_head(state, side, v, at, sink)
    if side.phase == HEAD_LINES:
        return _read_line(state, side, v, at, sink)
    if side.phase == CHUNK_BEGINS:
        return _read_chunk_line(side, v, at, sink)
    if side.phase == TRAILER:
        return _read_trailer(side, v, at, sink)
    if side.phase == LOST:
        next = _search(side, v, at)
        if sink.is_cut and at == next == 0 and side.phase == LOST:
            put_cut_start(sink, v, 0)           # a segment that begins with a message, and is cut within its first line
        return next
    size = v.size - at
    if side.phase == BODY_TO_END:
        side.body += size
        body_add(side.content, rest(v, at), sink)
        body_put(side.content, v.size, False, sink)
        return v.size
    size = min(size, side.remaining)
    if side.phase == BODY and side.body == size and body_is_plain(side.content):
        whole = <uint32_t>size
    else:
        body_add(side.content, part(v, at, <uint32_t>size), sink)
    side.remaining -= size
    at += <uint32_t>size
    if side.remaining == 0 and side.phase == CHUNK:
        side.phase = CHUNK_BEGINS
    elif side.remaining == 0:
        _end_message(side, v, at, whole, sink)
    return at


cdef int64_t _stream(void* memory, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef State* state = <State*>memory
    cdef Side* side = &state.sides[way]
    cdef int64_t at = 0, next
    cdef uint8_t phase
    while at < v.size and not state.is_over and not state.is_switched:
        phase = side.phase
        next = _step(state, side, v, <uint32_t>at, sink)
        if next < 0:
            return next
        if next == at and side.phase == phase:
            break
        at = next
    return DONE if state.is_over else at


cdef int64_t _gap(void* memory, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    """Lost bytes of a body of known length are as good as read; anywhere else reading has to find its way again."""
    cdef State* state = <State*>memory
    cdef Side* side = &state.sides[way]
    if state.is_over:
        return DONE
    body_end(&side.content, sink)
    if side.phase == BODY_TO_END:
        side.body += size
    elif (side.phase == BODY or side.phase == CHUNK) and size <= side.remaining:
        side.remaining -= size
    else:
        _lose(side, sink)
    return 0


cdef void _free(void* memory) noexcept nogil:
    cdef int way
    for way in range(2):
        body_free((<State*>memory).sides[way].content)


cdef bint _copy(void* to, const void* of) noexcept nogil:
    cdef State* mine = <State*>to
    cdef bint is_done = True
    cdef int way
    for way in range(2):
        if mine.sides[way].content != NULL:
            mine.sides[way].content = body_copy((<const State*>of).sides[way].content)
            is_done = is_done and mine.sides[way].content != NULL
    return is_done


cdef Guess _probe(View v, uint8_t way, bint is_cut) noexcept nogil:
    """A whole start line is certain, except HTTP/0.9's; the beginning of one with a registered method is likely."""
    cdef Head head
    cdef uint32_t at = _skip_empty(v, 0), line
    if at == v.size:
        return NEED_MORE_BYTES if at <= EMPTY_MAX else REFUTED
    line = find_line(v, at)
    if line:
        if at > EMPTY_MAX or not read_start(v, at, line, True, &head):
            return REFUTED
        return CERTAIN if head.version.size else LIKELY
    if at > EMPTY_MAX or not could_start(v, at) or v.size > START_LINE_MAX:
        return REFUTED
    head.method.at = at
    head.method.size = 0
    while at < v.size and u8(v, at) > c" ":
        at += 1
    head.method.size = at - head.method.at
    if is_cut and head.method.size == 8 and memcmp(v.data + head.method.at, b"HTTP/1.", 7) == 0:
        return LIKELY
    return LIKELY if at + 1 < v.size and is_known_method(v, head.method) else NEED_MORE_BYTES


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.probe_stream = &_probe
_twin.stream = &_stream
_twin.gap = &_gap
_twin.free = &_free
_twin.copy = &_copy
_twin.state_size = sizeof(State)
TWIN = _twin
