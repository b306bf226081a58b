"""RTP: recognised by packets that follow each other, and how they arrive: loss and jitter (RFC 3550).

The attributes of a packet are the table's. Where nobody announced the session, a first packet is a guess, the next ones
of its direction have to be of the same source, and two of them in sequence (appendix A.1), before it is media. RTCP on
the same port is told by its type (RFC 5761 section 4), STUN and DTLS by the first byte (RFC 7983).
"""
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ...core.sink cimport Sink, put_number
from ...core.stage cimport BY_PROBE, carry_by_key, carry_by_probe, key_of_text
from ...core.status cimport GIVE_UP, LIKELY, REFUTED, UNSURE, Guess
from ...core.view cimport View, be16, be32, u8
from ...layouts.stream cimport layout_datagram
from ..twin cimport Twin
from .rtp cimport (F_CODEC, F_EXPECTED_DOWN, F_EXPECTED_UP, F_JITTER_DOWN, F_JITTER_UP, F_LOST_DOWN, F_LOST_UP,
                   F_MOS_DOWN, F_MOS_UP, F_SOURCE, NUMBERS)

cdef enum:
    HEADER = 12
    RTCP_HEADER = 8             # with the SSRC
    SOURCES_MAX = 4             # of a direction; those beyond are not followed
    STEP_MAX = 50               # between sequence numbers, as long as it is a guess
    MISORDER_MAX = 100          # RFC 3550 appendix A.1: MAX_MISORDER, MAX_DROPOUT
    DROPOUT_MAX = 3000
    FIRST_DYNAMIC = 96
    LAST_STATIC = 34
    RTCP_FIRST = 64             # of what would be the payload type
    RTCP_LAST = 95
    RATED_PACKETS = 50          # fewer say nothing of how a call was

# Ticks of a time stamp in a second by payload type (RFC 3551 tables 4 and 5); 0: none is assigned.
cdef uint32_t[35] CLOCKS = [
    8000, 0, 0, 8000, 8000, 8000, 16000, 8000, 8000, 8000, 44100, 44100, 8000, 8000, 90000, 8000, 11025, 22050, 8000,
    0, 0, 0, 0, 0, 0, 90000, 90000, 0, 90000, 0, 0, 90000, 90000, 90000, 90000]

# Impairment of a codec by itself, and how well it stands loss: Ie and Bpl of ITU-T G.113 appendix I, for G.711 with
# packet loss concealment; by payload type. Without a Bpl the codec has no rating.
cdef double[35] IMPAIRMENT = [
    0, 0, 0, 0, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
cdef double[35] ROBUSTNESS = [
    25.1, 0, 0, 0, 16.1, 0, 0, 0, 25.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 19, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

cdef struct Source:             # one SSRC
    double jitter               # in ticks
    int64_t last_ns             # when its last packet came
    uint32_t ssrc
    uint32_t timestamp          # of that packet
    uint32_t cycles             # of sequence numbers, times 65,536
    uint32_t first              # sequence number
    uint32_t received
    uint32_t clock              # ticks a second, 0: not known
    uint16_t highest            # sequence number
    uint16_t next_if_new        # the source seems to have begun anew: it has if this number comes
    uint8_t payload_type
    uint8_t is_told             # what it is was put

cdef struct Media:              # a session's state
    Source[2][SOURCES_MAX] sources
    uint32_t clock              # of dynamic payload types, as announced
    uint8_t[2] counts
    uint8_t is_guess            # a packet was read that nobody announced
    uint8_t is_known            # announced, carried, or two packets of a source were in sequence


cdef void _open(void* state, uint8_t space, uint32_t key, Sink* sink) noexcept nogil:
    """Announced ones are told the clock of their media, or 1."""
    cdef Media* m = <Media*>state
    m.is_known = space != BY_PROBE or key != 0
    m.clock = key if space == BY_PROBE and key > 1 else 0


cdef Source* _source(Media* m, uint8_t way, uint32_t ssrc) noexcept nogil:
    cdef uint32_t i
    for i in range(m.counts[way]):
        if m.sources[way][i].ssrc == ssrc:
            return &m.sources[way][i]
    return NULL


cdef inline uint32_t _clock(const Media* m, uint8_t payload_type) noexcept nogil:
    return CLOCKS[payload_type] if payload_type <= LAST_STATIC else m.clock


cdef void _begin(Source* s, uint16_t sequence) noexcept nogil:
    s.first = s.highest = sequence
    s.cycles = s.received = 0
    s.next_if_new = <uint16_t>(sequence + 2)        # nothing that could come next


cdef bint _count(Source* s, uint16_t sequence) noexcept nogil:
    """Appendix A.1, without probation; False: the packet does not count."""
    cdef uint16_t ahead = <uint16_t>(sequence - s.highest)
    if ahead < DROPOUT_MAX:
        if sequence < s.highest:
            s.cycles += 1 << 16
        s.highest = sequence
    elif ahead <= (1 << 16) - MISORDER_MAX:
        if sequence != s.next_if_new:
            s.next_if_new = <uint16_t>(sequence + 1)
            return False
        _begin(s, sequence)
    s.received += 1
    return True


cdef void _follow(Media* m, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    """Count the packet, and by how much the time since the one before differs from what its sender meant: section
    6.4.1 and appendix A.8."""
    cdef uint32_t ssrc = be32(v, 8), timestamp = be32(v, 4)
    cdef uint8_t payload_type = u8(v, 1) & 0x7F
    cdef Source* s = _source(m, way, ssrc)
    cdef double apart
    cdef bint is_new = s == NULL
    if is_new:
        if m.counts[way] == SOURCES_MAX:
            return
        s = &m.sources[way][m.counts[way]]
        m.counts[way] += 1
        s.ssrc, s.is_told = ssrc, False
        _begin(s, be16(v, 2))
    if m.is_known and not s.is_told:
        put_number(sink, F_SOURCE, ssrc, 8, 4)
    if m.is_known and (not s.is_told or s.payload_type != payload_type):
        put_number(sink, F_CODEC, payload_type, 1, 1)
    s.is_told = m.is_known
    if not _count(s, be16(v, 2)):
        return
    if not is_new and s.payload_type == payload_type and s.clock:
        apart = <double>(now_ns - s.last_ns) * s.clock / 1e9 - <int32_t>(timestamp - s.timestamp)
        s.jitter += ((apart if apart >= 0 else -apart) - s.jitter) / 16
    s.clock, s.payload_type, s.timestamp, s.last_ns = _clock(m, payload_type), payload_type, timestamp, now_ns


cdef bint _agrees(Media* m, uint8_t way, View v, const Source* s) noexcept nogil:
    """Does a packet of this source go on as the ones before it, as long as those are but a guess?"""
    if m.counts[way] == 0:
        return not m.is_guess or _looks(v)      # the first of all has been looked at
    return s != NULL and s.payload_type == u8(v, 1) & 0x7F and <uint16_t>(be16(v, 2) - s.highest - 1) < STEP_MAX


cdef bint _looks(View v) noexcept nogil:
    """Could anything but media begin so? Sizes are those that codecs make in steps of 5 or 10 ms."""
    cdef uint8_t payload_type = u8(v, 1) & 0x7F
    cdef uint32_t size = v.size - HEADER
    if v.size <= HEADER or u8(v, 0) & 0xEF != 0x80 or be32(v, 8) == 0:
        return False
    if payload_type >= FIRST_DYNAMIC:
        return True
    if payload_type > LAST_STATIC or CLOCKS[payload_type] == 0:
        return False
    if payload_type in (0, 8, 9):
        return size % 40 == 0
    if payload_type == 3:
        return size % 33 == 0
    if payload_type == 18:
        return size % 10 in (0, 2)
    return True


cdef Guess _probe(View v, uint8_t way, bint is_cut) noexcept nogil:
    return LIKELY if not is_cut and _looks(v) else REFUTED


cdef int64_t _datagram(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef Media* m = <Media*>state
    cdef const Source* s
    cdef bint is_here = v.size >= RTCP_HEADER and u8(v, 0) >> 6 == 2
    if is_here and RTCP_FIRST <= u8(v, 1) & 0x7F <= RTCP_LAST:
        if not m.is_known:
            return GIVE_UP
        carry_by_key(sink, 0, key_of_text(b"rtcp", 4), v, 0)
        return v.size
    if m.is_known and v.size and (u8(v, 0) < 4 or 20 <= u8(v, 0) < 64):
        carry_by_probe(sink, 0, v, 0)
        return UNSURE
    if not is_here or v.size < HEADER:
        return v.size if sink.is_cut and m.is_known else <int64_t>GIVE_UP
    s = _source(m, way, be32(v, 8))
    if not m.is_known and not _agrees(m, way, v, s):
        return GIVE_UP
    if layout_datagram(NULL, way, v, now_ns, sink) == GIVE_UP:
        return GIVE_UP
    m.is_known |= s != NULL and be16(v, 2) == <uint16_t>(s.highest + 1)
    m.is_guess |= not m.is_known
    _follow(m, way, v, now_ns, sink)
    return v.size if m.is_known else <int64_t>UNSURE


cdef double _score(const Source* s) noexcept nogil:
    """A mean opinion score as the table's docstring says; 0: there is none."""
    cdef int64_t expected = <int64_t>s.cycles + s.highest - s.first + 1
    cdef double lost, delay, rating
    if s.payload_type > LAST_STATIC or ROBUSTNESS[s.payload_type] == 0 or expected < RATED_PACKETS:
        return 0
    lost = 100.0 * max(expected - <int64_t>s.received, 0) / expected
    delay = 2000 * s.jitter / s.clock
    rating = 93.2 - IMPAIRMENT[s.payload_type] - 0.024 * delay - (95 - IMPAIRMENT[s.payload_type]) * lost / (
        lost + ROBUSTNESS[s.payload_type])
    if delay > 177.3:
        rating -= 0.11 * (delay - 177.3)
    if rating <= 0:
        return 1
    return 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6


cdef inline void _put_real(Sink* sink, uint16_t field, double value) noexcept nogil:
    cdef uint64_t bits
    memcpy(&bits, &value, 8)
    put_number(sink, field, bits, 0, 0)


cdef void _put_end(Sink* sink, const Media* m, uint8_t way, uint16_t expected_field, uint16_t lost_field,
                   uint16_t jitter_field, uint16_t mos_field) noexcept nogil:
    """What a receiver report would say of a direction: appendix A.3."""
    cdef int64_t expected = 0, received = 0
    cdef double jitter = -1, score = 0, worst = 0
    cdef uint32_t i
    cdef const Source* s
    for i in range(m.counts[way]):
        s = &m.sources[way][i]
        expected += <int64_t>s.cycles + s.highest - s.first + 1
        received += s.received
        if s.clock:
            jitter = max(jitter, s.jitter * 1000 / s.clock)
            score = _score(s)
            if score and (worst == 0 or score < worst):
                worst = score
    if m.counts[way] == 0:
        return
    put_number(sink, expected_field, <uint64_t>expected, 0, 0)
    put_number(sink, lost_field, <uint64_t>(expected - received), 0, 0)
    if jitter >= 0:
        _put_real(sink, jitter_field, jitter)
    if worst:
        _put_real(sink, mos_field, worst)


cdef void _end(void* state, Sink* sink) noexcept nogil:
    if not (<const Media*>state).is_known:
        return
    _put_end(sink, <const Media*>state, 0, F_EXPECTED_UP, F_LOST_UP, F_JITTER_UP, F_MOS_UP)
    _put_end(sink, <const Media*>state, 1, F_EXPECTED_DOWN, F_LOST_DOWN, F_JITTER_DOWN, F_MOS_DOWN)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers, _twin.state_size = NUMBERS, sizeof(Media)
_twin.open, _twin.end, _twin.datagram, _twin.probe_datagram = &_open, &_end, &_datagram, &_probe
TWIN = _twin
