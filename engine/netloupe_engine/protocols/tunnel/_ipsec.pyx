"""IPsec: ESP with and without UDP around it, and the authentication header. Borrows `v` for the call."""
from libc.stdint cimport uint8_t, uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_number
from ...core.status cimport FINAL, MALFORMED, NEXT, NOT_MINE, NOTE_BAD_LENGTH, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be32, u8
from ..twin cimport Twin
from .ah cimport F_CHECK, F_LENGTH
from .ah cimport NUMBERS as AH_NUMBERS
from .esp cimport NUMBERS as ESP_NUMBERS
from .udpencap cimport NUMBERS as UDPENCAP_NUMBERS

cdef enum:
    ESP = 50                # IP protocol number
    ESP_HEADER = 8
    SMALLEST = 20           # an ESP packet: header, padding and its trailer, the shortest check value
    RESERVED_SPI = 255      # and below
    KEEP_ALIVE = 0xFF
    AH_FIXED = 12


cdef Verdict classify_udpencap(View v, Step* step, Facts* facts) noexcept nogil:
    """A byte that keeps a translator's state alive, or ESP: whole words, of which the first is no reserved number."""
    if v.size == 0:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if v.size + facts.cut == 1 and u8(v, 0) == KEEP_ALIVE:
        step.header = 1
        return FINAL
    if v.size < ESP_HEADER or v.size + facts.cut < SMALLEST or (v.size + facts.cut) % 4 or be32(v, 0) <= RESERVED_SPI:
        return NOT_MINE
    step.key = ESP
    return NEXT


cdef Verdict classify_esp(View v, Step* step, Facts* facts) noexcept nogil:
    if v.size < ESP_HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = ESP_HEADER
    return FINAL


cdef Verdict classify_ah(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t size
    if v.size < AH_FIXED:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    size = (u8(v, 1) + 2) * 4
    if size < AH_FIXED:
        step.note = NOTE_BAD_LENGTH
        return MALFORMED
    if size > v.size:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header, step.key = size, u8(v, 0)
    facts.protocol = <uint8_t>step.key
    facts.network_length -= min(size, facts.network_length)
    return NEXT


cdef void dissect_ah(View v, uint32_t header, Sink* sink) noexcept nogil:
    put_number(sink, F_LENGTH, header, 1, 1)
    if header > AH_FIXED:
        put_bytes(sink, F_CHECK, v.data + AH_FIXED, header - AH_FIXED, AH_FIXED, header - AH_FIXED)


cdef Twin _udpencap = Twin.__new__(Twin)
_udpencap.numbers = UDPENCAP_NUMBERS
_udpencap.classify = &classify_udpencap
cdef Twin _esp = Twin.__new__(Twin)
_esp.numbers = ESP_NUMBERS
_esp.classify = &classify_esp
cdef Twin _ah = Twin.__new__(Twin)
_ah.numbers = AH_NUMBERS
_ah.classify = &classify_ah
_ah.dissect = &dissect_ah
TWIN = {"udpencap": _udpencap, "esp": _esp, "ah": _ah}
