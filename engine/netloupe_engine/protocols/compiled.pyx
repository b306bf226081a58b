"""The frozen registry: protocol tables turned into C structures once, read by every handler ever after."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy

from ..core.hash cimport spread
from ..core.sink cimport FieldSpec
from .twin cimport Twin

from ..errors import UnknownNameError
from ..records import replaced
from .define import SCOPES, Flow, key_of_text
from .findings import ENGINE
from .gist import FIELD, Sketch, gist_of
from .services import SYSTEM_PORTS, TCP_CLIENTS, TCP_SERVICES, UDP_CLIENTS, UDP_SERVICES

PORTS = ("tcp.port", "udp.port")        # key spaces that several protocols may share: a key is a hint to be probed
OWN_KEYS = "protocol"                   # the space in which each protocol has its own key

PREFIX_BYTES = 4                        # of a beginning that finds its protocol without asking others

cdef enum:
    PORT_COUNT = 1 << 16

cdef enum:
    APPLICATION_LAYER = 7   # of define.Protocol
    KEEP_ALL = 3            # place in layouts/fields.py, KEEP


cdef void _describe(FieldSpec* spec, place, uint16_t number) except *:
    """Fill a FieldSpec from one of Gist.places."""
    _, spec.mask, spec.at, spec.width, spec.little, spec.is_bytes, spec.is_signed = place
    spec.field = number
    spec.shift = (place[1] & -place[1]).bit_length() - 1 if place[1] else 0


def _ranks(known, clients):
    """For each port how surely it is a service's rather than a client's: 4 known and given to services only, 3 known,
    2 given to services only, 1 anybody's, 0 a client's."""
    ranks = bytearray(b"\2" * SYSTEM_PORTS + b"\1" * (PORT_COUNT - SYSTEM_PORTS))
    for port in known:
        ranks[port] = 4 if port < SYSTEM_PORTS else 3
    for port in clients:
        ranks[port] = 0
    return bytes(ranks)


# Made once: each table is compiled by itself first, at each start, to see whether it can be.
_TCP_RANKS, _UDP_RANKS = _ranks(TCP_SERVICES, TCP_CLIENTS), _ranks(UDP_SERVICES, UDP_CLIENTS)


cdef uint8_t* _services(bytes usual, clients, list protocols, str space) except NULL:
    """`_ranks` with the ports of the protocols' tables, which are known too."""
    cdef uint32_t port
    cdef uint8_t* ranks = <uint8_t*>malloc(PORT_COUNT)
    if ranks == NULL:
        raise MemoryError
    memcpy(ranks, <const uint8_t*>usual, PORT_COUNT)
    for protocol in protocols:
        for port in _keys(protocol.rides_on.get(space, ())):
            port %= PORT_COUNT
            if port not in clients:
                ranks[port] = 4 if port < SYSTEM_PORTS else 3
    return ranks


def published(protocol_key, finding):
    """A finding with the key by which users know it."""
    return finding if finding.shared else replaced(finding, key=f"{protocol_key}.{finding.key}")


def _keys(keys):
    """The keys of one key space in a table's `rides_on`."""
    return keys if isinstance(keys, tuple) else (keys,)


def _openers(protocols, twins, bint stream):
    """Who can be recognised by its first bytes in a stream or in datagrams: (number, beginnings, None for any)."""
    cdef Twin twin
    for number, protocol in enumerate(protocols):
        found = twins.get(protocol.key)
        if found is None or protocol.layer < APPLICATION_LAYER:     # a layer is known by its number alone
            continue
        twin = found
        if twin.program_probe != NULL:
            can = twin.stream != NULL if stream else twin.datagram != NULL
        else:
            can = twin.probe_stream != NULL if stream else twin.probe_datagram != NULL
        if can:
            yield number, twin.starts


def check_table(protocol, Twin twin):
    """Raises ValueError or TypeError for a table that contradicts itself or its compiled code. What the build noted of
    ours is in order."""
    if not isinstance(protocol, Sketch):
        protocol.check()
    if len(protocol.children) > SPACES_MAX:
        raise ValueError(f"more than {SPACES_MAX} key spaces of children")
    if twin is None:
        return
    if twin.numbers != protocol.numbers:
        raise ValueError("its compiled code was made of another table: it has to be built again")
    if twin.free != NULL and twin.copy == NULL:
        raise ValueError("its state owns something, and cannot be copied")


cdef class CompiledRegistry:
    """All protocols by id and name, their attributes by catalogue id, and the C tables made of them.

    Immutable; any thread. What tables take from each other is among the problems. Raises what `check_table` does, if
    not all of them have been `checked`.
    """

    def __cinit__(self, list protocols, dict twins, bint checked=False):
        cdef Tables* t = &self.tables
        cdef uint32_t count = len(protocols)
        for protocol in protocols if not checked else ():
            check_table(protocol, twins.get(protocol.key))
        self.protocols = tuple(protocols)
        self.ids = {protocol.key: number for number, protocol in enumerate(protocols)}
        if len(self.ids) != count:
            raise ValueError("two protocols share a key")
        gists = [gist_of(protocol) for protocol in protocols]
        self._known, self._firsts = {}, []
        self._fields(gists)
        self.findings = (*ENGINE, *(published(protocol.key, found) for protocol in protocols
                                    for found in protocol.findings))
        self.reasons = (None, *(f"{protocol.key.upper()} {reason}" for protocol in protocols
                                for reason in protocol.announces))
        t.count = count
        t.entries = <ProtocolEntry*>calloc(count, sizeof(ProtocolEntry))
        t.declarers = <uint16_t*>calloc(len(self.findings), sizeof(uint16_t))
        if t.entries == NULL or t.declarers == NULL:
            raise MemoryError
        findings, reasons, first_field = len(ENGINE), 1, 1
        self.problems = []
        spaces = {"link": 0, "tcp.port": 1, "udp.port": 2}
        t.link_space, t.tcp_space, t.udp_space = 0, 1, 2
        for number, protocol in enumerate(protocols):
            self._fill(number, protocol, twins.get(protocol.key), spaces, first_field)
            self._firsts.append(first_field)
            first_field += len(gists[number].names)
            t.entries[number].first_finding, t.entries[number].first_reason = findings, reasons
            reasons += len(protocol.announces)
            for _ in protocol.findings:
                t.declarers[findings] = number
                findings += 1
        self._index(&t.streams, list(_openers(protocols, twins, True)))
        self._index(&t.datagrams, list(_openers(protocols, twins, False)))
        self._dispatch(protocols, spaces)
        layered = {(space, port) for protocol in protocols if protocol.layer < APPLICATION_LAYER
                   for space in PORTS for port in _keys(protocol.rides_on.get(space, ()))}
        for _, port in layered:
            t.layered_ports[port >> 6 & PORT_WORDS - 1] |= <uint64_t>1 << (port & 63)
        for protocol in protocols:
            if protocol.flow == Flow.ASSOCIATION:
                for key in _keys(protocol.rides_on.get("ip.protocol", ())):
                    t.associations[key >> 6 & 3] |= <uint64_t>1 << (key & 63)
        for number, protocol in enumerate(protocols):
            t.entries[number].is_asked = bool({space for space, _ in layered}.intersection(protocol.children))
        t.tcp_services = _services(_TCP_RANKS, TCP_CLIENTS, protocols, "tcp.port")
        t.udp_services = _services(_UDP_RANKS, UDP_CLIENTS, protocols, "udp.port")

    def field(self, uint32_t number):
        """(protocol id, define.Field) of an attribute. Raises UnknownNameError for a number that is none."""
        if not 0 < number < self.tables.field_count:
            raise UnknownNameError(f"There is no attribute number {number}.")
        found = self._known.get(number)
        if found is None:
            protocol = self.tables.fields[number].protocol
            found = self._known[number] = protocol, self.protocols[protocol].fields[number - self._firsts[protocol]]
        return found

    def kept_field(self, uint32_t number):
        """The same, as the attribute's values are kept with sessions. Raises UnknownNameError."""
        protocol, declared = self.field(number)
        return protocol, declared.kept

    def of_scope(self, scope):
        """The numbers of all attributes of a scope."""
        cdef uint32_t number
        cdef uint8_t wanted = SCOPES.index(scope)
        return [number for number in range(1, self.tables.field_count) if self.tables.fields[number].scope == wanted]

    def of_protocols(self, protocols):
        """The numbers of all attributes of these protocols, by id."""
        cdef uint32_t number
        return [number for number in range(1, self.tables.field_count)
                if self.tables.fields[number].protocol in protocols]

    def is_kept_whole(self, uint32_t number):
        """Do sessions keep all values of an attribute? Raises UnknownNameError for a number that is none."""
        if not 0 < number < self.tables.field_count:
            raise UnknownNameError(f"There is no attribute number {number}.")
        return self.tables.fields[number].scope == OF_SESSION and self.tables.fields[number].policy == KEEP_ALL

    def __dealloc__(self):
        cdef uint32_t i
        if self.tables.entries != NULL:
            for i in range(self.tables.count):
                free(<void*>self.tables.entries[i].fields)
                free(self.tables.entries[i].table)
        free(self.tables.entries)
        free(self.tables.fields)
        free(self.tables.keys)
        free(self.tables.values)
        free(self.tables.tcp_services)
        free(self.tables.udp_services)
        for openings in (<size_t>&self.tables.streams, <size_t>&self.tables.datagrams):
            free((<Openings*><size_t>openings).lists)
            free((<Openings*><size_t>openings).prefixes)
            free((<Openings*><size_t>openings).values)
        free(self.tables.declarers)

    cdef _fields(self, list gists):
        """All attributes, in the order of their protocols."""
        cdef Tables* t = &self.tables
        cdef FieldEntry* entry
        cdef uint16_t number
        cdef bytes packed
        assert FIELD.size == sizeof(FieldEntry)
        names = [""]
        for gist in gists:
            names += [f"{gist.told[0]}.{name}" for name in gist.names]
        if len(names) > 0xFFFF:
            raise ValueError("more than 65,535 attributes")
        self.field_names, t.field_count = tuple(names), len(names)
        self.field_ids = dict(zip(names[1:], range(1, len(names))))
        t.fields = entry = <FieldEntry*>calloc(len(names), sizeof(FieldEntry))
        if t.fields == NULL:
            raise MemoryError
        for number, gist in enumerate(gists):
            packed = gist.fields
            memcpy(entry + 1, <const uint8_t*>packed, len(packed))
            for _ in gist.names:
                entry += 1
                entry.protocol = number

    cdef _fill(self, uint16_t number, object protocol, object twin_object, dict spaces, uint16_t first_field):
        """One protocol's C entry."""
        cdef Twin twin
        cdef uint16_t* local
        cdef uint16_t at
        cdef ProtocolEntry* entry = &self.tables.entries[number]
        gist = gist_of(protocol)
        entry.header = protocol.header
        entry.is_flow = protocol.flow in (Flow.PORTS, Flow.IDENTIFIER, Flow.ASSOCIATION)
        entry.has_ends, entry.tunnel = protocol.flow == Flow.ADDRESSES, protocol.tunnel
        entry.is_application, entry.extends = protocol.layer == APPLICATION_LAYER, protocol.extends
        entry.tells, entry.is_guessed = protocol.tells, protocol.guessed
        entry.next_field = -1
        entry.space_count = len(protocol.children)
        for at, space in enumerate(protocol.children):
            entry.spaces[at] = spaces.setdefault(space, len(spaces))
        entry.table = <FieldSpec*>calloc(len(gist.places) + 1, sizeof(FieldSpec))
        local = <uint16_t*>calloc(len(gist.names) + 1, sizeof(uint16_t))
        entry.fields = local
        if entry.table == NULL or local == NULL:
            raise MemoryError
        for at in range(len(gist.names)):
            local[at] = first_field + (at if gist.local is None else gist.local[at])
        for at, place in enumerate(gist.places):
            _describe(&entry.table[at], place, first_field + place[0])
            if protocol.next and gist.names[place[0]] == protocol.next:
                entry.next_field = at
        entry.table_count = len(gist.places)
        if twin_object is None:
            return
        twin = twin_object
        entry.classify, entry.dissect = twin.classify, twin.dissect
        entry.probe_stream, entry.probe_datagram = twin.probe_stream, twin.probe_datagram
        entry.stream, entry.datagram, entry.gap = twin.stream, twin.datagram, twin.gap
        entry.state_size = twin.state_size
        entry.open, entry.end, entry.free, entry.copy = twin.open, twin.end, twin.free, twin.copy
        entry.program, entry.program_probe = twin.program, twin.program_probe
        entry.program_classify = twin.program_classify
        entry.is_worded = gist.layout is not None and gist.layout[0] and not protocol.twin and twin.datagram != NULL

    cdef _dispatch(self, list protocols, dict spaces):
        """The one hash of all key spaces; at most half full so that probes stay short."""
        cdef Tables* t = &self.tables
        cdef uint64_t at, wanted
        entries = []
        claimed = {}
        for number, protocol in enumerate(protocols):
            for space, keys in (*protocol.rides_on.items(), (OWN_KEYS, protocol.key)):
                for key in _keys(keys):
                    place = spaces.setdefault(space, len(spaces)), key_of_text(key) if isinstance(key, str) else key
                    if space in PORTS or place not in claimed:
                        entries.append((place, number))
                        claimed.setdefault(place, protocol.key)
                    else:
                        self.problems.append((protocol.key, key, f"{space} {key} is {claimed[place]}'s already"))
        size = 64
        while size < 2 * len(entries):
            size *= 2
        t.mask = size - 1
        t.keys = <uint64_t*>calloc(size, sizeof(uint64_t))
        t.values = <uint16_t*>calloc(size, sizeof(uint16_t))
        if t.keys == NULL or t.values == NULL:
            raise MemoryError
        for (space_number, key), number in entries:     # those on one port are found in this order
            wanted = ((<uint64_t>space_number << 32) | <uint32_t>key) + 1
            at = spread(wanted) & t.mask
            while t.keys[at]:
                at = (at + 1) & t.mask
            t.keys[at], t.values[at] = wanted, number

    cdef _index(self, Openings* openings, list openers):
        """Who begins with four bytes stands in a hash by them, others in lists by their first byte, once in each."""
        cdef uint32_t at, byte, size = 16
        lists = [[] for _ in range(256)]
        exact = {}
        for number, starts in openers:
            firsts = set()
            for start in (b"",) if starts is None else starts:
                if len(start) >= PREFIX_BYTES:
                    exact[start[:PREFIX_BYTES], number] = None
                else:
                    firsts.update(start[:1] or range(256))
            for byte in firsts:
                lists[byte].append(number)
        while size < 2 * len(exact):
            size *= 2
        openings.mask = size - 1
        openings.lists = <uint16_t*>calloc(sum(map(len, lists)) + 1, sizeof(uint16_t))
        openings.prefixes = <uint32_t*>calloc(size, sizeof(uint32_t))
        openings.values = <uint16_t*>calloc(size, sizeof(uint16_t))
        if openings.lists == NULL or openings.prefixes == NULL or openings.values == NULL:
            raise MemoryError
        for byte, members in enumerate(lists):
            openings.firsts[byte + 1] = openings.firsts[byte] + len(members)
            for at, number in enumerate(members):
                openings.lists[openings.firsts[byte] + at] = number
        for prefix, number in exact:
            wanted = int.from_bytes(prefix, "big")
            at = spread(wanted) & openings.mask
            while openings.values[at]:
                at = (at + 1) & openings.mask
            openings.prefixes[at], openings.values[at] = wanted, number
