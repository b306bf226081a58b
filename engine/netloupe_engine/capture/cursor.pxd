"""Cursor: where sequential reading of a capture stands, and why it stopped. Shared by the two formats' readers."""
from libc.stdint cimport uint32_t, uint64_t

cdef enum Stop:             # why a batch ended
    STOP_ROOM = 0           # the caller's room is full; more may follow
    STOP_SHORT = 1          # the bytes that are there end; the flaw is what that means if no more of them come
    STOP_DAMAGE = 2         # what follows cannot be trusted
    STOP_LOOK = 3           # a lot was read without a packet: time to look whether anybody wants more

cdef enum Flaw:             # reasons; `damage.py` has the sentence of each
    FLAW_NONE = 0
    FLAW_HEADER_CUT = 1
    FLAW_PACKET_CUT = 2
    FLAW_PACKET_TOO_LONG = 3
    FLAW_BLOCK_HEADER_CUT = 4
    FLAW_BLOCK_CUT = 5
    FLAW_BLOCK_TOO_SHORT = 6
    FLAW_BLOCK_LENGTHS_DIFFER = 7
    FLAW_PACKET_BEYOND_BLOCK = 8
    FLAW_UNKNOWN_INTERFACE = 9
    FLAW_BYTE_ORDER = 10
    FLAW_VERSION = 11
    FLAW_SECTIONS = 12
    FLAW_PACKETS = 14
    FLAW_SHRUNK = 15
    FLAW_CHANGED = 16

cdef enum:
    PACKETS_MAX = 0xFFFFFFFE    # packet numbers have 32 bits

cdef struct Cursor:
    uint64_t at             # the next record or block
    uint32_t packets        # given out so far
    Stop stop
    Flaw flaw
    uint64_t value          # what the flaw's sentence is about: what the file says ...
    uint64_t bound          # ... and what it should have been compared with


cdef inline void stop_at(Cursor* cursor, uint64_t at, Stop stop, Flaw flaw, uint64_t value,
                         uint64_t bound) noexcept nogil:
    """Reading cannot go on at `at`."""
    cursor.at = at
    cursor.stop = stop
    cursor.flaw = flaw
    cursor.value = value
    cursor.bound = bound


cdef inline uint32_t captured_max(uint32_t link_type) noexcept nogil:
    """The most bytes a packet of a link type can have: 256 KiB, more for USB and D-Bus messages (libpcap's bounds)."""
    if link_type == 231 or link_type == 249:    # DBUS, USBPCAP
        return 128 << 20
    if link_type == 279:                        # EBHSCR
        return 8 << 20
    return 256 << 10
