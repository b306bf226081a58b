"""TLS handshake messages: what they say, put into a sink. Records are somebody else's business."""
from libc.stdint cimport int64_t, uint8_t, uint32_t

from ...core.sink cimport Sink
from ...core.view cimport View

cdef enum Local:                    # the twin's numbers of the protocol's fields, in the order of FIELD_NAMES
    F_RECORD
    F_RECORD_TYPE
    F_RECORD_VERSION
    F_RECORD_LENGTH
    F_HANDSHAKE
    F_HANDSHAKE_TYPE
    F_HANDSHAKE_LENGTH
    F_HELLO_VERSION
    F_RANDOM
    F_SESSION_ID
    F_CIPHER_SUITE
    F_COMPRESSION
    F_EXTENSION
    F_EXTENSION_TYPE
    F_EXTENSION_LENGTH
    F_SUPPORTED_VERSION
    F_SUPPORTED_GROUP
    F_POINT_FORMAT
    F_SIGNATURE_ALGORITHM
    F_KEY_SHARE_GROUP
    F_PSK_MODE
    F_SERVER_NAME
    F_ALPN
    F_VERSION
    F_CIPHER
    F_JA3
    F_JA3S
    F_JA4
    F_CERTIFICATE
    F_CERTIFICATE_LENGTH
    F_CERTIFICATE_SUBJECT
    F_CERTIFICATE_ORGANIZATION
    F_CERTIFICATE_ISSUER
    F_CERTIFICATE_ISSUER_ORGANIZATION
    F_CERTIFICATE_NAMES
    F_CERTIFICATE_NOT_BEFORE
    F_CERTIFICATE_NOT_AFTER
    F_CERTIFICATE_SERIAL
    F_CLIENT_CERTIFICATE_SUBJECT
    F_ALERT_LEVEL
    F_ALERT_DESCRIPTION

cdef enum HandshakeType:
    CLIENT_HELLO = 1
    SERVER_HELLO = 2
    CERTIFICATE = 11

cdef struct Message:                # one handshake message
    View body                       # behind its 4-byte header
    uint32_t at                     # of the header in the stream's View; of the first record if it was put together
    uint32_t joined                 # bytes of that first record; 0: the message lies in one record
    uint8_t kind                    # HandshakeType

cdef struct Talk:                   # what is known of a TLS session; zeroed at its beginning
    uint8_t client_way              # the client's direction, once a hello was seen
    uint8_t client_hello            # seen
    uint8_t server_hello            # seen, and it settled the parameters
    uint8_t retry                   # the server's last hello asked for another one (HelloRetryRequest)

cdef void put_message(Sink* sink, Talk* talk, Message m, uint8_t way, int64_t now_ns) noexcept nogil
cdef void put_old_hello(Sink* sink, Talk* talk, View v, uint32_t at, uint8_t way) noexcept nogil
