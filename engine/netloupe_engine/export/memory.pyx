"""Memory: the stores and the handlers' lists of an analysis, as exports read them. Any thread; records never move."""
from libc.stdint cimport int64_t, uint32_t
from libc.stdlib cimport calloc, free

from ..packet.index cimport row_of


cdef class Memory:
    """Filled by who knows handlers (handler/recall.pyx); `owners` are whose lists they are."""

    def __cinit__(self, SessionStore store, PacketIndex index, tuple owners):
        self.store, self.index, self.owners, self.handlers = store, index, owners, len(owners)
        self.lists = <Lists*>calloc(max(len(owners), 1), sizeof(Lists))
        if self.lists == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.lists)

    cdef int64_t time_of(self, uint32_t packet) noexcept nogil:
        """Time of a packet, 0 for one that is not known."""
        return row_of(&self.index.rows, packet).time_ns if packet and packet <= self.index.count else 0
