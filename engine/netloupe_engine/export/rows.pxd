"""Rows: sessions as text, by a program of steps."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ..sessions.session cimport Transition
from .buffer cimport Buffer
from .chain cimport Chain
from .lines cimport Lines
from .memory cimport Lists, Memory
from .service_reader cimport ServiceReader
from .values cimport Forms, Text

cdef struct Step:
    Text before                 # what is written before it
    Text nothing                # instead of a value that is none
    const Text* words           # of Op.WORD, by number
    uint32_t word_count
    uint16_t at                 # of its column in a row
    uint16_t skip               # steps left out with it where it is nothing
    uint8_t op
    uint8_t width               # of its column
    uint8_t is_signed
    uint8_t mask                # of Op.WHEN
    uint8_t slot                # of Op.GIVEN

cdef class Rows:
    cdef Memory memory
    cdef Forms forms
    cdef Lines lines
    cdef object cell            # text that is not plain -> a cell
    cdef Step* steps
    cdef Text* words
    cdef uint32_t count
    cdef list kept
    cdef Buffer out
    cdef Buffer line            # one line about a session
    cdef Buffer changes         # links of its history, newest first
    cdef Chain chain
    cdef ServiceReader services
    cdef Text* given            # GIVEN_SLOTS of each row of a chunk
    cdef int _row(self, uint64_t row, const Text* given) except -1 nogil
    cdef int _step(self, const Step* step, const uint8_t* values, const Lists* lists, const Text* given) except -1 nogil
    cdef int _put_line(self, const Lists* lists, const Text* given) except -1 nogil
    cdef int _put_odd_line(self) except -1 with gil
    cdef void _put_change(self, const Step* step, uint32_t state, const Transition* change) noexcept nogil
    cdef void _put_states(self, const Step* step, const uint8_t* values, const Lists* lists) noexcept nogil
    cdef int _put_attributes(self, const Lists* lists, const Text* given) except -1 nogil
