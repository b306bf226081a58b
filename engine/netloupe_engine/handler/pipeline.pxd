"""Pipeline: one handler."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ..core.pool cimport Vector
from ..packet.stack cimport Stack
from ..protocols.compiled cimport CompiledRegistry
from ..statistics.series cimport TimeSeries
from .context cimport Context
from .ids cimport Ids
from .reader cimport Batch
from .rest cimport Rest

cdef enum:
    STAGE_PACKETS = 32      # packets decoded ahead, so that hash slots and sessions are there when they are needed

cdef class Pipeline:
    cdef Context c
    cdef Ids ids                        # the analysis' numbers of this handler's sessions and paths
    cdef Rest at_rest
    cdef Stack* stacks
    cdef uint8_t[STAGE_PACKETS] path_flow       # as Context.path_flow, of each of them
    cdef uint8_t[STAGE_PACKETS] paths
    cdef readonly uint64_t handled      # packets of the index that are through
    cdef CompiledRegistry registry
    cdef uint64_t shown_findings        # that may be read from other threads: their sessions have ids ...
    cdef uint64_t shown_tallies         # ... and their paths numbers
    cdef uint32_t _fetch_session(self, int at) noexcept nogil
    cdef void _follow(self, const Batch* batch, int at, int count) noexcept nogil
    cdef void run(self, const Batch* batch, Vector* rows) noexcept nogil
    cdef void _forget_rest(self) noexcept nogil
    cdef void _add_to_series(self, const Batch* batch, TimeSeries series) noexcept nogil
