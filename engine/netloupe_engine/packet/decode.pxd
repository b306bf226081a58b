"""The decode loop: link layer, network (fragments reassembled), transport."""
from libc.stdint cimport uint32_t

from ..capture.batch cimport PacketRecord
from ..core.hash cimport Secret
from ..protocols.compiled cimport Tables
from .fragments cimport FragmentTable
from .path cimport PathTable
from .stack cimport Stack
from .tunnels cimport TunnelTable

cdef struct Decoder:        # what the loop needs of its handler
    const Tables* tables
    PathTable paths
    FragmentTable* fragments
    TunnelTable tunnels
    Secret secret           # of all tables that packets fill

cdef void decode(Decoder* d, const PacketRecord* packet, Stack* stack) noexcept nogil
cdef uint32_t share_of(const Tables* tables, const PacketRecord* packet) noexcept nogil
