"""TLS handshake messages: what they say, put into a sink. Records are somebody else's business."""
from libc.stdint cimport int64_t, uint8_t, uint32_t

from ...core.sink cimport Sink
from ...core.view cimport View

cdef enum:
    HANDSHAKE_MAX = 128 << 10       # bytes of a message worth waiting for

cdef enum HandshakeType:
    CLIENT_HELLO = 1
    SERVER_HELLO = 2
    ENCRYPTED_EXTENSIONS = 8
    CERTIFICATE = 11

cdef struct Message:                # one handshake message
    View body                       # behind its header
    uint32_t length                 # of the body by the header: more than there is if the message was cut
    uint32_t at                     # of the header in the stream's View; of the first record if it was put together
    uint32_t header                 # bytes of it: 4, or of DTLS 12
    uint32_t joined                 # bytes of that first record; 0: the message lies in one record
    uint8_t kind                    # HandshakeType
    uint8_t is_cut                  # what is missing of it will never come

cdef struct Talk:                   # what is known of a TLS session; zeroed at its beginning
    uint8_t client_way              # the client's direction, once a hello was seen
    uint8_t client_hello            # seen
    uint8_t server_hello            # seen, and it settled the parameters
    uint8_t transport               # letter of JA4, 0: that of TCP
    uint8_t is_13                   # the server chose TLS 1.3, whose certificates are written otherwise
    uint8_t retry                   # the server's last hello asked for another one (HelloRetryRequest)

# Is this the body of a HelloRetryRequest (RFC 8446 section 4.1.4)? It has 34 bytes at least.
cdef bint is_retry(View body) noexcept nogil
cdef void put_long_message(Sink* sink, uint8_t kind, uint32_t length, uint32_t at) noexcept nogil
cdef void put_message(Sink* sink, Talk* talk, Message m, uint8_t way, int64_t now_ns) noexcept nogil
cdef void put_old_hello(Sink* sink, Talk* talk, View v, uint32_t at, uint8_t way) noexcept nogil
