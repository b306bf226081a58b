"""Where the parts of a TLS ClientHello or ServerHello lie: bounds are checked here, once, for all who read them."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ...core.view cimport View
from ._span cimport Span

cdef enum Extension:                # RFC 6066, 7301, 8446, 8422: those whose content is read
    EXT_SERVER_NAME = 0
    EXT_SUPPORTED_GROUPS = 10
    EXT_EC_POINT_FORMATS = 11
    EXT_SIGNATURE_ALGORITHMS = 13
    EXT_ALPN = 16
    EXT_SUPPORTED_VERSIONS = 43
    EXT_PSK_KEY_EXCHANGE_MODES = 45
    EXT_KEY_SHARE = 51

cdef struct Hello:                  # a list is its items' bytes, without length in front; absent: size 0
    uint16_t version                # legacy_version
    uint8_t is_client
    uint8_t has_server_name         # the extension is there, whatever is in it
    uint8_t broken                  # the extensions contradict their lengths; those before are good
    Span session_id
    Span ciphers                    # 2 bytes each; a ServerHello has one
    Span compressions               # 1 byte each
    Span extensions                 # all of them, each with type and length
    Span server_name                # the host name
    Span groups                     # 2 bytes each
    Span point_formats              # 1 byte each
    Span algorithms                 # signature algorithms, 2 bytes each
    Span protocols                  # ALPN names, each with its length in front
    Span versions                   # 2 bytes each; a ServerHello has one
    Span psk_modes                  # 1 byte each

cdef bint read_hello(View v, bint is_client, bint is_cut, bint is_dtls, Hello* out) noexcept nogil
cdef bint next_extension(View v, Span list, uint32_t* at, uint16_t* kind, Span* content) noexcept nogil
cdef bint next_protocol(View v, Span list, uint32_t* at, Span* name) noexcept nogil


cdef inline bint is_grease(uint16_t value) noexcept nogil:
    """One of the values that clients send to keep servers tolerant (RFC 8701)?"""
    return (value & 0x0F0F) == 0x0A0A and value >> 8 == (value & 0xFF)
