"""Pipeline: one handler (MMT's `mmt_handler_t`), and the single `with nogil` a batch passes through.

Each batch goes through in small stages: decode a few packets, and meanwhile prefetch the hash slots of those decoded
before, the sessions themselves, and what lies beside them; then handle the packets in order. Sessions that ended are
published and released once the whole batch is through, when every session of the batch has its id.
"""
from libc.stdint cimport int64_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset
from posix.time cimport CLOCK_MONOTONIC, clock_gettime, timespec

from ..capture.batch cimport BATCH_PACKETS, PacketRecord
from ..core.hash cimport prefetch
from ..core cimport sink
from ..core.pool cimport Vector, vector_at, vector_push
from ..crypto.secrets cimport Secrets
from ..packet.decode cimport decode
from ..packet.fragments cimport fragment_recycle
from ..packet.index cimport row_of
from ..packet.stack cimport FLOWS_MAX, Stack
from ..protocols.compiled cimport CompiledRegistry
from ..sessions.session cimport DIRTY, NONE
from ..sessions.store cimport SessionStore
from ..sessions.table cimport cold, hot, seldom, table_prefetch_session, table_prefetch_slot
from ..sessions.tcp cimport TCP_FIN, TCP_RST, TCP_SYN
from ..statistics.series cimport TimeSeries
from .context cimport Context, Fresh
from .conversing cimport flush_conversation
from .ids cimport add_path_id, add_session_id, ids_free, ids_init, path_id, session_id
from .lifecycle cimport sweep
from .context_memory cimport context_bytes, context_close, context_open, context_want
from .publishing cimport expire_due, finish_sessions, publish_sessions, settle_rows, write_session
from .reader cimport Batch, Reader
from .relations cimport Relations
from .roaming cimport IP_UDP, Move, may_roam, move_flow, roam
from .rest cimport forget_rest, rest_free, rest_init, rest_sessions
from .stages cimport handle_packet, prefetch_beside, prefetch_state

cdef enum:
    PACKETS_AHEAD = 6       # their headers are fetched while a packet is decoded
    HEADERS_BYTES = 64      # of most packets, so that they lie in two cache lines
    LINE_TIMES = 8          # in a cache line
    # Packets between the steps by which memory is fetched: hash slot, session, what lies beside. They take longer than
    # memory does; with more of them, what was fetched is gone from the nearest cache when its turn comes.
    LAG = 4
    STATES_AHEAD = 2        # packets handled while the state of a parser is fetched
    MOVES = TCP_SYN | TCP_FIN | TCP_RST     # flags of segments that give their session another time-out
    SESSIONS_AHEAD = 1 << 16    # rows the store has room for at the beginning of a slice


# Bits for `want`.
WANTED_PACKET = sink.WANTED_PACKET
WANTED_ALL = sink.WANTED_SESSION | sink.WANTED_PACKET | sink.WANTED_NESTING
WANTED_GATHERED = sink.WANTED_GATHERED


cdef int64_t _now_ns() noexcept nogil:
    """A clock for slices of work; its zero means nothing."""
    cdef timespec now
    clock_gettime(CLOCK_MONOTONIC, &now)
    return <int64_t>now.tv_sec * 1_000_000_000 + now.tv_nsec


cdef class Pipeline:
    """One handler. Used by one thread at a time. Raises MemoryError at creation."""

    def __cinit__(self, CompiledRegistry registry, settings, int number, int handlers, Secrets secrets = None):
        self.registry, self.secrets = registry, secrets
        self.stacks = <Stack*>calloc(STAGE_PACKETS, sizeof(Stack))
        context_open(&self.c, registry, settings, handlers, secrets)
        if self.stacks == NULL or not ids_init(&self.ids, handlers == 1, number) \
                or not rest_init(&self.at_rest, &self.c):
            raise MemoryError

    def __dealloc__(self):
        context_close(&self.c)
        with nogil:
            ids_free(&self.ids)
            rest_free(&self.at_rest)
            free(self.stacks)

    def want(self, extra):
        """Which attributes are wanted: session-scope ones always, those of `extra` (catalogue id: Wanted bits) too."""
        context_want(&self.c, self.registry, dict(extra))

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

    cdef inline void _fetch_sessions(self, Ahead* ahead, int stop) noexcept nogil:
        """Begin to fetch the sessions that the packets before `stop` most likely belong to."""
        cdef const Stack* stack
        cdef uint32_t index
        while ahead.sessions < stop:
            stack = &self.stacks[ahead.sessions & (STAGE_PACKETS - 1)]
            index = NONE
            if stack.flow_count:
                index = table_prefetch_session(&self.c.table, stack.flows[0].hash)
                if index != NONE and stack.flows[0].facts.tcp_flags & MOVES:
                    prefetch(seldom(&self.c.table, index))
            ahead.expected[ahead.sessions & (STAGE_PACKETS - 1)] = index
            ahead.sessions += 1

    cdef inline void _fetch_beside(self, Ahead* ahead, int stop) noexcept nogil:
        """Begin to fetch what lies beside these sessions."""
        cdef uint32_t index
        while ahead.beside < stop:
            index = ahead.expected[ahead.beside & (STAGE_PACKETS - 1)]
            if index != NONE:
                prefetch_beside(&self.c, index)
            ahead.beside += 1

    cdef void _handle(self, Ahead* ahead, int stop, const Batch* batch, Vector* rows) noexcept nogil:
        """Everything after decoding, for the packets before `stop`."""
        cdef const PacketRecord* packet
        cdef uint32_t expected
        cdef int place, at
        while ahead.handled < stop:
            place = ahead.handled & (STAGE_PACKETS - 1)
            at = ahead.at[place]
            packet = &batch.records[at]
            if ahead.handled + STATES_AHEAD < ahead.beside:     # the state of the parser that speaks there
                expected = ahead.expected[(ahead.handled + STATES_AHEAD) & (STAGE_PACKETS - 1)]
                if expected != NONE:
                    prefetch_state(&self.c, expected)
            self.c.clock, self.c.now_ns = batch.clocks[at], batch.times[at]
            self.c.path_flow, self.c.paths = self.path_flow[place], self.paths[place]
            handle_packet(&self.c, packet, &self.stacks[place], row_of(rows, packet.number))
            ahead.handled += 1

    cdef int _decode_some(self, Ahead* ahead, int at, const Batch* batch) noexcept nogil:
        """Decode a few packets from `at` on, and meanwhile fetch for those before; answers where to go on."""
        cdef Stack* stack
        cdef int stop = ahead.decoded + LAG
        while at < batch.count and ahead.decoded < stop:
            if at + PACKETS_AHEAD < batch.count:
                prefetch(batch.records[at + PACKETS_AHEAD].data)
                prefetch(batch.records[at + PACKETS_AHEAD].data + HEADERS_BYTES)
            if not at & (LINE_TIMES - 1):       # the reader wrote them on another processor
                prefetch(&batch.clocks[at])
                prefetch(&batch.times[at])
            if self.ids.single or batch.dealt[at] == self.ids.handler:
                stack = &self.stacks[ahead.decoded & (STAGE_PACKETS - 1)]
                ahead.at[ahead.decoded & (STAGE_PACKETS - 1)] = at
                decode(&self.c.decoder, &batch.records[at], stack)
                if stack.flow_count:
                    self.path_flow[ahead.decoded & (STAGE_PACKETS - 1)] = 0
                    if stack.flow_count > 1 or stack.flows[0].facts.protocol == IP_UDP:
                        self._follow(batch, at, ahead.decoded & (STAGE_PACKETS - 1))
                    table_prefetch_slot(&self.c.table, stack.flows[0].hash)
                ahead.decoded += 1
                if stack.datagram != NULL:
                    ahead.recycles = True
                    at += 1
                    break
            at += 1
        self._fetch_sessions(ahead, ahead.decoded - LAG)
        self._fetch_beside(ahead, ahead.decoded - 2 * LAG)
        return at

    cdef inline void _follow(self, const Batch* batch, int at, int place) noexcept nogil:
        """Whose flows a decoded packet's are, one in UDP or several, if they are of sessions of other ends."""
        cdef Stack* stack = &self.stacks[place]
        cdef const Move* move
        if (stack.flow_count == 1 and batch.connections != NULL and stack.flows[0].key.tunnel == 0
                and not may_roam(batch.connections, stack, &stack.flows[0])):
            return
        if batch.connections == NULL and batch.moved[at]:
            move = <const Move*>vector_at(&batch.moves, batch.moved[at] - 1)
            move_flow(&self.c, &stack.flows[0], move)
            self.path_flow[place], self.paths[place] = move.paths != 0, move.paths
        self.c.clock = batch.clocks[at]
        self.path_flow[place] |= roam(&self.c, batch.connections, stack, &self.paths[place])

    cdef void run(self, const Batch* batch, Vector* rows) noexcept nogil:
        """This handler's packets of the batch, in order."""
        cdef Context* c = &self.c
        cdef Ahead ahead
        cdef int at = 0
        memset(&ahead, 0, sizeof(Ahead))
        c.late.count = c.fresh.count = c.extracted.count = c.extracted_bytes.count = 0
        c.announced.count = c.announced_text.count = 0
        c.several = batch.several
        fragment_recycle(c.decoder.fragments)
        while at < batch.count:
            at = self._decode_some(&ahead, at, batch)
            if at < batch.count and not ahead.recycles:
                self._handle(&ahead, ahead.decoded - 3 * LAG, batch, rows)
                continue
            self._fetch_sessions(&ahead, ahead.decoded)
            self._fetch_beside(&ahead, ahead.decoded)
            self._handle(&ahead, ahead.decoded, batch, rows)
            if ahead.recycles and at < batch.count:
                fragment_recycle(c.decoder.fragments)
                ahead.recycles = False
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
        return context_bytes(&self.c)

    @property
    def single(self):
        """Is this the only handler? Its numbers of sessions and paths are the analysis' own."""
        return bool(self.ids.single)

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
        return [self.c.kinds[kind].raised for kind in range(self.c.kind_count)]

    @property
    def kept_finding_counts(self):
        """How many of them can be listed."""
        return [self.c.kinds[kind].kept for kind in range(self.c.kind_count)]

    def new_paths(self, known=None):
        """Paths met beyond the first `known` (None: beyond those translated): (id of the parent, protocol id)."""
        cdef uint32_t i, first = self.ids.paths.count if known is None else known
        return [(self.c.decoder.paths.parents[i], self.c.decoder.paths.protocols[i])
                for i in range(first, self.c.decoder.paths.count)]

    def translate_path(self, uint16_t number):
        """The analysis' id of the next path this handler has not been told one for. Raises MemoryError."""
        if not add_path_id(&self.ids, number):
            raise MemoryError

    def path_id(self, uint32_t local):
        """The analysis' id of one of this handler's paths."""
        return path_id(&self.ids, <uint16_t>local)

    def assign(self, uint32_t[::1] ids):
        """The ids of this batch's fresh sessions, in order of their serials. Only where there are several handlers.
        Raises MemoryError."""
        cdef Py_ssize_t i
        for i in range(ids.shape[0]):
            if not add_session_id(&self.ids, ids[i]):
                raise MemoryError

    def settle(self, Reader reader, TimeSeries series):
        """Once ids and paths are known: put them into the batch's rows, and count the batch in the time series."""
        with nogil:
            settle_rows(&self.c, &self.ids, reader.current, &reader.index.rows)
            self._add_to_series(reader.current, series)

    def publish(self, SessionStore store):
        """Write what ended or changed to the store, which has room for every session; answers the rows written."""
        import numpy as np
        cdef uint32_t[::1] written = np.empty(self.c.ended.count + self.c.dirty.count + 1, "u4")
        cdef uint64_t count
        with nogil:
            count = publish_sessions(&self.c, &self.ids, store, &written[0])
        return np.asarray(written)[:count]

    def stream(self, Reader reader, SessionStore store, TimeSeries series, Relations relations, int64_t slice_ns):
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
                if relations.waits(&self.c):
                    with gil:
                        relations.join_one(&self.c, &self.ids)
                self._add_to_series(reader.current, series)
                settle_rows(&self.c, &self.ids, reader.current, &reader.index.rows)
                self.handled = reader.current.packets
                reader.done()
                if not self.c.publishing:
                    publish_sessions(&self.c, &self.ids, store, NULL)
        if count < 0 or self.c.out_of_memory:
            raise MemoryError("no memory left for packets or sessions")
        return count > 0

    cdef void _add_to_series(self, const Batch* batch, TimeSeries series) noexcept nogil:
        """Count the batch's packets of this handler, and its new sessions."""
        cdef int at
        cdef uint64_t i
        for at in range(batch.count):
            if self.ids.single or batch.dealt[at] == self.ids.handler:
                series.add_packet(batch.times[at], batch.records[at].length)
        for i in range(self.c.fresh.count):
            series.add_session((<Fresh*>vector_at(&self.c.fresh, i)).start_ns)

    def turned_sessions(self):
        """A list of the ids of sessions whose direction turned since the last call; ids and turns are told once."""
        cdef uint64_t i
        turned = [session_id(&self.ids, (<uint32_t*>vector_at(&self.c.turned, i))[0])
                  for i in range(self.c.turned.count)]
        self.c.turned.count = 0
        return turned

    def attach(self, Relations relations):
        """What sessions of this handler tell is joined there with what others' do."""
        relations.attach(&self.c, &self.ids)

    def assume(self, uint16_t protocol):
        """A replay of sessions that were announced: this protocol speaks on them."""
        self.c.assumed = protocol

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

    def rest(self, SessionStore store, int64_t clock):
        """The capture ends here, for now: rows as `finish` writes them, and everything can go on."""
        with nogil:
            self._forget_rest()
            expire_due(&self.c, clock, False)
            publish_sessions(&self.c, &self.ids, store, NULL)
            rest_sessions(&self.at_rest, &self.c, &self.ids, store)

    cdef void _forget_rest(self) noexcept nogil:
        forget_rest(&self.at_rest, &self.c)
        self.shown_findings = min(self.shown_findings, self.c.raised.count)

    def go_on(self, SessionStore store):
        """After `rest`: the sessions in the table have not ended."""
        cdef uint32_t index
        with nogil:
            self._forget_rest()
            for index in range(self.c.table.hot.records.count):
                if cold(&self.c.table, index).serial:
                    write_session(&self.c, &self.ids, store, index)

    def finish(self, SessionStore store, int64_t clock):
        """End of the capture: expire what is due, publish every session, give the table's memory back. Raises
        MemoryError."""
        with nogil:
            self._forget_rest()
            expire_due(&self.c, clock, True)
        finish_sessions(&self.c, &self.ids, store)
