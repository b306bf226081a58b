"""Memory: what a handler takes when it begins and gives back at its end."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

from ..attributes.kept cimport (ARENA_BITS, KEPT_BITS, Kept, KeptColumn, Undone, kept_free,
                                kept_init)
from ..attributes.places cimport Places
from ..classify.parsers cimport Child
from ..classify.requests cimport STAGE
from ..classify.talk cimport EXCHANGE_BYTES, Conversation
from ..core.hash cimport draw_secret
from ..crypto.secrets cimport Secrets
from ..core.pool cimport (Pool, Vector, pool_free, pool_init, vector_bytes, vector_free, vector_init,
                          vector_huge)
from ..core.sink cimport DERIVED_BYTES, WANTED_PACKET, WANTED_SESSION, Item
from ..packet.fragments cimport (FRAGMENT_SHARES, SHARE_BYTES_MIN, fragment_bytes, fragment_table_free,
                                 fragment_table_new)
from ..packet.path cimport paths_free, paths_init
from ..packet.tunnels cimport tunnels_bytes, tunnels_free
from ..sessions.connection_ids cimport connections_bytes, connections_free, connections_init
from ..sessions.tags cimport associations_bytes, associations_free
from ..protocols.compiled cimport OF_SESSION, UNKNOWN_PROTOCOL, CompiledRegistry, FieldEntry
from ..sessions.copies cimport Recent
from ..sessions.session cimport NONE, Extras, Inner, Transition
from ..sessions.table cimport Slot, cold, table_free, table_init
from ..sessions.tcp cimport TcpTrack
from ..sessions.troubles cimport Doubt, Troubles
from ..statistics.tally cimport Tally
from .announcements cimport Announcement, announcements_bytes, announcements_free
from .context cimport (CONVERSATION_BITS, KIND_COUNT, KIND_OTHER, KIND_UDP, NEVER, TIMEOUT_MAX_NS, TRACK_BITS, WAITS,
                       Context, Extracted, Fresh, KindShare, Late, Raised)
from .lifecycle cimport session_release


cdef enum:
    SINK_ITEMS = 8192
    SINK_ARENA = 1 << 19
    SINK_SCRATCH = 1 << 18
    SLAB_BITS = 12
    HISTORY_BITS = 14
    SMALL_BITS = 10
    FEW_BITS = 6


cdef tuple _pools(Context* c):
    """What is taken for a session and given back: (pool, bytes a record, records a chunk as a power of two)."""
    return ((<size_t>&c.tracks, sizeof(TcpTrack), TRACK_BITS),
            (<size_t>&c.troubles, sizeof(Troubles), SMALL_BITS),
            (<size_t>&c.doubts, sizeof(Doubt), FEW_BITS),
            (<size_t>&c.extras, sizeof(Extras), SMALL_BITS),
            (<size_t>&c.recents, sizeof(Recent), FEW_BITS),
            (<size_t>&c.conversations, sizeof(Conversation), CONVERSATION_BITS),
            (<size_t>&c.exchanges, EXCHANGE_BYTES, SLAB_BITS),
            (<size_t>&c.parsers.children, sizeof(Child), SMALL_BITS),
            (<size_t>&c.kept.places, sizeof(Places), SMALL_BITS))


cdef tuple _vectors(Context* c):
    """What grows: (vector, bytes a record, records a chunk as a power of two)."""
    return ((<size_t>&c.inners, sizeof(Inner), SMALL_BITS),
            (<size_t>&c.history, sizeof(Transition), HISTORY_BITS),
            (<size_t>&c.kept.values, sizeof(Kept), KEPT_BITS),
            (<size_t>&c.kept.arena, 1, ARENA_BITS),
            (<size_t>&c.kept.undone, sizeof(Undone), SMALL_BITS),
            (<size_t>&c.raised, sizeof(Raised), SMALL_BITS),
            (<size_t>&c.tallies, sizeof(Tally), SMALL_BITS),
            (<size_t>&c.fresh, sizeof(Fresh), SMALL_BITS),
            (<size_t>&c.ended, sizeof(uint32_t), HISTORY_BITS),
            (<size_t>&c.turned, sizeof(uint32_t), SMALL_BITS),
            (<size_t>&c.dirty, sizeof(uint32_t), HISTORY_BITS),
            (<size_t>&c.late, sizeof(Late), SMALL_BITS),
            (<size_t>&c.announced, sizeof(Announcement), SMALL_BITS),
            (<size_t>&c.announced_text, 1, ARENA_BITS),
            (<size_t>&c.extracted, sizeof(Extracted), SMALL_BITS),
            (<size_t>&c.extracted_bytes, 1, ARENA_BITS))


cdef int context_open(Context* c, CompiledRegistry registry, settings, int handlers, Secrets secrets) except -1:
    """Make a zeroed context ready for one of so many handlers, with secrets if not None. Raises MemoryError, OSError;
    close it then too."""
    c.decoder.tables = c.parsers.tables = &registry.tables
    c.parsers.streams, c.sink.stage = &c.streams, &STAGE
    c.sink.secrets = &secrets.table if secrets is not None else NULL   # also without one: sessions say what they lack
    if not draw_secret(&c.decoder.secret):
        raise OSError("the system has no random numbers")
    c.decoder.fragments = fragment_table_new(max(SHARE_BYTES_MIN, settings.fragments_bytes_max // FRAGMENT_SHARES),
                                             &c.decoder.secret)
    c.sink.items = <Item*>malloc(SINK_ITEMS * sizeof(Item))
    c.sink.arena = <uint8_t*>malloc(SINK_ARENA)
    c.sink.scratch = <uint8_t*>malloc(SINK_SCRATCH)
    c.sink.derived_bytes = <uint8_t*>malloc(DERIVED_BYTES)
    c.sink.room, c.sink.arena_room, c.sink.scratch_room = SINK_ITEMS, SINK_ARENA, SINK_SCRATCH
    c.sink.wanted = c.wanted = <uint8_t*>calloc(registry.tables.field_count + 1, 1)
    c.protocol_wanted = <uint8_t*>calloc(registry.tables.count, 1)
    c.kind_count = len(registry.findings)
    c.kinds = <KindShare*>calloc(c.kind_count, sizeof(KindShare))
    if (c.decoder.fragments == NULL or c.sink.items == NULL or c.sink.arena == NULL or c.sink.scratch == NULL
            or c.sink.derived_bytes == NULL or c.wanted == NULL or c.protocol_wanted == NULL or c.kinds == NULL
            or not kept_init(&c.kept, registry.tables.field_count)
            or not table_init(&c.table, &c.decoder.secret) or not paths_init(&c.decoder.paths, &c.decoder.secret)):
        raise MemoryError
    for pool, size, bits in _pools(c):
        if not pool_init(<Pool*><size_t>pool, size, bits):
            raise MemoryError
    for vector, size, bits in _vectors(c):
        if not vector_init(<Vector*><size_t>vector, size, bits):
            raise MemoryError
    # What packets of many sessions touch in no order.
    vector_huge(&c.tracks.records)
    vector_huge(&c.conversations.records)
    c.streams.bytes_max = settings.reassembly_bytes_max
    c.streams.stream_bytes_max = settings.stream_bytes_max
    c.active_max = max(1, settings.active_sessions_max // handlers)
    c.share = settings.findings_max
    c.adopted = NONE
    c.roams = registry.ids.get("quic", UNKNOWN_PROTOCOL)
    c.attributes_max = min(settings.session_attributes_max, 0xFFFF)
    _set_policies(c, registry)
    _set_timeouts(c, settings)
    open_connections(&c.connections, settings)
    context_want(c, registry, {})
    return 0


cdef void context_close(Context* c):
    """Give back what `context_open` took, and what sessions hold that are in the table yet. Other threads run Python
    meanwhile: of a big capture it takes a while."""
    cdef uint32_t index
    cdef Pool* of_pool
    cdef Vector* of_vector
    with nogil:
        _close_table(c)
        paths_free(&c.decoder.paths)
        tunnels_free(&c.decoder.tunnels)
        associations_free(&c.associations)
        connections_free(&c.connections)
        if c.expected != NULL:
            for index in range(FRAGMENT_SHARES):
                announcements_free(&c.expected[index])
            free(c.expected)
        if c.decoder.fragments != NULL:
            fragment_table_free(c.decoder.fragments)
    for pool, _, _ in _pools(c):
        of_pool = <Pool*><size_t>pool
        with nogil:
            pool_free(of_pool)
    for vector, _, _ in _vectors(c):
        of_vector = <Vector*><size_t>vector
        with nogil:
            vector_free(of_vector)
    with nogil:
        kept_free(&c.kept)
        if c.kinds != NULL:
            for index in range(c.kind_count):
                free(c.kinds[index].packets)
    for block in (<size_t>c.kinds, <size_t>c.sink.items, <size_t>c.sink.arena, <size_t>c.sink.scratch,
                  <size_t>c.sink.derived_bytes, <size_t>c.wanted, <size_t>c.protocol_wanted):
        free(<void*><size_t>block)


cdef void _close_table(Context* c) noexcept nogil:
    cdef uint32_t index
    if c.table.now.slots != NULL:
        for index in range(c.table.hot.records.count):
            if c.table.hot.records.chunks[index >> c.table.hot.records.chunk_bits] != NULL \
                    and cold(&c.table, index).serial:
                session_release(c, index)
    table_free(&c.table)


cdef uint64_t context_bytes(Context* c):
    """Memory of what lives: sessions, the hash over them, what they wait for, fragments. Any thread."""
    cdef uint32_t share
    cdef uint64_t total = c.streams.bytes + fragment_bytes(c.decoder.fragments)
    total += tunnels_bytes(&c.decoder.tunnels) + associations_bytes(&c.associations) + connections_bytes(&c.connections)
    if c.expected != NULL:
        for share in range(FRAGMENT_SHARES):
            total += announcements_bytes(&c.expected[share])
    if c.table.now.slots != NULL:
        total += (c.table.now.mask + 1) * sizeof(Slot)
    for pool in (<size_t>&c.table.hot, <size_t>&c.table.cold, <size_t>&c.table.seldom, <size_t>&c.table.tagged,
                 *(pool for pool, _, _ in _pools(c))):
        if (<Pool*><size_t>pool).records.chunks != NULL:
            total += vector_bytes(&(<Pool*><size_t>pool).records)
    return total


cdef void context_want(Context* c, CompiledRegistry registry, dict extra):
    """Which attributes are wanted: session-scope ones always, those of `extra` (catalogue id: Wanted bits) too."""
    cdef uint32_t field
    cdef uint16_t protocol
    cdef uint8_t bits
    c.lower_wanted = c.extracting = 0
    memset(c.protocol_wanted, 0, registry.tables.count)
    for field in range(1, registry.tables.field_count):
        protocol = registry.tables.fields[field].protocol
        bits = <uint8_t>(extra.get(field, 0) if extra else 0)
        if registry.tables.fields[field].scope == OF_SESSION:
            bits |= WANTED_SESSION
        c.wanted[field] = bits
        c.protocol_wanted[protocol] |= bits
        if bits & WANTED_PACKET:
            c.extracting = 1
            if not registry.tables.entries[protocol].is_application:
                c.lower_wanted = 1


cdef void _set_policies(Context* c, CompiledRegistry registry):
    """What of each attribute is kept with sessions."""
    cdef KeptColumn* column
    cdef const FieldEntry* entry
    cdef uint32_t field
    for field in range(1, registry.tables.field_count):
        column, entry = &c.kept.columns[field], &registry.tables.fields[field]
        column.policy, column.most, column.kind, column.is_text = entry.policy, entry.most, entry.kind, entry.is_text


cdef void _set_timeouts(Context* c, settings):
    """Nanoseconds a session may be silent, by state and kind of transport."""
    cdef int state, kind
    idle = (settings.other_idle_timeout_s, settings.tcp_idle_timeout_s, settings.tcp_idle_timeout_s,
            settings.udp_idle_timeout_s)
    new = (idle[KIND_OTHER], settings.new_timeout_s, settings.new_timeout_s, idle[KIND_UDP])
    # NEW, ESTABLISHED, ACTIVE, CLOSING, CLOSED; TIMEOUT and CLEANUP are never waited in
    waits = (new, idle, idle, (settings.closing_timeout_s,) * KIND_COUNT,
             (settings.linger_s,) * KIND_COUNT, (None,) * KIND_COUNT, (None,) * KIND_COUNT,
             (settings.reset_linger_s,) * KIND_COUNT)
    for state in range(WAITS):
        for kind in range(KIND_COUNT):
            c.timeouts[state][kind] = _nanoseconds(waits[state][kind])


cdef int open_connections(Connections* k, settings) except -1:
    """Connections live as long as their sessions. Raises OSError."""
    if not connections_init(k, _nanoseconds(settings.udp_idle_timeout_s), max(1, settings.active_sessions_max)):
        raise OSError("the system has no random numbers")
    return 0


cdef int64_t _nanoseconds(seconds) except -1:
    """A timeout of the settings: None, or longer than any clock here goes, is NEVER."""
    cdef double wait = TIMEOUT_MAX_NS if seconds is None else seconds * 1e9
    return <int64_t>wait if wait < TIMEOUT_MAX_NS else NEVER
