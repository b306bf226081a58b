"""Where the payload of packets' innermost transport is: they are decoded, and no more."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..capture.batch cimport PacketRecord
from ..capture.source cimport CaptureSource
from ..core.hash cimport draw_secret
from ..core.view cimport View, be32, u8
from ..protocols.compiled cimport CompiledRegistry
from ..protocols.options cimport OPTION_END, option_size
from .decode cimport Decoder, decode
from .fragments cimport SHARE_BYTES_MIN, fragment_recycle, fragment_table_free, fragment_table_new
from .path cimport paths_free, paths_init
from .stack cimport Flow, Stack
from .tunnels cimport tunnels_free

cdef enum:
    ROW, BEGIN, SIZE, SEQUENCE, MISSING, FLAGS
    COLUMNS = 6
    DATAGRAM = -1       # in place of a sequence number
    FIN = 1
    SYN = 2
    RST = 4
    REASSEMBLED = 256   # beside TCP's flags: the place counts in the datagram that the packet completed
    FROM_HIGH = 512     # ... the sender is the end with the higher address, or of one address the higher port

cdef enum:              # columns of `segments`; the edges of blocks are behind them
    SEG_ROW, SEG_SEQUENCE, SEG_ACK, SEG_WINDOW, SEG_SIZE, SEG_FLAGS, SEG_SHIFT, SEG_BLOCKS
    SEG_COLUMNS = 8
    BLOCKS_MAX = 4      # selective acknowledgements that an option has room for (RFC 2018, section 3)
    TCP_HEADER = 20
    SACK = 5            # kind of option


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

    def of(self, CaptureSource source not None, const uint64_t[::1] at not None, int64_t level=-1):
        """Of each packet at these offsets with a payload of TCP or UDP, as columns of an array: its place in `at`,
        where in its bytes the payload begins, bytes there are, TCP's sequence number of the first (-1: none), bytes
        the capture cut off behind them, TCP's flags.

        A payload that was reassembled from fragments is left out: it is in no packet. With `level`, of each packet the
        flow inside so many tunnels, whatever its protocol; what was reassembled is marked by bit 256 of the flags,
        what the higher end sent by bit 512, and segments with SYN or FIN are told without a payload too.
        """
        import numpy as np
        cdef Py_ssize_t count = 0
        cdef Py_ssize_t row
        cdef PacketRecord record
        found = np.empty((COLUMNS, at.shape[0]), np.int64)
        cdef int64_t[:, ::1] out = found
        with nogil:
            for row in range(at.shape[0]):
                if source.read_at(at[row], &record) and self._payload(&record, level, &out[0, count], out.shape[1]):
                    out[ROW, count] = row
                    count += 1
                self._recycle()
        return found[:, :count]

    def reassembled(self, CaptureSource source not None, const uint64_t[::1] at not None, int64_t level):
        """The datagram that the last of the packets at these offsets completes, if it is whole by them; else b"".
        `level` as in `of`."""
        cdef Py_ssize_t row
        cdef PacketRecord record
        cdef int64_t[COLUMNS] out
        cdef bint found = False
        try:
            with nogil:
                for row in range(at.shape[0]):
                    self._recycle()
                    found = source.read_at(at[row], &record) and self._payload(&record, level, &out[0], 1)
            if not found or not out[FLAGS] & REASSEMBLED:
                return b""
            return self.stack.buffers[1][:self.stack.sizes[1]]
        finally:
            self._recycle()

    def segments(self, CaptureSource source not None, const uint64_t[::1] at not None, int64_t level):
        """Of each packet at these offsets whose flow inside `level` tunnels is TCP's, as columns of an array: its place
        in `at`; sequence number, acknowledgement and window as they stand in the header; bytes of payload by the
        headers; flags, as `of` marks them; the window's scale (254: a SYN asks for none; 255: not said); how many
        blocks it acknowledges selectively; then both edges of four of them.
        """
        import numpy as np
        cdef Py_ssize_t count = 0
        cdef Py_ssize_t row
        cdef PacketRecord record
        found = np.zeros((SEG_COLUMNS + 2 * BLOCKS_MAX, at.shape[0]), np.int64)
        cdef int64_t[:, ::1] out = found
        with nogil:
            for row in range(at.shape[0]):
                if source.read_at(at[row], &record) and self._segment(&record, level, &out[0, count], out.shape[1]):
                    out[SEG_ROW, count] = row
                    count += 1
                self._recycle()
        return found[:, :count]

    cdef bint _segment(self, const PacketRecord* record, int64_t level, int64_t* out, Py_ssize_t stride) noexcept nogil:
        cdef const Flow* flow
        cdef View header
        decode(&self.decoder, record, &self.stack)
        if level < 0 or level >= <int64_t>self.stack.flow_count:
            return False
        flow = &self.stack.flows[level]
        if flow.protocol != self.tcp:
            return False
        out[SEG_SEQUENCE * stride], out[SEG_ACK * stride] = flow.facts.seq, flow.facts.ack
        out[SEG_WINDOW * stride], out[SEG_SIZE * stride] = flow.facts.window, flow.facts.payload_length
        out[SEG_FLAGS * stride] = flow.facts.tcp_flags | (FROM_HIGH if flow.from_high else 0)
        out[SEG_SHIFT * stride] = flow.facts.window_shift
        header.data = self.stack.buffers[self.stack.layers[flow.layer].buffer] + self.stack.layers[flow.layer].at
        header.size = self.stack.layers[flow.layer].header
        out[SEG_BLOCKS * stride] = _blocks(header, out + SEG_COLUMNS * stride, stride)
        return True

    cdef inline void _recycle(self) noexcept nogil:
        if self.stack.datagram != NULL:
            fragment_recycle(self.decoder.fragments)
            self.stack.datagram = NULL

    cdef bint _payload(self, const PacketRecord* record, int64_t level, int64_t* out, Py_ssize_t stride) noexcept nogil:
        """Put what is known of a payload below `out`; is there one? `level` -1: of TCP or UDP, in the packet."""
        cdef const Flow* flow
        cdef bint whole
        cdef uint8_t flags
        decode(&self.decoder, record, &self.stack)
        if not self.stack.flow_count or level >= <int64_t>self.stack.flow_count:
            return False
        flow = &self.stack.flows[self.stack.flow_count - 1 if level < 0 else level]
        whole = self.stack.layers[flow.layer].buffer != 0
        flags = flow.facts.tcp_flags if flow.protocol == self.tcp else 0
        if level < 0:
            if (flow.protocol != self.tcp and flow.protocol != self.udp) or not flow.payload_size or whole:
                return False
        elif flags & RST or (not flow.payload_size and not flags & (SYN | FIN)):
            return False        # what an RST carries says why, and is no part of the stream: RFC 9293, section 3.5.3
        out[BEGIN * stride], out[SIZE * stride] = flow.payload_at, flow.payload_size
        out[SEQUENCE * stride] = DATAGRAM
        if flow.protocol == self.tcp:
            out[SEQUENCE * stride] = <int64_t>((flow.facts.seq + <uint64_t>(flags & SYN != 0)) & 0xFFFFFFFFU)
        out[MISSING * stride] = flow.facts.cut
        out[FLAGS * stride] = flags | (REASSEMBLED if whole else 0) | (FROM_HIGH if flow.from_high else 0)
        return True


cdef int64_t _blocks(View header, int64_t* out, Py_ssize_t stride) noexcept nogil:
    """Put the edges of the blocks that TCP's header acknowledges selectively; answers how many (RFC 2018)."""
    cdef uint32_t at = TCP_HEADER, size, edge
    while at < header.size and u8(header, at) != OPTION_END:
        size = option_size(header, at, header.size)
        if size == 0:
            return 0
        if u8(header, at) == SACK and size > 2:
            size = min((size - 2) // 8, <uint32_t>BLOCKS_MAX)
            for edge in range(2 * size):
                out[edge * stride] = be32(header, at + 2 + 4 * edge)
            return size
        at += size
    return 0
