"""Values kept with sessions, as text."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..attributes.kept cimport Kept, KeptStore
from .buffer cimport Buffer

cdef struct Text:
    const uint8_t* data
    uint64_t size

cdef struct Form:               # of an attribute
    Text member                 # its name in JSON, up to the value: "http.host":
    int64_t scale
    uint16_t protocol
    uint8_t kind                # define.Kind
    uint8_t is_named            # numbers have names, or flags

cdef struct Named:              # what a number was found to be called
    Text text
    uint64_t number
    uint16_t field              # 0: a free slot

cdef class Forms:
    cdef Form* forms            # by catalogue id
    cdef uint32_t count
    cdef object registry
    cdef object name_of         # (declared, number) -> its name in a line
    cdef list kept              # the bytes that texts point into
    cdef bytes asked            # the name asked for last
    cdef Named* named           # a hash table of NAMED_SLOTS
    cdef uint32_t named_count
    cdef Text _keep(self, bytes text)
    cdef int _name(self, uint16_t field, uint64_t number, Text* found) except -1 with gil
    cdef int _find_name(self, uint16_t field, uint64_t number, Text* found) except -1 nogil
    cdef void put_octets(self, Buffer* b, uint16_t field, const Kept* value, const KeptStore* store) noexcept nogil
    cdef int put_json(self, Buffer* b, uint16_t field, const Kept* value, const KeptStore* store) except -1 nogil
    cdef int put_brief(self, Buffer* b, uint16_t field, const Kept* value, const KeptStore* store) except -1 nogil
