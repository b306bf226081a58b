"""Gather: what is kept with sessions, and what is text of them, as columns: one pass over some rows, without Python."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from ..attributes.kept cimport KEPT_BITS, LENGTH_BITS, Kept, KeptStore, field_of, kept_at
from ..core.hash cimport prefetch
from ..core.pool cimport vector_at
from ..sessions.store cimport SessionStore
from .buffer cimport (SHORT_BYTES, Buffer, buffer_bytes, buffer_free, buffer_room, decimal, put_address, put_sign,
                      put_text, put_unsigned)
from .chain cimport Chain, Told, chain_free, chain_init, chain_read, told_of
from .lines cimport Lines
from .memory cimport Lists, Memory
from .values cimport Forms

from ..protocols.define import Kind

cdef enum:
    TEXTS = 4               # of every session
    LINES = 1024            # between which others may have the GIL
    ROWS_AHEAD = 32         # whose values are fetched together
    LINKS_AHEAD = 24        # of a chain
    CURSORS = 128           # chains that are followed together
    VLAN_TAGS = 5
    ADDRESS_BYTES = 16

cdef enum:                  # of what is read of a row: in _PLACES
    HANDLER = 0
    HEAD = 1
    FAMILY = 2
    VLAN = 3
    INITIATOR = 4
    RESPONDER = 5
    PLACES = 6

_PLACES = ("handler", "attributes", "family", "vlan", "initiator", "responder")
TEXT_NAMES = ("initiator", "responder", "vlan", "info")
WRITTEN_KINDS = (Kind.STRING, Kind.BYTES, Kind.MAC, Kind.IPV4, Kind.IPV6)     # as text, or as they are


cdef struct Column:
    Buffer lists            # where the values of each row end
    Buffer ends             # where each text ends in `data`
    Buffer data             # text, or eight bytes a number
    uint16_t field
    bint is_text


cdef struct Cursor:         # where somebody is in a chain of values
    const KeptStore* store
    uint32_t at             # index + 1
    uint32_t end            # the last one


cdef inline bint _move(Cursor* cursor, uint32_t at) noexcept nogil:
    """Begin to fetch the next one; False where there is none."""
    cursor.at = at if at <= cursor.store.values.count else 0
    if cursor.at:
        prefetch(kept_at(cursor.store, at - 1))
    return cursor.at != 0


cdef class Gather:
    """Columns of the attributes `fields` (catalogue ids) and of TEXT_NAMES. For one thread at a time."""

    cdef Memory memory
    cdef Forms forms
    cdef Lines lines
    cdef Chain chain
    cdef Column* columns
    cdef uint32_t count
    cdef Column[TEXTS] texts
    cdef uint32_t[PLACES] places    # numbers of the store's columns

    def __cinit__(self, Memory memory, Forms forms, Lines lines, list fields):
        self.memory, self.forms, self.lines, self.count = memory, forms, lines, len(fields)
        for at, name in enumerate(_PLACES):
            self.places[<uint32_t>at] = memory.store.places[name]
        self.columns = <Column*>calloc(max(len(fields), 1), sizeof(Column))
        if self.columns == NULL or not chain_init(&self.chain, forms.count):
            raise MemoryError
        for at, field in enumerate(fields):
            self.columns[<uint32_t>at].field = field
            self.columns[<uint32_t>at].is_text = forms.forms[<uint32_t>field].kind in WRITTEN_KINDS

    def __dealloc__(self):
        cdef uint32_t i
        for i in range(self.count):
            _free(&self.columns[i])
        for i in range(TEXTS):
            _free(&self.texts[i])
        free(self.columns)
        chain_free(&self.chain)

    def read(self, uint64_t first, uint64_t last, bint with_texts):
        """Take in rows [first, last); `values_of` and, if wanted, `texts_of` tell of them until the next time."""
        cdef uint64_t row
        cdef uint32_t i
        cdef bint failed = False
        for i in range(self.count):
            _begin(&self.columns[i])
        for i in range(TEXTS):
            _begin(&self.texts[i])
        with nogil:
            for row in range(first, last):
                if (row - first) % ROWS_AHEAD == 0:
                    self._fetch(row, False)
                self._row(row, with_texts)
        for i in range(self.count):
            failed |= _failed(&self.columns[i])
        for i in range(TEXTS):
            failed |= _failed(&self.texts[i])
        if failed:
            raise MemoryError("no memory left for what is exported")

    def texts_of(self, str name):
        """(where each row's text ends, the texts), one of TEXT_NAMES; the ends begin with 0."""
        cdef Column* column = &self.texts[<uint32_t>TEXT_NAMES.index(name)]
        return buffer_bytes(&column.ends), buffer_bytes(&column.data)

    def values_of(self, uint32_t at):
        """(where each row's values end, where each text ends, the values) of an attribute; ends begin with 0."""
        cdef Column* column = &self.columns[at]
        return buffer_bytes(&column.lists), buffer_bytes(&column.ends), buffer_bytes(&column.data)

    def lines_of(self, uint64_t first, uint64_t end, uint32_t length_max, bint owned, odd):
        """A line about each row of [first, end), in lower case: (where each ends, the lines). Of those that are more
        than printable ASCII, longer than `length_max` characters or, if `owned`, not said by packets, `odd(row)` is
        asked."""
        cdef Column* column = &self.texts[0]
        cdef uint64_t row
        _begin(column)
        for row in range(first, end, LINES):
            with nogil:
                self._put_lines(row, min(row + LINES, end), length_max, owned, odd)
        if _failed(column):
            raise MemoryError("no memory left for the lines of sessions")
        return buffer_bytes(&column.ends), buffer_bytes(&column.data)

    cdef int _put_lines(self, uint64_t first, uint64_t last, uint32_t length_max, bint owned,
                        object odd) except -1 nogil:
        cdef Buffer* out = &self.texts[0].data
        cdef const Lists* lists
        cdef uint64_t row, begun
        cdef bint plain
        for row in range(first, last):
            if (row - first) % ROWS_AHEAD == 0:
                self._fetch(row, True)
            begun = out.size
            lists = self._chain(row, True)
            self.lines.put(out, &self.chain, lists, &plain)
            if (not plain or _lowered(out.data + begun, out.size - begun) > length_max
                    or (owned and not self.chain.count)):
                out.size = begun
                _put_odd(out, odd, row)
            _put_end(&self.texts[0].ends, out.size)
        return 0

    def endpoints_of(self, uint64_t rows, bint initiator):
        """Address and port of one end of each of the first `rows`: (where each ends, the texts)."""
        cdef Column* column = &self.texts[0]
        cdef SessionStore store = self.memory.store
        cdef str side = "initiator" if initiator else "responder"
        cdef uint32_t address = store.places[side], port = store.places[f"{side}_port"], family = store.places["family"]
        cdef uint8_t[ADDRESS_BYTES * LINES] addresses
        cdef uint8_t[LINES] families
        cdef uint16_t[LINES] ports
        cdef uint64_t first = 0, count, i
        _begin(column)
        with nogil:
            while first < rows:
                count = min(rows - first, <uint64_t>LINES)
                store._gather(addresses, address, NULL, first, count)
                store._gather(families, family, NULL, first, count)
                store._gather(<uint8_t*>ports, port, NULL, first, count)
                for i in range(count):
                    _put_endpoint(&column.data, addresses + ADDRESS_BYTES * i, families[i], ports[i])
                    _put_end(&column.ends, column.data.size)
                first += count
        if _failed(column):
            raise MemoryError("no memory left for the ends of sessions")
        return buffer_bytes(&column.ends), buffer_bytes(&column.data)

    cdef int _row(self, uint64_t row, bint with_texts) except -1 nogil:
        cdef const Lists* lists = self._chain(row, False)
        cdef const Kept* value
        cdef Column* column
        cdef const Told* told
        cdef uint32_t i, at
        if with_texts:
            self._put_texts(row, lists)
        for i in range(self.count):
            column = &self.columns[i]
            told = told_of(&self.chain, column.field)
            for at in range(told.first if told != NULL else 0, told.first + told.count if told != NULL else 0):
                value = self.chain.values[at]
                if column.is_text:
                    self.forms.put_octets(&column.data, column.field, value, lists.kept)
                    _put_end(&column.ends, column.data.size)
                else:
                    _put_end(&column.data, value.number * <uint64_t>self.forms.forms[column.field].scale)
            _put_end(&column.lists, column.ends.size // 8 - 1 if column.is_text else column.data.size // 8)
        return 0

    cdef void _fetch(self, uint64_t first, bint firsts) noexcept nogil:
        """Begin to fetch what ROWS_AHEAD rows from `first` on have kept: all rows' chains a link at a time, then the
        values of all attributes, unless their `firsts` are wanted alone. Followed one after the other, each link would
        have to wait for the memory."""
        cdef Cursor[ROWS_AHEAD] heads
        cdef Cursor[CURSORS] newest
        cdef Cursor* head
        cdef const Kept* value
        cdef uint32_t i, _, count = 0
        cdef bint is_more = True
        for i in range(ROWS_AHEAD):
            prefetch(self.memory.store.value(first + ROWS_AHEAD + i, self.places[HEAD]))
            prefetch(self.memory.store.value(first + ROWS_AHEAD + i, self.places[HANDLER]))
            heads[i].store = self._lists(first + i).kept
            _move(&heads[i], (<const uint32_t*>self.memory.store.value(first + i, self.places[HEAD]))[0])
        for _ in range(LINKS_AHEAD):
            if not is_more:
                break
            is_more = False
            for i in range(ROWS_AHEAD):
                head = &heads[i]
                if not head.at:
                    continue
                value = kept_at(head.store, head.at - 1)
                if not firsts and value.last != head.at and count < CURSORS:
                    newest[count].store, newest[count].end = head.store, head.at
                    count += _move(&newest[count], value.last)
                if head.store.columns[field_of(head.store, head.at - 1)].is_text and \
                        value.number >> LENGTH_BITS < head.store.arena.count:
                    prefetch(vector_at(&head.store.arena, value.number >> LENGTH_BITS))
                is_more |= _move(head, value.link)
        for _ in range(LINKS_AHEAD):
            i = 0
            while i < count:
                if newest[i].at != newest[i].end and \
                        _move(&newest[i], kept_at(newest[i].store, newest[i].at - 1).link):
                    i += 1
                else:
                    count -= 1
                    newest[i] = newest[count]

    cdef inline const Lists* _lists(self, uint64_t row) noexcept nogil:
        """Where the values kept with a session are."""
        cdef uint8_t handler = self.memory.store.value(row, self.places[HANDLER])[0]
        return &self.memory.lists[handler if handler < self.memory.handlers else 0]

    cdef const Lists* _chain(self, uint64_t row, bint firsts) noexcept nogil:
        """Read the values kept with a session, or the first ones of its attributes, which is all that a line tells;
        answers whose lists they are in."""
        cdef const Lists* lists = self._lists(row)
        cdef uint32_t head = (<const uint32_t*>self.memory.store.value(row, self.places[HEAD]))[0]
        if not chain_read(&self.chain, lists, head, firsts):
            self.texts[0].data.failed = True
        return lists

    cdef int _put_texts(self, uint64_t row, const Lists* lists) except -1 nogil:
        cdef uint8_t family = self.memory.store.value(row, self.places[FAMILY])[0]
        cdef uint64_t vlan = (<const uint64_t*>self.memory.store.value(row, self.places[VLAN]))[0]
        cdef uint32_t i
        cdef bint plain
        put_address(&self.texts[0].data, self.memory.store.value(row, self.places[INITIATOR]), family)
        put_address(&self.texts[1].data, self.memory.store.value(row, self.places[RESPONDER]), family)
        for i in range(min(vlan & 15, <uint64_t>VLAN_TAGS)):
            if i:
                put_sign(&self.texts[2].data, c'/')
            put_unsigned(&self.texts[2].data, vlan >> 4 + 12 * i & 0xFFF)
        self.lines.put(&self.texts[3].data, &self.chain, lists, &plain)
        for i in range(TEXTS):
            _put_end(&self.texts[i].ends, self.texts[i].data.size)
        return 0


cdef uint64_t _lowered(uint8_t* text, uint64_t size) noexcept nogil:
    """Make letters of ASCII small ones; how many characters there are."""
    cdef uint64_t i, within = 0
    for i in range(size):
        within += text[i] & 0xC0 == 0x80
        text[i] |= <uint8_t>(<uint8_t>(text[i] - c'A') < 26) << 5
    return size - within


cdef int _put_odd(Buffer* out, object odd, uint64_t row) except -1 with gil:
    text = odd(row).encode("utf-8", "replace")
    put_text(out, <const char*>text, len(text))
    return 0


cdef void _put_endpoint(Buffer* out, const uint8_t* address, uint8_t family, uint16_t port) noexcept nogil:
    """10.0.0.1:80, [2001:db8::1]:443 (RFC 5952, section 6); the address alone without a port."""
    cdef uint8_t* end
    cdef uint32_t digits
    if port and family == 6:
        put_sign(out, c'[')
    put_address(out, address, family)
    if port and family == 6:
        put_sign(out, c']')
    if port and buffer_room(out, SHORT_BYTES) != NULL:
        digits = 1 + (port >= 10) + (port >= 100) + (port >= 1000) + (port >= 10000)
        end = out.data + out.size
        end[0] = c':'
        decimal(end + 1 + digits, port)
        out.size += 1 + digits


def fields_kept(Memory memory, uint32_t fields):
    """The attributes, by catalogue id below `fields`, of which values are kept with any session."""
    cdef const KeptStore* kept
    cdef uint64_t chunk
    cdef uint32_t handler
    seen = set()
    for handler in range(memory.handlers):
        kept = memory.lists[handler].kept
        for chunk in range(kept.values.count >> KEPT_BITS):
            seen.add(kept.fields[chunk])
    return sorted(field for field in seen if field < fields)


cdef void _begin(Column* column) noexcept nogil:
    column.lists.size = column.ends.size = column.data.size = 0
    _put_end(&column.lists, 0)
    _put_end(&column.ends, 0)


cdef inline void _put_end(Buffer* b, uint64_t number) noexcept nogil:
    put_text(b, &number, sizeof(uint64_t))


cdef bint _failed(const Column* column) noexcept nogil:
    return column.lists.failed or column.ends.failed or column.data.failed


cdef void _free(Column* column) noexcept nogil:
    buffer_free(&column.lists)
    buffer_free(&column.ends)
    buffer_free(&column.data)
