"""Layouts of record data, and the local numbers of the attributes all DNS twins put."""
from libc.stdint cimport uint8_t, uint16_t

cdef enum DnsField:         # local numbers of the attributes the code puts itself; more follow, named by the layouts
    QUERY_NAME
    QUERY_TYPE
    RCODE
    ANSWERS
    QUESTION
    REPEATED_NAME
    REPEATED_TYPE
    CLASS
    ANSWER
    AUTHORITY
    ADDITIONAL
    NAME
    TYPE
    TTL
    DATA_LENGTH
    UDP_SIZE
    EXTENDED_RCODE
    EDNS_VERSION
    DNSSEC_OK
    OPTION_CODE
    PARAMETER_KEY
    SUBNET_FAMILY
    SUBNET_SOURCE
    SUBNET_SCOPE
    LATITUDE
    LONGITUDE
    ALTITUDE
    TRAILING
    CODED_FIELDS

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

cdef uint16_t common_fields     # how many all DNS twins have in common; a twin's own come behind them

cdef const Element* record_layout(uint16_t type) noexcept nogil
cdef const Element* parameter_layout(uint16_t key) noexcept nogil
cdef const Element* option_layout(uint16_t code) noexcept nogil
