"""JA3 and JA3S (Salesforce, 2017) and JA4 (FoxIO, 2023) of a hello whose parts have been found.

Both leave out the values that clients send at random (GREASE). JA3 is the MD5 of the decimal numbers in wire order;
JA4 is readable in its first part and sorts what clients shuffle before hashing.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memcpy, memset

from ...core.digest cimport MD5_SIZE, SHA256_SIZE, Digest, add, finish, start_md5, start_sha256
from ...core.text cimport DECIMAL_TEXT_MAX, write_decimal, write_hex
from ...core.view cimport View, be16, u8
from ._hello cimport (
    EXT_ALPN, EXT_SERVER_NAME, Hello, is_grease, next_extension, next_protocol, read_hello)
from ._span cimport Span

cdef enum:
    VALUES_MAX = 512        # cipher suites or extensions that a JA4 sorts; real hellos have less than 200
    HASH_TEXT = 12          # hexadecimal digits of a SHA-256 that JA4 keeps


cdef void _add_number(Digest* digest, uint16_t value, bint is_first) noexcept nogil:
    cdef uint8_t text[DECIMAL_TEXT_MAX]
    if not is_first:
        add(digest, b"-", 1)
    add(digest, text, write_decimal(text, sizeof(text), value))


cdef void _add_list(Digest* digest, View v, Span list, uint32_t width) noexcept nogil:
    cdef uint32_t at = list.at, end = list.at + list.size - list.size % width
    cdef uint16_t value
    cdef bint is_first = True
    while at < end:
        value = u8(v, at) if width == 1 else be16(v, at)
        at += width
        if width == 1 or not is_grease(value):
            _add_number(digest, value, is_first)
            is_first = False


cdef void write_ja3(View v, const Hello* hello, uint8_t* out) noexcept nogil:
    """JA3 of a ClientHello, JA3S of a ServerHello, as JA3_SIZE hexadecimal digits."""
    cdef Digest digest
    cdef uint8_t md5[MD5_SIZE]
    cdef uint32_t at = hello.extensions.at
    cdef uint16_t kind = 0
    cdef Span content
    cdef bint is_first = True
    start_md5(&digest)
    _add_number(&digest, hello.version, True)
    add(&digest, b",", 1)
    _add_list(&digest, v, hello.ciphers, 2)
    add(&digest, b",", 1)
    while next_extension(v, hello.extensions, &at, &kind, &content):
        if not is_grease(kind):
            _add_number(&digest, kind, is_first)
            is_first = False
    if hello.is_client:
        add(&digest, b",", 1)
        _add_list(&digest, v, hello.groups, 2)
        add(&digest, b",", 1)
        _add_list(&digest, v, hello.point_formats, 1)
    finish(&digest, md5)
    write_hex(out, JA3_SIZE, md5, MD5_SIZE)


cdef void _sort(uint16_t* values, uint32_t count) noexcept nogil:
    """Ascending, by shell sort: bounded by VALUES_MAX, nearly sorted lists are quick."""
    cdef uint32_t gap = count // 2, i, k
    cdef uint16_t value
    while gap:
        for i in range(gap, count):
            value = values[i]
            k = i
            while k >= gap and values[k - gap] > value:
                values[k] = values[k - gap]
                k -= gap
            values[k] = value
        gap //= 2


cdef void _add_hex(Digest* digest, const uint16_t* values, uint32_t count) noexcept nogil:
    """Values as four hexadecimal digits each, with commas between."""
    cdef uint8_t text[4]
    cdef uint8_t octets[2]
    cdef uint32_t i
    for i in range(count):
        if i:
            add(digest, b",", 1)
        octets[0] = values[i] >> 8
        octets[1] = values[i] & 0xFF
        add(digest, text, write_hex(text, 4, octets, 2))


cdef void _finish_short(Digest* digest, uint8_t* out) noexcept nogil:
    cdef uint8_t sha256[SHA256_SIZE]
    finish(digest, sha256)
    write_hex(out, HASH_TEXT, sha256, HASH_TEXT // 2)


cdef bint _list_values(View v, Span list, uint16_t* values, uint32_t* count) noexcept nogil:
    """The 2-byte values of a list without GREASE; False if there are too many."""
    cdef uint32_t at
    count[0] = 0
    for at in range(list.at, list.at + list.size - (list.size & 1), 2):
        if is_grease(be16(v, at)):
            continue
        if count[0] == VALUES_MAX:
            return False
        values[count[0]] = be16(v, at)
        count[0] += 1
    return True


cdef inline uint16_t _rank(uint16_t version) noexcept nogil:
    """Higher is newer: versions of DTLS are counted down from 0xFEFF."""
    return <uint16_t>(0 - version) if version >> 8 == 0xFE else version


cdef uint16_t _best_version(View v, const Hello* hello) noexcept nogil:
    cdef uint16_t best = 0
    cdef uint32_t at
    for at in range(hello.versions.at, hello.versions.at + hello.versions.size - (hello.versions.size & 1), 2):
        if not is_grease(be16(v, at)) and _rank(be16(v, at)) > _rank(best):
            best = be16(v, at)
    return best if best else hello.version


cdef void _write_version(uint16_t version, uint8_t* out) noexcept nogil:
    if 0x0301 <= version <= 0x0304:
        out[0] = c"1"
        out[1] = <uint8_t>(c"0" + (version & 0xFF) - 1)
    elif 0xFEFC <= version <= 0xFEFF:
        out[0] = c"d"
        out[1] = c"1" if version == 0xFEFF else c"2" if version == 0xFEFD else c"3"
    elif version == 0x0300 or version == 0x0002:
        out[0] = c"s"
        out[1] = c"3" if version == 0x0300 else c"2"
    else:
        out[0] = out[1] = c"0"


cdef void _write_count(uint32_t count, uint8_t* out) noexcept nogil:
    count = min(count, 99)
    out[0] = <uint8_t>(c"0" + count // 10)
    out[1] = <uint8_t>(c"0" + count % 10)


cdef inline bint _is_alphanumeric(uint8_t letter) noexcept nogil:
    return c"0" <= letter <= c"9" or c"A" <= letter <= c"Z" or c"a" <= letter <= c"z"


cdef void _write_alpn(View v, const Hello* hello, uint8_t* out) noexcept nogil:
    """First and last letter of the first ALPN name; if one is not alphanumeric, of its hexadecimal form."""
    cdef uint32_t at = hello.protocols.at
    cdef uint8_t octets[2]
    cdef uint8_t text[4]
    cdef Span name
    out[0] = out[1] = c"0"
    if not next_protocol(v, hello.protocols, &at, &name) or not name.size:
        return
    octets[0] = u8(v, name.at)
    octets[1] = u8(v, name.at + name.size - 1)
    if _is_alphanumeric(octets[0]) and _is_alphanumeric(octets[1]):
        memcpy(out, octets, 2)
    else:
        write_hex(text, 4, octets, 2)
        out[0] = text[0]
        out[1] = text[3]


cdef bint write_ja4(View v, const Hello* hello, uint8_t transport, uint8_t* out) noexcept nogil:
    """JA4 of a ClientHello as JA4_SIZE letters; `transport` is "t" for TCP, "q" for QUIC, "d" for DTLS.

    False, and nothing written, for a hello with more values than anybody's.
    """
    cdef uint16_t values[VALUES_MAX]
    cdef uint32_t count = 0, all_count = 0, at = hello.extensions.at
    cdef uint16_t kind = 0
    cdef Span content
    cdef Digest digest
    out[0] = transport
    _write_version(_best_version(v, hello), out + 1)
    out[3] = c"d" if hello.has_server_name else c"i"
    if not _list_values(v, hello.ciphers, values, &count):
        return False
    _write_count(count, out + 4)
    _write_alpn(v, hello, out + 8)
    out[10] = out[23] = c"_"
    memset(out + 11, c"0", HASH_TEXT)
    memset(out + 24, c"0", HASH_TEXT)
    if count:
        _sort(values, count)
        start_sha256(&digest)
        _add_hex(&digest, values, count)
        _finish_short(&digest, out + 11)
    count = 0
    while next_extension(v, hello.extensions, &at, &kind, &content):
        if is_grease(kind):
            continue
        all_count += 1
        if kind == EXT_SERVER_NAME or kind == EXT_ALPN:
            continue
        if count == VALUES_MAX:
            return False
        values[count] = kind
        count += 1
    _write_count(all_count, out + 6)
    if not count:
        return True
    _sort(values, count)
    start_sha256(&digest)
    _add_hex(&digest, values, count)
    if not _list_values(v, hello.algorithms, values, &count):
        return False
    if count:
        add(&digest, b"_", 1)
        _add_hex(&digest, values, count)
    _finish_short(&digest, out + 24)
    return True


cdef bint _open(bytes hello, bint is_client, bint is_dtls, View* v, Hello* parts) except -1:
    v.data = hello
    v.size = <uint32_t>len(hello)
    if not read_hello(v[0], is_client, False, is_dtls, parts):
        raise ValueError("not a TLS hello")
    return True


def ja3(bytes hello not None, bint is_client=True):
    """JA3 of a ClientHello's body (without handshake header), JA3S of a ServerHello's. ValueError if it is none."""
    cdef uint8_t out[JA3_SIZE]
    cdef Hello parts
    cdef View v
    _open(hello, is_client, False, &v, &parts)
    write_ja3(v, &parts, out)
    return out[:JA3_SIZE].decode("ascii")


def ja4(bytes hello not None, str transport="t"):
    """JA4 of a ClientHello's body (without handshake header). ValueError if it is none, or absurdly long."""
    cdef uint8_t out[JA4_SIZE]
    cdef Hello parts
    cdef View v
    _open(hello, True, transport == "d", &v, &parts)
    if not write_ja4(v, &parts, <uint8_t>ord(transport), out):
        raise ValueError("more values than a fingerprint takes")
    return out[:JA4_SIZE].decode("ascii")
