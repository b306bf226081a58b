"""Try a protocol on bytes, from Python: what its table and compiled twin say, without a capture or a handler.

    from netloupe_engine.protocols import inspect
    inspect.classify(_tcp.TWIN, data, network_length=40)
    inspect.dissect(_tcp.TWIN, TCP, data)
    inspect.feed(_http.TWIN, HTTP, (0, b"GET / HTTP/1.1\\r\\n"), (0, b"\\r\\n"))

For people writing protocols and for their tests; the pipeline never comes here. The bytes are laid directly before a
page that cannot be read: a parser that reads past the end dies here and not on somebody's desk.
"""
from collections import namedtuple

from ..core.text import address_text
from .define import Kind

from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy, memset
from posix.mman cimport MAP_ANON, MAP_FAILED, MAP_PRIVATE, PROT_NONE, PROT_READ, PROT_WRITE, mmap, mprotect, munmap

from ..core.facts cimport Facts, Step
from ..core.sink cimport (DERIVED_BYTES, WANTED_NESTING, WANTED_PACKET, WANTED_SESSION, Expectation, Item, Sink, Stage,
                          put_table)
from ..core.stage cimport BY_PROBE
from ..core.stage cimport key_of_text as _key_of_text
from ..core.status cimport DONE, FINAL, FRAGMENT, GIVE_UP, MALFORMED, NEXT, UNSURE, Guess, Verdict
from ..core.view cimport View
from ..layouts.reading cimport NO_VALUE
from .compiled cimport CompiledRegistry, ProtocolEntry
from .findings cimport FINDING_PACKET_MALFORMED
from .twin cimport Twin

VERDICTS = ("NEXT", "FINAL", "FRAGMENT", "MALFORMED", "NOT_MINE")
GUESSES = ("REFUTED", "NEED_MORE_BYTES", "LIKELY", "CERTAIN")
ANSWERS = {GIVE_UP: "GIVE_UP", DONE: "DONE", UNSURE: "UNSURE"}

Attribute = namedtuple("Attribute", "name value at size depth note way buffer")
Attribute.__doc__ = """A value a parser put: number or text, its bytes [at, at + size), nesting depth, Note, direction,
and in which buffer the bytes are (0: what was given, from 2 on derived ones)."""
Fed = namedtuple("Fed", "answers attributes findings asked")
Fed.__doc__ = """What `feed` made of a conversation: for each piece the bytes consumed or the name of a Feed, all
attributes, the keys of findings, and what other parsers were asked for: ("switch", key space, key, direction bits) and
("carry", key space, key, stream or None, bytes), a key space being "probe" where the child is to be recognised, and
("expect", key space, key, port), 0 being the port it is said from."""

cdef enum:
    PAGE_BYTES = 4096
    ITEMS = 16384
    ARENA_BYTES = 4 << 20
    SCRATCH_BYTES = 1 << 20


cdef class _Guarded:
    """A copy of some bytes whose end is the end of the readable memory. Owns its mapping."""

    cdef uint8_t* pages
    cdef size_t mapped
    cdef View view

    def __cinit__(self, bytes data):
        cdef size_t room = (len(data) // PAGE_BYTES + 1) * PAGE_BYTES
        cdef void* pages = mmap(NULL, room + PAGE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
        if pages == MAP_FAILED:
            raise MemoryError
        self.pages = <uint8_t*>pages
        self.mapped = room + PAGE_BYTES
        mprotect(self.pages + room, PAGE_BYTES, PROT_NONE)
        self.view.size = <uint32_t>len(data)
        self.view.data = self.pages + room - len(data)
        memcpy(self.pages + room - len(data), <const uint8_t*>data, len(data))

    def __dealloc__(self):
        if self.pages != NULL:
            munmap(self.pages, self.mapped)


cdef class _Bench:
    """A sink in which every field of one protocol is wanted, with the memory behind it."""

    cdef Sink sink
    cdef CompiledRegistry registry      # of this protocol alone
    cdef uint8_t* wanted
    cdef tuple spaces                   # of its children
    cdef list asked

    def __cinit__(self, Twin twin, protocol):
        cdef const ProtocolEntry* entry
        self.registry = CompiledRegistry([protocol], {protocol.key: twin})
        entry = &self.registry.tables.entries[0]
        self.wanted = <uint8_t*>calloc(self.registry.tables.field_count, 1)
        self.sink.items = <Item*>calloc(ITEMS, sizeof(Item))
        self.sink.arena = <uint8_t*>calloc(ARENA_BYTES, 1)
        self.sink.scratch = <uint8_t*>calloc(SCRATCH_BYTES, 1)
        if self.wanted == NULL or self.sink.items == NULL or self.sink.arena == NULL or self.sink.scratch == NULL:
            raise MemoryError
        memset(self.wanted, WANTED_SESSION | WANTED_PACKET | WANTED_NESTING, self.registry.tables.field_count)
        self.sink.room = ITEMS
        self.sink.arena_room = ARENA_BYTES
        self.sink.scratch_room = SCRATCH_BYTES
        self.sink.table = entry.table
        self.sink.table_count = entry.table_count
        self.sink.fields = entry.fields
        self.sink.first_finding = entry.first_finding
        self.sink.wanted = self.wanted
        self.sink.derived_bytes = <uint8_t*>calloc(DERIVED_BYTES, 1)
        self.sink.stage, self.sink.talk, self.sink.program = &_stage, <void*>self, entry.program
        self.spaces, self.asked = protocol.children, []
        self.sink.any_wanted = WANTED_SESSION | WANTED_PACKET | WANTED_NESTING

    def __dealloc__(self):
        free(self.wanted)
        free(self.sink.items)
        free(self.sink.arena)
        free(self.sink.scratch)
        free(self.sink.derived_bytes)

    cdef list attributes(self):
        """What was put so far, as Python values."""
        cdef uint32_t i
        cdef Item* item
        out = []
        for i in range(self.sink.count):
            item = &self.sink.items[i]
            field = self.registry.field(item.field)[1]
            data = <bytes>(self.sink.arena + item.number)[:item.length] if item.length else b""
            value = _value(field.type.kind, item.number, data) if not item.way & NO_VALUE else None
            if field.scale != 1 and value is not None:
                value *= field.scale
            out.append(Attribute(field.name, value, item.at, item.size, item.depth, item.note, item.way & 1,
                                 item.buffer))
        return out


cdef object _space(_Bench bench, uint8_t space):
    return "probe" if space == BY_PROBE else bench.spaces[space]


cdef bint _switch_to(void* bench, uint8_t space, uint32_t key, uint8_t ways) noexcept with gil:
    (<_Bench>bench).asked.append(("switch", _space(<_Bench>bench, space), key, ways or 1 << (<_Bench>bench).sink.way))
    return True


_PARTS = ("carry", "carry a part", "carry the last part")


cdef void _carry(void* bench, uint8_t space, uint32_t key, bint is_stream, uint64_t stream, View v, uint32_t at,
                 uint64_t lost) noexcept with gil:
    data = lost if is_stream and lost else (<const char*>v.data)[:v.size]
    (<_Bench>bench).asked.append(("carry" if is_stream else _PARTS[lost], _space(<_Bench>bench, space), key,
                                  stream if is_stream else None, data))


cdef bint _account(void* bench, int64_t size) noexcept nogil:
    return True


cdef bint _expect(void* bench, const Expectation* expectation) noexcept with gil:
    (<_Bench>bench).asked.append(("expect", _space(<_Bench>bench, expectation.space), expectation.key,
                                  expectation.port))
    return True


cdef Stage _stage
_stage.switch_to, _stage.carry, _stage.account, _stage.expect = &_switch_to, &_carry, &_account, &_expect


cdef object _value(kind, uint64_t number, bytes data):
    cdef double real
    if kind == Kind.MAC:
        return data.hex(":")
    if kind == Kind.IPV4:
        return address_text((<uint32_t>number).to_bytes(4, "big"))
    if kind == Kind.IPV6:
        return address_text(data)
    if kind == Kind.STRING:
        return data.decode("utf-8", "backslashreplace")
    if kind == Kind.BYTES:
        return data
    if kind == Kind.BOOLEAN:
        return bool(number)
    if kind == Kind.NESTED:
        return None
    if kind in (Kind.SIGNED, Kind.TIME, Kind.DURATION):
        return <int64_t>number
    if kind == Kind.FLOAT:
        memcpy(&real, &number, sizeof(real))
        return real
    return number


cdef dict _stated(const Facts* facts):
    """The facts as a dict. Not Cython's own conversion: it takes the addresses for text that ends with a zero."""
    size = {0: 0, 4: 4, 6: 16}[facts.family]
    return {
        "source": facts.source[:size] if facts.source != NULL else b"",
        "target": facts.target[:size] if facts.target != NULL else b"",
        "vlan": facts.vlan, "fragment_id": facts.fragment_id, "fragment_at": facts.fragment_at,
        "fragment_more": facts.fragment_more, "network_length": facts.network_length, "family": facts.family,
        "protocol": facts.protocol, "ports": (facts.ports[0], facts.ports[1]),
        "identifier": facts.identifier, "payload_length": facts.payload_length, "seq": facts.seq, "ack": facts.ack,
        "checksum": facts.checksum, "window": facts.window, "mss": facts.mss,
        "tcp_flags": facts.tcp_flags, "window_shift": facts.window_shift, "sack_permitted": facts.sack_permitted,
        "is_response": facts.is_response}


cdef object _classify(Twin twin, View view, Step* step, Facts* facts, dict given):
    """The verdict of one layer; `given` holds what layers further out would have stated."""
    cdef Verdict verdict
    if twin.classify == NULL:
        raise ValueError("this twin classifies nothing")
    memset(step, 0, sizeof(Step))
    memset(facts, 0, sizeof(Facts))
    source, target = given.get("source", b""), given.get("target", b"")     # the caller's dict keeps them alive
    if given.keys() - {"source", "target", "vlan", "cut", "network_length", "family", "protocol"}:
        raise ValueError("outer layers state source, target, vlan, cut, network_length, family and protocol")
    facts.source = <const uint8_t*><bytes>source if source else NULL
    facts.target = <const uint8_t*><bytes>target if target else NULL
    facts.vlan = given.get("vlan", 0)
    facts.cut = given.get("cut", 0)
    facts.network_length = given.get("network_length", view.size)
    facts.family = given.get("family", {0: 0, 4: 4, 16: 6}[len(source)])
    facts.protocol = given.get("protocol", 0)
    with nogil:
        verdict = twin.classify(view, step, facts)
    if verdict in (NEXT, FINAL, FRAGMENT) and step.header > view.size:
        raise AssertionError(f"a header of {step.header} bytes in {view.size}")
    if verdict == MALFORMED and not step.note:
        raise AssertionError("malformed without a note")
    return VERDICTS[<int>verdict]


def classify(Twin twin, bytes data not None, /, **given):
    """What a layer's `classify` says of `data`, as a dict: `verdict`, everything in Step, and `facts` (a dict).

    Keyword arguments are facts of the layers outside it: source and target (bytes), vlan, cut (bytes the capture cut
    off), network_length (default: the length of `data`), family, protocol, ttl.
    """
    cdef Step step
    cdef Facts facts
    cdef _Guarded guarded = _Guarded(data)
    verdict = _classify(twin, guarded.view, &step, &facts, given)
    return {"verdict": verdict, **step, "facts": _stated(&facts)}


def dissect(Twin twin, protocol, bytes data not None, /, **given):
    """The attributes of one layer: first the table's, then what the twin adds. `given` as for `classify`.

    A layer that is malformed shows the table's fields that are there.
    """
    cdef Step step
    cdef Facts facts
    cdef _Guarded guarded = _Guarded(data)
    cdef _Bench bench = _Bench(twin, protocol)
    verdict = _classify(twin, guarded.view, &step, &facts, given)
    if step.extent and step.extent < guarded.view.size:
        guarded = _Guarded(data[:step.extent])
    put_table(&bench.sink, guarded.view, 0)
    if verdict in ("NEXT", "FINAL", "FRAGMENT") and twin.dissect != NULL:
        with nogil:
            twin.dissect(guarded.view, step.header, &bench.sink)
    if bench.sink.depth:
        raise AssertionError("a node was opened and not closed")
    return bench.attributes()


def probe(Twin twin, bytes data not None, uint8_t way=0, *, bint datagram=False, bint cut=False):
    """How sure the twin is that `data` begins a conversation in its protocol: the name of a Guess.

    With `cut`, `data` is what a capture with a snap length left of it.
    """
    cdef _Guarded guarded = _Guarded(data)
    cdef Guess guess
    if (twin.probe_datagram if datagram else twin.probe_stream) == NULL and twin.program_probe == NULL:
        raise ValueError("this twin has no such probe")
    with nogil:
        guess = (twin.program_probe(twin.program, not datagram, guarded.view, way, cut) if twin.program_probe != NULL
                 else twin.probe_datagram(guarded.view, way, cut) if datagram
                 else twin.probe_stream(guarded.view, way, cut))
    return GUESSES[<int>guess]


def key_of_text(bytes text not None):
    """The number by which compiled code knows a child that is named by text."""
    return _key_of_text(text, <uint32_t>len(text))


def feed(Twin twin, protocol, *pieces, datagram=None, int64_t now_ns=0, bint cut=False):
    """Plays a conversation to an application twin and answers `Fed`.

    A piece is (direction, bytes); in a stream (direction, number) says that so many bytes are missing: what the twin
    left unconsumed is given a last time, cut, and 0 does only that. Otherwise it is given again with the next piece of
    that direction. Offsets of attributes count in the direction's stream, or in the datagram. Ends early at GIVE_UP.
    `datagram` chooses between the twin's two functions; it is needed only where a twin has both. `cut`: of the
    datagrams only the beginnings are there.
    """
    cdef _Bench bench = _Bench(twin, protocol)
    cdef _Guarded guarded
    cdef int64_t answer
    cdef uint8_t way
    cdef uint8_t* state
    if datagram is None:
        if twin.stream != NULL and twin.datagram != NULL:
            raise ValueError("say datagram=True or False: this twin reads both")
        datagram = twin.stream == NULL
    if (twin.datagram if datagram else twin.stream) == NULL:
        raise ValueError("this twin has no such function")
    waiting, consumed, done, answers = [b"", b""], [0, 0], [False, False], []
    state = <uint8_t*>calloc(twin.state_size + 1, 1)
    if state == NULL:
        raise MemoryError
    if twin.open != NULL:
        twin.open(state, BY_PROBE, 0, &bench.sink)
    try:
        for way, piece in pieces:
            bench.sink.way = way
            if done[way]:
                continue
            answer = 0
            if datagram:
                guarded = _Guarded(piece)
                bench.sink.base = 0
                bench.sink.is_cut = cut
                with nogil:
                    answer = twin.datagram(state, way, guarded.view, now_ns, &bench.sink)
            else:
                lost = piece if isinstance(piece, int) else None
                guarded = _Guarded(waiting[way] + (piece if lost is None else b""))
                bench.sink.base = consumed[way]
                bench.sink.is_cut = lost is not None
                if guarded.view.size:
                    with nogil:
                        answer = twin.stream(state, way, guarded.view, now_ns, &bench.sink)
                if answer > <int64_t>guarded.view.size:
                    raise AssertionError(f"{answer} bytes consumed of {guarded.view.size}")
                if answer >= 0:
                    waiting[way] = guarded.view.data[answer:guarded.view.size]
                    consumed[way] += answer
                if answer >= 0 and lost:
                    lost += len(waiting[way])
                    answer = twin.gap(state, way, lost, &bench.sink) if twin.gap != NULL else <int64_t>GIVE_UP
                    consumed[way] += lost
                if lost is not None:
                    waiting[way] = b""
            if bench.sink.depth:
                raise AssertionError("a node was opened and not closed")
            answers.append(ANSWERS.get(answer, answer))
            if answer == DONE:
                done[way] = True
            if answer == GIVE_UP:
                break
    finally:
        if twin.free != NULL:
            twin.free(state)
        free(state)
    findings = [bench.registry.findings[bench.sink.findings[i]].key for i in range(bench.sink.finding_count)]
    if bench.sink.malformed:
        findings.append(bench.registry.findings[FINDING_PACKET_MALFORMED].key)
    return Fed(answers, bench.attributes(), findings, bench.asked)
