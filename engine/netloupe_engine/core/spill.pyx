"""Spill: full chunks of vectors move to a file on disk and stay at their addresses.

A chunk is written to the file, which then is mapped in its place: readers in other threads hold the same pointers and
see the same bytes, before, during and after. The memory is the system's again, which keeps what is looked at in its
page cache as long as there is room. Records of a chunk that moved may still be changed; the file follows.

The blocks are written before they are mapped, so a full disk is an error here and no signal later. After an error
nothing moves any more: what is in memory stays there.
"""
from libc cimport errno
from libc.stdint cimport uint64_t
from posix.fcntl cimport O_CLOEXEC, O_RDWR, open as open_
from posix.unistd cimport _SC_PAGESIZE, close, ftruncate, pwrite, sysconf, unlink

from .pool cimport MAP_FAILED, PROT_READ, PROT_WRITE, Vector, chunk_bytes, madvise, mmap

import os

cdef extern from "<sys/mman.h>" nogil:
    enum:
        MADV_DONTNEED
        MAP_FIXED
        MAP_SHARED

cdef extern from "<stdlib.h>" nogil:
    int mkostemp(char* template, int flags)

cdef extern from "<string.h>" nogil:
    char* strcpy(char* target, const char* source)
    char* strcat(char* target, const char* source)
    size_t strlen(const char* text)

cdef extern from "<fcntl.h>" nogil:
    enum:
        O_TMPFILE

cdef extern from "<sys/vfs.h>" nogil:
    struct statfs_t "statfs":
        long f_type
    int statfs_ "statfs"(const char* path, statfs_t* out)

cdef enum:
    TMPFS_MAGIC = 0x01021994
    PATH_BYTES = 4096
    MODE = 0o600

cdef char* PREFIX = b"/netloupe-spill-XXXXXX"
cdef uint64_t _page_bytes = sysconf(_SC_PAGESIZE)


def spill_folder():
    """Where temporary files go, but not into memory: /var/tmp where the usual place is a tmpfs."""
    import tempfile
    cdef statfs_t found
    usual = tempfile.gettempdir()
    if statfs_(os.fsencode(usual), &found) == 0 and found.f_type == TMPFS_MAGIC and os.access("/var/tmp", os.W_OK):
        return "/var/tmp"
    return usual


cdef class Spill:
    """A file without a name that takes over memory. Used by one thread at a time, while nobody else writes to the
    vectors."""

    def __cinit__(self, folder=""):
        """The file is made in `folder` ("": `spill_folder()`) when it is first needed."""
        self.fd = -1
        self.folder = os.fsencode(folder)

    def __dealloc__(self):
        if self.fd >= 0:
            close(self.fd)      # its mappings keep the file until they go

    cdef const char* _folder(self) noexcept with gil:
        """The folder's path, which is looked for only now: most analyses never come here. NULL where there is none."""
        try:
            self.folder = self.folder or os.fsencode(spill_folder())
        except OSError as error:
            errno.errno = error.errno or errno.ENOENT
            return NULL
        return self.folder

    cdef bint _open(self) noexcept nogil:
        cdef char[PATH_BYTES] path
        cdef const char* folder = self._folder()
        if folder == NULL:
            return False
        self.fd = open_(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, MODE)
        if self.fd < 0 and strlen(folder) + strlen(PREFIX) < PATH_BYTES:
            # Not every file system has files without names.
            strcpy(path, folder)
            strcat(path, PREFIX)
            self.fd = mkostemp(path, O_CLOEXEC)
            if self.fd >= 0:
                unlink(path)
        return self.fd >= 0

    cdef bint _write(self, const char* data, uint64_t size) noexcept nogil:
        cdef uint64_t done = 0
        cdef ssize_t count
        while done < size:
            count = pwrite(self.fd, data + done, size - done, self.bytes + done)
            if count <= 0:
                return False
            done += count
        return True

    cdef bint oldest(self, Vector* v, uint64_t count) noexcept nogil:
        """Move the oldest chunk of `v` that is in memory, if all its records are below `count`; was there one?"""
        cdef uint64_t size = chunk_bytes(v), chunk = v.spilled
        cdef void* where
        if self.trouble or chunk >= count >> v.chunk_bits or size & (_page_bytes - 1):
            return False
        where = v.chunks[chunk]
        errno.errno = 0
        if (self.fd >= 0 or self._open()) and self._write(<const char*>where, size):
            if mmap(where, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, self.fd, self.bytes) != MAP_FAILED:
                self.bytes += size
                v.spilled += 1
                return True
        self.trouble = errno.errno if errno.errno else errno.ENOSPC
        if self.fd >= 0:
            ftruncate(self.fd, self.bytes)
        return False

    cdef void let_go(self, Vector* v, uint64_t turn) noexcept nogil:
        """Unmap what was read or changed of one of the chunks on disk, another one each turn; the page cache has it."""
        if v.spilled:
            madvise(v.chunks[turn % v.spilled], chunk_bytes(v), MADV_DONTNEED)
