"""Text of numbers and addresses for code that runs without Python (see text.pxd for the contract)."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy

cdef const uint8_t* HEX = b"0123456789abcdef"
cdef const uint8_t* MAPPED = b"\0\0\0\0\0\0\0\0\0\0\xff\xff"     # ::ffff:0:0/96, IPv4-mapped addresses


cdef uint32_t write_decimal(uint8_t* out, uint32_t room, uint64_t value) noexcept nogil:
    """`value` in decimal."""
    cdef uint8_t digits[DECIMAL_TEXT_MAX]
    cdef uint32_t at = DECIMAL_TEXT_MAX
    while True:
        at -= 1
        digits[at] = <uint8_t>(c'0' + value % 10)
        value //= 10
        if value == 0:
            break
    if DECIMAL_TEXT_MAX - at > room:
        return 0
    memcpy(out, digits + at, DECIMAL_TEXT_MAX - at)
    return DECIMAL_TEXT_MAX - at


cdef uint32_t write_hex(uint8_t* out, uint32_t room, const uint8_t* data, uint32_t size) noexcept nogil:
    """Two lower-case digits a byte, nothing between; as many whole bytes as fit."""
    cdef uint32_t i
    if size > room // 2:
        size = room // 2
    for i in range(size):
        out[2 * i] = HEX[data[i] >> 4]
        out[2 * i + 1] = HEX[data[i] & 15]
    return 2 * size


cdef inline uint8_t* _write_octet(uint8_t* out, uint8_t value) noexcept nogil:
    """One number of a dotted quad; answers where the next sign goes."""
    cdef uint8_t rest = value % 100
    if value >= 100:
        out[0] = <uint8_t>(c'0' + value // 100)
        out += 1
    if value >= 10:
        out[0] = <uint8_t>(c'0' + rest // 10)
        out += 1
    out[0] = <uint8_t>(c'0' + rest % 10)
    return out + 1


cdef uint32_t write_ipv4(uint8_t* out, uint32_t room, const uint8_t* address) noexcept nogil:
    """Four bytes as a dotted quad."""
    cdef uint8_t[IPV4_TEXT_MAX] text
    cdef uint8_t* begin = out if room >= IPV4_TEXT_MAX else text
    cdef uint8_t* at = begin
    cdef uint32_t used, i
    for i in range(4):
        if i:
            at[0] = c'.'
            at += 1
        at = _write_octet(at, address[i])
    used = <uint32_t>(at - begin)
    if used > room:
        return 0
    if begin != out:
        memcpy(out, text, used)
    return used


cdef inline uint32_t _write_group(uint8_t* out, uint32_t group) noexcept nogil:
    """One 16-bit group in hexadecimal without leading zeros: at most four digits."""
    cdef uint32_t used = 0
    cdef int shift = 12
    while shift > 0 and group >> shift == 0:
        shift -= 4
    while shift >= 0:
        out[used] = HEX[(group >> shift) & 15]
        used += 1
        shift -= 4
    return used


cdef uint32_t write_ipv6(uint8_t* out, uint32_t room, const uint8_t* address) noexcept nogil:
    """Sixteen bytes as RFC 5952 recommends: lower case, the longest run of zero groups (the first of equals, at least
    two groups) as `::`, IPv4-mapped addresses with a dotted quad (section 5)."""
    cdef uint8_t text[IPV6_TEXT_MAX]
    cdef uint32_t used = 0, i = 0, groups = 8, run_at = 8, run = 1, length
    if memcmp(address, MAPPED, 12) == 0:
        groups = 6
    while i < groups:               # find the longest run of zero groups
        length = 0
        while i + length < groups and address[2 * (i + length)] == 0 and address[2 * (i + length) + 1] == 0:
            length += 1
        if length > run:
            run_at = i
            run = length
        i += length if length else 1
    i = 0
    while i < groups:
        if i == run_at:
            text[used] = c':'
            used += 1
            i += run
            if i == 8:
                text[used] = c':'
                used += 1
            continue
        if i:
            text[used] = c':'
            used += 1
        used += _write_group(text + used, (<uint32_t>address[2 * i] << 8) | address[2 * i + 1])
        i += 1
    if groups == 6:
        text[used] = c':'
        used += 1
        used += write_ipv4(text + used, IPV6_TEXT_MAX - used, address + 12)
    if used > room:
        return 0
    memcpy(out, text, used)
    return used


def address_text(address: bytes) -> str:
    """The text of an IPv4 (4 bytes) or IPv6 (16 bytes) address.

    Raises:
        ValueError: neither 4 nor 16 bytes.
    """
    cdef uint8_t text[IPV6_TEXT_MAX]
    cdef uint32_t used
    if len(address) == 4:
        used = write_ipv4(text, IPV6_TEXT_MAX, address)
    elif len(address) == 16:
        used = write_ipv6(text, IPV6_TEXT_MAX, address)
    else:
        raise ValueError(f"an address has 4 or 16 bytes, not {len(address)}")
    return text[:used].decode("ascii")
