"""Relations: which session announced which, and what hosts are called, over all handlers."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ..core.hash cimport Secret
from ..core.pool cimport Vector
from .announcements cimport Announcement, Announcements
from .context cimport Context
from .ids cimport Ids

cdef enum:
    HANDLERS_MAX = 64

cdef class Relations:
    cdef Context* contexts[HANDLERS_MAX]
    cdef const Ids* ids[HANDLERS_MAX]
    cdef int handlers
    cdef Announcements expected
    cdef Announcements named
    cdef Secret secret
    cdef uint8_t* texts             # of names, NAME_ROOM for each place of `named`
    cdef bint sees_queries          # of DNS: an answer to one was met
    cdef dict known                 # a name -> its number
    cdef readonly uint64_t met      # sessions that were announced
    cdef readonly list names        # by number; 0 None
    cdef int attach(self, Context* c, const Ids* ids) except -1
    cdef bint waits(self, const Context* c) noexcept nogil
    cdef int join_one(self, Context* c, const Ids* ids) except -1
    cdef int _tell(self, const Announcement* told, Context* c, const Ids* ids) except -1
    cdef int _tell_name(self, const Announcement* told, Context* c, const Ids* ids) except -1
    cdef int _meet(self, Context* c, const Ids* ids, uint64_t which) except -1
    cdef int _name(self, Context* c, uint64_t which) except -1
    cdef uint32_t _number_of(self, const Announcement* found) except? 0xFFFFFFFF
