"""802.11: headers by type, addresses by direction, names in management frames. Borrows `v` for the call."""
from libc.stdint cimport uint16_t, uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_number
from ...core.status cimport FINAL, MALFORMED, NEXT, NOTE_BAD_VALUE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be24, has, le16, u8
from ..twin cimport Twin
from .wlan cimport (F_AGGREGATED, F_BSSID, F_DESTINATION, F_FRAGMENT, F_REASON, F_SEQUENCE, F_SOURCE, F_SSID, F_TID,
                    F_TRANSMITTER, F_TYPE, NUMBERS)

cdef enum:                  # types
    MANAGEMENT = 0
    CONTROL = 1
    DATA = 2

cdef enum:                  # flags, second byte
    TO_DS = 0x01
    FROM_DS = 0x02
    MORE_FRAGMENTS = 0x04
    PROTECTED = 0x40
    ORDER = 0x80

cdef enum:                  # bits of the subtypes of data
    NO_DATA = 4
    QOS = 8

cdef enum:                  # subtypes of management
    DISASSOCIATION = 10
    DEAUTHENTICATION = 12

cdef enum:
    SHORTEST = 10           # ack, CTS
    WITH_TRANSMITTER = 16
    LONG = 24               # three addresses and a sequence number
    ADDRESS = 6
    QOS_SIZE = 2
    HT_SIZE = 4
    AGGREGATED = 0x80       # of QoS control
    SUBFRAME = 14           # header of a frame in an A-MSDU
    LLC = 4                 # key of an 802.2 frame among the EtherTypes
    SNAP = 0xAAAA03


cdef inline uint32_t _type(View v) noexcept nogil:
    return (u8(v, 0) >> 2) & 3


cdef inline uint32_t _subtype(View v) noexcept nogil:
    return u8(v, 0) >> 4


cdef uint32_t _header(View v) noexcept nogil:
    """Bytes of the header, by type and flags."""
    cdef uint32_t flags = u8(v, 1), subtype = _subtype(v), size
    if _type(v) == CONTROL:
        return SHORTEST if subtype == 12 or subtype == 13 or subtype == 7 else WITH_TRANSMITTER
    size = LONG
    if _type(v) == DATA:
        if flags & TO_DS and flags & FROM_DS:
            size += ADDRESS
        if subtype & QOS:
            size += QOS_SIZE
            if flags & ORDER:
                size += HT_SIZE
    elif flags & ORDER:
        size += HT_SIZE
    return size


cdef inline uint32_t _qos_at(View v) noexcept nogil:
    """Where the QoS control of a data frame stands, 0: nowhere."""
    if _type(v) != DATA or not _subtype(v) & QOS:
        return 0
    return LONG + (ADDRESS if u8(v, 1) & TO_DS and u8(v, 1) & FROM_DS else 0)


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t qos
    if v.size < SHORTEST:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if u8(v, 0) & 3 or _type(v) > DATA:
        step.note = NOTE_BAD_VALUE
        return MALFORMED
    step.header = _header(v)
    if not has(v, 0, step.header):
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if (_type(v) != DATA or _subtype(v) & NO_DATA or u8(v, 1) & (PROTECTED | MORE_FRAGMENTS)
            or le16(v, LONG - 2) & 15):
        return FINAL
    step.key = LLC
    qos = _qos_at(v)
    if qos and u8(v, qos) & AGGREGATED and has(v, step.header, SUBFRAME):
        step.extent = step.header + SUBFRAME + be16(v, step.header + 2 * ADDRESS)
        step.header += SUBFRAME
    elif step.header % 4 == 2 and has(v, step.header, 5) and be16(v, step.header) == 0 and (
            be24(v, step.header + 2) == SNAP):
        step.header += 2            # padded to four bytes by the card
    return NEXT


cdef inline void _put_address(Sink* sink, uint16_t local, View v, uint32_t at) noexcept nogil:
    put_bytes(sink, local, v.data + at, ADDRESS, at, ADDRESS)


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t flags = u8(v, 1), qos = _qos_at(v)
    put_number(sink, F_TYPE, _type(v) << 4 | _subtype(v), 0, 1)
    if header >= WITH_TRANSMITTER:
        _put_address(sink, F_TRANSMITTER, v, 10)
    if header < LONG:
        return
    if flags & TO_DS and flags & FROM_DS:
        _put_address(sink, F_DESTINATION, v, 16)
        _put_address(sink, F_SOURCE, v, 24)
    else:
        _put_address(sink, F_DESTINATION, v, 16 if flags & TO_DS else 4)
        _put_address(sink, F_SOURCE, v, 16 if flags & FROM_DS else 10)
        _put_address(sink, F_BSSID, v, 4 if flags & TO_DS else 10 if flags & FROM_DS else 16)
    put_number(sink, F_FRAGMENT, le16(v, 22) & 15, 22, 1)
    put_number(sink, F_SEQUENCE, le16(v, 22) >> 4, 22, 2)
    if qos:
        put_number(sink, F_TID, u8(v, qos) & 15, qos, 1)
        put_number(sink, F_AGGREGATED, u8(v, qos) >> 7, qos, 1)
    if _type(v) == MANAGEMENT and not flags & PROTECTED:
        _put_management(v, header, sink)


cdef void _put_management(View v, uint32_t at, Sink* sink) noexcept nogil:
    """The reason, or the network's name behind the fixed fields."""
    cdef uint32_t subtype = _subtype(v), fixed
    if subtype == DISASSOCIATION or subtype == DEAUTHENTICATION:
        if has(v, at, 2):
            put_number(sink, F_REASON, le16(v, at), at, 2)
        return
    if subtype == 0:
        fixed = 4
    elif subtype == 2:
        fixed = 10
    elif subtype == 4:
        fixed = 0
    elif subtype == 5 or subtype == 8:
        fixed = 12
    else:
        return
    at += fixed
    while has(v, at, 2) and has(v, at + 2, u8(v, at + 1)):
        if u8(v, at) == 0:
            put_bytes(sink, F_SSID, v.data + at + 2, u8(v, at + 1), at + 2, u8(v, at + 1))
            return
        at += 2 + u8(v, at + 1)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
