"""Connections that are told by ids, whose hosts may go on from other addresses: QUIC's."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.hash cimport Secret
from ..core.pool cimport Vector, vector_bytes
from ..core.view cimport View
from ..packet.key cimport Key

cdef enum:
    ID_MIN = 4              # bytes: shorter ones meet by chance
    ID_MAX = 20             # RFC 9000 section 17.2
    PORT_BYTES = 8192       # a bit for each port
    NAMED_MAX = 4           # ids of a client, of which it has one (RFC 9000 section 7.2)
    PATHS_MAX = 64          # of a connection; who comes from more places is not followed

cdef struct Connection:
    Key key                 # its session's: that of its first datagram
    int64_t last_clock
    uint64_t[NAMED_MAX] named   # keyed hashes of the ids its client goes by
    uint32_t index          # its own
    uint32_t serial         # never 0
    uint32_t share          # of packets: its first one's
    uint8_t server_high     # its server is the higher end of `key`
    uint8_t paths           # pairs of ends it was seen between
    uint8_t learnt          # ids of its server that are known
    uint8_t named_count

cdef struct Place:          # what a slot leads to
    uint64_t mark           # keyed hash of what it is found by: an id, or two ends
    uint32_t index          # of the connection
    uint32_t serial         # of the connection; 0: empty
    uint8_t flip            # two ends: the lower of them is the higher one of the connection's key
    uint8_t is_first        # two ends: those it began between
    uint8_t ways            # two ends: which of them sent something in this VLAN: 1 the lower, 2 the higher

cdef struct Connections:
    Vector all              # Connection; there is none before the first
    Place* slots
    uint64_t mask
    uint64_t count          # slots in use, those of connections that have ended included
    uint64_t most           # connections; the oldest gives way
    uint64_t hand           # next to be looked at for room
    int64_t idle_ns         # silence after which a connection has ended
    int64_t clock           # of the newest datagram
    Secret secret
    uint32_t serials        # connections so far
    uint32_t sizes          # bits: sizes of ids that are known
    uint8_t* ports          # bits: ports of their servers

# False: the system has no random numbers.
cdef bint connections_init(Connections* k, int64_t idle_ns, uint64_t most) noexcept nogil
cdef void connections_free(Connections* k) noexcept nogil
# A connection that begins between these ends; NULL: out of memory.
cdef Connection* connection_begin(Connections* k, const Key* key, bint from_high, bint server_high,
                                  uint32_t share) noexcept nogil
# Its client goes by this id.
cdef void connection_name(const Connections* k, Connection* connection, View id) noexcept nogil
# Its server is addressed by this id, as it tells who goes by the other one. What it may have only sent back is none.
cdef void connection_learn(Connections* k, Connection* connection, View client, View id) noexcept nogil
# It was seen between these ends, too. False: out of memory.
cdef bint connection_spread(Connections* k, const Connection* connection, const Key* key, bint from_high,
                            bint flip) noexcept nogil
# Whose datagram from one of these ends to the other it is; NULL: nobody's.
cdef const Place* place_of_ends(Connections* k, const Key* key, bint from_high) noexcept nogil
# Is the higher or lower end a connection's server? Outside tunnels its port says so.
cdef bint is_server(const Connections* k, const Key* key, bint high) noexcept nogil
# Whose server, which is the higher or lower end, is addressed by this id; NULL: nobody's.
cdef Connection* connection_by_id(const Connections* k, const Key* key, bint server_high, View id) noexcept nogil
cdef Connection* connection_at(const Connections* k, const Place* place) noexcept nogil


cdef inline bint is_server_port(const Connections* k, uint16_t port) noexcept nogil:
    """Is it a port of any connection's server, in any tunnel?"""
    return k.ports != NULL and k.ports[port >> 3] >> (port & 7) & 1


cdef inline uint64_t connections_bytes(const Connections* k) noexcept nogil:
    """Memory they take."""
    return (vector_bytes(&k.all) if k.all.chunks != NULL else 0) + (
        (k.mask + 1) * sizeof(Place) + PORT_BYTES if k.slots != NULL else 0)
