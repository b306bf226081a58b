"""Histories: the changes of state of many sessions, one session's after another's, without Python."""
from cpython.buffer cimport PyBUF_SIMPLE, PyBuffer_Release, PyObject_GetBuffer
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ..core.pool cimport vector_at
from ..sessions.session cimport CLOSED_AT_ONCE, Transition
from ..sessions.states cimport STATE_CLOSED, STATE_CLOSING, STATE_NEW
from ..sessions.store cimport SessionStore
from .buffer cimport Buffer, buffer_bytes, buffer_free, buffer_room, put_sign, put_text
from .memory cimport Lists, Memory

cdef enum:                  # of what is read of a row: in _PLACES
    HANDLER = 0
    HEAD = 1
    START = 2
    PLACES = 3

_PLACES = ("handler", "history", "start_ns")


cdef struct Steps:
    Buffer ends
    Buffer states
    Buffer times


def histories(Memory memory, rows):
    """Of the sessions in these rows (a contiguous array of uint32): (where each one's changes end, as u8; the state
    that each leads to, as u1; when, ns, as i8). A session's oldest change, to NEW by its first packet, is its first
    one. Raises IndexError for a row that is not there."""
    cdef Py_buffer wanted
    cdef Steps steps
    cdef SessionStore store = memory.store
    cdef uint32_t[PLACES] places
    cdef uint64_t i, count
    cdef const uint32_t* row
    cdef bint is_known = True
    for at, name in enumerate(_PLACES):
        places[<uint32_t>at] = store.places[name]
    steps = Steps(Buffer(NULL, 0, 0, False), Buffer(NULL, 0, 0, False), Buffer(NULL, 0, 0, False))
    PyObject_GetBuffer(rows, &wanted, PyBUF_SIMPLE)
    try:
        row, count = <const uint32_t*>wanted.buf, wanted.len // sizeof(uint32_t)
        with nogil:
            for i in range(count):
                if row[i] >= store.count:
                    is_known = False
                    break
                _put_steps(&steps, memory, places, row[i])
        if not is_known:
            raise IndexError(row[i])
        if steps.ends.failed or steps.states.failed or steps.times.failed:
            raise MemoryError("no memory left for the histories of sessions")
        return buffer_bytes(&steps.ends), buffer_bytes(&steps.states), buffer_bytes(&steps.times)
    finally:
        PyBuffer_Release(&wanted)
        buffer_free(&steps.ends)
        buffer_free(&steps.states)
        buffer_free(&steps.times)


cdef void _put_steps(Steps* steps, Memory memory, const uint32_t* places, uint32_t row) noexcept nogil:
    cdef uint8_t handler = memory.store.value(row, places[HANDLER])[0]
    cdef const Lists* lists = &memory.lists[handler if handler < memory.handlers else 0]
    cdef uint32_t head = (<const uint32_t*>memory.store.value(row, places[HEAD]))[0]
    cdef uint64_t count = _length(lists, head)
    cdef uint8_t* state
    cdef int64_t* time_ns
    cdef const Transition* step
    put_sign(&steps.states, STATE_NEW)
    put_text(&steps.times, memory.store.value(row, places[START]), sizeof(int64_t))
    state = buffer_room(&steps.states, count)
    time_ns = <int64_t*>buffer_room(&steps.times, count * sizeof(int64_t))
    if state == NULL or time_ns == NULL:
        return
    steps.states.size += count
    steps.times.size += count * sizeof(int64_t)
    while count:                # their chain begins with the newest
        step = <const Transition*>vector_at(lists.history, head - 1)
        count -= 1
        time_ns[count] = step.time_ns
        state[count] = step.link & 7
        if state[count] == CLOSED_AT_ONCE:
            state[count] = STATE_CLOSED
            count -= 1
            time_ns[count], state[count] = step.time_ns, STATE_CLOSING
        head = step.link >> 3
    put_text(&steps.ends, &steps.states.size, sizeof(uint64_t))


cdef uint64_t _length(const Lists* lists, uint32_t head) noexcept nogil:
    cdef uint64_t count = 0
    cdef const Transition* step
    while 0 < head <= lists.history.count:
        step = <const Transition*>vector_at(lists.history, head - 1)
        count += 2 if step.link & 7 == CLOSED_AT_ONCE else 1
        head = step.link >> 3
    return count
