"""Span: where a part of a message lies, kept while the message is taken apart."""
from libc.stdint cimport uint32_t

cdef struct Span:
    uint32_t at         # offset in the View it was found in
    uint32_t size       # bytes
