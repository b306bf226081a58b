"""Headers that drivers put before 802.11 frames: how long they are. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes
from ...core.status cimport MALFORMED, NEXT, NOTE_BAD_LENGTH, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be32, has, le16, le32, u8
from ..twin cimport Twin
from .ppi cimport NUMBERS as PPI_NUMBERS
from .prism cimport F_DEVICE
from .prism cimport NUMBERS as PRISM_NUMBERS
from .wlancap cimport NUMBERS as WLANCAP_NUMBERS

cdef enum:
    HEADER = 8
    WLAN = 105              # link type
    AVS = 0x8021100          # beginning of an AVS header; the last digit is its version
    DEVICE_AT = 8           # in a Prism header
    DEVICE = 16


cdef inline Verdict _behind(View v, uint32_t length, uint32_t link, Step* step) noexcept nogil:
    if length < HEADER:
        step.note = NOTE_BAD_LENGTH
        return MALFORMED
    if not has(v, 0, length):
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header, step.key = length, link
    return NEXT


cdef Verdict classify_prism(View v, Step* step, Facts* facts) noexcept nogil:
    """Some drivers write AVS headers where Prism ones are announced."""
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    return _behind(v, be32(v, 4) if be32(v, 0) >> 4 == AVS else le32(v, 4), WLAN, step)


cdef Verdict classify_wlancap(View v, Step* step, Facts* facts) noexcept nogil:
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    return _behind(v, be32(v, 4), WLAN, step)


cdef Verdict classify_ppi(View v, Step* step, Facts* facts) noexcept nogil:
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    return _behind(v, le16(v, 2), le32(v, 4), step)


cdef void dissect_prism(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t size = 0
    if be32(v, 0) >> 4 == AVS:
        return
    while size < DEVICE and DEVICE_AT + size < header and u8(v, DEVICE_AT + size):
        size += 1
    if size:
        put_bytes(sink, F_DEVICE, v.data + DEVICE_AT, size, DEVICE_AT, size)


cdef Twin _prism = Twin.__new__(Twin)
_prism.numbers = PRISM_NUMBERS
_prism.classify = &classify_prism
_prism.dissect = &dissect_prism
cdef Twin _wlancap = Twin.__new__(Twin)
_wlancap.numbers = WLANCAP_NUMBERS
_wlancap.classify = &classify_wlancap
cdef Twin _ppi = Twin.__new__(Twin)
_ppi.numbers = PPI_NUMBERS
_ppi.classify = &classify_ppi
TWIN = {"prism": _prism, "wlancap": _wlancap, "ppi": _ppi}
