"""A TLS session whose secrets may be known: its hellos, keys of both directions, one record after the other opened."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ...core.sink cimport Sink
from ...crypto.secrets cimport RANDOM_BYTES
from ._handshake cimport Message, Talk
from ._tls_keys cimport RecordKeys, Suite

cdef enum Status:           # tls.decryption
    UNKNOWN = 0
    OPENED = 1
    NO_SECRET = 2
    SUITE_UNKNOWN = 3
    NO_HELLO = 4
    WRONG_SECRET = 5

cdef enum:                  # of `take_protected`, in place of the bytes that were consumed
    NOT_YET = -1            # what has to be known first may come in the other direction
    NEVER = -2              # nothing of this direction will be opened

cdef struct OpeningSide:    # one direction
    RecordKeys keys
    uint8_t* waiting        # bytes of a handshake message that is not whole
    uint32_t waiting_size
    uint32_t waiting_room
    uint16_t failures       # in a row
    uint16_t guesses        # that are left
    uint8_t epoch           # Epoch
    uint8_t is_unsure       # records may be missing before the next one
    uint8_t is_deaf         # no handshake messages are read any more

cdef struct Opening:        # zeroed at its beginning
    OpeningSide sides[2]
    Suite suite
    uint8_t client_random[RANDOM_BYTES]
    uint8_t server_random[RANDOM_BYTES]
    uint8_t* spare          # room for a record where the packet has none
    uint32_t alpn           # key of the protocol that was agreed on, 0: unknown
    uint16_t version
    uint16_t cipher
    uint8_t client_way
    uint8_t has_client      # the hello was seen
    uint8_t has_server
    uint8_t is_mac_last     # encrypt-then-MAC was agreed on
    uint8_t is_ready        # both hellos were understood, and secrets are there
    uint8_t status          # Status
    uint8_t waits           # bits of directions whose records wait for what the other one says

cdef struct Room:           # derived bytes for what one call's records carry
    uint32_t size           # of the buffer
    uint32_t used
    uint8_t buffer          # 0: none yet

# A whole hello, for keys. Makes the opening where secrets are known; False: there is no memory, or a limit forbids it.
cdef bint note_hello(Opening** place, Sink* sink, const Message* m, uint8_t way) noexcept nogil
# The protected record at `at` of the bytes at `data`, `size` without its header, is opened, and what it carries read.
# `is_last`: nothing behind it will come. Answers 0, NOT_YET or NEVER.
cdef int64_t take_protected(Opening* o, Talk* talk, uint8_t way, const uint8_t* data, uint32_t at, uint32_t size,
                            Room* room, uint32_t room_wanted, int64_t now_ns, Sink* sink) noexcept nogil
# A record of `size` bytes was lost, or an unknown number of them.
cdef void lose_record(Opening* o, uint8_t way, uint32_t size, Sink* sink) noexcept nogil
cdef void lose_bytes(Opening* o, uint8_t way, uint64_t size, Sink* sink) noexcept nogil
# Takes findings from number `since` on back that mean nothing inside: that a password is sent in clear, and the like.
cdef void hush(Sink* sink, uint32_t since) noexcept nogil
cdef void close_room(Room* room, Sink* sink) noexcept nogil
cdef void opening_free(Opening* o) noexcept nogil
cdef Opening* opening_copy(const Opening* o) noexcept nogil
