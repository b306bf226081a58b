"""Numbers of a column told apart, and put by their owners: without comparing them, and without the interpreter's lock.

Whatever the numbers are, the time grows with how many there are, and no faster: they are sorted by digits (Knuth, The
Art of Computer Programming, volume 3, section 5.2.5), never hashed.
"""
from libc.stdint cimport int64_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc

cdef enum:
    DIGIT = 11              # bits that are sorted by in one go
    DIGITS = 6              # in 64 bits
    NARROW_DIGITS = 3       # in 32
    VALUES = 1 << DIGIT
    FEW = 32                # that are put in order by inserting


cdef struct Wide:
    uint64_t height
    uint32_t row


cdef struct Narrow:         # half of it to be moved
    uint32_t height
    uint32_t row


ctypedef fused Item:
    Wide
    Narrow


def told_apart(const uint64_t[::1] heights not None):
    """(where each different number is for the first time, by the numbers ascending; of each which of them it is).
    At most 2**32 numbers."""
    import numpy as np
    cdef uint64_t count = heights.shape[0], different
    firsts, codes = np.empty(count, np.uint32), np.empty(count, np.int64)
    cdef uint32_t[::1] first = firsts
    cdef int64_t[::1] code = codes
    cdef void* items
    cdef uint64_t i, most = 0
    cdef bint is_wide
    if not count:
        return firsts, codes
    with nogil:
        for i in range(count):
            most |= heights[i]
    is_wide = most >> 32 != 0
    items = malloc(2 * count * (sizeof(Wide) if is_wide else sizeof(Narrow)))
    if items == NULL:
        raise MemoryError("no memory left to tell numbers apart")
    with nogil:
        if is_wide:
            different = _tell_apart(&heights[0], count, <Wide*>items, &first[0], &code[0])
        else:
            different = _tell_apart(&heights[0], count, <Narrow*>items, &first[0], &code[0])
        free(items)
    return firsts[:different].copy(), codes


cdef uint64_t _tell_apart(const uint64_t* heights, uint64_t count, Item* items, uint32_t* first,
                          int64_t* codes) noexcept nogil:
    cdef const Item* item = _sorted(heights, count, items, items + count)
    cdef uint64_t i, different = 0
    for i in range(count):
        if i == 0 or item[i].height != item[i - 1].height:
            first[different] = item[i].row          # a stable sort: the first of equal ones
            different += 1
        codes[item[i].row] = different - 1
    return different


cdef Item* _sorted(const uint64_t* heights, uint64_t count, Item* items, Item* spare) noexcept nogil:
    """The numbers and their rows in order, in either memory: digit by digit from the last, those that all share left
    out."""
    cdef uint64_t[DIGITS * VALUES] places
    cdef uint64_t i, at, total, held, height
    cdef uint32_t digit, digits = DIGITS if Item is Wide else NARROW_DIGITS
    for i in range(DIGITS * VALUES):
        places[i] = 0
    for i in range(count):
        height = heights[i]
        items[i].height, items[i].row = height, <uint32_t>i
        for digit in range(digits):
            places[digit << DIGIT | (height >> (DIGIT * digit) & (VALUES - 1))] += 1
    for digit in range(digits):
        if places[digit << DIGIT | (heights[0] >> (DIGIT * digit) & (VALUES - 1))] == count:
            continue
        total = 0
        for i in range(digit << DIGIT, (digit + 1) << DIGIT):
            held = places[i]
            places[i] = total
            total += held
        for i in range(count):
            at = digit << DIGIT | (<uint64_t>items[i].height >> (DIGIT * digit) & (VALUES - 1))
            spare[places[at]] = items[i]
            places[at] += 1
        items, spare = spare, items
    return items


def dense(const int64_t[::1] values not None, uint64_t count):
    """Of numbers less than `count`: (the different ones, ascending; of each which of them it is). Raises IndexError."""
    import numpy as np
    cdef uint64_t i, size = values.shape[0], different = 0
    cdef uint32_t* places
    cdef bint is_in = True
    codes = np.empty(size, np.int64)
    cdef int64_t[::1] code = codes
    places = <uint32_t*>calloc(count + 1, sizeof(uint32_t))
    if places == NULL:
        raise MemoryError("no memory left to tell numbers apart")
    try:
        with nogil:
            for i in range(size):
                if <uint64_t>values[i] >= count:
                    is_in = False
                    break
                places[values[i]] = 1
        if not is_in:
            raise IndexError(values[i])
        used = np.empty(min(size, count), np.int64)
        different = _number(places, count, used)
        with nogil:
            for i in range(size):
                code[i] = places[values[i]]
    finally:
        free(places)
    return used[:different].copy(), codes


cdef uint64_t _number(uint32_t* places, uint64_t count, int64_t[::1] used):
    """Number the marked places."""
    cdef uint64_t i, different = 0
    with nogil:
        for i in range(count):
            if places[i]:
                used[different] = i
                places[i] = <uint32_t>different
                different += 1
    return different


def beside(const int64_t[:, ::1] columns not None, uint64_t nothing):
    """As `by_owner`, where each owner has one code in each of a few columns, or `nothing` there."""
    import numpy as np
    cdef uint64_t wide = columns.shape[0], count = columns.shape[1], row, at, size = 0, begun
    cdef int64_t code
    starts, placed = np.zeros(count + 1, np.int64), np.empty(max(wide, 1) * count, np.int64)
    cdef int64_t[::1] start = starts, put = placed
    with nogil:
        for row in range(count):
            begun = start[row] = size
            for at in range(wide):
                code = columns[at, row]
                if <uint64_t>code == nothing:
                    continue
                size = _put_in(&put[0], begun, size, code)
            if size == begun:
                put[size] = nothing
                size += 1
        start[count] = size
    return starts, placed[:size].copy()


cdef inline uint64_t _put_in(int64_t* codes, uint64_t begun, uint64_t end, int64_t code) noexcept nogil:
    """Put a code among those from `begun` on, which are ascending and different; where they end now."""
    cdef uint64_t place = end, at
    while place > begun and codes[place - 1] > code:
        place -= 1
    if place > begun and codes[place - 1] == code:
        return end
    for at in range(end, place, -1):
        codes[at] = codes[at - 1]
    codes[place] = code
    return end + 1


def by_owner(const int64_t[::1] owners not None, const int64_t[::1] codes not None, uint64_t count, uint64_t nothing):
    """Codes, less than `nothing`, put by their owners, less than `count`, ascending, each once: (where those of each
    begin, and where the last end; the codes). An owner without any has `nothing`. Raises IndexError."""
    import numpy as np
    cdef uint64_t size = owners.shape[0], i
    cdef bint is_in = codes.shape[0] == owners.shape[0]
    cdef int64_t* memory
    starts, placed = np.zeros(count + 1, np.int64), np.empty(size + count, np.int64)
    cdef int64_t[::1] start = starts, put = placed
    with nogil:
        for i in range(size if is_in else 0):
            is_in = is_in and <uint64_t>owners[i] < count and <uint64_t>codes[i] < nothing
    if not is_in:
        raise IndexError("no such owner, or no such code")
    if size and _are_few(&owners[0], size):
        with nogil:
            size = _in_turn(&owners[0], &codes[0], size, count, nothing, &start[0], &put[0])
        return starts, placed[:size].copy()
    memory = <int64_t*>calloc(3 * size + max(count, nothing) + 2, sizeof(int64_t))
    if memory == NULL:
        raise MemoryError("no memory left to put values by sessions")
    with nogil:
        if size:
            _put_by_owner(&owners[0], &codes[0], size, memory, count, nothing)
        size = _once(memory, memory + 3 * size, count, nothing, &start[0], put)
        free(memory)
    return starts, placed[:size].copy()


cdef bint _are_few(const int64_t* owners, uint64_t size) noexcept nogil:
    """Do the owners ascend, and has each a few codes at most?"""
    cdef uint64_t i
    for i in range(1, size):
        if owners[i] < owners[i - 1] or (i >= FEW and owners[i] == owners[i - FEW]):
            return False
    return True


cdef uint64_t _in_turn(const int64_t* owners, const int64_t* codes, uint64_t size, uint64_t count, uint64_t nothing,
                       int64_t* starts, int64_t* put) noexcept nogil:
    """What `by_owner` answers, where `_are_few`; how many codes there are."""
    cdef uint64_t row, begun, at = 0, end = 0
    for row in range(count):
        begun = starts[row] = end
        while at < size and <uint64_t>owners[at] == row:
            end = _put_in(put, begun, end, codes[at])
            at += 1
        if end == begun:
            put[end] = nothing
            end += 1
    starts[count] = end
    return end


cdef void _put_by_owner(const int64_t* owners, const int64_t* codes, uint64_t size, int64_t* memory, uint64_t count,
                        uint64_t nothing) noexcept nogil:
    """A stable sort by codes, then one by owners: the codes are in `memory`, where those of each owner end behind three
    times as many."""
    cdef int64_t* owner = memory + size
    cdef int64_t* code = memory + 2 * size
    cdef int64_t* places = memory + 3 * size
    cdef uint64_t i
    cdef bint is_sorted = True
    for i in range(1, size):
        if owners[i] < owners[i - 1] or (owners[i] == owners[i - 1] and codes[i] < codes[i - 1]):
            is_sorted = False
            break
    if is_sorted:
        for i in range(size):
            owner[i], code[i] = owners[i], codes[i]
    else:
        for i in range(size):
            places[codes[i] + 1] += 1
        for i in range(nothing):
            places[i + 1] += places[i]
        for i in range(size):
            owner[places[codes[i]]], code[places[codes[i]]] = owners[i], codes[i]
            places[codes[i]] += 1
        for i in range(nothing + 1):
            places[i] = 0
    for i in range(size):
        places[owner[i] + 1] += 1
    for i in range(count):
        places[i + 1] += places[i]
    for i in range(size):
        memory[places[owner[i]]] = code[i]
        places[owner[i]] += 1


cdef uint64_t _once(const int64_t* codes, const int64_t* ends, uint64_t count, uint64_t nothing, int64_t* starts,
                    int64_t[::1] put) noexcept nogil:
    """Each code of an owner once; how many there are."""
    cdef uint64_t row, at = 0, size = 0
    for row in range(count):
        starts[row] = size
        while at < <uint64_t>ends[row]:
            if size == <uint64_t>starts[row] or put[size - 1] != codes[at]:
                put[size] = codes[at]
                size += 1
            at += 1
        if size == <uint64_t>starts[row]:
            put[size] = nothing
            size += 1
    starts[count] = size
    return size
