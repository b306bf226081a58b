"""Pipeline: one handler (MMT's `mmt_handler_t`): its memory, and the single `with nogil` a batch passes through.

Each batch goes through in small stages: decode a few packets and prefetch the hash slots of their sessions, prefetch
the sessions themselves, then what lies beside them, then handle the packets in order. Sessions that ended are published
and released once the whole batch is through, when every session of the batch has its id.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy, memset
from posix.time cimport CLOCK_MONOTONIC, clock_gettime, timespec

from ..attributes.kept cimport ARENA_BITS, KEPT_BITS, Kept
from ..capture.batch cimport BATCH_PACKETS
from ..classify.conversation cimport EXCHANGE_BYTES, Conversation
from ..core.pool cimport (Pool, pool_free, pool_init, vector_at, vector_bytes, vector_drop_chunk, vector_free,
                          vector_init, vector_push, vector_scattered)
from ..core.hash cimport draw_secret, prefetch
from ..core.sink cimport WANTED_PACKET, WANTED_SESSION, Item
from ..packet.decode cimport decode
from ..packet.fragments cimport fragment_recycle, fragment_table_free, fragment_table_new
from ..packet.index cimport row_of
from ..packet.path cimport paths_free, paths_init
from ..packet.row cimport PATH_SHIFT, WAY_BIT, PacketRow
from ..packet.stack cimport FLOWS_MAX, Stack
from ..packet.tunnels cimport tunnels_bytes, tunnels_free
from ..protocols.compiled cimport CompiledRegistry
from ..sessions.copies cimport Recent
from ..sessions.session cimport DIRTY, ENDED, NONE, Inner, Transition
from ..sessions.states cimport END_CAPTURE_END, END_NONE
from ..sessions.store cimport Row, SessionStore
from ..sessions.table cimport (Slot, cold, hot, table_close, table_free, table_init, table_prefetch_session,
                               table_prefetch_slot)
from ..sessions.tcp cimport TcpTrack
from ..sessions.troubles cimport Doubt, Troubles
from ..statistics.series cimport TimeSeries
from ..statistics.tally cimport Tally
from .context cimport (KIND_COUNT, KIND_OTHER, KIND_UDP, NEVER, TIMEOUT_MAX_NS, WAITS, Context, Extracted, Fresh,
                       KindShare, Late, Raised)
from .lifecycle cimport session_expire, session_is_due, session_release, session_row, sweep
from .reader cimport Batch, Reader
from .rest cimport Before, rehearse_end, undo_end
from .stages cimport flush_conversation, handle_packet, prefetch_beside

cdef enum:
    SINK_ITEMS = 8192
    SINK_ARENA = 1 << 19
    SINK_SCRATCH = 1 << 18
    SLAB_BITS = 12
    HISTORY_BITS = 14
    SMALL_BITS = 10
    FEW_BITS = 6
    PACKETS_AHEAD = 6       # their headers are fetched while a packet is decoded
    HEADERS_BYTES = 64      # of most packets, so that they lie in two cache lines
    SESSIONS_AHEAD = 1 << 16    # rows the store has room for at the beginning of a slice


cdef int64_t _now_ns() noexcept nogil:
    """A clock for slices of work; its zero means nothing."""
    cdef timespec now
    clock_gettime(CLOCK_MONOTONIC, &now)
    return <int64_t>now.tv_sec * 1_000_000_000 + now.tv_nsec


cdef int64_t _nanoseconds(seconds) except -1:
    """A timeout of the settings: None, or longer than any clock here goes, is NEVER."""
    cdef double wait = TIMEOUT_MAX_NS if seconds is None else seconds * 1e9
    return <int64_t>wait if wait < TIMEOUT_MAX_NS else NEVER


cdef inline void _push(Vector* list, uint32_t value) noexcept nogil:
    cdef uint32_t* place = <uint32_t*>vector_push(list)
    if place != NULL:
        place[0] = value


cdef class Pipeline:
    """One handler. Used by one thread at a time. Raises MemoryError at creation."""

    def __cinit__(self, CompiledRegistry registry, settings, int number, int handlers):
        cdef Context* c = &self.c
        self.registry, self.number, self.single = registry, number, handlers == 1
        self.stacks = <Stack*>calloc(STAGE_PACKETS, sizeof(Stack))
        c.decoder.tables = &registry.tables
        if not draw_secret(&c.decoder.secret):
            raise OSError("the system has no random numbers")
        c.decoder.fragments = fragment_table_new(settings.fragments_bytes_max, &c.decoder.secret)
        c.sink.items = <Item*>malloc(SINK_ITEMS * sizeof(Item))
        c.sink.arena = <uint8_t*>malloc(SINK_ARENA)
        c.sink.scratch = <uint8_t*>malloc(SINK_SCRATCH)
        c.sink.room, c.sink.arena_room, c.sink.scratch_room = SINK_ITEMS, SINK_ARENA, SINK_SCRATCH
        c.wanted = <uint8_t*>calloc(registry.tables.field_count + 1, 1)
        c.protocol_wanted = <uint8_t*>calloc(registry.tables.count, 1)
        c.sink.wanted = c.wanted
        self.kinds = len(registry.findings)
        c.kinds = <KindShare*>calloc(self.kinds, sizeof(KindShare))
        self.true_kinds = <KindShare*>calloc(self.kinds, sizeof(KindShare))
        if not (self.stacks != NULL and c.decoder.fragments != NULL and c.sink.items != NULL and c.sink.arena != NULL
                and c.sink.scratch != NULL and c.wanted != NULL and c.protocol_wanted != NULL
                and c.kinds != NULL and self.true_kinds != NULL
                and table_init(&c.table, &c.decoder.secret) and paths_init(&c.decoder.paths, &c.decoder.secret)
                and pool_init(&c.tracks, sizeof(TcpTrack), SLAB_BITS)
                and pool_init(&c.troubles, sizeof(Troubles), SMALL_BITS)
                and pool_init(&c.doubts, sizeof(Doubt), FEW_BITS)
                and pool_init(&c.recents, sizeof(Recent), FEW_BITS)
                and pool_init(&c.conversations, sizeof(Conversation), SMALL_BITS)
                and pool_init(&c.exchanges, EXCHANGE_BYTES, SLAB_BITS)
                and vector_init(&c.inners, sizeof(Inner), SMALL_BITS)
                and vector_init(&c.history, sizeof(Transition), HISTORY_BITS)
                and vector_init(&c.kept, sizeof(Kept), KEPT_BITS) and vector_init(&c.arena, 1, ARENA_BITS)
                and vector_init(&c.raised, sizeof(Raised), SMALL_BITS)
                and vector_init(&c.tallies, sizeof(Tally), SMALL_BITS)
                and vector_init(&c.fresh, sizeof(Fresh), SMALL_BITS) and vector_init(&c.ended, 4, HISTORY_BITS)
                and vector_init(&c.turned, 4, SMALL_BITS) and vector_init(&self.undone, 4, SMALL_BITS)
                and vector_init(&c.dirty, 4, HISTORY_BITS) and vector_init(&c.late, sizeof(Late), SMALL_BITS)
                and vector_init(&c.extracted, sizeof(Extracted), SMALL_BITS)
                and vector_init(&c.extracted_bytes, 1, ARENA_BITS)
                and vector_init(&self.ids, 4, HISTORY_BITS) and vector_init(&self.paths, 2, SMALL_BITS)):
            raise MemoryError
        vector_scattered(&c.tracks.records)
        c.streams.bytes_max = settings.reassembly_bytes_max
        c.streams.stream_bytes_max = settings.stream_bytes_max
        c.active_max = max(1, settings.active_sessions_max // handlers)
        c.share = settings.findings_max
        c.adopted = NONE
        c.attributes_max = settings.session_attributes_max
        self._set_timeouts(settings)
        self.want({})
        # Serial 0 is no session, path 0 the empty path, in any numbering.
        (<uint32_t*>vector_push(&self.ids))[0] = 0
        (<uint16_t*>vector_push(&self.paths))[0] = 0

    def __dealloc__(self):
        cdef Context* c = &self.c
        cdef uint32_t index
        if c.table.now.slots != NULL:
            for index in range(c.table.hot.records.count):
                if c.table.hot.records.chunks[index >> SLAB_BITS] != NULL and cold(&c.table, index).serial:
                    session_release(c, index)
        table_free(&c.table)
        paths_free(&c.decoder.paths)
        tunnels_free(&c.decoder.tunnels)
        if c.decoder.fragments != NULL:
            fragment_table_free(c.decoder.fragments)
        pool_free(&c.tracks)
        pool_free(&c.troubles)
        pool_free(&c.doubts)
        pool_free(&c.recents)
        pool_free(&c.conversations)
        pool_free(&c.exchanges)
        for vector in (<size_t>&c.inners, <size_t>&c.history, <size_t>&c.kept, <size_t>&c.arena, <size_t>&c.raised,
                       <size_t>&c.tallies, <size_t>&c.fresh, <size_t>&c.ended, <size_t>&c.dirty, <size_t>&c.turned,
                       <size_t>&self.undone, <size_t>&c.late,
                       <size_t>&c.extracted, <size_t>&c.extracted_bytes, <size_t>&self.ids, <size_t>&self.paths):
            vector_free(<Vector*><size_t>vector)
        if c.kinds != NULL:
            for index in range(self.kinds):
                free(c.kinds[index].packets)
        for block in (<size_t>c.kinds, <size_t>self.true_kinds, <size_t>c.sink.items, <size_t>c.sink.arena,
                      <size_t>c.sink.scratch, <size_t>c.wanted, <size_t>c.protocol_wanted, <size_t>self.stacks):
            free(<void*><size_t>block)

    def _set_timeouts(self, settings):
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
                self.c.timeouts[state][kind] = _nanoseconds(waits[state][kind])

    def want(self, extra):
        """Which attributes are wanted: session-scope ones always, those of `extra` (catalogue id: Wanted bits) too."""
        cdef Context* c = &self.c
        c.lower_wanted = c.extracting = 0
        memset(c.protocol_wanted, 0, self.registry.tables.count)
        for field in range(1, self.registry.tables.field_count):
            protocol, declared = self.registry.fields[field]
            bits = extra.get(field, 0) | (WANTED_SESSION if declared.scope == "session" else 0)
            c.wanted[field] = bits
            if bits:
                c.protocol_wanted[protocol] = 1
            if bits & WANTED_PACKET:
                c.extracting = 1
                if not self.registry.tables.entries[protocol].is_application:
                    c.lower_wanted = 1

    def watch(self):
        """From now on `publish` writes every session that changed, those that live now first."""
        cdef uint32_t index
        cdef uint32_t* place
        if self.c.publishing:
            return
        self.c.publishing = True
        for index in range(self.c.table.hot.records.count):
            if cold(&self.c.table, index).serial:
                place = <uint32_t*>vector_push(&self.c.dirty)
                if place == NULL:
                    raise MemoryError
                place[0] = index
                hot(&self.c.table, index).flags |= DIRTY

    @property
    def transitions(self):
        """State changes recorded so far."""
        return self.c.history.count

    cdef void run(self, const Batch* batch, Vector* rows) noexcept nogil:
        """This handler's packets of the batch, in order."""
        cdef Context* c = &self.c
        cdef int at = 0, i, count
        cdef int[STAGE_PACKETS] mine
        cdef uint32_t[STAGE_PACKETS] expected
        c.late.count = c.fresh.count = c.extracted.count = c.extracted_bytes.count = 0
        while at < batch.count:
            count = 0
            fragment_recycle(c.decoder.fragments)
            while at < batch.count and count < STAGE_PACKETS:
                if at + PACKETS_AHEAD < batch.count:
                    prefetch(batch.records[at + PACKETS_AHEAD].data)
                    prefetch(batch.records[at + PACKETS_AHEAD].data + HEADERS_BYTES)
                if self.single or batch.dealt[at] == self.number:
                    mine[count] = at
                    decode(&c.decoder, &batch.records[at], &self.stacks[count])
                    if self.stacks[count].flow_count:
                        table_prefetch_slot(&c.table, self.stacks[count].flows[0].hash)
                    count += 1
                at += 1
            for i in range(count):
                expected[i] = NONE
                if self.stacks[i].flow_count:
                    expected[i] = table_prefetch_session(&c.table, self.stacks[i].flows[0].hash)
            for i in range(count):
                if expected[i] != NONE:
                    prefetch_beside(c, expected[i])
            for i in range(count):
                c.clock, c.now_ns = batch.clocks[mine[i]], batch.times[mine[i]]
                handle_packet(c, &batch.records[mine[i]], &self.stacks[i], row_of(rows, batch.records[mine[i]].number))
        c.clock = batch.clock
        sweep(c)

    def process(self, Reader reader):
        """Pass the reader's current batch through. Raises MemoryError."""
        with nogil:
            self.run(reader.current, &reader.index.rows)
        if self.c.out_of_memory:
            raise MemoryError("no memory left for sessions")

    def fresh(self):
        """The first packets of the sessions that began in this batch, in order of their serials."""
        import numpy as np
        cdef uint64_t i
        cdef uint32_t[::1] packets = np.empty(self.c.fresh.count, "u4")
        for i in range(self.c.fresh.count):
            packets[i] = (<Fresh*>vector_at(&self.c.fresh, i)).packet
        return np.asarray(packets)

    @property
    def sessions(self):
        """Sessions so far."""
        return self.c.serials

    @property
    def active_sessions(self):
        """Sessions in the table."""
        return self.c.table.live

    def hold_sessions(self):
        """From now on a new session takes the place of the one nearest its timeout. Any thread."""
        self.c.active_max = max(1, min(self.c.active_max, <uint64_t>self.c.table.live))

    @property
    def table_bytes(self):
        """Memory of what lives: sessions, the hash over them, what they wait for, fragments. Any thread."""
        cdef Context* c = &self.c
        cdef uint64_t total = c.streams.bytes + c.decoder.fragments.bytes
        total += tunnels_bytes(&c.decoder.tunnels)
        if c.table.now.slots != NULL:
            total += (c.table.now.mask + 1) * sizeof(Slot)
        for pool in (<size_t>&c.table.hot, <size_t>&c.table.cold, <size_t>&c.table.tagged, <size_t>&c.tracks,
                     <size_t>&c.troubles, <size_t>&c.doubts, <size_t>&c.recents, <size_t>&c.conversations,
                     <size_t>&c.exchanges):
            if (<Pool*><size_t>pool).records.chunks != NULL:
                total += vector_bytes(&(<Pool*><size_t>pool).records)
        return total

    def show(self):
        """Findings and counters made so far may be read from now on: sessions and paths have their numbers."""
        self.shown_findings, self.shown_tallies = self.c.raised.count, self.c.tallies.count

    @property
    def counts(self):
        """(malformed packets, unprocessed packets, bytes held by reassembly)"""
        return self.c.malformed, self.c.unprocessed, self.c.streams.bytes

    @property
    def finding_counts(self):
        """How many findings of each kind were raised, listed or not."""
        return [self.c.kinds[kind].raised for kind in range(self.kinds)]

    def new_paths(self, known=None):
        """Paths met beyond the first `known` (None: beyond those translated): (id of the parent, protocol id)."""
        cdef uint32_t i, first = self.paths.count if known is None else known
        return [(self.c.decoder.paths.parents[i], self.c.decoder.paths.protocols[i])
                for i in range(first, self.c.decoder.paths.count)]

    def translate_path(self, uint16_t number):
        """The analysis' id of the next path this handler has not been told one for."""
        (<uint16_t*>vector_push(&self.paths))[0] = number

    def path_id(self, uint32_t local):
        """The analysis' id of one of this handler's paths."""
        return self._path(<uint16_t>local)

    def assign(self, uint32_t[::1] ids):
        """The ids of this batch's fresh sessions, in order of their serials. Only where there are several handlers."""
        cdef Py_ssize_t i
        for i in range(ids.shape[0]):
            (<uint32_t*>vector_push(&self.ids))[0] = ids[i]

    def settle(self, Reader reader, TimeSeries series):
        """Once ids and paths are known: put them into the batch's rows, and count the batch in the time series."""
        with nogil:
            self._settle(reader.current, &reader.index.rows)
            self._add_to_series(reader.current, series)

    cdef void _settle(self, const Batch* batch, Vector* rows) noexcept nogil:
        """The analysis' path and session ids into this handler's rows of the batch and those of late fragments."""
        cdef uint64_t i
        cdef int at
        cdef uint16_t path
        cdef Late* late
        cdef PacketRow* row
        cdef uint64_t mask = (<uint64_t>1 << PATH_SHIFT) - 1
        if not self.single:
            for at in range(batch.count):
                if batch.dealt[at] == self.number:
                    row = row_of(rows, batch.records[at].number)
                    path = self._path(<uint16_t>(row.place >> PATH_SHIFT))
                    row.place = (row.place & mask) | <uint64_t>path << PATH_SHIFT
                    row.session = self._id(row.session)
        for i in range(self.c.late.count):
            late = <Late*>vector_at(&self.c.late, i)
            row = row_of(rows, late.packet)
            row.session = self._id(late.serial)
            row.place = (row.place & ~(<uint64_t>1 << WAY_BIT)) | <uint64_t>late.way << WAY_BIT

    cdef uint32_t _id(self, uint32_t serial) noexcept nogil:
        return serial if self.single else (<uint32_t*>vector_at(&self.ids, serial))[0]

    cdef uint16_t _path(self, uint16_t local) noexcept nogil:
        return local if self.single else (<uint16_t*>vector_at(&self.paths, local))[0]

    cdef void _write(self, SessionStore store, uint32_t index, Row* row) noexcept nogil:
        """Publish one session."""
        session_row(&self.c, index, row, NULL, NULL, <uint8_t>self.number)
        row.parent = self._id(row.parent)
        row.path = self._path(row.path)
        store.write(self._id(cold(&self.c.table, index).serial) - 1, row)

    cdef uint64_t _publish(self, SessionStore store, uint32_t* written) noexcept nogil:
        """Write the rows of ended sessions and release them; before, when somebody watches, those of changed ones.
        `written` takes their row numbers where it is not NULL; answers how many."""
        cdef Context* c = &self.c
        cdef uint64_t i, at = 0
        cdef uint32_t index
        cdef Row row
        for i in range(c.dirty.count):
            index = (<uint32_t*>vector_at(&c.dirty, i))[0]
            hot(&c.table, index).flags &= ~DIRTY
            if hot(&c.table, index).flags & ENDED:
                continue
            self._write(store, index, &row)
            if written != NULL:
                written[at] = self._id(cold(&c.table, index).serial) - 1
                at += 1
        c.dirty.count = 0
        for i in range(c.ended.count):
            index = (<uint32_t*>vector_at(&c.ended, i))[0]
            flush_conversation(c, index, True)
            self._write(store, index, &row)
            if written != NULL:
                written[at] = self._id(cold(&c.table, index).serial) - 1
                at += 1
            session_release(c, index)
        c.ended.count = 0
        return at

    def publish(self, SessionStore store):
        """Write what ended or changed to the store, which has room for every session; answers the rows written."""
        import numpy as np
        cdef uint32_t[::1] written = np.empty(self.c.ended.count + self.c.dirty.count + 1, "u4")
        cdef uint64_t count
        with nogil:
            count = self._publish(store, &written[0])
        return np.asarray(written)[:count]

    def stream(self, Reader reader, SessionStore store, TimeSeries series, int64_t slice_ns):
        """The whole pipeline for a single handler, batch after batch without the GIL, for about `slice_ns`.

        Answers False at the end of the capture. Raises MemoryError.

        While somebody watches, rows are only published by `publish`, which says which they were.
        """
        cdef int64_t begun = _now_ns()
        cdef int count = 1
        store.reserve(self.c.serials + SESSIONS_AHEAD)
        with nogil:
            while _now_ns() - begun < slice_ns and self.c.serials + BATCH_PACKETS * FLOWS_MAX < store.reserved:
                count = reader.next()
                if count <= 0:
                    break
                self.run(reader.current, &reader.index.rows)
                self._add_to_series(reader.current, series)
                self._settle(reader.current, &reader.index.rows)
                self.handled = reader.current.packets
                reader.done()
                if not self.c.publishing:
                    self._publish(store, NULL)
        if count < 0 or self.c.out_of_memory:
            raise MemoryError("no memory left for packets or sessions")
        reader.index.publish(max(self.handled, reader.index.count))
        return count > 0

    cdef void _add_to_series(self, const Batch* batch, TimeSeries series) noexcept nogil:
        """Count the batch's packets of this handler, and its new sessions."""
        cdef int at
        cdef uint64_t i
        for at in range(batch.count):
            if self.single or batch.dealt[at] == self.number:
                series.add_packet(batch.plots[at], batch.records[at].length)
        for i in range(self.c.fresh.count):
            series.add_session((<Fresh*>vector_at(&self.c.fresh, i)).start_ns)

    def turned_sessions(self):
        """A list of the ids of sessions whose direction turned since the last call; ids and turns are told once."""
        cdef uint64_t i
        turned = [self._id((<uint32_t*>vector_at(&self.c.turned, i))[0]) for i in range(self.c.turned.count)]
        self.c.turned.count = 0
        return turned

    def flush(self):
        """Deliver what waits behind lost segments, in every session: those bytes will not come."""
        cdef uint32_t index
        for index in range(self.c.table.hot.records.count):
            if cold(&self.c.table, index).serial:
                flush_conversation(&self.c, index, False)

    def sweep(self, int64_t clock):
        """Expire what is due by the clock, which has gone on without packets; `publish` is next."""
        with nogil:
            self.c.clock = clock
            sweep(&self.c)

    cdef void _expire(self, int64_t clock) noexcept nogil:
        """Expire what is due, whenever the wheel would come to it."""
        cdef Context* c = &self.c
        cdef uint32_t index
        c.clock = clock
        for index in range(c.table.hot.records.count):
            if cold(&c.table, index).serial and not hot(&c.table, index).flags & ENDED:
                if session_is_due(c, index):
                    session_expire(c, index)

    def rest(self, SessionStore store, int64_t clock):
        """The capture ends here, for now: rows as `finish` writes them, and everything can go on."""
        cdef Context* c = &self.c
        cdef uint32_t index
        cdef Before before
        cdef Row row
        cdef uint64_t turned, at
        with nogil:
            self._forget_rehearsal()
            self._expire(clock)
        self.publish(store)
        with nogil:
            self.rests, self.true_findings, c.rehearsing = True, c.raised.count, True
            memcpy(self.true_kinds, c.kinds, self.kinds * sizeof(KindShare))
            turned = c.turned.count
            for index in range(c.table.hot.records.count):
                if cold(&c.table, index).serial:
                    rehearse_end(c, index, &before)
                    self._write(store, index, &row)
                    undo_end(c, index, &before)
            c.rehearsing = False
            for at in range(turned, c.turned.count):
                _push(&self.undone, (<uint32_t*>vector_at(&c.turned, at))[0])

    cdef void _forget_rehearsal(self) noexcept nogil:
        """What `rest` found out about an end is not true after all."""
        cdef uint64_t at
        if self.rests:
            self.rests = False
            self.c.raised.count = self.true_findings
            memcpy(self.c.kinds, self.true_kinds, self.kinds * sizeof(KindShare))
            self.shown_findings = min(self.shown_findings, self.true_findings)
            for at in range(self.undone.count):
                _push(&self.c.turned, (<uint32_t*>vector_at(&self.undone, at))[0])
            self.undone.count = 0

    def go_on(self, SessionStore store):
        """After `rest`: the sessions in the table have not ended."""
        cdef uint32_t index
        cdef Row row
        with nogil:
            self._forget_rehearsal()
            for index in range(self.c.table.hot.records.count):
                if cold(&self.c.table, index).serial:
                    self._write(store, index, &row)

    def finish(self, SessionStore store, int64_t clock):
        """End of the capture: expire what is due, publish every session, give the table's memory back slab by slab."""
        cdef Context* c = &self.c
        cdef uint32_t index, track
        cdef uint32_t* tracked = <uint32_t*>calloc((c.tracks.records.count >> SLAB_BITS) + 1, sizeof(uint32_t))
        cdef Row row
        if tracked == NULL:
            raise MemoryError
        with nogil:
            self._forget_rehearsal()
            self._expire(clock)
            self._publish(store, NULL)
            table_close(&c.table)
            for index in range(c.table.hot.records.count):
                track = cold(&c.table, index).tcp
                if cold(&c.table, index).serial:
                    flush_conversation(c, index, True)
                    if track != NONE:
                        tracked[track >> SLAB_BITS] += 1
            pool_free(&c.conversations)
            pool_free(&c.exchanges)
            for index in range(c.table.hot.records.count):
                if cold(&c.table, index).serial:
                    track = cold(&c.table, index).tcp
                    if cold(&c.table, index).end_reason == END_NONE:
                        cold(&c.table, index).end_reason = END_CAPTURE_END
                    self._write(store, index, &row)
                    session_release(c, index)
                    if track != NONE:
                        tracked[track >> SLAB_BITS] -= 1
                        if tracked[track >> SLAB_BITS] == 0:
                            vector_drop_chunk(&c.tracks.records, track >> SLAB_BITS)
                if (index & ((1 << SLAB_BITS) - 1)) == (1 << SLAB_BITS) - 1:
                    vector_drop_chunk(&c.table.hot.records, index >> SLAB_BITS)
                    vector_drop_chunk(&c.table.cold.records, index >> SLAB_BITS)
            table_free(&c.table)
            pool_free(&c.tracks)
            pool_init(&c.tracks, sizeof(TcpTrack), SLAB_BITS)
            free(tracked)
