"""Findings: what is worth a look is noted with its session and packet."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ..packet.stack cimport Stack
from .context cimport Context

cdef void raise_finding(Context* c, uint32_t index, uint32_t packet, uint16_t kind, uint8_t detail,
                        uint16_t protocol) noexcept nogil
cdef void raise_once(Context* c, uint32_t index, uint32_t packet, uint8_t once, uint16_t kind, uint8_t detail,
                     uint16_t protocol) noexcept nogil
cdef void tell_of_note(Context* c, const Stack* stack, uint32_t packet, uint32_t index) noexcept nogil
cdef void raise_finding_at(Context* c, uint32_t index, uint32_t packet, uint16_t kind, uint8_t detail,
                           uint16_t protocol, uint16_t field) noexcept nogil
cdef void tell_of_message(Context* c, uint32_t index, uint32_t packet) noexcept nogil
