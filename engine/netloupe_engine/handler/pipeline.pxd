"""Pipeline: one handler."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.pool cimport Vector
from ..packet.stack cimport Stack
from ..protocols.compiled cimport CompiledRegistry
from ..sessions.store cimport Row, SessionStore
from ..statistics.series cimport TimeSeries
from .context cimport Context, KindShare
from .reader cimport Batch

cdef enum:
    STAGE_PACKETS = 32      # packets decoded ahead, so that hash slots and sessions are there when they are needed

cdef class Pipeline:
    cdef Context c
    cdef Stack* stacks
    cdef readonly uint64_t handled      # packets of the index that are through
    cdef readonly int number            # of this handler, from 0
    cdef CompiledRegistry registry
    cdef Vector ids                     # session id by serial; unused by a single handler
    cdef Vector paths                   # analysis' path id by handler's
    cdef readonly bint single           # serials are ids
    cdef uint64_t shown_findings        # that may be read from other threads: their sessions have ids ...
    cdef uint64_t shown_tallies         # ... and their paths numbers
    cdef uint64_t true_findings         # without those that `rest` made: only if the capture ends here they are true
    cdef KindShare* true_kinds
    cdef readonly uint32_t kinds        # of findings
    cdef Vector undone                  # sessions that `rest` turned round, for now
    cdef bint rests
    cdef void run(self, const Batch* batch, Vector* rows) noexcept nogil
    cdef uint16_t _path(self, uint16_t local) noexcept nogil
    cdef uint32_t _id(self, uint32_t serial) noexcept nogil
    cdef void _write(self, SessionStore store, uint32_t index, Row* row) noexcept nogil
    cdef void _expire(self, int64_t clock) noexcept nogil
    cdef void _forget_rehearsal(self) noexcept nogil
    cdef uint64_t _publish(self, SessionStore store, uint32_t* written) noexcept nogil
    cdef void _settle(self, const Batch* batch, Vector* rows) noexcept nogil
    cdef void _add_to_series(self, const Batch* batch, TimeSeries series) noexcept nogil
