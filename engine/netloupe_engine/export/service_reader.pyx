"""ServiceReader: whose service a session is. Asked of the values that are kept with it, whenever somebody wants to
know: no packet pays for it, and rules may change.

What counts most is asked first (model.ServiceWay); the first that says something else is the runner-up.
"""
from cpython.buffer cimport PyBUF_SIMPLE, PyBUF_WRITABLE, PyBuffer_Release, PyObject_GetBuffer
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

from ..attributes.kept cimport Kept, KeptStore, bytes_of, field_of, kept_at, length_of
from ..classify.services.service_index cimport Match, ServiceIndex
from ..core.pool cimport vector_at, vector_free, vector_init, vector_push
from ..sessions.store cimport Row
from .memory cimport Memory

from ..model import Confidence
from ..sessions.columns import DERIVED

cdef enum Way:              # mirrors model.ServiceWay
    BY_PERSON = 1
    BY_SERVER_NAME = 2
    BY_HOST = 3
    BY_CERTIFICATE = 4
    BY_PAYLOAD = 5
    BY_DNS = 6
    BY_ADDRESS = 7
    BY_PORT = 8
    WAYS = 9

cdef enum:
    LIKELY = 1              # model.Confidence
    CERTAIN = 2
    HEADS_MAX = 4096        # attributes of a session that are looked at
    VALUES_MAX = 64         # of an attribute, besides its first value
    NAME_BITS = 12          # names a chunk
    HANDLER = 0             # places in _PLACES
    ATTRIBUTES = 1
    NAME = 2
    NAMED_PACKET = 3
    RESPONDER = 4
    FAMILY = 5
    PORT = 6
    PROTOCOL = 7
    APPLICATION = 8

_PLACES = ("handler", "attributes", "responder_name", "named_packet", "responder", "family", "responder_port",
           "ip_protocol", "application")


cdef class ServiceReader:
    """Whose services the sessions of an analysis are, by an index of rules. Any thread.

    `ways` are those attributes that say something, by catalogue id (below `fields`) which model.ServiceWay; `said`,
    by row, whose a person says that they are; `begun`, by row, the rules about payloads that hold.
    """

    def __cinit__(self, Memory memory, ServiceIndex index, dict ways, uint32_t fields, dict said, dict begun):
        self.memory, self.index, self.fields = memory, index, fields
        if not vector_init(&self.names, sizeof(Match), NAME_BITS):
            raise MemoryError
        self.ways = <uint8_t*>calloc(fields + 1, sizeof(uint8_t))
        self.said = <Said*>calloc(len(said) + 1, sizeof(Said))
        self.begun = <Said*>calloc(len(begun) + 1, sizeof(Said))
        if self.ways == NULL or self.said == NULL or self.begun == NULL:
            raise MemoryError
        if len(_PLACES) != SERVICE_PLACES or CERTAIN != Confidence.CERTAIN or sizeof(Served) != sum(
                int(column.type[1:]) for column in DERIVED):
            raise SystemError("the columns of services and their C row differ")
        for at, name in enumerate(_PLACES):
            self.places[<uint32_t>at] = memory.store.places[name]
        for field, way in ways.items():
            self.ways[<uint32_t>field] = way
        for row, service in sorted(said.items()):
            self.said[self.said_count] = Said(row, 0, service)
            self.said_count += 1
        for row, rule in sorted(begun.items()):
            self.begun[self.begun_count] = Said(row, rule, index.rules[rule][1])
            self.begun_count += 1

    def __dealloc__(self):
        vector_free(&self.names)
        free(self.ways)
        free(self.said)
        free(self.begun)

    def learn(self, list names):
        """Look up what DNS told since: `names` are all, the first of which is none. Raises MemoryError."""
        cdef Match* place
        while self.names.count < len(names):
            text = (names[<object>self.names.count] or "").encode("utf-8", "replace")
            place = <Match*>vector_push(&self.names)
            if place == NULL:
                raise MemoryError("no memory left for the names of hosts")
            place[0] = self.index.name(<const uint8_t*><char*>text, <uint32_t>len(text))

    def column(self, str name, uint64_t first, uint64_t last, out):
        """Fill an array with a column's values of rows [first, last)."""
        cdef Py_buffer buffer
        cdef uint32_t at, width
        cdef uint64_t i
        at, width = _place_of(name)
        PyObject_GetBuffer(out, &buffer, PyBUF_WRITABLE)
        with nogil:
            for i in range(last - first if last > first else 0):
                self._put(<uint8_t*>buffer.buf, i, first + i, at, width)
        PyBuffer_Release(&buffer)

    def take(self, str name, rows, out):
        """The same of these rows, a contiguous array of u8."""
        cdef Py_buffer buffer, wanted
        cdef uint32_t at, width
        cdef uint64_t i
        at, width = _place_of(name)
        PyObject_GetBuffer(rows, &wanted, PyBUF_SIMPLE)
        PyObject_GetBuffer(out, &buffer, PyBUF_WRITABLE)
        with nogil:
            for i in range(wanted.len // sizeof(uint64_t)):
                self._put(<uint8_t*>buffer.buf, i, (<const uint64_t*>wanted.buf)[i], at, width)
        PyBuffer_Release(&buffer)
        PyBuffer_Release(&wanted)

    def cells(self, uint64_t row):
        """All columns of a row by name."""
        cdef Served served
        self.read(row, &served)
        return served

    cdef void _put(self, uint8_t* out, uint64_t i, uint64_t row, uint32_t at, uint32_t width) noexcept nogil:
        cdef Served served
        cdef const uint8_t* value = <const uint8_t*>&served + at
        self.read(row, &served)
        if width == 4:
            (<uint32_t*>out)[i] = (<const uint32_t*>value)[0]
        elif width == 2:
            (<uint16_t*>out)[i] = (<const uint16_t*>value)[0]
        else:
            out[i] = value[0]

    cdef void read(self, uint64_t row, Served* out) noexcept nogil:
        """A row that is in the store; of others all is nothing."""
        cdef Facts facts
        cdef uint8_t handler = self.memory.store.value(row, self.places[HANDLER])[0]
        facts.lists = &self.memory.lists[handler if handler < self.memory.handlers else 0]
        facts.attributes = (<const uint32_t*>self.memory.store.value(row, self.places[ATTRIBUTES]))[0]
        facts.responder_name = (<const uint32_t*>self.memory.store.value(row, self.places[NAME]))[0]
        facts.named_packet = (<const uint32_t*>self.memory.store.value(row, self.places[NAMED_PACKET]))[0]
        facts.responder = self.memory.store.value(row, self.places[RESPONDER])
        facts.family = self.memory.store.value(row, self.places[FAMILY])[0]
        facts.responder_port = (<const uint16_t*>self.memory.store.value(row, self.places[PORT]))[0]
        facts.ip_protocol = self.memory.store.value(row, self.places[PROTOCOL])[0]
        facts.application = (<const uint16_t*>self.memory.store.value(row, self.places[APPLICATION]))[0]
        self._decide(row, &facts, out)

    cdef void read_row(self, uint64_t row, const Row* values, Served* out) noexcept nogil:
        """A row that has been read."""
        cdef Facts facts
        facts.lists = &self.memory.lists[values.handler if values.handler < self.memory.handlers else 0]
        facts.attributes, facts.responder_name = values.attributes, values.responder_name
        facts.named_packet, facts.family = values.named_packet, values.family
        facts.responder = <const uint8_t*>&values.responder[0]
        facts.responder_port, facts.ip_protocol = values.responder_port, values.ip_protocol
        facts.application = values.application
        self._decide(row, &facts, out)

    cdef void _offer(self, Served* out, uint16_t service, uint32_t rule, uint8_t way, uint32_t packet) noexcept nogil:
        """Something is known; what was known before counts more."""
        if service == 0:
            return
        if out.service == 0:
            out.service, out.service_rule, out.service_by, out.service_packet = service, rule, way, packet
            out.category = self.index.category_of[service]
            out.service_confidence = CERTAIN if way <= BY_HOST else LIKELY
        elif out.service_other == 0 and service != out.service:
            out.service_other = service

    cdef void _decide(self, uint64_t row, const Facts* facts, Served* out) noexcept nogil:
        cdef Match found
        cdef const Said* said = _said_of(self.said, self.said_count, row)
        memset(out, 0, sizeof(Served))
        if said != NULL:
            self._offer(out, said.service, 0, BY_PERSON, 0)
        self._kept(facts, out)
        said = _said_of(self.begun, self.begun_count, row)
        if said != NULL:
            self._offer(out, said.service, said.rule, BY_PAYLOAD, 0)
        if facts.responder_name and facts.responder_name < self.names.count:
            found = (<const Match*>vector_at(&self.names, facts.responder_name))[0]
            self._offer(out, found.service, found.rule, BY_DNS, facts.named_packet)
        if facts.family == 4 or facts.family == 6:
            found = self.index.address(facts.responder + (12 if facts.family == 4 else 0),
                                       4 if facts.family == 4 else 16)
            self._offer(out, found.service, found.rule, BY_ADDRESS, 0)
        if facts.responder_port and out.service == 0 and facts.application == 0:
            found = self.index.port(facts.ip_protocol, facts.responder_port)
            self._offer(out, found.service, found.rule, BY_PORT, 0)

    cdef void _kept(self, const Facts* facts, Served* out) noexcept nogil:
        """By the names that its values have; of one attribute the first value that says something."""
        cdef const KeptStore* kept = facts.lists.kept
        cdef const Kept* value
        cdef Match[WAYS] found
        cdef uint32_t[WAYS] packets
        cdef uint32_t head = facts.attributes, at, turn = 0, field, i, _
        cdef Match one
        cdef uint8_t way
        memset(found, 0, sizeof(found))
        while head and head <= kept.values.count and turn < HEADS_MAX:
            turn += 1
            field = field_of(kept, head - 1)
            way = self.ways[field] if field < self.fields else 0
            value = kept_at(kept, head - 1)
            if way:
                one = self.index.name(bytes_of(kept, value), length_of(value))
                if one.service:
                    found[way], packets[way] = one, value.packet
                else:
                    at = value.last
                    for _ in range(VALUES_MAX):     # from the newest back
                        if at == head or at == 0 or at > kept.values.count:
                            break
                        value = kept_at(kept, at - 1)
                        one = self.index.name(bytes_of(kept, value), length_of(value))
                        if one.service:
                            found[way], packets[way] = one, value.packet
                        at = value.link
                    value = kept_at(kept, head - 1)
            head = value.link
        for i in range(BY_SERVER_NAME, BY_CERTIFICATE + 1):
            self._offer(out, found[i].service, found[i].rule, <uint8_t>i, packets[i] if found[i].service else 0)


cdef const Said* _said_of(const Said* some, uint32_t count, uint64_t row) noexcept nogil:
    """What is said of a row; NULL for nothing."""
    cdef uint32_t low = 0, high = count, middle
    while low < high:
        middle = (low + high) // 2
        if some[middle].row < row:
            low = middle + 1
        else:
            high = middle
    return &some[low] if low < count and some[low].row == row else NULL


cdef tuple _place_of(str name):
    """Where a column is in a Served, and its width. Raises KeyError."""
    at = 0
    for column in DERIVED:
        width = int(column.type[1:])
        if column.name == name:
            return at, width
        at += width
    raise KeyError(name)
