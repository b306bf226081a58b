"""Values in several pieces, such as those of DHCP's options (RFC 3396): which they are, and where they are whole."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

cdef enum:
    PIECE_KEYS = 256        # keys that pieces may have

cdef enum GatherPhase:
    GATHER_COUNT            # how many pieces each value has
    GATHER_COPY             # those of values that have several are put together
    GATHER_READ

cdef struct Pieces:
    uint64_t[PIECE_KEYS] size       # bytes of all pieces, where there are any
    uint32_t[PIECE_KEYS] at         # where several are together, or where the next one goes
    uint8_t[PIECE_KEYS] count       # 255 at most
    uint8_t[PIECE_KEYS] is_read
    uint64_t total                  # bytes of all values in several pieces
    uint8_t* data                   # room for them; NULL: there is none
    uint8_t buffer                  # its number
    uint8_t phase                   # GatherPhase
    uint8_t is_cut                  # pieces may be missing
    uint8_t is_any                  # some value is in several pieces


cdef inline void pieces_begin(Pieces* p) noexcept nogil:
    memset(p.count, 0, sizeof(p.count))
    memset(p.is_read, 0, sizeof(p.is_read))
    p.data = NULL
    p.total = p.buffer = p.phase = p.is_cut = p.is_any = 0


cdef inline bint is_in_pieces(const Pieces* p, uint64_t key) noexcept nogil:
    return p.count[key] > 1 and p.size[key]


cdef inline void count_piece(Pieces* p, uint64_t key, uint32_t size) noexcept nogil:
    if p.count[key] == 0:
        p.size[key] = 0
    else:
        p.is_any = 1
    if p.count[key] < 0xFF:
        p.count[key] += 1
    p.size[key] += size


cdef inline void lay_out(Pieces* p) noexcept nogil:
    """Values in several pieces are to be one behind the other."""
    cdef uint32_t key
    for key in range(PIECE_KEYS):
        if is_in_pieces(p, key):
            p.at[key] = <uint32_t>p.total
            p.total += p.size[key]


cdef inline void copy_piece(Pieces* p, uint64_t key, const uint8_t* data, uint32_t size) noexcept nogil:
    if is_in_pieces(p, key) and p.at[key] + <uint64_t>size <= p.total:
        memcpy(p.data + p.at[key], data, size)
        p.at[key] += size


cdef inline void pieces_are_copied(Pieces* p) noexcept nogil:
    cdef uint32_t key
    for key in range(PIECE_KEYS):
        if is_in_pieces(p, key):
            p.at[key] -= <uint32_t>p.size[key]
