"""SCTP's chunks (RFC 9260, section 3): their headers, and the few that change an association, as bits of Facts."""
from libc.stdint cimport uint32_t

from ...core.view cimport View, be16, u8

cdef enum:
    COMMON_HEADER = 12
    CHUNK_HEADER = 4
    CHUNKS_MAX = 256        # of a packet that are looked at

cdef enum ChunkType:
    DATA = 0
    INIT = 1
    INIT_ACK = 2
    SACK = 3
    HEARTBEAT = 4
    HEARTBEAT_ACK = 5
    ABORT = 6
    SHUTDOWN = 7
    SHUTDOWN_ACK = 8
    ERROR = 9
    COOKIE_ECHO = 10
    COOKIE_ACK = 11
    ECNE = 12
    CWR = 13
    SHUTDOWN_COMPLETE = 14
    NR_SACK = 16
    I_DATA = 64
    ASCONF_ACK = 128
    RE_CONFIG = 130
    FORWARD_TSN = 192
    ASCONF = 193

cdef enum ChunkBit:         # of Facts.tcp_flags
    CHUNK_INIT = 1
    CHUNK_INIT_ACK = 2
    CHUNK_COOKIE_ECHO = 4
    CHUNK_COOKIE_ACK = 8
    CHUNK_SHUTDOWN = 16     # and SHUTDOWN ACK
    CHUNK_SHUTDOWN_COMPLETE = 32
    CHUNK_ABORT = 64
    CHUNK_DATA = 128        # and I-DATA
    CHUNK_OPENING = CHUNK_INIT | CHUNK_INIT_ACK | CHUNK_COOKIE_ECHO | CHUNK_COOKIE_ACK

cdef enum:                  # flags of chunks
    FLAG_REFLECTED = 1      # ABORT, SHUTDOWN COMPLETE: the tag is the sender's own
    FLAG_ENDING = 1         # DATA
    FLAG_BEGINNING = 2
    FLAG_UNORDERED = 4


cdef inline uint32_t chunk_size(View v, uint32_t at) noexcept nogil:
    """Bytes of the chunk at `at` without its padding; 0 where its header is not there or contradicts itself."""
    if at + CHUNK_HEADER > v.size or be16(v, at + 2) < CHUNK_HEADER:
        return 0
    return be16(v, at + 2)


cdef inline uint32_t padded(uint32_t size) noexcept nogil:
    return (size + 3) & ~<uint32_t>3


cdef inline uint32_t data_header(uint32_t kind) noexcept nogil:
    """Bytes before the data of a chunk of data; 0 for other chunks."""
    return 16 if kind == DATA else 20 if kind == I_DATA else 0


cdef inline uint32_t chunk_bit(uint32_t kind) noexcept nogil:
    """The chunk as a ChunkBit, 0 for those that change nothing."""
    if kind == DATA or kind == I_DATA:
        return CHUNK_DATA
    if kind == INIT or kind == INIT_ACK:
        return kind
    if kind == ABORT:
        return CHUNK_ABORT
    if kind == SHUTDOWN or kind == SHUTDOWN_ACK:
        return CHUNK_SHUTDOWN
    if kind == COOKIE_ECHO:
        return CHUNK_COOKIE_ECHO
    if kind == COOKIE_ACK:
        return CHUNK_COOKIE_ACK
    return CHUNK_SHUTDOWN_COMPLETE if kind == SHUTDOWN_COMPLETE else 0
