"""What a certificate says of whom, by whom and how long: X.509 read without Python."""
from libc.stdint cimport int64_t, uint8_t, uint32_t

from ...core.view cimport View
from ._span cimport Span

cdef struct Text:               # a character string
    Span span
    uint8_t tag                 # its ASN.1 type; 0: absent

cdef struct Name:               # a distinguished name, as far as people read it
    Text common_name
    Text organization

cdef struct Certificate:
    Span serial                 # big-endian
    Name issuer
    Name subject
    Span not_before
    Span not_after
    int64_t not_before_ns       # since the epoch; INT64_MIN if unreadable
    int64_t not_after_ns
    uint8_t is_self_signed      # issuer and subject are the same bytes
    Span names                  # subjectAltName: GeneralNames without their header; absent: size 0

cdef bint read_certificate(View v, Certificate* out) noexcept nogil
cdef bint next_dns_name(View v, Span names, uint32_t* at, Span* out) noexcept nogil
cdef uint32_t write_text(View v, Text text, uint8_t* out, uint32_t room) noexcept nogil
