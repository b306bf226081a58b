"""Context: everything one handler owns. Used by one thread at a time; shares nothing mutable with other handlers."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..attributes.kept cimport KeptStore
from ..classify.parsers cimport ParserPool
from ..classify.talk cimport Conversation
from ..core.pool cimport Pool, Vector, fixed_at, pool_at, pool_take
from ..core.sink cimport Item, Sink
from ..packet.decode cimport Decoder
from ..sessions.tags cimport Associations
from ..sessions.reassembly cimport StreamPool
from ..sessions.connection_ids cimport Connections
from ..sessions.session cimport NONE, Cold, Extras, Session
from ..sessions.table cimport SessionTable
from ..sessions.tcp cimport TcpTrack
from .announcements cimport Announcements

cdef enum TimeoutKind:
    KIND_OTHER = 0
    KIND_TCP = 1
    KIND_SCTP = 2
    KIND_UDP = 3
    KIND_COUNT = 4

cdef enum:
    NEVER = 0x7FFFFFFFFFFFFFFF
    TIMEOUT_MAX_NS = 4_492_800_000_000_000  # 52 days; longer is NEVER
    STATES = 7
    WAITS = STATES + 1      # kinds of silence: by state, and after a reset
    AFTER_RESET = STATES
    TRACK_BITS = 12         # records a chunk, as powers of two
    CONVERSATION_BITS = 10

cdef struct Fresh:          # a session that began in this batch
    int64_t start_ns
    uint32_t serial
    uint32_t packet
    uint32_t index

cdef struct Late:           # a packet whose session is known only now: a fragment, a SYN that was doubted
    uint32_t packet
    uint32_t serial
    uint8_t way

cdef struct Raised:         # a finding
    uint32_t serial
    uint32_t packet
    uint16_t kind           # CompiledRegistry.findings
    uint16_t protocol
    uint16_t field          # catalogue id of where a malformed message stopped to be read, 0: nobody says
    uint8_t detail          # Note of malformed packets

cdef struct KindShare:      # findings of one kind
    uint64_t raised         # in all
    uint64_t kept           # of them in Context.raised
    uint32_t* packets       # of the earliest of them, `count` of at most Context.share; a heap, its latest in front
    uint32_t count
    uint32_t room

cdef struct Extracted:      # an attribute value wanted for its packet
    Item item
    uint32_t packet
    uint32_t serial

cdef struct Context:
    Decoder decoder
    SessionTable table
    Pool tracks             # TcpTrack
    Pool troubles           # Troubles
    Pool doubts             # Doubt
    Pool extras             # Extras
    Pool recents            # Recent
    Pool conversations      # Conversation, of TCP sessions
    Pool exchanges          # the same in datagrams, without streams
    Vector inners           # Inner
    StreamPool streams
    ParserPool parsers      # those above the first of a conversation
    Associations associations   # of SCTP
    Connections connections # QUIC's, in tunnels
    Vector history          # Transition
    KeptStore kept          # values of sessions
    Vector raised           # Raised
    Vector tallies          # Tally by path
    Vector fresh            # Fresh, of this batch
    Vector ended            # session indexes, of this batch
    Vector turned           # serials of sessions whose direction turned, an entry each time
    Vector dirty            # session indexes changed since the last publication
    Vector late             # Late, of this batch
    Announcements* expected # sessions to come between the hosts of those that announced them, by share; NULL: none
    int64_t expected_until_ns   # the latest of all
    Vector announced        # Announcement, of this batch
    Vector announced_text   # ... and names in them
    Vector extracted        # Extracted, of this batch
    Vector extracted_bytes
    Sink sink
    uint8_t* wanted             # by catalogue id
    uint8_t* protocol_wanted    # by protocol id
    int64_t timeouts[WAITS][KIND_COUNT]     # by what `session_waits` says
    int64_t clock
    int64_t now_ns          # the packet's time; of one whose time stamp is far off all others the time before it
    uint64_t active_max
    KindShare* kinds        # by number of finding
    uint32_t kind_count
    uint32_t share          # findings of one kind that are listed
    uint64_t malformed
    uint64_t unprocessed
    uint32_t serials        # sessions so far
    uint32_t adopted        # session whose doubted SYN the next session begins with, NONE
    uint32_t attributes_max     # a session
    uint16_t roams          # registry id of the protocol whose connections are known by ids
    uint8_t path_flow       # 1 + the packet's flow that is new to its session, of other ends; 0 none
    uint8_t paths           # ... and how many pairs of ends that makes
    uint16_t assumed        # a replay: who speaks on the session, 0: find out
    uint8_t several         # interfaces captured: each may have the same packets, a burst later
    uint8_t publishing      # somebody watches: keep the list of dirty sessions
    uint8_t extracting      # packet attributes are wanted
    uint8_t lower_wanted    # ... of layers below the application
    uint8_t rehearsing      # what is found now is forgotten again
    uint8_t out_of_memory


cdef inline bint expects(const Context* c) noexcept nogil:
    """May a session that begins now be announced?"""
    return c.expected != NULL and c.now_ns <= c.expected_until_ns


cdef inline TcpTrack* track_at(const Context* c, uint32_t index) noexcept nogil:
    return <TcpTrack*>fixed_at(&c.tracks.records, index, sizeof(TcpTrack), TRACK_BITS)


cdef inline Conversation* conversation_at(const Context* c, uint32_t index) noexcept nogil:
    """Of a session in TCP."""
    return <Conversation*>fixed_at(&c.conversations.records, index, sizeof(Conversation), CONVERSATION_BITS)


cdef inline Pool* talks(Context* c, uint8_t transport) noexcept nogil:
    """The pool that holds the conversations of such sessions."""
    return &c.conversations if transport == KIND_TCP else &c.exchanges


# ------------------------------------------------------------ what only some sessions have
cdef inline void* rare(Context* c, Pool* pool, uint32_t* place) noexcept nogil:
    """The record at index + 1 in `place`, made if there is none; NULL when out of memory."""
    cdef uint32_t index
    if place[0] == 0:
        index = pool_take(pool)
        if index == NONE:
            c.out_of_memory = 1
            return NULL
        place[0] = index + 1
    return pool_at(pool, place[0] - 1)


cdef inline Extras* extras_for(Context* c, Cold* beside) noexcept nogil:
    """A session's Extras, made if there are none; NULL when out of memory."""
    return <Extras*>rare(c, &c.extras, &beside.extras)


cdef inline Extras* extras_of(const Context* c, const Cold* beside) noexcept nogil:
    """A session's Extras, NULL if there are none."""
    return <Extras*>pool_at(&c.extras, beside.extras - 1) if beside.extras else NULL


cdef inline uint64_t vlan_of(const Context* c, const Session* s, const Cold* beside) noexcept nogil:
    """As Facts.vlan: the tags of a session's packets, of both directions where they differ."""
    cdef const Extras* extras = extras_of(c, beside)
    return extras.vlan if extras != NULL and extras.vlan else s.key.vlan
