"""What instructions ask the machine: the value of an expression, whether a condition holds, which case a value is."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from .ops cimport (CMP_EQ, CMP_GE, CMP_GT, CMP_LE, CMP_LT, CMP_NE, LAYOUT_MEMORY, LAYOUT_REGISTERS, SOURCE_CUT,
                   SOURCE_HERE, SOURCE_LEFT, SOURCE_TOTAL, SOURCE_WAY, TEST_AHEAD, TEST_AND, TEST_BEGINS, TEST_CHECKED,
                   TEST_COMPARE, TEST_CONTAINS, TEST_DIGITS, TEST_NOT, TEST_OR)
from .program cimport NO, Choice, Expression, Literal, Program, Range, Test
from .reading cimport Machine
from .values cimport read_number, same_text

cdef enum:
    LOOKED_THROUGH = 512        # bytes in which `contains` looks
    CHECKED_MOST = 256          # bytes with a checksum


cdef inline uint64_t _source(const Machine* m, uint8_t source) noexcept nogil:
    if source == SOURCE_WAY:
        return m.way
    if source == SOURCE_LEFT:
        return m.end - m.at
    if source == SOURCE_HERE:
        return m.at
    if source == SOURCE_TOTAL:
        return m.total
    if source == SOURCE_CUT:
        return m.is_cut
    if LAYOUT_REGISTERS <= source < LAYOUT_REGISTERS + LAYOUT_MEMORY:
        return m.state.memory[source - LAYOUT_REGISTERS] if m.state != NULL else 0
    return m.registers[source]


cdef inline uint64_t evaluate(const Machine* m, uint16_t number) noexcept nogil:
    """An expression, modulo 2**64."""
    cdef const Expression* e = &m.program.expressions[number]
    cdef uint64_t value = <uint64_t>e.constant
    cdef uint32_t i
    for i in range(e.count):
        value += _source(m, e.source[i]) * <uint64_t>e.times[i]
    return value


cdef inline const Range* case_of(const Program* p, uint16_t number, uint64_t value) noexcept nogil:
    """The range of a choice that has this value, or NULL."""
    cdef const Choice* choice = &p.choices[number]
    cdef const Range* ranges = p.ranges + choice.first
    cdef uint32_t low = 0, high = choice.count, middle
    while low < high:
        middle = (low + high) // 2
        if ranges[middle].high < value:
            low = middle + 1
        else:
            high = middle
    if low < choice.count and ranges[low].low <= value:
        return &ranges[low]
    return NULL


cdef inline bint allowed(const Program* p, uint16_t choice, uint64_t value) noexcept nogil:
    """Is it one of the values that there are?"""
    return case_of(p, choice, value) != NULL


cdef inline bint _compared(uint8_t how, int64_t a, int64_t b) noexcept nogil:
    if how == CMP_EQ:
        return a == b
    if how == CMP_NE:
        return a != b
    if how == CMP_LT:
        return a < b
    if how == CMP_LE:
        return a <= b
    if how == CMP_GT:
        return a > b
    return a >= b


cdef inline bint _is_checked(const uint8_t* data, uint32_t size, uint16_t polynomial) noexcept nogil:
    """Is the checksum behind these bytes theirs?"""
    cdef uint16_t sum = 0
    cdef uint32_t i, _bit
    for i in range(size):
        sum ^= data[i]
        for _bit in range(8):
            sum = (sum >> 1) ^ polynomial if sum & 1 else sum >> 1
    return read_number(data + size, 2, True) == <uint16_t>~sum


cdef inline bint _one(const Machine* m, const Test* test) noexcept nogil:
    cdef const Literal* literal
    cdef uint64_t value
    cdef uint32_t left = m.end - m.at, i
    if test.test == TEST_COMPARE:
        value = evaluate(m, test.expr)
        if test.mask:
            value &= test.mask
        return _compared(test.compare, <int64_t>value, test.value)
    if test.test == TEST_AHEAD:
        if test.behind > left or test.width > left - test.behind:
            return False
        value = read_number(m.data + m.at + test.behind, test.width, test.little)
        if test.mask:
            value &= test.mask
        return value == <uint64_t>test.value
    if test.test == TEST_DIGITS:
        if <uint64_t>test.value > left:
            return False
        for i in range(<uint32_t>test.value):
            if not c'0' <= m.data[m.at + i] <= c'9':
                return False
        return left == <uint64_t>test.value or not c'0' <= m.data[m.at + <uint32_t>test.value] <= c'9'
    if test.test == TEST_CHECKED:
        value = evaluate(m, test.expr)
        return (left >= 2 and value <= min(left - 2, <uint32_t>CHECKED_MOST)
                and _is_checked(m.data + m.at, <uint32_t>value, <uint16_t>test.mask))
    literal = &m.program.literals[test.literal]
    if test.test == TEST_BEGINS:
        for i in range(test.behind):
            if literal[i].size <= left and same_text(m.data + m.at, literal[i].data, literal[i].size):
                return True
        return False
    if literal.size > left:
        return False
    for i in range(min(left - literal.size + 1, <uint32_t>LOOKED_THROUGH)):        # TEST_CONTAINS
        if same_text(m.data + m.at + i, literal.data, literal.size):
            return True
    return False


cdef inline bint holds(const Machine* m, uint16_t number) noexcept nogil:
    """Does the condition hold? Its tests are in postfix order; there are less than 64."""
    cdef uint64_t stack = 0
    cdef uint32_t i, first = m.program.conditions[number].first
    cdef const Test* test
    for i in range(m.program.conditions[number].count):
        test = &m.program.tests[first + i]
        if test.test == TEST_AND:
            stack = (stack >> 2 << 1) | (stack >> 1 & stack & 1)
        elif test.test == TEST_OR:
            stack = (stack >> 2 << 1) | ((stack >> 1 | stack) & 1)
        elif test.test == TEST_NOT:
            stack ^= 1
        else:
            stack = (stack << 1) | _one(m, test)
    return stack & 1
