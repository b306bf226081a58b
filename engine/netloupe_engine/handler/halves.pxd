"""Sessions whose directions carry different VLAN tags."""
from libc.stdint cimport uint32_t

from ..packet.stack cimport Flow
from .context cimport Context

cdef uint32_t find_half(Context* c, const Flow* flow) noexcept nogil
cdef void part_halves(Context* c, uint32_t index, const Flow* flow) noexcept nogil
