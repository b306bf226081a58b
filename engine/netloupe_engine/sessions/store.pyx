"""SessionStore: one row a session, in columns other threads may read while rows are written.

Columns are plain arrays in chunks that never move, read as NumPy arrays. The handler writes a row when its session
ends, and while it lives whenever somebody watches; readers copy. Row r is the session with id r + 1.
"""
from cpython.buffer cimport PyBUF_READ
from cpython.memoryview cimport PyMemoryView_FromMemory
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy

_WIDE = ("start_ns", "end_ns", "rtt_ns", "server_rtt_ns", "data_rtt_min_ns", "data_rtt_mean_ns", "data_rtt_max_ns")
_COUNTS = ("vlan", "packets_up", "packets_down", "bytes_up", "bytes_down", "payload_bytes_up", "payload_bytes_down")
_WORDS = ("parent", "first_packet", "last_packet", "decided_packet", "retransmissions_up", "retransmissions_down",
          "out_of_order_up", "out_of_order_down", "duplicate_acks_up", "duplicate_acks_down", "zero_windows_up",
          "zero_windows_down", "resets_up", "resets_down", "history", "attributes", "inner")
_HALVES = ("initiator_port", "responder_port", "protocol", "path", "application", "findings", "mss_up", "mss_down")
_BYTES = ("family", "ip_protocol", "state", "end_reason", "decided_by", "confidence", "window_shift_up",
          "window_shift_down", "flags_up", "flags_down", "tcp_marks", "handler")
COLUMNS = {
    **dict.fromkeys(_WIDE, "i8"), **dict.fromkeys(_COUNTS, "u8"), **dict.fromkeys(_WORDS, "u4"),
    **dict.fromkeys(_HALVES, "u2"), "initiator": "V16", "responder": "V16", **dict.fromkeys(_BYTES, "u1"),
}


cdef class SessionStore:
    """The session table as columns.

    Writing: the analysis' worker only. Reading (`column`, `cell`, `take`): any thread; what is read of a row that is
    being written may mix its last two versions, and is right again after the next snapshot.
    """

    def __cinit__(self):
        cdef uint32_t at = 0, offset = 0
        self.chunks = <uint8_t***>calloc(STORE_CHUNKS_MAX, sizeof(uint8_t**))
        if self.chunks == NULL:
            raise MemoryError
        self.column_count = len(COLUMNS)
        self.places = {}
        for name, dtype in COLUMNS.items():
            # Wider columns come first, so the C row has no padding between them.
            self.places[name] = at
            self.offsets[at], self.widths[at] = offset, int(dtype[1:])
            offset += self.widths[at]
            at += 1
        if (offset + 7) // 8 * 8 != sizeof(Row):
            raise SystemError("the store's columns and its C row differ")

    def __dealloc__(self):
        cdef uint64_t chunk
        cdef uint32_t column
        for chunk in range(self.reserved >> STORE_CHUNK_BITS):
            for column in range(self.column_count):
                free(self.chunks[chunk][column])
            free(self.chunks[chunk])
        free(self.chunks)

    def reserve(self, uint64_t rows):
        """Make room for `rows` in all. Raises MemoryError, also beyond about a thousand million."""
        cdef uint8_t** columns
        cdef uint64_t chunk
        cdef uint32_t column
        while self.reserved < rows:
            chunk = self.reserved >> STORE_CHUNK_BITS
            columns = <uint8_t**>calloc(self.column_count, sizeof(uint8_t*)) if chunk < STORE_CHUNKS_MAX else NULL
            if columns == NULL:
                raise MemoryError("the session store is full")
            self.chunks[chunk] = columns
            self.reserved += 1 << STORE_CHUNK_BITS
            for column in range(self.column_count):
                columns[column] = <uint8_t*>calloc(1 << STORE_CHUNK_BITS, self.widths[column])
                if columns[column] == NULL:
                    raise MemoryError("no memory left for the session store")

    def publish(self, uint64_t count):
        """Rows below `count` may be read from now on."""
        self.count = count

    cdef void write(self, uint64_t row, const Row* values) noexcept nogil:
        """Scatter one row into its columns; there must be room."""
        cdef uint8_t** columns = self.chunks[row >> STORE_CHUNK_BITS]
        cdef uint64_t at = row & ((1 << STORE_CHUNK_BITS) - 1)
        cdef const uint8_t* source = <const uint8_t*>values
        cdef uint32_t i, width
        for i in range(self.column_count):
            width = self.widths[i]
            if width == 8:
                (<uint64_t*>columns[i])[at] = (<const uint64_t*>(source + self.offsets[i]))[0]
            elif width == 4:
                (<uint32_t*>columns[i])[at] = (<const uint32_t*>(source + self.offsets[i]))[0]
            elif width == 2:
                (<uint16_t*>columns[i])[at] = (<const uint16_t*>(source + self.offsets[i]))[0]
            elif width == 1:
                columns[i][at] = source[self.offsets[i]]
            else:
                memcpy(columns[i] + at * width, source + self.offsets[i], width)

    @property
    def names(self):
        """Column names."""
        return tuple(self.places)

    def __len__(self):
        return self.count

    cdef object _chunk(self, uint64_t chunk, uint32_t column, str dtype):
        """One chunk of a column as a NumPy array that borrows it; callers copy before they answer."""
        import numpy as np
        return np.frombuffer(PyMemoryView_FromMemory(<char*>self.chunks[chunk][column],
                                                     self.widths[column] << STORE_CHUNK_BITS, PyBUF_READ), dtype)

    def column(self, str name, start=0, stop=None):
        """A copy of rows [start, stop) of a column as one NumPy array. Raises KeyError for a name that is none."""
        import numpy as np
        cdef uint64_t first = start, last = self.count if stop is None else min(stop, self.count)
        place, dtype = self.places[name], COLUMNS[name]
        if first >= last:
            return np.empty(0, dtype)
        parts = []
        for chunk in range(first >> STORE_CHUNK_BITS, ((last - 1) >> STORE_CHUNK_BITS) + 1):
            base = chunk << STORE_CHUNK_BITS
            parts.append(self._chunk(chunk, place, dtype)[max(first, base) - base:last - base])
        return np.concatenate(parts)

    def cell(self, str name, uint64_t row):
        """One value as a Python int or bytes. Raises KeyError, and IndexError for a row that is not there."""
        cdef uint32_t place = self.places[name], width = self.widths[place]
        cdef const uint8_t* value
        if row >= self.count:
            raise IndexError(row)
        value = self.chunks[row >> STORE_CHUNK_BITS][place] + (row & ((1 << STORE_CHUNK_BITS) - 1)) * width
        if width == 8:
            return (<const int64_t*>value)[0] if COLUMNS[name] == "i8" else (<const uint64_t*>value)[0]
        if width == 4:
            return (<const uint32_t*>value)[0]
        if width == 2:
            return (<const uint16_t*>value)[0]
        return value[0] if width == 1 else value[:width]

    def take(self, str name, rows):
        """A column's values at `rows`, an integer array."""
        import numpy as np
        rows = np.asarray(rows, "u8")
        place, dtype = self.places[name], COLUMNS[name]
        out = np.empty(len(rows), dtype)
        chunks = rows >> np.uint64(STORE_CHUNK_BITS)
        for chunk in np.flatnonzero(np.bincount(chunks.astype(np.intp))).tolist():
            here = chunks == chunk
            out[here] = self._chunk(chunk, place, dtype)[rows[here] & np.uint64((1 << STORE_CHUNK_BITS) - 1)]
        return out
