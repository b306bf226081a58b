"""Buffer: text as UTF-8 bytes, growing as it is written, without Python.

Nothing here fails: where memory ends, `failed` is set and nothing more is written. Whoever owns the buffer asks once.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, realloc
from libc.string cimport memcpy

cdef enum:
    BUFFER_BYTES = 1 << 16      # at first
    SHORT_BYTES = 64            # more than any number, time or address takes

cdef struct Buffer:
    uint8_t* data
    uint64_t size
    uint64_t room
    bint failed

cdef extern from *:
    """
    /* Two digits at a time: half the divisions. */
    static const char PAIRS[201] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    """
    const char* PAIRS


cdef inline uint8_t* buffer_room(Buffer* b, uint64_t size) noexcept nogil:
    """Where `size` bytes may be written now; NULL when out of memory."""
    cdef uint64_t room
    cdef uint8_t* data
    if b.room - b.size < size:
        room = max(2 * b.room, b.size + size, <uint64_t>BUFFER_BYTES)
        data = <uint8_t*>realloc(b.data, room)
        if data == NULL:
            b.failed = True
            return NULL
        b.data, b.room = data, room
    return b.data + b.size


cdef inline void buffer_free(Buffer* b) noexcept nogil:
    free(b.data)
    b.data = NULL
    b.size = b.room = 0


cdef inline void put_text(Buffer* b, const void* text, uint64_t size) noexcept nogil:
    """These bytes as they are; `text` may be NULL where there are none."""
    cdef uint8_t* out = buffer_room(b, size)
    if out != NULL and size:
        memcpy(out, text, size)
        b.size += size


cdef inline void put_sign(Buffer* b, uint8_t sign) noexcept nogil:
    """One byte."""
    cdef uint8_t* out = buffer_room(b, 1)
    if out != NULL:
        out[0] = sign
        b.size += 1


cdef inline uint32_t decimal(uint8_t* end, uint64_t value) noexcept nogil:
    """`value` in decimal, its last digit before `end`; answers how many digits."""
    cdef uint8_t* at = end
    cdef uint64_t pair
    while value >= 100:
        pair = value % 100
        value //= 100
        at -= 2
        memcpy(at, PAIRS + 2 * pair, 2)
    if value >= 10:
        at -= 2
        memcpy(at, PAIRS + 2 * value, 2)
    else:
        at -= 1
        at[0] = <uint8_t>(c'0' + value)
    return <uint32_t>(end - at)


cdef inline void put_unsigned(Buffer* b, uint64_t value) noexcept nogil:
    cdef uint8_t[20] digits
    cdef uint32_t count = decimal(digits + 20, value)
    put_text(b, digits + 20 - count, count)


cdef inline void put_signed(Buffer* b, int64_t value) noexcept nogil:
    if value < 0:
        put_sign(b, c'-')
    put_unsigned(b, 0 - <uint64_t>value if value < 0 else <uint64_t>value)


cdef inline void put_seconds(Buffer* b, int64_t time_ns) noexcept nogil:
    """Nanoseconds as seconds with nine decimals."""
    cdef uint64_t size = 0 - <uint64_t>time_ns if time_ns < 0 else <uint64_t>time_ns
    cdef uint64_t rest = size % 1_000_000_000
    cdef uint8_t[10] fraction
    cdef uint32_t count = decimal(fraction + 10, rest)
    if time_ns < 0:
        put_sign(b, c'-')
    put_unsigned(b, size // 1_000_000_000)
    while count < 9:
        count += 1
        fraction[10 - count] = c'0'
    fraction[0] = c'.'
    put_text(b, fraction, 10)


cdef bytes buffer_bytes(const Buffer* b)
cdef void put_hex(Buffer* b, const uint8_t* data, uint64_t size, uint8_t separator) noexcept nogil
cdef void put_utf8(Buffer* b, const uint8_t* text, uint64_t size) noexcept nogil
cdef void put_json_text(Buffer* b, const uint8_t* text, uint64_t size) noexcept nogil
cdef void put_address(Buffer* b, const uint8_t* address, uint8_t family) noexcept nogil
cdef bint is_plain(const uint8_t* text, uint64_t size) noexcept nogil
cdef void put_cell(Buffer* b, const uint8_t* text, uint64_t size) noexcept nogil
