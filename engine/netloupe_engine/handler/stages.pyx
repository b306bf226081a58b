"""What happens to a packet once its layers are known, in the order of the architecture:

session lookup or creation, state, counters and sequence tracking, application, attributes wanted by someone,
protocol-path statistics, packet index row.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

from ..attributes.kept cimport arena_add, kept_at
from ..attributes.places cimport PLACED, places_at
from ..capture.batch cimport PacketRecord
from ..classify.talk cimport SPEAKS_ONE, Conversation, path_with
from ..core.hash cimport LINE_BYTES, digest, prefetch
from ..core.pool cimport vector_at, vector_push
from ..core.sink cimport WANTED_PACKET, Item
from ..core.view cimport View
from ..packet.decode cimport share_of
from ..packet.fragments cimport Datagram
from ..packet.key cimport Key
from ..packet.path cimport PathTable, path_below
from ..packet.row cimport LENGTH_MAX, PACKET_NOTED, PACKET_PAYLOAD, PATH_SHIFT, WAY_BIT, PacketRow
from ..packet.stack cimport Flow, Stack
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, candidates, lookup
from ..sessions.session cimport DECIDED, DIRTY, FROM_HIGH, NONE, Cold, Extras, Inner, Session
from ..sessions.table cimport cold, hot, seldom, table_find
from ..sessions.tcp cimport TRACK_NEAR_BYTES
from ..statistics.tally cimport Tally
from .announcements cimport Announcement, Announcements, announcements_find
from .clock cimport BELIEVED
from .associations cimport association_begins_anew, association_find, association_track
from .context cimport (KIND_OTHER, KIND_SCTP, KIND_TCP, KIND_UDP, TIMEOUT_MAX_NS, Context, Extracted, Late,
                       conversation_at, expects, extras_for, track_at, vlan_of)
from .conversing cimport begin_as, end_talk, payload_of, say_payload
from .decision cimport CERTAIN_CONFIDENCE, DECIDED_BY_PAYLOAD, DECIDED_BY_PROTOCOL
from .findings cimport raise_finding, tell_of_note
from .halves cimport find_half, part_halves
from .layers cimport extract_layers, read_layers
from .lifecycle cimport session_expire, session_is_due, session_open
from .roaming cimport IP_UDP, move_back, tell_of_move
from .tracking cimport TRACK_IGNORED, adopt_opening, begins_anew, may_begin_anew, track_packet

cdef enum:
    IP_SCTP = 132
    OPENED_IN_DOUBT = 1         # Cold.doubted_time: by its first packet
    DOUBTED_LATER = 2           # ... by one of its first few

cdef enum:
    DAY_NS = 86_400_000_000_000
    HALF_YEAR_NS = 15_768_000_000_000_000


cdef inline uint32_t _find(Context* c, const Flow* flow, bint may_roam, uint8_t* way) noexcept nogil:
    """The session this flow continues, or NONE: not there, timed out, or replaced by a new connection. `may_roam`: a
    session of other addresses that it may belong to is in this handler, too."""
    cdef uint32_t index = table_find(&c.table, &flow.key, flow.hash)
    cdef Session* s
    if index != NONE and session_is_due(c, index):      # as if it had been swept already: others may be meant
        session_expire(c, index)
        index = NONE
    if index == NONE and (flow.key.vlan or c.table.chains):
        index = find_half(c, flow)
    if index == NONE:
        return association_find(c, flow, way) if may_roam and flow.facts.protocol == IP_SCTP else <uint32_t>NONE
    s = hot(&c.table, index)
    if (c.table.chains and s.transport != KIND_TCP
            and vlan_of(c, s, cold(&c.table, index)) != s.key.vlan == flow.key.vlan):
        part_halves(c, index, flow)
    way[0] = flow.from_high != (s.flags & FROM_HIGH != 0)
    if s.transport == KIND_TCP and may_begin_anew(c, s, flow) and begins_anew(c, index, way[0], flow):
        return NONE
    if s.transport == KIND_SCTP and association_begins_anew(c, index, flow):
        return NONE
    return index


cdef inline bint _is_another_ones(const Context* c, const Key* key, uint16_t port, uint16_t protocol) noexcept nogil:
    """Is this the port of a protocol other than the one announced?"""
    cdef uint16_t[2] found
    cdef uint16_t space = c.decoder.tables.udp_space if key.protocol == IP_UDP else c.decoder.tables.tcp_space
    cdef uint32_t count = candidates(c.decoder.tables, space, port, found, 2)
    return count > 1 or (count == 1 and found[0] != protocol)


cdef void _meet_expected(Context* c, const Flow* flow, uint32_t index, const PacketRecord* packet) noexcept nogil:
    cdef Announcement* found = NULL
    cdef Announcements* told
    if c.assumed:
        begin_as(c, index, packet.number, c.assumed, 1, False)
    else:
        told = &c.expected[share_of(c.decoder.tables, packet)]
        found = announcements_find(told, &flow.key, 0, True, c.now_ns, &c.decoder.secret)
    if found != NULL:
        found.is_met = True
        begin_as(c, index, packet.number, found.protocol, found.detail,
                 _is_another_ones(c, &flow.key, flow.key.low_port, found.protocol)
                 or _is_another_ones(c, &flow.key, flow.key.high_port, found.protocol))


cdef uint32_t _open(Context* c, const Flow* flow, const PacketRecord* packet, uint32_t parent) noexcept nogil:
    """A new session for this flow, with the SYN that was doubted before if this segment shows that it was right."""
    cdef uint32_t old = c.adopted, index = session_open(c, flow, packet.time_ns, packet.number, parent)
    c.adopted = NONE
    if index != NONE and (expects(c) or c.assumed) and hot(&c.table, index).transport in (KIND_TCP, KIND_UDP):
        _meet_expected(c, flow, index, packet)
    if old != NONE and index != NONE and hot(&c.table, index).tcp != NONE:
        adopt_opening(c, old, index)
    return index


cdef inline int64_t _time_of(const Session* s, const PacketRecord* packet, int64_t near_ns) noexcept nogil:
    """The packet's time; where neither the packets before it nor its session agree with that, the session's latest."""
    if (packet.time_ns == near_ns or 0 <= packet.time_ns - s.last_ns < <int64_t>DAY_NS
            or 0 <= s.last_ns - packet.time_ns < <int64_t>DAY_NS):
        return packet.time_ns
    return s.last_ns


cdef inline void _settle_time(Session* s, Cold* beside, const PacketRecord* packet, int64_t near_ns) noexcept nogil:
    """Where a session's first packets were wrong about the time, it begins with the first one that is right."""
    cdef int64_t far = <int64_t>DAY_NS if beside.doubted_time == OPENED_IN_DOUBT else <int64_t>HALF_YEAR_NS
    if packet.time_ns != near_ns:
        if s.packets[0] + s.packets[1] < BELIEVED and not beside.doubted_time:
            beside.doubted_time = OPENED_IN_DOUBT if s.packets[0] + s.packets[1] == 1 else DOUBTED_LATER
    elif beside.doubted_time:
        beside.doubted_time = 0
        if not beside.start_ns - far < packet.time_ns < s.last_ns + far:
            s.last_ns = beside.start_ns = packet.time_ns


cdef inline int64_t _believed_later(const PacketRecord* packet, int64_t near_ns) noexcept nogil:
    """How far the clock will have gone for this packet if a jump of time that it makes comes to be believed."""
    if packet.time_ns <= near_ns:
        return 0
    return <int64_t>min(<uint64_t>packet.time_ns - <uint64_t>near_ns, <uint64_t>TIMEOUT_MAX_NS + 1)


cdef void _name_carried(Context* c, const Stack* stack, const Flow* flow, uint32_t index,
                        uint32_t packet) noexcept nogil:
    """What a session carries is no conversation but packets of a protocol: that is its application."""
    cdef Cold* beside = cold(&c.table, index)
    cdef uint16_t carried = stack.layers[flow.layer + 1].protocol
    if carried == UNKNOWN_PROTOCOL or c.decoder.tables.entries[carried].has_ends:
        return
    beside.speaks, beside.decided_packet = <uint16_t>(SPEAKS_ONE | carried), packet
    beside.decided_by = DECIDED_BY_PROTOCOL if c.decoder.tables.entries[flow.protocol].has_ends else DECIDED_BY_PAYLOAD
    beside.confidence = CERTAIN_CONFIDENCE
    beside.path = path_below(&c.decoder.paths, flow.path, carried)
    hot(&c.table, index).flags |= DECIDED


cdef void _name_payload(Context* c, const Flow* flow, uint32_t index, uint32_t packet) noexcept nogil:
    """An association's data says by number what it is."""
    cdef Cold* beside = cold(&c.table, index)
    cdef const ProtocolEntry* entry = &c.decoder.tables.entries[flow.protocol]
    cdef uint16_t named = lookup(c.decoder.tables, entry.spaces[0], flow.facts.ack)
    if named == UNKNOWN_PROTOCOL or beside.speaks:
        return
    beside.speaks, beside.decided_packet = <uint16_t>(SPEAKS_ONE | named), packet
    beside.decided_by, beside.confidence = DECIDED_BY_PROTOCOL, CERTAIN_CONFIDENCE


cdef inline uint64_t _says(const Stack* stack, const Flow* flow) noexcept nogil:
    """What tells a datagram's payload from others: its checksum may be missing, or left to the network card. What TCP
    carries, its numbers tell."""
    cdef View payload
    if flow.facts.protocol != IP_UDP:
        return 0
    payload = payload_of(stack, flow)
    return digest(payload.data, payload.size)


cdef void _credit_fragments(Context* c, const Datagram* datagram, const PacketRecord* packet, uint32_t index,
                            uint8_t way) noexcept nogil:
    """The datagram's other fragments belong to its session too."""
    cdef Session* s = hot(&c.table, index)
    cdef Cold* beside = cold(&c.table, index)
    cdef uint32_t i
    cdef Late* late
    for i in range(datagram.part_count):
        if datagram.parts[i].packet == packet.number:
            continue
        s.packets[way] += 1
        s.bytes[way] += datagram.parts[i].length
        if datagram.parts[i].time_ns < beside.start_ns:
            beside.start_ns = datagram.parts[i].time_ns
        if datagram.parts[i].packet < seldom(&c.table, index).first_packet:
            seldom(&c.table, index).first_packet = datagram.parts[i].packet
        late = <Late*>vector_push(&c.late)
        if late != NULL:
            late.packet, late.serial, late.way = datagram.parts[i].packet, beside.serial, way


cdef void _count_inner(Context* c, uint32_t parent, uint8_t way, uint32_t length) noexcept nogil:
    """A packet of a tunnelled session counts in its parent's inner counters."""
    cdef Extras* extras = extras_for(c, cold(&c.table, parent))
    cdef Inner* inner
    if extras == NULL:
        return
    if extras.inner == 0:
        inner = <Inner*>vector_push(&c.inners)
        if inner == NULL:
            c.out_of_memory = 1
            return
        memset(inner, 0, sizeof(Inner))
        extras.inner = <uint32_t>c.inners.count
    inner = <Inner*>vector_at(&c.inners, extras.inner - 1)
    inner.packets[way] += 1
    inner.bytes[way] += length


cdef inline void _mark_dirty(Context* c, uint32_t index) noexcept nogil:
    cdef uint32_t* place
    if not c.publishing or hot(&c.table, index).flags & DIRTY:
        return
    place = <uint32_t*>vector_push(&c.dirty)
    if place != NULL:
        place[0] = index
        hot(&c.table, index).flags |= DIRTY


cdef void _count_path(Context* c, uint16_t path, uint32_t length, uint64_t payload) noexcept nogil:
    cdef Tally* tally
    while c.tallies.count <= path:
        tally = <Tally*>vector_push(&c.tallies)
        if tally == NULL:
            c.out_of_memory = 1
            return
        memset(tally, 0, sizeof(Tally))
    tally = <Tally*>vector_at(&c.tallies, path)
    tally.packets += 1
    tally.bytes += length
    tally.payload_bytes += payload


cdef void _extracted(Context* c, uint32_t packet, uint32_t serial) noexcept nogil:
    """Copy the sink's packet attributes out for the caller of this batch."""
    cdef uint32_t i
    cdef Extracted* out
    cdef Item* item
    cdef uint64_t at
    for i in range(c.sink.count):
        item = &c.sink.items[i]
        if not c.wanted[item.field] & WANTED_PACKET:
            continue
        at = item.number
        if item.length:
            at = arena_add(&c.extracted_bytes, c.sink.arena + item.number, item.length)
        out = <Extracted*>vector_push(&c.extracted)
        if out == NULL or (item.length and at == <uint64_t>-1):
            c.out_of_memory = 1
            return
        out.item = item[0]
        out.item.number = at
        out.packet, out.serial = packet, serial


cdef inline uint16_t _spoken_here(const Context* c, const Cold* beside) noexcept nogil:
    """Who spoke in this packet: the highest stack of parsers that read in it; where none did, the session's."""
    cdef uint32_t i, best = 0
    for i in range(1, c.sink.branch_count):
        if c.sink.branches[i].depth > c.sink.branches[best].depth:
            best = i
    if c.sink.branch_count == 0:
        return beside.speaks
    if c.sink.branches[best].depth == 0:
        return <uint16_t>(SPEAKS_ONE | c.sink.branches[best].protocol)
    return c.sink.branches[best].chain


cdef bint _is_told(const Context* c, uint16_t path) noexcept nogil:
    """Is there an application in the path that tells what the session is about?"""
    cdef const PathTable* paths = &c.decoder.paths
    cdef uint16_t protocol
    while path:
        protocol = paths.protocols[path]
        if protocol != UNKNOWN_PROTOCOL and c.decoder.tables.entries[protocol].is_application and (
                c.decoder.tables.entries[protocol].tells):
            return True
        path = paths.parents[path]
    return False


cdef inline void _extend_path(Context* c, Cold* beside, uint16_t path) noexcept nogil:
    """The session's path is its last packet's, but for one that shows less of the same stack, or that does not tell any
    more what the session is about, as of a desktop whose connection has become TLS."""
    cdef const PathTable* paths = &c.decoder.paths
    cdef uint16_t known = beside.path, shown = path
    if path == known:
        return
    if beside.decided_by and paths.protocols[path] == UNKNOWN_PROTOCOL and paths.parents[path] != known:
        shown = paths.parents[path]
    while known and known != shown:
        known = paths.parents[known]
    if not known and (_is_told(c, path) or not _is_told(c, beside.path)):
        beside.path = path


cdef void prefetch_beside(Context* c, uint32_t index) noexcept nogil:
    """Bring in what a packet of this session will touch besides the session itself."""
    cdef const Session* s = hot(&c.table, index)
    cdef uint32_t attributes = cold(&c.table, index).attributes.head
    cdef char* record
    if s.tcp != NONE:
        record = <char*>track_at(c, s.tcp)
        prefetch(record)
        prefetch(record + LINE_BYTES)
        prefetch(record + TRACK_NEAR_BYTES - 1)
    if s.conversation == NONE:
        return
    if s.tcp != NONE:
        record = <char*>conversation_at(c, s.conversation)
        prefetch(record)
        prefetch(record + LINE_BYTES)
        prefetch(record + sizeof(Conversation) - 1)
    if attributes & PLACED:
        record = <char*>places_at(&c.kept, attributes)
        prefetch(record)
        prefetch(record + LINE_BYTES)
    elif attributes:
        prefetch(kept_at(&c.kept, attributes - 1))


cdef void prefetch_state(Context* c, uint32_t index) noexcept nogil:
    """Bring in the state of the parser that speaks on this session, once its conversation is there."""
    cdef const Session* s = hot(&c.table, index)
    cdef char* state
    if s.tcp == NONE or s.conversation == NONE:
        return
    state = <char*>conversation_at(c, s.conversation).bottom.state
    if state != NULL:       # the processor looks for what is nowhere again each time
        prefetch(state)
        prefetch(state + LINE_BYTES)


cdef void handle_packet(Context* c, const PacketRecord* packet, Stack* stack, PacketRow* row) noexcept nogil:
    """Everything after decoding, for one packet of this handler."""
    cdef uint32_t i, index = NONE, parent = NONE, parent_serial = 0
    cdef uint8_t way = 0, parent_way = 0, flags = 0
    cdef uint16_t path = stack.path, shown
    cdef uint64_t payload = 0
    cdef const Flow* flow = NULL
    cdef Session* s = NULL
    cdef Cold* beside = NULL        # of the innermost session
    cdef uint32_t said
    cdef bint first, ignored = False
    cdef int64_t near_ns = c.now_ns
    c.sink.count = c.sink.used = c.sink.branch_count = c.sink.derived_count = c.sink.is_guess = 0
    if c.lower_wanted:
        extract_layers(c, stack)
    for i in range(stack.flow_count):
        flow = &stack.flows[i]
        index = _find(c, flow, i == 0 or flow.key.tunnel != 0, &way)
        if index == NONE and move_back(c, &stack.flows[i]):
            index = _find(c, flow, True, &way)      # the session between the other ends is gone
            c.path_flow = 0 if c.path_flow == i + 1 else c.path_flow
        first = index == NONE
        if first:
            index = _open(c, flow, packet, parent_serial)
            if index == NONE:
                break
            way = flow.from_high != (hot(&c.table, index).flags & FROM_HIGH != 0)
        s, beside = hot(&c.table, index), cold(&c.table, index)
        c.now_ns = _time_of(s, packet, near_ns)
        if s.transport == KIND_SCTP:
            said = association_track(c, flow, index, way, packet, first)
        else:
            said = track_packet(c, flow, index, way, packet, _says(stack, flow), first)
        flags, ignored = <uint8_t>said, said & TRACK_IGNORED != 0
        payload = 0
        if not ignored:
            payload = flow.payload_size if s.transport == KIND_OTHER else flow.facts.payload_length
        s.packets[way] += 1
        s.bytes[way] += packet.length
        s.payload[way] += payload
        s.last_clock = c.clock + _believed_later(packet, near_ns)
        _settle_time(s, beside, packet, near_ns)
        if c.now_ns > s.last_ns:
            s.last_ns = c.now_ns
        elif c.now_ns < beside.start_ns:
            beside.start_ns = c.now_ns
        s.last_packet = packet.number
        if stack.datagram != NULL and stack.layers[flow.layer].buffer:
            _credit_fragments(c, stack.datagram, packet, index, way)
        if flow.layer + 1 < stack.count and beside.speaks == 0:
            _name_carried(c, stack, flow, index, packet.number)
        if parent != NONE:
            _count_inner(c, parent, parent_way, packet.length)
        parent, parent_way, parent_serial = index, way, beside.serial
        if c.path_flow == i + 1:
            tell_of_move(c, index, packet.number, c.paths)
        _mark_dirty(c, index)
    if index == NONE or flow.layer + 1 < stack.count or c.lower_wanted:
        read_layers(c, packet, stack, index, way)
    if index != NONE:
        if ignored and flow.layer + 1 == stack.count and flow.facts.payload_length:
            path = path_with(&c.decoder.paths, path, beside.speaks)
        elif flow.layer + 1 == stack.count and not stack.malformed and not ignored:
            say_payload(c, packet, stack, flow, index, s, beside, way)
            if payload and s.transport == KIND_SCTP:
                _name_payload(c, flow, index, packet.number)
            if payload and s.transport != KIND_OTHER:
                flags |= PACKET_PAYLOAD
                shown = path_with(&c.decoder.paths, path, _spoken_here(c, beside))
                _extend_path(c, beside, path_with(&c.decoder.paths, path, beside.speaks) if c.sink.is_guess else shown)
                path = shown
        row.session = beside.serial
    if stack.malformed or stack.note:
        flags |= PACKET_NOTED
        tell_of_note(c, stack, packet.number, index)
    if stack.finding:
        raise_finding(c, index, packet.number, <uint16_t>(stack.finding - 1), 0,
                      stack.layers[stack.finding_layer].protocol)
    c.unprocessed += stack.unprocessed
    row.place = packet.at | <uint64_t>way << WAY_BIT | <uint64_t>path << PATH_SHIFT
    row.length = (packet.length if packet.length < LENGTH_MAX else LENGTH_MAX) | <uint32_t>flags << 24
    _count_path(c, path, packet.length, payload)
    if c.extracting and c.sink.count:
        _extracted(c, packet.number, row.session)
    if index != NONE:
        end_talk(c, index)
