"""Does something look like a DNS message? Header bits, counts and the entries' shapes must all agree.

Random bytes pass the header alone less than once in a million. NetBIOS name service (RFC 1002) uses the same format and
is told apart by its coded names.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ...core.status cimport CERTAIN, LIKELY, NEED_MORE_BYTES, NOTE_NONE, REFUTED, Guess
from ...core.view cimport View, be16, has
from ._dns_name cimport NAME_TEXT_MAX, Name, read_name

cdef enum:
    HEADER = 12
    RESPONSE = 0x8000
    RESERVED = 0x0040
    QUERY_ONLY_ZERO = 0x048F    # authoritative, recursion available, reserved, code: never set in a query
    RECORDS_PLAUSIBLE = 4096    # in one section
    TYPE_OPT = 41
    QUESTION_MIN = 5            # the root, type, class
    NETBIOS_NAME = 32           # bytes of a coded NetBIOS name

cdef enum Entry:
    FITS
    ODD                         # a name, but a type or class nobody uses
    IMPLAUSIBLE
    CUT                         # runs out of the bytes there are


cdef bint _is_plausible_header(View v, bint multicast) noexcept nogil:
    cdef uint16_t flags = be16(v, 2)
    cdef uint32_t opcode = flags >> 11 & 15
    cdef uint32_t questions = be16(v, 4), records = 0, section
    if opcode > 5 or opcode == 3 or flags & RESERVED:
        return False
    if not flags & RESPONSE and opcode == 0 and flags & QUERY_ONLY_ZERO:
        return False
    if questions > 1 and not multicast or questions > RECORDS_PLAUSIBLE:
        return False
    for section in range(3):
        if be16(v, 6 + 2 * section) > RECORDS_PLAUSIBLE:
            return False
        records += be16(v, 6 + 2 * section)
    if not flags & RESPONSE and questions == 0 and not multicast:
        return False
    return questions + records > 0 or flags & RESPONSE and flags & 15 and v.size == HEADER


cdef bint _is_netbios(View v, uint32_t at) noexcept nogil:
    """Half a byte a letter from A to P (RFC 1001 section 14.1)."""
    cdef uint32_t i
    if not has(v, at, NETBIOS_NAME + 2) or v.data[at] != NETBIOS_NAME:
        return False
    for i in range(at + 1, at + 1 + NETBIOS_NAME):
        if not c'A' <= v.data[i] <= c'P':
            return False
    return True


cdef bint _is_class(uint16_t class_, bint multicast) noexcept nogil:
    if multicast:
        class_ &= 0x7FFF
    return class_ in (1, 3, 4, 254, 255)


cdef bint _is_type(uint16_t type) noexcept nogil:
    return 1 <= type <= 130 or 249 <= type <= 262 or type in (32768, 32769) or type >= 65280


cdef Entry _judge_entry(View v, uint32_t* at, bint question, bint multicast) noexcept nogil:
    """One question or record at `at`, which moves behind it."""
    cdef uint8_t text[NAME_TEXT_MAX]
    cdef Name name = read_name(v, at[0], HEADER, multicast, text)
    cdef uint32_t end
    cdef uint16_t type
    if name.note != NOTE_NONE:
        return CUT if name.end == 0 and at[0] + 255 > v.size else IMPLAUSIBLE
    end = name.end + (4 if question else 10)
    if end > v.size:
        return CUT
    type = be16(v, name.end)
    if not _is_type(type) or type != TYPE_OPT and not _is_class(be16(v, name.end + 2), multicast):
        return ODD
    if not question:
        end += be16(v, name.end + 8)
        if end > v.size:
            return CUT
    at[0] = end
    return FITS


cdef Guess judge_message(View message, bint cut, bint multicast) noexcept nogil:
    """Judges a message; `cut`: more of it is to come. `multicast`: several questions, and top bits of classes.

    LIKELY when the first entry begins with a name, CERTAIN when all entries fit and nothing is left.
    """
    cdef uint32_t at = HEADER, questions, entries, i
    cdef Entry entry
    if message.size < HEADER:
        return NEED_MORE_BYTES if cut else REFUTED
    if not _is_plausible_header(message, multicast) or _is_netbios(message, HEADER):
        return REFUTED
    questions = be16(message, 4)
    entries = questions + be16(message, 6) + be16(message, 8) + be16(message, 10)
    if not cut and message.size - HEADER < questions * QUESTION_MIN:
        return REFUTED
    for i in range(entries):
        entry = _judge_entry(message, &at, i < questions, multicast)
        if entry == FITS:
            continue
        if i or entry == ODD:
            return LIKELY
        return NEED_MORE_BYTES if entry == CUT and cut else REFUTED
    return CERTAIN if entries and at == message.size else LIKELY
