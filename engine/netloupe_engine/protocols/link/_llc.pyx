"""802.2 LLC: service access points, control field, SNAP. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport FINAL, MALFORMED, NEXT, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be24, le16, u8
from ..twin cimport Twin
from .llc cimport (F_CONTROL, F_FORMAT, F_MODIFIER, F_OUI, F_PID, F_POLL, F_RECEIVE_SEQUENCE, F_SEND_SEQUENCE,
                   F_SUPERVISORY, NUMBERS)

cdef enum:
    SNAP = 0xAA             # service access point, both ways
    SNAP_SIZE = 5
    UNNUMBERED_INFORMATION = 0x03
    POLL = 0x10             # of an unnumbered control field

cdef enum:                  # key spaces, in the order of the table's children
    ETHERTYPE = 0
    SAP = 1
    SNAP_CISCO = 2
    SNAP_IEEE = 3


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t size, oui
    if v.size < 3:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    size = 3 if u8(v, 2) & 3 == 3 else 4
    if v.size < size:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = size
    if size == 3 and u8(v, 2) & ~POLL != UNNUMBERED_INFORMATION or u8(v, 2) & 3 == 1:
        return FINAL                # connection management, acknowledgements: no payload of a protocol
    step.space = SAP
    step.key = u8(v, 0)
    if u8(v, 0) != SNAP or u8(v, 1) & 0xFE != SNAP or size != 3:
        return NEXT
    if v.size < size + SNAP_SIZE:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = size + SNAP_SIZE
    oui = be24(v, size)
    if oui == 0 or oui == 0xF8:
        step.space = ETHERTYPE
    elif oui == 0x00000C:
        step.space = SNAP_CISCO
    elif oui == 0x0080C2:
        step.space = SNAP_IEEE
    else:
        return NEXT                 # unknown under its access point: nobody registers SNAP itself
    step.key = be16(v, size + 3)
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t control = u8(v, 2)
    cdef uint32_t second
    if control & 3 == 3:
        put_number(sink, F_CONTROL, control, 2, 1)
        put_number(sink, F_FORMAT, 3, 2, 1)
        put_number(sink, F_MODIFIER, control & ~POLL, 2, 1)
        put_number(sink, F_POLL, control & POLL != 0, 2, 1)
        if header == 3 + SNAP_SIZE:
            put_number(sink, F_OUI, be24(v, 3), 3, 3)
            put_number(sink, F_PID, be16(v, 6), 6, 2)
        return
    second = u8(v, 3)
    put_number(sink, F_CONTROL, le16(v, 2), 2, 2)
    put_number(sink, F_FORMAT, control & 1, 2, 1)
    if control & 1:
        put_number(sink, F_SUPERVISORY, (control >> 2) & 3, 2, 1)
    else:
        put_number(sink, F_SEND_SEQUENCE, control >> 1, 2, 1)
    put_number(sink, F_RECEIVE_SEQUENCE, second >> 1, 3, 1)
    put_number(sink, F_POLL, second & 1, 3, 1)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
