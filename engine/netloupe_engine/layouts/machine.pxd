"""The interpreter of layouts: one message, read by the instructions of a table."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.sink cimport Sink
from .program cimport LayoutState, Program
from .reading cimport Machine, Outcome

cdef void machine_start(Machine* m, const Program* program, Sink* sink, LayoutState* state, const uint8_t* data,
                        uint32_t size, uint64_t total, uint8_t way, bint is_cut, int64_t now_ns) noexcept nogil
cdef Outcome machine_run(Machine* m, uint16_t block) noexcept nogil

# For compiled code that reads parts of its messages by the words that its table has for them: PART_... says which.
# A machine is started once a message, when the program is ready, and may have names_from and ascii_names set.
cdef Outcome machine_part(Machine* m, uint16_t part, uint64_t given, uint32_t at, uint32_t end) noexcept nogil
