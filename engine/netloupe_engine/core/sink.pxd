"""The attribute sink: where parsers put what they read, without Python and without malloc.

A parser names its fields by the local numbers of its table (F_..., see protocols/generate.py); `sink.fields` maps them
to catalogue ids. Only fields somebody wants are kept, so a parser just puts what it reads; it asks `wants` first only
where making the value is itself work.

Memory: items, arena and scratch belong to the handler and are reused; everything put is copied.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy

from .status cimport NOTE_ATTRIBUTE_LIMIT, NOTE_NONE
from .view cimport View, has


cdef enum Wanted:
    WANTED_SESSION = 1      # kept with the session
    WANTED_PACKET = 2       # kept for this packet: tree, extraction or callback
    WANTED_NESTING = 4      # nested nodes are kept too: the tree
    WANTED_GATHERED = 8     # by none of these: values of several packets are gathered, and go nowhere

cdef enum:
    FINDINGS_PER_PACKET = 8
    BRANCHES_MAX = 16           # parsers above the transport that read in one packet
    BUFFERS_MAX = 8             # derived from one packet
    UNFINISHED_MAX = 8          # messages that the end of a session cuts off
    DERIVED_BYTES = 1 << 18     # in all of them
    FIRST_DERIVED = 2           # number of the first derived buffer: 0 is the packet, 1 the reassembled datagram
    EXPECTED_MAX = 16           # sessions that one packet announces
    NAMED_MAX = 256             # addresses that it gives names to

cdef struct Item:           # one attribute value
    uint64_t number         # the value of numeric kinds (signed: two's complement; float: its bits); else arena offset
    int64_t at              # first byte, as an offset in the packet; negative: begins in an earlier packet
    uint32_t size           # bytes it was read from
    uint32_t length         # bytes of the value in the arena
    uint16_t field          # catalogue id
    uint8_t depth           # 0: directly below its layer
    uint8_t note            # Note
    uint8_t layer           # index of the layer: those of the packet's stack, then the sink's branches
    uint8_t way             # direction, 0 initiator to responder
    uint8_t buffer          # what `at` counts in: 0 the packet, 1 the reassembled datagram, from 2 on derived bytes

cdef struct FieldSpec:      # a field of a protocol's table that has a fixed place
    uint64_t mask           # 0: all bits
    uint32_t at             # in the header
    uint16_t field          # catalogue id
    uint8_t width           # bytes
    uint8_t shift           # to the right, after the mask
    uint8_t little          # byte order
    uint8_t is_bytes        # MAC, IPv6: copied, not read as a number
    uint8_t is_signed

cdef struct Derived:        # bytes that a parser made of others, for as long as the packet
    uint8_t* data
    uint32_t size
    uint16_t field          # catalogue id of the attribute that names them

cdef struct Branch:         # a parser above the transport that reads in this packet
    const void* parser
    int64_t at              # in its buffer; negative: begins in an earlier packet
    uint32_t size
    uint16_t protocol       # registry id
    uint16_t chain          # path of the application's parsers down to this one
    uint8_t parent          # index of the layer that carries it
    uint8_t buffer
    uint8_t depth           # parsers below it in this packet

cdef struct Expectation:    # a session to come, of which one end is known
    uint8_t address[16]     # of that end, IPv4 as ::ffff:a.b.c.d; all zero: the host that says so
    uint16_t port           # of that end; 0: the port that it is said from
    uint8_t transport       # IP protocol number
    uint8_t space           # local number of the key space in which `key` names who will speak there
    uint32_t key
    uint32_t detail         # what the one who will speak there is told when it is opened
    uint32_t seconds        # how long it is waited for
    uint16_t reason         # local number of the table's reasons to announce one
    uint16_t protocol       # registry id of who will speak; the stage finds it
    uint8_t way             # direction in which it was said

cdef struct Named:          # a host by the name that somebody asked for
    uint8_t address[16]     # IPv4 as ::ffff:a.b.c.d
    uint32_t seconds        # the name holds for
    uint32_t at             # of its text, in the arena
    uint8_t length
    uint8_t way             # direction of the answer: to who asked
    uint8_t is_asked        # the query was seen

cdef struct Unfinished:     # a message that was not whole when its session ended
    uint32_t packet         # in which it begins
    uint16_t protocol       # registry id

# What the application stage does for parsers (core/stage.pxd); `talk` is Sink.talk.
ctypedef bint (*SwitchTo)(void* talk, uint8_t space, uint32_t key, uint8_t ways) noexcept nogil
ctypedef void (*Carry)(void* talk, uint8_t space, uint32_t key, bint is_stream, uint64_t stream, View v,
                       uint32_t at, uint64_t lost) noexcept nogil
ctypedef bint (*Account)(void* talk, int64_t size) noexcept nogil
ctypedef bint (*Expect)(void* talk, const Expectation* expectation) noexcept nogil

cdef struct Stage:
    SwitchTo switch_to
    Carry carry
    Account account
    Expect expect

cdef struct Sink:
    Item* items
    uint32_t count
    uint32_t room
    uint8_t* arena
    uint32_t used
    uint32_t arena_room
    const uint8_t* wanted   # Wanted bits for each catalogue id
    const uint16_t* fields  # the current protocol's local number -> catalogue id
    const FieldSpec* table  # the current protocol's fields of fixed place
    uint32_t table_count
    uint8_t any_wanted      # some bit is set for the current protocol
    int64_t base            # packet offset of byte 0 of the View being parsed
    uint8_t depth
    uint8_t layer
    uint8_t way
    uint8_t note            # first Note raised by this call
    uint8_t is_cut          # behind the View's end bytes are missing that will never come: they are nobody's fault
    uint8_t buffer          # which buffer `base` counts in
    uint16_t protocol       # registry id of who reads now
    const void* program     # its layout, compiled; NULL: it has none
    const void* secrets     # crypto.secrets.SecretTable; NULL: none were given
    const Stage* stage      # NULL: nobody to ask, below the application
    void* talk
    Branch branches[BRANCHES_MAX]
    uint32_t branch_count
    uint8_t first_branch    # layer number of the first branch
    Derived derived[BUFFERS_MAX]
    uint32_t derived_count
    uint8_t* derived_bytes  # room of DERIVED_BYTES
    uint32_t derived_used
    uint8_t* scratch        # free use within one call
    uint32_t scratch_room
    uint16_t findings[FINDINGS_PER_PACKET]
    uint32_t finding_count
    uint16_t first_finding  # number of the current protocol's first one
    uint8_t malformed       # this call's message cannot be trusted
    uint16_t blamed         # registry id of whose note or malformed message it is
    uint16_t stopped        # catalogue id of the field at which the malformed message stopped to be read; 0: unknown
    uint32_t packet         # number of the packet that is read
    Unfinished unfinished[UNFINISHED_MAX]
    uint8_t unfinished_count
    uint8_t wakes           # of a stream: what of the other direction was not consumed is to be shown again
    uint8_t client          # 1 + direction of who asks, once something said tells; 0 before
    Expectation expected[EXPECTED_MAX]
    Named named[NAMED_MAX]
    uint8_t expected_count
    uint16_t named_count
    uint8_t expected_lost   # more were announced than are taken
    uint8_t names_lost      # more names were given than are taken
    uint8_t is_guess        # who reads may yet turn out to be another: the session does not take its name
    uint8_t stream_end      # nothing follows in `stream`
    uint64_t stream         # whose next bytes these are, where one parser reads several together (`carry_shared`)
    uint64_t stream_lost    # bytes of it that are lost before these
    uint32_t offered        # key of the first protocol that a handshake offers to speak inside, 0: none
    uint32_t agreed         # ... of the one it agrees on


cdef inline bint wants(const Sink* s, uint16_t local) noexcept nogil:
    """Does anybody want this field?"""
    return s.wanted[s.fields[local]] != 0


cdef inline Item* _take(Sink* s, uint16_t field, uint32_t at, uint32_t size) noexcept nogil:
    cdef Item* item
    if not s.wanted[field]:
        return NULL
    if s.count >= s.room:
        s.note, s.blamed = NOTE_ATTRIBUTE_LIMIT, s.protocol
        return NULL
    item = &s.items[s.count]
    s.count += 1
    item.number = 0
    item.at = s.base + at
    item.size = size
    item.length = 0
    item.field = field
    item.depth = s.depth
    item.note = NOTE_NONE
    item.layer = s.layer
    item.way = s.way
    item.buffer = s.buffer
    return item


cdef inline void put_number(Sink* s, uint16_t local, uint64_t value, uint32_t at, uint32_t size) noexcept nogil:
    """An integer, boolean, enumeration, flags, time or duration (ns) or IPv4 address (host order), at [at, at+size)."""
    cdef Item* item = _take(s, s.fields[local], at, size)
    if item != NULL:
        item.number = value


cdef inline void put_bytes(Sink* s, uint16_t local, const uint8_t* data, uint32_t length,
                           uint32_t at, uint32_t size) noexcept nogil:
    """Text, bytes, a MAC or an IPv6 address: `length` bytes copied from `data`, read at [at, at+size)."""
    cdef Item* item
    if length > s.arena_room - s.used:
        if s.wanted[s.fields[local]]:
            s.note, s.blamed = NOTE_ATTRIBUTE_LIMIT, s.protocol
        return
    item = _take(s, s.fields[local], at, size)
    if item != NULL:
        memcpy(s.arena + s.used, data, length)
        item.number = s.used
        item.length = length
        s.used += length


cdef inline void open_node(Sink* s, uint16_t local, uint32_t at, uint32_t size) noexcept nogil:
    """A nested attribute begins: what follows until `close_node` is below it. Its kind is NESTED."""
    _take(s, s.fields[local], at, size)
    s.depth += 1


cdef inline void close_node(Sink* s) noexcept nogil:
    s.depth -= 1


cdef inline void put_note(Sink* s, uint8_t note) noexcept nogil:
    """This packet has an oddity; the first one of a call is kept, and marks the last attribute put."""
    if s.note == NOTE_NONE:
        s.note, s.blamed = note, s.protocol
    if s.count:
        s.items[s.count - 1].note = note


cdef inline void put_finding(Sink* s, uint16_t local) noexcept nogil:
    """Something worth a look in this session at this packet: a FINDING_... of the protocol's table."""
    if s.finding_count < FINDINGS_PER_PACKET:
        s.findings[s.finding_count] = s.first_finding + local
        s.finding_count += 1


cdef inline void note_client(Sink* s, bint speaks) noexcept nogil:
    """What is said tells who is the client: who said it (`speaks`), or the other side. The first one counts."""
    if s.client == 0:
        s.client = 1 + (s.way if speaks else 1 - s.way)


cdef inline void put_host_name(Sink* s, const uint8_t* address, const uint8_t* name, uint8_t length,
                               uint32_t seconds, bint is_asked) noexcept nogil:
    """Who this is said to may call the host of the 16 bytes at `address` by this name from now on. `is_asked`: they
    were seen to ask."""
    cdef Named* named = &s.named[s.named_count - 1] if s.named_count else NULL
    cdef bint is_same = named != NULL and named.length == length and memcmp(s.arena + named.at, name, length) == 0
    cdef uint32_t at = named.at if is_same else s.used
    if s.named_count == NAMED_MAX or (not is_same and length > s.arena_room - s.used):
        s.names_lost = 1
        return
    if not is_same:
        memcpy(s.arena + s.used, name, length)
        s.used += length
    named = &s.named[s.named_count]
    s.named_count += 1
    memcpy(named.address, address, sizeof(named.address))
    named.at, named.length, named.seconds, named.way, named.is_asked = at, length, seconds, s.way, is_asked


cdef inline void put_malformed(Sink* s) noexcept nogil:
    """The message contradicts itself. Of several in a packet the first one is told."""
    if not s.malformed:
        s.malformed, s.blamed, s.stopped = 1, s.protocol, 0


cdef inline void put_malformed_at(Sink* s, uint16_t local) noexcept nogil:
    """The message contradicts itself at this field."""
    if not s.malformed:
        put_malformed(s)
        s.stopped = s.fields[local]


cdef inline void put_unfinished(Sink* s, uint32_t packet) noexcept nogil:
    """The session has ended, and the message that begins in this packet is not whole."""
    if s.unfinished_count < UNFINISHED_MAX:
        s.unfinished[s.unfinished_count].packet, s.unfinished[s.unfinished_count].protocol = packet, s.protocol
        s.unfinished_count += 1


cdef inline void put_table(Sink* s, View v, uint32_t at) noexcept nogil:
    """All fields of fixed place of the current protocol, whose header begins at `at` of `v`, but for those cut off."""
    cdef uint32_t i, k, where
    cdef uint64_t value
    cdef const FieldSpec* spec
    cdef Item* item
    if not s.any_wanted:
        return
    for i in range(s.table_count):
        spec = &s.table[i]
        if not s.wanted[spec.field] or not has(v, <uint64_t>at + spec.at, spec.width):
            continue
        where = at + spec.at
        if spec.is_bytes:
            if spec.width > s.arena_room - s.used:
                s.note, s.blamed = NOTE_ATTRIBUTE_LIMIT, s.protocol
                return
            item = _take(s, spec.field, where, spec.width)
            if item != NULL:
                memcpy(s.arena + s.used, v.data + where, spec.width)
                item.number = s.used
                item.length = spec.width
                s.used += spec.width
            continue
        value = 0
        for k in range(spec.width):
            value = (value << 8) | v.data[where + (spec.width - 1 - k if spec.little else k)]
        if spec.mask:
            value = (value & spec.mask) >> spec.shift
        if spec.is_signed and spec.width < 8 and value >> (8 * spec.width - 1):
            value |= ~<uint64_t>0 << (8 * spec.width)
        item = _take(s, spec.field, where, spec.width)
        if item != NULL:
            item.number = value
