"""Layouts of record data."""
from libc.stdint cimport uint8_t, uint16_t

cdef enum ElementKind:
    K_END
    K_NUMBER
    K_IPV4
    K_IPV6
    K_NAME
    K_OCTETS        # `width` of them, 0: to the end
    K_COUNTED       # behind a length of `width` bytes
    K_TIME
    K_TYPES
    K_LOCATION
    K_SUBNET
    K_OPTIONS
    K_PARAMETERS

cdef struct Element:
    uint16_t field  # local number
    uint8_t kind    # ElementKind
    uint8_t width   # bytes of the number, or of the length
    uint8_t repeated
    uint8_t textual # octets that are text
    uint8_t said    # part of the answer's text

cdef const Element* record_layout(uint16_t type) noexcept nogil
cdef const Element* parameter_layout(uint16_t key) noexcept nogil
cdef const Element* option_layout(uint16_t code) noexcept nogil
