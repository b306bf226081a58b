"""HPACK, header compression of HTTP/2 (RFC 7541): one direction's dynamic table and decoding."""
from libc.stdint cimport int64_t, uint8_t, uint32_t

from ...core.view cimport View

cdef enum:
    HPACK_TABLE_FIRST = 4096        # size of a table until the decoder's side says otherwise (RFC 9113 section 6.5.2)
    HPACK_TABLE_MAX = 1 << 16       # ... and the largest that is kept here

cdef enum HpackAnswer:              # negative answers of hpack_decode
    HPACK_BAD = -1                  # the block breaks the format: what follows in this direction cannot be read either
    HPACK_FULL = -2                 # out of room, or of memory: neither can it
    HPACK_LOST = -3                 # it refers to an entry that was in a part that was not seen

cdef struct HpackEntry:             # of the dynamic table
    uint32_t at                     # in HpackTable.bytes: the name, its value behind it
    uint32_t name_size
    uint32_t value_size

cdef struct HpackTable:             # zeroed at creation
    uint8_t* bytes                  # owned
    HpackEntry* entries             # owned; from `first` on, the oldest first
    uint32_t room
    uint32_t used
    uint32_t entry_room
    uint32_t first
    uint32_t end
    uint32_t size                   # as RFC 7541 section 4.1 counts
    uint32_t size_max               # what the encoder keeps to
    uint32_t limit                  # what the decoder allows; 0: HPACK_TABLE_FIRST
    uint8_t is_begun                # a block was decoded
    uint8_t is_partial              # there may be older entries, which were not seen

cdef struct HpackField:             # a header field that was decoded
    uint32_t name_at                # in the output
    uint32_t name_size
    uint32_t value_at
    uint32_t value_size
    uint32_t at                     # in the block
    uint32_t size

# Decode a whole header block: lines "name: value" go to `out`, of `room` bytes, and where they lie to `fields`, of
# which there are `most`. Answers the bytes written or an HpackAnswer; `count` are the fields, those before an error
# too.
cdef int64_t hpack_decode(HpackTable* table, View block, uint8_t* out, uint32_t room, HpackField* fields, uint32_t most,
                          uint32_t* count) noexcept nogil
# An integer whose first bits are the lowest `prefix` of the byte at `at` (section 5.1); False if it is not whole, or
# larger than anything here.
cdef bint hpack_number(View v, uint32_t* at, uint32_t prefix, uint32_t* value) noexcept nogil
# The string literal at `at` (section 5.2) written to `out`: its size, or an HpackAnswer. `prefix`: bits of its length
# in the first byte; the one above them says whether it is Huffman coded.
cdef int64_t hpack_string(View v, uint32_t* at, uint32_t prefix, uint8_t* out, uint32_t room) noexcept nogil
# A new entry, from bytes that are not the table's; one too large empties it (section 4.4). False when out of memory.
cdef bint hpack_insert(HpackTable* table, const uint8_t* name, uint32_t name_size, const uint8_t* value,
                       uint32_t value_size) noexcept nogil
# Lets go of the oldest entries until no more than `size_max` are kept (section 4.3).
cdef void hpack_evict(HpackTable* table, uint32_t size_max) noexcept nogil
# Bytes the table owns.
cdef uint32_t hpack_owned(const HpackTable* table) noexcept nogil
cdef void hpack_free(HpackTable* table) noexcept nogil
# `to` has the same bytes as `of`: give it its own memory. False without memory, when it owns nothing.
cdef bint hpack_copy(HpackTable* to, const HpackTable* of) noexcept nogil
