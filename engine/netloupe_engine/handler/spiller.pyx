"""Spiller: what an analysis remembers goes to disk, oldest first, once it takes more memory than it may.

These are the stores, which grow as long as packets come: session rows, packet index, histories, kept values, findings.
What lives in the handlers' tables stays in memory.
"""
from libc.stdint cimport int64_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from posix.time cimport CLOCK_MONOTONIC, clock_gettime, timespec

from ..core.pool cimport Vector, vector_bytes
from ..core.spill cimport Spill, vector_full
from ..packet.index cimport PacketIndex
from ..sessions.store cimport SessionStore
from .context cimport Context
from .pipeline cimport Pipeline

import os

cdef enum:
    STORES = 4              # vectors that there are once
    HANDLER_STORES = 6      # vectors of each handler
    TURN_NS = 15_000_000    # of moving at a time: nobody waits for long

cdef inline int64_t _now_ns() noexcept nogil:
    cdef timespec now
    clock_gettime(CLOCK_MONOTONIC, &now)
    return <int64_t>now.tv_sec * 1_000_000_000 + now.tv_nsec


cdef class Spiller:
    """Moves an analysis' stores to disk. `relieve` is the worker's, between two batches; the rest any thread's."""

    cdef Spill spill
    cdef PacketIndex index
    cdef SessionStore store
    cdef tuple pipelines
    cdef Vector** vectors       # the packet index first
    cdef uint32_t count
    cdef uint64_t bytes_max
    cdef uint64_t turns         # calls of `relieve`

    def __cinit__(self, PacketIndex index, SessionStore store, pipelines, uint64_t bytes_max, folder=""):
        """Keep at most `bytes_max` bytes in memory, as far as chunks that are still written to allow."""
        cdef Context* c
        cdef Vector** place
        cdef Pipeline pipeline
        self.index, self.store, self.pipelines, self.bytes_max = index, store, tuple(pipelines), bytes_max
        self.spill = Spill(folder)
        self.count = STORES + HANDLER_STORES * len(self.pipelines)
        self.vectors = <Vector**>calloc(self.count, sizeof(Vector*))
        if self.vectors == NULL:
            raise MemoryError
        self.vectors[0], self.vectors[1] = &index.rows, &store.taken
        self.vectors[2], self.vectors[3] = &store.slots, &store.rare
        place = self.vectors + STORES
        for pipeline in self.pipelines:
            c = &pipeline.c
            place[0], place[1], place[2] = &c.history, &c.kept.values, &c.kept.arena
            place[3], place[4], place[5] = &c.raised, &c.inners, &pipeline.ids.sessions
            place += HANDLER_STORES

    def __dealloc__(self):
        free(self.vectors)

    @property
    def held(self):
        """Bytes of the stores in memory."""
        cdef uint64_t total = 0
        cdef uint32_t i
        for i in range(self.count):
            total += vector_bytes(self.vectors[i])
        return total

    @property
    def spilled(self):
        """Bytes of the stores on disk."""
        return self.spill.bytes

    @property
    def trouble(self):
        """Why nothing goes to disk any more, in the system's words; "" if nothing is wrong."""
        return os.strerror(self.spill.trouble) if self.spill.trouble else ""

    cdef uint64_t _written(self, uint32_t which) noexcept nogil:
        """Records of a vector that are final, or written by the worker only. The reader is ahead in the index."""
        return self.index.count if which == 0 else self.vectors[which].count

    cdef bint _move(self) noexcept nogil:
        """Move a chunk of the vector that has most of its memory in full chunks; was there one?"""
        cdef uint64_t size, largest = 0
        cdef uint32_t i, which = 0
        for i in range(self.count):
            size = vector_full(self.vectors[i], self._written(i)) * self.vectors[i].record_bytes \
                << self.vectors[i].chunk_bits
            if size > largest:
                largest, which = size, i
        return largest != 0 and self.spill.oldest(self.vectors[which], self._written(which))

    cdef bint _relieve(self) noexcept nogil:
        cdef int64_t begun = _now_ns()
        cdef uint64_t total
        cdef uint32_t i
        self.turns += 1
        for i in range(self.count):
            self.spill.let_go(self.vectors[i], self.turns)
        while _now_ns() - begun < TURN_NS:
            total = 0
            for i in range(self.count):
                total += vector_bytes(self.vectors[i])
            if total <= self.bytes_max or not self._move():
                return True
        return False

    def relieve(self):
        """Move old chunks to disk for a few milliseconds, if there is too much in memory; False if more should go."""
        cdef bint enough
        with nogil:
            enough = self._relieve()
        return enough
