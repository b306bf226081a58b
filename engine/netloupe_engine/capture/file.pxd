"""CaptureFile: a capture file as a source of packets (see file.pyx)."""
from libc.stdint cimport uint32_t, uint64_t

from .batch cimport PacketRecord
from .content cimport Content
from .mapping cimport Mapping
from .source cimport CaptureSource


cdef class CaptureFile(CaptureSource):
    cdef Mapping mapping
    cdef Content content
    cdef bint complete                  # no more bytes will come
    cdef object expander                # None for a file that is not compressed
    cdef object lock                    # of what is known of interfaces and sections: several threads ask
    cdef tuple known_interfaces
    cdef tuple known_links              # of so many interfaces:
    cdef uint32_t named
    cdef tuple known_comments           # of so many sections:
    cdef uint32_t commented
    cdef object cancelled               # asked while the file is opened; None
    cdef object facts                   # of the file on disk: os.stat_result

    cdef bint _has_changed(self) noexcept with gil
    cdef bint _goes_on(self) noexcept nogil
    cdef void _grow(self) noexcept with gil
    cdef void _more(self, uint64_t size)
    cdef void _open_more(self, uint64_t size)
