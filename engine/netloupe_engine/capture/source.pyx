"""CaptureSource: where packets come from, in order by batches and at any place by offset.

What the engine asks of a capture, whether it is a file that is there or files that are being written. The bytes of
packets are borrowed and stay put until `close`.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

import os
import sys
from bisect import bisect_right

from netloupe_engine.capture.options import COMMENT, texts

from .batch cimport PacketRecord


cdef class CaptureSource:
    """The base of all sources.

    They also have: damage, interfaces, interface_options, extra_blocks, comments, bytes_read, bytes_total and
    packets_read.
    """

    cdef int read_batch(self, PacketRecord* out, int room) noexcept nogil:
        """The next packets, at most `room`; 0 where nothing more can be read now."""
        return 0

    cdef bint read_at(self, uint64_t at, PacketRecord* out) noexcept nogil:
        """The packet whose record or block begins at `at`; its number is left 0. False if none can be there."""
        return False

    cdef bint is_gone(self, uint64_t at) noexcept nogil:
        """Were there bytes at `at` that are no longer kept?"""
        return False

    cdef uint32_t interface_count(self) noexcept nogil:
        """Interfaces met so far."""
        return 1

    cdef const uint8_t* packet_options(self, const PacketRecord* record, uint32_t* size) noexcept nogil:
        """Where the options of a packet of this capture are; `size` is 0 if there are none."""
        size[0] = 0
        return record.data

    cdef bint is_swapped(self, uint64_t at) noexcept nogil:
        """Is what stands at `at` in the byte order that this machine does not have?"""
        return False

    cdef str byte_order(self, uint64_t at):
        """The byte order of what stands at `at`."""
        cdef bint little = sys.byteorder == "little"
        return "little" if little != self.is_swapped(at) else "big"

    def interrupt(self):
        """Let sequential reading return soon, for good. Any thread."""
        self.interrupted = True

    @property
    def paths(self):
        """The files that were there when it was opened, in the order in which they were named."""
        return (self.path,)

    @property
    def begins(self):
        """The offset at which each of `paths` begins, ascending."""
        return (0,)

    def file_of(self, uint64_t at):
        """The name, without its folders, of the file that the packet at this offset is in."""
        return os.path.basename(self.paths[max(bisect_right(self.begins, at) - 1, 0)])

    @property
    def damages(self):
        """Damage (model.Damage) of each file that has some."""
        damage = self.damage
        return () if damage is None else (damage,)

    @property
    def link_types(self):
        """The names of the interfaces' link types, in order, each once."""
        return tuple(dict.fromkeys(interface.link_name for interface in self.interfaces))

    @property
    def key_logs(self):
        """Texts in key log format that the capture itself has for its sessions; secrets, to be kept to oneself."""
        return []

    def read_owners(self, owners):
        """Have `owners` (capture.owners.Owners) learn which program had which socket, as far as was read."""

    def comment_of(self, uint64_t at):
        """The comment on the packet whose block begins at `at`, several joined by line feeds; `""` if there is none."""
        return "\n".join(self.comments_of(at))

    def comments_of(self, uint64_t at):
        """The comments on the packet whose block begins at `at`, a list."""
        return list(texts(self.options_of(at), self.byte_order(at), COMMENT))

    def options_of(self, uint64_t at):
        """The options of the packet block at `at`, as they stand in the file; `b""` if there are none."""
        cdef PacketRecord record
        cdef uint32_t size = 0
        cdef const uint8_t* options
        if not self.read_at(at, &record):
            return b""
        options = self.packet_options(&record, &size)
        return options[:size]

    def changed(self):
        """Why the packets may not be what they were when they were read: one sentence; "" if they are."""
        return ""

    def is_file(self, path):
        """Is this the file whose packets are read, by whatever name?"""
        return False

    def keeps(self, uint64_t at):
        """Are the bytes of the packet at this offset still kept?"""
        return not self.is_gone(at)

    cdef tuple _tuple(self, const PacketRecord* record):
        return (record.number, record.time_ns, record.captured, record.length, record.link_type, record.interface,
                record.at, record.data[:record.captured])

    def packets(self):
        """Read on from Python, slowly; yields (number, time_ns, captured, length, link_type, interface, at, data)."""
        while batch := self._tuples():
            yield from batch

    def _tuples(self):
        cdef PacketRecord records[64]
        cdef int count = self.read_batch(records, 64)
        return [self._tuple(&records[i]) for i in range(count)]

    def packet_at(self, uint64_t at):
        """The packet at an offset, as `packets` gives it but with the number 0; None if there is none."""
        cdef PacketRecord record
        if not self.read_at(at, &record):
            return None
        found = self._tuple(&record)
        return None if self.is_gone(at) else found      # its bytes may have gone while they were copied

    def close(self):
        """Give all resources back; bytes of packets become invalid. May be called again."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
