"""QUIC's connection ids, by which a connection goes on from elsewhere (RFC 9000 section 9).

An id counts at its server's address and port only, and only for datagrams between ends that are nobody's: whoever
chooses an id that another connection has, takes nothing from it, and who knows of an id first keeps it. A server that
sends back what it was sent names its client's id and is believed nothing; so is one whose client keeps changing its id.
Ends that were found by an id are entered too, for datagrams that carry none the other way. At most half of the slots
are in use.

Ends and ids count in their VLAN only. Where a VLAN shows one direction of a connection, another may show the other:
they are one connection until either of them shows both.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy, memset

from ..core.hash cimport draw_secret, keyed_hash
from ..core.pool cimport vector_at, vector_free, vector_init, vector_push
from ..core.view cimport View
from ..packet.key cimport KEY_WORDS

cdef enum:
    FIRST_SLOTS = 256
    CHUNK_BITS = 8
    LEARNT_MAX = 4          # ids of a server, whoever sends them
    ANY_VLAN = 15           # no key's: more tags than there is room for
    LOOKED_AT = 4           # connections that are looked at for one that has ended, before there is room for one more
    WORDS = 8               # of what an id is found by: address, port, tunnel and VLAN of the server, the id, its size
    ID_WORD = 4


cdef bint connections_init(Connections* k, int64_t idle_ns, uint64_t most) noexcept nogil:
    memset(k, 0, sizeof(Connections))
    k.idle_ns, k.most = idle_ns, most
    return draw_secret(&k.secret)


cdef void connections_free(Connections* k) noexcept nogil:
    vector_free(&k.all)
    free(k.slots)
    free(k.ports)
    k.slots, k.ports = NULL, NULL


cdef inline uint64_t _mark_of_ends(const Connections* k, const Key* key, uint64_t vlan) noexcept nogil:
    cdef Key ends = key[0]
    ends.vlan = vlan
    return keyed_hash(<const uint64_t*>&ends, KEY_WORDS, k.secret.words)


cdef uint64_t _mark_of_id(const Connections* k, const Key* key, bint server_high, View id) noexcept nogil:
    cdef uint64_t[WORDS] words
    memset(words, 0, sizeof(words))
    memcpy(words, <const uint8_t*>key.high if server_high else <const uint8_t*>key.low, 16)
    words[2] = <uint64_t>key.tunnel << 32 | (key.high_port if server_high else key.low_port)
    words[ID_WORD - 1] = key.vlan
    if id.size:
        memcpy(words + ID_WORD, id.data, id.size)
    words[WORDS - 1] = <uint64_t>id.size << 8 | 1     # never 0, as a key's last word may be
    return keyed_hash(words, WORDS, k.secret.words)


cdef uint64_t _mark_of_server(const Connections* k, const Key* key, bint server_high) noexcept nogil:
    """As that of an id of no bytes."""
    cdef Key ends = key[0]
    ends.vlan = 0
    return _mark_of_id(k, &ends, server_high, View(NULL, 0))


cdef inline uint8_t _sender(bint from_high) noexcept nogil:
    """As Place.ways."""
    return 2 if from_high else 1


cdef Connection* connection_at(const Connections* k, const Place* place) noexcept nogil:
    return <Connection*>vector_at(&k.all, place.index)


cdef inline bint _has_ended(const Connections* k, const Connection* connection) noexcept nogil:
    return k.clock - connection.last_clock > k.idle_ns


cdef inline bint _is_live(const Connections* k, const Place* place) noexcept nogil:
    cdef const Connection* connection
    if place.serial == 0:
        return False
    connection = connection_at(k, place)
    return connection.serial == place.serial and not _has_ended(k, connection)


cdef inline Place* _slot(const Connections* k, uint64_t mark) noexcept nogil:
    """The slot with this mark, or the empty one where it would be."""
    cdef uint64_t at = mark & k.mask
    while k.slots[at].serial and k.slots[at].mark != mark:
        at = (at + 1) & k.mask
    return &k.slots[at]


cdef bint _grow(Connections* k) noexcept nogil:
    """Room for as many again as are live; False when out of memory."""
    cdef Connections grown = k[0]
    cdef uint64_t live = 0, size = FIRST_SLOTS, i, used = k.mask + 1 if k.slots != NULL else 0
    for i in range(used):
        live += _is_live(k, &k.slots[i])
    while size < 4 * live:
        size *= 2
    grown.slots = <Place*>calloc(size, sizeof(Place))
    if grown.slots == NULL:
        return False
    grown.mask, grown.count = size - 1, live
    for i in range(used):
        if _is_live(k, &k.slots[i]):
            _slot(&grown, k.slots[i].mark)[0] = k.slots[i]
    free(k.slots)
    k.slots, k.mask, k.count = grown.slots, grown.mask, grown.count
    return True


cdef Place* _enter(Connections* k, uint64_t mark, const Connection* connection) noexcept nogil:
    """A slot for this mark that leads to the connection, in place of what it led to; NULL when out of memory."""
    cdef Place* place
    if (k.slots == NULL or k.count * 2 > k.mask) and not _grow(k):
        return NULL
    place = _slot(k, mark)
    k.count += place.serial == 0
    memset(place, 0, sizeof(Place))
    place.mark, place.index, place.serial = mark, connection.index, connection.serial
    return place


cdef Place* _enter_ends(Connections* k, const Key* key, uint64_t vlan, const Connection* connection, bint flip,
                        bint is_first, uint8_t ways) noexcept nogil:
    cdef Place* place = _enter(k, _mark_of_ends(k, key, vlan), connection)
    if place != NULL:
        place.flip, place.is_first, place.ways = flip, is_first, ways
    return place


cdef bint _enter_path(Connections* k, const Key* key, bint from_high, const Connection* connection, bint flip,
                      bint is_first) noexcept nogil:
    """By its own VLAN, and by any for what comes back."""
    cdef uint8_t ways = _sender(from_high)
    return (_enter_ends(k, key, key.vlan, connection, flip, is_first, ways) != NULL
            and _enter_ends(k, key, ANY_VLAN, connection, flip, is_first, ways) != NULL)


cdef const Place* place_of_ends(Connections* k, const Key* key, bint from_high) noexcept nogil:
    cdef Place* place
    cdef Place* other
    cdef uint8_t way = _sender(from_high)
    if k.slots == NULL:
        return NULL
    place = _slot(k, _mark_of_ends(k, key, key.vlan))
    if _is_live(k, place) and place.ways & way:
        return place
    other = _slot(k, _mark_of_ends(k, key, ANY_VLAN))
    if not _is_live(k, place):
        if not _is_live(k, other) or other.ways & way:
            return NULL
        other.ways |= way
        return _enter_ends(k, key, key.vlan, connection_at(k, other), other.flip, other.is_first, way)
    if _is_live(k, other) and other.serial == place.serial:
        if other.ways & way:
            return NULL             # this VLAN has both directions, and another had this one
        other.ways |= way
    place.ways |= way
    return place


cdef Connection* connection_by_id(const Connections* k, const Key* key, bint server_high, View id) noexcept nogil:
    cdef const Place* place
    if k.slots == NULL or not k.sizes >> id.size & 1:
        return NULL
    place = _slot(k, _mark_of_id(k, key, server_high, id))
    return connection_at(k, place) if _is_live(k, place) else NULL


cdef bint is_server(const Connections* k, const Key* key, bint high) noexcept nogil:
    if not is_server_port(k, key.high_port if high else key.low_port):
        return False
    return key.tunnel == 0 or _is_live(k, _slot(k, _mark_of_server(k, key, high)))


cdef Connection* _room(Connections* k) noexcept nogil:
    """For one more connection: a new record, or that of one that has ended, or of the oldest where there are too many;
    NULL when out of memory."""
    cdef Connection* found
    cdef uint64_t _i
    if k.all.chunks == NULL and not vector_init(&k.all, sizeof(Connection), CHUNK_BITS):
        return NULL
    for _i in range(min(<uint64_t>LOOKED_AT, k.all.count)):
        k.hand = k.hand + 1 if k.hand + 1 < k.all.count else 0
        found = <Connection*>vector_at(&k.all, k.hand)
        if _has_ended(k, found):
            return found
    if k.all.count < k.most:
        found = <Connection*>vector_push(&k.all)
        if found != NULL:
            found.index = <uint32_t>(k.all.count - 1)
        return found
    return <Connection*>vector_at(&k.all, k.hand)


cdef Connection* connection_begin(Connections* k, const Key* key, bint from_high, bint server_high,
                                  uint32_t share) noexcept nogil:
    cdef Connection* new = _room(k)
    cdef uint32_t index
    cdef uint16_t port = key.high_port if server_high else key.low_port
    if k.ports == NULL:
        k.ports = <uint8_t*>calloc(PORT_BYTES, 1)
    if new == NULL or k.ports == NULL:
        return NULL
    index = new.index
    memset(new, 0, sizeof(Connection))
    k.serials = k.serials + 1 if k.serials + 1 else 1
    new.key, new.last_clock, new.index, new.serial = key[0], k.clock, index, k.serials
    new.share, new.server_high, new.paths = share, server_high, 1
    if not _enter_path(k, key, from_high, new, False, True):
        return NULL
    if key.tunnel and _enter(k, _mark_of_server(k, key, server_high), new) == NULL:
        return NULL
    k.ports[port >> 3] |= <uint8_t>(1 << (port & 7))
    return new


cdef bint _is_named(const Connections* k, const Connection* connection, View id) noexcept nogil:
    cdef uint64_t mark = _mark_of_id(k, &connection.key, not connection.server_high, id)
    cdef uint32_t i
    for i in range(connection.named_count):
        if connection.named[i] == mark:
            return True
    return False


cdef void connection_name(const Connections* k, Connection* connection, View id) noexcept nogil:
    if id.size <= ID_MAX and connection.named_count < NAMED_MAX and not _is_named(k, connection, id):
        connection.named[connection.named_count] = _mark_of_id(k, &connection.key, not connection.server_high, id)
        connection.named_count += 1


cdef void connection_learn(Connections* k, Connection* connection, View client, View id) noexcept nogil:
    cdef bint high = connection.server_high
    if not ID_MIN <= id.size <= ID_MAX or connection.learnt == LEARNT_MAX or client.size > ID_MAX:
        return
    if (connection.named_count == NAMED_MAX or not _is_named(k, connection, client)
            or _is_named(k, connection, id)):
        return
    if connection_by_id(k, &connection.key, high, id) != NULL:
        return
    if _enter(k, _mark_of_id(k, &connection.key, high, id), connection) != NULL:
        connection.learnt += 1
        k.sizes |= <uint32_t>1 << id.size


cdef bint connection_spread(Connections* k, const Connection* connection, const Key* key, bint from_high,
                            bint flip) noexcept nogil:
    return _enter_path(k, key, from_high, connection, flip, False)
