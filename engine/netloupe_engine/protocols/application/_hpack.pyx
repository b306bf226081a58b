"""HPACK: indexed fields, literals, the dynamic table, Huffman coded text (RFC 7541).

Whatever a peer encodes, a block costs no more than its bytes and `room`: a field that is indexed again and again fills
the output, and then decoding ends.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memcpy, memmove

from ...core.view cimport View, has
from ._hpack_numbers import HUFFMAN_BITS, STATIC

cdef enum:
    STATIC_COUNT = 61
    STATIC_BYTES = 1024
    ENTRY_OVERHEAD = 32         # bytes that count for each entry (section 4.1)
    BITS_MAX = 30               # of a Huffman code
    BITS_MIN = 5
    SYMBOLS = 257
    END_OF_STRING = 256
    BYTES_FIRST = 1024
    ENTRIES_FIRST = 32

cdef struct Text:
    const uint8_t* data
    uint32_t size

cdef uint8_t[STATIC_BYTES] _static_bytes
cdef HpackEntry[STATIC_COUNT + 1] _static
# Symbols in the order of their codes; by length, the first code behind those of that length, as the upper bits of 32,
# and what to add to a code's own bits to get the symbol's place.
cdef uint16_t[SYMBOLS] _symbols
cdef uint64_t[BITS_MAX + 1] _ends
cdef int64_t[BITS_MAX + 1] _places


def _fill_tables() -> None:
    """Turn the RFC's tables into C ones; once, at import."""
    cdef uint32_t at = 0, i
    cdef uint64_t code = 0
    for number, (name, value) in enumerate(STATIC, 1):
        _static[<uint32_t>number].at = at
        _static[<uint32_t>number].name_size, _static[<uint32_t>number].value_size = len(name), len(value)
        for letter in (name + value).encode():
            _static_bytes[at] = letter
            at += 1
    order = sorted(range(SYMBOLS), key=lambda symbol: (HUFFMAN_BITS[symbol], symbol))
    for i, symbol in enumerate(order):
        _symbols[i] = symbol
    i = 0
    for bits in range(1, BITS_MAX + 1):
        _places[<uint32_t>bits] = <int64_t>i - <int64_t>code
        code += HUFFMAN_BITS.count(bits)
        i += <uint32_t>HUFFMAN_BITS.count(bits)
        _ends[<uint32_t>bits] = code << (32 - <uint32_t>bits)
        code <<= 1


_fill_tables()


cdef int64_t _write_huffman(View v, uint8_t* out, uint32_t room) noexcept nogil:
    """Huffman coded text written to `out`: its size, or an HpackAnswer."""
    cdef uint64_t held = 0, window
    cdef uint32_t count = 0, at = 0, bits, written = 0
    cdef uint16_t symbol
    while True:
        while count <= 32 and at < v.size:
            held = held << 8 | v.data[at]
            at += 1
            count += 8
        if count < 8 and at == v.size and held & ((<uint64_t>1 << count) - 1) == (<uint64_t>1 << count) - 1:
            return written                      # padding: less than a byte of ones
        if count >= 32:
            window = <uint32_t>(held >> (count - 32))
        else:                                   # at the end, where nothing but padding can follow
            window = held << (32 - count) | ((<uint64_t>1 << (32 - count)) - 1)
        bits = BITS_MIN
        while bits <= BITS_MAX and window >= _ends[bits]:
            bits += 1
        if bits > BITS_MAX or bits > count:
            return HPACK_BAD
        symbol = _symbols[(window >> (32 - bits)) + _places[bits]]
        if symbol == END_OF_STRING:
            return HPACK_BAD
        if written == room:
            return HPACK_FULL
        out[written] = <uint8_t>symbol
        written += 1
        count -= bits
        held &= (<uint64_t>1 << count) - 1


cdef bint hpack_number(View v, uint32_t* at, uint32_t prefix, uint32_t* value) noexcept nogil:
    cdef uint32_t most = (1 << prefix) - 1, shift = 0
    cdef uint64_t found
    if at[0] >= v.size:
        return False
    found = v.data[at[0]] & most
    at[0] += 1
    if found == most:
        while True:
            if at[0] >= v.size or shift > 21:
                return False
            found += <uint64_t>(v.data[at[0]] & 0x7F) << shift
            shift += 7
            at[0] += 1
            if not v.data[at[0] - 1] & 0x80:
                break
    value[0] = <uint32_t>found
    return True


cdef inline const HpackEntry* _entry(const HpackTable* table, uint32_t index, const uint8_t** bytes) noexcept nogil:
    """The field of this index and the bytes it lies in, or NULL (section 2.3.3)."""
    if 0 < index <= STATIC_COUNT:
        bytes[0] = _static_bytes
        return &_static[index]
    index -= STATIC_COUNT + 1
    if index >= table.end - table.first:
        return NULL
    bytes[0] = table.bytes
    return &table.entries[table.end - 1 - index]


cdef void hpack_evict(HpackTable* table, uint32_t size_max) noexcept nogil:
    cdef const HpackEntry* entry
    while table.size > size_max:
        entry = &table.entries[table.first]
        table.size -= entry.name_size + entry.value_size + ENTRY_OVERHEAD
        table.first += 1
    if table.first == table.end:
        table.first = table.end = table.used = 0


cdef void _compact(HpackTable* table) noexcept nogil:
    cdef uint32_t begin, i
    if table.first == 0:
        return
    begin = table.entries[table.first].at
    memmove(table.bytes, table.bytes + begin, table.used - begin)
    memmove(table.entries, table.entries + table.first, (table.end - table.first) * sizeof(HpackEntry))
    table.end -= table.first
    table.first = 0
    table.used -= begin
    for i in range(table.end):
        table.entries[i].at -= begin


cdef bint _make_room(HpackTable* table, uint32_t size) noexcept nogil:
    """Room for an entry of `size` bytes behind the others; False when out of memory.

    What is moved is at most half of what was added since it was last moved.
    """
    cdef uint32_t room = table.room if table.room else BYTES_FIRST
    cdef uint32_t entry_room = table.entry_room if table.entry_room else ENTRIES_FIRST
    cdef void* grown
    if size > table.room - table.used or table.end == table.entry_room:
        _compact(table)
    while room < 2 * (table.used + size) and room < 4 * HPACK_TABLE_MAX and size > table.room - table.used:
        room *= 2
    if room != table.room:
        grown = realloc(table.bytes, room)
        if grown == NULL:
            return False
        table.bytes, table.room = <uint8_t*>grown, room
    while 2 * table.end >= entry_room:
        entry_room *= 2
    if entry_room != table.entry_room:
        grown = realloc(table.entries, entry_room * sizeof(HpackEntry))
        if grown == NULL:
            return False
        table.entries, table.entry_room = <HpackEntry*>grown, entry_room
    return True


cdef bint hpack_insert(HpackTable* table, const uint8_t* name, uint32_t name_size, const uint8_t* value,
                       uint32_t value_size) noexcept nogil:
    cdef uint32_t size = name_size + value_size
    cdef HpackEntry* entry
    if size + ENTRY_OVERHEAD > table.size_max:
        hpack_evict(table, 0)
        table.is_partial = False
        return True
    hpack_evict(table, table.size_max - size - ENTRY_OVERHEAD)
    if not _make_room(table, size):
        return False
    memcpy(table.bytes + table.used, name, name_size)
    memcpy(table.bytes + table.used + name_size, value, value_size)
    entry = &table.entries[table.end]
    entry.at, entry.name_size, entry.value_size = table.used, name_size, value_size
    table.end += 1
    table.used += size
    table.size += size + ENTRY_OVERHEAD
    return True


cdef int64_t hpack_string(View v, uint32_t* at, uint32_t prefix, uint8_t* out, uint32_t room) noexcept nogil:
    cdef uint32_t size = 0
    cdef bint is_coded
    cdef View coded
    if at[0] >= v.size:
        return HPACK_BAD
    is_coded = v.data[at[0]] >> prefix & 1
    if not hpack_number(v, at, prefix, &size) or not has(v, at[0], size):
        return HPACK_BAD
    coded.data, coded.size = v.data + at[0], size
    at[0] += size
    if is_coded:
        return _write_huffman(coded, out, room)
    if size > room:
        return HPACK_FULL
    memcpy(out, coded.data, size)
    return size


cdef int64_t _decode_field(HpackTable* table, View v, uint32_t* at, uint8_t* out, uint32_t room,
                           HpackField* field) noexcept nogil:
    """The field representation at `at` (section 6): bytes written, 0 for a table size update, or an HpackAnswer."""
    cdef uint8_t first = v.data[at[0]]
    cdef uint32_t index = 0, prefix, begin = at[0]
    cdef const uint8_t* bytes = NULL
    cdef const HpackEntry* entry = NULL
    cdef int64_t size
    if first & 0xE0 == 0x20:                    # dynamic table size update
        if not hpack_number(v, at, 5, &index) or index > (table.limit if table.limit else HPACK_TABLE_FIRST):
            return HPACK_BAD
        table.size_max = index
        hpack_evict(table, index)
        table.is_partial &= index != 0
        return 0
    prefix = 7 if first & 0x80 else (6 if first & 0x40 else 4)
    if not hpack_number(v, at, prefix, &index) or (first & 0x80 and index == 0):
        return HPACK_BAD
    if index:
        entry = _entry(table, index, &bytes)
        if entry == NULL:
            return HPACK_LOST if table.is_partial else HPACK_BAD
        if entry.name_size + 4 > room:
            return HPACK_FULL
        memcpy(out, bytes + entry.at, entry.name_size)
        field.name_size = entry.name_size
    else:
        size = hpack_string(v, at, 7, out, room)
        if size < 0:
            return size
        field.name_size = <uint32_t>size
    if room - field.name_size < 4:
        return HPACK_FULL
    out[field.name_size], out[field.name_size + 1] = c":", c" "
    field.value_at = field.name_size + 2
    if first & 0x80:
        if entry.value_size > room - field.value_at - 2:
            return HPACK_FULL
        memcpy(out + field.value_at, bytes + entry.at + entry.name_size, entry.value_size)
        field.value_size = entry.value_size
    else:
        size = hpack_string(v, at, 7, out + field.value_at, room - field.value_at - 2)
        if size < 0:
            return size
        field.value_size = <uint32_t>size
        if first & 0x40 and not hpack_insert(table, out, field.name_size, out + field.value_at, field.value_size):
            return HPACK_FULL
    out[field.value_at + field.value_size], out[field.value_at + field.value_size + 1] = c"\r", c"\n"
    field.at, field.size = begin, at[0] - begin
    return field.value_at + field.value_size + 2


cdef int64_t hpack_decode(HpackTable* table, View block, uint8_t* out, uint32_t room, HpackField* fields, uint32_t most,
                          uint32_t* count) noexcept nogil:
    cdef uint32_t at = 0, written = 0
    cdef int64_t size
    count[0] = 0
    if not table.is_begun:
        table.size_max, table.is_begun = HPACK_TABLE_FIRST, True
    while at < block.size:
        if count[0] == most:
            return HPACK_FULL
        size = _decode_field(table, block, &at, out + written, room - written, &fields[count[0]])
        if size < 0:
            return size
        if size:
            fields[count[0]].name_at = written
            fields[count[0]].value_at += written
            count[0] += 1
        written += <uint32_t>size
    return written


cdef uint32_t hpack_owned(const HpackTable* table) noexcept nogil:
    return table.room + table.entry_room * <uint32_t>sizeof(HpackEntry)


cdef void hpack_free(HpackTable* table) noexcept nogil:
    free(table.bytes)
    free(table.entries)
    table.bytes, table.entries = NULL, NULL
    table.room = table.used = table.entry_room = table.first = table.end = table.size = 0


cdef bint hpack_copy(HpackTable* to, const HpackTable* of) noexcept nogil:
    to.bytes, to.entries = NULL, NULL
    if of.room:
        to.bytes = <uint8_t*>malloc(of.room)
        to.entries = <HpackEntry*>malloc(of.entry_room * sizeof(HpackEntry))
        if to.bytes == NULL or to.entries == NULL:
            hpack_free(to)
            return False
        memcpy(to.bytes, of.bytes, of.room)
        memcpy(to.entries, of.entries, of.entry_room * sizeof(HpackEntry))
    return True


def decode(*blocks):
    """The fields of header blocks of one direction, as (name, value) lists; None for a block that cannot be read."""
    cdef HpackTable table
    cdef HpackField[256] fields
    cdef uint8_t[65536] out
    cdef View v
    cdef uint32_t count = 0, i
    cdef bytes data
    table.bytes, table.entries = NULL, NULL
    hpack_free(&table)
    table.limit = table.is_partial = table.is_begun = 0
    found = []
    for data in blocks:
        v.data, v.size = data, <uint32_t>len(data)
        if hpack_decode(&table, v, out, sizeof(out), fields, 256, &count) < 0:
            found.append(None)
            continue
        found.append([(out[fields[i].name_at:fields[i].name_at + fields[i].name_size],
                       out[fields[i].value_at:fields[i].value_at + fields[i].value_size]) for i in range(count)])
    hpack_free(&table)
    return found
