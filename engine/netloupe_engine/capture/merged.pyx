"""MergedCapture: several files as one capture, in order of their packets' times.

Each file is a CaptureFile of its own, with its format, clock, link types and snap lengths, and ends alone, where it is
damaged. The packet whose time is the smallest of those that come next in the files has its turn; those of one file keep
their order. Offsets count on through all files, so one says which file a packet is in. Interfaces keep apart, though
two files may describe them alike: each file saw its own.

A single time stamp that is far ahead does not hold up what is behind it until all other files have ended: between two
that are in order, a packet has its turn by the time of the one behind it.
"""
from libc.stdint cimport INT64_MIN, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memmove

import os
from dataclasses import replace

from netloupe_engine.capture.file import CaptureFile as OpenFile
from netloupe_engine.errors import CancelledError, CaptureError
from netloupe_engine.model import Damage

from .batch cimport PacketRecord
from .content cimport content_interface_options
from .cursor cimport PACKETS_MAX
from .file cimport CaptureFile
from .source cimport CaptureSource

cdef uint64_t CAPTURE_BYTES_MAX = <uint64_t>1 << 48     # the packet index has 48 bits for an offset
FILES_MAX = 1000            # each has a file descriptor, of which a process commonly has 1,024
INTERFACES_MAX = 65536      # their numbers have 16 bits; beyond them all have the last one


cdef inline int64_t _turn_of(int64_t before, int64_t time_ns, int64_t behind) noexcept nogil:
    """The time by which a packet has its turn, from the turn before and the time of the packet behind it."""
    return behind if before <= behind < time_ns else time_ns


cdef class MergedCapture(CaptureSource):
    """Open capture files that are read as one.

    Sequential reading belongs to one thread; `read_at` and the Python attributes may be used by others meanwhile. Close
    it only when nobody reads any more.

    Raises:
        CaptureError: one of them cannot be opened or is no capture, which is said with its name; or they are too many.
        CancelledError: `cancelled` said so.
    """

    def __init__(self, paths, uint64_t decompressed_bytes_max = <uint64_t>64 << 30, decompressed_ratio_max = 0,
                 cancelled = None):
        """Open `paths`; the limits are those of each file."""
        cdef uint64_t begins = 0
        self.known_interfaces, self.known_options, self.files = [], [], ()
        self.format = self.compression = ""
        names = [os.fsdecode(path) for path in paths]
        if not names:
            raise CaptureError("There is no file to be read.")
        if len(names) > FILES_MAX:
            raise CaptureError(f"{len(names):,} files are too many to be read as one capture; {FILES_MAX:,} can be.")
        self.path = names[0]
        self.inputs = <Input*>calloc(len(names), sizeof(Input))
        self.heap = <uint32_t*>malloc(len(names) * sizeof(uint32_t))
        if self.inputs == NULL or self.heap == NULL:
            raise MemoryError
        try:
            for name in names:
                if cancelled is not None and cancelled():
                    raise CancelledError("Opening the captures was cancelled.")
                begins = self._open(name, begins, decompressed_bytes_max, decompressed_ratio_max, cancelled)
            self.format = " + ".join(dict.fromkeys(file.format for file in self.files))
            self.compression = " + ".join(dict.fromkeys(file.compression for file in self.files if file.compression))
            self.size_bytes = sum(file.size_bytes for file in self.files)
            self._begin()
        except BaseException:
            self.close()
            raise

    def _open(self, str name, uint64_t begins, uint64_t bytes_max, ratio_max, cancelled):
        """Open the next file, whose offsets begin here; answers where those of the one behind it do."""
        cdef CaptureFile file
        cdef Input* one = &self.inputs[self.count]
        try:
            file = OpenFile(name, bytes_max, ratio_max, cancelled)
        except CaptureError as error:
            raise CaptureError(f"{os.path.basename(name)}: {error}") from None
        if any(other.is_file(name) for other in self.files):
            file.close()
            raise CaptureError(f"{os.path.basename(name)} is there twice.")
        self.files += (file,)
        one.records = <PacketRecord*>malloc(AHEAD_PACKETS * sizeof(PacketRecord))
        if one.records == NULL:
            raise MemoryError
        one.file, one.begins, one.is_pcapng = <void*>file, begins, file.content.is_pcapng
        self.count += 1
        # How long what is compressed will be is not known yet.
        begins += max(file.mapping.size, file.mapping.reserved if file.compression else 0, <uint64_t>1)
        if begins > CAPTURE_BYTES_MAX:
            raise CaptureError("The files are too long to be read as one capture.")
        return begins

    def _begin(self):
        """Read the first packets of each file."""
        cdef uint32_t index
        for index in range(self.count):
            if self._ahead(&self.inputs[index]):
                self.inputs[index].key = INT64_MIN
                self._time(&self.inputs[index])
                self.heap[self.live] = index
                self.live += 1
            self._meet(&self.inputs[index])
        for index in range(self.live, 0, -1):
            self._sink(index - 1)

    # ---- reading on

    cdef int read_batch(self, PacketRecord* out, int room) noexcept nogil:
        """The next packets, at most `room`; 0 where all files have ended."""
        cdef int count = 0
        cdef uint32_t index
        cdef Input* one
        while count < room and self.live and not self.interrupted:
            if self.given == PACKETS_MAX:
                self.is_full = True
                break
            index = self.heap[0]
            one = &self.inputs[index]
            out[count] = one.records[one.at]
            out[count].at += one.begins
            out[count].interface = _shown(one, out[count].interface)
            count += 1
            self.given += 1
            one.last = self.given
            self._turn(index)
        return count

    cdef void _turn(self, uint32_t index) noexcept nogil:
        """The file whose turn it was has given a packet: whose turn is it next?"""
        cdef Input* one = &self.inputs[index]
        one.at += 1
        if one.at + 1 >= one.count and not self._ahead(one):
            self.live -= 1
            self.heap[0] = self.heap[self.live]
        else:
            self._time(one)
        self._sink(0)

    cdef void _time(self, Input* one) noexcept nogil:
        """See when its next packet has its turn."""
        cdef int64_t time_ns = one.records[one.at].time_ns
        one.key = _turn_of(one.key, time_ns, one.records[one.at + 1].time_ns if one.at + 1 < one.count else time_ns)

    cdef bint _ahead(self, Input* one) noexcept nogil:
        """Read more of a file, so that its next packet and the one behind it are there; is there a next one?"""
        cdef int got
        if one.has_ended:
            return one.at < one.count
        one.count -= one.at
        memmove(one.records, one.records + one.at, one.count * sizeof(PacketRecord))
        one.at = 0
        while one.count < 2 and not one.has_ended:
            got = (<CaptureFile>one.file).read_batch(one.records + one.count, AHEAD_PACKETS - one.count)
            one.count += max(got, 0)
            one.has_ended = got <= 0
        if (<CaptureFile>one.file).interface_count() > one.met:
            self._meet(one)
        return one.count > 0

    cdef void _sink(self, uint32_t place) noexcept nogil:
        """Let what is at a place of the heap down to where it belongs."""
        cdef uint32_t first, index
        while True:
            first = place * 2 + 1
            if first >= self.live:
                return
            if first + 1 < self.live and self._comes_before(self.heap[first + 1], self.heap[first]):
                first += 1
            if not self._comes_before(self.heap[first], self.heap[place]):
                return
            index = self.heap[place]
            self.heap[place], self.heap[first] = self.heap[first], index
            place = first

    cdef bint _comes_before(self, uint32_t one, uint32_t other) noexcept nogil:
        """Of packets of the same time the one comes first whose file was named first."""
        cdef int64_t mine = self.inputs[one].key, theirs = self.inputs[other].key
        return mine < theirs or mine == theirs and one < other

    def interrupt(self):
        self.interrupted = True
        for file in self.files:
            file.interrupt()

    # ---- interfaces

    cdef void _meet(self, Input* one) noexcept with gil:
        """Give a file's new interfaces their numbers in the capture. For want of memory they go without a name."""
        cdef CaptureFile file = <CaptureFile>one.file
        cdef uint32_t index
        cdef uint16_t number
        try:
            described = file.interfaces
            for index in range(one.met, <uint32_t>len(described)):
                number = <uint16_t>min(len(self.known_interfaces), INTERFACES_MAX - 1)
                if len(self.known_interfaces) < INTERFACES_MAX:
                    self.known_options.append(content_interface_options(&file.content, index))
                    self.known_interfaces.append(replace(described[index], index=number))
                if one.is_pcapng:
                    file.content.tables.interfaces[index].shown = number
                else:
                    one.shown = number
                one.met += 1
        except MemoryError:
            return

    cdef uint32_t interface_count(self) noexcept nogil:
        cdef uint32_t index, count = 0
        for index in range(self.count):
            count += self.inputs[index].met
        return count

    @property
    def interfaces(self):
        """The interfaces met so far, as model.Interface: of each file its own."""
        return tuple(self.known_interfaces)

    @property
    def interface_options(self):
        """The options of the interfaces met so far, as they stand in their files, each with its byte order."""
        return tuple(self.known_options)

    # ---- any packet, from any thread

    cdef Input* _input(self, uint64_t at) noexcept nogil:
        """The file that offset `at` is in."""
        cdef uint32_t low = 0, high = self.count, middle
        while high - low > 1:
            middle = (low + high) // 2
            if self.inputs[middle].begins <= at:
                low = middle
            else:
                high = middle
        return &self.inputs[low]

    cdef bint read_at(self, uint64_t at, PacketRecord* out) noexcept nogil:
        cdef Input* one
        if self.inputs == NULL:
            return False
        one = self._input(at)
        if not (<CaptureFile>one.file).read_at(at - one.begins, out):
            return False
        out.at = at
        out.interface = _shown(one, out.interface)
        return True

    cdef const uint8_t* packet_options(self, const PacketRecord* record, uint32_t* size) noexcept nogil:
        cdef PacketRecord own = record[0]
        cdef Input* one = self._input(record.at)
        own.at -= one.begins
        return (<CaptureFile>one.file).packet_options(&own, size)

    cdef bint is_swapped(self, uint64_t at) noexcept nogil:
        cdef Input* one = self._input(at)
        return (<CaptureFile>one.file).is_swapped(at - one.begins)

    @property
    def paths(self):
        """The files, in the order in which they were named."""
        return tuple([file.path for file in self.files])

    @property
    def begins(self):
        """The offset at which each of `paths` begins, ascending."""
        return tuple([self.inputs[index].begins for index in range(self.count)])

    # ---- how it is

    @property
    def damages(self):
        """Where and why files stop being readable, in their order; `packet` is the capture's number."""
        cdef uint32_t index
        found = []
        for index in range(self.count):
            damage = self.files[index].damage
            if damage is not None:
                found.append(Damage(damage.at, self.inputs[index].last,
                                    f"{os.path.basename(self.files[index].path)}: {damage.reason}"))
        return tuple(found)

    @property
    def damage(self):
        """The first of `damages`, with how many more there are; None if there are none."""
        found = self.damages
        if not found:
            return Damage(0, self.given, f"There are more than {PACKETS_MAX:,} packets.") if self.is_full else None
        if len(found) == 1:
            return found[0]
        others = f"{len(found) - 1:,} more files are damaged" if len(found) > 2 else "one more file is damaged"
        return replace(found[0], reason=f"{found[0].reason} ({others}.)")

    @property
    def comments(self):
        """The comments on the captures, each once."""
        return tuple(dict.fromkeys(comment for file in self.files for comment in file.comments))

    @property
    def extra_blocks(self):
        """Name resolution and decryption secrets blocks met so far, each once."""
        return tuple(dict.fromkeys(block for file in self.files for block in file.extra_blocks))

    @property
    def key_logs(self):
        return [text for file in self.files for text in file.key_logs]

    def read_owners(self, owners):
        for file in self.files:
            file.read_owners(owners)

    def changed(self):
        for file in self.files:
            if reason := file.changed():
                return f"{os.path.basename(file.path)}: {reason}"
        return ""

    def is_file(self, path):
        return any(file.is_file(path) for file in self.files)

    @property
    def bytes_read(self):
        """How far reading is, in bytes of all files as they lie on disk."""
        return sum(file.bytes_read for file in self.files)

    @property
    def bytes_total(self):
        """What `bytes_read` is going to be at the end."""
        return self.size_bytes

    @property
    def packets_read(self):
        """Packets given out by sequential reading so far."""
        return self.given

    def close(self):
        """Give all resources back; bytes of packets become invalid. May be called again."""
        self.interrupted = True
        for file in self.files:
            file.close()

    def __dealloc__(self):
        cdef uint32_t index
        for index in range(self.count):
            free(self.inputs[index].records)
        free(self.inputs)
        free(self.heap)


cdef inline uint16_t _shown(const Input* one, uint16_t interface) noexcept nogil:
    """The capture's number of a file's interface."""
    return (<CaptureFile>one.file).content.tables.interfaces[interface].shown if one.is_pcapng else one.shown
