"""Expectations: what a handler's sessions announce."""
from libc.stdint cimport uint32_t

from ..capture.batch cimport PacketRecord
from .context cimport Context

# Take over what the packet's parsers have announced.
cdef void take_announced(Context* c, uint32_t index, const PacketRecord* packet) noexcept nogil
