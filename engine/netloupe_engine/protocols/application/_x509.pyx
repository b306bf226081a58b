"""X.509 certificates (RFC 5280 section 4.1) in DER (X.690): every length is checked against the part it lies in.

The structure is descended by name, never recursively, so nesting cannot run away. Signatures are not verified.
"""
from libc.stdint cimport INT64_MAX, INT64_MIN, int64_t, uint8_t, uint32_t
from libc.string cimport memcmp, memset

from ...core.view cimport View, be16, u8

cdef enum:
    SECOND = 1000000000         # ns

cdef enum Tag:
    TAG_INTEGER = 0x02
    TAG_OCTETS = 0x04
    TAG_OID = 0x06
    TAG_UTC_TIME = 0x17
    TAG_GENERALIZED_TIME = 0x18
    TAG_BMP_STRING = 0x1E
    TAG_BOOLEAN = 0x01
    TAG_SEQUENCE = 0x30
    TAG_SET = 0x31
    TAG_VERSION = 0xA0          # [0] of TBSCertificate
    TAG_EXTENSIONS = 0xA3       # [3] of TBSCertificate
    TAG_DNS_NAME = 0x82         # [2] of GeneralName

cdef struct Element:            # one DER element
    Span whole
    Span content
    uint8_t tag

cdef const uint8_t* _common_name = b"\x55\x04\x03"          # 2.5.4.3
cdef const uint8_t* _organization = b"\x55\x04\x0a"         # 2.5.4.10
cdef const uint8_t* _alternative_name = b"\x55\x1d\x11"     # 2.5.29.17


cdef bint _next(View v, Span outer, uint32_t* at, Element* out) noexcept nogil:
    """The element at `at` inside `outer`; `at` moves behind it. False at the end, or if it reaches outside."""
    cdef uint32_t end = outer.at + outer.size
    cdef uint32_t where = at[0], size, width
    if end - where < 2:
        return False
    out.whole.at = where
    out.tag = u8(v, where)
    size = u8(v, where + 1)
    where += 2
    if size & 0x80:
        width = size & 0x7F
        if not 1 <= width <= 4 or end - where < width:
            return False
        size = 0
        while width:
            size = (size << 8) | u8(v, where)
            where += 1
            width -= 1
    if size > end - where or out.tag & 0x1F == 0x1F:
        return False
    out.content.at = where
    out.content.size = size
    at[0] = where + size
    out.whole.size = at[0] - out.whole.at
    return True


cdef bint _expect(View v, Span outer, uint32_t* at, uint8_t tag, Element* out) noexcept nogil:
    return _next(v, outer, at, out) and out.tag == tag


cdef inline bint _is_oid(View v, Span oid, const uint8_t* known) noexcept nogil:
    return oid.size == 3 and memcmp(v.data + oid.at, known, 3) == 0


cdef void _read_name(View v, Span rdns, Name* out) noexcept nogil:
    """Common name and organisation of a distinguished name; of several, the last: the most specific."""
    cdef Element group, pair, oid, value
    cdef uint32_t at = rdns.at, in_group, in_pair
    while _expect(v, rdns, &at, TAG_SET, &group):
        in_group = group.content.at
        while _expect(v, group.content, &in_group, TAG_SEQUENCE, &pair):
            in_pair = pair.content.at
            if not _expect(v, pair.content, &in_pair, TAG_OID, &oid) or not _next(v, pair.content, &in_pair, &value):
                continue
            if _is_oid(v, oid.content, _common_name):
                out.common_name.span = value.content
                out.common_name.tag = value.tag
            elif _is_oid(v, oid.content, _organization):
                out.organization.span = value.content
                out.organization.tag = value.tag


cdef inline int64_t _days(int64_t year, int64_t month, int64_t day) noexcept nogil:
    """Days from 1970-01-01 to a date of the Gregorian calendar: years are counted from March, leap days come last."""
    cdef int64_t shifted = (month + 9) % 12
    year -= shifted // 10
    return 365 * year + year // 4 - year // 100 + year // 400 + (306 * shifted + 5) // 10 + day - 719469


cdef int64_t _read_time(View v, Element time) noexcept nogil:
    """UTCTime YYMMDDhhmmssZ or GeneralizedTime YYYYMMDDhhmmssZ (RFC 5280, 4.1.2.5) as ns; INT64_MIN if neither."""
    cdef int64_t parts[7]
    cdef uint32_t at = time.content.at, end = time.content.at + time.content.size, count = 0
    cdef int64_t seconds
    memset(parts, 0, sizeof(parts))
    if time.tag == TAG_UTC_TIME:
        count = 1
    elif time.tag != TAG_GENERALIZED_TIME:
        return INT64_MIN
    while count < 7 and end - at >= 2 and c"0" <= u8(v, at) <= c"9" and c"0" <= u8(v, at + 1) <= c"9":
        parts[count] = 10 * (u8(v, at) - c"0") + u8(v, at + 1) - c"0"
        at += 2
        count += 1
    if count < 6 or not 1 <= parts[2] <= 12 or not 1 <= parts[3] <= 31 or parts[4] > 23 or parts[5] > 59:
        return INT64_MIN
    if time.tag == TAG_UTC_TIME:
        parts[0] = 20 if parts[1] < 50 else 19
    seconds = _days(100 * parts[0] + parts[1], parts[2], parts[3]) * 86400 + 3600 * parts[4] + 60 * parts[5] + parts[6]
    if seconds > INT64_MAX // SECOND:
        return INT64_MAX
    return seconds * SECOND if seconds > -(INT64_MAX // SECOND) else INT64_MIN


cdef void _find_names(View v, Span outer, Certificate* out) noexcept nogil:
    """Among the extensions, the subject's alternative names."""
    cdef Element list, extension, part, names
    cdef uint32_t at = outer.at, within
    if not _expect(v, outer, &at, TAG_SEQUENCE, &list):
        return
    at = list.content.at
    while _expect(v, list.content, &at, TAG_SEQUENCE, &extension):
        within = extension.content.at
        if not _expect(v, extension.content, &within, TAG_OID, &part):
            continue
        if not _is_oid(v, part.content, _alternative_name) or not _next(v, extension.content, &within, &part):
            continue
        if part.tag == TAG_BOOLEAN and not _next(v, extension.content, &within, &part):     # critical
            continue
        within = part.content.at
        if part.tag == TAG_OCTETS and _expect(v, part.content, &within, TAG_SEQUENCE, &names):
            out.names = names.content
            return


cdef bint read_certificate(View v, Certificate* out) noexcept nogil:
    """Read the DER certificate that `v` is; False if it is none. What comes after the validity may be missing."""
    cdef Element certificate, body, part, issuer, subject, validity
    cdef Span all
    cdef uint32_t at = 0
    memset(out, 0, sizeof(Certificate))
    all.at = 0
    all.size = v.size
    if not _expect(v, all, &at, TAG_SEQUENCE, &certificate):
        return False
    at = certificate.content.at
    if not _expect(v, certificate.content, &at, TAG_SEQUENCE, &body):
        return False
    at = body.content.at
    if not _next(v, body.content, &at, &part):
        return False
    if part.tag == TAG_VERSION and not _next(v, body.content, &at, &part):
        return False
    if part.tag != TAG_INTEGER:
        return False
    out.serial = part.content
    if (not _expect(v, body.content, &at, TAG_SEQUENCE, &part)               # signature algorithm
            or not _expect(v, body.content, &at, TAG_SEQUENCE, &issuer)
            or not _expect(v, body.content, &at, TAG_SEQUENCE, &validity)
            or not _expect(v, body.content, &at, TAG_SEQUENCE, &subject)):
        return False
    _read_name(v, issuer.content, &out.issuer)
    _read_name(v, subject.content, &out.subject)
    out.is_self_signed = (issuer.whole.size == subject.whole.size and issuer.content.size > 0
                          and memcmp(v.data + issuer.whole.at, v.data + subject.whole.at, issuer.whole.size) == 0)
    out.not_before_ns = out.not_after_ns = INT64_MIN
    _read_validity(v, validity.content, out)
    while _next(v, body.content, &at, &part):
        if part.tag == TAG_EXTENSIONS:
            _find_names(v, part.content, out)
    return True


cdef void _read_validity(View v, Span outer, Certificate* out) noexcept nogil:
    cdef Element time
    cdef uint32_t at = outer.at
    if not _next(v, outer, &at, &time):
        return
    out.not_before = time.content
    out.not_before_ns = _read_time(v, time)
    if _next(v, outer, &at, &time):
        out.not_after = time.content
        out.not_after_ns = _read_time(v, time)


cdef bint next_dns_name(View v, Span names, uint32_t* at, Span* out) noexcept nogil:
    """The next dNSName of a certificate's alternative names from `at` on, which moves behind it; False at the end."""
    cdef Element name
    while _next(v, names, at, &name):
        if name.tag == TAG_DNS_NAME:
            out[0] = name.content
            return True
    return False


cdef uint32_t write_text(View v, Text text, uint8_t* out, uint32_t room) noexcept nogil:
    """A character string as UTF-8, cut to `room` bytes; how many were written. BMPString is UCS-2, others are bytes."""
    cdef uint32_t at, size = 0, unit
    if text.tag != TAG_BMP_STRING:
        size = min(text.span.size, room)
        for at in range(size):
            out[at] = u8(v, text.span.at + at)
        return size
    for at in range(text.span.at, text.span.at + text.span.size - (text.span.size & 1), 2):
        unit = be16(v, at)
        if room - size < 3:
            break
        if unit < 0x80:
            out[size] = <uint8_t>unit
            size += 1
        elif unit < 0x800:
            out[size] = <uint8_t>(0xC0 | unit >> 6)
            out[size + 1] = <uint8_t>(0x80 | unit & 0x3F)
            size += 2
        else:
            out[size] = <uint8_t>(0xE0 | unit >> 12)
            out[size + 1] = <uint8_t>(0x80 | unit >> 6 & 0x3F)
            out[size + 2] = <uint8_t>(0x80 | unit & 0x3F)
            size += 3
    return size
