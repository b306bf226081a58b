"""Bytes of many packets at once, one behind the other, so that they are looked through in one go."""
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport int64_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memset

from .batch cimport BATCH_PACKETS, PacketRecord
from .source cimport CaptureSource


def gather(CaptureSource source not None, const uint64_t[::1] at not None, Py_ssize_t start, uint64_t room):
    """The captured bytes of the packets at `at[start:]`, as many as have room (one at least): (bytes, where each ends).

    A packet that is no longer kept has none.
    """
    cdef PacketRecord* records = <PacketRecord*>malloc(BATCH_PACKETS * sizeof(PacketRecord))
    cdef uint64_t size = 0
    cdef Py_ssize_t count = 0
    cdef Py_ssize_t last = at.shape[0]
    cdef Py_ssize_t i
    cdef char* out
    if records == NULL:
        raise MemoryError
    try:
        with nogil:
            while count < BATCH_PACKETS and start + count < last:
                if not source.read_at(at[start + count], &records[count]) or source.is_gone(at[start + count]):
                    records[count].captured = 0
                if count and size + records[count].captured > room:
                    break
                size += records[count].captured
                count += 1
        found = PyBytes_FromStringAndSize(NULL, <Py_ssize_t>size)
        out = PyBytes_AS_STRING(found)
        ends, size = [], 0
        with nogil:
            for i in range(count):
                memcpy(out + size, records[i].data, records[i].captured)
                size += records[i].captured
        size = 0
        for i in range(count):
            size += records[i].captured
            ends.append(size)
        return found, ends
    finally:
        free(records)


def gather_parts(CaptureSource source not None, const uint64_t[::1] at not None, const int64_t[::1] begins not None,
                 const int64_t[::1] sizes not None, Py_ssize_t start, uint64_t room):
    """Parts of packets, one behind the other, as many as have room (one at least): (bytes, how many).

    Of the packet at `at[i]` these are `sizes[i]` bytes from `begins[i]` on; zeros where it does not have them any more.
    """
    cdef PacketRecord record
    cdef uint64_t size = 0
    cdef Py_ssize_t last = start
    cdef Py_ssize_t i
    cdef int64_t there
    cdef char* out
    while last < at.shape[0] and (last == start or size + <uint64_t>sizes[last] <= room):
        size += <uint64_t>sizes[last]
        last += 1
    found = PyBytes_FromStringAndSize(NULL, <Py_ssize_t>size)
    out = PyBytes_AS_STRING(found)
    with nogil:
        memset(out, 0, size)
        for i in range(start, last):
            if source.read_at(at[i], &record) and not source.is_gone(at[i]):
                there = min(sizes[i], <int64_t>record.captured - begins[i])
                if there > 0 and begins[i] >= 0:
                    memcpy(out, record.data + begins[i], <size_t>there)
            out += sizes[i]
    return found, last - start


def having_options(CaptureSource source not None, const uint64_t[::1] at not None):
    """Which of the packets at these offsets have options, comments for instance: their places in `at`."""
    cdef PacketRecord record
    cdef uint32_t size
    cdef Py_ssize_t i
    found = []
    with nogil:
        for i in range(at.shape[0]):
            if source.read_at(at[i], &record):
                size = 0
                source.packet_options(&record, &size)
                if size:
                    with gil:
                        found.append(i)
    return found
