"""Parts: the files of a growing capture by offset, found by any thread without a lock while files come and go.

One thread begins files, in order of their offsets; one at a time retires them. A file that is retired is not found any
more, but a call that found it before may be looking at it still. So calls are counted, and what was retired is freed
when a moment comes at which there is none: whoever comes later cannot have found it.
"""
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from .content cimport content_end

cdef extern from *:
    """
    #define netloupe_load(place) __atomic_load_n(place, __ATOMIC_SEQ_CST)
    #define netloupe_store(place, value) __atomic_store_n(place, value, __ATOMIC_SEQ_CST)
    #define netloupe_add(place, value) ((void)__atomic_fetch_add(place, value, __ATOMIC_SEQ_CST))
    """
    Part* load_part "netloupe_load"(Part** place) noexcept nogil
    void store_part "netloupe_store"(Part** place, Part* part) noexcept nogil
    uint32_t load32 "netloupe_load"(uint32_t* place) noexcept nogil
    void store32 "netloupe_store"(uint32_t* place, uint32_t value) noexcept nogil
    uint64_t load64 "netloupe_load"(uint64_t* place) noexcept nogil
    void add64 "netloupe_add"(uint64_t* place, uint64_t value) noexcept nogil


cdef int parts_open(Parts* parts) except -1:
    """Make room; pages that stay unused cost nothing."""
    parts.parts = <Part**>calloc(PARTS_MAX, sizeof(Part*))
    parts.begins = <uint64_t*>calloc(PARTS_MAX, sizeof(uint64_t))
    if parts.parts == NULL or parts.begins == NULL:
        raise MemoryError
    return 0


cdef void parts_close(Parts* parts) noexcept nogil:
    """The partner of parts_open, when nobody reads any more; may be called again."""
    cdef uint32_t index
    if parts.parts != NULL:
        for index in range(parts.count):
            if parts.parts[index] != NULL:
                parts_retire(parts, index)
    parts_sweep(parts)
    free(parts.parts)
    free(parts.begins)
    parts.parts = NULL
    parts.begins = NULL
    parts.count = 0


cdef Part* parts_begin(Parts* parts, uint64_t begins) except NULL:
    """The next file, of which nothing can be read yet; there must be room. Raises MemoryError."""
    cdef Part* part = <Part*>calloc(1, sizeof(Part))
    if part == NULL:
        raise MemoryError
    part.begins = begins
    store_part(&parts.parts[parts.count], part)
    parts_skip(parts, begins)
    return part


cdef void parts_skip(Parts* parts, uint64_t begins) noexcept nogil:
    """The next file cannot be opened: it has a number all the same."""
    parts.begins[parts.count] = begins
    store32(&parts.count, parts.count + 1)


cdef void parts_retire(Parts* parts, uint32_t index) noexcept nogil:
    """A file is gone for everybody who asks from now on."""
    cdef Part* part = parts.parts[index]
    store_part(&parts.parts[index], NULL)
    part.next = parts.retired
    parts.retired = part


cdef void parts_sweep(Parts* parts) noexcept nogil:
    """Free what was retired, if nobody can be looking at it."""
    cdef Part* part
    if parts.retired == NULL or load64(&parts.readers) != 0:
        return
    while parts.retired != NULL:
        part = parts.retired
        parts.retired = part.next
        content_end(&part.content)
        free(part)


cdef Part* parts_enter(Parts* parts, uint64_t at) noexcept nogil:
    """The file that offset `at` is in; NULL if there is none (any more). It stays until `parts_leave`, which has to be
    called either way."""
    cdef uint32_t low = 0, middle
    cdef uint32_t high
    add64(&parts.readers, 1)
    high = load32(&parts.count)
    if high == 0:
        return NULL
    while high - low > 1:
        middle = (low + high) // 2
        if parts.begins[middle] <= at:
            low = middle
        else:
            high = middle
    return load_part(&parts.parts[low])


cdef void parts_leave(Parts* parts) noexcept nogil:
    """The partner of parts_enter."""
    add64(&parts.readers, -1)
