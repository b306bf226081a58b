"""NTP packets: the compiled twin of ntp. Borrows `v` for the call, keeps nothing.

Modes 0 to 5 share one header of 48 bytes, behind which extension fields and a message authentication code may stand
(RFC 5905 section 7, RFC 7822); control messages (RFC 9327) and ntpd's private ones have headers of their own.
"""
from libc.stdint cimport int8_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ...core.sink cimport (
    Sink, close_node, note_client, open_node, put_bytes, put_malformed, put_note, put_number, put_table)
from ...core.status cimport (CERTAIN, GIVE_UP, LIKELY, NOTE_BAD_LENGTH, NOTE_TRUNCATED, REFUTED,
                             Guess)
from ...core.view cimport View, be16, be32, has
from ..twin cimport Twin
from .ntp cimport (F_ASSOCIATION, F_AUTHENTICATED, F_COUNT, F_DATA, F_DIGEST, F_ERROR, F_ERROR_CODE, F_EXTENSION,
                   F_EXTENSION_DATA, F_EXTENSION_LENGTH, F_EXTENSION_TYPE, F_IMPLEMENTATION, F_ITEM_SIZE, F_KEY_ID,
                   F_LEAP, F_MORE, F_OFFSET, F_OPCODE, F_ORIGIN_TIME, F_POLL, F_PRECISION, F_RECEIVE_TIME,
                   F_REFERENCE_ADDRESS, F_REFERENCE_CLOCK, F_REFERENCE_TIME, F_REQUEST_CODE, F_RESPONSE, F_ROOT_DELAY,
                   F_ROOT_DISPERSION, F_SEQUENCE, F_STATUS, F_STRATUM, F_TEXT, F_TRANSMIT_TIME, NUMBERS)

cdef enum:
    HEADER = 48
    CONTROL_HEADER = 12
    PRIVATE_HEADER = 8
    MODE_CLIENT = 3
    MODE_SERVER = 4
    MODE_CONTROL = 6
    MODE_PRIVATE = 7
    REFERENCE_ID_AT = 12
    REFERENCE_TIME_AT = 16
    ORIGIN_TIME_AT = 24
    RECEIVE_TIME_AT = 32
    TRANSMIT_TIME_AT = 40
    MAC_MAX = 24            # key identifier and a digest of at most 20 bytes; more is an extension field (RFC 7822)
    EXTENSION_MIN = 4       # its type and length
    STRATUM_MAX = 16
    POLL_MAX = 17
    PRECISION_MIN = -32

cdef int64_t EPOCH = 2208988800         # 1970 in seconds since 1900 (RFC 5905 figure 4)
cdef int64_t ERA = <int64_t>1 << 32     # seconds
cdef int64_t LAST_SECOND = 9223372035   # that nanoseconds in 64 bits can tell


cdef int64_t _unix_ns(uint32_t seconds, uint32_t fraction, int64_t now_ns) noexcept nogil:
    """A time stamp as nanoseconds since 1970, in the era that brings it nearest to the packet's own time.

    Without that: the era from 2036 on if the top bit is not set (RFC 4330 section 3).
    """
    cdef int64_t time = <int64_t>seconds - EPOCH
    cdef int64_t now = now_ns // 1000000000
    if now_ns == 0:
        if not seconds >> 31:
            time += ERA
    else:
        while now - time > ERA // 2:
            time += ERA
        while time - now > ERA // 2:
            time -= ERA
    if time > LAST_SECOND:
        time = LAST_SECOND
    return time * 1000000000 + <int64_t>((<uint64_t>fraction * 1000000000) >> 32)


cdef void _put_time(Sink* sink, uint16_t local, View v, uint32_t at, int64_t now_ns) noexcept nogil:
    """A time stamp, if the capture did not cut it off; all zero means that there is none."""
    if has(v, at, 8) and (be32(v, at) or be32(v, at + 4)):
        put_number(sink, local, <uint64_t>_unix_ns(be32(v, at), be32(v, at + 4), now_ns), at, 8)


cdef void _put_reference(Sink* sink, View v) noexcept nogil:
    """What the sender's time comes from: four letters up to stratum 1, beyond it an address."""
    cdef uint32_t size = 4
    if v.data[1] > 1:
        put_number(sink, F_REFERENCE_ADDRESS, be32(v, REFERENCE_ID_AT), REFERENCE_ID_AT, 4)
        return
    while size and v.data[REFERENCE_ID_AT + size - 1] in (0, c' '):
        size -= 1
    if size:
        put_bytes(sink, F_REFERENCE_CLOCK, v.data + REFERENCE_ID_AT, size, REFERENCE_ID_AT, 4)


cdef void _put_authenticator(Sink* sink, View v, uint32_t at) noexcept nogil:
    """A key's number and a digest of the packet to its end."""
    put_number(sink, F_KEY_ID, be32(v, at), at, 4)
    if v.size - at > 4:
        put_bytes(sink, F_DIGEST, v.data + at + 4, v.size - at - 4, at + 4, v.size - at - 4)


cdef bint _put_extensions(Sink* sink, View v) noexcept nogil:
    """Extension fields and authentication code behind the header; False if they are malformed."""
    cdef uint32_t at = HEADER, size
    cdef bint extensible = v.data[0] >> 3 & 7 >= 4
    while extensible and v.size - at > MAC_MAX:
        size = be16(v, at + 2)
        if size > v.size - at and sink.is_cut:
            put_note(sink, NOTE_TRUNCATED)
            return True
        if size < EXTENSION_MIN or size & 3 or size > v.size - at:
            put_note(sink, NOTE_BAD_LENGTH)
            return False
        open_node(sink, F_EXTENSION, at, size)
        put_number(sink, F_EXTENSION_TYPE, be16(v, at), at, 2)
        put_number(sink, F_EXTENSION_LENGTH, size, at + 2, 2)
        put_bytes(sink, F_EXTENSION_DATA, v.data + at + 4, size - 4, at + 4, size - 4)
        close_node(sink)
        at += size
    if at == v.size:
        return True
    if sink.is_cut:                         # an extension field or an authentication code: the end would tell
        put_note(sink, NOTE_TRUNCATED)
        return True
    if v.size - at < 4:
        put_note(sink, NOTE_BAD_LENGTH)
        return False
    _put_authenticator(sink, v, at)
    return True


cdef void _read_beginning(Sink* sink, View v, int64_t now_ns) noexcept nogil:
    """The header of a packet of modes 0 to 5, as much of it as there is."""
    if v.size < REFERENCE_ID_AT:
        return
    put_number(sink, F_LEAP, v.data[0] >> 6, 0, 1)
    put_number(sink, F_STRATUM, v.data[1], 1, 1)
    put_number(sink, F_POLL, <uint64_t><int64_t><int8_t>v.data[2], 2, 1)
    put_number(sink, F_PRECISION, <uint64_t><int64_t><int8_t>v.data[3], 3, 1)
    put_number(sink, F_ROOT_DELAY, <uint64_t>((<int64_t><int32_t>be32(v, 4) * 1000000000) >> 16), 4, 4)
    put_number(sink, F_ROOT_DISPERSION, (<uint64_t>be32(v, 8) * 1000000000) >> 16, 8, 4)
    if v.size >= REFERENCE_TIME_AT:
        _put_reference(sink, v)
    _put_time(sink, F_REFERENCE_TIME, v, REFERENCE_TIME_AT, now_ns)
    _put_time(sink, F_ORIGIN_TIME, v, ORIGIN_TIME_AT, now_ns)
    _put_time(sink, F_RECEIVE_TIME, v, RECEIVE_TIME_AT, now_ns)
    _put_time(sink, F_TRANSMIT_TIME, v, TRANSMIT_TIME_AT, now_ns)


cdef bint _read_time(Sink* sink, View v, int64_t now_ns) noexcept nogil:
    """A packet of modes 0 to 5, whose header is there; False if it is malformed."""
    _read_beginning(sink, v, now_ns)
    return _put_extensions(sink, v)


cdef bint _read_control(Sink* sink, View v) noexcept nogil:
    """A control message (RFC 9327 section 2), whose header is there; False if it is malformed."""
    cdef uint32_t count = be16(v, 10), end
    put_number(sink, F_RESPONSE, v.data[1] >> 7, 1, 1)
    put_number(sink, F_ERROR, v.data[1] >> 6 & 1, 1, 1)
    put_number(sink, F_MORE, v.data[1] >> 5 & 1, 1, 1)
    put_number(sink, F_OPCODE, v.data[1] & 31, 1, 1)
    put_number(sink, F_SEQUENCE, be16(v, 2), 2, 2)
    put_number(sink, F_STATUS, be16(v, 4), 4, 2)
    put_number(sink, F_ASSOCIATION, be16(v, 6), 6, 2)
    put_number(sink, F_OFFSET, be16(v, 8), 8, 2)
    put_number(sink, F_COUNT, count, 10, 2)
    if count > v.size - CONTROL_HEADER:
        put_note(sink, NOTE_TRUNCATED if sink.is_cut else NOTE_BAD_LENGTH)
        return sink.is_cut
    if count:
        put_bytes(sink, F_TEXT, v.data + CONTROL_HEADER, count, CONTROL_HEADER, count)
    end = CONTROL_HEADER + (count + 3) // 4 * 4
    if end + 4 <= v.size and not sink.is_cut:
        _put_authenticator(sink, v, end)
    return True


cdef bint _read_private(Sink* sink, View v) noexcept nogil:
    """A message between ntpd and ntpdc, as ntpd's ntp_request.h lays it out, whose header is there."""
    put_number(sink, F_RESPONSE, v.data[0] >> 7, 0, 1)
    put_number(sink, F_MORE, v.data[0] >> 6 & 1, 0, 1)
    put_number(sink, F_AUTHENTICATED, v.data[1] >> 7, 1, 1)
    put_number(sink, F_SEQUENCE, v.data[1] & 127, 1, 1)
    put_number(sink, F_IMPLEMENTATION, v.data[2], 2, 1)
    put_number(sink, F_REQUEST_CODE, v.data[3], 3, 1)
    put_number(sink, F_ERROR_CODE, v.data[4] >> 4, 4, 1)
    put_number(sink, F_COUNT, be16(v, 4) & 0xFFF, 4, 2)
    put_number(sink, F_ITEM_SIZE, be16(v, 6) & 0xFFF, 6, 2)
    if v.size > PRIVATE_HEADER:
        put_bytes(sink, F_DATA, v.data + PRIVATE_HEADER, v.size - PRIVATE_HEADER, PRIVATE_HEADER,
                  v.size - PRIVATE_HEADER)
    return True


cdef uint32_t _header_size(uint8_t mode) noexcept nogil:
    if mode == MODE_CONTROL:
        return CONTROL_HEADER
    return PRIVATE_HEADER if mode == MODE_PRIVATE else HEADER


cdef int64_t datagram(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    """One packet. What is too short for its header is none."""
    cdef uint8_t mode
    cdef bint good
    put_table(sink, v, 0)
    mode = v.data[0] & 7 if v.size else 0
    if mode == MODE_CLIENT or mode == MODE_SERVER:
        note_client(sink, mode == MODE_CLIENT)
    if v.size < _header_size(mode):
        if not sink.is_cut:
            return GIVE_UP
        put_note(sink, NOTE_TRUNCATED)
        if mode not in (MODE_CONTROL, MODE_PRIVATE):
            _read_beginning(sink, v, now_ns)
        return v.size
    if mode == MODE_CONTROL:
        good = _read_control(sink, v)
    elif mode == MODE_PRIVATE:
        good = _read_private(sink, v)
    else:
        good = _read_time(sink, v, now_ns)
    if not good:
        put_malformed(sink)
    return v.size


cdef bint _is_plausible_clock(View v) noexcept nogil:
    """Are stratum, interval and precision in their ranges? Needs 4 bytes."""
    cdef int poll = <int8_t>v.data[2], precision = <int8_t>v.data[3]
    return v.data[1] <= STRATUM_MAX and 0 <= poll <= POLL_MAX and PRECISION_MIN <= precision <= 0


cdef bint _is_zero(View v, uint32_t at, uint32_t end) noexcept nogil:
    while at < end and v.data[at] == 0:
        at += 1
    return at == end


cdef Guess _probe_time(View v, uint8_t mode) noexcept nogil:
    """CERTAIN for a client that says nothing but its time, and for a server that got and answered within a second."""
    cdef uint32_t received = be32(v, RECEIVE_TIME_AT), sent = be32(v, TRANSMIT_TIME_AT)
    if not _is_plausible_clock(v) or v.size & 3:
        return REFUTED
    if mode == 0 and (v.data[0] >> 3 != 1 or v.size != HEADER):     # version 1 had no mode (RFC 1059 appendix B)
        return REFUTED
    if mode == MODE_CLIENT and v.size == HEADER and _is_zero(v, 4, TRANSMIT_TIME_AT):
        return CERTAIN
    if mode == MODE_SERVER and received and sent - received <= 1 and be32(v, REFERENCE_TIME_AT) - 1 < sent:
        return CERTAIN
    return LIKELY


cdef Guess _probe_control(View v) noexcept nogil:
    """The length must be what the count says, with padding and an authentication code at most."""
    cdef uint32_t count = be16(v, 10)
    if v.data[0] >> 6 or v.data[1] & 31 > 12 and v.data[1] & 31 != 31:
        return REFUTED
    if CONTROL_HEADER + count > v.size or v.size - CONTROL_HEADER - count > 3 + MAC_MAX:
        return REFUTED
    return LIKELY


cdef Guess _probe_private(View v) noexcept nogil:
    """A known implementation and error, and items that fit into the packet; MBZ must be zero."""
    if v.data[2] not in (0, 2, 3) or v.data[4] >> 4 > 7 or v.data[6] >> 4:
        return REFUTED
    if <uint32_t>(be16(v, 4) & 0xFFF) * <uint32_t>(be16(v, 6) & 0xFFF) > v.size - PRIVATE_HEADER:
        return REFUTED
    return LIKELY


cdef Guess _probe_cut(View v, uint8_t mode) noexcept nogil:
    """The beginning of a packet: its first four bytes must be plausible."""
    if v.size < 4:
        return REFUTED
    if mode == MODE_CONTROL:
        return REFUTED if v.data[0] >> 6 or v.data[1] & 31 > 12 and v.data[1] & 31 != 31 else LIKELY
    if mode == MODE_PRIVATE:
        return LIKELY if v.data[2] in (0, 2, 3) else REFUTED
    return LIKELY if mode != 0 and _is_plausible_clock(v) else REFUTED


cdef Guess probe_datagram(View v, uint8_t way, bint is_cut) noexcept nogil:
    """Is it NTP of version 1 to 4?"""
    cdef uint8_t mode, version
    if v.size == 0:
        return REFUTED
    mode = v.data[0] & 7
    version = v.data[0] >> 3 & 7
    if not 1 <= version <= 4:
        return REFUTED
    if is_cut:
        return _probe_cut(v, mode)
    if v.size < _header_size(mode):
        return REFUTED
    if mode == MODE_CONTROL:
        return _probe_control(v)
    if mode == MODE_PRIVATE:
        return _probe_private(v)
    return _probe_time(v, mode)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.datagram = &datagram
_twin.probe_datagram = &probe_datagram
TWIN = _twin
