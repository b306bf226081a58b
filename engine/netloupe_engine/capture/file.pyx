"""CaptureFile: a capture file as a source of packets.

The file is mapped, never copied; a compressed one is decompressed piece by piece into an unlinked temporary file that
is mapped while it grows, so the first packets come at once. `PacketRecord.data` stays valid until `close`.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

import os
import stat
import threading

from netloupe_engine.capture.compression import Expander
from netloupe_engine.capture.signatures import MAGIC_BYTES, compression_of, other_format
from netloupe_engine.errors import CancelledError, CaptureError
from netloupe_engine.model import Damage

from .batch cimport PacketRecord
from .content cimport (
    content_batch,
    content_begin,
    content_comments,
    content_end,
    content_extras,
    content_secrets,
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
from .cursor cimport FLAW_CHANGED, FLAW_SHRUNK, STOP_DAMAGE, STOP_LOOK, STOP_ROOM, STOP_SHORT, stop_at
from .mapping cimport Mapping
from .pcap cimport PCAP_HEADER_BYTES
from .source cimport CaptureSource

cdef enum:
    FIRST_PIECE_BYTES = 256 << 10   # decompressed before anything is shown
    PIECE_BYTES = 4 << 20           # decompressed each time more is needed


cdef class CaptureFile(CaptureSource):
    """An open capture file.

    Sequential reading belongs to one thread; `read_at` and the Python attributes may be used by others meanwhile. Close
    it only when nobody reads any more.

    Raises:
        CaptureError: it cannot be opened, is no capture, or is one of a kind or version that is not supported.
        CancelledError: `cancelled` said so.
    """

    def __init__(self, path, uint64_t decompressed_bytes_max = <uint64_t>64 << 30, decompressed_ratio_max = 0,
                 cancelled = None):
        """Open `path`; a compressed file's content is cut (which counts as damage) at `decompressed_bytes_max` and at
        `decompressed_ratio_max` times its compressed size (0: not). `cancelled` is asked while it is opened."""
        cdef bytes head
        self.cancelled = cancelled
        self.path = os.fsdecode(path)
        self.known_interfaces, self.known_links, self.known_comments = (), (), ()
        self.lock = threading.Lock()
        try:
            with self._opened() as source:
                self.facts = os.fstat(source.fileno())
                self.size_bytes = self.facts.st_size
                head = self._magic(source)
                if not head:
                    raise CaptureError("The file is empty.")
                self.compression = compression_of(head)
                if self.compression:
                    self._expand(os.dup(source.fileno()), decompressed_bytes_max, decompressed_ratio_max)
                else:
                    self.mapping = Mapping(source.fileno(), self.size_bytes)
                    self.content.base, self.content.size = self.mapping.base, self.mapping.size
                    self.complete = True
            self._read_header()
            self.cancelled = None
            if self.expander is not None:
                self.expander.cancelled = None
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

    def _magic(self, source):
        """How the file begins."""
        try:
            return source.read(MAGIC_BYTES)
        except OSError as error:
            raise CaptureError(f"The file cannot be read: {error.strerror}.") from None

    def _expand(self, source_fd, uint64_t bytes_max, ratio_max):
        """Begin to decompress."""
        import tempfile
        source = os.fdopen(source_fd, "rb")
        source.seek(0)
        try:
            target = tempfile.TemporaryFile(buffering=0)
        except OSError as error:
            source.close()
            raise CaptureError(f"There is no place for the decompressed copy: {error.strerror}.") from None
        self.mapping = Mapping(target.fileno(), 0, bytes_max)
        self.content.base = self.mapping.base
        self.expander = Expander(source, self.compression, target, min(bytes_max, self.mapping.reserved), ratio_max,
                                 self.cancelled)
        self._open_more(FIRST_PIECE_BYTES)

    def _read_header(self):
        """Find out the format, and read what stands before the first packet."""
        cdef bytes head = self.mapping.copy(0, max(MAGIC_BYTES, <int>PCAP_HEADER_BYTES))
        self.format = content_begin(&self.content, head)
        if not self.format:
            raise CaptureError(refusal(head, self.compression, self.expander.reason if self.compression else ""))
        if not self.content.is_pcapng:
            return
        content_batch(&self.content, NULL, 0)
        while self.content.tables.section_count == 0 and not self.complete:
            self._open_more(PIECE_BYTES)
            content_batch(&self.content, NULL, 0)
        if self.content.tables.section_count == 0:
            raise CaptureError(content_flaw(&self.content))

    cdef uint32_t interface_count(self) noexcept nogil:
        return content_interface_count(&self.content)

    cdef int read_batch(self, PacketRecord* out, int room) noexcept nogil:
        """The next packets, at most `room`; 0 at the end of the file or where damage stops reading."""
        cdef uint64_t at = self.content.cursor.at
        cdef uint32_t packets = self.content.cursor.packets
        cdef int count
        if self.content.base == NULL or self.content.cursor.stop == STOP_DAMAGE:
            return 0
        count = content_batch(&self.content, out, room)
        while count == 0 and not self.interrupted and self._goes_on():
            if self.content.cursor.stop == STOP_SHORT:
                self._grow()
            count = content_batch(&self.content, out, room)
        if self.mapping.has_shrunk(self.content.cursor.at):     # what was read may be zeros in the place of lost bytes
            self.content.cursor.packets = packets
            stop_at(&self.content.cursor, at, STOP_DAMAGE, FLAW_SHRUNK, 0, 0)
            return 0
        if count == 0 and self._has_changed():
            stop_at(&self.content.cursor, at, STOP_DAMAGE, FLAW_CHANGED, 0, 0)
        return count

    cdef bint _has_changed(self) noexcept with gil:
        """Is the file another one than was opened? A compressed one does not matter any more, its content is ours."""
        return self.expander is None and self.mapping.has_changed()

    def changed(self):
        return "The capture file was changed after it was read: open it again." if self._has_changed() else ""

    def is_file(self, path):
        try:
            return os.path.samestat(os.stat(path), self.facts)
        except (OSError, ValueError):
            return False

    cdef bint _goes_on(self) noexcept nogil:
        """May there be packets behind a batch that had none?"""
        return self.content.cursor.stop == STOP_LOOK or self.content.cursor.stop == STOP_SHORT and not self.complete

    cdef bint read_at(self, uint64_t at, PacketRecord* out) noexcept nogil:
        return content_record(&self.content, at, out)

    cdef const uint8_t* packet_options(self, const PacketRecord* record, uint32_t* size) noexcept nogil:
        return content_options(&self.content, record, size)

    cdef bint is_swapped(self, uint64_t at) noexcept nogil:
        return content_swapped(&self.content, at)

    cdef void _grow(self) noexcept with gil:
        """Decompress some more, in the middle of a batch. Nothing can be raised here: a failure becomes damage."""
        try:
            self._more(PIECE_BYTES)
        except BaseException as error:
            self.expander.abandon(f"Decompression was interrupted by {type(error).__name__}.")
            self.complete = True

    cdef void _more(self, uint64_t size):
        self.expander.more(size)
        self.mapping.size = self.content.size = self.expander.size_bytes
        self.complete = self.expander.finished

    cdef void _open_more(self, uint64_t size):
        """The same while the file is opened, which may be cancelled. Raises CancelledError."""
        self._more(size)
        if self.cancelled is not None and self.cancelled():
            raise CancelledError("Opening the capture was cancelled.")

    def interrupt(self):
        self.interrupted = True
        if self.expander is not None:
            self.expander.interrupted = True

    @property
    def damage(self):
        """Where and why the file stops being readable (model.Damage); None if it does not, or as far as was read."""
        cdef uint64_t at = self.content.cursor.at
        cdef uint32_t packet = self.content.cursor.packets
        stop = self.content.cursor.stop
        if stop == STOP_ROOM or self._goes_on():
            return None
        if stop == STOP_SHORT and self.expander is not None and self.expander.reason:
            return Damage(at, packet, self.expander.reason)
        reason = content_flaw(&self.content)
        return Damage(at, packet, reason) if reason else None

    @property
    def interfaces(self):
        """The capture interfaces met so far, as model.Interface; pcap files have exactly one, without a name."""
        if len(self.known_interfaces) < content_interface_count(&self.content):     # each is read once
            with self.lock:
                met = [content_interface(&self.content, index) for index in
                       range(len(self.known_interfaces), content_interface_count(&self.content))]
                self.known_interfaces += tuple(met)
        return self.known_interfaces

    @property
    def link_types(self):
        """The names of the interfaces' link types, in order, each once."""
        known = self.interfaces
        if len(known) != self.named:
            self.known_links = tuple(dict.fromkeys(interface.link_name for interface in known))
            self.named = len(known)
        return self.known_links

    @property
    def interface_options(self):
        """The options of the interfaces met so far, as they stand in the file, each with its byte order."""
        cdef uint32_t index
        if not self.content.is_pcapng:
            return ()
        return tuple([content_interface_options(&self.content, index)
                      for index in range(content_interface_count(&self.content))])

    @property
    def comments(self):
        """The comments on the capture: those of its sections, in order."""
        cdef uint32_t sections = content_section_count(&self.content)
        if self.commented < sections:                                               # so is each of these
            with self.lock:
                sections = content_section_count(&self.content)
                self.known_comments += tuple(content_comments(&self.content, self.commented, sections))
                self.commented = sections
        return self.known_comments

    @property
    def extra_blocks(self):
        """Name resolution and decryption secrets blocks met so far: (type, content as in the file, byte order)."""
        return tuple(content_extras(&self.content))

    @property
    def key_logs(self):
        """Texts of decryption secrets blocks, where nothing has begun to read the packets."""
        return content_secrets(&self.content)

    def read_owners(self, owners):
        content_owners(&self.content, owners)

    @property
    def bytes_read(self):
        """How far reading is, in bytes of the file as it lies on disk."""
        return self.expander.consumed_bytes if self.expander is not None else self.content.cursor.at

    @property
    def bytes_total(self):
        """What `bytes_read` is going to be at the end."""
        return self.size_bytes

    @property
    def packets_read(self):
        """Packets given out by sequential reading so far."""
        return self.content.cursor.packets

    def close(self):
        """Give all resources back; bytes of packets become invalid. May be called again."""
        if self.mapping is not None:
            self.mapping.close()
        if self.expander is not None:
            self.expander.close()
        content_end(&self.content)
        self.complete = True

    def __dealloc__(self):
        content_end(&self.content)


def refusal(bytes head, str compression="", str reason=""):
    """Why a file that begins with `head` is no capture that can be read; `reason`: what its decompression says."""
    if reason:
        return reason
    inside = f" inside its {compression} compression" if compression else ""
    other = other_format(head) or compression_of(head) and f"compressed with {compression_of(head)} once more"
    if other:
        return f"The file{inside} is {other}, which is not supported."
    if len(head) < 4:
        return f"The file{inside} has {len(head)} bytes, too few for a capture."
    return f"The file{inside} is not a capture: it begins with {head[:4].hex(' ')}."
