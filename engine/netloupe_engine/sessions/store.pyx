"""SessionStore: one row a session, in columns other threads may read while rows are written.

Columns are plain NumPy arrays in chunks that never move. The handler writes a row when its session ends, and while it
lives whenever somebody watches; readers copy. Row r is the session with id r + 1.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy

import numpy as np

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
        layout = np.dtype(list(COLUMNS.items()), align=True)
        if layout.itemsize != sizeof(Row):
            raise SystemError("the store's columns and its C row differ")
        self.chunks = <uint8_t***>calloc(STORE_CHUNKS_MAX, sizeof(uint8_t**))
        if self.chunks == NULL:
            raise MemoryError
        self.column_count = len(COLUMNS)
        self.arrays, self.places = [], {}
        for at, name in enumerate(COLUMNS):
            self.places[name] = at
            self.offsets[at] = layout.fields[name][1]
            self.widths[at] = layout[name].itemsize

    def __dealloc__(self):
        cdef uint64_t chunk
        for chunk in range(self.reserved >> STORE_CHUNK_BITS):
            free(self.chunks[chunk])
        free(self.chunks)

    def reserve(self, uint64_t rows):
        """Make room for `rows` in all. Raises MemoryError beyond about a thousand million."""
        cdef uint8_t[::1] memory
        cdef uint8_t** columns
        while self.reserved < rows:
            chunk = len(self.arrays)
            if chunk >= STORE_CHUNKS_MAX:
                raise MemoryError("the session store is full")
            columns = <uint8_t**>calloc(self.column_count, sizeof(uint8_t*))
            if columns == NULL:
                raise MemoryError
            self.chunks[chunk] = columns
            arrays = [np.zeros(1 << STORE_CHUNK_BITS, dtype) for dtype in COLUMNS.values()]
            for at, array in enumerate(arrays):
                memory = array.view("u1")
                columns[at] = &memory[0]
            self.arrays.append(arrays)
            self.reserved += 1 << STORE_CHUNK_BITS

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

    def column(self, str name, start=0, stop=None):
        """A copy of rows [start, stop) of a column as one NumPy array. Raises KeyError for a name that is none."""
        cdef uint64_t first = start, last = self.count if stop is None else min(stop, self.count)
        place = self.places[name]
        if first >= last:
            return np.empty(0, COLUMNS[name])
        parts = []
        for chunk in range(first >> STORE_CHUNK_BITS, ((last - 1) >> STORE_CHUNK_BITS) + 1):
            base = chunk << STORE_CHUNK_BITS
            parts.append(self.arrays[chunk][place][max(first, base) - base:last - base])
        return np.concatenate(parts)

    def cell(self, str name, uint64_t row):
        """One value as a Python int or bytes. Raises IndexError for a row that is not there."""
        if row >= self.count:
            raise IndexError(row)
        return self.arrays[row >> STORE_CHUNK_BITS][self.places[name]][row & ((1 << STORE_CHUNK_BITS) - 1)].item()

    def take(self, str name, rows):
        """A column's values at `rows`, an integer array."""
        rows = np.asarray(rows, "u8")
        out = np.empty(len(rows), COLUMNS[name])
        chunks, place = rows >> STORE_CHUNK_BITS, self.places[name]
        for chunk in np.unique(chunks):
            here = chunks == chunk
            out[here] = self.arrays[int(chunk)][place][rows[here] & ((1 << STORE_CHUNK_BITS) - 1)]
        return out
