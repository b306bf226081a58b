"""Attributes of a packet's layers below what sessions carry.

Layers whose tables have a layout are read by it, once for each packet: they may find something, and what they say is
kept with the session of the hosts between which they are spoken. TCP's, UDP's and their like never come there.
"""
from libc.stdint cimport uint8_t, uint32_t

from ..capture.batch cimport PacketRecord
from ..core.sink cimport Sink, Stage, put_table
from ..core.status cimport NOTE_NONE
from ..core.view cimport View, part
from ..packet.stack cimport Layer, Stack
from ..protocols.compiled cimport ProtocolEntry
from ..sessions.session cimport NONE
from .context cimport Context
from .conversing cimport keep_items
from .findings cimport raise_finding, tell_of_message


cdef inline View _aim(Context* c, const Stack* stack, uint32_t number) noexcept nogil:
    """Values put from now on are this layer's; answers its bytes."""
    cdef Sink* sink = &c.sink
    cdef const Layer* layer = &stack.layers[number]
    cdef const ProtocolEntry* entry = &c.decoder.tables.entries[layer.protocol]
    cdef View whole
    sink.fields, sink.table, sink.table_count = entry.fields, entry.table, entry.table_count
    sink.protocol, sink.program, sink.first_finding = layer.protocol, entry.program, entry.first_finding
    sink.layer, sink.depth, sink.base, sink.way = <uint8_t>number, 0, layer.at, 0
    sink.buffer, sink.any_wanted = layer.buffer, 1
    whole.data, whole.size = stack.buffers[layer.buffer], stack.sizes[layer.buffer]
    return part(whole, layer.at, layer.size)


cdef void extract_layers(Context* c, const Stack* stack) noexcept nogil:
    cdef const Layer* layer
    cdef const ProtocolEntry* entry
    cdef View v
    cdef uint32_t i
    for i in range(stack.count):
        layer = &stack.layers[i]
        entry = &c.decoder.tables.entries[layer.protocol]
        if entry.is_worded or not c.protocol_wanted[layer.protocol]:
            continue
        v = _aim(c, stack, i)
        put_table(&c.sink, part(v, 0, layer.header) if layer.header else v, 0)
        if entry.dissect != NULL and layer.header:
            entry.dissect(v, layer.header, &c.sink)


cdef void read_layers(Context* c, const PacketRecord* packet, const Stack* stack, uint32_t index,
                      uint8_t way) noexcept nogil:
    cdef Sink* sink = &c.sink
    cdef const Layer* layer
    cdef const Stage* stage = sink.stage
    cdef uint32_t i, k, first
    cdef View v
    for i in range(stack.count):
        layer = &stack.layers[i]
        if not c.decoder.tables.entries[layer.protocol].is_worded or (
                stack.malformed and i + 1 == stack.count):      # its header is not whole
            continue
        v = _aim(c, stack, i)
        first = sink.count
        sink.way, sink.packet, sink.stage, sink.talk = way, packet.number, NULL, NULL
        sink.is_cut = layer.buffer == 0 and packet.captured < packet.length and (
            layer.at + layer.size == packet.captured)
        sink.note, sink.malformed, sink.finding_count, sink.unfinished_count = NOTE_NONE, 0, 0, 0
        c.decoder.tables.entries[layer.protocol].datagram(NULL, way, v, packet.time_ns, sink)
        if index != NONE:
            keep_items(c, index, packet.number, first)
        for k in range(sink.finding_count):
            raise_finding(c, index, packet.number, sink.findings[k], 0, layer.protocol)
        tell_of_message(c, index, packet.number)
    sink.stage, sink.is_cut = stage, 0
