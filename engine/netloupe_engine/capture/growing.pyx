"""GrowingCapture: files that are being written, one after the other, as one capture.

Each segment is mapped once, with address space for what it may become, and read as far as it goes: a record that is not
complete yet is read again later. In a segment that nobody writes to any more such a record is damage, which ends that
segment and not the capture. Offsets count on through all segments.

A segment that is dropped is let go of once it is read: its file's disk space becomes free, its packets have no bytes.

Longer than most files: the walk along the segments and what the engine asks of the whole share every field. What could
be told apart is: `content` reads a file, `parts` finds one, `numbering` numbers interfaces.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from posix.time cimport CLOCK_MONOTONIC, clock_gettime, timespec

import os
import threading

from netloupe_engine.capture.file import refusal
from netloupe_engine.capture.numbering import Numbering
from netloupe_engine.capture.signatures import MAGIC_BYTES
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import Damage

from .batch cimport PacketRecord
from .content cimport (
    Content,
    content_batch,
    content_begin,
    content_comments,
    content_extras,
    content_flaw,
    content_interface,
    content_interface_count,
    content_interface_options,
    content_options,
    content_owners,
    content_record,
    content_section_count,
    content_swapped,
)
from .cursor cimport FLAW_SHRUNK, STOP_DAMAGE, STOP_LOOK, STOP_SHORT, stop_at
from .mapping cimport Mapping
from .parts cimport (
    PARTS_MAX,
    Part,
    part_shown,
    parts_begin,
    parts_close,
    parts_enter,
    parts_leave,
    parts_open,
    parts_retire,
    parts_skip,
    parts_sweep,
)
from .pcap cimport PCAP_HEADER_BYTES
from .source cimport CaptureSource

cdef extern from *:
    """
    #include <sys/stat.h>
    static inline int64_t netloupe_file_size(int fd) { struct stat s; return fstat(fd, &s) ? -1 : (int64_t)s.st_size; }
    """
    long long file_size "netloupe_file_size"(int fd) noexcept nogil

cdef enum:
    DAMAGES_MAX = 1000
cdef uint64_t RESERVED_BYTES = <uint64_t>1 << 40    # of address space for a segment that grows
cdef uint64_t CAPTURE_BYTES_MAX = <uint64_t>1 << 48    # the packet index has 48 bits for an offset


cdef class GrowingCapture(CaptureSource):
    """The files of a live capture, as `Segments` names them.

    `read_batch` belongs to one thread and answers 0 where nothing more is there *now*; everything else may be used by
    any thread meanwhile. Close it only when nobody reads any more.
    """

    def __init__(self, segments, double breath_s=0.0):
        """`breath_s`: how long a writer of single packets is left alone, so that they are read by many."""
        self.segments = segments
        self.breath_ns = <int64_t>(breath_s * 1e9)
        self.path = self.format = self.compression = ""
        self.grows = True
        self.lock = threading.Lock()
        self.changes_seen = 0
        self.mappings, self.lasting_comments, self.lasting_extras = {}, {}, {}
        self.blanked, self.damages = [], []
        self.numbering = Numbering()
        parts_open(&self.parts)

    # ---- reading on

    cdef int read_batch(self, PacketRecord* out, int room) noexcept nogil:
        cdef int count = 0
        while not self.closed:
            count = self._from_current(out, room)
            if count or self.interrupted or not (self._goes_on() or self._look()):
                break
        return count

    cdef bint _goes_on(self) noexcept nogil:
        """Were there so many blocks without a packet that it was time to look round?"""
        return self.current != NULL and self.current.content.cursor.stop == STOP_LOOK

    cdef bint _is_stuck(self) noexcept nogil:
        """Can nothing more be read of the current segment, whatever comes?"""
        return self.current.content.cursor.stop == STOP_DAMAGE

    cdef int _from_current(self, PacketRecord* out, int room) noexcept nogil:
        """Packets of the current segment; 0 if there are none for now."""
        cdef Part* part = self.current
        cdef Content* content
        cdef uint64_t at
        cdef uint32_t packets
        cdef int i, count
        if part == NULL or part.content.base == NULL or self._is_stuck():
            return 0
        content = &part.content
        at, packets = content.cursor.at, content.cursor.packets
        count = content_batch(content, out, room)
        if count == 0 and content.cursor.stop == STOP_SHORT and self._is_due() and self._measure():
            count = content_batch(content, out, room)
        if self.mapping.has_shrunk(content.cursor.at):      # what was read may be zeros in the place of lost bytes
            content.cursor.packets = packets
            stop_at(&content.cursor, at, STOP_DAMAGE, FLAW_SHRUNK, 0, 0)
            return 0
        if content_interface_count(content) > part.met:
            self._meet_interfaces()
        for i in range(count):
            out[i].at += part.begins
            out[i].interface = part_shown(part, out[i].interface)
        return count

    cdef bint _is_due(self) noexcept nogil:
        """Is it time to look for more of the current segment?"""
        cdef timespec now
        cdef int64_t now_ns
        if self.breath_ns == 0:
            return True
        clock_gettime(CLOCK_MONOTONIC, &now)
        now_ns = <int64_t>now.tv_sec * 1_000_000_000 + now.tv_nsec
        if now_ns - self.measured_ns < self.breath_ns:
            return False
        self.measured_ns = now_ns
        return True

    cdef bint _measure(self) noexcept nogil:
        """See how long the current segment's file is by now; has it grown?"""
        cdef long long size = file_size(self.mapping.fd)
        cdef uint64_t there
        if size < 0:
            return False
        there = min(<uint64_t>size, self.mapping.reserved)
        if there <= self.mapping.size:
            return False
        self.mapping.size = there
        if self.current.content.base != NULL:
            self.current.content.size = there
        self.size_bytes = self.current.begins + there
        return True

    cdef bint _look(self) noexcept with gil:
        """Nothing is left of the current segment: see what has happened. Is there something to be read now?"""
        try:
            return self._go_on()
        except BaseException as error:
            self._damage(f"Reading was interrupted by {type(error).__name__}.")
            if self.current != NULL:
                self.current.content.cursor.stop = STOP_DAMAGE
            return False

    cdef bint _go_on(self) except -1:
        """Wait for more of the current segment, or go on to the next one."""
        cdef uint32_t index
        cdef bint complete, grown
        ended = self.segments.ended                                 # asked before the last look for segments ...
        self.release_dropped()
        if self.current != NULL:
            complete = self.segments[self.parts.count - 1].complete     # ... and this before the last look at the file
            grown = (complete or self._is_due()) and self._measure()
            if not self._is_stuck():
                if self.current.content.base == NULL:
                    if self._head(complete):
                        return True
                elif grown:
                    return True
            if not complete:
                return False
            self._leave()
        index = self.parts.count
        if index < len(self.segments) and not self.full:
            self.full = index == PARTS_MAX or self.end >= CAPTURE_BYTES_MAX
            if not self.full:
                return self._open(self.segments[index])
            self._damage("There are more files than one capture can have.")
        self.exhausting = ended
        return False

    cdef bint _open(self, segment) except -1:
        """Begin with a segment; False if it has to wait for its file."""
        try:
            with open(segment.path, "rb") as file:
                self.mapping = Mapping(file.fileno(), 0, RESERVED_BYTES)
        except (OSError, ValueError, CaptureError) as error:
            if not segment.complete:
                return False
            parts_skip(&self.parts, self.end)
            self._damage("It was deleted before it was read." if segment.dropped else
                         f"It cannot be opened: {getattr(error, 'strerror', None) or error}.")
            return True
        self.current = parts_begin(&self.parts, self.end)
        self.current.content.cursor.packets = self.packets
        self.numbering.begin_file()
        self.path = self.path or os.fsdecode(segment.path)
        self._measure()
        return True

    cdef bint _head(self, bint complete) except -1:
        """Find out the format of the current segment; False if its header is not there (yet)."""
        cdef Content* content = &self.current.content
        cdef bytes head = self.mapping.copy(0, max(MAGIC_BYTES, <int>PCAP_HEADER_BYTES))
        if not head or len(head) < PCAP_HEADER_BYTES and not complete:
            return False
        try:
            format = content_begin(content, head)
            reason = "" if format else refusal(head)
        except CaptureError as error:
            format, reason = "", str(error)
        if reason:
            content.cursor.stop = STOP_DAMAGE
            self._damage(reason)
            return False
        content.base, content.size = self.mapping.base, self.mapping.size
        self.format = self.format or format
        if not content.is_pcapng:
            self._number_interfaces()
        return True

    cdef int _leave(self) except -1:
        """The current segment is read to its end."""
        cdef Content* content = &self.current.content
        reason = content_flaw(content)
        if reason:
            self._damage(reason)
        self.mapping.seal()
        self.lasting_comments.update(dict.fromkeys(content_comments(content, 0, content_section_count(content))))
        self.end = self.size_bytes = self.current.begins + self.mapping.size
        self.packets = content.cursor.packets
        with self.lock:
            self.mappings[self.parts.count - 1] = self.mapping
        self.current = NULL
        self.mapping = None
        self.changes_seen = None        # it may have been dropped long ago
        return 0

    def _damage(self, reason):
        """Something is wrong with the current segment, or the one that could not be opened."""
        at, packet = self.end, self.packets
        if self.current != NULL:
            at, packet = self.current.begins + self.current.content.cursor.at, self.current.content.cursor.packets
        if len(self.damages) < DAMAGES_MAX:
            self.damages.append(Damage(at, packet, self._named(reason)))

    def _named(self, reason):
        """Of several segments the sentence says which."""
        several = len(self.segments) > 1
        return f"{os.path.basename(self.segments[self.parts.count - 1].path)}: {reason}" if several else reason

    # ---- interfaces: the same one in two segments has one number

    cdef void _meet_interfaces(self) noexcept with gil:
        try:
            self._number_interfaces()
        except BaseException as error:
            self._damage(f"Reading was interrupted by {type(error).__name__}.")
            self.current.content.cursor.stop = STOP_DAMAGE

    cdef int _number_interfaces(self) except -1:
        """Give the current segment's new interfaces their numbers in the capture."""
        cdef Part* part = self.current
        cdef uint32_t index
        for index in range(part.met, content_interface_count(&part.content)):
            number = self.numbering.number(content_interface(&part.content, index),
                                           content_interface_options(&part.content, index))
            if part.content.is_pcapng:
                part.content.tables.interfaces[index].shown = number
            else:
                part.shown = number
        part.met = content_interface_count(&part.content)
        return 0

    @property
    def interfaces(self):
        """The interfaces met so far, as model.Interface."""
        return tuple(self.numbering.interfaces)

    @property
    def interface_options(self):
        """The options of the interfaces met so far, as they stood in the first file that had them, with byte order."""
        return tuple(self.numbering.options)

    # ---- any packet, from any thread

    cdef bint read_at(self, uint64_t at, PacketRecord* out) noexcept nogil:
        cdef Part* part = parts_enter(&self.parts, at)
        cdef bint found = part != NULL and content_record(&part.content, at - part.begins, out)
        if found:
            out.at = at
            out.interface = part_shown(part, out.interface)
        parts_leave(&self.parts)
        return found

    cdef bint is_gone(self, uint64_t at) noexcept nogil:
        cdef bint gone = parts_enter(&self.parts, at) == NULL and self.parts.count > 0
        parts_leave(&self.parts)
        return gone

    cdef const uint8_t* packet_options(self, const PacketRecord* record, uint32_t* size) noexcept nogil:
        cdef PacketRecord own = record[0]
        cdef const uint8_t* options = record.data
        cdef Part* part = parts_enter(&self.parts, record.at)
        size[0] = 0
        if part != NULL:
            own.at -= part.begins
            options = content_options(&part.content, &own, size)
        parts_leave(&self.parts)
        return options

    cdef bint is_swapped(self, uint64_t at) noexcept nogil:
        cdef Part* part = parts_enter(&self.parts, at)
        cdef bint swapped = part != NULL and content_swapped(&part.content, at - part.begins)
        parts_leave(&self.parts)
        return swapped

    # ---- letting go

    def release_dropped(self):
        """Let go of the segments that were dropped, as far as they are read. Any thread."""
        changes = self.segments.changes
        if changes == self.changes_seen and self.parts.retired == NULL:
            return
        with self.lock:
            self.changes_seen = changes
            for index in [index for index in self.mappings if self.segments[index].dropped]:
                self._let_go(index)
            parts_sweep(&self.parts)

    cdef int _let_go(self, uint32_t index) except -1:
        """A segment is gone. What it said of the whole capture is kept."""
        cdef Mapping mapping = self.mappings.pop(index)
        self.lasting_extras.update(dict.fromkeys(content_extras(&self.parts.parts[index].content)))
        parts_retire(&self.parts, index)
        mapping.blank()
        self.blanked.append(mapping)
        return 0

    # ---- how it is

    @property
    def exhausted(self):
        """Has the recorder ended, and is everything read?"""
        return bool(self.exhausting and self.segments.ended and self.current == NULL
                    and (self.full or self.parts.count == len(self.segments)))

    def wait(self, double seconds):
        """Until something is said of the segments, at most so long."""
        self.segments.wait(seconds)

    @property
    def damage(self):
        """The first damage met (model.Damage), or None; a record that is not complete yet is none."""
        cdef Part* part
        if self.damages:
            return self.damages[0]
        with self.lock:
            part = self.current
            reason = content_flaw(&part.content) if part != NULL and part.content.cursor.stop == STOP_DAMAGE else ""
            return Damage(part.begins + part.content.cursor.at, part.content.cursor.packets,
                          self._named(reason)) if reason else None

    @property
    def comments(self):
        """The comments on the capture: those of its sections, in order, each once."""
        cdef Part* part
        found = dict(self.lasting_comments)
        with self.lock:
            part = self.current
            if part != NULL:
                found.update(dict.fromkeys(content_comments(
                    &part.content, 0, content_section_count(&part.content))))
        return tuple(found)

    @property
    def extra_blocks(self):
        """Name resolution and decryption secrets blocks met so far: (type, content as in the file, byte order)."""
        cdef uint32_t index
        with self.lock:
            found = dict(self.lasting_extras)
            for index in range(self.parts.count):
                if self.parts.parts[index] != NULL:
                    found.update(dict.fromkeys(content_extras(&self.parts.parts[index].content)))
        return tuple(found)

    def read_owners(self, owners):
        cdef uint32_t index
        with self.lock:
            for index in range(self.parts.count):
                if self.parts.parts[index] != NULL:
                    content_owners(&self.parts.parts[index].content, owners)

    @property
    def bytes_read(self):
        """How far reading is, in bytes of all files."""
        return self.end if self.current == NULL else self.current.begins + self.current.content.cursor.at

    @property
    def bytes_total(self):
        """How far it could be by now."""
        return self.size_bytes

    @property
    def packets_read(self):
        """Packets given out by sequential reading so far."""
        return self.packets if self.current == NULL else self.current.content.cursor.packets

    def close(self):
        """Give all resources back; bytes of packets become invalid. May be called again."""
        self.closed = True
        self.current = NULL
        for mapping in (self.mapping, *self.mappings.values(), *self.blanked):
            if mapping is not None:
                mapping.close()
        self.mapping = None
        self.mappings, self.blanked = {}, []
        parts_close(&self.parts)

    def __dealloc__(self):
        parts_close(&self.parts)
