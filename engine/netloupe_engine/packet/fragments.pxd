"""Reassembly of IPv4 and IPv6 fragments (RFC 791, section 3.2; RFC 8200, section 4.5).

A table belongs to one handler. Memory: a datagram takes one slot of a fixed pool, one buffer and one list of parts,
which are allocated with its first fragments and freed when it is recycled, dropped, evicted or timed out.

What waits is limited by shares, not by the table: a share holds the fragments between some pairs of hosts, all of whose
packets come to one handler. So which datagrams a limit gives up does not depend on how many handlers there are, and a
flood between two hosts pushes out no other pairs' but those of its share.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ..core.facts cimport Facts
from ..core.hash cimport Secret
from ..core.view cimport View

cdef enum:
    FRAGMENT_SHARES = 64        # as many as there may be handlers
    SHARE_DATAGRAMS = 256       # waiting at once, in each share
    SHARE_BYTES_MIN = 1 << 17   # that a share may hold at least: any one datagram
    SHARE_SLOTS = SHARE_DATAGRAMS + 32      # ... and those that packets of the running stage completed
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
    uint8_t share
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

cdef struct FragmentShare:
    Datagram* slots             # SHARE_SLOTS
    Datagram** buckets
    Datagram* free_slots
    Datagram* oldest
    Datagram* newest
    size_t bytes                # of buffers and lists of those that wait
    uint32_t slots_used         # slots that were ever taken; the rest is untouched
    uint32_t waiting

cdef struct FragmentTable:
    FragmentShare shares[FRAGMENT_SHARES]
    Datagram* slots
    Datagram** buckets
    Datagram* handed_out
    size_t share_bytes_max
    Secret secret               # so that nobody can aim at one bucket


cdef FragmentTable* fragment_table_new(size_t share_bytes_max, const Secret* secret) except NULL
cdef void fragment_table_free(FragmentTable* t) noexcept nogil
cdef uint64_t fragment_bytes(const FragmentTable* t) noexcept nogil
cdef Datagram* fragment_add(FragmentTable* t, uint32_t share, const Facts* facts, View payload, uint32_t packet,
                            uint32_t length, int64_t now_ns, uint8_t* note) noexcept nogil
cdef void fragment_recycle(FragmentTable* t) noexcept nogil
