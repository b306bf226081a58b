"""Vector and Pool: growing tables of C records that never move.

Records live in chunks of fixed size reached through a directory, so an index stays good for ever, growing costs at most
one `mmap` a chunk and nothing is copied (no pause), and another thread may read records that are already there. A Pool
adds a free list: taking and giving back are O(1).

Where records are met in no order (`vector_huge`), chunks are mapped several at once, as a region, so that they can lie
in huge pages: the processor remembers where they are for far more memory. The first chunk, which is all that most
captures need, is alone and in small pages.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

cdef extern from "<sys/mman.h>" nogil:
    void* mmap(void* where, size_t size, int protection, int flags, int fd, long offset)
    int munmap(void* where, size_t size)
    void* MAP_FAILED
    int madvise(void* where, size_t size, int advice)
    enum:
        MADV_HUGEPAGE
        PROT_READ
        PROT_WRITE
        MAP_PRIVATE
        MAP_ANONYMOUS

cdef enum:
    DIRECTORY_CHUNKS = 1 << 16
    HUGE_BYTES = 1 << 21        # a huge page

cdef struct Vector:
    uint8_t** chunks        # DIRECTORY_CHUNKS pointers and a NULL; the pages of unused ones are never touched
    uint64_t count          # records
    uint32_t record_bytes
    uint32_t chunk_bits     # records a chunk, as a power of two
    uint32_t region_chunks  # chunks mapped together
    uint32_t spilled        # chunks on disk, the oldest (core/spill)

cdef struct Pool:
    Vector records
    uint32_t free_head      # index + 1 of the first free record; a free record holds the next in its first four bytes
    uint32_t live


cdef inline bint vector_init(Vector* v, uint32_t record_bytes, uint32_t chunk_bits) noexcept nogil:
    """False when out of memory."""
    v.chunks = <uint8_t**>calloc(DIRECTORY_CHUNKS + 1, sizeof(uint8_t*))
    v.count = 0
    v.record_bytes = record_bytes
    v.chunk_bits = chunk_bits
    v.region_chunks = 1
    v.spilled = 0
    return v.chunks != NULL


cdef inline uint64_t chunk_bytes(const Vector* v) noexcept nogil:
    return <uint64_t>v.record_bytes << v.chunk_bits


cdef inline uint64_t vector_bytes(const Vector* v) noexcept nogil:
    """What its chunks take in memory, roughly: the last one in full, dropped ones too."""
    cdef uint64_t chunks = (v.count + (<uint64_t>1 << v.chunk_bits) - 1) >> v.chunk_bits
    return (chunks - v.spilled if chunks > v.spilled else 0) * chunk_bytes(v)


cdef inline void vector_huge(Vector* v) noexcept nogil:
    """Its records will be met in no order: map chunks in regions of whole huge pages. Before anything is pushed."""
    while v.region_chunks * chunk_bytes(v) & (HUGE_BYTES - 1):
        v.region_chunks *= 2


cdef inline void vector_drop_chunk(Vector* v, uint64_t chunk) noexcept nogil:
    """Give a chunk's memory back; its records must not be read again."""
    if v.chunks[chunk] != NULL:
        munmap(v.chunks[chunk], chunk_bytes(v))
        v.chunks[chunk] = NULL


cdef inline void vector_free(Vector* v) noexcept nogil:
    cdef uint64_t i
    if v.chunks == NULL:
        return
    for i in range(DIRECTORY_CHUNKS):
        if v.chunks[i] == NULL and i << v.chunk_bits >= v.count:
            break
        vector_drop_chunk(v, i)
    free(v.chunks)
    v.chunks = NULL
    v.count = 0


cdef inline void* vector_at(const Vector* v, uint64_t index) noexcept nogil:
    """The record; index must be below count."""
    return (v.chunks[index >> v.chunk_bits]
            + (index & ((<uint64_t>1 << v.chunk_bits) - 1)) * v.record_bytes)


cdef inline void* fixed_at(const Vector* v, uint64_t index, uint32_t record_bytes, uint32_t chunk_bits) noexcept nogil:
    """As `vector_at`, for what each packet asks for: the vector's sizes are known when this is compiled."""
    return v.chunks[index >> chunk_bits] + (index & ((<uint64_t>1 << chunk_bits) - 1)) * record_bytes


cdef inline uint8_t* _map(uint64_t size, bint huge) noexcept nogil:
    """Whole pages of the system's: records begin on cache lines, and a chunk given back is given back at once. `huge`:
    huge ones, if it has them. NULL when out of memory."""
    cdef uint64_t room = size + (HUGE_BYTES if huge else 0), before
    cdef uint8_t* where = <uint8_t*>mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    if where == MAP_FAILED:
        return NULL
    before = -<uint64_t><size_t>where & (HUGE_BYTES - 1) if huge else 0
    if before:
        munmap(where, before)
    if room - before > size:
        munmap(where + before + size, room - before - size)
    if huge:
        madvise(where + before, size, MADV_HUGEPAGE)        # a wish: what becomes of it does not matter
    return where + before


cdef inline bint _map_region(Vector* v, uint64_t chunk) noexcept nogil:
    """Memory for the region that `chunk` is in; False when out of memory or chunks."""
    cdef bint alone = chunk == 0 or v.region_chunks == 1
    cdef uint64_t first = chunk if alone else chunk - (chunk - 1) % v.region_chunks
    cdef uint64_t i, count = 1 if alone else v.region_chunks
    cdef uint8_t* where
    if first + count > DIRECTORY_CHUNKS:
        return False
    where = _map(count * chunk_bytes(v), not alone)
    if where == NULL:
        return False
    for i in range(count):
        v.chunks[first + i] = where + i * chunk_bytes(v)
    return True


cdef inline bint vector_reserve(Vector* v, uint64_t count) noexcept nogil:
    """Make room so that `count` more records can be pushed without allocation; False when out of memory or chunks."""
    cdef uint64_t last = (v.count + count + ((<uint64_t>1 << v.chunk_bits) - 1)) >> v.chunk_bits
    cdef uint64_t i = v.count >> v.chunk_bits
    if last > DIRECTORY_CHUNKS:
        return False
    while i < last:
        if v.chunks[i] == NULL and not _map_region(v, i):
            return False
        i += 1
    return True


cdef inline void* vector_push(Vector* v) noexcept nogil:
    """A new record, its bytes undefined; NULL when out of memory."""
    cdef uint64_t chunk = v.count >> v.chunk_bits
    if v.chunks[chunk] == NULL and not vector_reserve(v, 1):
        return NULL
    v.count += 1
    return vector_at(v, v.count - 1)


cdef inline bint pool_init(Pool* p, uint32_t record_bytes, uint32_t chunk_bits) noexcept nogil:
    p.free_head = 0
    p.live = 0
    return vector_init(&p.records, record_bytes, chunk_bits)


cdef inline void pool_free(Pool* p) noexcept nogil:
    vector_free(&p.records)


cdef inline void* pool_at(const Pool* p, uint32_t index) noexcept nogil:
    return vector_at(&p.records, index)


cdef inline uint32_t pool_take(Pool* p) noexcept nogil:
    """Index of a zeroed record in O(1); UINT32_MAX when out of memory."""
    cdef uint32_t index
    cdef void* record
    if p.free_head:
        index = p.free_head - 1
        record = vector_at(&p.records, index)
        p.free_head = (<uint32_t*>record)[0]
    else:
        record = vector_push(&p.records)
        if record == NULL:
            return 0xFFFFFFFF
        index = <uint32_t>(p.records.count - 1)
    memset(record, 0, p.records.record_bytes)
    p.live += 1
    return index


cdef inline void pool_give(Pool* p, uint32_t index) noexcept nogil:
    """Return a record to the pool."""
    (<uint32_t*>vector_at(&p.records, index))[0] = p.free_head
    p.free_head = index + 1
    p.live -= 1
