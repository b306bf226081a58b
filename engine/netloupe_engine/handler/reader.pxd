"""Reader and Batch: packets read ahead of the handlers, the clock at each, and the handler each is dealt to."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..capture.batch cimport PacketRecord
from ..capture.source cimport CaptureSource
from ..core.pool cimport Vector
from ..packet.index cimport PacketIndex
from ..protocols.compiled cimport CompiledRegistry
from ..sessions.connection_ids cimport Connections
from .clock cimport ASKED, Clock

cdef enum:
    RING_BATCHES = 4        # one is handled, two are ready, one is being filled

cdef struct Batch:          # filled by the reader, then read by all handlers, then filled again
    PacketRecord* records
    int64_t* clocks
    int64_t* times          # packet times, but of those that are far off all others the time of the packet before
    uint8_t* dealt          # handler of each packet; unused by a single handler
    uint16_t* moved         # 1 + number in `moves` of packets that belong to sessions of other ends; the same
    Vector moves            # Move
    Connections* connections    # of a single handler, which finds them itself; NULL: `moved` says them
    int64_t clock           # after its last packet
    uint64_t packets        # in the index, these included
    bint several            # interfaces were described before the first packet
    int count               # 0: the capture has ended; -1: out of memory

cdef struct Moved:          # a packet that is counted at another time than its stamp says
    int64_t time_ns
    uint32_t number
    bint judged             # those around it show that the stamp is wrong

cdef class Reader:
    cdef Batch[RING_BATCHES] ring
    cdef uint64_t filled    # batches, by the reading thread
    cdef uint64_t taken     # batches, by the handling thread
    cdef bint stopped       # nobody wants more
    cdef bint threaded      # a thread of its own reads
    cdef Batch* current     # what the handlers work on; NULL between two batches
    cdef CaptureSource source
    cdef readonly PacketIndex index
    cdef CompiledRegistry registry
    cdef Connections connections
    cdef uint16_t roams     # registry id of the protocol whose connections they are
    cdef int handlers
    cdef int room           # packets read into a batch at most
    cdef Clock time
    cdef PacketRecord[ASKED] kept       # read, but not numbered yet: the next batch begins with them
    cdef int kept_count
    cdef int looks                      # in vain, for what comes behind them in a capture that grows
    cdef bint hurried                   # packets wait for none behind them
    cdef bint several                   # as Batch.several
    cdef bint ended                     # nothing more is to come, as far as is known
    cdef Clock _at_end(self) noexcept nogil
    cdef Vector wrong                   # numbers of packets with time stamps a day or more off all others
    cdef Vector moved
    cdef readonly uint32_t number       # of the last packet read
    cdef readonly uint64_t wire_bytes
    cdef readonly uint64_t captured_bytes
    cdef int next(self) noexcept nogil
    cdef void done(self) noexcept nogil
    cdef void _read(self, Batch* batch) noexcept nogil
    cdef void _deal(self, Batch* batch) noexcept nogil
    cdef bint _fill(self, Batch* batch) noexcept nogil
    cdef void _number(self, Batch* batch, bint more, bint ends) noexcept nogil
    cdef void _note_wrong(self) noexcept nogil
    cdef void _note_moved(self, const PacketRecord* packet, int64_t time_ns, bint judged) noexcept nogil
