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
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, Rule, Tables, lookup
from .fragments cimport fragment_add
from .key cimport Key, hash_key
from .path cimport path_below
from .stack cimport FLOWS_MAX, LAYERS_MAX, Flow, Layer, Stack

cdef uint8_t[12] MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]      # ::ffff:0:0/96, RFC 4291 section 2.5.5.2


cdef uint64_t _read(const FieldSpec* spec, View v) noexcept nogil:
    """A number of a table; the caller has checked that it lies inside."""
    cdef uint64_t value = 0
    cdef uint32_t k
    for k in range(spec.width):
        value = (value << 8) | v.data[spec.at + (spec.width - 1 - k if spec.little else k)]
    return (value & spec.mask) >> spec.shift if spec.mask else value


cdef Verdict _classify_by_table(const ProtocolEntry* entry, View v, Step* step) noexcept nogil:
    """Classification of protocols without a twin: header size, constraints and the child's key come from the table."""
    cdef uint32_t i
    cdef uint64_t value
    cdef const Rule* rule
    if v.size < entry.header:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    for i in range(entry.rule_count):
        rule = &entry.rules[i]
        if rule.spec.at + rule.spec.width > v.size:
            continue
        value = _read(&rule.spec, v)
        if value < rule.low or value > rule.high:
            step.note = NOTE_BAD_VALUE
            return MALFORMED
    step.header = entry.header
    if entry.next_field < 0:
        return FINAL
    step.key = <uint32_t>_read(&entry.table[entry.next_field], v)
    return NEXT


cdef inline void _set_end(uint8_t* end, const uint8_t* address, uint8_t family) noexcept nogil:
    if family == 4:
        memcpy(end, MAPPED, 12)
        memcpy(end + 12, address, 4)
    elif family == 6:
        memcpy(end, address, 16)


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


cdef void _add_flow(Stack* stack, const Facts* facts, uint16_t protocol, uint16_t path, uint32_t payload_at,
                    uint32_t payload_size, uint32_t tunnel) noexcept nogil:
    """Note that this layer belongs to a session, and the session's key."""
    cdef Flow* flow
    cdef Key* key
    cdef int order
    if stack.flow_count >= FLOWS_MAX:
        stack.note = NOTE_DEPTH_LIMIT
        return
    flow = &stack.flows[stack.flow_count]
    stack.flow_count += 1
    flow.facts = facts[0]
    flow.protocol = protocol
    flow.path = path
    flow.layer = <uint8_t>(stack.count - 1)
    flow.payload_at = payload_at
    flow.payload_size = payload_size
    key = &flow.key
    memset(key, 0, sizeof(Key))
    order = _order(facts)
    flow.from_high = order > 0 or (order == 0 and facts.ports[0] > facts.ports[1])
    _set_end(&key.high[0] if flow.from_high else &key.low[0], facts.source, facts.family)
    _set_end(&key.low[0] if flow.from_high else &key.high[0], facts.target, facts.family)
    key.low_port = facts.ports[flow.from_high]
    key.high_port = facts.ports[1 - flow.from_high]
    key.vlan = facts.vlan
    key.tunnel = tunnel
    key.identifier = facts.identifier
    key.protocol = facts.protocol
    key.family = facts.family
    flow.hash = hash_key(key)


cdef inline void _clear_transport(Facts* facts) noexcept nogil:
    """Transport facts of an outer layer say nothing about an inner one."""
    memset(&facts.ports, 0, sizeof(Facts) - <size_t>(<char*>&facts.ports - <char*>facts))


cdef inline Verdict _classify(const ProtocolEntry* entry, View v, Step* step, Facts* facts) noexcept nogil:
    memset(step, 0, sizeof(Step))
    if entry.session:
        _clear_transport(facts)
    if entry.classify != NULL:
        return entry.classify(v, step, facts)
    return _classify_by_table(entry, v, step)


cdef void decode(Decoder* d, const PacketRecord* packet, Stack* stack) noexcept nogil:
    """Fill `stack` with what `packet` is made of. Borrows the packet's bytes; flows point into them."""
    cdef Facts facts
    cdef Step step
    cdef Verdict verdict
    cdef View v
    cdef Layer* layer
    cdef const ProtocolEntry* entry
    cdef uint16_t protocol = lookup(d.tables, d.tables.link_space, packet.link_type)
    cdef uint16_t child
    cdef uint32_t at = 0
    cdef uint32_t tunnel = 0
    cdef uint8_t buffer = 0
    cdef uint8_t note
    cdef bint cut = packet.captured < packet.length
    memset(&facts, 0, sizeof(Facts))
    stack.count = stack.flow_count = stack.path = 0
    stack.note = stack.malformed = stack.unprocessed = stack.fragment = 0
    stack.datagram = NULL
    stack.buffers[0], stack.sizes[0] = packet.data, packet.captured
    stack.buffers[1], stack.sizes[1] = NULL, 0
    v.data, v.size = packet.data, packet.captured
    if protocol == UNKNOWN_PROTOCOL:
        stack.unprocessed = 1
        stack.note = NOTE_UNSUPPORTED_LINK
    while True:
        if stack.count == LAYERS_MAX:
            stack.note = stack.layers[LAYERS_MAX - 1].note = NOTE_DEPTH_LIMIT
            return
        entry = &d.tables.entries[protocol]
        layer = &stack.layers[stack.count]
        layer.protocol, layer.buffer, layer.note, layer.at, layer.header = protocol, buffer, NOTE_NONE, at, 0
        layer.size = v.size
        if protocol == UNKNOWN_PROTOCOL:
            stack.count += 1
            stack.path = path_below(&d.paths, stack.path, protocol)
            return
        if entry.layer <= 2:
            facts.family = 0
        verdict = _classify(entry, v, &step, &facts)
        if verdict == NOT_MINE:
            layer.protocol = UNKNOWN_PROTOCOL
            stack.count += 1
            stack.path = path_below(&d.paths, stack.path, UNKNOWN_PROTOCOL)
            return
        stack.count += 1
        stack.path = path_below(&d.paths, stack.path, protocol)
        if step.note == NOTE_TRUNCATED and not cut:
            # A layer sees only that bytes are missing; where the capture did not cut them, a length is wrong.
            step.note = NOTE_BAD_LENGTH if verdict != MALFORMED else NOTE_TRUNCATED
        layer.note = step.note
        if step.note and not stack.note:
            stack.note = step.note
        if verdict == MALFORMED:
            layer.note = step.note if step.note else NOTE_BAD_VALUE
            if not stack.note:
                stack.note = layer.note
            stack.malformed = not (cut and layer.note == NOTE_TRUNCATED)
            return
        if step.extent and step.extent < v.size:
            v.size = step.extent if step.extent > step.header else step.header
        layer.header, layer.size = step.header, v.size
        at += step.header
        v = rest(v, step.header)
        if entry.session and facts.family:
            _add_flow(stack, &facts, protocol, stack.path, at, v.size, tunnel)
        if verdict == FINAL:
            if entry.layer == 3 and not entry.session and facts.family:
                facts.identifier = 0
                _add_flow(stack, &facts, protocol, stack.path, at, v.size, tunnel)
            return
        if verdict == FRAGMENT:
            if buffer:
                # Layers keep one reassembled datagram apart from the packet; a fragment inside it stays one.
                stack.note = layer.note = NOTE_DEPTH_LIMIT
                stack.fragment = 1
                return
            note = NOTE_NONE
            stack.datagram = fragment_add(d.fragments, &facts, v, packet.number, packet.length, packet.time_ns, &note)
            if note and not stack.note:
                stack.note = layer.note = note
            if stack.datagram == NULL:
                stack.fragment = 1
                return
            buffer, at = 1, 0
            v.data, v.size = stack.datagram.data, stack.datagram.size
            stack.buffers[1], stack.sizes[1] = v.data, v.size
            facts.network_length = v.size
        child = lookup(d.tables, entry.spaces[step.space], step.key) if step.space < entry.space_count else 0
        if (entry.layer == 3 and facts.family and not entry.session and not d.tables.entries[child].session
                and not d.tables.entries[child].extends):
            # A network layer that carries no transport is itself the flow: a tunnel's outer session, or a protocol
            # that has no ports.
            _clear_transport(&facts)
            _add_flow(stack, &facts, protocol, stack.path, at, v.size, tunnel)
            tunnel = stack.flows[stack.flow_count - 1].hash | 1
        if child == UNKNOWN_PROTOCOL and v.size == 0:
            return
        protocol = child


cdef uint32_t outer_pair_hash(const Tables* tables, const PacketRecord* packet) noexcept nogil:
    """A symmetric hash of the outermost network address pair, 0 where there is none: it deals packets to handlers."""
    cdef Facts facts
    cdef Step step
    cdef Verdict verdict
    cdef View v
    cdef const ProtocolEntry* entry
    cdef uint16_t protocol = lookup(tables, tables.link_space, packet.link_type)
    cdef uint32_t _turn
    cdef uint64_t a, b
    memset(&facts, 0, sizeof(Facts))
    v.data, v.size = packet.data, packet.captured
    for _turn in range(LAYERS_MAX):
        if protocol == UNKNOWN_PROTOCOL:
            return 0
        entry = &tables.entries[protocol]
        verdict = _classify(entry, v, &step, &facts)
        if facts.family and facts.source != NULL:
            v.data, v.size = facts.source, 16
            a = be32(v, 0) if facts.family == 4 else mix(be64(v, 0)) ^ be64(v, 8)
            v.data = facts.target
            b = be32(v, 0) if facts.family == 4 else mix(be64(v, 0)) ^ be64(v, 8)
            return <uint32_t>(mix(mix(a) + mix(b)) >> 32)
        if verdict != NEXT or step.space >= entry.space_count:
            return 0
        if step.extent and step.extent < v.size:
            v.size = step.extent
        v = rest(v, step.header)
        protocol = lookup(tables, entry.spaces[step.space], step.key)
    return 0
