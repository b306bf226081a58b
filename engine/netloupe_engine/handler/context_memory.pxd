"""Memory: what a handler takes when it begins and gives back at its end."""
from libc.stdint cimport uint64_t

from ..crypto.secrets cimport Secrets
from ..protocols.compiled cimport CompiledRegistry
from ..sessions.connection_ids cimport Connections
from .context cimport Context

cdef int context_open(Context* c, CompiledRegistry registry, settings, int handlers, Secrets secrets) except -1
cdef void context_close(Context* c)
cdef uint64_t context_bytes(Context* c)
cdef void context_want(Context* c, CompiledRegistry registry, dict extra)
cdef int open_connections(Connections* k, settings) except -1
