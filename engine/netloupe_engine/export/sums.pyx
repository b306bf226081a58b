"""Columns of sessions added up by group, as they are read: no copy of a column, no object a session."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..sessions.columns import DTYPES
from ..sessions.store cimport SessionStore

cdef enum:
    ROWS = 2048             # whose values are read in one go


ctypedef fused Value:
    uint8_t
    uint16_t
    uint32_t
    uint64_t


def sums(SessionStore store, str name, const uint64_t[::1] rows, const int64_t[::1] entries not None, uint64_t groups):
    """The sums of a column by group: of `rows` (None: of each row in turn), whose groups are `entries`, less than
    `groups`. Raises IndexError, and KeyError for a name that is none."""
    import numpy as np
    cdef uint32_t place = store.places[name]
    _check(rows, entries, groups)
    found = np.zeros(groups, np.uint64)
    cdef uint64_t[::1] sum = found
    if entries.shape[0]:
        with nogil:
            _add(store, place, &rows[0] if rows is not None else NULL, &entries[0], entries.shape[0], &sum[0])
    return found


def bounds(SessionStore store, str name, const uint64_t[::1] rows, const int64_t[::1] entries not None, uint64_t groups,
           bint greatest):
    """The same of a column of times, with the least or the greatest instead of the sum."""
    import numpy as np
    cdef uint32_t place = store.places[name]
    if DTYPES[name] != "i8":
        raise KeyError(name)
    _check(rows, entries, groups)
    found = np.full(groups, np.iinfo(np.int64).min if greatest else np.iinfo(np.int64).max, np.int64)
    cdef int64_t[::1] bound = found
    if entries.shape[0]:
        with nogil:
            _bound(store, place, &rows[0] if rows is not None else NULL, &entries[0], entries.shape[0], &bound[0],
                   greatest)
    return found


cdef _check(const uint64_t[::1] rows, const int64_t[::1] entries, uint64_t groups):
    cdef uint64_t i, count = entries.shape[0]
    cdef bint is_in = rows is None or <uint64_t>rows.shape[0] == count
    with nogil:
        for i in range(count):
            is_in = is_in and <uint64_t>entries[i] < groups
    if not is_in:
        raise IndexError("no such group, or not one for each row")


cdef void _add(SessionStore store, uint32_t place, const uint64_t* rows, const int64_t* entries, uint64_t count,
               uint64_t* sums) noexcept nogil:
    cdef uint64_t[ROWS] values
    cdef uint64_t first = 0, some
    cdef uint32_t width = store.widths[place]
    while first < count:
        some = min(count - first, <uint64_t>ROWS)
        store._gather(<uint8_t*>values, place, rows + first if rows != NULL else NULL, first, some)
        if width == 8:
            _add_values(values, entries + first, some, sums)
        elif width == 4:
            _add_values(<uint32_t*>values, entries + first, some, sums)
        elif width == 2:
            _add_values(<uint16_t*>values, entries + first, some, sums)
        elif width == 1:
            _add_values(<uint8_t*>values, entries + first, some, sums)
        first += some


cdef void _add_values(const Value* values, const int64_t* entries, uint64_t count, uint64_t* sums) noexcept nogil:
    cdef uint64_t i
    for i in range(count):
        if values[i]:               # of many things, such as findings, most sessions have none
            sums[entries[i]] += values[i]


cdef void _bound(SessionStore store, uint32_t place, const uint64_t* rows, const int64_t* entries, uint64_t count,
                 int64_t* bounds, bint greatest) noexcept nogil:
    cdef int64_t[ROWS] values
    cdef uint64_t first = 0, some, i
    while first < count:
        some = min(count - first, <uint64_t>ROWS)
        store._gather(<uint8_t*>values, place, rows + first if rows != NULL else NULL, first, some)
        for i in range(some):
            if (values[i] > bounds[entries[first + i]]) if greatest else (values[i] < bounds[entries[first + i]]):
                bounds[entries[first + i]] = values[i]
        first += some
