"""The decode loop: link layer, network (fragments reassembled), transport."""
from libc.stdint cimport uint8_t, uint32_t

from ..capture.batch cimport PacketRecord
from ..core.hash cimport Secret
from ..core.view cimport View
from ..protocols.compiled cimport Tables
from .fragments cimport FragmentTable
from .path cimport PathTable
from .stack cimport Flow, Stack
from .tunnels cimport TunnelTable

cdef struct Decoder:        # what the loop needs of its handler
    const Tables* tables
    PathTable paths
    FragmentTable* fragments
    TunnelTable tunnels
    Secret secret           # of all tables that packets fill

cdef void decode(Decoder* d, const PacketRecord* packet, Stack* stack) noexcept nogil
cdef uint32_t share_of(const Tables* tables, const PacketRecord* packet) noexcept nogil
# The same; and of a packet whose outermost addresses exchange something by this transport, whole and with nothing odd
# about it, its flow, but for what depends on the handler, and what it carries. `payload.data` is NULL for others.
cdef uint32_t deal(const Tables* tables, const PacketRecord* packet, uint8_t transport, Flow* flow,
                   View* payload) noexcept nogil
# The key that a flow's facts make, in a tunnel of this number, and who of its ends is the sender; not the hash.
cdef void set_key(Flow* flow, uint32_t tunnel) noexcept nogil
# Is this the flow that `deal` finds?
cdef bint is_dealt(const Stack* stack, const Flow* flow) noexcept nogil
