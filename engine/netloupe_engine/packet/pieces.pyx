"""Where the payload of packets' innermost transport is: they are decoded, and no more."""
from libc.stdint cimport int64_t, uint16_t, uint64_t

from ..capture.batch cimport PacketRecord
from ..capture.source cimport CaptureSource
from ..core.hash cimport draw_secret
from ..protocols.compiled cimport CompiledRegistry
from .decode cimport Decoder, decode
from .fragments cimport SHARE_BYTES_MIN, fragment_recycle, fragment_table_free, fragment_table_new
from .path cimport paths_free, paths_init
from .stack cimport Flow, Stack
from .tunnels cimport tunnels_free

cdef enum:
    ROW, BEGIN, SIZE, SEQUENCE
    COLUMNS = 4
    DATAGRAM = -1       # in place of a sequence number
    SYN = 2


cdef class Pieces:
    """Decodes packets of one capture, some after others. For one thread."""

    cdef Decoder decoder
    cdef Stack stack
    cdef CompiledRegistry registry
    cdef uint16_t tcp, udp

    def __cinit__(self, CompiledRegistry registry not None):
        self.registry = registry
        self.tcp, self.udp = registry.ids["tcp"], registry.ids["udp"]
        self.decoder.tables = &registry.tables
        if not draw_secret(&self.decoder.secret):
            raise OSError("the system has no random numbers")
        self.decoder.fragments = fragment_table_new(SHARE_BYTES_MIN, &self.decoder.secret)
        if not paths_init(&self.decoder.paths, &self.decoder.secret):
            raise MemoryError

    def __dealloc__(self):
        paths_free(&self.decoder.paths)
        tunnels_free(&self.decoder.tunnels)
        if self.decoder.fragments != NULL:
            fragment_table_free(self.decoder.fragments)

    def of(self, CaptureSource source not None, const uint64_t[::1] at not None):
        """Of each packet at these offsets with a payload of TCP or UDP, as columns of an array: its place in `at`,
        where in its bytes the payload begins, bytes there are, and TCP's sequence number of the first (-1: UDP).

        A payload that was reassembled from fragments is left out: it is in no packet.
        """
        import numpy as np
        cdef Py_ssize_t count = 0
        cdef Py_ssize_t row
        cdef PacketRecord record
        found = np.empty((COLUMNS, at.shape[0]), np.int64)
        cdef int64_t[:, ::1] out = found
        with nogil:
            for row in range(at.shape[0]):
                if source.read_at(at[row], &record) and self._payload(&record, &out[0, count], out.shape[1]):
                    out[ROW, count] = row
                    count += 1
        return found[:, :count]

    cdef bint _payload(self, const PacketRecord* record, int64_t* out, Py_ssize_t stride) noexcept nogil:
        """Put what is known of a payload below `out`; is there one?"""
        cdef const Flow* flow
        decode(&self.decoder, record, &self.stack)
        if self.stack.datagram != NULL:
            fragment_recycle(self.decoder.fragments)
        if not self.stack.flow_count:
            return False
        flow = &self.stack.flows[self.stack.flow_count - 1]
        if (flow.protocol != self.tcp and flow.protocol != self.udp) or not flow.payload_size \
                or self.stack.layers[flow.layer].buffer:
            return False
        out[BEGIN * stride], out[SIZE * stride] = flow.payload_at, flow.payload_size
        if flow.protocol == self.tcp:
            out[SEQUENCE * stride] = <int64_t>((flow.facts.seq + <uint64_t>(flow.facts.tcp_flags & SYN != 0))
                                               & 0xFFFFFFFFU)
        else:
            out[SEQUENCE * stride] = DATAGRAM
        return True
