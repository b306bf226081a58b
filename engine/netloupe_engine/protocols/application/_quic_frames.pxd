"""Frames of packets that were opened, and the handshake that their CRYPTO frames carry (RFC 9000 section 19)."""
from libc.stdint cimport uint8_t

from ...core.sink cimport Sink
from ...core.view cimport View
from ._quic_packets cimport State

cdef enum:                  # what a packet is protected by; those behind the first have to be opened by State.opening
    INITIAL_LEVEL = 0
    HANDSHAKE_LEVEL = 1
    DATA_LEVEL = 2          # 1-RTT, and 0-RTT

# The payload of a packet.
cdef void put_frames(State* state, Sink* sink, uint8_t way, uint8_t level, View v) noexcept nogil
# What of the handshake has come into order is TLS's.
cdef void show_handshake(State* state, Sink* sink, uint8_t way, uint8_t level) noexcept nogil
# Nothing of this direction's Initial packets waits any more.
cdef void forget(State* state, Sink* sink, uint8_t way) noexcept nogil
