"""The packet index: 24 bytes a packet make every packet, and every session's packets, reachable at once."""
from libc.stdint cimport int64_t, uint32_t, uint64_t

cdef enum PacketFlag:
    PACKET_NOTED = 1            # malformed, truncated, or otherwise odd
    PACKET_RETRANSMISSION = 2
    PACKET_OUT_OF_ORDER = 4
    PACKET_DUPLICATE_ACK = 8
    PACKET_ZERO_WINDOW = 16
    PACKET_RESET = 32
    PACKET_STATE_CHANGE = 64
    PACKET_PAYLOAD = 128

cdef enum:
    PLACE_BITS = 48             # of file offset
    WAY_BIT = 48                # direction 0 or 1
    PATH_SHIFT = 49             # 15 bits of path id
    LENGTH_MAX = 0xFFFFFF       # original lengths saturate here; the file knows the exact one

cdef struct PacketRow:
    uint64_t place              # file offset | way << WAY_BIT | path << PATH_SHIFT
    int64_t time_ns
    uint32_t session            # id of the innermost session, 0 none
    uint32_t length             # original length | PacketFlags << 24
