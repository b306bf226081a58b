"""Memory: an analysis' store of sessions and its handlers' lists, as exports read them. Any thread; records never
move."""
from libc.stdlib cimport calloc, free


cdef class Memory:
    """Filled by who knows handlers (handler/recall.pyx); `owners` are whose lists they are."""

    def __cinit__(self, SessionStore store, tuple owners):
        self.store, self.owners, self.handlers = store, owners, len(owners)
        self.lists = <Lists*>calloc(max(len(owners), 1), sizeof(Lists))
        if self.lists == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.lists)
