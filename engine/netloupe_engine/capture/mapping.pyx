"""Mapping: a file's bytes in memory, without copying them.

A mapping may reserve more address space than its file has bytes: a file that is being written (the decompressed copy of
a capture) then becomes readable piece by piece at addresses that never change.

Pages are left to be mapped by faults: asking for them ahead (MADV_POPULATE_READ in windows of 2 to 32 MiB) was measured
to be 10 to 30 % slower on Linux 6.18, for packets of 84, 300 and 1,480 bytes, on ext4 and tmpfs alike.
"""
from libc.errno cimport ENOMEM, errno
from libc.stdint cimport int64_t, uint8_t, uint64_t
from posix.stat cimport fstat, struct_stat
from posix.unistd cimport _SC_PAGESIZE, close, dup, sysconf

from netloupe_engine.errors import CaptureError

from . cimport guard

cdef extern from "<sys/mman.h>" nogil:
    void* mmap(void* where, size_t size, int protection, int flags, int fd, long offset)
    int munmap(void* where, size_t size)
    int madvise(void* where, size_t size, int advice)
    void* MAP_FAILED
    enum:
        PROT_READ
        MAP_ANONYMOUS
        MAP_FIXED
        MAP_PRIVATE
        MAP_SHARED
        MAP_NORESERVE
        MADV_SEQUENTIAL

cdef extern from *:
    """
    static inline int64_t netloupe_modified_ns(const struct stat* facts) {
        return (int64_t)facts->st_mtim.tv_sec * 1000000000 + facts->st_mtim.tv_nsec;
    }
    """
    int64_t modified_ns "netloupe_modified_ns"(const struct_stat* facts) noexcept nogil

cdef enum:
    RESERVED_BYTES_MIN = 64 << 20   # less address space is not worth trying
    END_BYTES = 4096                # at each end, by which a file that has grown is known again

cdef int _open_count = 0


def open_mappings() -> int:
    """How many mappings are open in this process; tests assert it to be zero."""
    return _open_count


cdef class Mapping:
    """The bytes of an open file. Any thread may read [base, base + size) while it is open; one thread closes it.

    Raises:
        CaptureError: the system has no address space for it.
    """

    def __cinit__(self, int fd, uint64_t size, uint64_t reserve = 0):
        """Map `size` bytes of `fd`, with `reserve` bytes of address space kept for growing."""
        global _open_count
        cdef uint64_t room = max(size, reserve, <uint64_t>4096)
        cdef void* where
        cdef struct_stat facts
        self.slot = -1
        self.fd = dup(fd)
        if self.fd < 0:
            raise CaptureError("Too many files are open.")
        where = mmap(NULL, room, PROT_READ, MAP_SHARED | MAP_NORESERVE, fd, 0)
        while where == MAP_FAILED and errno == ENOMEM and room // 2 >= max(size, <uint64_t>RESERVED_BYTES_MIN):
            room //= 2
            where = mmap(NULL, room, PROT_READ, MAP_SHARED | MAP_NORESERVE, fd, 0)
        if where == MAP_FAILED:
            raise CaptureError(f"The system cannot map {size:,} bytes of the capture into memory.")
        self.base = <const uint8_t*>where
        self.size = size
        self.reserved = room
        self.slot = guard.watch(where, room)
        _open_count += 1
        if fstat(self.fd, &facts) == 0:
            self.modified_ns = modified_ns(&facts)
        self.ends = self._ends()
        madvise(where, room, MADV_SEQUENTIAL)

    cdef bint has_shrunk(self, uint64_t end) noexcept nogil:
        """Did the file lose bytes before `end`? What is read there now is zeros.

        The guard knows of whole pages only; the system itself fills up the last one.
        """
        cdef struct_stat facts
        return guard.has_shrunk(self.slot) or fstat(self.fd, &facts) != 0 or <uint64_t>facts.st_size < end

    cdef bint has_changed(self) noexcept:
        """Are the file's bytes others than when it was mapped? That more have come behind them is no change."""
        cdef struct_stat facts
        if self.base == NULL or self.fd < 0:
            return False
        if guard.has_shrunk(self.slot) or fstat(self.fd, &facts) != 0 or <uint64_t>facts.st_size < self.size:
            return True
        if modified_ns(&facts) == self.modified_ns:
            return False
        return <uint64_t>facts.st_size == self.size or self._ends() != self.ends

    cdef bytes _ends(self):
        return self.copy(0, END_BYTES) + self.copy(self.size - min(self.size, <uint64_t>END_BYTES), END_BYTES)

    cdef void seal(self) noexcept nogil:
        """No more bytes will come: give back the address space kept for them, and the file."""
        cdef uint64_t page = <uint64_t>sysconf(_SC_PAGESIZE)
        cdef uint64_t used = max(page, (self.size + page - 1) // page * page)
        if self.base != NULL and used < self.reserved:
            guard.cut(self.slot, used)
            munmap(<char*>self.base + used, self.reserved - used)
            self.reserved = used
        if self.fd >= 0:
            close(self.fd)
            self.fd = -1

    cdef void blank(self) noexcept nogil:
        """Let go of a sealed file, so that its disk space is free once it is deleted. Whoever still reads meets zeros:
        the address space stays taken until `close`."""
        if self.base != NULL:
            mmap(<void*>self.base, self.reserved, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE,
                 -1, 0)

    cdef bytes copy(self, uint64_t at, uint64_t size):
        """A copy of the bytes [at, at + size), cut to what is there."""
        if self.base == NULL or at >= self.size:
            return b""
        size = min(size, self.size - at)
        return self.base[at:at + size]

    def close(self):
        """Give the memory back; every pointer into it becomes invalid. May be called again."""
        global _open_count
        if self.base != NULL:
            guard.forget(self.slot)
            munmap(<void*>self.base, self.reserved)
            self.base = NULL
            self.size = 0
            _open_count -= 1
        if self.fd >= 0:
            close(self.fd)
            self.fd = -1

    def __dealloc__(self):
        self.close()
