"""SDP: announces the media that it describes (RFC 8866), with a=rtcp (RFC 3605) and a=rtcp-mux (RFC 5761).

The attributes are the table's; what is read here is where media is wanted.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t
from libc.string cimport memchr, memcmp, memcpy, memset

from ...core.sink cimport Expectation, Sink
from ...core.stage cimport expect, key_of_text
from ...core.status cimport GIVE_UP
from ...core.view cimport View
from ...layouts.stream cimport layout_datagram
from ..twin cimport Twin
from .sdp cimport NUMBERS, REASON_MEDIA, REASON_RTCP

cdef extern from "<arpa/inet.h>":
    enum: AF_INET, AF_INET6
    int inet_pton(int family, const char* text, void* out) noexcept nogil

cdef enum:
    IP_UDP = 17
    LINES_MAX = 1024
    ADDRESS_TEXT = 46           # longest, with its end
    # Media begins with the answer, for which a proxy waits over three minutes (RFC 3261 section 16.6, timer C).
    # Whoever changes a call, or ends its being on hold, describes it anew.
    WAIT_SECONDS = 300
    FIRST_DYNAMIC = 96          # payload types that a=rtpmap gives a meaning (RFC 3551 section 3)

cdef struct Media:              # one m= section, or what stands before the first one
    uint8_t[16] address
    uint32_t port               # 0: none is wanted
    uint32_t rtcp_port          # 0: the one behind it
    uint32_t format             # payload type preferred
    uint32_t clock              # of it, in Hz; 0 where the payload type alone says it
    uint8_t is_section
    uint8_t is_rtp
    uint8_t is_muxed


cdef uint32_t _number(const uint8_t** at, const uint8_t* end) noexcept nogil:
    """Decimal digits and what follows them up to a blank, `:` or `/`; at most 2^32 - 1."""
    cdef uint32_t value = 0
    while at[0] < end and c'0' <= at[0][0] <= c'9':
        value = value * 10 + (at[0][0] - c'0') if value < 100_000_000 else 0
        at[0] += 1
    return value


cdef inline bint _begins(const uint8_t* at, const uint8_t* end, const char* text, uint32_t size) noexcept nogil:
    return end - at >= size and memcmp(at, text, size) == 0


cdef void _skip_word(const uint8_t** at, const uint8_t* end) noexcept nogil:
    """Behind the next blank."""
    while at[0] < end and at[0][0] != c' ':
        at[0] += 1
    while at[0] < end and at[0][0] == c' ':
        at[0] += 1


cdef void _address(const uint8_t* at, const uint8_t* end, uint8_t* out) noexcept nogil:
    """`IN IP4 192.0.2.1` or `IN IP6 2001:db8::1`, of multicast with more behind a `/`: all zero where it is a name, or
    says that none is wanted."""
    cdef char[ADDRESS_TEXT] text
    cdef uint32_t size = 0
    cdef bint is_six = _begins(at, end, b"IN IP6 ", 7)
    memset(out, 0, 16)
    if not (is_six or _begins(at, end, b"IN IP4 ", 7)):
        return
    at += 7
    while at < end and size < ADDRESS_TEXT - 1 and at[0] > c' ' and at[0] != c'/':
        text[size] = <char>at[0]
        size += 1
        at += 1
    text[size] = 0
    if is_six:
        if inet_pton(AF_INET6, text, out) != 1:
            memset(out, 0, 16)
    elif inet_pton(AF_INET, text, out + 12) == 1 and (out[12] or out[13] or out[14] or out[15]):
        out[10] = out[11] = 0xFF
    else:
        memset(out, 0, 16)


cdef void _media_line(Media* m, const uint8_t* at, const uint8_t* end) noexcept nogil:
    """`audio 49170/2 RTP/AVP 0 96`."""
    _skip_word(&at, end)
    m.port = _number(&at, end)
    _skip_word(&at, end)
    while at < end and at[0] != c' ' and not _begins(at, end, b"RTP/", 4):
        at += 1                 # UDP/TLS/RTP/SAVPF
    m.is_rtp = _begins(at, end, b"RTP/", 4)
    _skip_word(&at, end)
    m.format = _number(&at, end)


cdef void _attribute_line(Media* m, const uint8_t* at, const uint8_t* end) noexcept nogil:
    if _begins(at, end, b"rtcp-mux", 8):
        m.is_muxed = True
    elif _begins(at, end, b"rtcp:", 5):
        at += 5
        m.rtcp_port = _number(&at, end)
    elif _begins(at, end, b"rtpmap:", 7):
        at += 7
        if _number(&at, end) != m.format or m.format < FIRST_DYNAMIC:
            return
        while at < end and at[0] != c'/':
            at += 1
        at += at < end
        m.clock = _number(&at, end)


cdef void _announce(const Media* m, Sink* sink) noexcept nogil:
    cdef Expectation e
    if not m.is_rtp or not 0 < m.port < 65536:
        return
    memset(&e, 0, sizeof(e))
    memcpy(e.address, m.address, 16)
    e.transport, e.seconds, e.detail = IP_UDP, WAIT_SECONDS, m.clock or 1
    e.port, e.key, e.reason = <uint16_t>m.port, key_of_text(b"rtp", 3), REASON_MEDIA
    expect(sink, &e)
    if m.is_muxed or (m.rtcp_port or m.port + 1) >= 65536:
        return
    e.port, e.key, e.reason, e.detail = <uint16_t>(m.rtcp_port or m.port + 1), key_of_text(b"rtcp", 4), REASON_RTCP, 0
    expect(sink, &e)


cdef void _announce_all(View v, Sink* sink) noexcept nogil:
    """The media of a description, each at the address of its own section, or of what stands before all."""
    cdef const uint8_t* at = v.data
    cdef const uint8_t* last = v.data + v.size
    cdef const uint8_t* end
    cdef Media here
    cdef uint8_t[16] common
    cdef uint32_t _line
    memset(&here, 0, sizeof(here))
    memset(common, 0, 16)
    for _line in range(LINES_MAX):
        if at >= last:
            break
        end = <const uint8_t*>memchr(at, c'\n', last - at)
        if end == NULL:
            end = last
        if end - at > 2 and at[1] == c'=':
            if at[0] == c'm':
                _announce(&here, sink)
                memset(&here, 0, sizeof(here))
                memcpy(here.address, common, 16)
                here.is_section = True
                _media_line(&here, at + 2, end)
            elif at[0] == c'c':
                _address(at + 2, end, here.address)
                if not here.is_section:
                    memcpy(common, here.address, 16)
            elif at[0] == c'a':
                _attribute_line(&here, at + 2, end)
        at = end + 1
    _announce(&here, sink)


cdef int64_t _datagram(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef int64_t answer = layout_datagram(state, way, v, now_ns, sink)
    if answer != GIVE_UP:
        _announce_all(v, sink)
    return answer


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.datagram = &_datagram
TWIN = _twin
