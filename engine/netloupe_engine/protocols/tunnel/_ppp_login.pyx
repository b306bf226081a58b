"""PPP's authentication: names, passwords, challenges. Borrows `v` for the call."""
from libc.stdint cimport uint16_t, uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_note
from ...core.status cimport FINAL, NOTE_BAD_LENGTH, Verdict
from ...core.view cimport View, u8
from ..twin cimport Twin
from .chap cimport F_MESSAGE as CHAP_MESSAGE
from .chap cimport F_NAME as CHAP_NAME
from .chap cimport F_VALUE as CHAP_VALUE
from .chap cimport NUMBERS as CHAP_NUMBERS
from .pap cimport F_MESSAGE as PAP_MESSAGE
from .pap cimport F_NAME as PAP_NAME
from .pap cimport F_PASSWORD as PAP_PASSWORD
from .pap cimport FINDING_CLEAR_TEXT_CREDENTIALS
from .pap cimport NUMBERS as PAP_NUMBERS
from .ppp_packet cimport HEADER, classify

cdef enum:
    REQUEST = 1             # of PAP; CHAP: challenge
    RESPONSE = 2            # of CHAP


cdef Verdict classify_pap(View v, Step* step, Facts* facts) noexcept nogil:
    cdef Verdict verdict = classify(v, step, facts)
    if verdict == FINAL and u8(v, 0) == REQUEST:
        step.finding = FINDING_CLEAR_TEXT_CREDENTIALS + 1
    return verdict


cdef uint32_t _put_counted(View v, uint32_t at, uint32_t end, uint16_t local, Sink* sink) noexcept nogil:
    """Bytes with their length before them; answers where they end."""
    cdef uint32_t size
    if at >= end:
        return end
    size = u8(v, at)
    if size > end - at - 1:
        put_note(sink, NOTE_BAD_LENGTH)
        size = end - at - 1
    put_bytes(sink, local, v.data + at + 1, size, at + 1, size)
    return at + 1 + size


cdef void dissect_pap(View v, uint32_t header, Sink* sink) noexcept nogil:
    if u8(v, 0) == REQUEST:
        _put_counted(v, _put_counted(v, HEADER, header, PAP_NAME, sink), header, PAP_PASSWORD, sink)
    else:
        _put_counted(v, HEADER, header, PAP_MESSAGE, sink)


cdef void dissect_chap(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = HEADER
    cdef bint is_message = u8(v, 0) > RESPONSE
    if not is_message:
        at = _put_counted(v, at, header, CHAP_VALUE, sink)
    if at < header:
        put_bytes(sink, CHAP_MESSAGE if is_message else CHAP_NAME, v.data + at, header - at, at, header - at)


cdef Twin _pap = Twin.__new__(Twin)
_pap.numbers = PAP_NUMBERS
_pap.classify = &classify_pap
_pap.dissect = &dissect_pap
cdef Twin _chap = Twin.__new__(Twin)
_chap.numbers = CHAP_NUMBERS
_chap.classify = &classify
_chap.dissect = &dissect_chap
TWIN = {"pap": _pap, "chap": _chap}
