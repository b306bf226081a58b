"""Copier: copies packets from a mapped capture to a file, through one large buffer and without the GIL."""
from libc.errno cimport EINTR, errno
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy
from posix.unistd cimport write

import os
from array import array

from netloupe_engine.capture.link_types import link_name
from netloupe_engine.errors import ExportError
from netloupe_engine.export.blocks import COMMENT, PACKET_NUMBERS, native_options, option_list

from ..capture.batch cimport PacketRecord
from ..capture.source cimport CaptureSource

cdef enum:
    BUFFER_BYTES = 1 << 20
    PCAP_HEADER_BYTES = 16
    ROOM_BYTES = 4 << 10            # for what a packet brings along; a packet with more in its options is rare
    BLOCK_HEADER_BYTES = 28         # of an enhanced packet block
    ENHANCED_PACKET = 6
    BILLION = 1000000000

cdef enum Outcome:
    COPIED = 0
    NO_PACKET = 1
    OTHER_LINK_TYPE = 2
    WRITE_FAILED = 3
    GONE = 4


cdef class Copier:
    """Copies packets of one capture to one open file, behind what is written there. Used by one thread at a time."""

    cdef CaptureSource source
    cdef bytes converted            # options of the packet being copied, in this machine's byte order
    cdef uint8_t* buffer            # freed in __dealloc__
    cdef uint32_t used
    cdef uint32_t snap
    cdef int fd
    cdef uint64_t writes            # so far
    cdef int error                  # errno of a failed write
    cdef int link_type              # of the packets so far; -1: none yet
    cdef bint pcapng
    cdef object comments            # of the packets at these offsets, in place of those they have
    cdef const uint64_t[::1] commented      # ascending
    cdef Py_ssize_t commented_count

    def __cinit__(self, CaptureSource source, int fd, bint pcapng, uint32_t snap, comments=None):
        """Write as pcapng or pcap, packets cut to `snap` bytes (0: not cut), packets at the offsets in `comments` with
        these comments."""
        self.comments = comments or {}
        self.commented = array("Q", sorted(self.comments) or [0])
        self.commented_count = len(self.comments)
        self.source = source
        self.fd = fd
        self.pcapng = pcapng
        self.snap = snap
        self.link_type = -1
        self.buffer = <uint8_t*>malloc(BUFFER_BYTES)
        if self.buffer == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.buffer)

    def copy(self, const uint64_t[::1] at not None):
        """Copy the packets at these offsets; all of them are in the file when this returns.

        Answers how many: those whose bytes are no longer kept are left out.

        Raises:
            ExportError: there is no packet at one of them, or a pcap file would get a second link type.
            OSError: writing failed.
        """
        cdef PacketRecord record
        cdef Outcome outcome = COPIED
        cdef Py_ssize_t i = 0
        cdef Py_ssize_t copied = 0
        cdef Py_ssize_t count = at.shape[0]
        with nogil:
            for i in range(count):
                if not self.source.read_at(at[i], &record):
                    if self.source.is_gone(at[i]):
                        continue
                    outcome = NO_PACKET
                    break
                outcome = self._copy(&record)
                if outcome == GONE:
                    continue
                if outcome != COPIED:
                    break
                copied += 1
            if outcome in (COPIED, GONE):
                outcome = self._flush()
        if outcome == NO_PACKET:
            raise ExportError(f"There is no packet at byte {at[i]:,} of the capture.")
        if outcome == OTHER_LINK_TYPE:
            names = f"{link_name(self.link_type)} and {link_name(record.link_type)}"
            raise ExportError(f"The packets are of several link types ({names}): pcap cannot hold them, pcapng can.")
        if outcome == WRITE_FAILED:
            raise OSError(self.error, os.strerror(self.error))
        return copied

    cdef Outcome _copy(self, const PacketRecord* record) noexcept nogil:
        """One packet, unless its bytes go while they are copied."""
        cdef uint32_t before
        cdef uint64_t writes
        cdef Outcome outcome
        if record.captured + ROOM_BYTES > BUFFER_BYTES - self.used and self._flush() != COPIED:
            return WRITE_FAILED
        before, writes = self.used, self.writes
        outcome = self._block(record) if self.pcapng else self._record(record)
        if outcome == COPIED and self.writes == writes and self.source.is_gone(record.at):
            self.used = before
            return GONE
        return outcome

    cdef uint32_t _cut(self, const PacketRecord* record) noexcept nogil:
        return self.snap if self.snap and record.captured > self.snap else record.captured

    cdef Outcome _record(self, const PacketRecord* record) noexcept nogil:
        """One packet record of a nanosecond pcap file."""
        cdef uint32_t header[4]
        cdef uint64_t seconds = <uint64_t>record.time_ns // BILLION if record.time_ns > 0 else 0
        if self.link_type < 0:
            self.link_type = record.link_type
        if self.link_type != record.link_type:
            return OTHER_LINK_TYPE
        header[0] = <uint32_t>seconds if seconds <= 0xFFFFFFFFU else 0xFFFFFFFFU
        header[1] = <uint32_t>(<uint64_t>record.time_ns % BILLION) if record.time_ns > 0 else 0
        header[2] = self._cut(record)
        header[3] = record.length
        if self._put(<const uint8_t*>header, PCAP_HEADER_BYTES) != COPIED:
            return WRITE_FAILED
        return self._put(record.data, header[2])

    cdef Outcome _block(self, const PacketRecord* record) noexcept nogil:
        """One enhanced packet block, with the options the packet had."""
        cdef uint32_t header[7]
        cdef uint32_t captured = self._cut(record)
        cdef uint32_t padding = (0 - captured) & 3
        cdef uint64_t time = <uint64_t>record.time_ns if record.time_ns > 0 else 0
        cdef uint32_t options_size = 0
        cdef const uint8_t* options = self.source.packet_options(record, &options_size)
        cdef uint32_t zero = 0
        cdef Outcome outcome
        if self.commented_count and self._is_commented(record.at):
            options = self._with_comments(record.at, &options_size)
        elif options_size and self.source.is_swapped(record.at):
            options = self._native(record.at, &options_size)
        header[0] = ENHANCED_PACKET
        header[1] = BLOCK_HEADER_BYTES + captured + padding + options_size + 4
        header[2] = record.interface
        header[3] = <uint32_t>(time >> 32)
        header[4] = <uint32_t>time
        header[5] = captured
        header[6] = record.length
        outcome = self._put(<const uint8_t*>header, BLOCK_HEADER_BYTES)
        if outcome == COPIED:
            outcome = self._put(record.data, captured)
        if outcome == COPIED:
            outcome = self._put(<const uint8_t*>&zero, padding)
        if outcome == COPIED:
            outcome = self._put(options, options_size)
        if outcome == COPIED:
            outcome = self._put(<const uint8_t*>&header[1], 4)
        return outcome

    cdef const uint8_t* _native(self, uint64_t at, uint32_t* size) noexcept with gil:
        """A packet's options out of a section of the other byte order; rare, so done in Python."""
        order = self.source.byte_order(at)
        self.converted = option_list(native_options(self.source.options_of(at), order, PACKET_NUMBERS))
        size[0] = <uint32_t>len(self.converted)
        return <const uint8_t*>self.converted

    cdef bint _is_commented(self, uint64_t at) noexcept nogil:
        cdef Py_ssize_t low = 0
        cdef Py_ssize_t high = self.commented_count
        cdef Py_ssize_t middle
        while low < high:
            middle = (low + high) // 2
            if self.commented[middle] < at:
                low = middle + 1
            else:
                high = middle
        return low < self.commented_count and self.commented[low] == at

    cdef const uint8_t* _with_comments(self, uint64_t at, uint32_t* size) noexcept with gil:
        """A packet's options with other comments; rare, so done in Python."""
        others = native_options(self.source.options_of(at), self.source.byte_order(at), PACKET_NUMBERS)
        self.converted = option_list([*((COMMENT, text.encode("utf-8", "replace")) for text in self.comments[at]),
                                      *(option for option in others if option[0] != COMMENT)])
        size[0] = <uint32_t>len(self.converted)
        return <const uint8_t*>self.converted

    cdef Outcome _put(self, const uint8_t* data, uint32_t size) noexcept nogil:
        """Bytes to be written, through the buffer or, when longer, past it."""
        if size > BUFFER_BYTES - self.used and self._flush() != COPIED:
            return WRITE_FAILED
        if size > BUFFER_BYTES:
            return self._write(data, size)
        memcpy(self.buffer + self.used, data, size)
        self.used += size
        return COPIED

    cdef Outcome _flush(self) noexcept nogil:
        cdef uint32_t size = self.used
        self.used = 0
        return self._write(self.buffer, size)

    cdef Outcome _write(self, const uint8_t* data, size_t size) noexcept nogil:
        """All of it, however many calls that takes; `self.error` says why not."""
        cdef ssize_t written
        self.writes += 1
        while size:
            written = write(self.fd, data, size)
            if written > 0:
                data += written
                size -= <size_t>written
            elif written == 0 or errno != EINTR:
                self.error = errno
                return WRITE_FAILED
        return COPIED
