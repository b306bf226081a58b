"""Copies that the capture made of a packet: the same bytes again, too soon for any host.

A mirror port shows a frame on its way in and on its way out, a router's two sides show it twice, several interfaces
each once. Packets are compared by prints: hashes of what tells two packets of a session apart. The last two packets'
lie with the session; one that has copies, or may have them because several interfaces were captured, remembers more,
since whole bursts may stand between two copies.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.facts cimport Facts
from .tcp cimport TcpTrack

cdef enum:
    RECENT_PRINTS = 64

cdef enum PrintMark:
    PRINT_SECOND = 1        # the older one of Prints is the second
    PRINT_IDS_VARY = 2      # the session's packets have different IP identifications
    PRINT_ID_KNOWN = 4      # last_id
    PRINT_COPIES = 8        # the session has copies

cdef struct Prints:         # of a session, 20 bytes
    uint32_t prints[2]
    uint32_t ticks[2]       # when, see copies.pyx
    uint16_t last_id        # IP identification of the latest packet
    uint8_t marks           # PrintMarks

cdef struct Recent:         # the last packets of a session that has copies
    uint32_t prints[RECENT_PRINTS]
    uint32_t ticks[RECENT_PRINTS]
    uint32_t next           # the place that is written next

# Is this packet a copy of one of the last? If not, it is remembered. `recent`, `track` may be NULL.
cdef bint is_copy(Prints* p, Recent* recent, const TcpTrack* track, uint8_t way, const Facts* f,
                  uint64_t payload_digest, int64_t time_ns) noexcept nogil
