"""Connections that go on from other addresses or ports: QUIC's, told by their connection ids."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from ..core.view cimport View
from ..packet.key cimport Key
from ..packet.stack cimport Flow, Stack
from ..protocols.compiled cimport Tables
from ..sessions.connection_ids cimport Connections, is_server_port
from .context cimport Context

cdef enum:
    IP_UDP = 17

cdef struct Move:           # a datagram that belongs to a session of other ends
    Key key                 # the session's
    uint32_t share          # of packets: the one whose handler has the session
    uint8_t from_high       # the datagram's sender is the session's higher end
    uint8_t paths           # pairs of ends the connection was seen between; 0: none that is new

# Does the datagram belong to a connection that began between other ends? `roams` is the protocol whose connections do.
cdef bint follow(Connections* k, const Tables* tables, uint16_t roams, const Flow* flow, View datagram, uint32_t share,
                 int64_t clock, Move* move) noexcept nogil
# Have the flow meet the session that the datagram belongs to.
cdef void move_flow(Context* c, Flow* flow, const Move* move) noexcept nogil
# Have it meet one of its own ends again; False: it does already.
cdef bint move_back(Context* c, Flow* flow) noexcept nogil
# As `follow` and `move_flow`, for what the handler itself sees: flows of which it has all packets, those in tunnels,
# and with `all_packets` the outermost; answers 1 + the flow that is new to its session, with how many pairs of ends
# that makes; 0 is none.
cdef uint32_t roam(Context* c, Connections* all_packets, Stack* stack, uint8_t* paths) noexcept nogil
# Tell that the session at `index` goes on between other ends, by now so many pairs of them.
cdef void tell_of_move(Context* c, uint32_t index, uint32_t packet, uint8_t paths) noexcept nogil


cdef inline bint may_roam(const Connections* k, const Stack* stack, const Flow* flow) noexcept nogil:
    """Could it be a datagram of theirs? Of all others nothing more is asked."""
    return flow.payload_size and (
        stack.buffers[stack.layers[flow.layer].buffer][flow.payload_at] & 0x80      # a long header (RFC 8999)
        or is_server_port(k, flow.key.low_port) or is_server_port(k, flow.key.high_port))
