"""Content: the bytes of one capture file, as pcap, pcapng or snoop (see content.pyx)."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from .batch cimport PacketRecord
from .cursor cimport Cursor
from .pcap cimport PcapLayout
from .pcapng cimport Tables

# Zeroed, it is the content of no file. Whoever owns it sets `base` and lets `size` grow; one thread reads on by batches
# while others look things up.
cdef struct Content:
    const uint8_t* base     # NULL: nothing can be read
    uint64_t size           # bytes readable from base
    PcapLayout layout       # of pcap and snoop
    Tables tables           # of pcapng
    Cursor cursor
    bint is_pcapng
    bint is_snoop

cdef str content_begin(Content* content, bytes head)
cdef void content_end(Content* content) noexcept nogil
cdef int content_batch(Content* content, PacketRecord* out, int room) noexcept nogil
cdef bint content_record(const Content* content, uint64_t at, PacketRecord* out) noexcept nogil
cdef const uint8_t* content_options(const Content* content, const PacketRecord* record, uint32_t* size) noexcept nogil
cdef bint content_swapped(const Content* content, uint64_t at) noexcept nogil
cdef uint32_t content_interface_count(const Content* content) noexcept nogil
cdef str content_order(const Content* content, uint64_t at)
cdef str content_flaw(const Content* content)
cdef object content_interface(const Content* content, uint32_t index)
cdef tuple content_interface_options(const Content* content, uint32_t index)
cdef uint32_t content_section_count(const Content* content) noexcept nogil
cdef list content_comments(const Content* content, uint32_t first, uint32_t end)
cdef list content_extras(const Content* content)
cdef int content_owners(const Content* content, object owners) except -1
cdef list content_secrets(const Content* content)
