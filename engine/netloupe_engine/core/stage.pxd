"""What a parser of the application stage asks for: that another parser reads, room for derived bytes, an expectation.

A child is named by a number or text in one of the key spaces of the parser's table (`Protocol.children`, by local
number), as below the application. Text is hashed: `key_of_text`. In the space "protocol" every protocol is known by
its own key. A child nobody knows is no error: its bytes count as unknown.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from .sink cimport BUFFERS_MAX, DERIVED_BYTES, Derived, Expectation, FIRST_DERIVED, Sink
from .view cimport View

cdef enum:
    BY_PROBE = 0xFF         # in place of a key space: the child is recognised by its first bytes, `key` is a port hint
    THIS_WAY = 0            # of `switch_*`: the direction being read; else bits of directions
    BOTH_WAYS = 3

cdef enum:
    ELSEWHERE = -0x7FFFFFFF # place of bytes that no buffer of the packet has

cdef enum Part:             # of a message, in place of bytes of a stream that are lost
    WHOLE = 0
    PART = 1                # more follow ...
    LAST_PART = 2           # ... until here


cdef inline uint32_t key_of_text(const uint8_t* text, uint32_t size) noexcept nogil:
    """The key of a name such as an ALPN or a subprotocol (FNV-1a, 32 bits)."""
    cdef uint32_t value = 2166136261, i
    for i in range(size):
        value = (value ^ text[i]) * <uint32_t>16777619
    return value


cdef inline bint switch_by_key(Sink* s, uint8_t space, uint32_t key, uint8_t ways) noexcept nogil:
    """Behind what this call will answer as consumed, everything of these directions is the child's; of the other
    direction, what it has not consumed. The parser is asked no more for them. False: no protocol has this key."""
    return s.stage != NULL and s.stage.switch_to(s.talk, space, key, ways)


cdef inline bint switch_by_probe(Sink* s, uint32_t port, uint8_t ways) noexcept nogil:
    """The same, where the child has to be recognised. `port` hints at it, 0: none."""
    return s.stage != NULL and s.stage.switch_to(s.talk, BY_PROBE, port, ways)


cdef inline void carry_by_key(Sink* s, uint8_t space, uint32_t key, View v, uint32_t at) noexcept nogil:
    """`v`, which begins at `at` of what is being read, is one message of the child's."""
    if s.stage != NULL:
        s.stage.carry(s.talk, space, key, False, 0, v, at, 0)


cdef inline void carry_by_probe(Sink* s, uint32_t port, View v, uint32_t at) noexcept nogil:
    """The same, where the child has to be recognised."""
    if s.stage != NULL:
        s.stage.carry(s.talk, BY_PROBE, port, False, 0, v, at, 0)


cdef inline void carry_stream_by_key(Sink* s, uint8_t space, uint32_t key, uint64_t stream, View v,
                                     uint32_t at) noexcept nogil:
    """`v` are the next bytes of an ordered stream of the child's in this direction, one of several that it may have.
    What the child does not consume is kept for it."""
    if s.stage != NULL:
        s.stage.carry(s.talk, space, key, True, stream, v, at, 0)


cdef inline void carry_part(Sink* s, uint8_t space, uint32_t key, uint16_t local, bint is_last, View v,
                            uint32_t at) noexcept nogil:
    """`v` is a part of a message of the child's, which it reads when the last one is there. What several parts are
    together is a derived buffer, named by a field of the table."""
    if s.stage != NULL:
        s.stage.carry(s.talk, space, key, False, local, v, at, LAST_PART if is_last else PART)


cdef inline void carry_gap(Sink* s, uint8_t space, uint32_t key, uint64_t stream, uint64_t size) noexcept nogil:
    """The next `size` bytes of such a stream are lost."""
    cdef View none
    none.data, none.size = NULL, 0
    if s.stage != NULL:
        s.stage.carry(s.talk, space, key, True, stream, none, 0, size)


cdef inline void carry_shared(Sink* s, uint8_t space, uint32_t key, uint64_t stream, uint64_t lost, bint is_end, View v,
                              uint32_t at) noexcept nogil:
    """`v` are the next bytes of one of several ordered streams which one child reads together: it finds in the sink
    which, how many bytes are lost before these, and whether nothing follows. What it does not consume it keeps."""
    if s.stage == NULL:
        return
    s.stream, s.stream_lost, s.stream_end = stream, lost, is_end
    s.stage.carry(s.talk, space, key, False, 0, v, at, 0)
    s.stream, s.stream_lost, s.stream_end = 0, 0, False


cdef inline bint stage_account(Sink* s, int64_t size) noexcept nogil:
    """The parser's state is about to own `size` bytes more, or owns less; False: a limit forbids it. What it still has
    when its `free` is called is taken back by itself. Only of use in protocols with that hook."""
    return s.stage == NULL or s.stage.account(s.talk, size)


cdef inline bint expect(Sink* s, const Expectation* expectation) noexcept nogil:
    """Announce a session: who opens it is shown first to the protocol named here. False: nobody has this key, or the
    packet has announced enough."""
    return s.stage != NULL and s.stage.expect(s.talk, expectation)


cdef inline uint8_t derive(Sink* s, uint16_t local, uint32_t size) noexcept nogil:
    """Room for `size` bytes made of others, named by a field of the table: the number of their buffer, or 0 where there
    is no room. They are written to `derived_at(s, number).data`, and live as long as the packet."""
    cdef Derived* made
    if s.derived_count >= BUFFERS_MAX or s.derived_bytes == NULL or size > DERIVED_BYTES - s.derived_used:
        return 0
    made = &s.derived[s.derived_count]
    made.data, made.size, made.field = s.derived_bytes + s.derived_used, size, s.fields[local]
    s.derived_used += size
    s.derived_count += 1
    return <uint8_t>(FIRST_DERIVED + s.derived_count - 1)


cdef inline Derived* derived_at(Sink* s, uint8_t buffer) noexcept nogil:
    """The buffer of this number, which `derive` gave."""
    return &s.derived[buffer - FIRST_DERIVED]


cdef inline void trim(Sink* s, uint8_t buffer, uint32_t size) noexcept nogil:
    """Only the first `size` bytes of a buffer were needed. Of the last one that was made the others are free again."""
    cdef Derived* made = derived_at(s, buffer)
    if made.data + made.size == s.derived_bytes + s.derived_used:
        s.derived_used -= made.size - size
    made.size = size


cdef inline void underive(Sink* s, uint8_t buffer) noexcept nogil:
    """Give the buffer that `derive` gave last back: nobody put anything at a place in it."""
    s.derived_count -= 1
    s.derived_used -= derived_at(s, buffer).size


cdef inline void wake_other_way(Sink* s) noexcept nogil:
    """What a stream's parser has not consumed of the other direction is shown again, once this direction's bytes are
    read: now it is known what they are. A switch does so by itself."""
    s.wakes = 1


cdef inline void read_derived(Sink* s, uint8_t buffer) noexcept nogil:
    """From here on, places of values and of what is carried count in this buffer. Who says so keeps `s.buffer` and
    `s.base` from before, and puts them back."""
    s.buffer, s.base = buffer, 0
