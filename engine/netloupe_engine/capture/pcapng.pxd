"""Reading the pcapng format (see pcapng.pyx)."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from .batch cimport PacketRecord
from .clock cimport Clock
from .cursor cimport Cursor

cdef enum:
    SECTIONS_MAX = 1 << 20
    INTERFACES_MAX = 65536      # of all sections: their index has 16 bits; the last stands for all that are too many
    LINK_TYPE_UNKNOWN = 0xFFFF  # of those
    EXTRAS_MAX = 65536

cdef struct Section:
    uint64_t at             # its header block
    uint32_t first          # index of its first interface
    uint32_t interfaces     # how many so far
    bint swapped            # not in this machine's byte order

cdef struct NgInterface:
    uint64_t at             # its description block
    Clock clock
    uint32_t section
    uint32_t snap_length    # 0: no limit
    uint32_t captured_max
    uint16_t link_type
    uint16_t shown          # its number where several files make up one capture (growing.pyx)

# What was met so far. The arrays have their full size from the beginning and never move, entries are filled before
# the count grows: one thread reads on while others look things up.
cdef struct Tables:
    Section* sections
    NgInterface* interfaces
    uint64_t* extras        # name resolution, decryption secrets, process names: for whoever rewrites the file
    uint32_t section_count
    uint32_t interface_count
    uint32_t extra_count

cdef int tables_open(Tables* tables) except -1
cdef void tables_close(Tables* tables) noexcept nogil
cdef int pcapng_batch(Tables* tables, const uint8_t* base, uint64_t size, Cursor* cursor,
                      PacketRecord* out, int room) noexcept nogil
cdef bint pcapng_record(const Tables* tables, const uint8_t* base, uint64_t size, uint64_t at,
                        PacketRecord* out) noexcept nogil
cdef bint section_order(const Tables* tables, uint64_t at) noexcept nogil
cdef uint32_t section_count(const Tables* tables) noexcept nogil
cdef uint32_t interface_count(const Tables* tables) noexcept nogil
cdef uint32_t extra_count(const Tables* tables) noexcept nogil
cdef const uint8_t* pcapng_options(const Tables* tables, const uint8_t* base, const PacketRecord* record,
                                   uint32_t* size) noexcept nogil
# The next decryption secrets block from `at` on, which moves behind it, within LOOKED_BLOCKS blocks, of which `passed`
# counts those that are through; `swapped` is the byte order there. 0: there is none (a file begins with a section).
cdef uint64_t pcapng_secrets(const uint8_t* base, uint64_t size, uint64_t* at, uint32_t* passed,
                             bint* swapped) noexcept nogil
