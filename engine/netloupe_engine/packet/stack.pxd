"""What decoding one packet yields: its layers, the facts they state, and the flows it belongs to."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ..core.facts cimport Facts
from .fragments cimport Datagram
from .key cimport Key

cdef enum:
    LAYERS_MAX = 32
    FLOWS_MAX = 4           # nested flows (tunnels) in one packet

cdef struct Layer:
    uint16_t protocol       # registry id
    uint8_t buffer          # 0: offsets count in the packet; 1: in the datagram reassembled from fragments
    uint8_t note            # Note
    uint32_t at             # offset of its header
    uint32_t header         # bytes of its header
    uint32_t size           # bytes of header and payload, by its own length field if it has one, cut to what is there

cdef struct Flow:           # one flow-bearing layer of the packet, ready for the session table
    Facts facts             # as they stood at this layer
    Key key
    uint32_t hash           # of key: both directions meet
    uint8_t from_high       # the sender is key.high
    uint32_t payload_at     # in the layer's buffer (stack.buffers[layer.buffer])
    uint32_t payload_size   # bytes there are
    uint16_t protocol       # registry id of the flow-bearing protocol
    uint16_t path           # handler-local path down to this layer
    uint8_t layer           # its index in the stack

cdef struct Stack:
    Layer layers[LAYERS_MAX]
    Flow flows[FLOWS_MAX]
    uint32_t count          # layers
    uint32_t flow_count
    uint16_t path           # handler-local path id
    uint8_t note            # first Note of any layer
    uint8_t malformed       # a layer was MALFORMED, and not for want of captured bytes
    uint8_t unprocessed     # the link type is not known
    const uint8_t* buffers[2]   # the packet; the datagram reassembled from fragments
    uint32_t sizes[2]           # bytes in each
    Datagram* datagram      # completed by this packet, or NULL
    uint8_t fragment        # this packet is a fragment still waiting for others
    uint8_t finding_layer   # index of the layer that found something
    uint16_t finding        # 1 + its number, 0 none
