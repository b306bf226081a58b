"""Texts that are joined of what a message says."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from .program cimport Instruction
from .reading cimport Machine, Text

cdef void add_piece(Text* text, const uint8_t* piece, uint32_t size) noexcept nogil
cdef void say_number(Text* text, uint16_t how, uint64_t value) noexcept nogil
cdef void say_bytes(Text* text, uint16_t how, const uint8_t* data, uint32_t size) noexcept nogil
cdef void say(Machine* m, const Instruction* i) noexcept nogil
