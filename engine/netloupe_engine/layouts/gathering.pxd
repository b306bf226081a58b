"""Words that are read as a message of their own, and values that are put together before they are read."""
from libc.stdint cimport uint16_t

from .program cimport Instruction
from .reading cimport Machine, Outcome

ctypedef Outcome (*Run)(Machine* m, uint16_t block) noexcept nogil      # the interpreter, for the words inside

cdef Outcome alone(Machine* m, const Instruction* i, Run run) noexcept nogil
cdef Outcome gather(Machine* m, const Instruction* i, Run run) noexcept nogil
