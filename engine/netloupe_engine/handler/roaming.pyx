"""What a datagram says of its connection's ids (RFC 8999 section 5), and which session it belongs to by them.

What is decided here depends on the datagrams seen so far and on nothing else, so that the reading thread, which sees
all of them, can decide for any number of handlers; a single handler decides by itself. Flows inside tunnels are left to
the handler that has the tunnel.

Only a client goes on from elsewhere, and only when its server has answered (RFC 9000 section 9): it is told by an id
which the server named. What the server sends there is told by the ends alone, once the client has sent from there: an
id which a client names says nothing of others whom the server sends to.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from ..core.sink cimport Sink, put_number
from ..core.view cimport View, be32, part
from ..packet.decode cimport is_dealt, set_key
from ..packet.key cimport Key, hash_key, same_key
from ..packet.stack cimport Flow, Stack
from ..protocols.application._quic_keys cimport is_known_version
from ..protocols.application._quic_packets cimport FIXED, INITIAL, LONG_HEADER, LONG_MIN, RETRY, Header, read_header
from ..protocols.application.quic cimport F_PATH_COUNT, FINDING_MOVED
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, Tables, candidates
from ..sessions.connection_ids cimport (ID_MAX, ID_MIN, PATHS_MAX, Connection, Connections, Place, connection_at,
                                        connection_begin, connection_by_id, connection_learn, connection_name,
                                        connection_spread, is_server, place_of_ends)
from .context cimport Context
from .conversing cimport keep_items, payload_of
from .findings cimport raise_finding

cdef enum:
    ASKED_MAX = 16          # protocols on one port


cdef inline bint _carries_layers(const Tables* t, uint16_t port) noexcept nogil:
    return t.layered_ports[port >> 6] >> (port & 63) & 1


cdef bint _is_registered(const Tables* t, uint16_t roams, const Flow* flow, uint16_t port) noexcept nogil:
    """Is the protocol registered on this port?"""
    cdef uint16_t found[ASKED_MAX]
    cdef uint32_t i, count = candidates(t, t.entries[flow.protocol].spaces[0], port, found, ASKED_MAX)
    for i in range(count):
        if found[i] == roams:
            return True
    return False


cdef bint _server_is_high(const Connections* k, const Tables* t, uint16_t roams, const Flow* flow,
                          const Header* h) noexcept nogil:
    """Which of a new connection's ends is the server: the one with a server's port, or else who sends a Retry, or is
    the first to be sent anything."""
    cdef bint low = _is_registered(t, roams, flow, flow.key.low_port)
    if low != _is_registered(t, roams, flow, flow.key.high_port):
        return not low
    if h == NULL:
        return is_server(k, &flow.key, True)
    return flow.from_high == (h.kind == RETRY)


cdef Connection* _told_by(const Connections* k, const Flow* flow, View id) noexcept nogil:
    """Whose server the datagram is sent to, by an id which that server named."""
    return connection_by_id(k, &flow.key, not flow.from_high, id) if ID_MIN <= id.size <= ID_MAX else NULL


cdef Connection* _addressed(const Connections* k, const Flow* flow, View datagram, const Header* h) noexcept nogil:
    """The connection that a client's datagram names by its Destination Connection ID. Of a short header only its hosts
    know how long that is."""
    cdef Connection* found
    cdef uint32_t size
    if not datagram.data[0] & FIXED or not is_server(k, &flow.key, not flow.from_high):
        return NULL
    if h != NULL:
        return _told_by(k, flow, part(datagram, h.dcid_at, h.dcid_size))
    for size in range(ID_MIN, ID_MAX + 1):
        if k.sizes >> size & 1 and datagram.size > size:
            found = _told_by(k, flow, part(datagram, 1, size))
            if found != NULL:
                return found
    return NULL


cdef void _learn(Connections* k, Connection* connection, const Flow* flow, View datagram,
                 const Header* h) noexcept nogil:
    """A server that sends a long header will be addressed by its Source Connection ID, and addresses its client by that
one's (RFC 9000 section 7.2)."""
    cdef View source
    if h == NULL:
        return
    source = part(datagram, h.scid_at, h.scid_size)
    if flow.from_high == connection.server_high:
        connection_learn(k, connection, part(datagram, h.dcid_at, h.dcid_size), source)
    else:
        connection_name(k, connection, source)


cdef inline void _say(Move* move, const Connection* connection, bint from_high, uint8_t paths) noexcept nogil:
    move.key, move.share, move.from_high, move.paths = connection.key, connection.share, from_high, paths


cdef bint _follow(Connections* k, const Tables* t, uint16_t roams, const Flow* flow, View datagram, uint32_t share,
                  const Header* h, Move* move) noexcept nogil:
    cdef const Place* place = place_of_ends(k, &flow.key, flow.from_high)
    cdef Connection* connection
    cdef bint from_high
    if place != NULL:
        connection = connection_at(k, place)
        from_high = flow.from_high ^ place.flip
        if place.is_first:
            connection.last_clock = k.clock
            _learn(k, connection, flow, datagram, h)
            return False
        if (h == NULL or h.kind != INITIAL or from_high == connection.server_high
                or _addressed(k, flow, datagram, h) == connection):
            connection.last_clock = k.clock
            _say(move, connection, from_high, 0)
            return True
        # its client's place is another's now, who begins a connection
    else:
        connection = _addressed(k, flow, datagram, h)
        if connection != NULL and connection.paths < PATHS_MAX:
            from_high = not connection.server_high
            if connection_spread(k, connection, &flow.key, flow.from_high, from_high ^ flow.from_high):
                connection.paths += 1
                connection.last_clock = k.clock
                _say(move, connection, from_high, connection.paths)
                return True
    connection = connection_begin(k, &flow.key, flow.from_high, _server_is_high(k, t, roams, flow, h), share)
    if connection != NULL:
        _learn(k, connection, flow, datagram, h)
    return False


cdef bint follow(Connections* k, const Tables* tables, uint16_t roams, const Flow* flow, View datagram, uint32_t share,
                 int64_t clock, Move* move) noexcept nogil:
    cdef Header h
    cdef const Header* header = NULL
    if datagram.size == 0 or roams == UNKNOWN_PROTOCOL:
        return False
    if _carries_layers(tables, flow.key.low_port) or _carries_layers(tables, flow.key.high_port):
        return False        # what is in a tunnel depends on its ends
    k.clock = clock
    if datagram.data[0] & LONG_HEADER:
        if datagram.size < LONG_MIN or not is_known_version(be32(datagram, 1)) \
                or not read_header(datagram, 0, True, &h):
            return False
        header = &h
    elif not (is_server(k, &flow.key, False) or is_server(k, &flow.key, True)):
        return False
    return _follow(k, tables, roams, flow, datagram, share, header, move)


cdef void move_flow(Context* c, Flow* flow, const Move* move) noexcept nogil:
    flow.key, flow.from_high = move.key, move.from_high
    flow.hash = hash_key(&flow.key, &c.decoder.secret)


cdef bint move_back(Context* c, Flow* flow) noexcept nogil:
    cdef Key moved = flow.key
    if flow.facts.protocol != IP_UDP:
        return False
    set_key(flow, moved.tunnel)
    if same_key(&moved, &flow.key):
        return False
    flow.hash = hash_key(&flow.key, &c.decoder.secret)
    return True


cdef uint32_t roam(Context* c, Connections* all_packets, Stack* stack, uint8_t* paths) noexcept nogil:
    cdef uint32_t i, fresh = 0
    cdef Flow* flow
    cdef Connections* k
    cdef Move move
    for i in range(stack.flow_count):
        flow = &stack.flows[i]
        if flow.facts.protocol != IP_UDP:
            continue
        k = &c.connections if flow.key.tunnel else all_packets
        if k == NULL or not may_roam(k, stack, flow) or (flow.key.tunnel == 0 and (i or not is_dealt(stack, flow))):
            continue
        if follow(k, c.decoder.tables, c.roams, flow, payload_of(stack, flow), 0, c.clock, &move):
            move_flow(c, flow, &move)
            if move.paths:
                paths[0], fresh = move.paths, i + 1
    return fresh


cdef void tell_of_move(Context* c, uint32_t index, uint32_t packet, uint8_t paths) noexcept nogil:
    cdef const ProtocolEntry* entry = &c.decoder.tables.entries[c.roams]
    cdef Sink* sink = &c.sink
    cdef uint32_t first = sink.count
    sink.fields, sink.depth, sink.layer, sink.base, sink.buffer = entry.fields, 0, 0, 0, 0
    put_number(sink, F_PATH_COUNT, paths, 0, 0)
    keep_items(c, index, packet, first)
    sink.count = first                      # the session has it; nothing in the packet says so
    raise_finding(c, index, packet, entry.first_finding + FINDING_MOVED, 0, c.roams)
