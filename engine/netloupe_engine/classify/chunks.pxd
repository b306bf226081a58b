"""Applications on SCTP: chunks of data are what its children read."""
from libc.stdint cimport uint16_t

from .talk cimport Talk

# A packet's chunks, talk.payload, of an association over `transport`: to the protocol that their payload protocol
# identifier names, as messages; or to whoever is recognised in a stream, whose bytes they are.
cdef void talk_chunks(Talk* talk, uint16_t transport) noexcept nogil
