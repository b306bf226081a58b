"""Keeping the values that sessions say, as their attributes' policies want it."""
from libc.stdint cimport uint8_t, uint32_t

from ..core.sink cimport Item
from ..sessions.session cimport Attributes
from .kept cimport KeptStore

cdef enum KeepStatus:
    KEPT_DONE = 0
    KEPT_FULL = 1
    KEPT_NO_MEMORY = 2


# Keep a value that a session said, as its attribute's policy wants it. KEPT_FULL: it has `most`, or the handler has all
# there may be; policies' limits are quiet.
cdef int keep_value(KeptStore* store, Attributes* session, uint32_t most, uint32_t serial, uint32_t packet,
                    const Item* item, const uint8_t* data) noexcept nogil
