"""TextColumn: a text of each row, searched and sorted as a whole: no object a row.

Texts are compared as bytes of UTF-8, which is the order of their characters' numbers.
"""
from cpython.buffer cimport PyBUF_WRITABLE, PyBuffer_Release, PyObject_GetBuffer
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcmp, memcpy, memset

from concurrent.futures import ThreadPoolExecutor

from ..core.hash cimport prefetch

cdef extern from "<string.h>" nogil:
    void* memmem(const void* haystack, size_t haystack_size, const void* needle, size_t needle_size)

cdef extern from "<endian.h>" nogil:
    uint64_t highest_first "be64toh"(uint64_t word)

cdef enum:
    DEPTH_MAX = 512         # bytes by which texts are sorted: what they say first
    FEW = 24                # items that are sorted by insertion
    KEY_BYTES = 8
    AHEAD = 12              # texts that are fetched from memory while others are looked at
    SHARED_MIN = 1 << 17    # texts that two threads sort
    SAMPLES = 255           # texts of which the middle one is asked


cdef class TextColumn:
    """Made of the texts' bytes and of where each ends in them, beginning with 0. Immutable; any thread."""

    def __cinit__(self, bytes ends, bytes data):
        self.kept = ends, data
        self.count = len(ends) // sizeof(uint64_t) - 1
        self.ends, self.data, self.size = <const uint64_t*><const char*>ends, data, len(data)

    def __len__(self):
        return self.count

    def __getitem__(self, uint64_t row):
        """The text of a row. Raises IndexError."""
        if row >= self.count:
            raise IndexError(row)
        return self.data[self.ends[row]:self.ends[row + 1]].decode("utf-8", "replace")

    def octets(self, uint64_t row):
        """The bytes of a row. Raises IndexError."""
        if row >= self.count:
            raise IndexError(row)
        return self.data[self.ends[row]:self.ends[row + 1]]

    def lined(self, const int64_t[::1] rows not None):
        """The texts of these rows, one a line, and where in them each line ends, behind its end, as a NumPy array.
        Raises IndexError."""
        import numpy as np
        cdef uint64_t i, row, size, at = 0, count = rows.shape[0]
        for i in range(count):
            row = <uint64_t>rows[i]
            if row >= self.count:
                raise IndexError(rows[i])
            at += self.ends[row + 1] - self.ends[row] + 1
        lines, ends = PyBytes_FromStringAndSize(NULL, at), np.empty(count, np.int64)
        cdef char* line = PyBytes_AS_STRING(lines)      # nobody else has it yet
        cdef int64_t[::1] end = ends
        with nogil:
            at = 0
            for i in range(count):
                row = <uint64_t>rows[i]
                size = self.ends[row + 1] - self.ends[row]
                memcpy(line + at, self.data + self.ends[row], size)
                line[at + size] = c'\n'
                at += size + 1
                end[i] = at
        return lines, ends

    def first(self, uint64_t count):
        """The first rows alone."""
        if count >= self.count:
            return self
        return TextColumn(self.kept[0][:(count + 1) * sizeof(uint64_t)], self.kept[1][:self.ends[count]])

    def find(self, bytes word):
        """Which rows contain these bytes, as a NumPy array of bool."""
        import numpy as np
        cdef Py_buffer out
        cdef const char* sought = word
        cdef uint64_t size = len(word)
        found = np.zeros(self.count, bool)
        PyObject_GetBuffer(found, &out, PyBUF_WRITABLE)
        with nogil:
            self._find(<const uint8_t*>sought, size, <uint8_t*>out.buf)
        PyBuffer_Release(&out)
        return found

    cdef void _find(self, const uint8_t* word, uint64_t size, uint8_t* found) noexcept nogil:
        """One pass over all texts: what is found across an end is not in a text."""
        cdef const uint8_t* at = self.data
        cdef const uint8_t* end = at + self.size
        cdef uint64_t row = 0, place, low, high, step
        if size == 0:
            memset(found, 1, self.count)
            return
        while True:
            at = <const uint8_t*>memmem(at, end - at, word, size)
            if at == NULL:
                return
            place = at - self.data
            low, step = row, 1              # the row that begins at or before it: often one of the next
            while low + step < self.count and self.ends[low + step] <= place:
                low += step
                step *= 2
            high = min(low + step, self.count)
            while low + 1 < high:
                if self.ends[(low + high) // 2] <= place:
                    low = (low + high) // 2
                else:
                    high = (low + high) // 2
            row = low
            if place + size <= self.ends[row + 1]:
                found[row] = 1
                at = self.data + self.ends[row + 1]
            else:
                at += 1

    def sizes(self):
        """How many bytes each row's text has, as a NumPy array."""
        import numpy as np
        return np.diff(np.frombuffer(self.kept[0], np.uint64))

    def begin(self, bytes word):
        """Which rows' texts begin with these bytes, as a NumPy array of bool."""
        return self._compared(word, False)

    def end(self, bytes word):
        """Which rows' texts end with these bytes, as a NumPy array of bool."""
        return self._compared(word, True)

    def lower(self):
        """The same in lower case."""
        if self.kept[1].isascii():
            return TextColumn(self.kept[0], self.kept[1].lower())
        import numpy as np
        ends, octets = np.frombuffer(self.kept[0], np.uint64), np.frombuffer(self.kept[1], np.uint8)
        odd = np.unique(np.searchsorted(ends, np.flatnonzero(octets > 127), "right") - 1).tolist()
        lowered = [self[row].lower().encode() for row in odd]
        sizes = np.diff(ends)
        begun, parts = 0, []
        for row, text in zip(odd, lowered, strict=True):
            parts += [self.kept[1][begun:self.ends[row]].lower(), text]
            sizes[row], begun = len(text), self.ends[row + 1]
        parts.append(self.kept[1][begun:].lower())
        return TextColumn(np.concatenate([np.zeros(1, np.uint64), np.cumsum(sizes)]).tobytes(), b"".join(parts))

    cdef object _compared(self, bytes word, bint at_end):
        import numpy as np
        cdef Py_buffer out
        cdef const char* sought = word
        cdef uint64_t size = len(word), row, at
        cdef uint8_t* found
        answer = np.zeros(self.count, bool)
        PyObject_GetBuffer(answer, &out, PyBUF_WRITABLE)
        found = <uint8_t*>out.buf
        with nogil:
            for row in range(self.count):
                if self.ends[row + 1] - self.ends[row] >= size:
                    at = self.ends[row + 1] - size if at_end else self.ends[row]
                    found[row] = memcmp(self.data + at, sought, size) == 0
        PyBuffer_Release(&out)
        return answer

    def ranks(self):
        """The place of each row's text among the distinct texts, ascending, as a NumPy array. Many are sorted by two
        threads: the texts below the middle one, and the others."""
        import numpy as np
        cdef Py_buffer out
        cdef uint64_t i, low = self.count
        cdef Item* items = <Item*>malloc(2 * (self.count + 1) * sizeof(Item))
        if items == NULL:
            raise MemoryError
        try:
            ranks = np.empty(self.count, np.uint32)
            for i in range(self.count):
                items[i].row = <uint32_t>i
            if self.count >= SHARED_MIN:
                low = self._divide(items, self._middle())
            with ThreadPoolExecutor(1) as other:
                if low < self.count:
                    other.submit(self._sort_share, <size_t>items, low, self.count)
                self._sort_share(<size_t>items, 0, low)
            PyObject_GetBuffer(ranks, &out, PyBUF_WRITABLE)
            with nogil:
                self._rank(items, <uint32_t*>out.buf)
            PyBuffer_Release(&out)
        finally:
            free(items)
        return ranks

    def _sort_share(self, size_t items, uint64_t begin, uint64_t end):
        """Sort the items in these places."""
        cdef Item* first = <Item*>items
        with nogil:
            self._sort(first + begin, first + self.count + begin, end - begin, 0)

    cdef uint32_t _middle(self):
        """A row whose text is about in the middle of the different ones: what many have is sorted soon."""
        rows = {self.octets(row)[:DEPTH_MAX]: row for row in range(0, self.count, self.count // SAMPLES)}
        return rows[sorted(rows)[len(rows) // 2]]

    cdef uint64_t _divide(self, Item* items, uint32_t middle) noexcept nogil:
        """Put the rows with texts below this row's first; how many there are. Either part keeps its order."""
        cdef uint64_t i, low = 0, high = 0
        cdef Item* others = items + self.count
        for i in range(self.count):
            if self._is_below(items[i].row, middle):
                items[low] = items[i]
                low += 1
            else:
                others[high] = items[i]
                high += 1
        memcpy(items + low, others, high * sizeof(Item))
        return low

    cdef bint _is_below(self, uint32_t one, uint32_t other) noexcept nogil:
        cdef uint64_t size = self._size(one), than = self._size(other)
        cdef int order = memcmp(self.data + self.ends[one], self.data + self.ends[other], min(size, than))
        return order < 0 or (order == 0 and size < than)

    cdef void _rank(self, const Item* items, uint32_t* ranks) noexcept nogil:
        """Number the sorted items."""
        cdef uint64_t i
        cdef uint32_t rank = 0
        for i in range(self.count):
            if i and self._differ(items[i - 1].row, items[i].row):
                rank += 1
            ranks[items[i].row] = rank

    cdef uint64_t _size(self, uint32_t row) noexcept nogil:
        return min(self.ends[row + 1] - self.ends[row], <uint64_t>DEPTH_MAX)

    cdef bint _differ(self, uint32_t one, uint32_t other) noexcept nogil:
        cdef uint64_t size = self._size(one)
        return size != self._size(other) or memcmp(self.data + self.ends[one],
                                                   self.data + self.ends[other], size) != 0

    cdef uint64_t _key(self, uint32_t row, uint64_t depth) noexcept nogil:
        """The eight bytes from `depth` on, the first one highest; zeros after the end."""
        cdef uint64_t size = self._size(row), key = 0
        cdef const uint8_t* text = self.data + self.ends[row]
        cdef uint64_t i
        if depth + KEY_BYTES <= size:
            memcpy(&key, text + depth, KEY_BYTES)
            return highest_first(key)
        for i in range(KEY_BYTES):
            key = key << 8 | (text[depth + i] if depth + i < size else 0)
        return key

    cdef void _sort(self, Item* items, Item* spare, uint64_t count, uint64_t depth) noexcept nogil:
        """Sort texts that agree up to `depth`: by their next eight bytes, then those that agree in these by the next.
        Of texts that are one the beginning of another, the shorter comes first. Equal ones keep their order."""
        cdef uint64_t i, begun = 0
        for i in range(count):
            if i + 2 * AHEAD < count:
                prefetch(&self.ends[items[i + 2 * AHEAD].row])
                prefetch(self.data + self.ends[items[i + AHEAD].row] + depth)
            items[i].key = self._key(items[i].row, depth)
        _by_key(items, spare, count)
        for i in range(1, count + 1):
            if i == count or items[i].key != items[begun].key:
                if i - begun > 1:
                    self._sort_equal(items + begun, spare, i - begun, depth + KEY_BYTES)
                begun = i

    cdef void _sort_equal(self, Item* items, Item* spare, uint64_t count, uint64_t depth) noexcept nogil:
        """Texts whose bytes agree up to `depth`, zeros after their ends included: those that end before it first, by
        their sizes."""
        cdef uint64_t i, ended = 0, longer = 0
        for i in range(count):
            if self._size(items[i].row) <= depth:
                items[ended] = items[i]
                items[ended].key = self._size(items[ended].row)
                ended += 1
            else:
                spare[longer] = items[i]
                longer += 1
        memcpy(items + ended, spare, longer * sizeof(Item))
        _by_key(items, spare, ended)
        if longer > 1:
            self._sort(items + ended, spare, longer, depth)


cdef void _by_key(Item* items, Item* spare, uint64_t count) noexcept nogil:
    """A stable sort: by insertion where there are few, else byte by byte from the last, those that all share left
    out."""
    cdef uint64_t[256] places
    cdef uint64_t i, at, total, held, differ = 0
    cdef uint32_t shift
    cdef Item item
    cdef Item* from_ = items
    cdef Item* to = spare
    if count <= FEW:
        for i in range(1, count):
            item = items[i]
            at = i
            while at and items[at - 1].key > item.key:
                items[at] = items[at - 1]
                at -= 1
            items[at] = item
        return
    for i in range(1, count):
        differ |= items[i].key ^ items[0].key
    for shift in range(0, 64, 8):
        if not differ >> shift & 0xFF:
            continue
        memset(places, 0, sizeof(places))
        for i in range(count):
            places[from_[i].key >> shift & 0xFF] += 1
        total = 0
        for i in range(256):
            held = places[i]
            places[i] = total
            total += held
        for i in range(count):
            at = from_[i].key >> shift & 0xFF
            to[places[at]] = from_[i]
            places[at] += 1
        from_, to = to, from_
    if from_ != items:
        memcpy(items, from_, count * sizeof(Item))
