"""Lanes: which states many sessions are in along time, mixed to colours a line of lanes at a time, without Python."""
from cpython.buffer cimport PyBUF_SIMPLE, PyBUF_WRITABLE, PyBuffer_Release, PyObject_GetBuffer
from libc.math cimport floor, sqrtf
from libc.stdint cimport INT64_MIN, int32_t, int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy, memset

from ..core.hash cimport prefetch
from ..core.pool cimport vector_at
from ..sessions.session cimport CLOSED_AT_ONCE, Transition
from ..sessions.states cimport STATE_CLOSED, STATE_CLOSING, STATE_NEW
from ..sessions.store cimport SessionStore
from .memory cimport Lists, Memory

cdef enum:
    STATES = 7
    DEPTH = 4                   # bytes of a pixel: blue, green, red, opacity
    AHEAD = 16                  # sessions whose changes of state are fetched while others are counted

cdef int64_t NEWEST = INT64_MIN     # stands for where the newest change ends
cdef double MARGIN = 4.0            # columns besides those that are painted

cdef enum:                      # of what is read of a row: in _PLACES
    HANDLER = 0
    HEAD = 1
    START = 2
    END = 3
    PLACES = 4

_PLACES = ("handler", "history", "start_ns", "end_ns")


cdef struct Paper:
    int64_t start_ns
    double scale                # columns a nanosecond
    int64_t width               # columns
    int64_t shortest            # columns of a session at least
    const float* colours        # red, green, blue of each state
    const float* ground
    float faint                 # how visible one of many sessions in a pixel is at least
    int32_t* changes            # by column and state: how many more sessions are in it from there on
    uint8_t* pixels


def paint_lanes(Memory memory, rows, lines, int64_t start_ns, int64_t end_ns, int64_t shortest, colours, ground,
                float faint, pixels):
    """Paint the sessions in these rows (uint32) into their lines (int64, ascending) of pixels: a writable buffer of
    (lines, columns, 4) bytes, blue, green, red and opacity, that is all ground.

    `colours` are those of the states (float32, red, green, blue of each), of which a pixel has the mean; it is the
    more visible the more of its line's sessions are in it, `faint` (0 to 1) at least. Raises IndexError for a row or a
    line that is not there, MemoryError.
    """
    cdef Py_buffer wanted, placed, canvas, inks, base
    cdef SessionStore store = memory.store
    cdef uint32_t[PLACES] places
    cdef Paper paper
    cdef bint is_known
    for at, name in enumerate(_PLACES):
        places[<uint32_t>at] = store.places[name]
    count, columns = pixels.shape[:2]
    if colours.shape != (STATES, 3) or ground.shape != (3,) or len(rows) != len(lines) or pixels.shape[2] != DEPTH:
        raise ValueError("these do not fit together")
    paper.start_ns, paper.width, paper.shortest, paper.faint = start_ns, columns, shortest, faint
    paper.scale = columns / max(1.0, _between(start_ns, end_ns))
    cdef uint64_t known = count
    PyObject_GetBuffer(pixels, &canvas, PyBUF_WRITABLE)
    PyObject_GetBuffer(rows, &wanted, PyBUF_SIMPLE)
    PyObject_GetBuffer(lines, &placed, PyBUF_SIMPLE)
    PyObject_GetBuffer(colours, &inks, PyBUF_SIMPLE)
    PyObject_GetBuffer(ground, &base, PyBUF_SIMPLE)
    paper.changes = <int32_t*>calloc((columns + 1) * STATES, sizeof(int32_t))
    try:
        if paper.changes == NULL:
            raise MemoryError("no memory left for the lanes of sessions")
        paper.colours, paper.ground, paper.pixels = <const float*>inks.buf, <const float*>base.buf, <uint8_t*>canvas.buf
        with nogil:
            is_known = _paint(&paper, memory, places, <const uint32_t*>wanted.buf, <const int64_t*>placed.buf,
                              wanted.len // sizeof(uint32_t), known)
        if not is_known:
            raise IndexError("no such session, or no such line")
    finally:
        free(paper.changes)
        PyBuffer_Release(&wanted)
        PyBuffer_Release(&placed)
        PyBuffer_Release(&canvas)
        PyBuffer_Release(&inks)
        PyBuffer_Release(&base)


cdef bint _paint(Paper* paper, Memory memory, const uint32_t* places, const uint32_t* rows, const int64_t* lines,
                 uint64_t count, uint64_t known) noexcept nogil:
    """Sessions of one line are counted together, then mixed."""
    cdef uint64_t i, first = 0
    for i in range(count):
        if i + 2 * AHEAD < count and rows[i + 2 * AHEAD] < memory.store.count:
            prefetch(memory.store.value(rows[i + 2 * AHEAD], places[HEAD]))
            prefetch(memory.store.value(rows[i + 2 * AHEAD], places[END]))
        if i + AHEAD < count and rows[i + AHEAD] < memory.store.count:
            _fetch(memory, places, rows[i + AHEAD])
        if rows[i] >= memory.store.count or lines[i] < 0 or <uint64_t>lines[i] >= known:
            return False
        if lines[i] != lines[first]:
            _mix(paper, lines[first], i - first)
            first = i
        _add(paper, memory, places, rows[i])
    if count:
        _mix(paper, lines[first], count - first)
    return True


cdef inline const Lists* _lists(Memory memory, const uint32_t* places, uint32_t row) noexcept nogil:
    """Where the changes of a session are."""
    cdef uint8_t handler = memory.store.value(row, places[HANDLER])[0]
    return &memory.lists[handler if handler < memory.handlers else 0]


cdef inline void _fetch(Memory memory, const uint32_t* places, uint32_t row) noexcept nogil:
    """Begin to fetch the newest change of a session: each would have to wait for the memory."""
    cdef const Lists* lists = _lists(memory, places, row)
    cdef uint32_t head = (<const uint32_t*>memory.store.value(row, places[HEAD]))[0]
    if 0 < head <= lists.history.count:
        prefetch(vector_at(lists.history, head - 1))


cdef void _add(Paper* paper, Memory memory, const uint32_t* places, uint32_t row) noexcept nogil:
    """Count a session in: its changes of state from the newest on, each until the one after it."""
    cdef const Lists* lists = _lists(memory, places, row)
    cdef uint32_t head = (<const uint32_t*>memory.store.value(row, places[HEAD]))[0]
    cdef int64_t start_ns = (<const int64_t*>memory.store.value(row, places[START]))[0]
    cdef int64_t last_ns = (<const int64_t*>memory.store.value(row, places[END]))[0]
    cdef int64_t begin, end = NEWEST    # where the change after this one begins
    cdef const Transition* step
    cdef uint32_t state
    while 0 < head <= lists.history.count:
        step = <const Transition*>vector_at(lists.history, head - 1)
        begin, state = _column(paper, min(step.time_ns, last_ns)), step.link & 7
        if state == CLOSED_AT_ONCE:
            end = _put(paper, STATE_CLOSED, begin, end, last_ns)
            state = STATE_CLOSING
        end = _put(paper, state, begin, end, last_ns)
        head = step.link >> 3
    _put(paper, STATE_NEW, _column(paper, min(start_ns, last_ns)), end, last_ns)


cdef int64_t _put(Paper* paper, uint32_t state, int64_t begin, int64_t end, int64_t last_ns) noexcept nogil:
    """A session is in a state from one column to another; answers the first."""
    if end == NEWEST:           # the last state is seen, however short it is; timers run out long after the last packet
        end = max(_column(paper, last_ns), begin + paper.shortest)
    if end > 0 and begin < paper.width and end > begin:
        paper.changes[max(begin, 0) * STATES + state] += 1
        paper.changes[min(end, paper.width) * STATES + state] -= 1
    return begin


cdef int64_t _column(const Paper* paper, int64_t time_ns) noexcept nogil:
    """Which column a moment is in; little is said of those outside."""
    return <int64_t>floor(max(-MARGIN, min(_between(paper.start_ns, time_ns) * paper.scale, paper.width + MARGIN)))


cdef double _between(int64_t first_ns, int64_t then_ns) noexcept nogil:
    """Nanoseconds from one moment to another, which may be any."""
    if then_ns >= first_ns:
        return <double>(<uint64_t>then_ns - <uint64_t>first_ns)
    return -<double>(<uint64_t>first_ns - <uint64_t>then_ns)


cdef void _mix(Paper* paper, int64_t line, uint64_t sessions) noexcept nogil:
    """Give a line its colours; the changes are used up."""
    cdef int32_t[STATES] now
    cdef float[3] mean
    cdef int64_t x
    cdef uint32_t state, part
    cdef int32_t total = 0, is_new
    cdef float opacity
    cdef int32_t* change = paper.changes
    cdef uint8_t* pixel = paper.pixels + line * paper.width * DEPTH
    memset(now, 0, sizeof(now))
    for x in range(paper.width):
        is_new = 0
        for state in range(STATES):
            is_new |= change[state]
        if is_new:
            for state in range(STATES):
                now[state] += change[state]
                total += change[state]
                change[state] = 0
        if total > 0 and not is_new and x:
            memcpy(pixel, pixel - DEPTH, DEPTH)
        elif total > 0:
            memset(mean, 0, sizeof(mean))
            for state in range(STATES):
                for part in range(3):
                    mean[part] += now[state] * paper.colours[3 * state + part]
            opacity = paper.faint + (1 - paper.faint) * sqrtf(min(<float>1, <float>total / <float>sessions))
            for part in range(3):
                pixel[2 - part] = <uint8_t>(paper.ground[part] + opacity * (mean[part] / total - paper.ground[part]))
        change += STATES
        pixel += DEPTH
    memset(change, 0, STATES * sizeof(int32_t))         # of those that went on behind the last column
