"""View: bytes borrowed for one call, and the reads every parser is made of.

Contract: a parser compares ``v.size`` with the end of what it is about to read *once*; after that the ``u8 … le64``
reads below cannot fail. None of them checks again.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t


cdef struct View:
    const uint8_t* data     # borrowed; never kept beyond the call it came with
    uint32_t size           # bytes readable at data


cdef inline View part(View v, uint32_t at, uint32_t size) noexcept nogil:
    """The bytes [at, at + size) of `v`, cut to what is there."""
    cdef View out
    if at > v.size:
        at = v.size
    if size > v.size - at:
        size = v.size - at
    out.data = v.data + at
    out.size = size
    return out


cdef inline View rest(View v, uint32_t at) noexcept nogil:
    """Everything of `v` from `at` on."""
    return part(v, at, v.size)


cdef inline bint has(View v, uint64_t at, uint64_t size) noexcept nogil:
    """Are the bytes [at, at + size) inside `v`? Safe against overflow of lengths read from the wire."""
    return at <= v.size and size <= v.size - at


cdef inline uint8_t u8(View v, uint32_t at) noexcept nogil:
    return v.data[at]


cdef inline uint16_t be16(View v, uint32_t at) noexcept nogil:
    return <uint16_t>((v.data[at] << 8) | v.data[at + 1])


cdef inline uint32_t be24(View v, uint32_t at) noexcept nogil:
    return (<uint32_t>v.data[at] << 16) | (<uint32_t>v.data[at + 1] << 8) | v.data[at + 2]


cdef inline uint32_t be32(View v, uint32_t at) noexcept nogil:
    return ((<uint32_t>v.data[at] << 24) | (<uint32_t>v.data[at + 1] << 16)
            | (<uint32_t>v.data[at + 2] << 8) | v.data[at + 3])


cdef inline uint64_t be64(View v, uint32_t at) noexcept nogil:
    return (<uint64_t>be32(v, at) << 32) | be32(v, at + 4)


cdef inline uint16_t le16(View v, uint32_t at) noexcept nogil:
    return <uint16_t>((v.data[at + 1] << 8) | v.data[at])


cdef inline uint32_t le32(View v, uint32_t at) noexcept nogil:
    return ((<uint32_t>v.data[at + 3] << 24) | (<uint32_t>v.data[at + 2] << 16)
            | (<uint32_t>v.data[at + 1] << 8) | v.data[at])


cdef inline uint64_t le64(View v, uint32_t at) noexcept nogil:
    return (<uint64_t>le32(v, at + 4) << 32) | le32(v, at)
