"""The parsers of one session, as records: who reads, what they carry, what each of them keeps."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.pool cimport Pool
from ..core.view cimport View
from ..protocols.compiled cimport ProtocolEntry, Tables
from ..sessions.reassembly cimport StreamPool

cdef enum:
    PARSERS_MAX = 8         # on top of each other
    CARRIED_MAX = 128       # children one parser carries at a time: the oldest makes room
    STATE_BYTES_INSIDE = 16     # a state no larger than this can lie in the record of its conversation
    SWITCH_SHIFT = 4        # of ParserMark

cdef enum ParserMark:
    PARSER_DONE = 1         # this bit and the next: nothing more to learn from the direction
    PARSER_CONFIRMED = 4    # a first message was read without contradiction
    PARSER_DOUBTED = 8      # announced where another protocol has its port: what is said decides
    PARSER_SWITCHED = 16    # this bit and the next: bytes of the direction are the switched child's
    PARSER_TRANSPORT = 64   # what carries all others is the transport: no member of their paths
    PARSER_UNSURE = 128     # a guess that its parser is not sure of: the verdict waits

cdef enum ChildKind:
    SWITCHED = 0            # reads in its parent's place
    MESSAGES = 1            # reads messages that its parent carries
    STREAM = 2              # reads a stream of its own in them

cdef struct Parser:
    void* state             # of its protocol
    uint16_t protocol       # registry id, 0 while it is to be recognised
    uint8_t attempts        # to recognise it
    uint8_t marks           # ParserMarks
    uint32_t children       # index + 1 of the newest Child, 0 none

cdef struct Rest:           # bytes of a carried stream that wait for more
    uint8_t* data
    uint32_t size
    uint32_t room

cdef struct Child:
    Parser parser
    uint64_t stream         # number that its parent gave its stream
    uint32_t next           # index + 1 of the parent's next older child
    uint32_t key            # under which it was opened
    uint8_t space
    uint8_t kind            # ChildKind
    uint8_t broken          # bits of directions: parts of a message are missing, the others are passed over
    Rest rests[2]           # of a STREAM; of MESSAGES the parts of one that are there

cdef struct ParserPool:     # of a handler
    Pool children           # Child
    StreamPool* streams     # limits, and what is held
    const Tables* tables


cdef inline Child* child_at(const ParserPool* pool, uint32_t place) noexcept nogil:
    """The child of `Parser.children` or `Child.next`; NULL where there is none."""
    if place == 0:
        return NULL
    return <Child*>(pool.children.records.chunks[(place - 1) >> pool.children.records.chunk_bits]
                    + ((place - 1) & ((<uint32_t>1 << pool.children.records.chunk_bits) - 1)) * sizeof(Child))


cdef inline Child* switched_child(const ParserPool* pool, const Parser* p) noexcept nogil:
    """Who reads in the parser's place, or NULL."""
    cdef Child* child = child_at(pool, p.children)
    while child != NULL and child.kind != SWITCHED:
        child = child_at(pool, child.next)
    return child


# The state of the parser's protocol, zeroed; where `inside` is not NULL and it fits, there. False: out of memory.
cdef bint state_open(ParserPool* pool, Parser* p, void* inside) noexcept nogil
# Gives back what the parser's state is and owns; it may open another one.
cdef void state_free(ParserPool* pool, Parser* p, void* inside) noexcept nogil
# `size` more bytes, or fewer, that the state owns; False where a limit forbids them.
cdef bint state_account(ParserPool* pool, Parser* p, int64_t size) noexcept nogil
# A new child of `p`, protocol and state still none; NULL without memory, or where a limit forbids it.
cdef Child* child_new(ParserPool* pool, Parser* p) noexcept nogil
# The child opened so before, or NULL; `count` is how many carried ones there are.
cdef Child* child_find(const ParserPool* pool, const Parser* p, uint8_t kind, uint8_t space, uint32_t key,
                       uint64_t stream, uint32_t* count) noexcept nogil
# Gives the oldest carried child of `p` back.
cdef void child_drop_oldest(ParserPool* pool, Parser* p) noexcept nogil
# Keep bytes that wait; False where a limit forbids it.
cdef bint rest_add(ParserPool* pool, Rest* rest, View v) noexcept nogil
cdef void rest_drop(ParserPool* pool, Rest* rest) noexcept nogil
# Of messages above `p` whose first parts have come in this direction, not all will come.
cdef void parts_break(ParserPool* pool, Parser* p, uint8_t way) noexcept nogil
# Gives everything above `p` back.
cdef void children_free(ParserPool* pool, Parser* p) noexcept nogil
# Makes `to`, a zeroed record, as `of` is, with all above it. What it holds counts. False: out of memory, and what was
# made is to be given back as usual.
cdef bint parser_copy(ParserPool* pool, Parser* to, void* inside, const Parser* of,
                      const void* of_inside) noexcept nogil
