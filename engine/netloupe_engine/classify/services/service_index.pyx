"""ServiceIndex: the rules of all services as tables that are asked without Python.

A name is asked from its end, a table look-up for each of its labels; an address bit by bit, in a tree. Rules of a
user's own go before ours, then the longer ones before the shorter ones.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc

from .rules import TRANSPORTS, Domain, Network, Pattern, Ports

cdef enum:
    WHOLE = 1               # the name alone, none below it
    OWN = 2                 # a user's
    NAME_MAX = 255          # bytes of a name that are looked at (RFC 1035, section 2.3.4)
    PORT_DIGITS = 5
    LABELS_MAX = 16         # of a name, from its end

cdef uint64_t BASIS = <uint64_t>0xCBF29CE484222325      # FNV-1a, over the bytes from the last to the first
cdef uint64_t FACTOR = <uint64_t>0x100000001B3


cdef inline uint8_t _lower(uint8_t sign) noexcept nogil:
    return sign | 0x20 if c'A' <= sign <= c'Z' else sign


cdef inline bint _same(const uint8_t* small, const uint8_t* name, uint32_t size) noexcept nogil:
    """Is `name` this one in small letters?"""
    cdef uint32_t i
    for i in range(size):
        if _lower(name[i]) != small[i]:
            return False
    return True


cdef uint32_t _host_size(const uint8_t* name, uint32_t size) noexcept nogil:
    """How much of "www.example.com.:8080" is the name."""
    cdef uint32_t end = size, digits = 0
    while digits < PORT_DIGITS and end > 0 and c'0' <= name[end - 1] <= c'9':
        end -= 1
        digits += 1
    if end > 0 and name[end - 1] == c':':
        size = end - 1
    return size - 1 if size > 0 and name[size - 1] == c'.' else size


cdef class ServiceIndex:
    """Of services with their rules, as rules.Declared; those of a user's own last. Immutable; any thread."""

    def __cinit__(self, declared):
        cdef uint16_t number
        cdef uint8_t rank
        services, categories, rules, patterns = [None], [None], [None], []
        self.numbers, known = {}, {}
        self.made = bytearray()
        count = sum(len(one.rules) for one in declared)
        self.slots = 64
        while self.slots < 2 * count + 1:
            self.slots *= 2
        self.entries = <Entry*>calloc(self.slots, sizeof(Entry))
        self.ranges = <Range*>calloc(count + 1, sizeof(Range))
        self.category_of = <uint16_t*>calloc(len(declared) + 1, sizeof(uint16_t))
        if self.entries == NULL or self.ranges == NULL or self.category_of == NULL:
            raise MemoryError
        self.roots[0] = self._node()    # below nothing, so that 0 can stand for none
        self.roots[1] = self._node()
        for one in declared:
            service = one.service
            place = self.numbers.get(service.name)
            if place is None:
                place = self.numbers[service.name] = len(services)
                services.append(service)
            elif service.is_own and not services[place].is_own:
                services[place] = service
            number = place
            if service.category not in known:
                known[service.category] = len(categories)
                categories.append(service.category)
            self.category_of[number] = known[service.category]
            rank = OWN if service.is_own else 0
            for rule in one.rules:
                kind = type(rule)
                if kind is Domain:
                    self._take_name(rule, len(rules), number, rank)
                elif kind is Network:
                    self._take_network(rule, len(rules), number, rank)
                elif kind is Ports:
                    self.ranges[self.range_count] = Range(len(rules), number, rule.first, rule.last,
                                                          TRANSPORTS[rule.transport], rank)
                    self.range_count += 1
                elif kind is Pattern:
                    patterns.append(len(rules))
                rules.append((rule, place))
        self.services, self.categories, self.rules = tuple(services), tuple(categories), tuple(rules)
        self.patterns = tuple(sorted(patterns, key=self._is_ours))
        self.texts, self.made = bytes(self.made), None
        self.text = self.texts

    def __dealloc__(self):
        free(self.entries)
        free(self.nodes)
        free(self.ranges)
        free(self.category_of)

    def _is_ours(self, number):
        return not self.services[self.rules[number][1]].is_own

    cdef int _take_name(self, object rule, uint32_t number, uint16_t service, uint8_t rank) except -1:
        cdef bytes text = rule.name.encode()
        cdef const uint8_t* name = text
        cdef uint64_t digest = BASIS
        cdef uint32_t i, slot, size = len(text)
        cdef Entry* entry
        rank |= WHOLE if rule.is_whole else 0
        for i in range(size):
            digest = (digest ^ name[size - 1 - i]) * FACTOR
        slot = <uint32_t>(digest ^ digest >> 32) & (self.slots - 1)
        while self.entries[slot].rule:
            entry = &self.entries[slot]
            if (entry.digest == digest and entry.rank == rank and entry.size == size
                    and self.made[entry.at:entry.at + size] == text):
                return 0                # whoever said it first has it
            slot = (slot + 1) & (self.slots - 1)
        self.entries[slot] = Entry(digest, len(self.made), number, service, <uint8_t>size, rank)
        self.entry_count += 1
        self.made += text
        return 0

    cdef int _node(self) except -1:
        """A new node of the tree."""
        cdef Node* nodes
        if self.node_count == self.node_room:
            self.node_room = max(<uint32_t>1024, 2 * self.node_room)
            nodes = <Node*>realloc(self.nodes, self.node_room * sizeof(Node))
            if nodes == NULL:
                raise MemoryError
            self.nodes = nodes
        self.nodes[self.node_count] = Node([0, 0], 0, 0, 0)
        self.node_count += 1
        return self.node_count - 1

    cdef int _take_network(self, object rule, uint32_t number, uint16_t service, uint8_t rank) except -1:
        cdef bytes address = rule.address
        cdef const uint8_t* octets = address
        cdef uint32_t i, at = self.roots[len(address) == 16], below
        cdef int bit
        for i in range(<uint32_t>rule.bits):
            bit = octets[i >> 3] >> (7 - (i & 7)) & 1
            if not self.nodes[at].below[bit]:
                below = self._node()
                self.nodes[at].below[bit] = below
            at = self.nodes[at].below[bit]
        if not self.nodes[at].rule or rank > self.nodes[at].rank:
            self.nodes[at].rule, self.nodes[at].service, self.nodes[at].rank = number, service, rank
        return 0

    cdef Match name(self, const uint8_t* name, uint32_t size) noexcept nogil:
        """Whose a host's name is, which may have a port behind it."""
        cdef Match found = Match(0, 0), here = Match(0, 0)
        cdef uint64_t digest = BASIS
        cdef uint32_t at, slot, labels = 0
        cdef const Entry* entry
        cdef uint8_t rank, best = 0
        size = _host_size(name, size)
        if size > NAME_MAX or self.entry_count == 0:
            return found
        at = size
        while at > 0 and labels < LABELS_MAX:
            at -= 1
            digest = (digest ^ _lower(name[at])) * FACTOR
            if at > 0 and name[at - 1] != c'.':
                continue
            labels += 1
            slot = <uint32_t>(digest ^ digest >> 32) & (self.slots - 1)
            here.rule = rank = 0
            while self.entries[slot].rule:
                entry = &self.entries[slot]
                if (entry.digest == digest and entry.size == size - at and (entry.rank >= rank or here.rule == 0)
                        and (at == 0 or not entry.rank & WHOLE)
                        and _same(self.text + entry.at, name + at, size - at)):
                    here.rule, here.service, rank = entry.rule, entry.service, entry.rank
                slot = (slot + 1) & (self.slots - 1)
            if here.rule and rank & OWN >= best:
                found, best = here, rank & OWN
        return found

    cdef Match address(self, const uint8_t* address, uint32_t size) noexcept nogil:
        """Whose an address of 4 or 16 bytes is."""
        cdef Match found = Match(0, 0)
        cdef uint32_t i = 0, at = self.roots[size == 16]
        cdef uint8_t best = 0
        cdef const Node* node
        while True:
            node = &self.nodes[at]
            if node.rule and node.rank >= best:
                found.rule, found.service, best = node.rule, node.service, node.rank
            if i == 8 * size:
                break
            at = node.below[address[i >> 3] >> (7 - (i & 7)) & 1]
            if at == 0:
                break
            i += 1
        return found

    cdef Match port(self, uint8_t protocol, uint16_t port) noexcept nogil:
        """Whose a server's port is."""
        cdef Match found = Match(0, 0)
        cdef uint32_t i
        cdef uint8_t best = 0
        cdef const Range* one
        for i in range(self.range_count):
            one = &self.ranges[i]
            if (one.protocol == protocol and one.first <= port <= one.last
                    and (found.rule == 0 or one.rank > best)):
                found.rule, found.service, best = one.rule, one.service, one.rank
        return found

    def of_name(self, str name):
        """(number of the service, number of the rule) of a host's name; zeros for nobody's."""
        cdef bytes text = name.encode("utf-8", "replace")
        cdef Match found = self.name(text, <uint32_t>min(len(text), 0xFFFF))
        return found.service, found.rule

    def of_address(self, bytes address):
        """The same of an address of 4 or 16 bytes. Raises ValueError for others."""
        cdef Match found
        if len(address) != 4 and len(address) != 16:
            raise ValueError(f"{len(address)} bytes are no address")
        found = self.address(address, len(address))
        return found.service, found.rule

    def of_port(self, uint8_t protocol, uint16_t port):
        """The same of a server's port."""
        cdef Match found = self.port(protocol, port)
        return found.service, found.rule

    def number_of(self, str name):
        """Number of a service; 0 for what is none."""
        return self.numbers.get(name, 0)

    def category_number(self, uint32_t service):
        """Number of a service's category."""
        return self.category_of[service] if service < len(self.services) else 0

    @property
    def names(self):
        """Names of services by number; None is 0."""
        return [service and service.name for service in self.services]

    @property
    def memory(self):
        """Bytes of the tables."""
        return (self.slots * sizeof(Entry) + len(self.texts) + self.node_room * sizeof(Node)
                + self.range_count * sizeof(Range) + len(self.services) * sizeof(uint16_t))
