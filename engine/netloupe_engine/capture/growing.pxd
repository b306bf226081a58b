"""GrowingCapture: files that are being written, one after the other, as one capture (see growing.pyx)."""
from libc.stdint cimport uint16_t, uint32_t, uint64_t

from .batch cimport PacketRecord
from .content cimport Content
from .mapping cimport Mapping
from .source cimport CaptureSource

cdef struct Part:               # one segment that was begun
    Content content
    uint64_t begins             # the capture's offset of its first byte
    uint32_t met                # of its interfaces, those that have a number in the capture
    uint16_t shown              # that of a pcap file's only one

cdef class GrowingCapture(CaptureSource):
    cdef object segments
    cdef Part** parts           # by segment; NULL: gone, or never begun
    cdef uint64_t* begins       # by segment
    cdef uint32_t begun         # segments that were; published
    cdef uint64_t readers       # calls in progress that look at parts
    cdef Part* current          # what is being read; NULL between two segments
    cdef Mapping mapping        # its bytes
    cdef uint64_t end           # where the next segment begins
    cdef uint32_t packets       # of segments read to their end
    cdef bint exhausting        # everything was read, and nothing more was coming
    cdef bint closed
    cdef object lock            # one at a time lets go of segments
    cdef object changes_seen
    cdef dict mappings          # of segments read to their end, by their index
    cdef list blanked           # mappings of segments that are gone
    cdef list retired           # addresses of Parts that somebody may still look at
    cdef dict numbers           # interfaces: their numbers in the capture by what they are
    cdef dict occurrences       # of each in the current segment so far
    cdef list known_interfaces
    cdef list known_options
    cdef dict lasting_comments  # of segments read to their end, and ...
    cdef dict lasting_extras    # ... of segments that are gone; in order, each once
    cdef list damages

    cdef int _from_current(self, PacketRecord* out, int room) noexcept nogil
    cdef bint _measure(self) noexcept nogil
    cdef bint _look(self) noexcept with gil
    cdef bint _is_stuck(self) noexcept nogil
    cdef bint _go_on(self) except -1
    cdef bint _open(self, uint32_t index, segment) except -1
    cdef bint _head(self, bint complete) except -1
    cdef int _leave(self) except -1
    cdef int _number_interfaces(self) except -1
    cdef void _meet_interfaces(self) noexcept with gil
    cdef int _retire(self, uint32_t index) except -1
    cdef Part* _part(self, uint64_t at) noexcept nogil
