"""The batch pipeline's stages over one packet: session, counters, application, index row."""
from libc.stdint cimport uint32_t

from ..capture.batch cimport PacketRecord
from ..packet.row cimport PacketRow
from ..packet.stack cimport Stack
from .context cimport Context

cdef void handle_packet(Context* c, const PacketRecord* packet, Stack* stack, PacketRow* row) noexcept nogil
cdef void prefetch_beside(Context* c, uint32_t index) noexcept nogil
cdef void prefetch_state(Context* c, uint32_t index) noexcept nogil
