"""Attributes of a packet's layers below what sessions carry."""
from libc.stdint cimport uint8_t, uint32_t

from ..capture.batch cimport PacketRecord
from ..packet.stack cimport Stack
from .context cimport Context

# Put the wanted attributes of the layers that have fields of fixed place or compiled code.
cdef void extract_layers(Context* c, const Stack* stack) noexcept nogil
# Read the layers that have a layout, keep what they say of the session `index` (or NONE), and tell of their findings.
cdef void read_layers(Context* c, const PacketRecord* packet, const Stack* stack, uint32_t index,
                      uint8_t way) noexcept nogil
