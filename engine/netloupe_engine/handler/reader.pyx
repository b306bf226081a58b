"""Reader: packets read ahead of the handlers, the clock at each, and the handler each is dealt to.

One thread reads batches into a small ring, another takes them out; neither takes a lock or the GIL for it.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy
from posix.unistd cimport usleep

from ..capture.batch cimport BATCH_PACKETS, PacketRecord
from ..capture.source cimport CaptureSource
from ..core.pool cimport vector_at, vector_free, vector_init, vector_push, vector_reserve
from ..core.view cimport View
from ..packet.decode cimport deal
from ..packet.index cimport PacketIndex, row_of
from ..packet.row cimport PacketRow
from ..packet.stack cimport Flow
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, CompiledRegistry
from ..sessions.connection_ids cimport connections_free
from .clock cimport ASKED, Clock, clock_begin_span, clock_doubts, clock_end, clock_idle, clock_judge, clock_tick
from .context_memory cimport open_connections
from .roaming cimport IP_UDP, Move, follow

cdef enum:
    SINGLE_PACKETS = 1024   # in a batch of a single handler, which has nothing to do between two but to take the next
    FULL_WAIT_US = 500      # a full ring lasts the handlers for longer, and each look costs a switch between threads
    EMPTY_WAIT_US = 30
    LOOKS_MAX = 40          # about half a second
    WRONG_BITS = 8
    MOVES_BITS = 8
    WRONG_MAX = 4096        # packets with wrong time stamps that are told


cdef extern from *:
    """
    static inline uint64_t netloupe_seen(const uint64_t* p) { return __atomic_load_n(p, __ATOMIC_ACQUIRE); }
    static inline void netloupe_tell(uint64_t* p, uint64_t v) { __atomic_store_n(p, v, __ATOMIC_RELEASE); }
    """
    uint64_t seen "netloupe_seen"(const uint64_t* counter) noexcept nogil
    void tell "netloupe_tell"(uint64_t* counter, uint64_t value) noexcept nogil


cdef class Reader:
    """Reads a capture source into batches: numbers the packets, gives each its clock, its row in the index, a handler.

    `run` belongs to the reading thread, `take`/`done` (and `again` instead of both) to the handling one.
    """

    def __cinit__(self, CaptureSource source, PacketIndex index, CompiledRegistry registry, settings, int handlers):
        cdef int i
        self.source, self.index, self.registry, self.handlers = source, index, registry, handlers
        self.room = BATCH_PACKETS if handlers > 1 else SINGLE_PACKETS
        self.roams = registry.ids.get("quic", UNKNOWN_PROTOCOL)
        clock_begin_span(&self.time)
        open_connections(&self.connections, settings)
        if not (vector_init(&self.wrong, sizeof(uint32_t), WRONG_BITS)
                and vector_init(&self.moved, sizeof(Moved), WRONG_BITS)):
            raise MemoryError
        for i in range(RING_BATCHES):
            self.ring[i].records = <PacketRecord*>malloc(BATCH_PACKETS * sizeof(PacketRecord))
            self.ring[i].clocks = <int64_t*>malloc(BATCH_PACKETS * sizeof(int64_t))
            self.ring[i].times = <int64_t*>malloc(BATCH_PACKETS * sizeof(int64_t))
            self.ring[i].dealt = <uint8_t*>malloc(BATCH_PACKETS)
            self.ring[i].moved = <uint16_t*>malloc(BATCH_PACKETS * sizeof(uint16_t))
            self.ring[i].connections = &self.connections if handlers == 1 else NULL
            if (self.ring[i].records == NULL or self.ring[i].clocks == NULL or self.ring[i].times == NULL
                    or self.ring[i].dealt == NULL or self.ring[i].moved == NULL
                    or not vector_init(&self.ring[i].moves, sizeof(Move), MOVES_BITS)):
                raise MemoryError

    def __dealloc__(self):
        cdef int i
        vector_free(&self.wrong)
        vector_free(&self.moved)
        for i in range(RING_BATCHES):
            free(self.ring[i].records)
            free(self.ring[i].clocks)
            free(self.ring[i].times)
            free(self.ring[i].dealt)
            free(self.ring[i].moved)
            vector_free(&self.ring[i].moves)
        connections_free(&self.connections)

    def run(self):
        """Read to the end of the capture, or until `stop`, never more than the ring holds ahead of the handlers."""
        cdef Batch* batch
        with nogil:
            while not self.stopped:
                if self.filled - seen(&self.taken) == RING_BATCHES:
                    usleep(FULL_WAIT_US)
                    continue
                batch = &self.ring[self.filled % RING_BATCHES]
                self._read(batch)
                tell(&self.filled, self.filled + 1)
                if batch.count <= 0:
                    break

    def read_ahead(self):
        """From now on batches come from the thread that calls `run`."""
        self.threaded = True

    def stop(self):
        """Let `run` return soon. What it has read can still be taken."""
        self.stopped = True

    def take(self):
        """The next batch becomes the current one; answers its packets, 0 at the end. Raises MemoryError."""
        cdef int count
        with nogil:
            count = self.next()
        if count < 0:
            raise MemoryError("no memory for the packet index")
        return count

    cdef int next(self) noexcept nogil:
        """As `take`, with -1 for want of memory. Reads by itself where no thread does."""
        if not self.threaded:
            self.current = &self.ring[0]
            self._read(self.current)
            return self.current.count
        while seen(&self.filled) == self.taken:
            if self.stopped:
                return 0
            usleep(EMPTY_WAIT_US)
        self.current = &self.ring[self.taken % RING_BATCHES]
        return self.current.count

    cdef void done(self) noexcept nogil:
        """The current batch may be filled again."""
        self.current = NULL
        if self.threaded:
            tell(&self.taken, self.taken + 1)

    def finished(self):
        """The handlers are done with the current batch; answers how many packets of the index have been handled."""
        cdef uint64_t packets = self.current.packets
        self.done()
        return packets

    def idle(self, int64_t ahead_ns):
        """So much time has passed since the newest packet, all of which has been handled: move the clock there."""
        clock_idle(&self.time, ahead_ns)

    def let_go(self, bint hurried):
        """From now on packets of doubtful times wait (not if `hurried`) for those behind them, where a capture grows;
        are there any that wait?"""
        self.hurried = hurried
        return self.kept_count != 0

    @property
    def leftover(self):
        """Batches read but not taken yet; once the reading thread has ended."""
        return self.filled - self.taken

    def again(self, uint64_t[::1] places):
        """The packets at these file offsets become the current batch, numbered anew.

        Only on a reader that does not run. Raises MemoryError.
        """
        cdef Py_ssize_t i
        cdef Batch* batch = &self.ring[0]
        batch.count = 0
        for i in range(min(places.shape[0], BATCH_PACKETS)):
            if self.source.read_at(places[i], &batch.records[batch.count]):
                batch.count += 1
        if not vector_reserve(&self.index.rows, batch.count):
            raise MemoryError("no memory for the packet index")
        self._number(batch, False, False)
        batch.several = self.source.interface_count() > 1
        self.current = batch
        return batch.count

    cdef bint _fill(self, Batch* batch) noexcept nogil:
        """Read what the batch has room for, enough to judge its first packet's time; may there be more behind it?"""
        cdef int got = 1, kept = self.kept_count
        batch.count = kept
        memcpy(batch.records, &self.kept[0], self.kept_count * sizeof(PacketRecord))
        self.kept_count = 0
        if self.number == 0 and batch.count == 0:
            # What is known before the first packet does not depend on how many a batch has.
            batch.count = max(self.source.read_batch(batch.records, 1), 0)
            self.several = self.source.interface_count() > 1
        batch.several = self.several
        while got > 0 and batch.count <= ASKED:
            got = self.source.read_batch(batch.records + batch.count, self.room - batch.count)
            batch.count += max(got, 0)
        if got > 0 or not self.source.grows or not self.time.support:
            self.looks = 0
            return got > 0
        self.looks = 0 if batch.count > kept else min(self.looks + 1, LOOKS_MAX)
        return self.looks < LOOKS_MAX and not self.hurried

    cdef void _read(self, Batch* batch) noexcept nogil:
        cdef bint more
        batch.clock, batch.packets = self.time.now_ns, self.index.rows.count
        more = self._fill(batch)
        if not vector_reserve(&self.index.rows, batch.count):
            batch.count = -1
            return
        self._number(batch, more, not more and not self.source.grows)
        if self.handlers > 1:
            self._deal(batch)

    cdef void _deal(self, Batch* batch) noexcept nogil:
        """Say whose packets they are. A datagram of a connection that began between other ends is its handler's."""
        cdef int i
        cdef uint32_t share
        cdef Flow flow
        cdef View datagram
        cdef Move move
        cdef Move* place
        batch.moves.count = 0
        for i in range(batch.count):
            share = deal(&self.registry.tables, &batch.records[i], IP_UDP, &flow, &datagram)
            batch.moved[i] = 0
            if datagram.data != NULL and follow(&self.connections, &self.registry.tables, self.roams, &flow, datagram,
                                                share, batch.clocks[i], &move):
                place = <Move*>vector_push(&batch.moves)
                if place != NULL:
                    place[0], share, batch.moved[i] = move, move.share, <uint16_t>batch.moves.count
            batch.dealt[i] = <uint8_t>(share % <uint32_t>self.handlers)

    cdef void _number(self, Batch* batch, bint more, bint ends) noexcept nogil:
        """Where a packet's time is doubtful and the batch ends too soon to tell, the next one begins with it if there
        are `more`. `ends`: so does the capture."""
        cdef int i, behind
        cdef int64_t time_ns
        cdef PacketRecord* packet
        cdef PacketRow* row
        for i in range(batch.count):
            packet = &batch.records[i]
            time_ns = packet.time_ns
            if clock_doubts(&self.time, time_ns):
                if more and batch.count - i <= ASKED:
                    self.kept_count = batch.count - i
                    memcpy(&self.kept[0], packet, self.kept_count * sizeof(PacketRecord))
                    batch.count = i
                    break
                behind = min(batch.count - i - 1, ASKED)
                time_ns = clock_judge(&self.time, time_ns, batch.records + i + 1, behind, ends)
            self.number += 1
            packet.number = self.number
            self.wire_bytes += packet.length
            self.captured_bytes += packet.captured
            batch.times[i] = clock_tick(&self.time, time_ns, packet.number)
            if batch.times[i] != packet.time_ns:
                self._note_moved(packet, batch.times[i], time_ns != packet.time_ns)
            if self.time.wrong_count:
                self._note_wrong()
            batch.clocks[i] = self.time.now_ns
            self.index.rows.count += 1
            row = row_of(&self.index.rows, <uint32_t>self.index.rows.count)
            row.place = packet.at
            row.time_ns = packet.time_ns
            row.session = 0
            row.length = packet.length
            packet.time_ns = time_ns
        batch.clock = self.time.now_ns
        batch.packets = self.index.rows.count

    cdef void _note_wrong(self) noexcept nogil:
        cdef uint32_t i
        cdef uint32_t* place
        for i in range(self.time.wrong_count):
            place = <uint32_t*>vector_push(&self.wrong) if self.wrong.count < WRONG_MAX else NULL
            if place != NULL:
                place[0] = self.time.wrong[i]

    cdef void _note_moved(self, const PacketRecord* packet, int64_t time_ns, bint judged) noexcept nogil:
        cdef Moved* place = <Moved*>vector_push(&self.moved) if self.moved.count < WRONG_MAX else NULL
        if place != NULL:
            place.number, place.time_ns, place.judged = packet.number, time_ns, judged

    def end(self, bint ended=True):
        """Whether anything more is to come is known: what the last few packets say of the time is judged so."""
        self.ended = ended

    cdef Clock _at_end(self) noexcept nogil:
        """The clock, as if nothing more came where nothing does."""
        cdef Clock time = self.time
        time.wrong_count = 0
        if self.ended:
            clock_end(&time)
        return time

    @property
    def moved_times(self):
        """(number, time, whether those around it show its stamp to be wrong) of packets that are counted at another
        time than their stamps say; the first few thousand."""
        cdef uint64_t i
        cdef const Moved* moved
        told = []
        for i in range(self.moved.count):
            moved = <const Moved*>vector_at(&self.moved, i)
            told.append((moved.number, moved.time_ns, bool(moved.judged)))
        return told

    @property
    def wrong_times(self):
        """Numbers of packets whose time stamps are a day or more off everybody else's; the first few thousand."""
        cdef Clock time = self._at_end()
        return [(<uint32_t*>vector_at(&self.wrong, i))[0] for i in range(self.wrong.count)] + [
            time.wrong[i] for i in range(time.wrong_count)]

    @property
    def clock(self):
        """After the last packet read, in ns since the first."""
        return self.time.now_ns

    @property
    def first_ns(self):
        """Smallest packet time so far that is not wrong; larger than `last_ns` where there is none."""
        return self._at_end().first_ns

    @property
    def last_ns(self):
        """Largest packet time so far that is not wrong."""
        return self._at_end().last_ns
