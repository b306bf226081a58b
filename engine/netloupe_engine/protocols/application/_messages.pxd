"""TLS handshake messages that are in no records, as QUIC carries them (RFC 9001 section 4.1.3)."""
from libc.stdint cimport int64_t, uint8_t

from ...core.sink cimport Sink
from ...core.view cimport View
from ._handshake cimport Talk

# What there is of a direction's handshake; answers bytes consumed or a Feed.
cdef int64_t take_messages(Talk* talk, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil
