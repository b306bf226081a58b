"""Fetching what a reader of records comes to next: a file in memory is read where records say, in leaps."""
from libc.stdint cimport uint8_t, uint64_t

from ..core.hash cimport LINE_BYTES, prefetch

cdef enum:
    # Memory is fetched while other records are handled, so far ahead:
    RECORDS_AHEAD = 6
    BYTES_AHEAD = 2048
    SHORT_BYTES = 512


cdef inline uint64_t fetch_ahead(const uint8_t* base, uint64_t at, uint64_t record_bytes,
                                 uint64_t fetched) noexcept nogil:
    """Begin to fetch what lies behind the record at `at`; answers how far everything is fetched, which was `fetched`.
    Nothing is read: it may lie behind the file's end."""
    if record_bytes > SHORT_BYTES:      # neighbours are often as long
        prefetch(base + at + RECORDS_AHEAD * record_bytes)
        return fetched
    # Where the next headers are is known only from the ones before: everything.
    fetched = max(fetched, at + BYTES_AHEAD - SHORT_BYTES)
    while fetched < at + BYTES_AHEAD:
        prefetch(base + fetched)
        fetched += LINE_BYTES
    return fetched
