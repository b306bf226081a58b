"""The decode loop: from a packet's first byte to the layers, facts and flows it has.

Every layer's `classify` (or its table alone) says its header size, its own extent, and the key of what it carries; the
registry says which protocol that is. The loop knows no protocol by name. It ends because each turn adds a layer and
there are at most LAYERS_MAX.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy, memset

from ..capture.batch cimport PacketRecord
from ..core.facts cimport Facts, Step
from ..core.hash cimport mix
from ..core.sink cimport FieldSpec
from ..core.status cimport (FINAL, FRAGMENT, MALFORMED, NEXT, NOT_MINE, NOTE_BAD_LENGTH, NOTE_BAD_VALUE,
                            NOTE_DEPTH_LIMIT, NOTE_NONE, NOTE_TRUNCATED, NOTE_UNSUPPORTED_LINK, Verdict)
from ..core.view cimport View, be32, be64, rest
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, Tables, candidates, lookup
from .fragments cimport FRAGMENT_SHARES, fragment_add
from .key cimport Key, hash_key
from .path cimport path_below
from .stack cimport FLOWS_MAX, LAYERS_MAX, Flow, Layer, Stack
from .tunnels cimport tunnel_number

cdef enum:
    TUNNEL_IDENTIFIER = 2   # define.Tunnel
    ASKED_MAX = 16          # protocols on one port

cdef uint8_t[12] MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]      # ::ffff:0:0/96, RFC 4291 section 2.5.5.2


cdef struct Walk:           # where the loop stands
    Facts facts             # as the layers so far stated them
    Step step               # what the latest of them said
    View v                  # what lies ahead
    uint32_t at             # its place in the buffer
    uint32_t tunnel         # number of the innermost tunnel around it, 0 none
    uint8_t buffer          # as Layer.buffer


cdef uint64_t _read(const FieldSpec* spec, View v) noexcept nogil:
    """A number of a table; the caller has checked that it lies inside."""
    cdef uint64_t value = 0
    cdef uint32_t k
    for k in range(spec.width):
        value = (value << 8) | v.data[spec.at + (spec.width - 1 - k if spec.little else k)]
    return (value & spec.mask) >> spec.shift if spec.mask else value


cdef Verdict _classify_by_table(const ProtocolEntry* entry, View v, uint32_t cut, Step* step) noexcept nogil:
    """Classification of protocols without a twin: header size and the child's key come from the table, or the words of
    its layout say them."""
    if v.size < entry.header:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if entry.program_classify != NULL:
        return entry.program_classify(entry.program, v, cut, step)
    step.header = entry.header
    if entry.next_field < 0:
        if entry.is_worded:
            step.header = v.size        # its words read all of it
        return FINAL
    step.key = <uint32_t>_read(&entry.table[entry.next_field], v)
    return NEXT


cdef inline void _set_end(uint8_t* end, const uint8_t* address, uint8_t family) noexcept nogil:
    if family == 4:
        memcpy(end, MAPPED, 12)
        memcpy(end + 12, address, 4)
    elif family == 6:
        memcpy(end, address, 16)


cdef inline void _set_ends(Key* key, const Facts* facts, bint from_high) noexcept nogil:
    _set_end(&key.high[0] if from_high else &key.low[0], facts.source, facts.family)
    _set_end(&key.low[0] if from_high else &key.high[0], facts.target, facts.family)


cdef inline int _order(const Facts* facts) noexcept nogil:
    """Which of the two addresses is lower, as their bytes are: -1 the source, 1 the target, 0 neither."""
    cdef View source, target
    cdef uint32_t a, b
    if facts.family == 4:
        source.data, target.data = facts.source, facts.target
        source.size = target.size = 4
        a, b = be32(source, 0), be32(target, 0)
        return (a > b) - (a < b)
    return memcmp(facts.source, facts.target, 16) if facts.family == 6 else 0


cdef void set_key(Flow* flow, uint32_t tunnel) noexcept nogil:
    cdef const Facts* facts = &flow.facts
    cdef Key* key = &flow.key
    cdef int order = _order(facts)
    memset(key, 0, sizeof(Key))
    flow.from_high = order > 0 or (order == 0 and facts.ports[0] > facts.ports[1])
    _set_ends(key, facts, flow.from_high)
    key.low_port = facts.ports[flow.from_high]
    key.high_port = facts.ports[1 - flow.from_high]
    key.vlan = facts.vlan
    key.tunnel = tunnel
    key.identifier = facts.identifier
    key.protocol = facts.protocol
    key.family = facts.family


cdef void _fill_flow(Flow* flow, const Walk* w, uint16_t protocol) noexcept nogil:
    """What the layer just read says of its flow, and the key of its session."""
    flow.facts = w.facts
    flow.protocol = protocol
    flow.payload_at = w.at
    flow.payload_size = w.v.size
    set_key(flow, w.tunnel)


cdef void _add_flow(Decoder* d, Stack* stack, const Walk* w, uint16_t protocol) noexcept nogil:
    """Note that the layer just read is a flow, and the key of its session, unless flows are nested too deep."""
    cdef Flow* flow
    if stack.flow_count >= FLOWS_MAX:
        stack.note = NOTE_DEPTH_LIMIT
        return
    flow = &stack.flows[stack.flow_count]
    stack.flow_count += 1
    flow.path = stack.path
    flow.layer = <uint8_t>(stack.count - 1)
    _fill_flow(flow, w, protocol)
    flow.hash = hash_key(&flow.key, &d.secret)


cdef inline void _clear_transport(Facts* facts) noexcept nogil:
    """Transport facts of an outer layer say nothing about an inner one."""
    memset(&facts.ports, 0, sizeof(Facts) - <size_t>(<char*>&facts.ports - <char*>facts))


cdef inline Verdict _classify(const ProtocolEntry* entry, View v, Step* step, Facts* facts) noexcept nogil:
    memset(step, 0, sizeof(Step))
    if entry.is_flow:
        _clear_transport(facts)
    if entry.classify != NULL:
        return entry.classify(v, step, facts)
    return _classify_by_table(entry, v, facts.cut, step)


cdef inline void _set_out(Walk* w, const PacketRecord* packet) noexcept nogil:
    """Nothing is known yet, and everything captured lies ahead."""
    memset(&w.facts, 0, sizeof(Facts))
    w.facts.cut = packet.length - packet.captured if packet.length > packet.captured else 0
    w.v.data, w.v.size = packet.data, packet.captured
    w.at = w.tunnel = w.buffer = 0


cdef inline void _begin(Stack* stack, Walk* w, const PacketRecord* packet) noexcept nogil:
    _set_out(w, packet)
    stack.count = stack.flow_count = stack.path = 0
    stack.note = stack.malformed = stack.unprocessed = stack.fragment = 0
    stack.finding = 0
    stack.datagram = NULL
    stack.buffers[0], stack.sizes[0] = packet.data, packet.captured
    stack.buffers[1], stack.sizes[1] = NULL, 0


cdef inline Layer* _push(Decoder* d, Stack* stack, const Walk* w, uint16_t protocol) noexcept nogil:
    """One layer more: what lies ahead is of this protocol."""
    cdef Layer* layer = &stack.layers[stack.count]
    layer.protocol, layer.buffer, layer.note = protocol, w.buffer, NOTE_NONE
    layer.at, layer.header, layer.size = w.at, 0, w.v.size
    stack.count += 1
    stack.path = path_below(&d.paths, stack.path, protocol)
    return layer


cdef inline void _judge(Stack* stack, Layer* layer, Verdict verdict, uint8_t note, bint cut) noexcept nogil:
    """What is odd about the layer. That bytes are missing is no fault of it where the capture cut them."""
    if verdict == MALFORMED:
        note = note if note else <uint8_t>NOTE_BAD_VALUE
        stack.malformed = not (cut and note == NOTE_TRUNCATED)
    elif note == NOTE_TRUNCATED and not cut:
        note = NOTE_BAD_LENGTH      # a layer sees only that bytes are missing: a length is wrong
    layer.note = note
    if note and not stack.note:
        stack.note = note


cdef inline void _note_finding(const Decoder* d, Stack* stack, const Walk* w) noexcept nogil:
    """The layer just read found something worth a look."""
    if w.step.finding and not stack.finding:
        stack.finding_layer = <uint8_t>(stack.count - 1)
        stack.finding = d.tables.entries[stack.layers[stack.count - 1].protocol].first_finding + w.step.finding


cdef inline void _bound(Walk* w, const Step* step) noexcept nogil:
    """The layer ends where its own length field says."""
    if step.extent and step.extent < w.v.size:
        w.v.size = step.extent if step.extent > step.header else step.header
        w.facts.cut = 0
    elif step.extent:
        w.facts.cut = min(w.facts.cut, step.extent - w.v.size)


cdef inline void _enter(Walk* w, const Step* step) noexcept nogil:
    """Move behind the layer's header."""
    w.at += step.header
    w.v = rest(w.v, step.header)


cdef bint _reassemble(Decoder* d, Stack* stack, Layer* layer, Walk* w, const PacketRecord* packet) noexcept nogil:
    """Put a fragment to the others; True when what lies ahead now is the whole datagram."""
    cdef uint8_t note = NOTE_NONE
    if w.buffer:
        # Layers keep one reassembled datagram apart from the packet; a fragment inside it stays one.
        stack.note = layer.note = NOTE_DEPTH_LIMIT
        stack.fragment = 1
        return False
    stack.datagram = fragment_add(d.fragments, share_of(d.tables, packet), &w.facts, w.v, packet.number, packet.length,
                                  packet.time_ns, &note)
    if note and not stack.note:
        stack.note = layer.note = note
    if stack.datagram == NULL:
        stack.fragment = 1
        return False
    w.buffer, w.at = 1, 0
    w.v.data, w.v.size = stack.datagram.data, stack.datagram.size
    w.facts.network_length, w.facts.cut = w.v.size, 0
    stack.buffers[1], stack.sizes[1] = w.v.data, w.v.size
    return True


cdef void _enter_tunnel(Decoder* d, Walk* w, uint16_t protocol, uint8_t known_by) noexcept nogil:
    """What follows is carried by the tunnel `protocol`: it has ends of its own, and is told from its like elsewhere by
    the tunnel's number."""
    cdef Key key
    memset(&key, 0, sizeof(Key))
    if w.facts.family:
        _set_ends(&key, &w.facts, _order(&w.facts) > 0)
    key.tunnel, key.family, key.protocol = w.tunnel, w.facts.family, w.facts.protocol
    key.low_port = protocol             # a tunnel has no ports: UDP's may differ by direction
    key.identifier = w.facts.identifier if known_by == TUNNEL_IDENTIFIER else 0
    w.tunnel = tunnel_number(&d.tunnels, &key, &d.secret)
    w.facts.family = 0
    _clear_transport(&w.facts)


cdef uint16_t _asked(const Decoder* d, const Walk* w, uint16_t space) noexcept nogil:
    """The layer that follows a header with ports: it is registered on one of them, and its own header is in order.
    UNKNOWN_PROTOCOL where there is none: then it is for the application stage to say who speaks."""
    cdef const Tables* t = d.tables
    cdef Facts facts
    cdef Step step
    cdef Verdict verdict
    cdef uint16_t found[ASKED_MAX]
    cdef uint32_t count, i, port
    cdef int side
    for side in range(1, -1, -1):       # the receiver's first: a sender's may be any
        port = w.facts.ports[side]
        if not t.layered_ports[port >> 6] >> (port & 63) & 1:
            continue
        count = candidates(t, space, port, found, ASKED_MAX)
        for i in range(count):
            if t.entries[found[i]].is_application:
                continue
            facts = w.facts
            verdict = _classify(&t.entries[found[i]], w.v, &step, &facts)
            if verdict <= FINAL and (step.note == NOTE_NONE or step.note == NOTE_TRUNCATED and facts.cut):
                return found[i]
    return UNKNOWN_PROTOCOL


cdef void decode(Decoder* d, const PacketRecord* packet, Stack* stack) noexcept nogil:
    """Fill `stack` with what `packet` is made of. Borrows the packet's bytes; flows point into them."""
    cdef Walk w
    cdef Verdict verdict
    cdef Layer* layer
    cdef const ProtocolEntry* entry
    cdef const ProtocolEntry* carried
    cdef uint16_t protocol = lookup(d.tables, d.tables.link_space, packet.link_type)
    cdef uint16_t child
    _begin(stack, &w, packet)
    if protocol == UNKNOWN_PROTOCOL:
        stack.unprocessed = 1
        stack.note = NOTE_UNSUPPORTED_LINK
    while stack.count < LAYERS_MAX:
        entry = &d.tables.entries[protocol]
        verdict = _classify(entry, w.v, &w.step, &w.facts) if protocol != UNKNOWN_PROTOCOL else NOT_MINE
        if verdict == NOT_MINE:
            _push(d, stack, &w, UNKNOWN_PROTOCOL)
            return
        layer = _push(d, stack, &w, protocol)
        _judge(stack, layer, verdict, w.step.note, w.facts.cut != 0)
        if verdict == MALFORMED:
            return
        _bound(&w, &w.step)
        layer.header = w.step.header
        if not entry.is_worded:         # words read what stands behind the payload, too
            layer.size = w.v.size
        _enter(&w, &w.step)
        if entry.is_flow and w.facts.family:
            _add_flow(d, stack, &w, protocol)
        if verdict == FRAGMENT and not _reassemble(d, stack, layer, &w, packet):
            return
        if verdict == FINAL:
            _note_finding(d, stack, &w)
            child = _asked(d, &w, entry.spaces[0]) if entry.is_asked and w.v.size else UNKNOWN_PROTOCOL
        else:
            child = lookup(d.tables, entry.spaces[w.step.space], w.step.key) if (
                w.step.space < entry.space_count) else UNKNOWN_PROTOCOL
        carried = &d.tables.entries[child]
        if entry.has_ends and w.facts.family and not carried.is_flow and not carried.extends:
            _clear_transport(&w.facts)
            _add_flow(d, stack, &w, protocol)
            if entry.tunnel and carried.space_count and (carried.has_ends or not carried.tunnel):
                _enter_tunnel(d, &w, protocol, entry.tunnel)
        elif entry.tunnel and not entry.has_ends and child != UNKNOWN_PROTOCOL:
            _enter_tunnel(d, &w, protocol, entry.tunnel)
        if child == UNKNOWN_PROTOCOL and (verdict == FINAL or w.v.size == 0 or entry.is_worded):
            return
        protocol = child
    stack.note = stack.layers[LAYERS_MAX - 1].note = NOTE_DEPTH_LIMIT


cdef inline bint _is_plain(const Walk* w) noexcept nogil:
    """Is nothing odd about the layer just read, other than that the capture cut it?"""
    return w.step.note == NOTE_NONE or (w.step.note == NOTE_TRUNCATED and w.facts.cut != 0)


cdef bint is_dealt(const Stack* stack, const Flow* flow) noexcept nogil:
    cdef uint32_t i
    if flow.key.tunnel:
        return False
    for i in range(flow.layer + 1):
        if stack.layers[i].buffer or stack.layers[i].note not in (NOTE_NONE, NOTE_TRUNCATED):
            return False
    return True


cdef uint32_t share_of(const Tables* tables, const PacketRecord* packet) noexcept nogil:
    """Which of FRAGMENT_SHARES shares a packet is of, by the outermost pair of network addresses.

    Handlers take whole shares, so that a session, its fragments and what is tunnelled in it meet in one of them, and
    limits of a share are the same for any number of handlers.
    """
    cdef Walk w
    cdef const ProtocolEntry* entry
    cdef Verdict verdict
    return _outer_share(tables, packet, &w, &entry, &verdict)


cdef uint32_t _outer_share(const Tables* tables, const PacketRecord* packet, Walk* w, const ProtocolEntry** entry,
                           Verdict* verdict) noexcept nogil:
    """A share by a symmetric hash of the outermost network address pair, 0 where there is none, or a session may have
    several. Leaves the walk before the header with the addresses, which `entry` has read; NULL where something odd or
    a tunnel is before it.

    It needs no secret: who sends all to one handler wins no more than with one busy pair of hosts.
    """
    cdef View v
    cdef bint plain = True
    cdef uint16_t protocol = lookup(tables, tables.link_space, packet.link_type)
    cdef uint32_t _turn
    cdef uint64_t a, b
    entry[0] = NULL
    _set_out(w, packet)
    for _turn in range(LAYERS_MAX):
        if protocol == UNKNOWN_PROTOCOL:
            return 0
        entry[0] = &tables.entries[protocol]
        verdict[0] = _classify(entry[0], w.v, &w.step, &w.facts)
        if w.facts.family and w.facts.source != NULL:
            if tables.associations[w.facts.protocol >> 6] >> (w.facts.protocol & 63) & 1:
                return 0
            v.data, v.size = w.facts.source, 16
            a = be32(v, 0) if w.facts.family == 4 else mix(be64(v, 0)) ^ be64(v, 8)
            v.data = w.facts.target
            b = be32(v, 0) if w.facts.family == 4 else mix(be64(v, 0)) ^ be64(v, 8)
            if not plain:
                entry[0] = NULL
            return <uint32_t>(mix(mix(a) + mix(b)) >> 32) % FRAGMENT_SHARES
        if verdict[0] != NEXT or w.step.space >= entry[0].space_count:
            break
        plain = plain and _is_plain(w) and not entry[0].tunnel
        protocol = lookup(tables, entry[0].spaces[w.step.space], w.step.key)
        _bound(w, &w.step)
        _enter(w, &w.step)
    entry[0] = NULL
    return 0


cdef uint32_t deal(const Tables* tables, const PacketRecord* packet, uint8_t transport, Flow* flow,
                   View* payload) noexcept nogil:
    cdef Walk w
    cdef Verdict verdict
    cdef const ProtocolEntry* entry
    cdef const ProtocolEntry* carried
    cdef uint16_t child
    cdef uint32_t _turn, share = _outer_share(tables, packet, &w, &entry, &verdict)
    payload.data = NULL
    for _turn in range(LAYERS_MAX):
        if entry == NULL or verdict != NEXT or w.step.space >= entry.space_count or not _is_plain(&w):
            return share
        child = lookup(tables, entry.spaces[w.step.space], w.step.key)
        carried = &tables.entries[child]
        if child == UNKNOWN_PROTOCOL or not (carried.is_flow or carried.extends) or (
                carried.is_flow and w.facts.protocol != transport):
            return share
        _bound(&w, &w.step)
        _enter(&w, &w.step)
        verdict = _classify(carried, w.v, &w.step, &w.facts)
        entry = carried
        if entry.is_flow:
            break
    if verdict == FINAL and _is_plain(&w) and w.facts.family:
        _bound(&w, &w.step)
        _enter(&w, &w.step)
        _fill_flow(flow, &w, child)
        payload[0] = w.v
    return share
