"""The life of a session: states, the events that move it on, and why it ended (docs/architecture.md, state machine)."""
from libc.stdint cimport uint8_t, uint32_t

cdef enum SessionState:     # mirrors model.State
    STATE_NEW = 0
    STATE_ESTABLISHED = 1
    STATE_ACTIVE = 2
    STATE_CLOSING = 3
    STATE_CLOSED = 4
    STATE_TIMEOUT = 5
    STATE_CLEANUP = 6
    STATE_COUNT = 7

cdef enum End:              # mirrors model.EndReason
    END_NONE = 0
    END_GRACEFUL = 1
    END_RESET = 2
    END_REFUSED = 3
    END_NO_RESPONSE = 4
    END_IDLE = 5
    END_REUSED = 6
    END_EVICTED = 7
    END_CAPTURE_END = 8

cdef enum Event:            # one packet's events are applied in this order
    EVENT_PACKET = 0        # any packet of the session but its first
    EVENT_OPPOSITE = 1      # a packet of the responder
    EVENT_SYN = 2
    EVENT_HANDSHAKE = 3     # the three-way handshake is complete
    EVENT_MID_STREAM = 4    # both directions seen of a connection whose handshake is not in the capture
    EVENT_COOKIE_ACK = 5    # SCTP
    EVENT_PAYLOAD = 6
    EVENT_FIN = 7
    EVENT_FINS_ACKED = 8    # the FINs of both directions are acknowledged
    EVENT_SHUTDOWN = 9      # SCTP
    EVENT_SHUTDOWN_COMPLETE = 10    # SCTP
    EVENT_RST = 11
    EVENT_REFUSED = 12      # RST answering a SYN
    EVENT_ABORT = 13        # SCTP
    EVENT_NEW_TIMEOUT = 14
    EVENT_IDLE_TIMEOUT = 15
    EVENT_SWEEP = 16
    EVENT_COUNT = 17

cdef enum Transport:
    TRANSPORT_OTHER = 0     # UDP, ICMP and whatever else has no connection
    TRANSPORT_TCP = 1
    TRANSPORT_SCTP = 2
    TRANSPORT_COUNT = 3

# The state after `event`; the same state means no transition. One event may lead through two states (RST: CLOSING, then
# CLOSED): apply it until the state stays, recording each transition. Numbers out of range change nothing.
cdef uint8_t next_state(uint8_t state, uint8_t event, uint8_t transport) noexcept nogil

# The events that lead out of a state, a bit each (1 << event).
cdef uint32_t leading_out(uint8_t state, uint8_t transport) noexcept nogil

# Why a session ends by `event`; END_NONE for events that do not end one.
cdef uint8_t end_reason(uint8_t event) noexcept nogil
