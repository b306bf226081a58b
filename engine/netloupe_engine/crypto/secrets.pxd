"""Secrets of TLS and QUIC sessions, by the random bytes that a client's hello begins with."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ..core.hash cimport Secret as HashSecret

cdef enum:
    RANDOM_BYTES = 32
    SECRET_BYTES_MAX = 48   # of TLS 1.2's master secret, and of one made by SHA-384

cdef enum Label:            # of NSS's key log format
    MASTER = 0              # CLIENT_RANDOM: the master secret of TLS 1.2 and before
    CLIENT_EARLY = 1
    CLIENT_HANDSHAKE = 2
    SERVER_HANDSHAKE = 3
    CLIENT_TRAFFIC = 4
    SERVER_TRAFFIC = 5

cdef struct Secret:
    uint8_t random[RANDOM_BYTES]
    uint8_t bytes[SECRET_BYTES_MAX]
    uint8_t size
    uint8_t label

cdef struct SecretTable:    # filled before anybody looks things up in it, and left as it is then
    Secret* rows
    uint32_t* slots         # index + 1 of a row, 0: free
    uint32_t count
    uint32_t room           # of rows; twice as many slots
    HashSecret key
    uint8_t* hushed         # by number of finding: does it mean nothing inside of what is encrypted?
    uint32_t hushed_count

# The secret of this kind, or NULL. Any thread.
cdef const Secret* secret_find(const SecretTable* table, const uint8_t* random, uint8_t label) noexcept nogil

cdef class Secrets:
    cdef SecretTable table
    cdef readonly uint64_t lines    # that say something, comments left out
    cdef readonly uint64_t ignored  # ... of them: no secret, one that is not needed, or one too many
    cdef readonly bint is_full      # a limit left the rest out
    cdef uint64_t bytes_taken

    cdef int _take(self, const uint8_t* text, uint64_t size) except -1
    cdef int _line(self, const uint8_t* text, uint64_t size) except -1 nogil
    cdef int _put(self, const Secret* secret) except -1 nogil
    cdef bint _grow(self) noexcept nogil
