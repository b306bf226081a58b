"""Rows: sessions as text, a chunk at a time: columns to bytes without an object for each session.

What is written is a program of steps (shapes.py makes it of the shape of a document or a table): each says its text,
then a value of the row. What Python alone knows of a session comes along as finished text ("given").
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from ..core.pool cimport vector_at
from ..sessions.session cimport CLOSED_AT_ONCE, Transition
from ..sessions.states cimport STATE_CLOSED, STATE_CLOSING
from ..sessions.store cimport Row, SessionStore
from .buffer cimport (
    Buffer,
    buffer_free,
    put_address,
    put_cell,
    put_seconds,
    put_sign,
    put_signed,
    put_text,
    put_unsigned,
)
from .chain cimport Told, chain_free, chain_init, chain_read
from .memory cimport Lists, Memory
from .service_reader cimport Served, ServiceReader
from .values cimport Forms, Text

from ..sessions.columns import DERIVED, DERIVED_TYPES, DTYPES
from .shapes import GIVEN_SLOTS

cdef enum:
    SLOTS = 4                   # GIVEN_SLOTS
    VLAN_TAGS = 5
    LINE_MAX = 300              # characters

cdef enum Op:                   # mirrors shapes.Op
    OP_TEXT = 0
    OP_ID = 1
    OP_NUMBER = 2
    OP_SECONDS = 3
    OP_WORD = 4
    OP_ADDRESS = 5
    OP_VLAN = 6
    OP_STATES = 7
    OP_ATTRIBUTES = 8
    OP_LINE = 9
    OP_GIVEN = 10
    OP_WHEN = 11


cdef struct Whole:              # all that a step may take from a row
    Row row
    Served served


cdef inline int64_t _number(const Step* step, const uint8_t* values) noexcept nogil:
    """The step's column, as 64 bits."""
    cdef const uint8_t* at = values + step.at
    if step.width == 8:
        return (<const int64_t*>at)[0]
    if step.width == 4:
        return (<const uint32_t*>at)[0]
    if step.width == 2:
        return (<const uint16_t*>at)[0]
    return at[0]


cdef inline const uint8_t* _plain_end(const uint8_t* text, uint64_t size, uint32_t characters) noexcept nogil:
    """Where UTF-8 text has had so many characters, or ends."""
    cdef uint64_t i
    for i in range(size):
        if text[i] & 0xC0 != 0x80:
            if characters == 0:
                return text + i
            characters -= 1
    return text + size


cdef class Rows:
    """Writes rows by `steps`; `cell` makes a cell of a line that is more than printable ASCII. For one thread at a
    time."""

    def __cinit__(self, Memory memory, Forms forms, Lines lines, ServiceReader services, list steps, cell):
        cdef Step* step
        cdef Text* word
        cdef SessionStore store = memory.store
        self.memory, self.forms, self.lines, self.cell, self.kept = memory, forms, lines, cell, [steps]
        self.count, self.services = len(steps), services
        self.steps = <Step*>calloc(len(steps) + 1, sizeof(Step))
        self.words = <Text*>calloc(sum(len(found.words) for found in steps) + 1, sizeof(Text))
        if self.steps == NULL or self.words == NULL or not chain_init(&self.chain, forms.count):
            raise MemoryError
        if SLOTS != GIVEN_SLOTS:
            raise SystemError("rows and shapes differ")
        word = self.words
        for at, found in enumerate(steps):
            step = &self.steps[<uint32_t>at]
            step.before, step.nothing = _text(found.before), _text(found.nothing or b"")
            step.op, step.skip, step.mask, step.slot = found.op, found.skip, found.mask, found.slot
            step.words, step.word_count = word, len(found.words)
            for text in found.words:
                word[0] = _text(text)
                word += 1
            if found.column:
                step.at, step.width = _place_in_row(store, found.column)
                step.is_signed = DTYPES.get(found.column, "u")[0] == "i"
            if found.op == OP_NUMBER or found.op == OP_SECONDS:
                step.mask = found.nothing is not None

    def __dealloc__(self):
        free(self.steps)
        free(self.words)
        free(self.given)
        buffer_free(&self.out)
        buffer_free(&self.line)
        buffer_free(&self.changes)
        chain_free(&self.chain)

    def chunk(self, rows, given=()):
        """The bytes of these rows. `given`: (place in `rows`, slot, text) of what Python knows."""
        cdef uint64_t row
        cdef uint32_t i, first, size, count = len(rows)
        cdef uint64_t[64] some
        cdef const Text* mine = NULL
        free(self.given)
        self.given = NULL
        if given:
            self.given = <Text*>calloc(count * SLOTS, sizeof(Text))
            if self.given == NULL:
                raise MemoryError
            for place, slot, text in given:
                self.given[<uint32_t>place * SLOTS + <uint32_t>slot] = _text(text)
        self.out.size = 0
        self.out.failed = self.line.failed = self.changes.failed = False
        first = 0
        while first < count:
            size = min(count - first, <uint32_t>64)
            for i, row in enumerate(rows[first:first + size]):
                some[i] = row
            with nogil:
                for i in range(size):
                    mine = self.given + (first + i) * SLOTS if self.given != NULL else NULL
                    self._row(some[i], mine)
            first += size
        if self.out.failed or self.line.failed or self.changes.failed:
            raise MemoryError("no memory left for what is exported")
        return self.out.data[:self.out.size] if self.out.size else b""

    cdef int _row(self, uint64_t row, const Text* given) except -1 nogil:
        cdef Whole whole
        cdef const Step* step = self.steps
        cdef const Step* end = self.steps + self.count
        cdef const Lists* lists
        cdef const uint8_t* values = <const uint8_t*>&whole
        self.memory.store.read(row, &whole.row)
        self.services.read_row(row, &whole.row, &whole.served)
        lists = &self.memory.lists[whole.row.handler if whole.row.handler < self.memory.handlers else 0]
        if not chain_read(&self.chain, lists, whole.row.attributes, False):
            self.out.failed = True
        while step < end:
            put_text(&self.out, step.before.data, step.before.size)
            if step.op == OP_ID:
                put_unsigned(&self.out, row + 1)
            elif step.op == OP_WHEN:
                if not values[step.at] & step.mask:
                    put_text(&self.out, step.nothing.data, step.nothing.size)
                    step += step.skip
            else:
                self._step(step, values, lists, given)
            step += 1
        return 0

    cdef int _step(self, const Step* step, const uint8_t* values, const Lists* lists,
                   const Text* given) except -1 nogil:
        """One value."""
        cdef Buffer* out = &self.out
        cdef const Row* row = <const Row*>values
        cdef int64_t number
        cdef uint64_t i
        if step.op == OP_NUMBER:
            number = _number(step, values)
            if step.mask and number == 0:
                put_text(out, step.nothing.data, step.nothing.size)
            elif step.is_signed:
                put_signed(out, number)
            else:
                put_unsigned(out, <uint64_t>number)
        elif step.op == OP_WORD:
            number = _number(step, values)
            if 0 <= number < step.word_count:
                put_text(out, step.words[number].data, step.words[number].size)
        elif step.op == OP_SECONDS:
            number = _number(step, values)
            if step.mask and number < 0:
                put_text(out, step.nothing.data, step.nothing.size)
            else:
                put_seconds(out, number)
        elif step.op == OP_ADDRESS:
            put_address(out, values + step.at, row.family)
        elif step.op == OP_VLAN:
            for i in range(min(row.vlan & 15, <uint64_t>VLAN_TAGS)):
                if i:
                    put_text(out, step.nothing.data, step.nothing.size)
                put_unsigned(out, row.vlan >> 4 + 12 * i & 0xFFF)
        elif step.op == OP_STATES:
            self._put_states(step, values, lists)
        elif step.op == OP_ATTRIBUTES:
            self._put_attributes(lists, given + step.slot if given != NULL else NULL)
        elif step.op == OP_LINE:
            self._put_line(lists, given + step.slot if given != NULL else NULL)
        elif step.op == OP_GIVEN:
            if given != NULL and given[step.slot].data != NULL:
                put_text(out, given[step.slot].data, given[step.slot].size)
            else:
                put_text(out, step.nothing.data, step.nothing.size)
        return 0

    cdef void _put_states(self, const Step* step, const uint8_t* values, const Lists* lists) noexcept nogil:
        """`[["NEW", 1.000000000, 1], ...]`: when it began and the first packet, then the history, which is chained from
        its newest back."""
        cdef const Row* row = <const Row*>values
        cdef const Transition* change
        cdef uint32_t head = row.history, count = 0
        put_sign(&self.out, c'[')
        if row.first_packet:
            _put_state(&self.out, &step.words[0], row.start_ns, row.first_packet)
            self.changes.size = 0
            while head and head <= lists.history.count:
                put_text(&self.changes, &head, sizeof(uint32_t))
                head = (<const Transition*>vector_at(lists.history, head - 1)).link >> 3
            count = self.changes.size // sizeof(uint32_t)
            while count:
                count -= 1
                head = (<const uint32_t*>self.changes.data)[count]
                change = <const Transition*>vector_at(lists.history, head - 1)
                if change.link & 7 == CLOSED_AT_ONCE:
                    self._put_change(step, STATE_CLOSING, change)
                    self._put_change(step, STATE_CLOSED, change)
                else:
                    self._put_change(step, change.link & 7, change)
        put_sign(&self.out, c']')

    cdef void _put_change(self, const Step* step, uint32_t state, const Transition* change) noexcept nogil:
        put_text(&self.out, ", ", 2)
        if state < step.word_count:
            _put_state(&self.out, &step.words[state], change.time_ns, change.packet)

    cdef int _put_attributes(self, const Lists* lists, const Text* given) except -1 nogil:
        """Members of a JSON object: values by attribute, in the order they were read; then what is given."""
        cdef const Told* told
        cdef uint32_t i, at
        for i in range(self.chain.count):
            told = &self.chain.told[i]
            if i:
                put_text(&self.out, ", ", 2)
            put_text(&self.out, self.forms.forms[told.field].member.data, self.forms.forms[told.field].member.size)
            for at in range(told.count):
                if at:
                    put_text(&self.out, ", ", 2)
                self.forms.put_json(&self.out, told.field, self.chain.values[told.first + at], lists.kept)
            put_sign(&self.out, c']')
        if given != NULL and given.data != NULL:
            if self.chain.count:
                put_text(&self.out, ", ", 2)
            put_text(&self.out, given.data, given.size)
        return 0

    cdef int _put_line(self, const Lists* lists, const Text* given) except -1 nogil:
        """A cell: one line about the session; where nothing is kept with it, what is given."""
        cdef bint plain
        cdef uint64_t i = 0
        if self.chain.count == 0:
            if given != NULL and given.data != NULL:
                put_text(&self.out, given.data, given.size)
            return 0
        self.line.size = 0
        self.lines.put(&self.line, &self.chain, lists, &plain)
        while i < self.line.size and self.line.data[i] == c' ':
            i += 1
        if plain and (i == self.line.size or self.line.data[i] < 0x80):
            put_cell(&self.out, self.line.data,
                     _plain_end(self.line.data, self.line.size, LINE_MAX) - self.line.data)
        else:
            self._put_odd_line()
        return 0

    cdef int _put_odd_line(self) except -1 with gil:
        text = self.cell(self.line.data[:self.line.size].decode("utf-8", "replace")[:LINE_MAX]).encode()
        put_text(&self.out, <const char*>text, len(text))
        return 0


cdef tuple _place_in_row(SessionStore store, str column):
    """Where a column is in a Whole, and its width."""
    cdef uint32_t at = <uint32_t>sizeof(Row)
    if column in DTYPES:
        return store.offsets[<uint32_t>store.places[column]], int(DTYPES[column][1:])
    for one in DERIVED:
        if one.name == column:
            break
        at += int(one.type[1:])
    return at, int(DERIVED_TYPES[column][1:])


cdef Text _text(bytes text):
    """Bytes that somebody keeps."""
    cdef Text found
    found.data, found.size = text, len(text)
    return found


cdef inline void _put_state(Buffer* out, const Text* word, int64_t time_ns, uint32_t packet) noexcept nogil:
    put_sign(out, c'[')
    put_text(out, word.data, word.size)
    put_text(out, ", ", 2)
    put_seconds(out, time_ns)
    put_text(out, ", ", 2)
    put_unsigned(out, packet)
    put_sign(out, c']')
