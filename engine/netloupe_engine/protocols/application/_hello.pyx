"""Finding one's way in TLS hellos: RFC 8446 section 4.1 and 4.2, the same layout since RFC 2246."""
from libc.stdint cimport uint16_t, uint32_t
from libc.string cimport memset

from ...core.view cimport View, be16, has, u8


cdef bint _take(View v, uint32_t* at, uint32_t end, uint32_t width, Span* out) noexcept nogil:
    """A vector with a length of `width` bytes in front, inside [at, end); moves `at` behind it."""
    cdef uint32_t size
    if end - at[0] < width:
        return False
    size = u8(v, at[0]) if width == 1 else be16(v, at[0])
    if size > end - at[0] - width:
        return False
    out.at = at[0] + width
    out.size = size
    at[0] = out.at + size
    return True


cdef bint next_extension(View v, Span list, uint32_t* at, uint16_t* kind, Span* content) noexcept nogil:
    """The extension at `at`, which moves behind it; False at the end of the list or where it is broken."""
    cdef uint32_t end = list.at + list.size
    if end - at[0] < 4:
        return False
    kind[0] = be16(v, at[0])
    content.size = be16(v, at[0] + 2)
    content.at = at[0] + 4
    if content.size > end - content.at:
        return False
    at[0] = content.at + content.size
    return True


cdef bint next_protocol(View v, Span list, uint32_t* at, Span* name) noexcept nogil:
    """The ALPN name at `at`, which moves behind it; False at the end of the list or where it is broken."""
    return _take(v, at, list.at + list.size, 1, name)


cdef bint _vector(View v, Span content, uint32_t width, Span* out) noexcept nogil:
    cdef uint32_t at = content.at
    return _take(v, &at, content.at + content.size, width, out)


cdef bint _host_name(View v, Span content, Span* out) noexcept nogil:
    """The first entry of type host_name (RFC 6066 section 3). A server answers with an empty extension."""
    cdef Span list, name
    cdef uint32_t at, kind
    if not content.size:
        return True
    if not _vector(v, content, 2, &list):
        return False
    at = list.at
    while at < list.at + list.size:
        kind = u8(v, at)
        at += 1
        if not _take(v, &at, list.at + list.size, 2, &name):
            return False
        if kind == 0:
            out[0] = name
            return True
    return True


cdef bint _read_extension(View v, uint16_t kind, Span content, Hello* out) noexcept nogil:
    """Keep where the content of a known extension lies; False if it contradicts its length."""
    if kind == EXT_SERVER_NAME:
        out.has_server_name = True
        return _host_name(v, content, &out.server_name)
    if kind == EXT_SUPPORTED_GROUPS:
        return _vector(v, content, 2, &out.groups)
    if kind == EXT_EC_POINT_FORMATS:
        return _vector(v, content, 1, &out.point_formats)
    if kind == EXT_SIGNATURE_ALGORITHMS:
        return _vector(v, content, 2, &out.algorithms)
    if kind == EXT_ALPN:
        return _vector(v, content, 2, &out.protocols)
    if kind == EXT_PSK_KEY_EXCHANGE_MODES:
        return _vector(v, content, 1, &out.psk_modes)
    if kind == EXT_SUPPORTED_VERSIONS:
        if out.is_client:
            return _vector(v, content, 1, &out.versions)
        if content.size != 2:
            return False
        out.versions = content
    return True


cdef bint _read_extensions(View v, Hello* out) noexcept nogil:
    cdef uint32_t at = out.extensions.at
    cdef uint16_t kind = 0
    cdef Span content
    cdef bint good = True
    while next_extension(v, out.extensions, &at, &kind, &content):
        if not _read_extension(v, kind, content, out):
            good = False
    return good and at == out.extensions.at + out.extensions.size


cdef bint read_hello(View v, bint is_client, bint is_cut, bint is_dtls, Hello* out) noexcept nogil:
    """Find the parts of the hello whose body (without handshake header) `v` is; False if it is none.

    A hello may end before its extensions (TLS 1.0); trailing bytes make it `broken`. With `is_cut`, `v` is its
    beginning, and the extensions are those that are whole.
    """
    cdef uint32_t at = 34
    cdef Span cookie
    memset(out, 0, sizeof(Hello))
    if not has(v, 0, 35) or (u8(v, 0) not in (1, 0xFE) if is_dtls else u8(v, 0) not in (3, 0x7F)):
        return False
    out.version = be16(v, 0)
    out.is_client = is_client
    if not _take(v, &at, v.size, 1, &out.session_id) or out.session_id.size > 32:
        return False
    if is_client:
        if is_dtls and not _take(v, &at, v.size, 1, &cookie):       # RFC 6347 section 4.2.1
            return False
        if (not _take(v, &at, v.size, 2, &out.ciphers) or out.ciphers.size & 1
                or not _take(v, &at, v.size, 1, &out.compressions)):
            return False
    else:
        if not has(v, at, 3):
            return False
        out.ciphers.at = at
        out.ciphers.size = 2
        out.compressions.at = at + 2
        out.compressions.size = 1
        at += 3
    if at == v.size:
        return True
    if is_cut and has(v, at, 2):
        out.extensions.at = at + 2
        out.extensions.size = v.size - out.extensions.at
        _read_extensions(v, out)
        return True
    if not _take(v, &at, v.size, 2, &out.extensions):
        out.broken = not is_cut
        return True
    out.broken = not _read_extensions(v, out) or at != v.size
    return True
