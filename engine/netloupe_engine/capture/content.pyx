"""Content: the bytes of one capture file, as pcap, pcapng or snoop.

What all formats have in common is said here once: packets in order by batches and at any place by offset, options,
interfaces, comments. Offsets are those of the file. Where the bytes come from, and whether more will come, is known to
whoever owns the content.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

import sys

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
from netloupe_engine.capture.signatures import format_of
from netloupe_engine.model import Interface

from .batch cimport PacketRecord
from .cursor cimport FLAW_NONE
from .pcap cimport PCAP_HEADER_BYTES, pcap_batch, pcap_layout, pcap_record
from .pcapng cimport (
    INTERFACES_MAX,
    NgInterface,
    extra_count,
    interface_count,
    pcapng_batch,
    pcapng_options,
    pcapng_record,
    pcapng_secrets,
    section_count,
    section_order,
    tables_close,
    tables_open,
)

from .snoop cimport SNOOP_HEADER_BYTES, snoop_batch, snoop_layout, snoop_record

KEY_LOGS_BYTES_MAX = 64 << 20   # of all such blocks of a capture; larger ones are left out
TLS_KEY_LOG = 0x544C534B        # "TLSK": lines of NSS's key log format


cdef str content_begin(Content* content, bytes head):
    """Get ready to read a file that begins with `head`; answers its format, "" if it is no capture.

    Raises:
        CaptureError: the header is cut short or of another version.
        MemoryError: there is none for the tables of a pcapng file.
    """
    cdef str format = format_of(head)
    if format == "pcap":
        content.layout = pcap_layout(head)
        content.cursor.at = PCAP_HEADER_BYTES
    elif format in ("snoop", "btsnoop"):
        content.layout = snoop_layout(head)
        content.cursor.at = SNOOP_HEADER_BYTES
        content.is_snoop = True
    elif format == "pcapng":
        tables_open(&content.tables)
        content.is_pcapng = True
    return format


cdef void content_end(Content* content) noexcept nogil:
    """Give the tables back; nothing can be read any more. May be called again."""
    content.base = NULL
    content.size = 0
    tables_close(&content.tables)


cdef int content_batch(Content* content, PacketRecord* out, int room) noexcept nogil:
    """One batch out of the bytes that are there; `cursor.stop` says why it ended."""
    if content.is_pcapng:
        return pcapng_batch(&content.tables, content.base, content.size, &content.cursor, out, room)
    if content.is_snoop:
        return snoop_batch(&content.layout, content.base, content.size, &content.cursor, out, room)
    return pcap_batch(&content.layout, content.base, content.size, &content.cursor, out, room)


cdef bint content_record(const Content* content, uint64_t at, PacketRecord* out) noexcept nogil:
    """The packet whose record or block begins at `at`; its number is left 0. False if none can be there."""
    if content.base == NULL:
        return False
    if content.is_pcapng:
        return pcapng_record(&content.tables, content.base, content.size, at, out)
    if content.is_snoop:
        return snoop_record(&content.layout, content.base, content.size, at, out)
    return pcap_record(&content.layout, content.base, content.size, at, out)


cdef const uint8_t* content_options(const Content* content, const PacketRecord* record, uint32_t* size) noexcept nogil:
    """Where the options of a packet of this file are; `size` is 0 if there are none."""
    if not content.is_pcapng:
        size[0] = 0
        return record.data
    return pcapng_options(&content.tables, content.base, record, size)


cdef bint content_swapped(const Content* content, uint64_t at) noexcept nogil:
    """Is what stands at `at` in the byte order that this machine does not have?"""
    return section_order(&content.tables, at) if content.is_pcapng else content.layout.swapped


cdef uint32_t content_interface_count(const Content* content) noexcept nogil:
    """Interfaces met so far; a pcap file has exactly one."""
    return interface_count(&content.tables) if content.is_pcapng else 1


cdef str content_order(const Content* content, uint64_t at):
    """The byte order of what stands at `at`."""
    cdef bint little = sys.byteorder == "little"
    return "little" if little != content_swapped(content, at) else "big"


cdef str content_flaw(const Content* content):
    """Why reading cannot go on, if no more bytes come: one sentence; "" at a proper end."""
    if content.cursor.flaw == FLAW_NONE:
        return ""
    return sentence(content.cursor.flaw, content.cursor.value, content.cursor.bound)


cdef bytes _copy(const Content* content, uint64_t at, uint64_t size):
    """A copy of the bytes [at, at + size), cut to what is there."""
    if content.base == NULL or at >= content.size:
        return b""
    size = min(size, content.size - at)
    return content.base[at:at + size]


cdef bytes _block(const Content* content, uint64_t at):
    """A copy of the pcapng block at `at`, known to be sound, without the length that ends it."""
    cdef bytes head = _copy(content, at, 8)
    cdef uint64_t size = int.from_bytes(head[4:], content_order(content, at))
    return _copy(content, at, (size + 3) // 4 * 4 - 4)


cdef object content_interface(const Content* content, uint32_t index):
    """One interface as model.Interface; that of a pcap file has no name."""
    cdef const NgInterface* found
    if not content.is_pcapng:
        return Interface(0, content.layout.link_type, link_name(content.layout.link_type), content.layout.snap_length,
                         resolution_ns=float(content.layout.tick_ns))
    found = &content.tables.interfaces[index]
    if index == INTERFACES_MAX - 1:
        return Interface(index, found.link_type, link_name(found.link_type), 0,
                         description="all that are more than can be told apart")
    options, order = content_interface_options(content, index)
    return Interface(
        index, found.link_type, link_name(found.link_type), found.snap_length,
        name="".join(texts(options, order, INTERFACE_NAME)[:1]),
        description="".join(texts(options, order, INTERFACE_DESCRIPTION)[:1]),
        resolution_ns=resolution_ns(options, order))


cdef tuple content_interface_options(const Content* content, uint32_t index):
    """The options of an interface, as they stand in the file, with their byte order; a pcap file's has none."""
    cdef uint64_t at
    if not content.is_pcapng:
        return b"", "little"
    at = content.tables.interfaces[index].at
    return _block(content, at)[16:], content_order(content, at)


cdef uint32_t content_section_count(const Content* content) noexcept nogil:
    """Sections met so far; a pcap file has none."""
    return section_count(&content.tables) if content.is_pcapng else 0


cdef list content_comments(const Content* content, uint32_t first, uint32_t end):
    """The comments of the sections from `first` up to `end`, in order."""
    cdef uint32_t index
    cdef list found = []
    if content.is_pcapng:
        for index in range(first, end):
            at = content.tables.sections[index].at
            found += texts(_block(content, at)[24:], content_order(content, at), COMMENT)
    return found


cdef list content_extras(const Content* content):
    """Name resolution and decryption secrets blocks met so far: (type, content as in the file, byte order)."""
    cdef uint32_t index
    cdef list found = []
    if content.is_pcapng:
        for index in range(extra_count(&content.tables)):
            at = content.tables.extras[index]
            kind, _ = _measured(content, at)
            if kind != PROCESSES:
                found.append((kind, _block(content, at)[8:], content_order(content, at)))
    return found


cdef list content_secrets(const Content* content):
    """Texts of the decryption secrets blocks for TLS that the file has before its packets, or among its first ones.

    Blocks of other kinds of secrets are not asked (draft-ietf-opsawg-pcapng, section 4.7).
    """
    cdef uint64_t at = 0, found
    cdef uint32_t passed = 0
    cdef bint swapped = False
    cdef list logs = []
    room = KEY_LOGS_BYTES_MAX
    while content.is_pcapng and content.base != NULL:
        found = pcapng_secrets(content.base, content.size, &at, &passed, &swapped)
        if not found:
            break
        order = "little" if (sys.byteorder == "little") != swapped else "big"
        kind, size = (int.from_bytes(_copy(content, found + offset, 4), order) for offset in (8, 12))
        size = min(size, max(0, at - found - 20))
        if kind == TLS_KEY_LOG and size <= room:
            logs.append(_copy(content, found + 16, size))
            room -= size
    return logs


cdef int content_owners(const Content* content, object owners) except -1:
    """Have `owners` (capture.owners.Owners) learn from the process name blocks met so far."""
    cdef uint32_t index
    if content.is_pcapng:
        for index in range(extra_count(&content.tables)):
            at = content.tables.extras[index]
            kind, size = _measured(content, at)
            if kind == PROCESSES and size <= CONTENT_BYTES_MAX:
                read_owners(_block(content, at)[8:], owners)
    return 0


cdef tuple _measured(const Content* content, uint64_t at):
    """(type, size of what is inside) of the pcapng block at `at`, without a copy of it."""
    cdef bytes head = _copy(content, at, 8)
    order = content_order(content, at)
    return int.from_bytes(head[:4], order), int.from_bytes(head[4:], order) - 12
