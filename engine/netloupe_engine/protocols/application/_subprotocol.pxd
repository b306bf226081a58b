"""What HTTP tells WebSocket when it opens it: the subprotocol's key that the server chose (RFC 6455 section 4.2.2).

A child's `open` runs within the switch that its parent asks for, so the word lies in the sink's scratch meanwhile.
"""
from libc.stdint cimport uint32_t
from libc.string cimport memcpy

from ...core.sink cimport Sink


cdef inline void tell_subprotocol(Sink* sink, uint32_t key) noexcept nogil:
    """Right before the switch; 0: none was chosen."""
    if sink.scratch_room >= sizeof(key):
        memcpy(sink.scratch, &key, sizeof(key))


cdef inline uint32_t told_subprotocol(const Sink* sink) noexcept nogil:
    """What was told, in `open`."""
    cdef uint32_t key = 0
    if sink.scratch_room >= sizeof(key):
        memcpy(&key, sink.scratch, sizeof(key))
    return key
