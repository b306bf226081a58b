"""Reading snoop, as Solaris writes it, and btsnoop, as phones log their Bluetooth: a 16-byte file header, then records
with a header of 24 bytes, all numbers with the high byte first.

References: RFC 1761 (version 2); btsnoop: Symbian OS, "BTSnoop file format", as Android writes it. A record of
snoop says how long it is with its padding; btsnoop has none, and counts microseconds from the year 0.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

import sys

from netloupe_engine.errors import CaptureError

from .ahead cimport fetch_ahead
from .batch cimport PacketRecord
from .cursor cimport (
    FLAW_HEADER_CUT,
    FLAW_NONE,
    FLAW_PACKET_BEYOND_BLOCK,
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
from .pcap cimport PcapLayout

cdef enum:
    RECORD_HEADER_BYTES = 24
    LINK_TYPE_UNKNOWN = 65535

cdef int64_t YEAR_0_US = 0x00DCDDB30F2F8000     # from there to 1970

# Link types by what the files call them: RFC 1761, section 3; beyond 1,000 those of btsnoop.
_LINKS = {0: 1, 2: 6, 4: 1, 8: 10, 18: 123}
_BLUETOOTH_LINKS = {1002: 187, 2001: 254}


cdef PcapLayout snoop_layout(bytes header) except *:
    """The meaning of a file header that begins with snoop's or btsnoop's name.

    Raises:
        CaptureError: the header is cut short, or of a version that is not supported.
    """
    cdef PcapLayout layout
    cdef bint bluetooth = header.startswith(b"btsnoop\0")
    name, wanted = ("btsnoop", 1) if bluetooth else ("snoop", 2)
    if len(header) < SNOOP_HEADER_BYTES:
        raise CaptureError(
            f"The file ends inside its {name} header: {len(header)} of {SNOOP_HEADER_BYTES} bytes are there.")
    version = int.from_bytes(header[8:12], "big")
    if version != wanted:
        raise CaptureError(f"The file is {name} version {version}; version {wanted} is supported.")
    layout.swapped = sys.byteorder == "little"
    layout.record_bytes = RECORD_HEADER_BYTES
    layout.tick_ns = 1000
    layout.snap_length = 0
    layout.link_type = (_BLUETOOTH_LINKS if bluetooth else _LINKS).get(
        int.from_bytes(header[12:16], "big"), LINK_TYPE_UNKNOWN)
    layout.record_link_type = <uint16_t>layout.link_type
    layout.captured_max = captured_max(layout.link_type)
    layout.is_bluetooth = bluetooth
    return layout


cdef inline uint32_t _record(const PcapLayout* layout, const uint8_t* header, uint64_t at, PacketRecord* out,
                             uint64_t* size) noexcept nogil:
    """Fill `out` from the record header; answers the captured length, not yet compared with what is there, and the
    record's `size`."""
    cdef uint32_t captured = read32(header + 4, layout.swapped)
    cdef uint32_t high = read32(header + 16, layout.swapped), low = read32(header + 20, layout.swapped)
    cdef uint64_t ticks = <uint64_t>high << 32 | low
    out.data = header + RECORD_HEADER_BYTES
    if layout.is_bluetooth:
        out.time_ns = <int64_t>((ticks - <uint64_t>YEAR_0_US) * 1000)
        size[0] = <uint64_t>RECORD_HEADER_BYTES + captured
    else:
        out.time_ns = <int64_t>high * 1000000000 + <int64_t>low * 1000
        size[0] = read32(header + 8, layout.swapped)
    out.at = at
    out.captured = captured
    out.length = read32(header, layout.swapped)
    out.link_type = layout.record_link_type
    out.interface = 0
    return captured


cdef int snoop_batch(const PcapLayout* layout, const uint8_t* base, uint64_t size, Cursor* cursor,
                     PacketRecord* out, int room) noexcept nogil:
    """Up to `room` packets from the cursor on; answers how many. `cursor.stop` says why it ended."""
    cdef uint64_t at = cursor.at, record = 0, fetched = at
    cdef uint32_t number = cursor.packets
    cdef uint32_t captured
    cdef int count = 0
    cursor.stop = STOP_ROOM
    while count < room:
        if size - at < RECORD_HEADER_BYTES:
            stop_at(cursor, at, STOP_SHORT, FLAW_HEADER_CUT if size > at else FLAW_NONE, size - at, RECORD_HEADER_BYTES)
            break
        captured = _record(layout, base + at, at, &out[count], &record)
        if captured > layout.captured_max:
            stop_at(cursor, at, STOP_DAMAGE, FLAW_PACKET_TOO_LONG, captured, layout.captured_max)
            break
        if record < <uint64_t>RECORD_HEADER_BYTES + captured:
            stop_at(cursor, at, STOP_DAMAGE, FLAW_PACKET_BEYOND_BLOCK, captured, record)
            break
        if record > size - at:
            stop_at(cursor, at, STOP_SHORT, FLAW_PACKET_CUT, size - at - RECORD_HEADER_BYTES, captured)
            break
        if number == PACKETS_MAX:
            stop_at(cursor, at, STOP_DAMAGE, FLAW_PACKETS, PACKETS_MAX, 0)
            break
        number += 1
        fetched = fetch_ahead(base, at, <uint32_t>record, fetched)
        out[count].number = number
        count += 1
        at += record
    cursor.at = at
    cursor.packets = number
    return count


cdef bint snoop_record(const PcapLayout* layout, const uint8_t* base, uint64_t size, uint64_t at,
                       PacketRecord* out) noexcept nogil:
    """The packet whose record begins at `at`; False if none can be there."""
    cdef uint64_t record = 0
    cdef uint32_t captured
    if at > size or size - at < RECORD_HEADER_BYTES:
        return False
    captured = _record(layout, base + at, at, out, &record)
    out.number = 0
    return captured <= layout.captured_max and captured <= size - at - RECORD_HEADER_BYTES
