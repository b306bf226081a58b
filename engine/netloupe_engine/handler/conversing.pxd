"""The application stage of one packet, and what sessions still have to say when they end."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ..capture.batch cimport PacketRecord
from ..core.view cimport View, part
from ..packet.stack cimport Flow, Stack
from ..sessions.session cimport Cold, Session
from .context cimport Context

cdef void say_payload(Context* c, const PacketRecord* packet, const Stack* stack, const Flow* flow, uint32_t index,
                      Session* s, Cold* beside, uint8_t way) noexcept nogil
# Move what the application put into the sink, from item `first` on, to the session's kept values.
cdef void keep_items(Context* c, uint32_t index, uint32_t packet, uint32_t first) noexcept nogil
cdef void begin_as(Context* c, uint32_t index, uint32_t packet, uint16_t protocol, uint32_t detail,
                   bint is_doubted) noexcept nogil
cdef void end_talk(Context* c, uint32_t index) noexcept nogil
cdef void rehearse_end(Context* c, uint32_t index) noexcept nogil
cdef void flush_conversation(Context* c, uint32_t index, bint ends) noexcept nogil


cdef inline View payload_of(const Stack* stack, const Flow* flow) noexcept nogil:
    """What the flow's layer carries, as far as it was captured."""
    cdef View buffer
    buffer.data = stack.buffers[stack.layers[flow.layer].buffer]
    buffer.size = flow.payload_at + flow.payload_size
    return part(buffer, flow.payload_at, flow.payload_size)
