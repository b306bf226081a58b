"""What the packets of PPP's control and authentication protocols begin with: code, identifier, length (RFC 1661 section
5)."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.status cimport FINAL, MALFORMED, NOTE_BAD_LENGTH, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16

cdef enum:
    HEADER = 4              # bytes


cdef inline Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t size
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    size = be16(v, 2)
    if size < HEADER:
        step.note = NOTE_BAD_LENGTH
        return MALFORMED
    if size > v.size:
        step.note = NOTE_TRUNCATED
    step.extent = size
    step.header = min(size, v.size)
    return FINAL
