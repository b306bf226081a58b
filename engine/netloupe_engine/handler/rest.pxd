"""Rest: what a session would be if the capture ended here (see rest.pyx)."""
from libc.stdint cimport uint64_t

from ..core.pool cimport Vector
from ..sessions.store cimport SessionStore
from .context cimport Context, KindShare
from .ids cimport Ids

cdef struct Rest:           # what a handler takes back if the capture goes on
    uint64_t true_findings  # without those found out about the end: only if the capture ends here they are true
    KindShare* true_kinds
    Vector undone           # serials of sessions that were turned round, for now
    bint rests

cdef bint rest_init(Rest* rest, Context* c) noexcept nogil
cdef void rest_free(Rest* rest) noexcept nogil
cdef void rest_sessions(Rest* rest, Context* c, const Ids* ids, SessionStore store) noexcept nogil
cdef void forget_rest(Rest* rest, Context* c) noexcept nogil
