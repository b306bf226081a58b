"""CaptureFile: a capture file as a source of packets, in order by batches and at any place by offset.

The file is mapped, never copied; a compressed one is decompressed piece by piece into an unlinked temporary file that
is mapped while it grows, so the first packets come at once. `PacketRecord.data` stays valid until `close`.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

import os
import stat
import sys
import tempfile

from netloupe_engine.capture.compression import Expander
from netloupe_engine.capture.damage import sentence
from netloupe_engine.capture.link_types import link_name
from netloupe_engine.capture.options import (
    COMMENT,
    INTERFACE_DESCRIPTION,
    INTERFACE_NAME,
    resolution_ns,
    texts,
)
from netloupe_engine.capture.owner_blocks import CONTENT_BYTES_MAX, PROCESSES
from netloupe_engine.capture.owner_blocks import read as read_owners
from netloupe_engine.capture.owners import Owners
from netloupe_engine.capture.signatures import MAGIC_BYTES, compression_of, format_of, other_format
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import Damage, Interface

from .batch cimport PacketRecord
from .cursor cimport FLAW_NONE, FLAW_SHRUNK, STOP_DAMAGE, STOP_ROOM, STOP_SHORT, stop_at
from .mapping cimport Mapping
from .pcap cimport PCAP_HEADER_BYTES, pcap_batch, pcap_layout, pcap_record
from .pcapng cimport (
    NgInterface,
    extra_count,
    interface_count,
    pcapng_batch,
    pcapng_options,
    pcapng_record,
    section_count,
    section_order,
    tables_close,
    tables_open,
)

cdef enum:
    FIRST_PIECE_BYTES = 256 << 10   # decompressed before anything is shown
    PIECE_BYTES = 4 << 20           # decompressed each time more is needed


cdef class CaptureFile:
    """An open capture file.

    Sequential reading belongs to one thread; `read_at` and the Python attributes may be used by others meanwhile. Close
    it only when nobody reads any more.

    Raises:
        CaptureError: it cannot be opened, is no capture, or is one of a kind or version that is not supported.
    """

    def __init__(self, path, uint64_t decompressed_bytes_max = <uint64_t>64 << 30):
        """Open `path`; a compressed file's content is cut (which counts as damage) at `decompressed_bytes_max`."""
        cdef bytes head
        self.path = os.fsdecode(path)
        self.known_interfaces = []
        try:
            with self._opened() as source:
                self.size_bytes = os.fstat(source.fileno()).st_size
                head = source.read(MAGIC_BYTES)
                if not head:
                    raise CaptureError("The file is empty.")
                self.compression = compression_of(head)
                if self.compression:
                    self._expand(os.dup(source.fileno()), decompressed_bytes_max)
                else:
                    self.mapping = Mapping(source.fileno(), self.size_bytes)
                    self.complete = True
            self._read_header()
        except BaseException:
            self.close()
            raise

    def _opened(self):
        """The file, opened, if it is a regular one that may be read."""
        try:
            kind = os.stat(self.path).st_mode
            if stat.S_ISDIR(kind):
                raise CaptureError("This is a directory, not a capture file.")
            if not stat.S_ISREG(kind):
                raise CaptureError("This is a device or a pipe, not a capture file.")
            return open(self.path, "rb")
        except FileNotFoundError:
            raise CaptureError("The file does not exist.") from None
        except PermissionError:
            raise CaptureError("The file may not be read: permission denied.") from None
        except (OSError, ValueError) as error:
            raise CaptureError(f"The file cannot be opened: {getattr(error, 'strerror', None) or error}.") from None

    def _expand(self, source_fd, uint64_t bytes_max):
        """Begin to decompress."""
        source = os.fdopen(source_fd, "rb")
        source.seek(0)
        target = tempfile.TemporaryFile(buffering=0)
        self.mapping = Mapping(target.fileno(), 0, bytes_max)
        self.expander = Expander(source, self.compression, target, min(bytes_max, self.mapping.reserved))
        self._more(FIRST_PIECE_BYTES)

    def _read_header(self):
        """Find out the format, and read what stands before the first packet."""
        cdef bytes head = self.mapping.copy(0, max(MAGIC_BYTES, <int>PCAP_HEADER_BYTES))
        self.format = format_of(head)
        if not self.format:
            raise CaptureError(self._refusal(head))
        if self.format == "pcap":
            self.layout = pcap_layout(head)
            self.cursor.at = PCAP_HEADER_BYTES
            return
        self.is_pcapng = True
        tables_open(&self.tables)
        self._batch(NULL, 0)
        while self.tables.section_count == 0 and not self.complete:
            self._more(PIECE_BYTES)
            self._batch(NULL, 0)
        if self.tables.section_count == 0:
            raise CaptureError(sentence(self.cursor.flaw, self.cursor.value, self.cursor.bound))

    def _refusal(self, bytes head):
        """Why this is no capture that can be read."""
        if self.compression and self.expander.reason:
            return self.expander.reason
        inside = f" inside its {self.compression} compression" if self.compression else ""
        other = other_format(head) or compression_of(head) and f"compressed with {compression_of(head)} once more"
        if other:
            return f"The file{inside} is {other}, which is not supported."
        if len(head) < 4:
            return f"The file{inside} has {len(head)} bytes, too few for a capture."
        return f"The file{inside} is not a capture: it begins with {head[:4].hex(' ')}."

    cdef int _batch(self, PacketRecord* out, int room) noexcept nogil:
        """One batch out of the bytes that are there."""
        if self.is_pcapng:
            return pcapng_batch(&self.tables, self.mapping.base, self.mapping.size, &self.cursor, out, room)
        return pcap_batch(&self.layout, self.mapping.base, self.mapping.size, &self.cursor, out, room)

    cdef int read_batch(self, PacketRecord* out, int room) noexcept nogil:
        """The next packets, at most `room`; 0 at the end of the file or where damage stops reading."""
        cdef uint64_t at = self.cursor.at
        cdef uint32_t packets = self.cursor.packets
        cdef int count
        if self.mapping.base == NULL or self.cursor.stop == STOP_DAMAGE:
            return 0
        count = self._batch(out, room)
        while count == 0 and self.cursor.stop == STOP_SHORT and not self.complete:
            self._grow()
            count = self._batch(out, room)
        if self.mapping.has_shrunk(self.cursor.at):       # what was just read may be zeros in the place of lost bytes
            self.cursor.packets = packets
            stop_at(&self.cursor, at, STOP_DAMAGE, FLAW_SHRUNK, 0, 0)
            return 0
        return count

    cdef bint read_at(self, uint64_t at, PacketRecord* out) noexcept nogil:
        """The packet whose record or block begins at `at`; its number is left 0. False if none can be there."""
        if self.mapping.base == NULL:
            return False
        if self.is_pcapng:
            return pcapng_record(&self.tables, self.mapping.base, self.mapping.size, at, out)
        return pcap_record(&self.layout, self.mapping.base, self.mapping.size, at, out)

    cdef void _grow(self) noexcept with gil:
        """Decompress some more, in the middle of a batch. Nothing can be raised here: a failure becomes damage."""
        try:
            self._more(PIECE_BYTES)
        except BaseException as error:
            self.expander.abandon(f"Decompression was interrupted by {type(error).__name__}.")
            self.complete = True

    cdef void _more(self, uint64_t size):
        self.expander.more(size)
        self.mapping.size = self.expander.size_bytes
        self.complete = self.expander.finished

    cdef bytes _block(self, uint64_t at):
        """A copy of the pcapng block at `at`, known to be sound, without the length that ends it."""
        cdef bytes head = self.mapping.copy(at, 8)
        cdef uint64_t size = int.from_bytes(head[4:], self.byte_order(at))
        return self.mapping.copy(at, (size + 3) // 4 * 4 - 4)

    cdef str byte_order(self, uint64_t at):
        """The byte order of the section that the block at `at` is in."""
        cdef bint little = sys.byteorder == "little"
        return "little" if little != self.is_swapped(at) else "big"

    @property
    def damage(self):
        """Where and why the file stops being readable (model.Damage); None if it does not, or as far as was read."""
        if self.cursor.stop == STOP_ROOM or self.cursor.stop == STOP_SHORT and not self.complete:
            return None
        at, packet = self.cursor.at, self.cursor.packets
        if self.cursor.stop == STOP_SHORT and self.expander is not None and self.expander.reason:
            return Damage(at, packet, self.expander.reason)
        if self.cursor.flaw == FLAW_NONE:
            return None
        return Damage(at, packet, sentence(self.cursor.flaw, self.cursor.value, self.cursor.bound))

    @property
    def nanosecond(self):
        """Do the time stamps have (at least) nanoseconds?"""
        return any(interface.resolution_ns <= 1 for interface in self.interfaces)

    @property
    def interfaces(self):
        """The capture interfaces met so far, as model.Interface; pcap files have exactly one, without a name."""
        cdef uint32_t index
        if self.is_pcapng:
            for index in range(len(self.known_interfaces), interface_count(&self.tables)):
                self.known_interfaces.append(self._interface(index))
        elif not self.known_interfaces:
            self.known_interfaces.append(Interface(
                0, self.layout.link_type, link_name(self.layout.link_type), self.layout.snap_length,
                resolution_ns=float(self.layout.tick_ns)))
        return tuple(self.known_interfaces)

    cdef object _interface(self, uint32_t index):
        """One interface of a pcapng file, its texts read from its block."""
        cdef NgInterface* found = &self.tables.interfaces[index]
        options = self._block(found.at)[16:]
        order = self.byte_order(found.at)
        return Interface(
            index, found.link_type, link_name(found.link_type), found.snap_length,
            name="".join(texts(options, order, INTERFACE_NAME)[:1]),
            description="".join(texts(options, order, INTERFACE_DESCRIPTION)[:1]),
            resolution_ns=resolution_ns(options, order))

    @property
    def link_types(self):
        """The names of the interfaces' link types, in order, each once."""
        return tuple(dict.fromkeys(interface.link_name for interface in self.interfaces))

    @property
    def comments(self):
        """The comments on the capture: those of its sections, in order."""
        cdef uint32_t index
        found = []
        if self.is_pcapng:
            for index in range(section_count(&self.tables)):
                at = self.tables.sections[index].at
                found += texts(self._block(at)[24:], self.byte_order(at), COMMENT)
        return tuple(found)

    def comment_of(self, uint64_t at):
        """The comment on the packet whose block begins at `at`, several joined by line feeds; `""` if there is none."""
        return "\n".join(texts(self.options_of(at), self.byte_order(at), COMMENT)) if self.is_pcapng else ""

    def options_of(self, uint64_t at):
        """The options of the packet block at `at`, as they stand in the file; `b""` if there are none."""
        cdef PacketRecord record
        cdef uint32_t size = 0
        cdef const uint8_t* options
        if not self.read_at(at, &record):
            return b""
        options = self.packet_options(&record, &size)
        return options[:size]

    cdef const uint8_t* packet_options(self, const PacketRecord* record, uint32_t* size) noexcept nogil:
        """Where the options of a packet of this file are; `size` is 0 if there are none."""
        if not self.is_pcapng:
            size[0] = 0
            return record.data
        return pcapng_options(&self.tables, self.mapping.base, record, size)

    cdef bint is_swapped(self, uint64_t at) noexcept nogil:
        """Is what stands at `at` in the byte order that this machine does not have?"""
        return section_order(&self.tables, at) if self.is_pcapng else self.layout.swapped

    @property
    def interface_options(self):
        """The options of the interfaces met so far, as they stand in the file, each with its byte order."""
        cdef uint32_t index
        found = []
        if self.is_pcapng:
            for index in range(interface_count(&self.tables)):
                at = self.tables.interfaces[index].at
                found.append((self._block(at)[16:], self.byte_order(at)))
        return tuple(found)

    @property
    def extra_blocks(self):
        """Name resolution and decryption secrets blocks met so far: (type, content as in the file, byte order)."""
        cdef uint32_t index
        found = []
        if self.is_pcapng:
            for index in range(extra_count(&self.tables)):
                kind, content, order = self._extra(index)
                if kind != PROCESSES:
                    found.append((kind, content, order))
        return tuple(found)

    def owners(self):
        """Which program had which socket, as far as the blocks met so far tell (capture.owners.Owners)."""
        cdef uint32_t index
        found = Owners()
        if self.is_pcapng:
            for index in range(extra_count(&self.tables)):
                kind, content, _ = self._extra(index, CONTENT_BYTES_MAX)
                if kind == PROCESSES:
                    read_owners(content, found)
        return found

    cdef tuple _extra(self, uint32_t index, uint64_t bytes_max = <uint64_t>-1):
        """(type, content, byte order) of an extra block; the content is empty if it is longer than `bytes_max`."""
        cdef uint64_t at = self.tables.extras[index]
        order = self.byte_order(at)
        cdef bytes head = self.mapping.copy(at, 8)
        kind, size = int.from_bytes(head[:4], order), int.from_bytes(head[4:], order)
        return kind, self._block(at)[8:] if size - 12 <= bytes_max else b"", order

    @property
    def bytes_read(self):
        """How far reading is, in bytes of the file as it lies on disk."""
        return self.expander.consumed_bytes if self.expander is not None else self.cursor.at

    @property
    def bytes_total(self):
        """What `bytes_read` is going to be at the end."""
        return self.size_bytes

    @property
    def packets_read(self):
        """Packets given out by sequential reading so far."""
        return self.cursor.packets

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
        return self._tuple(&record) if self.read_at(at, &record) else None

    def close(self):
        """Give all resources back; bytes of packets become invalid. May be called again."""
        if self.mapping is not None:
            self.mapping.close()
        if self.expander is not None:
            self.expander.close()
        tables_close(&self.tables)
        self.complete = True

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __dealloc__(self):
        tables_close(&self.tables)
