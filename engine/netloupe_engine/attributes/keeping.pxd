"""Keeping the values that sessions say, as their attributes' policies want it."""
from libc.stdint cimport uint8_t, uint32_t

from ..core.sink cimport Item
from .kept cimport KeptStore

cdef enum KeepStatus:
    KEPT_DONE = 0
    KEPT_FULL = 1
    KEPT_NO_MEMORY = 2


# Keep a value that a session said, as its attribute's policy wants it. `attributes`: index + 1 of the session's newest
# head, 0 none, or with the bit PLACED of its Places; `count`: values it has. KEPT_FULL: it has `most`, or the handler
# has all there may be; policies' limits are quiet.
cdef int keep_value(KeptStore* store, uint32_t* attributes, uint32_t* count, uint32_t most, uint32_t serial,
                    uint32_t packet, const Item* item, const uint8_t* data) noexcept nogil
