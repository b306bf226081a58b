"""Does something look like a DNS message?

CERTAIN: header bits, counts, names, types, classes and lengths of all entries agree, and nothing is left over. LIKELY:
the header, with the first question if that is in order, is so improbable by accident that damaged fields do not matter
where the port agrees. NetBIOS
name service (RFC 1002) has the same format and is told apart by its coded names.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ...core.status cimport CERTAIN, LIKELY, NEED_MORE_BYTES, NOTE_NONE, REFUTED, Guess
from ...core.view cimport View, be16, has
from ...layouts.domain_name cimport NAME_TEXT_MAX, Name, read_name

cdef enum:
    HEADER = 12
    FLAGS_END = 4               # behind identifier and flags
    RESPONSE = 0x8000
    RESERVED = 0x0040
    QUERY_ONLY_ZERO = 0x048F    # authoritative, recursion available, reserved, code: never set in a query
    RECORDS_PLAUSIBLE = 4096    # in one section
    RECORDS_USUAL = 64
    TYPE_OPT = 41
    TYPE_NETBIOS = 32
    NETBIOS_NAME = 32           # bytes of a coded NetBIOS name
    NETBIOS_LETTERS = 24        # of these at least are what they must be, the others damaged
    QUESTION_EVIDENCE = 20      # bits: type and class of a question
    EVIDENCE_ENOUGH = 45        # bits: once in 2^45 by accident

cdef enum Entry:
    FITS
    IMPLAUSIBLE
    CUT                         # runs out of the bytes there are


cdef bint _is_plausible_flags(uint16_t flags) noexcept nogil:
    cdef uint32_t opcode = flags >> 11 & 15
    if opcode > 5 or opcode == 3 or flags & RESERVED:
        return False
    return flags & RESPONSE or opcode != 0 or not flags & QUERY_ONLY_ZERO


cdef bint _is_plausible_header(View v, bint multicast) noexcept nogil:
    cdef uint16_t flags = be16(v, 2)
    cdef uint32_t questions = be16(v, 4), records = 0, section
    if not _is_plausible_flags(flags):
        return False
    if questions > 1 and not multicast or questions > RECORDS_PLAUSIBLE:
        return False
    for section in range(3):
        if be16(v, 6 + 2 * section) > RECORDS_PLAUSIBLE:
            return False
        records += be16(v, 6 + 2 * section)
    if not flags & RESPONSE and questions == 0 and not multicast:
        return False
    return questions + records > 0


cdef bint _is_empty(View v) noexcept nogil:
    """No entries, and not just an error code either."""
    if be16(v, 4) | be16(v, 6) | be16(v, 8) | be16(v, 10):
        return False
    return v.size > HEADER or not be16(v, 2) & RESPONSE or not be16(v, 2) & 15


cdef bint _is_netbios(View v, uint32_t at) noexcept nogil:
    """Half a byte a letter from A to P (RFC 1001 section 14.1)."""
    cdef uint32_t i, letters = 0
    if not has(v, at, NETBIOS_NAME + 2) or v.data[at] != NETBIOS_NAME:
        return False
    for i in range(at + 1, at + 1 + NETBIOS_NAME):
        letters += c'A' <= v.data[i] <= c'P'
    return letters >= NETBIOS_LETTERS


cdef bint _is_class(uint16_t class_, bint multicast) noexcept nogil:
    if multicast:
        class_ &= 0x7FFF
    return class_ in (1, 3, 4, 254, 255)


cdef bint _is_type(uint16_t type) noexcept nogil:
    return 1 <= type <= 130 and type != TYPE_NETBIOS or 249 <= type <= 262 or type in (32768, 32769) or type >= 65280


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
        return IMPLAUSIBLE
    if not question:
        end += be16(v, name.end + 8)
        if end > v.size:
            return CUT
    at[0] = end
    return FITS


cdef bint _is_evident(View v, bint multicast) noexcept nogil:
    """Are so many bits of the header, and of the first question, as in DNS that it is no accident?"""
    cdef uint16_t flags = be16(v, 2)
    cdef uint32_t opcode = flags >> 11 & 15, bits = 0, section, count, at = HEADER
    bits += opcode <= 5 and opcode != 3
    bits += not flags & RESERVED
    if not flags & RESPONSE and not flags & QUERY_ONLY_ZERO:
        bits += 4
    for section in range(4):
        count = be16(v, 4 + 2 * section)
        if count == 0 or section == 0 and count == 1:
            bits += 15
        elif count <= RECORDS_USUAL and (section or multicast):
            bits += 9
    if bits >= EVIDENCE_ENOUGH or bits + QUESTION_EVIDENCE < EVIDENCE_ENOUGH:
        return bits >= EVIDENCE_ENOUGH      # whatever the question is, which takes longer to read than all this
    return be16(v, 4) != 0 and _judge_entry(v, &at, True, multicast) == FITS


cdef Entry _judge_entries(View v, bint multicast, bint* begun) noexcept nogil:
    """All questions and records; `begun`: the first of them fits."""
    cdef uint32_t at = HEADER, questions = be16(v, 4), i
    cdef Entry entry
    begun[0] = False
    for i in range(questions + be16(v, 6) + be16(v, 8) + be16(v, 10)):
        entry = _judge_entry(v, &at, i < questions, multicast)
        if entry != FITS:
            return entry
        begun[0] = True
    return FITS if begun[0] and at == v.size else IMPLAUSIBLE


cdef Guess judge_datagram(View message, bint is_cut, bint multicast) noexcept nogil:
    """Judges a whole message, or with `is_cut` the beginning of one: what there is of it must fit."""
    cdef bint begun
    if not is_cut:
        return judge_message(message, False, multicast)
    if message.size < HEADER:
        return LIKELY if message.size >= FLAGS_END and _is_plausible_flags(be16(message, 2)) else REFUTED
    if _is_netbios(message, HEADER):
        return REFUTED
    if _is_plausible_header(message, multicast) and _judge_entries(message, multicast, &begun) != IMPLAUSIBLE:
        return CERTAIN if begun else LIKELY
    return LIKELY if _is_evident(message, multicast) else REFUTED


cdef Guess judge_message(View message, bint cut, bint multicast) noexcept nogil:
    """Judges a message; `cut`: more of it is to come. `multicast`: several questions, and top bits of classes."""
    cdef bint begun
    cdef Entry entries
    if message.size < HEADER:
        return NEED_MORE_BYTES if cut else REFUTED
    if _is_netbios(message, HEADER) or _is_empty(message):
        return REFUTED
    if _is_plausible_header(message, multicast):
        entries = _judge_entries(message, multicast, &begun)
        if entries == FITS:
            return CERTAIN
        if entries == CUT and cut and not begun:
            return NEED_MORE_BYTES
    return LIKELY if _is_evident(message, multicast) else REFUTED
