"""QPACK: instructions that fill the dynamic table, and field sections (RFC 9204 sections 4.3 and 4.5).

Entries are counted from the first one ever, so that it does not matter what has made room since. Text, numbers and the
table's memory are HPACK's. Whatever a peer encodes, a section costs no more than its bytes and `room`.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ...core.view cimport View, has, rest
from ._hpack cimport (HPACK_BAD, HPACK_FULL, HPACK_LOST, HPACK_TABLE_MAX, HpackEntry, hpack_evict, hpack_free,
                      hpack_insert, hpack_number, hpack_string)
from ._qpack_numbers import STATIC

cdef enum:
    STATIC_COUNT = 99
    STATIC_BYTES = 4096
    ENTRY_OVERHEAD = 32         # bytes that count for each entry (section 3.2.1)
    INSTRUCTION_MAX = 8         # bytes of an instruction's numbers
    NOT_WHOLE = 0

cdef uint8_t[STATIC_BYTES] _static_bytes
cdef HpackEntry[STATIC_COUNT] _static


def _fill_tables() -> None:
    """Turn the RFC's table into a C one; once, at import."""
    cdef uint32_t at = 0
    for number, (name, value) in enumerate(STATIC):
        _static[<uint32_t>number].at = at
        _static[<uint32_t>number].name_size, _static[<uint32_t>number].value_size = len(name), len(value)
        for letter in (name + value).encode():
            _static_bytes[at] = letter
            at += 1


_fill_tables()


cdef const HpackEntry* _dynamic(const QpackTable* q, uint64_t absolute) noexcept nogil:
    """The entry of this number, counted from the first one ever; NULL where it is not there any more, or not yet."""
    cdef const HpackEntry* entries = q.table.entries
    cdef uint64_t back
    if absolute >= q.inserted:
        return NULL
    back = q.inserted - 1 - absolute
    if back >= q.table.end - q.table.first:
        return NULL
    return &entries[q.table.end - 1 - back]


cdef const HpackEntry* _entry(const QpackTable* q, bint is_static, uint64_t index,
                              const uint8_t** bytes) noexcept nogil:
    if is_static:
        bytes[0] = _static_bytes
        return &_static[index] if index < STATIC_COUNT else NULL
    bytes[0] = q.table.bytes
    return _dynamic(q, index)


cdef bint _insert(QpackTable* q, const uint8_t* name, uint32_t name_size, const uint8_t* value,
                  uint32_t value_size) noexcept nogil:
    """False for an entry larger than the table, which is an error here, and without memory."""
    if name_size + value_size + ENTRY_OVERHEAD > q.table.size_max or not hpack_insert(
            &q.table, name, name_size, value, value_size):
        return False
    q.inserted += 1
    return True


cdef inline int64_t _unless_more(bint is_possible) noexcept nogil:
    """What is there cannot be read: is it not whole, or broken?"""
    if is_possible:
        return NOT_WHOLE
    return HPACK_BAD


cdef int64_t _instruction(QpackTable* q, View v, uint8_t* scratch, uint32_t room) noexcept nogil:
    """The instruction at the beginning: its bytes, NOT_WHOLE or HPACK_BAD."""
    cdef uint8_t first = v.data[0]
    cdef uint32_t at = 0, index = 0, prefix = 6 if first & 0x80 else 5
    cdef int64_t name_size, value_size
    cdef const uint8_t* bytes = NULL
    cdef const HpackEntry* entry
    cdef bint is_literal = first & 0xC0 == 0x40, is_static
    if is_literal:
        name_size = hpack_string(v, &at, 5, scratch, room)
        if name_size < 0:
            return _unless_more(name_size == HPACK_BAD and v.size < room)
    elif not hpack_number(v, &at, prefix, &index):
        return _unless_more(v.size < INSTRUCTION_MAX)
    elif not first & 0xC0 and first & 0x20:             # the table's capacity
        if index > HPACK_TABLE_MAX:
            return HPACK_BAD
        q.table.size_max, q.table.is_begun = index, True
        hpack_evict(&q.table, index)
        return at
    else:                                               # a name by its index; or the whole entry, once more
        is_static = first & 0xC0 == 0xC0
        if not is_static and index >= q.inserted:
            return HPACK_BAD
        entry = _entry(q, is_static, index if is_static else q.inserted - 1 - index, &bytes)
        if entry == NULL or entry.name_size + entry.value_size > room:
            return HPACK_BAD
        name_size = entry.name_size
        memcpy(scratch, bytes + entry.at, entry.name_size + entry.value_size)
        if not first & 0x80:
            if not _insert(q, scratch, entry.name_size, scratch + name_size, entry.value_size):
                return HPACK_BAD
            return at
    value_size = hpack_string(v, &at, 7, scratch + name_size, room - <uint32_t>name_size)
    if value_size < 0:
        return _unless_more(value_size == HPACK_BAD and v.size < room)
    if not _insert(q, scratch, <uint32_t>name_size, scratch + name_size, <uint32_t>value_size):
        return HPACK_BAD
    return at


cdef int64_t qpack_instruct(QpackTable* q, View v, uint8_t* scratch, uint32_t room) noexcept nogil:
    cdef uint32_t at = 0
    cdef int64_t size
    while at < v.size:
        size = _instruction(q, rest(v, at), scratch, room)
        if size == NOT_WHOLE:
            return at
        if size < 0:
            q.is_lost = True
            return size
        at += <uint32_t>size
    return at


cdef int64_t _required(const QpackTable* q, uint64_t encoded, uint64_t* required) noexcept nogil:
    """How many entries a section needs to have been inserted (section 4.5.1.1)."""
    cdef uint64_t entries = q.capacity_max // ENTRY_OVERHEAD, most, wrapped
    required[0] = 0
    if encoded == 0:
        return 0
    if entries == 0:                    # nothing wraps until as many as fit twice have been inserted
        required[0] = encoded - 1
        return 0
    if encoded > 2 * entries:
        return HPACK_BAD
    most = q.inserted + entries
    wrapped = most // (2 * entries) * (2 * entries)
    required[0] = wrapped + encoded - 1
    if required[0] > most:
        if required[0] <= 2 * entries:
            return HPACK_BAD
        required[0] -= 2 * entries
    if not required[0]:
        return HPACK_BAD
    return 0


cdef int64_t _line(const QpackTable* q, View v, uint32_t* at, uint64_t base, uint8_t* out, uint32_t room,
                   HpackField* field) noexcept nogil:
    """The field line at `at` (section 4.5.2 to 4.5.6), written to `out`: its bytes there, or an HpackAnswer."""
    cdef uint8_t first = v.data[at[0]]
    cdef uint32_t begin = at[0], index = 0, prefix = 6
    cdef bint is_whole = first & 0x80, is_static = False, is_behind = False
    cdef uint64_t number
    cdef const uint8_t* bytes = NULL
    cdef const HpackEntry* entry = NULL
    cdef int64_t size
    if first & 0x80:                                    # all of an entry
        is_static = first & 0x40
    elif first & 0x40:                                  # its name
        prefix, is_static = 4, first & 0x10
    elif first & 0xE0 == 0x20:                          # no entry
        prefix = 3
        size = hpack_string(v, at, prefix, out, room)
        if size < 0:
            return size
        field.name_size = <uint32_t>size
    else:                                               # an entry behind the base
        is_whole, is_behind = first & 0x10, True
        prefix = 4 if is_whole else 3
    if first & 0xE0 != 0x20:
        if not hpack_number(v, at, prefix, &index):
            return HPACK_BAD
        number = index if is_static else base + index if is_behind else base - 1 - index
        if not is_static and not is_behind and index >= base:
            return HPACK_BAD
        entry = _entry(q, is_static, number, &bytes)
        if entry == NULL:
            return HPACK_BAD if is_static else HPACK_LOST
        if entry.name_size > room:
            return HPACK_FULL
        memcpy(out, bytes + entry.at, entry.name_size)
        field.name_size = entry.name_size
    if room - field.name_size < 4:
        return HPACK_FULL
    out[field.name_size], out[field.name_size + 1] = c":", c" "
    field.value_at = field.name_size + 2
    if is_whole:
        if entry.value_size > room - field.value_at - 2:
            return HPACK_FULL
        memcpy(out + field.value_at, bytes + entry.at + entry.name_size, entry.value_size)
        field.value_size = entry.value_size
    else:
        size = hpack_string(v, at, 7, out + field.value_at, room - field.value_at - 2)
        if size < 0:
            return size
        field.value_size = <uint32_t>size
    size = field.value_at + field.value_size
    out[size], out[size + 1] = c"\r", c"\n"
    field.at, field.size = begin, at[0] - begin
    return size + 2


cdef int64_t qpack_decode(const QpackTable* q, View block, uint8_t* out, uint32_t room, HpackField* fields,
                          uint32_t most, uint32_t* count) noexcept nogil:
    cdef uint32_t at = 0, written = 0, encoded = 0, delta = 0
    cdef uint64_t required = 0, base
    cdef bint is_before
    cdef int64_t size
    count[0] = 0
    if not hpack_number(block, &at, 8, &encoded) or not has(block, at, 1):
        return HPACK_BAD
    is_before = block.data[at] & 0x80 != 0
    if not hpack_number(block, &at, 7, &delta) or _required(q, encoded, &required) < 0:
        return HPACK_BAD
    if required:
        if q.is_lost:
            return HPACK_LOST
        if required > q.inserted:
            return QPACK_WAITS
    if is_before and delta >= required:
        return HPACK_BAD
    base = required - delta - 1 if is_before else required + delta
    while at < block.size:
        if count[0] == most:
            return HPACK_FULL
        size = _line(q, block, &at, base, out + written, room - written, &fields[count[0]])
        if size < 0:
            return size
        fields[count[0]].name_at = written
        fields[count[0]].value_at += written
        count[0] += 1
        written += <uint32_t>size
    return written


def decode(*parts, capacity=0):
    """For tests: `parts` are ("encoder", bytes) and ("section", bytes) in their order; of each section the fields as a
    list, None where it cannot be read, "waits" where entries are missing."""
    cdef QpackTable q
    cdef HpackField[256] fields
    cdef uint8_t[65536] out
    cdef View v
    cdef uint32_t count = 0, i
    cdef int64_t size
    cdef bytes data, waiting = b""
    q.table.bytes, q.table.entries = NULL, NULL
    hpack_free(&q.table)
    q.table.limit = q.table.is_partial = q.table.is_begun = 0
    q.table.size_max = 0
    q.inserted, q.capacity_max, q.is_lost = 0, capacity, False
    found = []
    for kind, data in parts:
        if kind == "encoder":
            data = waiting + data
            v.data, v.size = data, <uint32_t>len(data)
            size = qpack_instruct(&q, v, out, sizeof(out))
            waiting = data[size:] if size >= 0 else b""
            continue
        v.data, v.size = data, <uint32_t>len(data)
        size = qpack_decode(&q, v, out, sizeof(out), fields, 256, &count)
        if size < 0:
            found.append("waits" if size == QPACK_WAITS else None)
            continue
        found.append([(out[fields[i].name_at:fields[i].name_at + fields[i].name_size],
                       out[fields[i].value_at:fields[i].value_at + fields[i].value_size]) for i in range(count)])
    hpack_free(&q.table)
    return found
