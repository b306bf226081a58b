"""The session state machine as one table of rules (docs/architecture.md, state machine).

Pure: a state and an event give a state. Times, packet numbers and the history are kept by the session.
"""
from libc.stdint cimport uint8_t, uint32_t

cdef uint8_t[TRANSPORT_COUNT][EVENT_COUNT][STATE_COUNT] _next
cdef uint32_t[TRANSPORT_COUNT][STATE_COUNT] _leading_out
cdef uint8_t[EVENT_COUNT] _reasons

_ALL = (TRANSPORT_OTHER, TRANSPORT_TCP, TRANSPORT_SCTP)
_CONNECTED = (TRANSPORT_TCP, TRANSPORT_SCTP)
_OPEN = (STATE_NEW, STATE_ESTABLISHED, STATE_ACTIVE)

# (transports, event, from, to). What is not listed changes nothing; no rule leads backwards.
_RULES = (
    ((TRANSPORT_OTHER,), EVENT_OPPOSITE, (STATE_NEW,), STATE_ESTABLISHED),
    ((TRANSPORT_TCP,), EVENT_HANDSHAKE, (STATE_NEW,), STATE_ESTABLISHED),
    (_CONNECTED, EVENT_MID_STREAM, (STATE_NEW,), STATE_ESTABLISHED),
    ((TRANSPORT_SCTP,), EVENT_COOKIE_ACK, (STATE_NEW,), STATE_ESTABLISHED),
    ((TRANSPORT_OTHER,), EVENT_PACKET, (STATE_ESTABLISHED,), STATE_ACTIVE),
    (_CONNECTED, EVENT_PAYLOAD, (STATE_ESTABLISHED,), STATE_ACTIVE),
    ((TRANSPORT_TCP,), EVENT_FIN, _OPEN, STATE_CLOSING),
    ((TRANSPORT_SCTP,), EVENT_SHUTDOWN, _OPEN, STATE_CLOSING),
    ((TRANSPORT_TCP,), EVENT_FINS_ACKED, (STATE_CLOSING,), STATE_CLOSED),
    ((TRANSPORT_SCTP,), EVENT_SHUTDOWN_COMPLETE, (STATE_CLOSING,), STATE_CLOSED),
    ((TRANSPORT_TCP,), EVENT_RST, _OPEN, STATE_CLOSING),
    ((TRANSPORT_TCP,), EVENT_RST, (STATE_CLOSING,), STATE_CLOSED),
    ((TRANSPORT_TCP,), EVENT_REFUSED, _OPEN, STATE_CLOSING),
    ((TRANSPORT_TCP,), EVENT_REFUSED, (STATE_CLOSING,), STATE_CLOSED),
    ((TRANSPORT_SCTP,), EVENT_ABORT, _OPEN, STATE_CLOSING),
    ((TRANSPORT_SCTP,), EVENT_ABORT, (STATE_CLOSING,), STATE_CLOSED),
    (_ALL, EVENT_NEW_TIMEOUT, (STATE_NEW,), STATE_TIMEOUT),
    (_ALL, EVENT_IDLE_TIMEOUT, (STATE_ESTABLISHED, STATE_ACTIVE, STATE_CLOSING), STATE_TIMEOUT),
    (_ALL, EVENT_SWEEP, (STATE_TIMEOUT, STATE_CLOSED), STATE_CLEANUP),
)

_REASONS = {
    EVENT_FINS_ACKED: END_GRACEFUL,
    EVENT_SHUTDOWN_COMPLETE: END_GRACEFUL,
    EVENT_RST: END_RESET,
    EVENT_REFUSED: END_REFUSED,
    EVENT_ABORT: END_RESET,
    EVENT_NEW_TIMEOUT: END_NO_RESPONSE,
    EVENT_IDLE_TIMEOUT: END_IDLE,
}


_NAMES = {
    EVENT_PACKET: "packet", EVENT_OPPOSITE: "opposite", EVENT_SYN: "syn", EVENT_HANDSHAKE: "handshake",
    EVENT_MID_STREAM: "mid stream", EVENT_COOKIE_ACK: "cookie ack", EVENT_PAYLOAD: "payload", EVENT_FIN: "fin",
    EVENT_FINS_ACKED: "fins acked", EVENT_SHUTDOWN: "shutdown", EVENT_SHUTDOWN_COMPLETE: "shutdown complete",
    EVENT_RST: "rst", EVENT_REFUSED: "refused", EVENT_ABORT: "abort", EVENT_NEW_TIMEOUT: "new timeout",
    EVENT_IDLE_TIMEOUT: "idle timeout", EVENT_SWEEP: "sweep",
}
_TRANSPORTS = {"tcp": TRANSPORT_TCP, "sctp": TRANSPORT_SCTP}


def leads(str transport not None, int source, int target):
    """The names of the events by which a session of this transport gets from one state to another."""
    number = _TRANSPORTS.get(transport, TRANSPORT_OTHER)
    return tuple(_NAMES[event] for transports, event, sources, to in _RULES
                 if number in transports and source in sources and to == target)


def _fill():
    for transport in range(TRANSPORT_COUNT):
        for event in range(EVENT_COUNT):
            for state in range(STATE_COUNT):
                _next[transport][event][state] = state
    for transports, event, sources, target in _RULES:
        for transport in transports:
            for state in sources:
                _next[transport][event][state] = target
                _leading_out[transport][state] |= 1 << event
    for event in range(EVENT_COUNT):
        _reasons[event] = _REASONS.get(event, END_NONE)


_fill()


cdef uint8_t next_state(uint8_t state, uint8_t event, uint8_t transport) noexcept nogil:
    if state >= STATE_COUNT or event >= EVENT_COUNT or transport >= TRANSPORT_COUNT:
        return state
    return _next[transport][event][state]


cdef uint32_t leading_out(uint8_t state, uint8_t transport) noexcept nogil:
    if state >= STATE_COUNT or transport >= TRANSPORT_COUNT:
        return 0
    return _leading_out[transport][state]


cdef uint8_t end_reason(uint8_t event) noexcept nogil:
    if event >= EVENT_COUNT:
        return END_NONE
    return _reasons[event]
