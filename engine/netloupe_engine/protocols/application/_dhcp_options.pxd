"""DHCP options by layout, and the local numbers of the attributes the twin puts itself."""
from libc.stdint cimport uint8_t, uint32_t

from ...core.sink cimport Sink
from ...core.view cimport View

cdef enum DhcpField:         # the session's first
    CLIENT_MAC
    ASSIGNED_ADDRESS
    MESSAGE_TYPE
    HOSTNAME
    REQUESTED_ADDRESS
    SERVER
    CLIENT_HARDWARE
    SERVER_NAME
    BOOT_FILE
    MAGIC
    VENDOR_AREA
    OPTION
    OPTION_CODE
    RELAY_OPTION
    RELAY_OPTION_CODE
    CLIENT_ID_TYPE
    CLIENT_ID_MAC
    CLIENT_ID_IAID
    CLIENT_ID_DUID
    CLIENT_ID
    FQDN_FLAGS
    FQDN
    ENTERPRISE
    VENDOR_DATA
    CODED_FIELDS

cdef struct Options:        # a message's options being read
    View message
    Sink* sink
    uint8_t detail          # some attribute beyond the session's is wanted
    uint8_t overload        # option 52: which fixed fields hold options too
    uint8_t note            # first Note

cdef void mark(Options* o, uint8_t note) noexcept nogil
cdef void read_options(Options* o, uint32_t at, uint32_t end, bint whole) noexcept nogil
