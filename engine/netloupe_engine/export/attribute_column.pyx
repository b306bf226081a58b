"""One attribute of all sessions: its column put into the order of the sessions, without an object for each."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp

from ..attributes.kept cimport KEPT_BITS, Kept, KeptStore, kept_at
from .buffer cimport Buffer, buffer_bytes, buffer_free, is_plain, put_text
from .memory cimport Lists, Memory, id_of
from .values cimport Forms

from .gather import WRITTEN_KINDS

cdef enum:
    TIME = 9                    # layouts/fields.py Kind
    DURATION = 10
    HANDLER_SHIFT = 56          # of a text's place: whose arena it is in
    SHOWN_MAX = 16              # different values of a session that a line tells by itself
    LINES = 1024                # between which others may have the GIL

cdef const char* JOINT = ", "


cdef class AttributeColumn:
    """The values of the attribute `field` (a catalogue id) of the first `rows` sessions. For one thread at a time."""

    cdef Memory memory
    cdef Forms forms
    cdef uint64_t* ends         # where the values of each row end, beginning with 0
    cdef uint64_t* numbers      # values by row, and of a row in the order they were read
    cdef uint64_t rows
    cdef uint16_t field
    cdef bint is_text
    cdef Buffer text            # what is being told ...
    cdef Buffer text_ends       # ... and where its parts end

    def __cinit__(self, Memory memory, Forms forms, uint16_t field, uint64_t rows):
        cdef bint enough
        self.memory, self.forms, self.field, self.rows = memory, forms, field, rows
        self.is_text = memory.handlers and memory.lists[0].kept.columns[field].is_text
        with nogil:
            enough = self._read()
        if not enough:
            raise MemoryError("no memory left for an attribute of all sessions")

    def __dealloc__(self):
        free(self.ends)
        free(self.numbers)
        buffer_free(&self.text)
        buffer_free(&self.text_ends)

    cdef bint _read(self) noexcept nogil:
        """Count each session's values, then put them in their places. While packets come there may be more of them the
        second time: those are left out."""
        cdef uint64_t* places = <uint64_t*>calloc(self.rows + 2, sizeof(uint64_t))
        cdef uint64_t row
        self.ends = <uint64_t*>calloc(self.rows + 2, sizeof(uint64_t))
        if places == NULL or self.ends == NULL:
            free(places)
            return False
        self._pass(places, False)
        for row in range(self.rows):
            self.ends[row + 1] = self.ends[row] + places[row]
            places[row] = self.ends[row]
        self.numbers = <uint64_t*>calloc(self.ends[self.rows] + 1, sizeof(uint64_t))
        if self.numbers != NULL:
            self._pass(places, True)
        free(places)
        return self.numbers != NULL

    cdef void _pass(self, uint64_t* places, bint put) noexcept nogil:
        cdef const Lists* lists
        cdef const Kept* value
        cdef uint64_t chunk
        cdef uint32_t handler, at, id
        for handler in range(self.memory.handlers):
            lists = &self.memory.lists[handler]
            for chunk in range(lists.kept.values.count >> KEPT_BITS):
                if lists.kept.fields[chunk] != self.field:
                    continue
                value = kept_at(lists.kept, <uint32_t>(chunk << KEPT_BITS))
                for at in range(1 << KEPT_BITS):
                    id = id_of(lists, value[at].serial)
                    if not 0 < id <= self.rows:
                        continue
                    if not put:
                        places[id - 1] += 1
                    elif places[id - 1] < self.ends[id]:
                        self.numbers[places[id - 1]] = value[at].number
                        if self.is_text:
                            self.numbers[places[id - 1]] |= <uint64_t>handler << HANDLER_SHIFT
                        places[id - 1] += 1

    cdef const KeptStore* _value(self, uint64_t at, Kept* value) noexcept nogil:
        """A value as it was kept, and where."""
        value.number = self.numbers[at]
        if not self.is_text:
            return self.memory.lists[0].kept
        value.number &= (<uint64_t>1 << HANDLER_SHIFT) - 1
        return self.memory.lists[self.numbers[at] >> HANDLER_SHIFT].kept

    def values(self):
        """(where each row's values end, where each text ends, the values), as Gather.values_of."""
        cdef uint64_t at, number, count = self.ends[self.rows]
        cdef uint64_t scale = <uint64_t>self.forms.forms[self.field].scale
        cdef bint written = self.forms.forms[self.field].kind in WRITTEN_KINDS
        cdef Kept value
        cdef const KeptStore* store
        lists = (<const char*>self.ends)[:(self.rows + 1) * sizeof(uint64_t)]
        self._begin()
        if not written and scale == 1:          # as they are
            return lists, self._told()[0], (<const char*>self.numbers)[:count * sizeof(uint64_t)]
        with nogil:
            for at in range(count):
                store = self._value(at, &value)
                if written:
                    self.forms.put_octets(&self.text, self.field, &value, store)
                    put_text(&self.text_ends, &self.text.size, sizeof(uint64_t))
                else:
                    number = value.number * scale
                    put_text(&self.text, &number, sizeof(uint64_t))
        return lists, *self._told()

    def firsts(self):
        """(the first value of each row, a byte each that is 1 where there is one): of numbers, as they were read."""
        cdef uint64_t row, number
        cdef uint8_t known
        self._begin()
        self.text_ends.size = 0
        with nogil:
            for row in range(self.rows):
                known = self.ends[row] < self.ends[row + 1]
                number = self.numbers[self.ends[row]] if known else 0
                put_text(&self.text, &number, sizeof(uint64_t))
                put_text(&self.text_ends, &known, 1)
        known_of, numbers = self._told()
        return numbers, known_of

    def lines(self, uint32_t length_max, odd):
        """The different values of each row as briefly as they can be said, joined by commas, in lower case: (where each
        ends, the lines). Of those that are more than printable ASCII, longer than `length_max` characters, of too many
        values or of times, `odd(row)` is asked."""
        cdef uint64_t row
        self._begin()
        for row in range(0, self.rows, LINES):
            with nogil:
                self._put_lines(row, min(row + LINES, self.rows), length_max, odd)
        return self._told()

    cdef int _put_lines(self, uint64_t first, uint64_t last, uint32_t length_max, object odd) except -1 nogil:
        cdef uint64_t row, begun, i
        cdef bint plain
        for row in range(first, last):
            begun = self.text.size
            plain = self._put_line(row)
            for i in range(begun, self.text.size):
                if c'A' <= self.text.data[i] <= c'Z':
                    self.text.data[i] |= 0x20
            if not plain or self.text.size - begun > length_max:
                self.text.size = begun
                _put_odd(&self.text, odd, row)
            put_text(&self.text_ends, &self.text.size, sizeof(uint64_t))
        return 0

    cdef int _put_line(self, uint64_t row) except -1 nogil:
        """1 if the line is complete and printable ASCII, else 0."""
        cdef uint64_t[SHOWN_MAX] shown
        cdef uint64_t at, begun = self.text.size, said
        cdef uint32_t count = 0, i
        cdef Kept value
        cdef const KeptStore* store
        cdef uint8_t kind = self.forms.forms[self.field].kind
        if (kind == TIME or kind == DURATION) and self.ends[row] < self.ends[row + 1]:
            return 0
        for at in range(self.ends[row], self.ends[row + 1]):
            for i in range(count):
                if shown[i] == self.numbers[at]:
                    break
            else:
                if count == SHOWN_MAX:
                    return 0
                shown[count] = self.numbers[at]
                if count:
                    put_text(&self.text, JOINT, 2)
                said = self.text.size
                store = self._value(at, &value)
                self.forms.put_brief(&self.text, self.field, &value, store)
                if count and self._is_said(begun, said):
                    self.text.size = said - 2
                else:
                    count += 1
        return is_plain(self.text.data + begun, self.text.size - begun)

    cdef bint _is_said(self, uint64_t begun, uint64_t said) noexcept nogil:
        """Is the text from `said` on a value before it, too? The arena may have a text twice, two numbers a name."""
        cdef uint64_t size = self.text.size - said, at = begun, end
        while at < said:
            end = at
            while end < said - 2 and not (self.text.data[end] == c',' and self.text.data[end + 1] == c' '):
                end += 1
            if end - at == size and memcmp(self.text.data + at, self.text.data + said, size) == 0:
                return True
            at = end + 2
        return False

    cdef void _begin(self) noexcept nogil:
        cdef uint64_t none = 0
        self.text.size = self.text_ends.size = 0
        put_text(&self.text_ends, &none, sizeof(uint64_t))

    cdef _told(self):
        if self.text.failed or self.text_ends.failed:
            raise MemoryError("no memory left for an attribute of all sessions")
        ends, text = buffer_bytes(&self.text_ends), buffer_bytes(&self.text)
        buffer_free(&self.text)
        buffer_free(&self.text_ends)
        return ends, text


cdef int _put_odd(Buffer* out, object odd, uint64_t row) except -1 with gil:
    text = odd(row).encode("utf-8", "replace")
    put_text(out, <const char*>text, len(text))
    return 0
