"""ServiceIndex: which service a name, an address or a port is of."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

cdef struct Match:
    uint32_t rule               # number of the rule in ServiceIndex.rules; 0: none
    uint16_t service            # number of the service; 0: none

cdef struct Entry:              # of the table of names
    uint64_t digest
    uint32_t at                 # of the name in `texts`
    uint32_t rule               # 0: a free slot
    uint16_t service
    uint8_t size
    uint8_t rank                # OWN, WHOLE

cdef struct Node:               # of the tree of addresses, a bit a level
    uint32_t[2] below           # 0: nothing
    uint32_t rule               # that ends here, 0 none
    uint16_t service
    uint8_t rank

cdef struct Range:
    uint32_t rule
    uint16_t service
    uint16_t first
    uint16_t last
    uint8_t protocol            # IANA's number
    uint8_t rank

cdef class ServiceIndex:
    cdef readonly tuple services        # by number; None is 0
    cdef readonly tuple categories      # the same
    cdef readonly tuple rules           # by number: (rule, service number); None is 0
    cdef readonly tuple patterns        # of rules about payloads: their numbers
    cdef dict numbers                   # of services, by name
    cdef uint16_t* category_of          # by service
    cdef bytearray made                 # the names, while it is made ...
    cdef bytes texts                    # ... and then
    cdef Entry* entries
    cdef uint32_t slots
    cdef uint32_t entry_count
    cdef Node* nodes
    cdef uint32_t node_count
    cdef uint32_t node_room
    cdef uint32_t[2] roots              # of addresses of 4 bytes and of 16
    cdef Range* ranges
    cdef uint32_t range_count
    cdef const uint8_t* text
    cdef Match name(self, const uint8_t* name, uint32_t size) noexcept nogil
    cdef Match address(self, const uint8_t* address, uint32_t size) noexcept nogil
    cdef Match port(self, uint8_t protocol, uint16_t port) noexcept nogil
    cdef int _take_name(self, object rule, uint32_t number, uint16_t service, uint8_t rank) except -1
    cdef int _take_network(self, object rule, uint32_t number, uint16_t service, uint8_t rank) except -1
    cdef int _node(self) except -1
