"""The content of an HTTP message, gathered over packets, if somebody wants to see it: chunks joined, gzip and deflate
undone (RFC 9110 section 8.4.1)."""
from libc.stdint cimport uint8_t, uint32_t

from ...core.sink cimport Sink
from ...core.view cimport View

cdef enum Coding:
    CODING_NONE
    CODING_GZIP
    CODING_DEFLATE          # with zlib's header, or without: clients take both
    CODING_OTHER            # left as it is

cdef struct Body

# Begins one at `place`, unless nobody wants it or a limit forbids it: then `place` stays NULL, which all others take.
cdef void body_begin(Body** place, Coding coding, Sink* sink) noexcept nogil
# Would what lies in one packet be all there is to it?
cdef bint body_is_plain(const Body* body) noexcept nogil
# It does: [at, at+size). Puts it.
cdef void body_here(const Body* body, View v, uint32_t at, uint32_t size, Sink* sink) noexcept nogil
# The next bytes of it.
cdef void body_add(Body* body, View piece, Sink* sink) noexcept nogil
# Puts what was gathered since this was last asked; `at` is where it ends, or only goes on.
cdef void body_put(Body* body, uint32_t at, bint is_over, Sink* sink) noexcept nogil
# It is over, or not wanted any more.
cdef void body_end(Body** place, Sink* sink) noexcept nogil
# The same without a sink: what it counted in the limits is taken back elsewhere.
cdef void body_free(Body* body) noexcept nogil
# Another one that is as far; NULL without memory.
cdef Body* body_copy(const Body* body) noexcept nogil
