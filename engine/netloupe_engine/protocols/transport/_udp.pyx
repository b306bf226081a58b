"""UDP: ports and length. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.status cimport FINAL, MALFORMED, NOTE_BAD_LENGTH, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16
from ..twin cimport Twin
from .udp cimport NUMBERS

cdef enum:
    HEADER = 8


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t length
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    length = be16(v, 4)
    if length < HEADER:
        if length:
            step.note = NOTE_BAD_LENGTH
            return MALFORMED
        length = max(facts.network_length, <uint32_t>HEADER)        # as long as IP says
    step.header = HEADER
    if length > v.size:
        step.note = NOTE_BAD_LENGTH if length > facts.network_length else NOTE_TRUNCATED
    step.extent = length
    facts.ports[0] = be16(v, 0)
    facts.ports[1] = be16(v, 2)
    facts.checksum = be16(v, 6)
    facts.payload_length = length - HEADER
    return FINAL


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
TWIN = _twin
