"""Pipeline: one handler."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ..core.pool cimport Vector
from ..crypto.secrets cimport Secrets
from ..packet.stack cimport Stack
from ..protocols.compiled cimport CompiledRegistry
from ..statistics.series cimport TimeSeries
from .context cimport Context
from .ids cimport Ids
from .reader cimport Batch
from .rest cimport Rest

cdef enum:
    STAGE_PACKETS = 16      # decoded at a time, a power of two: four times LAG

cdef struct Ahead:          # how far a batch is, in packets of this handler; lists by their place among the stacks
    int decoded
    int sessions            # whose sessions are being fetched
    int beside              # ... and what lies beside these
    int handled
    bint recycles           # the latest completed a datagram, which is the decoder's again once it is handled
    int[STAGE_PACKETS] at   # in the batch
    uint32_t[STAGE_PACKETS] expected    # the session it most likely belongs to, or NONE

cdef class Pipeline:
    cdef Context c
    cdef Ids ids                        # the analysis' numbers of this handler's sessions and paths
    cdef Rest at_rest
    cdef Stack* stacks
    cdef uint8_t[STAGE_PACKETS] path_flow       # as Context.path_flow, of each of them
    cdef uint8_t[STAGE_PACKETS] paths
    cdef readonly uint64_t handled      # packets of the index that are through
    cdef CompiledRegistry registry
    cdef Secrets secrets                # that the context points to
    cdef uint64_t shown_findings        # that may be read from other threads: their sessions have ids ...
    cdef uint64_t shown_tallies         # ... and their paths numbers
    cdef void _follow(self, const Batch* batch, int at, int place) noexcept nogil
    cdef void _fetch_sessions(self, Ahead* ahead, int stop) noexcept nogil
    cdef void _fetch_beside(self, Ahead* ahead, int stop) noexcept nogil
    cdef int _decode_some(self, Ahead* ahead, int at, const Batch* batch) noexcept nogil
    cdef void _handle(self, Ahead* ahead, int stop, const Batch* batch, Vector* rows) noexcept nogil
    cdef void run(self, const Batch* batch, Vector* rows) noexcept nogil
    cdef void _forget_rest(self) noexcept nogil
    cdef void _add_to_series(self, const Batch* batch, TimeSeries series) noexcept nogil
