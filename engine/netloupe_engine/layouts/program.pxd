"""A compiled layout as C tables: flat, read-only, shared by all handlers."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from .ops cimport LAYOUT_MEMORY, LAYOUT_TERMS

cdef enum:
    LIKELY_BITS = 10        # what the constraints leave no choice about, of a likely and ...
    CERTAIN_BITS = 48       # ... a certain guess
    NO = 0xFFFF             # of an index: there is none
    NO_REGISTER = 0xFF
    PROGRAM_EMPTY = 0       # of a program: nobody has needed it yet
    PROGRAM_READY = 1
    PROGRAM_BROKEN = 2

cdef struct Instruction:
    uint8_t op              # OP_...
    uint8_t width           # bytes of a number; what else an op needs
    uint8_t form            # FORM_...
    uint8_t extent          # EXTENT_...
    uint8_t flags           # FLAG_...
    uint8_t pad
    uint8_t shift           # to the right, after the mask
    uint8_t register        # where the value is kept for expressions
    uint16_t field          # local number; of OP_FINDING the finding's
    uint16_t expr
    uint16_t choice         # values that may be, or cases
    uint16_t literal        # the first of `literals`
    uint16_t literals
    uint16_t condition      # of OP_VALUE how it is said, SAY_..., NO: it is not
    uint16_t block          # instruction that a block begins with
    uint16_t other          # a second block; of OP_VALUE the field that it is read for, perhaps to count it
    uint64_t mask           # 0: all bits

cdef struct Expression:
    int64_t constant
    int64_t[LAYOUT_TERMS] times
    uint8_t[LAYOUT_TERMS] source
    uint8_t count

cdef struct Choice:
    uint32_t first          # range
    uint32_t count
    uint16_t otherwise      # block, NO: none

cdef struct Range:
    uint64_t low
    uint64_t high           # included
    uint16_t block

cdef struct Literal:
    const uint8_t* data
    uint32_t size

cdef struct Test:           # of a condition in postfix order
    uint8_t test            # TEST_...
    uint8_t compare         # CMP_...
    uint8_t width
    uint8_t little
    uint16_t expr
    uint16_t literal
    uint32_t behind         # of TEST_AHEAD bytes from here; of TEST_BEGINS how many literals
    uint64_t mask
    int64_t value

cdef struct Condition:
    uint32_t first
    uint32_t count

cdef struct Frame:          # where messages end, and the block that reads them: one for the layout, one a mode
    uint8_t kind            # FRAME_...
    uint8_t width
    uint8_t little
    uint8_t form
    uint8_t ends_by         # of lines: the byte that ends one
    uint16_t header
    uint16_t at
    int64_t adds
    int64_t scale
    uint64_t most
    uint64_t mask
    uint8_t block           # bytes behind the header that are followed by ...
    uint8_t check           # ... so many that the length leaves out
    uint16_t literal
    uint16_t literals
    uint16_t ends           # literal of the line that ends the mode
    uint16_t field          # local number of the one that is the length, NO: none is
    uint16_t entry

cdef struct Constraint:     # of a number at a fixed place of every message
    uint32_t at
    uint8_t width
    uint8_t little
    uint8_t shift
    uint16_t choice
    uint16_t field          # local number
    uint64_t mask

cdef struct Program:
    int state               # PROGRAM_...; nothing below is there before it is ready
    void* layout            # the Layout that this is in
    Instruction* code
    Expression* expressions
    Choice* choices
    Range* ranges
    Literal* literals
    Test* tests
    Condition* conditions
    uint16_t* named         # blocks by number
    uint16_t* parts         # blocks that compiled code runs: PART_... of the table
    Frame* frames
    Constraint* constraints
    uint32_t frame_count
    uint32_t constraint_count
    uint16_t probe          # block, NO: the layout itself tells
    # What is known from the beginning.
    uint64_t begins[4]      # a bit for each byte that a message may begin with, by the constraints
    uint32_t evidence       # bits about which the constraints leave no choice
    uint32_t state_size     # of a session, bytes
    uint8_t framed          # reads streams
    uint8_t unframed        # reads datagrams

cdef struct LayoutState:    # of a session whose protocol is a table that remembers
    uint32_t[LAYOUT_MEMORY] memory
    uint64_t[2] passing     # bytes of the direction that are passed over
    uint32_t[2] begun       # packet in which a message begins that is not whole yet, 0: there is none
    uint8_t[2] mode
    uint8_t[2] lost         # look for the next message's beginning
    uint8_t[2] known        # messages that were in order, 255 at most
    uint8_t blind           # something is missing that may have entered a mode
    uint8_t gone            # bits of the directions that are another protocol's by now


cdef extern from *:
    """
    #define nl_state(program) __atomic_load_n(&(program)->state, __ATOMIC_ACQUIRE)
    #define nl_set_state(program, now) __atomic_store_n(&(program)->state, now, __ATOMIC_RELEASE)
    """
    int _state "nl_state"(const Program* program) noexcept nogil
    void _set_state "nl_set_state"(Program* program, int now) noexcept nogil


cdef class Layout:
    cdef Program program
    cdef object make        # answers the Assembly
    cdef list texts         # the literals' bytes
    cdef void* _take(self, size_t count, size_t size) except NULL
    cdef int fill(self) except -1


cdef bint compile_program(const Program* p) noexcept with gil


cdef inline bint may_begin(const Program* p, uint8_t byte) noexcept nogil:
    """Could a message begin so? Of what a port hints at nearly all is refuted by this, and need not be compiled."""
    return p.begins[byte >> 6] >> (byte & 63) & 1


cdef inline bint is_ready(const Program* p) noexcept nogil:
    """Can it run? Whoever asks first waits until it can. Any thread."""
    cdef int state = _state(p)
    return state == PROGRAM_READY or (state == PROGRAM_EMPTY and compile_program(p))
