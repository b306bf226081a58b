"""Ids: the analysis' numbers for what a handler counts by itself.

A handler numbers its sessions by serial and its paths in the order of meeting. Where it is alone, these are the
analysis' own numbers; several handlers are told theirs after each batch, in packet order.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ..core.pool cimport Vector, vector_at, vector_free, vector_init, vector_push

cdef enum:
    IDS_BITS = 14
    PATHS_BITS = 10

cdef struct Ids:
    Vector sessions         # id by serial; unused by a single handler
    Vector paths            # the analysis' path by the handler's
    uint8_t single          # one handler: its numbers are the analysis'
    uint8_t handler         # its number, from 0


cdef inline bint ids_init(Ids* ids, bint single, uint8_t handler) noexcept nogil:
    """False when out of memory. Serial 0 is no session, path 0 the empty one, in any numbering."""
    ids.single, ids.handler = single, handler
    return (vector_init(&ids.sessions, 4, IDS_BITS) and vector_init(&ids.paths, 2, PATHS_BITS)
            and add_session_id(ids, 0) and add_path_id(ids, 0))


cdef inline void ids_free(Ids* ids) noexcept nogil:
    vector_free(&ids.sessions)
    vector_free(&ids.paths)


cdef inline bint add_session_id(Ids* ids, uint32_t id) noexcept nogil:
    """The id of the next serial; False when out of memory."""
    cdef uint32_t* place = <uint32_t*>vector_push(&ids.sessions)
    if place != NULL:
        place[0] = id
    return place != NULL


cdef inline bint add_path_id(Ids* ids, uint16_t path) noexcept nogil:
    """The analysis' number of the handler's next path; False when out of memory."""
    cdef uint16_t* place = <uint16_t*>vector_push(&ids.paths)
    if place != NULL:
        place[0] = path
    return place != NULL


cdef inline uint32_t session_id(const Ids* ids, uint32_t serial) noexcept nogil:
    return serial if ids.single else (<uint32_t*>vector_at(&ids.sessions, serial))[0]


cdef inline uint16_t path_id(const Ids* ids, uint16_t path) noexcept nogil:
    return path if ids.single else (<uint16_t*>vector_at(&ids.paths, path))[0]
