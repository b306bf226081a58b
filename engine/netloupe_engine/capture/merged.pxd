"""MergedCapture: several files as one capture, in order of their packets' times (see merged.pyx)."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from .batch cimport PacketRecord
from .source cimport CaptureSource

cdef enum:
    AHEAD_PACKETS = 256         # read ahead of each file

cdef struct Input:              # one of the files
    void* file                  # its CaptureFile, which MergedCapture.files holds
    PacketRecord* records       # AHEAD_PACKETS
    uint64_t begins             # the capture's offset of its first byte
    int64_t key                 # the time by which its next packet has its turn
    uint32_t met                # of its interfaces, those that have a number in the capture
    uint32_t last               # the number of its last packet that was given out; 0: none was
    int at                      # the next packet, of ...
    int count                   # ... so many that were read ahead
    uint16_t shown              # that of a pcap file's only interface
    uint8_t is_pcapng
    uint8_t has_ended

cdef class MergedCapture(CaptureSource):
    cdef tuple files
    cdef list known_interfaces
    cdef list known_options     # of the same
    cdef Input* inputs
    cdef uint32_t* heap         # of inputs that have packets, the one whose turn it is first
    cdef uint32_t count         # of inputs
    cdef uint32_t live          # of those in the heap
    cdef uint32_t given         # packets given out
    cdef bint is_full           # there are more packets than numbers

    cdef Input* _input(self, uint64_t at) noexcept nogil
    cdef void _turn(self, uint32_t index) noexcept nogil
    cdef void _time(self, Input* one) noexcept nogil
    cdef bint _ahead(self, Input* one) noexcept nogil
    cdef void _sink(self, uint32_t place) noexcept nogil
    cdef bint _comes_before(self, uint32_t one, uint32_t other) noexcept nogil
    cdef void _meet(self, Input* one) noexcept with gil
