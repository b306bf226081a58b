"""ServiceReader: whose service a session is, by what is kept of it."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ..classify.services.service_index cimport ServiceIndex
from ..core.pool cimport Vector
from ..sessions.store cimport Row
from .memory cimport Lists, Memory

cdef enum:
    SERVICE_PLACES = 9

cdef struct Served:             # of sessions/columns.py DERIVED, in its order
    uint32_t service_packet
    uint32_t service_rule
    uint16_t service
    uint16_t category
    uint16_t service_other
    uint8_t service_by
    uint8_t service_confidence

cdef struct Said:               # of a session: by a person, or by its first bytes
    uint64_t row
    uint32_t rule
    uint16_t service

cdef struct Facts:              # what a session is decided by
    const Lists* lists
    const uint8_t* responder
    uint32_t attributes
    uint32_t responder_name
    uint32_t named_packet
    uint16_t responder_port
    uint16_t application
    uint8_t family
    uint8_t ip_protocol

cdef class ServiceReader:
    cdef Memory memory
    cdef readonly ServiceIndex index
    cdef uint8_t* ways          # by catalogue id: ServiceWay of an attribute, 0 for most
    cdef uint32_t fields
    cdef Vector names           # Match of each name that DNS told
    cdef Said* said             # by persons, ascending
    cdef uint32_t said_count
    cdef Said* begun            # of sessions that begin as a rule says
    cdef uint32_t begun_count
    cdef uint32_t[SERVICE_PLACES] places
    cdef void read(self, uint64_t row, Served* out) noexcept nogil
    cdef void read_row(self, uint64_t row, const Row* values, Served* out) noexcept nogil
    cdef void _decide(self, uint64_t row, const Facts* facts, Served* out) noexcept nogil
    cdef void _put(self, uint8_t* out, uint64_t i, uint64_t row, uint32_t at, uint32_t width) noexcept nogil
    cdef void _kept(self, const Facts* facts, Served* out) noexcept nogil
    cdef void _offer(self, Served* out, uint16_t service, uint32_t rule, uint8_t way, uint32_t packet) noexcept nogil
