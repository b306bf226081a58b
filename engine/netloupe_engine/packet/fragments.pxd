"""Reassembly of IPv4 and IPv6 fragments (RFC 791, section 3.2; RFC 8200, section 4.5).

A table belongs to one handler. Memory: a datagram takes one slot of a fixed pool, one buffer and one list of parts,
which are allocated with its first fragments and freed when it is recycled, dropped, evicted or timed out; `bytes_max`
bounds their sum.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ..core.facts cimport Facts
from ..core.hash cimport Secret
from ..core.view cimport View

cdef enum:
    DATAGRAMS_MAX = 4096        # waiting at once
    PARTS_MAX = 128             # fragments of one datagram
    DATAGRAM_BYTES_MAX = 65535

cdef struct FragmentPart:       # one packet that carried a part of the datagram
    int64_t time_ns
    uint32_t packet
    uint32_t length             # of the frame on the wire

cdef struct Range:              # bytes of a datagram that have arrived
    uint32_t begin
    uint32_t end

cdef struct Datagram:
    uint8_t* data
    FragmentPart* parts         # in order of arrival
    uint32_t size               # bytes of the whole; 0 until the last fragment is here
    uint32_t part_count
    uint8_t note                # first Note of any of its fragments
    # from here on the table's own
    uint8_t family
    uint8_t protocol
    uint32_t id
    uint64_t vlan
    uint8_t source[16]
    uint8_t target[16]
    int64_t first_ns            # arrival of its first packet
    Range* ranges               # sorted, apart from each other
    uint32_t range_count
    uint32_t part_room          # of parts, and of ranges
    uint32_t room               # of data
    uint32_t bucket
    Datagram* next              # in its bucket, among the free, or among those handed out
    Datagram* older
    Datagram* newer

cdef struct FragmentTable:
    Datagram* slots             # DATAGRAMS_MAX
    Datagram** buckets
    Datagram* free_slots
    Datagram* handed_out
    Datagram* oldest
    Datagram* newest
    size_t bytes                # of buffers and lists
    size_t bytes_max
    Secret secret               # so that nobody can aim at one bucket
    uint32_t slots_used         # slots that were ever taken; the rest is untouched
    uint32_t waiting


cdef FragmentTable* fragment_table_new(size_t bytes_max, const Secret* secret) except NULL
cdef void fragment_table_free(FragmentTable* t) noexcept nogil
cdef Datagram* fragment_add(FragmentTable* t, const Facts* facts, View payload, uint32_t packet, uint32_t length,
                            int64_t now_ns, uint8_t* note) noexcept nogil
cdef void fragment_recycle(FragmentTable* t) noexcept nogil
