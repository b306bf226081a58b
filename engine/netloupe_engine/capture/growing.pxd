"""GrowingCapture: files that are being written, one after the other, as one capture (see growing.pyx)."""
from libc.stdint cimport int64_t, uint32_t, uint64_t

from .batch cimport PacketRecord
from .mapping cimport Mapping
from .parts cimport Part, Parts
from .source cimport CaptureSource

cdef class GrowingCapture(CaptureSource):
    cdef object segments
    cdef Parts parts            # by segment
    cdef Part* current          # what is being read; NULL between two segments
    cdef Mapping mapping        # its bytes
    cdef uint64_t end           # where the next segment begins
    cdef uint32_t packets       # of segments read to their end
    cdef bint exhausting        # everything was read, and nothing more was coming
    cdef bint full              # there are more segments than can be read
    cdef bint closed
    cdef int64_t breath_ns      # at least, between two looks for more of a segment
    cdef int64_t measured_ns    # when the last one was
    cdef object lock            # one at a time lets go of segments
    cdef object changes_seen
    cdef dict mappings          # of segments read to their end, by their index
    cdef list blanked           # mappings of segments that are gone
    cdef object numbering       # of interfaces
    cdef dict lasting_comments  # of segments read to their end, and ...
    cdef dict lasting_extras    # ... of segments that are gone; in order, each once
    cdef list damages

    cdef int _from_current(self, PacketRecord* out, int room) noexcept nogil
    cdef bint _is_due(self) noexcept nogil
    cdef bint _measure(self) noexcept nogil
    cdef bint _look(self) noexcept with gil
    cdef bint _goes_on(self) noexcept nogil
    cdef bint _is_stuck(self) noexcept nogil
    cdef bint _go_on(self) except -1
    cdef bint _open(self, segment) except -1
    cdef bint _head(self, bint complete) except -1
    cdef int _leave(self) except -1
    cdef int _number_interfaces(self) except -1
    cdef void _meet_interfaces(self) noexcept with gil
    cdef int _let_go(self, uint32_t index) except -1
