"""Counters of one protocol path in one handler."""
from libc.stdint cimport uint64_t

cdef struct Tally:
    uint64_t packets
    uint64_t bytes          # original lengths of whole frames
    uint64_t payload_bytes  # of the innermost transport
    uint64_t sessions       # whose path it is in the end
