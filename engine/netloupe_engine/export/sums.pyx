"""Columns of sessions added up by group, all of them in one pass: no copy of a column, no object a session.

What is known of a group lies together. There may be as many groups as sessions, and then each is fetched from memory
once, not once a column.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc

from ..core.hash cimport prefetch
from ..core.pool cimport vector_at
from ..sessions.columns import DTYPES, RARE
from ..sessions.store cimport STORE_CHUNK_BITS, SessionStore

cdef enum:
    ROWS = 512              # that are looked at together, column by column
    LINE = 64               # bytes that are fetched together

cdef enum How:
    SUM = 0
    LEAST = 1
    GREATEST = 2

cdef struct Added:          # a column, and what becomes of it
    uint32_t offset, width  # in the store
    How how

cdef struct Place:          # of the block: where it is in its chunk, and its group's numbers
    const uint8_t* chunk    # NULL: nothing was written of it yet
    uint64_t* group
    uint32_t at

ctypedef fused Value:
    uint8_t
    uint16_t
    uint32_t
    uint64_t


def totals(SessionStore store, tuple sums, tuple least, tuple greatest, const uint64_t[::1] rows,
           const int64_t[::1] entries not None, uint64_t groups):
    """By name, a number for each group: "sessions", of how many rows it is; the sums of the columns `sums`, the least
    and the greatest of these columns of times. Of `rows` (None: of each row in turn), whose groups are `entries`, less
    than `groups`. Raises IndexError, and KeyError for a name that is none, or of no such column."""
    import numpy as np
    cdef uint32_t wide = 1 + len(sums) + len(least) + len(greatest), at = 0
    cdef uint64_t[:, ::1] numbers
    cdef Added* columns
    names = [(name, SUM) for name in sums] + [(name, LEAST) for name in least] + [(name, GREATEST) for name in greatest]
    for name, how in names:
        if DTYPES[name][0] != ("u" if how == SUM else "i") or name in RARE:
            raise KeyError(name)
    _check(rows, entries, groups)
    found = np.zeros((groups, wide), np.uint64)
    columns = <Added*>malloc(wide * sizeof(Added))
    if columns == NULL:
        raise MemoryError("no memory left for the sums of groups")
    for name, how in names:
        place = <uint32_t>store.places[name]
        columns[at].offset, columns[at].width, columns[at].how = store.spots[place], store.widths[place], how
        at += 1
        if how != SUM:
            found[:, at].view("i8").fill(np.iinfo("i8").max if how == LEAST else np.iinfo("i8").min)
    numbers = found
    if entries.shape[0]:
        with nogil:
            _add(store, columns, wide, &rows[0] if rows is not None else NULL, &entries[0], entries.shape[0],
                 &numbers[0, 0])
    free(columns)
    return {"sessions": found[:, 0].view("i8"), **{
        name: found[:, 1 + at] if how == SUM else found[:, 1 + at].view("i8") for at, (name, how) in enumerate(names)}}


cdef _check(const uint64_t[::1] rows, const int64_t[::1] entries, uint64_t groups):
    cdef uint64_t i, count = entries.shape[0]
    cdef bint is_in = rows is None or <uint64_t>rows.shape[0] == count
    with nogil:
        for i in range(count):
            is_in = is_in and <uint64_t>entries[i] < groups
    if not is_in:
        raise IndexError("no such group, or not one for each row")


cdef void _add(SessionStore store, const Added* columns, uint32_t wide, const uint64_t* rows, const int64_t* entries,
               uint64_t count, uint64_t* numbers) noexcept nogil:
    cdef Place[ROWS] block
    cdef uint64_t first = 0, row, published = store.count
    cdef uint32_t slot, some, i, line, column, lines = (wide * <uint32_t>sizeof(uint64_t) + LINE - 1) // LINE
    while first < count:
        some = <uint32_t>min(count - first, <uint64_t>ROWS)
        for i in range(some):
            block[i].group = numbers + <uint64_t>entries[first + i] * wide
            for line in range(lines):
                prefetch(<uint8_t*>block[i].group + line * LINE)
            row = rows[first + i] if rows != NULL else first + i
            slot = (<const uint32_t*>vector_at(&store.slots, row))[0] if row < published else 0
            block[i].chunk = store.taken.chunks[slot - 1 >> STORE_CHUNK_BITS] if slot else NULL
            block[i].at = slot - 1 & ((1 << STORE_CHUNK_BITS) - 1)
        for i in range(some):
            block[i].group[0] += 1
        for column in range(wide - 1):
            for i in range(some):
                block[i].group += 1
                if column + 2 < wide and block[i].chunk != NULL:
                    prefetch(_value(&block[i], &columns[column + 1]))
            _add_column(&columns[column], block, some)
        first += some


cdef inline const uint8_t* _value(const Place* place, const Added* column) noexcept nogil:
    return place.chunk + (<uint64_t>column.offset << STORE_CHUNK_BITS) + place.at * <uint64_t>column.width


cdef void _add_column(const Added* column, const Place* block, uint32_t some) noexcept nogil:
    cdef uint64_t offset = <uint64_t>column.offset << STORE_CHUNK_BITS
    if column.how != SUM:
        _bound(block, some, offset, column.how == GREATEST)
    elif column.width == 8:
        _add_values(block, some, offset, <uint64_t>0)
    elif column.width == 4:
        _add_values(block, some, offset, <uint32_t>0)
    elif column.width == 2:
        _add_values(block, some, offset, <uint16_t>0)
    else:
        _add_values(block, some, offset, <uint8_t>0)


cdef void _add_values(const Place* block, uint32_t some, uint64_t offset, Value value) noexcept nogil:
    cdef uint32_t i
    for i in range(some):
        if block[i].chunk != NULL:
            value = (<const Value*>(block[i].chunk + offset))[block[i].at]
            if value:               # of many things, such as findings, most sessions have none
                block[i].group[0] += value


cdef void _bound(const Place* block, uint32_t some, uint64_t offset, bint greatest) noexcept nogil:
    cdef uint32_t i
    cdef int64_t time_ns
    cdef int64_t* bound
    for i in range(some):
        time_ns = (<const int64_t*>(block[i].chunk + offset))[block[i].at] if block[i].chunk != NULL else 0
        bound = <int64_t*>block[i].group
        if (time_ns > bound[0]) if greatest else (time_ns < bound[0]):
            bound[0] = time_ns
