"""Reading the pcap format: a 24-byte file header, then packet records with a 16-byte header each, or one of 24 bytes in
Kuznetzov's form of it, which adds interface, protocol and direction.

Reference: draft-ietf-opsawg-pcap. Tolerated because real files have it: any snap length, packets longer than the snap
length, captured lengths above the original length.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

import sys

from netloupe_engine.errors import CaptureError

from .ahead cimport fetch_ahead
from .batch cimport PacketRecord
from .cursor cimport (
    FLAW_HEADER_CUT,
    FLAW_NONE,
    FLAW_PACKET_CUT,
    FLAW_PACKET_TOO_LONG,
    FLAW_PACKETS,
    PACKETS_MAX,
    STOP_DAMAGE,
    STOP_ROOM,
    STOP_SHORT,
    Cursor,
    captured_max,
    stop_at,
)
from .order cimport read32

cdef enum:
    RECORD_HEADER_BYTES = 16
    LONG_HEADER_BYTES = 24          # of Kuznetzov's
    LINK_TYPE_BITS = 0x03FFFFFF     # above them: length of the frame check sequence, and whether it is known
    LINK_TYPE_UNKNOWN = 65535


cdef PcapLayout pcap_layout(bytes header) except *:
    """The meaning of a file header whose magic is known to be pcap's.

    Raises:
        CaptureError: the header is cut short, or of another version than 2.
    """
    cdef PcapLayout layout
    cdef uint32_t magic
    if len(header) < PCAP_HEADER_BYTES:
        raise CaptureError(
            f"The file ends inside its pcap header: {len(header)} of {PCAP_HEADER_BYTES} bytes are there.")
    order = "little" if header[0] in (0xD4, 0x4D, 0x34) else "big"
    magic = int.from_bytes(header[:4], order)
    major, minor = int.from_bytes(header[4:6], order), int.from_bytes(header[6:8], order)
    if major != 2:
        raise CaptureError(f"The file is pcap version {major}.{minor}; version 2 is supported.")
    layout.swapped = order != sys.byteorder
    layout.tick_ns = 1 if magic == 0xA1B23C4D else 1000
    layout.record_bytes = LONG_HEADER_BYTES if magic == 0xA1B2CD34 else RECORD_HEADER_BYTES
    layout.is_bluetooth = False
    layout.snap_length = int.from_bytes(header[16:20], order)
    layout.link_type = int.from_bytes(header[20:24], order) & LINK_TYPE_BITS
    layout.record_link_type = <uint16_t>min(layout.link_type, <uint32_t>LINK_TYPE_UNKNOWN)
    layout.captured_max = captured_max(layout.link_type)
    layout.order = CAPTURED_FIRST if minor > 3 else SMALLER_FIRST if minor == 3 else LENGTH_FIRST
    return layout


cdef inline uint32_t _record(const PcapLayout* layout, const uint8_t* header, uint64_t at,
                             PacketRecord* out) noexcept nogil:
    """Fill `out` from the record header; answers the captured length, not yet compared with what is there."""
    cdef uint32_t words[4]
    cdef uint32_t captured, length
    memcpy(words, header, RECORD_HEADER_BYTES)
    if layout.swapped:
        words[0] = read32(header, True)
        words[1] = read32(header + 4, True)
        words[2] = read32(header + 8, True)
        words[3] = read32(header + 12, True)
    captured = words[2]
    length = words[3]
    if layout.order != CAPTURED_FIRST and (layout.order == LENGTH_FIRST or captured > length):
        captured, length = length, captured
    out.data = header + layout.record_bytes
    out.time_ns = <int64_t>words[0] * 1000000000 + <int64_t>words[1] * layout.tick_ns
    out.at = at
    out.captured = captured
    out.length = length
    out.link_type = layout.record_link_type
    out.interface = 0
    return captured


cdef int pcap_batch(const PcapLayout* layout, const uint8_t* base, uint64_t size, Cursor* cursor,
                    PacketRecord* out, int room) noexcept nogil:
    """Up to `room` packets from the cursor on; answers how many. `cursor.stop` says why it ended."""
    cdef uint64_t at = cursor.at
    cdef uint32_t number = cursor.packets
    cdef uint32_t captured, header = layout.record_bytes
    cdef uint64_t fetched = at
    cdef int count = 0
    cursor.stop = STOP_ROOM
    while count < room:
        if size - at < header:
            stop_at(cursor, at, STOP_SHORT, FLAW_HEADER_CUT if size > at else FLAW_NONE, size - at, header)
            break
        captured = _record(layout, base + at, at, &out[count])
        if captured > layout.captured_max:
            stop_at(cursor, at, STOP_DAMAGE, FLAW_PACKET_TOO_LONG, captured, layout.captured_max)
            break
        if captured > size - at - header:
            stop_at(cursor, at, STOP_SHORT, FLAW_PACKET_CUT, size - at - header, captured)
            break
        if number == PACKETS_MAX:
            stop_at(cursor, at, STOP_DAMAGE, FLAW_PACKETS, PACKETS_MAX, 0)
            break
        number += 1
        fetched = fetch_ahead(base, at, header + captured, fetched)
        out[count].number = number
        count += 1
        at += header + captured
    cursor.at = at
    cursor.packets = number
    return count


cdef bint pcap_record(const PcapLayout* layout, const uint8_t* base, uint64_t size, uint64_t at,
                      PacketRecord* out) noexcept nogil:
    """The packet whose record begins at `at`; False if none can be there."""
    cdef uint32_t captured
    if at > size or size - at < layout.record_bytes:
        return False
    captured = _record(layout, base + at, at, out)
    out.number = 0
    return captured <= layout.captured_max and captured <= size - at - layout.record_bytes
