"""Hellos and certificates (RFC 8446 section 4, RFC 5246 section 7.4, RFC 6101 appendix E) into the sink."""
from libc.stdint cimport INT64_MIN, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp, memset

from ...core.sink cimport (
    Sink, close_node, note_client, open_node, put_bytes, put_finding, put_note, put_number, wants)
from ...core.stage cimport key_of_text
from ...core.status cimport NOTE_ATTRIBUTE_LIMIT, NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_BUFFER_LIMIT, NOTE_TRUNCATED
from ...core.view cimport View, be16, be24, has, part, u8
from ._hello cimport (
    EXT_ALPN, EXT_EC_POINT_FORMATS, EXT_KEY_SHARE, EXT_PSK_KEY_EXCHANGE_MODES, EXT_SERVER_NAME,
    EXT_SIGNATURE_ALGORITHMS, EXT_SUPPORTED_GROUPS, EXT_SUPPORTED_VERSIONS, Hello, next_extension,
    next_protocol, read_hello)
from ._ja cimport JA3_SIZE, JA4_SIZE, write_ja3, write_ja4
from ._span cimport Span
from ._x509 cimport Certificate, Text, next_dns_name, read_certificate, write_text
from .tls cimport (
    FINDING_CERTIFICATE_EXPIRED, FINDING_CERTIFICATE_NOT_YET_VALID, FINDING_CERTIFICATE_SELF_SIGNED,
    FINDING_OLD_VERSION, F_ALPN, F_CERTIFICATE,
    F_CERTIFICATE_ISSUER, F_CERTIFICATE_ISSUER_ORGANIZATION, F_CERTIFICATE_LENGTH, F_CERTIFICATE_NAMES,
    F_CERTIFICATE_NOT_AFTER, F_CERTIFICATE_NOT_BEFORE, F_CERTIFICATE_ORGANIZATION, F_CERTIFICATE_SERIAL,
    F_CERTIFICATE_SUBJECT, F_CIPHER, F_CIPHER_SUITE, F_CLIENT_CERTIFICATE_SUBJECT, F_COMPRESSION, F_EXTENSION,
    F_EXTENSION_LENGTH, F_EXTENSION_TYPE, F_HANDSHAKE, F_HANDSHAKE_LENGTH, F_HANDSHAKE_TYPE, F_HELLO_VERSION, F_JA3,
    F_JA3S, F_JA4, F_KEY_SHARE_GROUP, F_POINT_FORMAT, F_PSK_MODE, F_RANDOM, F_SERVER_NAME, F_SESSION_ID,
    F_SIGNATURE_ALGORITHM, F_SUPPORTED_GROUP, F_SUPPORTED_VERSION, F_VERSION)

cdef enum:
    TLS_1_2 = 0x0303
    TLS_1_3 = 0x0304
    DTLS_1_0 = 0xFEFF       # and the early 0x0100; later ones are smaller numbers
    DTLS_1_3 = 0xFEFC
    SSL_3 = 0x0300
    NAMES_MAX = 128         # alternative names kept of one certificate
    CHAIN_MAX = 16          # certificates looked at in one message
    TEXT_ROOM = 256         # of a name in a certificate; RFC 5280 allows 64 letters

# The random of a ServerHello that is a HelloRetryRequest: SHA-256 of that word (RFC 8446 section 4.1.3).
cdef const uint8_t* _retry_random = (b"\xcf\x21\xad\x74\xe5\x9a\x61\x11\xbe\x1d\x8c\x02\x1e\x65\xb8\x91"
                                     b"\xc2\xa2\x11\x16\x7a\xbb\x8c\x5e\x07\x9e\x09\xe2\xc8\xa8\x33\x9c")


cdef bint is_retry(View body) noexcept nogil:
    return memcmp(body.data + 2, _retry_random, 32) == 0


cdef inline uint32_t _at(Message m, uint32_t at) noexcept nogil:
    """Offset in the stream's View of offset `at` of the body."""
    return m.at if m.joined else m.at + m.header + at


cdef inline uint32_t _size(Message m, uint32_t size) noexcept nogil:
    return m.joined if m.joined else size


cdef inline void _put_octets(Sink* sink, Message m, uint16_t local, Span where) noexcept nogil:
    put_bytes(sink, local, m.body.data + where.at, where.size, _at(m, where.at), _size(m, where.size))


cdef inline void _put_value(Sink* sink, Message m, uint16_t local, uint64_t value, uint32_t at,
                            uint32_t size) noexcept nogil:
    put_number(sink, local, value, _at(m, at), _size(m, size))


cdef void _put_list(Sink* sink, Message m, uint16_t local, Span list, uint32_t width) noexcept nogil:
    """Every number of a list of 1- or 2-byte numbers."""
    cdef uint32_t at = list.at, end = list.at + list.size - list.size % width
    if not wants(sink, local):
        return
    while at < end:
        _put_value(sink, m, local, u8(m.body, at) if width == 1 else be16(m.body, at), at, width)
        at += width


cdef void _put_key_shares(Sink* sink, Message m, Span content, bint is_client) noexcept nogil:
    """Groups for which a key is sent (RFC 8446 section 4.2.8); a HelloRetryRequest names only the group it wants."""
    cdef uint32_t at = content.at, end = content.at + content.size
    if not is_client:
        if content.size >= 2:
            _put_value(sink, m, F_KEY_SHARE_GROUP, be16(m.body, at), at, 2)
        return
    at += 2
    while at < end and end - at >= 4:
        _put_value(sink, m, F_KEY_SHARE_GROUP, be16(m.body, at), at, 2)
        at += 4 + be16(m.body, at + 2)


cdef inline bint _lies_in(Span inner, Span outer) noexcept nogil:
    return inner.size > 0 and inner.at >= outer.at and inner.at + inner.size <= outer.at + outer.size


cdef void _put_protocols(Sink* sink, Message m, bint is_client, Span list) noexcept nogil:
    """The names of protocols that are offered, or the one that was agreed on."""
    cdef uint32_t at = list.at, key
    cdef Span name
    while next_protocol(m.body, list, &at, &name):
        key = key_of_text(m.body.data + name.at, name.size)
        if not is_client:
            sink.agreed = key
        elif not sink.offered:
            sink.offered = key
        _put_octets(sink, m, F_ALPN, name)


cdef void _put_extension(Sink* sink, Message m, const Hello* hello, uint16_t kind, Span content) noexcept nogil:
    """What is in an extension; a repeated one is forbidden and only its last counts."""
    if kind == EXT_SERVER_NAME and _lies_in(hello.server_name, content):
        _put_octets(sink, m, F_SERVER_NAME, hello.server_name)
    elif kind == EXT_ALPN and _lies_in(hello.protocols, content):
        _put_protocols(sink, m, hello.is_client, hello.protocols)
    elif kind == EXT_SUPPORTED_GROUPS and _lies_in(hello.groups, content):
        _put_list(sink, m, F_SUPPORTED_GROUP, hello.groups, 2)
    elif kind == EXT_EC_POINT_FORMATS and _lies_in(hello.point_formats, content):
        _put_list(sink, m, F_POINT_FORMAT, hello.point_formats, 1)
    elif kind == EXT_SIGNATURE_ALGORITHMS and _lies_in(hello.algorithms, content):
        _put_list(sink, m, F_SIGNATURE_ALGORITHM, hello.algorithms, 2)
    elif kind == EXT_PSK_KEY_EXCHANGE_MODES and _lies_in(hello.psk_modes, content):
        _put_list(sink, m, F_PSK_MODE, hello.psk_modes, 1)
    elif kind == EXT_SUPPORTED_VERSIONS and hello.is_client and _lies_in(hello.versions, content):
        _put_list(sink, m, F_SUPPORTED_VERSION, hello.versions, 2)
    elif kind == EXT_KEY_SHARE:
        _put_key_shares(sink, m, content, hello.is_client)


cdef void _put_extensions(Sink* sink, Message m, const Hello* hello) noexcept nogil:
    cdef uint32_t at = hello.extensions.at, begin = at
    cdef uint16_t kind = 0
    cdef Span content
    while next_extension(m.body, hello.extensions, &at, &kind, &content):
        open_node(sink, F_EXTENSION, _at(m, begin), _size(m, at - begin))
        _put_value(sink, m, F_EXTENSION_TYPE, kind, begin, 2)
        _put_value(sink, m, F_EXTENSION_LENGTH, content.size, begin + 2, 2)
        _put_extension(sink, m, hello, kind, content)
        close_node(sink)
        begin = at
    if hello.broken:
        put_note(sink, NOTE_BAD_LENGTH)


cdef void _put_client_hello(Sink* sink, const Talk* talk, Message m, const Hello* hello) noexcept nogil:
    cdef uint8_t text[JA4_SIZE]
    _put_list(sink, m, F_CIPHER_SUITE, hello.ciphers, 2)
    _put_list(sink, m, F_COMPRESSION, hello.compressions, 1)
    _put_extensions(sink, m, hello)
    if m.is_cut:
        return
    write_ja3(m.body, hello, text)
    put_bytes(sink, F_JA3, text, JA3_SIZE, _at(m, 0), _size(m, m.body.size))
    if not talk.client_hello and write_ja4(m.body, hello, talk.transport if talk.transport else c"t", text):
        put_bytes(sink, F_JA4, text, JA4_SIZE, _at(m, 0), _size(m, m.body.size))


cdef void _put_server_hello(Sink* sink, Message m, const Hello* hello) noexcept nogil:
    cdef uint8_t text[JA3_SIZE]
    cdef uint16_t version = hello.version
    cdef uint32_t at = 0
    if hello.versions.size:
        at = hello.versions.at
        version = be16(m.body, at)
    _put_value(sink, m, F_VERSION, version, at, 2)
    _put_list(sink, m, F_CIPHER, hello.ciphers, 2)
    _put_list(sink, m, F_COMPRESSION, hello.compressions, 1)
    _put_extensions(sink, m, hello)
    if not m.is_cut:
        write_ja3(m.body, hello, text)
        put_bytes(sink, F_JA3S, text, JA3_SIZE, _at(m, 0), _size(m, m.body.size))
    if version < TLS_1_2 or version == DTLS_1_0:
        put_finding(sink, FINDING_OLD_VERSION)


cdef void _put_hello(Sink* sink, Talk* talk, Message m, uint8_t way) noexcept nogil:
    cdef Hello hello
    cdef Span random
    cdef bint is_client = m.kind == CLIENT_HELLO
    if not read_hello(m.body, is_client, m.is_cut, talk.transport == c"d", &hello):
        if not m.is_cut:
            put_note(sink, NOTE_BAD_VALUE)
        return
    random.at = 2
    random.size = 32
    _put_value(sink, m, F_HELLO_VERSION, hello.version, 0, 2)
    _put_octets(sink, m, F_RANDOM, random)
    _put_octets(sink, m, F_SESSION_ID, hello.session_id)
    talk.client_way = way if is_client else 1 - way
    note_client(sink, is_client)
    if is_client:
        _put_client_hello(sink, talk, m, &hello)
        talk.client_hello = True
    else:
        _put_server_hello(sink, m, &hello)
        talk.retry = is_retry(m.body)
        talk.server_hello = not talk.retry
        talk.is_13 = hello.versions.size >= 2 and (
            be16(m.body, hello.versions.at) == TLS_1_3 or be16(m.body, hello.versions.at) == DTLS_1_3)


cdef void _put_encrypted_extensions(Sink* sink, Message m) noexcept nogil:
    """What the server of TLS 1.3 agrees to, once nobody else can read it (RFC 8446 section 4.3.1)."""
    cdef Hello hello
    cdef Span content
    cdef uint32_t at = 2
    cdef uint16_t kind = 0
    memset(&hello, 0, sizeof(Hello))
    if not has(m.body, 0, 2) or not has(m.body, 2, be16(m.body, 0)):
        return
    hello.extensions.at, hello.extensions.size = 2, be16(m.body, 0)
    while next_extension(m.body, hello.extensions, &at, &kind, &content):
        if kind == EXT_ALPN and content.size > 2:
            hello.protocols.at, hello.protocols.size = content.at + 2, content.size - 2
    _put_extensions(sink, m, &hello)


cdef void _put_text(Sink* sink, Message m, uint16_t local, View v, uint32_t base, Text text) noexcept nogil:
    """A character string of the certificate `v`, which begins at `base` of the body."""
    cdef uint8_t utf8[TEXT_ROOM]
    if text.tag:
        put_bytes(sink, local, utf8, write_text(v, text, utf8, TEXT_ROOM),
                  _at(m, base + text.span.at), _size(m, text.span.size))


cdef void _put_time(Sink* sink, Message m, uint16_t local, int64_t time_ns, uint32_t base, Span where) noexcept nogil:
    if time_ns != INT64_MIN:
        _put_value(sink, m, local, <uint64_t>time_ns, base + where.at, where.size)


cdef void _put_leaf(Sink* sink, Message m, View v, uint32_t base, int64_t now_ns) noexcept nogil:
    """The server's own certificate `v`, which begins at `base` of the body."""
    cdef Certificate certificate
    cdef Span name
    cdef uint32_t at, count = 0
    if not read_certificate(v, &certificate):
        put_note(sink, NOTE_BAD_VALUE)
        return
    name = certificate.serial
    name.at += base
    _put_octets(sink, m, F_CERTIFICATE_SERIAL, name)
    _put_text(sink, m, F_CERTIFICATE_ISSUER, v, base, certificate.issuer.common_name)
    _put_text(sink, m, F_CERTIFICATE_ISSUER_ORGANIZATION, v, base, certificate.issuer.organization)
    _put_time(sink, m, F_CERTIFICATE_NOT_BEFORE, certificate.not_before_ns, base, certificate.not_before)
    _put_time(sink, m, F_CERTIFICATE_NOT_AFTER, certificate.not_after_ns, base, certificate.not_after)
    _put_text(sink, m, F_CERTIFICATE_SUBJECT, v, base, certificate.subject.common_name)
    _put_text(sink, m, F_CERTIFICATE_ORGANIZATION, v, base, certificate.subject.organization)
    at = certificate.names.at
    while next_dns_name(v, certificate.names, &at, &name):
        if count == NAMES_MAX:
            put_note(sink, NOTE_ATTRIBUTE_LIMIT)
            break
        count += 1
        name.at += base
        _put_octets(sink, m, F_CERTIFICATE_NAMES, name)
    if certificate.not_after_ns != INT64_MIN and now_ns > certificate.not_after_ns:
        put_finding(sink, FINDING_CERTIFICATE_EXPIRED)
    if certificate.not_before_ns != INT64_MIN and 0 < now_ns < certificate.not_before_ns:
        put_finding(sink, FINDING_CERTIFICATE_NOT_YET_VALID)
    if certificate.is_self_signed:
        put_finding(sink, FINDING_CERTIFICATE_SELF_SIGNED)


cdef void _put_client_leaf(Sink* sink, Message m, View v, uint32_t base) noexcept nogil:
    cdef Certificate certificate
    if read_certificate(v, &certificate):
        _put_text(sink, m, F_CLIENT_CERTIFICATE_SUBJECT, v, base, certificate.subject.common_name)


cdef void _put_certificates(Sink* sink, Message m, bint is_server, bint is_13, int64_t now_ns) noexcept nogil:
    """A chain, the sender's own certificate first (RFC 5246 section 7.4.2).

    In TLS 1.3 a context stands before it, and extensions behind each certificate (RFC 8446 section 4.4.2).
    """
    cdef uint32_t at = 3, size, count = 0
    if is_13 and m.body.size:
        at += 1 + u8(m.body, 0)
    while has(m.body, at, 3) and count < CHAIN_MAX:
        size = be24(m.body, at)
        if not has(m.body, at + 3, size):
            if not m.is_cut:
                put_note(sink, NOTE_BAD_LENGTH)
            return
        open_node(sink, F_CERTIFICATE, _at(m, at), _size(m, 3 + size))
        _put_value(sink, m, F_CERTIFICATE_LENGTH, size, at, 3)
        if count == 0 and is_server:
            _put_leaf(sink, m, part(m.body, at + 3, size), at + 3, now_ns)
        elif count == 0:
            _put_client_leaf(sink, m, part(m.body, at + 3, size), at + 3)
        close_node(sink)
        at += 3 + size
        if is_13 and has(m.body, at, 2):
            at += 2 + be16(m.body, at)
        count += 1


cdef void put_message(Sink* sink, Talk* talk, Message m, uint8_t way, int64_t now_ns) noexcept nogil:
    """One whole handshake message of direction `way`, and what it changes in `talk`."""
    cdef bint is_server = way == 1
    open_node(sink, F_HANDSHAKE, m.at, _size(m, m.header + m.body.size))
    put_number(sink, F_HANDSHAKE_TYPE, m.kind, m.at, _size(m, 1))
    put_number(sink, F_HANDSHAKE_LENGTH, m.length, m.at if m.joined else m.at + 1, _size(m, 3))
    if m.kind == CLIENT_HELLO or m.kind == SERVER_HELLO:
        _put_hello(sink, talk, m, way)
    elif m.kind == CERTIFICATE:
        if talk.client_hello or talk.server_hello:
            is_server = way != talk.client_way
        _put_certificates(sink, m, is_server, talk.is_13, now_ns)
    elif m.kind == ENCRYPTED_EXTENSIONS:
        _put_encrypted_extensions(sink, m)
    if m.is_cut:
        put_note(sink, NOTE_TRUNCATED)
    close_node(sink)


cdef void put_long_message(Sink* sink, uint8_t kind, uint32_t length, uint32_t at) noexcept nogil:
    """A message too long to be put together, whose header ends in the record at `at`."""
    open_node(sink, F_HANDSHAKE, at, 0)
    put_number(sink, F_HANDSHAKE_TYPE, kind, at, 0)
    put_number(sink, F_HANDSHAKE_LENGTH, length, at, 0)
    put_note(sink, NOTE_BUFFER_LIMIT)
    close_node(sink)


cdef void put_old_hello(Sink* sink, Talk* talk, View v, uint32_t at, uint8_t way) noexcept nogil:
    """A ClientHello in SSL 2.0 format (RFC 5246 appendix E.2) at `at`, whose lengths have been checked."""
    cdef uint32_t where = at + 11, end = where + be16(v, at + 5)
    open_node(sink, F_HANDSHAKE, at, 2 + (be16(v, at) & 0x7FFF))
    put_number(sink, F_HANDSHAKE_TYPE, CLIENT_HELLO, at + 2, 1)
    put_number(sink, F_HELLO_VERSION, be16(v, at + 3), at + 3, 2)
    while where < end:
        if u8(v, where) == 0:                   # others are SSL 2.0's own
            put_number(sink, F_CIPHER_SUITE, be16(v, where + 1), where, 3)
        where += 3
    close_node(sink)
    talk.client_way = way
    talk.client_hello = True
