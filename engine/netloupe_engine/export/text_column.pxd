"""TextColumn: a text of each row."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

cdef struct Item:           # a text being sorted
    uint64_t key            # its next eight bytes
    uint32_t row

cdef class TextColumn:
    cdef tuple kept                 # the bytes that these are
    cdef const uint8_t* data
    cdef uint64_t size
    cdef const uint64_t* ends       # of each text in data; the first begins at 0
    cdef uint64_t count
    cdef object _compared(self, bytes word, bint at_end)
    cdef uint64_t _key(self, uint32_t row, uint64_t depth) noexcept nogil
    cdef void _find(self, const uint8_t* word, uint64_t size, uint8_t* found) noexcept nogil
    cdef uint32_t _middle(self)
    cdef uint64_t _divide(self, Item* items, uint32_t middle) noexcept nogil
    cdef bint _is_below(self, uint32_t one, uint32_t other) noexcept nogil
    cdef void _rank(self, const Item* items, uint32_t* ranks) noexcept nogil
    cdef bint _differ(self, uint32_t one, uint32_t other) noexcept nogil
    cdef void _sort_equal(self, Item* items, Item* spare, uint64_t count, uint64_t depth) noexcept nogil
    cdef uint64_t _size(self, uint32_t row) noexcept nogil
    cdef void _sort(self, Item* items, Item* spare, uint64_t count, uint64_t depth) noexcept nogil
