"""Reader and Batch: packets read at once, the clock at each, and the handler each is dealt to.

The clock is packet time made monotonic: it follows the newest packet; small disorder leaves it where it is, and a
capture whose time is set back goes on from there, so that neither expires what is alive nor stops expiry.
"""
from libc.stdint cimport INT64_MAX, INT64_MIN, int64_t, uint8_t, uint32_t
from libc.stdlib cimport free, malloc

from ..capture.batch cimport BATCH_PACKETS, PacketRecord
from ..capture.file cimport CaptureFile
from ..core.pool cimport vector_at, vector_reserve
from ..packet.decode cimport outer_pair_hash
from ..packet.index cimport PacketIndex
from ..packet.row cimport PacketRow
from ..protocols.compiled cimport CompiledRegistry

cdef enum:
    SET_BACK_NS = 10_000_000_000        # older than the newest by this much: the clock was set back, it is not disorder


cdef class Batch:
    """Room for the packets of one turn. Filled by the reader, then read by all handlers, then filled again."""

    def __cinit__(self):
        self.records = <PacketRecord*>malloc(BATCH_PACKETS * sizeof(PacketRecord))
        self.clocks = <int64_t*>malloc(BATCH_PACKETS * sizeof(int64_t))
        self.dealt = <uint8_t*>malloc(BATCH_PACKETS)
        if self.records == NULL or self.clocks == NULL or self.dealt == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.records)
        free(self.clocks)
        free(self.dealt)


cdef class Reader:
    """Reads a capture source into batches: numbers the packets, gives each its clock, its index row, a handler."""

    def __cinit__(self, CaptureFile source, PacketIndex index, CompiledRegistry registry, int handlers):
        self.source, self.index, self.registry, self.handlers = source, index, registry, handlers
        self.newest_ns = INT64_MIN
        self.first_ns, self.last_ns = INT64_MAX, INT64_MIN

    def fill(self, Batch batch):
        """Read the next packets; answers how many, 0 at the end. Raises MemoryError."""
        cdef int count
        with nogil:
            count = self.read(batch)
        if count < 0:
            raise MemoryError("no memory for the packet index")
        return count

    def again(self, Batch batch, uint64_t[::1] places):
        """Fill with the packets at these file offsets instead of the next ones, numbered anew. Raises MemoryError."""
        cdef Py_ssize_t i
        batch.count = 0
        for i in range(min(places.shape[0], BATCH_PACKETS)):
            if self.source.read_at(places[i], &batch.records[batch.count]):
                batch.count += 1
        if not vector_reserve(&self.index.rows, batch.count):
            raise MemoryError("no memory for the packet index")
        self._number(batch)
        return batch.count

    cdef int read(self, Batch batch) noexcept nogil:
        """As `fill`, with -1 for want of memory."""
        cdef int i
        batch.count = self.source.read_batch(batch.records, BATCH_PACKETS)
        batch.clock = self.clock
        if not vector_reserve(&self.index.rows, batch.count):
            batch.count = 0
            return -1
        self._number(batch)
        if self.handlers > 1:
            # A symmetric hash of the outermost address pair: a session, its fragments and its tunnelled children meet
            # in one handler.
            for i in range(batch.count):
                batch.dealt[i] = <uint8_t>(outer_pair_hash(&self.registry.tables, &batch.records[i])
                                           % <uint32_t>self.handlers)
        return batch.count

    cdef void _number(self, Batch batch) noexcept nogil:
        cdef int i
        cdef PacketRecord* packet
        cdef PacketRow* row
        cdef int64_t time_ns
        for i in range(batch.count):
            packet = &batch.records[i]
            self.number += 1
            packet.number = self.number
            self.wire_bytes += packet.length
            self.captured_bytes += packet.captured
            time_ns = packet.time_ns
            if time_ns:                     # a simple packet block has none
                self.first_ns = min(self.first_ns, time_ns)
                self.last_ns = max(self.last_ns, time_ns)
            if self.newest_ns == INT64_MIN or time_ns < self.newest_ns - SET_BACK_NS:
                self.newest_ns = time_ns
            elif time_ns > self.newest_ns:
                self.clock += time_ns - self.newest_ns
                self.newest_ns = time_ns
            batch.clocks[i] = self.clock
            row = <PacketRow*>vector_at(&self.index.rows, self.index.rows.count)
            self.index.rows.count += 1
            row.place = packet.at
            row.time_ns = time_ns
            row.session = 0
            row.length = packet.length
        batch.clock = self.clock
