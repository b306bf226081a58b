"""SessionStore: one row a session, in columns other threads may read while rows are written.

Columns are plain arrays in chunks that never move, read as NumPy arrays. The handler writes a row when its session
ends, and while it lives whenever somebody watches; readers copy. Row r is the session with id r + 1; it takes a slot in
the columns when it is first written, so what still lives unwatched costs nothing here.
"""
from .columns import DTYPES, RARE

from cpython.buffer cimport PyBUF_SIMPLE, PyBUF_WRITABLE, PyBuffer_Release, PyObject_GetBuffer
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy, memset

from ..core.pool cimport vector_at, vector_free, vector_init, vector_push, vector_reserve
from .columns cimport swap_pairs

cdef enum:
    SLOT_BITS = 16
    LINE_BITS = 6           # slots that lie together, whatever the column's width

cdef uint8_t[16] NOTHING = [0] * 16       # a row of which nothing was written yet


cdef struct Address:
    uint64_t[2] halves

ctypedef fused Value:                       # of a column, by its width
    uint8_t
    uint16_t
    uint32_t
    uint64_t
    Address


cdef void row_turn(Row* row) noexcept nogil:
    cdef uint8_t[16] address
    cdef uint8_t marks = row.tcp_marks
    memcpy(address, row.initiator, 16)
    memcpy(row.initiator, row.responder, 16)
    memcpy(row.responder, address, 16)
    row.initiator_port, row.responder_port = row.responder_port, row.initiator_port
    swap_pairs(row)
    row.tcp_marks = <uint8_t>((marks & 0xFC) | (marks & 1) << 1 | (marks >> 1 & 1))


cdef inline const uint8_t* _at(SessionStore store, uint64_t slot, uint32_t column) noexcept nogil:
    """Where the value of a slot lies, of any column."""
    cdef const uint8_t* chunk = store.taken.chunks[slot >> STORE_CHUNK_BITS]
    cdef uint32_t link
    slot &= (1 << STORE_CHUNK_BITS) - 1
    if not store.is_rare[column]:
        return chunk + (<uint64_t>store.spots[column] << STORE_CHUNK_BITS) + slot * store.widths[column]
    link = (<const uint32_t*>(chunk + (<uint64_t>store.links << STORE_CHUNK_BITS)))[slot]
    return <const uint8_t*>vector_at(&store.rare, link - 1) + store.spots[column] if link else NOTHING


cdef void _gather_values(Value* out, SessionStore store, uint32_t column, const uint64_t* rows, uint64_t first,
                         uint64_t count, const uint64_t* places) noexcept nogil:
    """What `_gathered` says. A loop for each width, and nothing looked up in it but the slot: a table of a million
    sessions is read by such columns."""
    cdef uint64_t published = store.count, offset = <uint64_t>store.spots[column] << STORE_CHUNK_BITS
    cdef uint64_t i, row, at
    cdef uint8_t** chunks = store.taken.chunks      # the directory never moves
    cdef uint8_t** slots = store.slots.chunks       # nor this one; the compiler cannot know
    cdef const Value* values
    cdef uint32_t slot
    cdef bint rare = store.is_rare[column]
    for i in range(count):
        row = rows[i] if rows != NULL else first + i
        slot = (<uint32_t*>slots[row >> SLOT_BITS])[row & ((1 << SLOT_BITS) - 1)] if row < published else 0
        at = i if places == NULL else places[i]
        if slot:
            values = <const Value*>(chunks[slot - 1 >> STORE_CHUNK_BITS] + offset)
            out[at] = values[slot - 1 & ((1 << STORE_CHUNK_BITS) - 1)] if not rare else (
                <const Value*>_at(store, slot - 1, column))[0]
        else:
            memset(&out[at], 0, sizeof(Value))


cdef void _gathered(uint8_t* out, SessionStore store, uint32_t column, const uint64_t* rows, uint64_t first,
                    uint64_t count, const uint64_t* places) noexcept nogil:
    """What `SessionStore._gather` says; unless NULL, `places` are where in `out` the values go."""
    cdef uint32_t width = store.widths[column]
    if width == 8:
        _gather_values(<uint64_t*>out, store, column, rows, first, count, places)
    elif width == 4:
        _gather_values(<uint32_t*>out, store, column, rows, first, count, places)
    elif width == 2:
        _gather_values(<uint16_t*>out, store, column, rows, first, count, places)
    elif width == 1:
        _gather_values(out, store, column, rows, first, count, places)
    else:
        _gather_values(<Address*>out, store, column, rows, first, count, places)


cdef class SessionStore:
    """The session table as columns.

    Writing: the analysis' worker only. Reading (`column`, `cell`, `take`): any thread; what is read of a row that is
    being written may mix its last two versions, and is right again after the next snapshot.
    """

    def __cinit__(self):
        cdef uint32_t at = 0, offset = 0, spot = 0, beside = 0
        if not vector_init(&self.slots, sizeof(uint32_t), SLOT_BITS):
            raise MemoryError
        if len(DTYPES) > STORE_COLUMNS_MAX:
            raise SystemError("the store has no room for so many columns")
        self.column_count = len(DTYPES)
        self.places, self.added = {}, {}
        for name, dtype in DTYPES.items():
            # Wider columns come first, so the C row has no padding between them.
            self.places[name] = at
            self.offsets[at], self.widths[at], self.is_rare[at] = offset, int(dtype[1:]), name in RARE
            offset += self.widths[at]
            if self.is_rare[at]:
                self.rare_columns[self.rare_count] = at
                self.rare_count += 1
                self.spots[at] = beside
                beside += self.widths[at]
            else:
                self.spots[at] = spot
                spot += self.widths[at]
            at += 1
        if (offset + 7) // 8 * 8 != sizeof(Row):
            raise SystemError("the store's columns and its C row differ")
        self.links = spot
        if not (vector_init(&self.taken, spot + sizeof(uint32_t), STORE_CHUNK_BITS)
                and vector_init(&self.rare, (beside + 3) // 4 * 4, STORE_CHUNK_BITS)):
            raise MemoryError

    def __dealloc__(self):
        with nogil:
            vector_free(&self.taken)
            vector_free(&self.rare)
            vector_free(&self.slots)

    def reserve(self, uint64_t rows):
        """Make room for `rows` in all, and for writing all of them. Raises MemoryError."""
        if rows > self.slots.count:
            if not vector_reserve(&self.slots, rows - self.slots.count):
                raise MemoryError("no memory left for the session store")
            while self.slots.count < rows:
                (<uint32_t*>vector_push(&self.slots))[0] = 0
        if rows > self.reserved:
            if not (vector_reserve(&self.taken, rows - self.taken.count)
                    and vector_reserve(&self.rare, rows - self.rare.count)):
                raise MemoryError("no memory left for the session store")
            self.reserved = ((rows - 1 >> STORE_CHUNK_BITS) + 1) << STORE_CHUNK_BITS

    def publish(self, uint64_t count):
        """Rows below `count` may be read from now on."""
        self.count = count

    cdef void write(self, uint64_t row, const Row* values) noexcept nogil:
        """Scatter one row into its slot's columns; there must be room."""
        cdef uint32_t* slot = <uint32_t*>vector_at(&self.slots, row)
        cdef uint64_t at = slot[0] - 1 if slot[0] else self.taken.count
        cdef uint8_t* chunk = self.taken.chunks[at >> STORE_CHUNK_BITS]
        cdef const uint8_t* source = <const uint8_t*>values
        cdef uint8_t* column
        cdef uint32_t i, width
        cdef bint first = slot[0] == 0
        at &= (1 << STORE_CHUNK_BITS) - 1
        for i in range(self.column_count):
            if self.is_rare[i]:
                continue
            width = self.widths[i]
            column = chunk + (<uint64_t>self.spots[i] << STORE_CHUNK_BITS)
            if width == 8:
                (<uint64_t*>column)[at] = (<const uint64_t*>(source + self.offsets[i]))[0]
            elif width == 4:
                (<uint32_t*>column)[at] = (<const uint32_t*>(source + self.offsets[i]))[0]
            elif width == 2:
                (<uint16_t*>column)[at] = (<const uint16_t*>(source + self.offsets[i]))[0]
            elif width == 1:
                column[at] = source[self.offsets[i]]
            else:
                memcpy(column + at * width, source + self.offsets[i], width)
        self._write_rare(<uint32_t*>(chunk + (<uint64_t>self.links << STORE_CHUNK_BITS)) + at, source)
        if first:
            # In this order: a reader that sees the slot finds it written.
            self.taken.count += 1
            slot[0] = <uint32_t>self.taken.count

    cdef void _write_rare(self, uint32_t* link, const uint8_t* source) noexcept nogil:
        """What few rows have, in a record that is made when it is first needed. There must be room."""
        cdef uint32_t i, k
        cdef uint8_t* record = <uint8_t*>vector_at(&self.rare, link[0] - 1) if link[0] else NULL
        for k in range(self.rare_count):
            i = self.rare_columns[k]
            if record == NULL and memcmp(source + self.offsets[i], NOTHING, self.widths[i]) != 0:
                record = <uint8_t*>vector_push(&self.rare)
                memset(record, 0, self.rare.record_bytes)
            if record != NULL:
                memcpy(record + self.spots[i], source + self.offsets[i], self.widths[i])
        if record != NULL and link[0] == 0:
            link[0] = <uint32_t>self.rare.count

    cdef bint read(self, uint64_t row, Row* values) noexcept nogil:
        """Gather a row from its slot's columns; all zeros, and False, where nothing was written of it yet."""
        cdef uint32_t slot = (<uint32_t*>vector_at(&self.slots, row))[0] if row < self.count else 0
        cdef uint8_t* out = <uint8_t*>values
        cdef const uint8_t* chunk
        cdef const uint8_t* beside = NULL
        cdef const uint8_t* source
        cdef uint32_t i, width, link
        cdef uint64_t at
        if slot == 0:
            memset(values, 0, sizeof(Row))
            return False
        chunk = self.taken.chunks[slot - 1 >> STORE_CHUNK_BITS]
        at = slot - 1 & ((1 << STORE_CHUNK_BITS) - 1)
        link = (<const uint32_t*>(chunk + (<uint64_t>self.links << STORE_CHUNK_BITS)))[at]
        if link:
            beside = <const uint8_t*>vector_at(&self.rare, link - 1)
        for i in range(self.column_count):
            width = self.widths[i]
            if not self.is_rare[i]:
                source = chunk + (<uint64_t>self.spots[i] << STORE_CHUNK_BITS) + at * width
            else:
                source = beside + self.spots[i] if beside != NULL else NOTHING
            if width == 8:
                (<uint64_t*>(out + self.offsets[i]))[0] = (<const uint64_t*>source)[0]
            elif width == 4:
                (<uint32_t*>(out + self.offsets[i]))[0] = (<const uint32_t*>source)[0]
            elif width == 2:
                (<uint16_t*>(out + self.offsets[i]))[0] = (<const uint16_t*>source)[0]
            elif width == 1:
                out[self.offsets[i]] = source[0]
            else:
                memcpy(out + self.offsets[i], source, width)
        return True

    @property
    def names(self):
        """Column names."""
        return tuple(self.places)

    def __len__(self):
        return self.count

    cdef const uint8_t* value(self, uint64_t row, uint32_t column) noexcept nogil:
        """Where a row's value lies."""
        cdef uint32_t slot = (<uint32_t*>vector_at(&self.slots, row))[0] if row < self.count else 0
        if slot == 0:
            return NOTHING
        return _at(self, slot - 1, column)

    cdef void _gather(self, uint8_t* out, uint32_t column, const uint64_t* rows, uint64_t first,
                      uint64_t count) noexcept nogil:
        """A column's values at `count` rows, those from `first` on or, unless NULL, `rows`; zeros where nothing was
        written yet."""
        _gathered(out, self, column, rows, first, count, NULL)

    def column(self, str name, start=0, stop=None):
        """A copy of rows [start, stop) of a column as one NumPy array. Raises KeyError for a name that is none."""
        import numpy as np
        cdef uint64_t first = start, last = self.count if stop is None else min(stop, self.count)
        cdef uint32_t place = self.places[name]
        cdef Py_buffer out
        values = np.empty(last - first if first < last else 0, DTYPES[name])
        PyObject_GetBuffer(values, &out, PyBUF_WRITABLE)
        with nogil:
            self._gather(<uint8_t*>out.buf, place, NULL, first, last - first if first < last else 0)
        PyBuffer_Release(&out)
        self._add(name, values, first, last)
        return values

    def _add(self, name, values, uint64_t first, uint64_t last):
        """What was found about rows [first, last) after they were written."""
        if name in self.added:
            rows, more = self.added[name]
            begin, end = rows.searchsorted([first, last])
            values[rows[begin:end] - first] += more[begin:end]

    def columns(self, names, uint64_t start, uint64_t stop):
        """Copies of rows [start, stop) of several columns, by name; as many as there are. Raises KeyError.

        Rows lie in the order in which they were first written, mostly that of their ends, and are read in it: met in
        that of their numbers, each would be all over the memory again for each column."""
        import numpy as np
        cdef uint64_t last = min(stop, self.count), first = min(start, last), i
        cdef Py_buffer out, wanted, places
        slots = np.empty(last - first, "u4")
        PyObject_GetBuffer(slots, &out, PyBUF_WRITABLE)
        for i in range(last - first):
            (<uint32_t*>out.buf)[i] = (<uint32_t*>vector_at(&self.slots, first + i))[0]
        PyBuffer_Release(&out)
        # Sixteen bits are sorted without comparisons; past some millions of rows they begin again, which does no harm.
        order = np.argsort((slots >> np.uint32(LINE_BITS)).astype("u2"), kind="stable").astype("u8")
        rows, found = order + np.uint64(first), {}
        PyObject_GetBuffer(rows, &wanted, PyBUF_SIMPLE)
        PyObject_GetBuffer(order, &places, PyBUF_SIMPLE)
        for name in names:
            found[name] = np.empty(last - first, DTYPES[name])
            PyObject_GetBuffer(found[name], &out, PyBUF_WRITABLE)
            _gathered(<uint8_t*>out.buf, self, self.places[name], <const uint64_t*>wanted.buf, 0, last - first,
                      <const uint64_t*>places.buf)
            PyBuffer_Release(&out)
            self._add(name, found[name], first, last)
        PyBuffer_Release(&wanted)
        PyBuffer_Release(&places)
        return found

    def cell(self, str name, uint64_t row):
        """One value as a Python int or bytes. Raises KeyError, and IndexError for a row that is not there."""
        cdef uint32_t place = self.places[name], width = self.widths[place]
        cdef const uint8_t* value = self.value(row, place)
        if row >= self.count:
            raise IndexError(row)
        if width == 8:
            return (<const int64_t*>value)[0] if DTYPES[name] == "i8" else (<const uint64_t*>value)[0]
        if width == 4:
            return (<const uint32_t*>value)[0]
        if width == 2:
            return (<const uint16_t*>value)[0] + self._more(name, row)
        return value[0] if width == 1 else value[:width]

    def _more(self, name, row):
        if name not in self.added:
            return 0
        rows, more = self.added[name]
        at = int(rows.searchsorted(row))
        return int(more[at]) if at < len(rows) and rows[at] == row else 0

    def values(self, str name):
        """A column as a list of Python numbers, for who has no other use for NumPy. Raises KeyError."""
        cdef uint64_t row
        return [self.cell(name, row) for row in range(self.count)]

    def take(self, str name, rows):
        """A column's values at `rows`, an integer array below the length."""
        import numpy as np
        cdef uint32_t place = self.places[name]
        cdef Py_buffer out, wanted
        rows = np.ascontiguousarray(rows, "u8")
        values = np.empty(len(rows), DTYPES[name])
        PyObject_GetBuffer(rows, &wanted, PyBUF_SIMPLE)
        PyObject_GetBuffer(values, &out, PyBUF_WRITABLE)
        with nogil:
            self._gather(<uint8_t*>out.buf, place, <const uint64_t*>wanted.buf, 0, wanted.len // sizeof(uint64_t))
        PyBuffer_Release(&out)
        PyBuffer_Release(&wanted)
        if name in self.added:
            known, more = self.added[name]
            at = np.minimum(known.searchsorted(rows), len(known) - 1)
            values += np.where(known[at] == rows, more[at], 0).astype(values.dtype)
        return values
