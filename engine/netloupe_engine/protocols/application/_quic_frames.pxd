"""Frames of Initial packets, and the handshake that their CRYPTO frames carry (RFC 9000 section 19)."""
from libc.stdint cimport uint8_t

from ...core.sink cimport Sink
from ...core.view cimport View
from ._quic_packets cimport State

# The payload of an Initial packet.
cdef void put_frames(State* state, Sink* sink, uint8_t way, View v) noexcept nogil
# What of the handshake has come into order is TLS's.
cdef void show_handshake(State* state, Sink* sink, uint8_t way) noexcept nogil
# Nothing of this direction's handshake waits any more.
cdef void forget(State* state, Sink* sink, uint8_t way) noexcept nogil
