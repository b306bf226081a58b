"""Telnet: commands among text (RFC 854, RFC 855), and what somebody types when a name or a password is asked for."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memmove

from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_finding, put_note, put_number
from ...core.status cimport CERTAIN, LIKELY, NEED_MORE_BYTES, NOTE_TRUNCATED, REFUTED, Guess
from ...core.view cimport View, be16, u8
from ..twin cimport Twin
from .telnet cimport (FINDING_CLEAR_TEXT_CREDENTIALS, F_COMMAND, F_COMMAND_CODE, F_HEIGHT, F_OPTION, F_OPTION_DATA,
                      F_PASSWORD, F_TERMINAL_SPEED, F_TERMINAL_TYPE, F_TEXT, F_USER_NAME, F_WIDTH, NUMBERS)

cdef enum:
    SE = 240
    SB = 250                # an option's own data up to SE
    WILL = 251              # and WONT, DO, DONT: an option follows
    DONT = 254
    IAC = 255
    TERMINAL_TYPE = 24      # options
    WINDOW_SIZE = 31
    TERMINAL_SPEED = 32
    OPTIONS = 50            # of those that are in use, numbers are below
    COMMAND_MAX = 1024      # bytes of a command that is waited for
    LINE = 64               # bytes of what is typed
    PROMPT = 9              # letters of a question that are looked at
    PROBED = 8              # commands that a probe looks at

cdef enum Asked:
    NOTHING
    USER
    PASSWORD

cdef struct State:
    uint8_t asked
    uint8_t used
    uint8_t[LINE] line      # what was typed since
    uint8_t[PROMPT] heard   # the last letters that the server said, in small ones


cdef uint32_t _command_size(View v, uint32_t at) noexcept nogil:
    """Bytes of the command at `at`; 0: it is not whole."""
    cdef uint32_t i
    if v.size - at < 2:
        return 0
    if u8(v, at + 1) == SB:
        for i in range(at + 2, v.size - 1):
            if u8(v, i) == IAC and u8(v, i + 1) == SE:
                return i + 2 - at
        return 0
    if WILL <= u8(v, at + 1) <= DONT:
        return 3 if v.size - at >= 3 else 0
    return 2


cdef void _put_option(Sink* sink, View v, uint32_t at, uint32_t size) noexcept nogil:
    """What an option says: RFC 1091, RFC 1073, RFC 1079. Those whose first byte is 0 tell, with 1 they ask."""
    cdef uint32_t begin = at + 3, end = at + size - 2
    put_number(sink, F_OPTION, u8(v, at + 2), at + 2, 1)
    if begin >= end:
        return
    if u8(v, at + 2) == WINDOW_SIZE and end - begin == 4:
        put_number(sink, F_WIDTH, be16(v, begin), begin, 2)
        put_number(sink, F_HEIGHT, be16(v, begin + 2), begin + 2, 2)
    elif u8(v, at + 2) == TERMINAL_TYPE and u8(v, begin) == 0:
        put_bytes(sink, F_TERMINAL_TYPE, v.data + begin + 1, end - begin - 1, begin + 1, end - begin - 1)
    elif u8(v, at + 2) == TERMINAL_SPEED and u8(v, begin) == 0:
        put_bytes(sink, F_TERMINAL_SPEED, v.data + begin + 1, end - begin - 1, begin + 1, end - begin - 1)
    else:
        put_bytes(sink, F_OPTION_DATA, v.data + begin, end - begin, begin, end - begin)


cdef void _put_command(Sink* sink, View v, uint32_t at, uint32_t size) noexcept nogil:
    open_node(sink, F_COMMAND, at, size)
    put_number(sink, F_COMMAND_CODE, u8(v, at + 1), at + 1, 1)
    if u8(v, at + 1) == SB and size >= 5:
        _put_option(sink, v, at, size)
    elif size == 3:
        put_number(sink, F_OPTION, u8(v, at + 2), at + 2, 1)
    close_node(sink)


cdef inline bint _ends_with(const State* s, const char* letters, uint32_t size) noexcept nogil:
    return memcmp(s.heard + PROMPT - size, letters, size) == 0


cdef void _hear(State* s, View v, uint32_t at, uint32_t end) noexcept nogil:
    """The server asks, or not."""
    cdef uint8_t c
    cdef uint32_t i
    for i in range(at, end):
        c = u8(v, i)
        if c <= c' ':                   # behind a question there may be a space, and nothing before it
            continue
        memmove(s.heard, s.heard + 1, PROMPT - 1)
        s.heard[PROMPT - 1] = c | 32 if c'A' <= c <= c'Z' else c
    if _ends_with(s, b"assword:", 8) or _ends_with(s, b"passcode:", 9):
        s.asked, s.used = PASSWORD, 0
    elif _ends_with(s, b"login:", 6) or _ends_with(s, b"username:", 9) or _ends_with(s, b"user:", 5):
        s.asked, s.used = USER, 0


cdef void _type(State* s, Sink* sink, View v, uint32_t at, uint32_t end) noexcept nogil:
    """Somebody answers, perhaps letter by letter."""
    cdef uint32_t i
    cdef uint8_t c
    for i in range(at, end):
        c = u8(v, i)
        if s.asked == NOTHING:
            return
        if c == c'\r' or c == c'\n':
            if s.asked == USER and s.used:
                put_bytes(sink, F_USER_NAME, s.line, s.used, at, i - at)
            elif s.asked == PASSWORD:
                put_bytes(sink, F_PASSWORD, s.line, s.used, at, i - at)
                put_finding(sink, FINDING_CLEAR_TEXT_CREDENTIALS)
            s.asked = NOTHING
        elif c == 8 or c == 127:
            s.used -= s.used > 0
        elif c >= c' ' and s.used < LINE:
            s.line[s.used] = c
            s.used += 1


cdef int64_t _stream(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef State* s = <State*>state
    cdef const uint8_t* found
    cdef uint32_t at = 0, size
    while at < v.size:
        if u8(v, at) == IAC:
            size = _command_size(v, at)
            if size == 0:
                if not sink.is_cut and v.size - at < COMMAND_MAX:
                    return at
                put_note(sink, NOTE_TRUNCATED)
                return v.size
            _put_command(sink, v, at, size)
        else:
            found = <const uint8_t*>memchr(v.data + at, IAC, v.size - at)
            size = <uint32_t>(found - (v.data + at)) if found != NULL else v.size - at
            put_bytes(sink, F_TEXT, v.data + at, size, at, size)
            if way == 1:
                _hear(s, v, at, at + size)
            else:
                _type(s, sink, v, at, at + size)
        at += size
    return v.size


cdef int64_t _gap(void* state, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    """What was asked or typed may be lost."""
    (<State*>state).asked = NOTHING
    return 0


cdef Guess _probe(View v, uint8_t way, bint is_cut) noexcept nogil:
    """Options of known numbers, one behind the other; three of them are nobody else's."""
    cdef uint32_t at = 0, count = 0
    while at < v.size and count < PROBED:
        if u8(v, at) != IAC:
            break
        if v.size - at < 3:
            return NEED_MORE_BYTES if count == 0 and not is_cut else LIKELY if count else REFUTED
        if u8(v, at + 1) == SB and count:
            break
        if not WILL <= u8(v, at + 1) <= DONT or u8(v, at + 2) >= OPTIONS:
            return REFUTED
        count += 1
        at += 3
    return REFUTED if count == 0 else LIKELY if count < 3 else CERTAIN


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.stream = &_stream
_twin.gap = &_gap
_twin.probe_stream = &_probe
_twin.state_size = sizeof(State)
_twin.starts = (b"\xff\xfb", b"\xff\xfc", b"\xff\xfd", b"\xff\xfe")
TWIN = _twin
