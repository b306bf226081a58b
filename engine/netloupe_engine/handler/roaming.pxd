"""Connections that go on from another port: QUIC's, told by their connection ids."""
from libc.stdint cimport uint8_t, uint32_t

from ..core.view cimport View
from ..packet.stack cimport Flow
from .context cimport Context

cdef enum:
    LEARNT_FROM = 4         # first packets of each direction in which ids are looked for

# The session of a datagram that would begin a new one, and its direction; NONE: it does begin one.
cdef uint32_t roaming_find(Context* c, const Flow* flow, View datagram, uint32_t packet, uint8_t* way) noexcept nogil
# Learn how the session's datagrams are known elsewhere.
cdef void roaming_learn(Context* c, uint32_t index, const Flow* flow, uint8_t way, View datagram) noexcept nogil
