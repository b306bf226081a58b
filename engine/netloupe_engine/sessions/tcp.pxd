"""Sequence tracking of one TCP session: what each segment is, and what they add up to."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from ..core.facts cimport Facts

cdef enum TcpFlag:
    TCP_FIN = 1
    TCP_SYN = 2
    TCP_RST = 4
    TCP_PSH = 8
    TCP_ACK = 16

cdef enum SegmentNote:      # what tcp_track says of a segment, in the lower 16 bits; the state events are above
    SEGMENT_KEEP_ALIVE = 1 << 0
    SEGMENT_KEEP_ALIVE_ACK = 1 << 1
    SEGMENT_WINDOW_PROBE = 1 << 2       # one byte into a closed window
    SEGMENT_WINDOW_PROBE_ACK = 1 << 3
    SEGMENT_RETRANSMISSION = 1 << 4     # of any kind
    SEGMENT_FAST_RETRANSMISSION = 1 << 5
    SEGMENT_SPURIOUS_RETRANSMISSION = 1 << 6    # the peer had acknowledged all of it
    SEGMENT_OUT_OF_ORDER = 1 << 7
    SEGMENT_DUPLICATE_ACK = 1 << 8
    SEGMENT_ZERO_WINDOW = 1 << 9
    SEGMENT_DISCARDED = 1 << 10         # its receiver must discard it: nothing changed
    SEGMENT_FAR = 1 << 11               # the same, unless more segments like it show that the capture has a gap
    SEGMENT_COPY = 1 << 12              # the capture made it (handler/tracking)
    SEGMENT_RESET_DOUBTED = 1 << 13     # an RST that may end the connection or not: later segments show it

cdef enum:
    SEGMENT_EVENTS_SHIFT = 16   # bits >> 16: one bit an Event (sessions/states), e.g. 1 << EVENT_FIN

cdef enum TcpMark:          # facts of the connection
    TCP_MID_STREAM = 1      # the capture has no SYN of it
    TCP_SYN_TIMED = 2       # syn_ns
    TCP_SYN_ACK_TIMED = 4   # syn_ack_ns
    TCP_OPEN_TIMED = 8      # open_ns
    TCP_OPENED = 16         # the handshake, or both directions of a connection that began before the capture, were seen
    TCP_FIN_ACKED = 32      # of the initiator; the responder's is the next bit
    TCP_FINS_ACKED = 96     # of both
    TCP_OPEN_KNOWN = 128    # open_ns is behind syn_ns: no later segment tells it better

cdef enum TcpSideMark:      # facts of a direction
    SIDE_FIRST_KNOWN = 1    # first_seq
    SIDE_NEXT_KNOWN = 2     # next_seq
    SIDE_ACK_KNOWN = 4      # last_ack
    SIDE_TIMING = 8         # a segment is being timed
    SIDE_SACK_PERMITTED = 16
    SIDE_SHIFT_KNOWN = 32
    SIDE_TALKED = 64        # sent a segment that is neither SYN nor RST
    SIDE_FIN = 128          # sent its FIN

cdef enum:
    TRACK_NEAR_BYTES = 120  # the first of a TcpTrack: what most packets look at

# Zeroed at creation; pairs are (initiator to responder, back). Most packets need no more of its 160 bytes than
# TRACK_NEAR_BYTES, which lie in two cache lines of every other record, and in three of the rest.
cdef struct TcpTrack:
    int64_t next_ns[2]      # when next_seq was reached
    int64_t ack_ns[2]       # when this side last acknowledged
    int64_t timed_ns[2]     # when the segment being timed was sent
    uint32_t next_seq[2]    # one behind the highest byte seen
    uint32_t last_ack[2]    # highest acknowledgement number this side sent
    uint32_t timed_seq[2]   # acknowledging this number ends the timing
    uint32_t troubles       # index + 1 of its Troubles (sessions/troubles), 0 none
    uint16_t window[2]      # as in the latest segment, not scaled
    uint8_t probes[2]       # keep-alive and window probe notes of this side's latest segment
    uint8_t duplicates[2]   # duplicates of its last_ack so far; counts no further than matters
    uint8_t window_shift[2]
    uint8_t flags_seen[2]
    uint8_t sides[2]        # TcpSideMarks
    uint8_t marks           # TcpMarks
    uint32_t data_rtt_count
    int64_t data_rtt_sum_ns
    int64_t data_rtt_min_ns
    int64_t data_rtt_max_ns # up to here: TRACK_NEAR_BYTES
    int64_t syn_ns          # the latest SYN that opens the connection
    int64_t syn_ack_ns      # the SYN-ACK that answers it
    int64_t open_ns         # the ACK that completes the handshake
    uint32_t first_seq[2]   # initial sequence number; mid-stream: the one before the first byte known
    uint16_t resets[2]      # stops counting at its largest value
    uint16_t mss[2]         # 0: not said

# One segment; `payload` is its length by the headers. Answers SegmentNotes, and the events for the state machine from
# bit SEGMENT_EVENTS_SHIFT on. `tcp_opening` comes first: a SYN of another connection belongs to another, zeroed track.
cdef uint32_t tcp_track(TcpTrack* t, uint8_t way, const Facts* facts, uint32_t payload, int64_t now_ns) noexcept nogil

# Does this segment, so much later than an RST of a doubtful number, show that the connection goes on: who sent the RST
# sends more, or who got it answers what is not on its way any more?
cdef bint tcp_goes_on(const TcpTrack* t, uint8_t way, const Facts* f, uint8_t reset_way, uint32_t reset_seq,
                      int64_t elapsed_ns) noexcept nogil

# The same by the whole of the rules, which most segments need not be put through.
cdef uint32_t tcp_follow(TcpTrack* t, uint8_t way, const Facts* facts, uint32_t payload,
                         int64_t now_ns) noexcept nogil

# The numbers go on from this SEGMENT_FAR segment: what lies between was not captured.
cdef void tcp_jump(TcpTrack* t, uint8_t way, const Facts* facts) noexcept nogil

# A copy of a segment: the SYN that is nearest to its answer is the one that is timed.
cdef void tcp_time_copy(TcpTrack* t, uint8_t way, const Facts* facts, int64_t now_ns) noexcept nogil

cdef enum Opening:          # what a segment with SYN says of the connection known so far
    OPENING_NONE = 0        # it belongs to that one, or is none
    OPENING_NEW = 1         # it begins another
    OPENING_DOUBTFUL = 2    # it begins another if the other side answers it, and is discarded if not

# `closed`: the connection known so far has ended. `earlier`: the segment is older than all of it, by its time.
cdef Opening tcp_opening(const TcpTrack* t, uint8_t way, const Facts* facts, bint closed, bint earlier) noexcept nogil


cdef inline bint tcp_from_responder(const Facts* facts) noexcept nogil:
    """Does a session that begins with this segment begin with the responder's SYN-ACK?"""
    return facts.tcp_flags & (TCP_SYN | TCP_ACK) == TCP_SYN | TCP_ACK


cdef int64_t tcp_rtt(const TcpTrack* t) noexcept nogil          # the whole handshake in ns; -1 when it was not seen
cdef int64_t tcp_server_rtt(const TcpTrack* t) noexcept nogil   # SYN to SYN-ACK in ns; -1 when not seen


cdef inline int64_t tcp_data_rtt_mean(const TcpTrack* t) noexcept nogil:
    """Data to its acknowledgement in ns, both directions; -1 when none was timed."""
    return t.data_rtt_sum_ns // t.data_rtt_count if t.data_rtt_count else -1


cdef inline int tcp_window_shift(const TcpTrack* t, uint8_t way) noexcept nogil:
    """The window scale a side announced; -1 when it did not."""
    return t.window_shift[way] if t.sides[way] & SIDE_SHIFT_KNOWN else -1
