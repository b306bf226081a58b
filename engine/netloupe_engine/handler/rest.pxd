"""Rest: what a session would be if the capture ended here (see rest.pyx)."""
from libc.stdint cimport uint8_t, uint32_t

from ..sessions.session cimport Cold
from .context cimport Context

cdef struct Before:         # what `rehearse_end` changes of a session
    Cold beside
    uint8_t flags

cdef void rehearse_end(Context* c, uint32_t index, Before* before) noexcept nogil
cdef void undo_end(Context* c, uint32_t index, const Before* before) noexcept nogil
