"""Start lines (RFC 9112 sections 3 and 4) and header fields (section 5, RFC 9110), as tolerant as servers are.

Lines may end with a bare LF, header values may be folded over lines (obs-fold). Nothing is kept between calls.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memset

from ...core.sink cimport Sink, note_client, close_node, open_node, put_bytes, put_finding, put_note, put_number
from ...core.stage cimport key_of_text
from ...core.status cimport NOTE_BAD_LENGTH, NOTE_BAD_VALUE
from ...core.view cimport View, u8
from ._http_body cimport CODING_DEFLATE, CODING_GZIP, CODING_OTHER
from .http cimport (FINDING_CLEAR_TEXT_CREDENTIALS, F_ACCEPT, F_AUTHORIZATION_SCHEME, F_CONNECTION, F_CONTENT_ENCODING,
                    F_CONTENT_LENGTH, F_CONTENT_TYPE, F_COOKIE, F_HEADER, F_HEADER_NAME, F_HEADER_VALUE, F_HEAD_SIZE,
                    F_HOST, F_LOCATION, F_METHOD, F_REASON, F_REFERER, F_SERVER, F_SET_COOKIE, F_STATUS_CODE,
                    F_TRANSFER_ENCODING, F_UPGRADE, F_URI, F_USER_AGENT, F_VERSION, F_WEBSOCKET_PROTOCOL, F_X_CDN,
                    F_X_FORWARDED_FOR, F_X_SESSION_TYPE)

cdef enum:
    METHOD_MAX = 32             # letters of a method; IANA's longest has 17
    NAME_MAX = 24               # letters of the longest header name in the table below, and some
    STATUS_LINE = 12            # "HTTP/1.1 200"
    UPGRADE_MAX = 32            # letters of a protocol's name

cdef enum Role:                 # what a header field means beside its text
    PLAIN
    LENGTH
    CODING
    CREDENTIALS
    UPGRADE
    SUBPROTOCOL
    CONTENT_CODING

cdef struct Known:              # a header field that is an attribute of its own
    uint8_t name[NAME_MAX]      # lower case
    uint32_t size
    uint16_t local
    Role role

cdef enum:
    KNOWN_COUNT = 21
    METHOD_COUNT = 41

cdef struct Method:
    uint8_t name[METHOD_MAX]
    uint32_t size

cdef Known[KNOWN_COUNT] _known
cdef Method[METHOD_COUNT] _methods


cdef void _fill_tables():
    """Both tables, once, at import."""
    cdef bytes name
    fields = (
        (b"host", F_HOST, PLAIN), (b"user-agent", F_USER_AGENT, PLAIN), (b"referer", F_REFERER, PLAIN),
        (b"server", F_SERVER, PLAIN), (b"location", F_LOCATION, PLAIN), (b"content-type", F_CONTENT_TYPE, PLAIN),
        (b"content-length", F_CONTENT_LENGTH, LENGTH), (b"content-encoding", F_CONTENT_ENCODING, CONTENT_CODING),
        (b"transfer-encoding", F_TRANSFER_ENCODING, CODING), (b"connection", F_CONNECTION, PLAIN),
        (b"upgrade", F_UPGRADE, UPGRADE), (b"accept", F_ACCEPT, PLAIN), (b"cookie", F_COOKIE, PLAIN),
        (b"set-cookie", F_SET_COOKIE, PLAIN), (b"authorization", F_AUTHORIZATION_SCHEME, CREDENTIALS),
        (b"proxy-authorization", F_AUTHORIZATION_SCHEME, CREDENTIALS),
        (b"x-forwarded-for", F_X_FORWARDED_FOR, PLAIN), (b"x-session-type", F_X_SESSION_TYPE, PLAIN),
        (b"x-cdn", F_X_CDN, PLAIN), (b"proxy-connection", F_CONNECTION, PLAIN),
        (b"sec-websocket-protocol", F_WEBSOCKET_PROTOCOL, SUBPROTOCOL))
    # IANA's HTTP Method Registry, and those of UPnP and BitTorrent that travel in the same form
    methods = (
        b"GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK ACL BIND "
        b"UNBIND REBIND BASELINE-CONTROL CHECKIN CHECKOUT LABEL LINK UNLINK MERGE MKACTIVITY MKCALENDAR MKREDIRECTREF "
        b"MKWORKSPACE ORDERPATCH REPORT SEARCH UNCHECKOUT UPDATE UPDATEREDIRECTREF VERSION-CONTROL M-SEARCH NOTIFY "
        b"SUBSCRIBE").split()
    assert len(fields) == KNOWN_COUNT and len(methods) == METHOD_COUNT
    for i in range(KNOWN_COUNT):
        name, _known[i].local, _known[i].role = fields[i]
        _known[i].size = len(name)
        for k in range(len(name)):
            _known[i].name[k] = name[k]
    for i in range(METHOD_COUNT):
        name = methods[i]
        _methods[i].size = len(name)
        for k in range(len(name)):
            _methods[i].name[k] = name[k]


_fill_tables()


cdef inline uint8_t _lower(uint8_t letter) noexcept nogil:
    return letter | 0x20 if c"A" <= letter <= c"Z" else letter


cdef inline bint _is_digit(uint8_t letter) noexcept nogil:
    return c"0" <= letter <= c"9"


cdef inline bint _is_blank(uint8_t letter) noexcept nogil:
    return letter == c" " or letter == c"\t"


cdef bint _is_token(uint8_t letter) noexcept nogil:
    """May it be part of a token (RFC 9110 section 5.6.2)?"""
    return letter > 0x20 and letter < 0x7F and memchr(b"\"(),/:;<=>?@[\\]{}", letter, 17) == NULL


cdef bint _equals(View v, Span text, const uint8_t* lower, uint32_t size) noexcept nogil:
    """Is it this word, in whatever case?"""
    cdef uint32_t i
    if text.size != size:
        return False
    for i in range(size):
        if _lower(u8(v, text.at + i)) != lower[i]:
            return False
    return True


cdef bint is_known_method(View v, Span method) noexcept nogil:
    """Is it a registered method?"""
    cdef int i
    for i in range(METHOD_COUNT):
        if _methods[i].size == method.size and memcmp(_methods[i].name, v.data + method.at, method.size) == 0:
            return True
    return False


cdef uint32_t find_line(View v, uint32_t at) noexcept nogil:
    """Where the line that begins at `at` is over: behind its LF. 0: its end is not there yet."""
    cdef const uint8_t* found
    if at >= v.size:
        return 0
    found = <const uint8_t*>memchr(v.data + at, c"\n", v.size - at)
    return 0 if found == NULL else <uint32_t>(found - v.data) + 1


cdef uint32_t find_end(View v, uint32_t at, uint32_t* searched) noexcept nogil:
    """Where the head that begins at `at` is over: behind its empty line. 0: it is not complete.

    `searched` bytes behind `at` are known to hold no end; it is moved on, so that no byte is searched twice.
    """
    cdef uint32_t line = find_line(v, at + searched[0]), next
    while line:
        next = line
        if next < v.size and u8(v, next) == c"\r":
            next += 1
        if next >= v.size:
            searched[0] = line - 1 - at
            return 0
        if u8(v, next) == c"\n":
            return next + 1
        line = find_line(v, next)
    searched[0] = v.size - at
    return 0


cdef uint32_t trim_line(View v, uint32_t at, uint32_t end) noexcept nogil:
    """Where the text of a line ends that is over at `end`: before its CR and LF and blanks."""
    while end > at and u8(v, end - 1) <= 0x20:
        end -= 1
    return end


cdef inline bint _is_space(uint8_t letter) noexcept nogil:
    """May it stand between the parts of a start line (RFC 9112 section 3, for lenient recipients)?"""
    return letter == c" " or (c"\t" <= letter <= c"\r" and letter != c"\n")


cdef uint32_t _skip_spaces(View v, uint32_t at, uint32_t end) noexcept nogil:
    while at < end and _is_space(u8(v, at)):
        at += 1
    return at


cdef bint _read_status(View v, uint32_t at, uint32_t end, Head* out) noexcept nogil:
    cdef uint32_t code
    if end - at < STATUS_LINE or not _is_digit(u8(v, at + 7)) or not _is_space(u8(v, at + 8)):
        return False
    code = _skip_spaces(v, at + 8, end)
    if end - code < 3 or not _is_digit(u8(v, code)) or not _is_digit(u8(v, code + 1)) or not _is_digit(u8(v, code + 2)):
        return False
    if end - code > 3 and not _is_space(u8(v, code + 3)):
        return False
    out.status = 100 * (u8(v, code) - c"0") + 10 * (u8(v, code + 1) - c"0") + u8(v, code + 2) - c"0"
    out.code.at = code
    out.code.size = 3
    out.version.at = at + 5
    out.version.size = 3
    out.reason.at = _skip_spaces(v, code + 3, end)
    out.reason.size = end - out.reason.at
    return out.status >= 100


cdef uint32_t _method_end(View v, uint32_t at) noexcept nogil:
    """Behind the token that begins at `at`, METHOD_MAX letters at most."""
    cdef uint32_t end = at
    while end < v.size and end - at <= METHOD_MAX and _is_token(u8(v, end)):
        end += 1
    return end


cdef bint _is_simple(View v, const Head* head) noexcept nogil:
    """Is it a request of HTTP/0.9, which is a GET of a path and nothing else (RFC 1945 section 4.1)?"""
    return (is_method(v, head.method, "GET", 3) and u8(v, head.target.at) == c"/"
            and memchr(v.data + head.target.at, c" ", head.target.size) == NULL)


cdef bint read_start(View v, uint32_t at, uint32_t end, bint is_simple, Head* out) noexcept nogil:
    """Read the start line [at, end), with its line end or without; False if it begins no HTTP/1.x message.

    With `is_simple`, a request of HTTP/0.9 will do: its version is empty.
    """
    cdef uint32_t method, target, last
    memset(out, 0, sizeof(Head))
    end = trim_line(v, at, end)
    if end - at >= 7 and memcmp(v.data + at, b"HTTP/1.", 7) == 0:
        return _read_status(v, at, end, out)
    method = _method_end(v, at)
    if method == at or method - at > METHOD_MAX or end - method < 2:
        return False
    target = _skip_spaces(v, method, end)
    if target == method or target == end or u8(v, target) <= 0x20:
        return False
    out.method.at = at
    out.method.size = method - at
    out.target.at = out.version.at = target
    last = end - 9
    if end - target < 10 or not _is_space(u8(v, last)) or memcmp(v.data + last + 1, b"HTTP/1.", 7) != 0 or (
            not _is_digit(u8(v, end - 1))):
        out.target.size = end - target
        return is_simple and _is_simple(v, out)
    while last > target and _is_space(u8(v, last - 1)):
        last -= 1
    out.target.size = last - target
    out.version.at = end - 3
    out.version.size = 3
    return True


cdef bint could_start(View v, uint32_t at) noexcept nogil:
    """Could the unfinished line at `at` become a start line?"""
    cdef uint32_t size = v.size - at, end
    if memcmp(v.data + at, b"HTTP/1.", min(size, 7)) == 0:
        return True
    end = _method_end(v, at)
    if end - at > METHOD_MAX or (end < v.size and (not _is_space(u8(v, end)) or end == at)):
        return False
    end = _skip_spaces(v, end, v.size)
    return end == v.size or u8(v, end) > 0x20


cdef void _read_length(Sink* sink, View v, Span value, Head* head) noexcept nogil:
    """Content-Length; the same number may be repeated in a list (RFC 9110 section 8.6)."""
    cdef uint64_t number = 0
    cdef uint32_t i
    cdef uint8_t letter
    cdef bint bad = value.size == 0
    for i in range(value.size):
        letter = u8(v, value.at + i)
        if letter == c",":
            break
        if not _is_digit(letter) or number > <uint64_t>1 << 56:
            bad = True
            break
        number = 10 * number + letter - c"0"
    if bad or (head.has_length and head.length != number):
        head.is_length_bad = True
        put_note(sink, NOTE_BAD_LENGTH)
        return
    put_number(sink, F_CONTENT_LENGTH, number, value.at, value.size)
    head.has_length = True
    head.length = number


cdef void _read_coding(View v, Span value, Head* head) noexcept nogil:
    """Transfer-Encoding: the body is chunked if the last coding says so (RFC 9112 section 6.1)."""
    cdef Span last
    head.has_coding = True
    if value.size < 7:
        head.is_chunked = False
        return
    last.at = value.at + value.size - 7
    last.size = 7
    head.is_chunked = _equals(v, last, b"chunked", 7)


cdef void _read_content_coding(View v, Span value, Head* head) noexcept nogil:
    """Content-Encoding, of one coding (RFC 9110 section 8.4)."""
    if _equals(v, value, b"gzip", 4) or _equals(v, value, b"x-gzip", 6):
        head.coding = CODING_GZIP
    elif _equals(v, value, b"deflate", 7):
        head.coding = CODING_DEFLATE
    elif not _equals(v, value, b"identity", 8):
        head.coding = CODING_OTHER


cdef void _read_credentials(Sink* sink, View v, Span value) noexcept nogil:
    """The scheme only: what follows it is secret. Basic means readable by everybody on the way (RFC 7617)."""
    cdef Span scheme = value
    scheme.size = 0
    while scheme.size < value.size and _is_token(u8(v, value.at + scheme.size)):
        scheme.size += 1
    put_bytes(sink, F_AUTHORIZATION_SCHEME, v.data + scheme.at, scheme.size, scheme.at, scheme.size)
    if _equals(v, scheme, b"basic", 5):
        put_finding(sink, FINDING_CLEAR_TEXT_CREDENTIALS)


cdef void _read_upgrade(View v, Span value, Head* head) noexcept nogil:
    """Upgrade: names of protocols, each with or without a version (RFC 9110 section 7.8); the first counts. Case does
    not: the names that clients use differ in it."""
    cdef uint8_t[UPGRADE_MAX] name
    cdef uint32_t size = 0
    while size < value.size and size < UPGRADE_MAX and _is_token(u8(v, value.at + size)):
        name[size] = u8(v, value.at + size)
        if c"A" <= name[size] <= c"Z":
            name[size] |= 0x20
        size += 1
    if size and not head.upgrade:
        head.upgrade = key_of_text(name, size)


cdef void _read_subprotocol(View v, Span value, Head* head) noexcept nogil:
    """Sec-WebSocket-Protocol: of a response the one that was chosen (RFC 6455 section 11.3.4)."""
    cdef uint32_t size = 0
    while size < value.size and _is_token(u8(v, value.at + size)):
        size += 1
    head.subprotocol = key_of_text(v.data + value.at, size) if size else 0


cdef void _put_value(Sink* sink, View v, uint16_t local, Span value) noexcept nogil:
    """Text; line ends of a folded value become blanks (RFC 9112 section 5.2)."""
    cdef const uint8_t* text = v.data + value.at
    cdef uint32_t i
    if memchr(text, c"\n", value.size) != NULL and value.size <= sink.scratch_room:
        for i in range(value.size):
            sink.scratch[i] = c" " if text[i] == c"\r" or text[i] == c"\n" else text[i]
        text = sink.scratch
    put_bytes(sink, local, text, value.size, value.at, value.size)


cdef void _put_known(Sink* sink, View v, Span name, Span value, Head* head) noexcept nogil:
    cdef int i
    for i in range(KNOWN_COUNT):
        if _known[i].size != name.size or not _equals(v, name, _known[i].name, name.size):
            continue
        if _known[i].role == LENGTH:
            _read_length(sink, v, value, head)
        elif _known[i].role == CREDENTIALS:
            _read_credentials(sink, v, value)
        else:
            if _known[i].role == CODING:
                _read_coding(v, value, head)
            elif _known[i].role == UPGRADE:
                _read_upgrade(v, value, head)
            elif _known[i].role == CONTENT_CODING:
                _read_content_coding(v, value, head)
            elif _known[i].role == SUBPROTOCOL:
                _read_subprotocol(v, value, head)
            _put_value(sink, v, _known[i].local, value)
        return


cdef void _put_field(Sink* sink, View v, uint32_t at, uint32_t end, Head* head) noexcept nogil:
    """The header field [at, end), folded lines included."""
    cdef const uint8_t* colon = <const uint8_t*>memchr(v.data + at, c":", end - at)
    cdef Span name, value
    if colon == NULL or colon == v.data + at:
        put_note(sink, NOTE_BAD_VALUE)
        return
    name.at = at
    name.size = trim_line(v, at, <uint32_t>(colon - v.data)) - at
    value.at = <uint32_t>(colon - v.data) + 1
    end = trim_line(v, value.at, end)
    while value.at < end and u8(v, value.at) <= 0x20:
        value.at += 1
    value.size = end - value.at
    _put_known(sink, v, name, value, head)
    open_node(sink, F_HEADER, at, end - at)
    put_bytes(sink, F_HEADER_NAME, v.data + name.at, name.size, name.at, name.size)
    _put_value(sink, v, F_HEADER_VALUE, value)
    close_node(sink)


cdef void put_fields(Sink* sink, View v, uint32_t at, uint32_t end, Head* head) noexcept nogil:
    """The header fields in [at, end), up to an empty line or `end`; what they say of the body goes to `head`."""
    cdef uint32_t next
    while at < end:
        next = find_line(v, at)
        while next and next < end and _is_blank(u8(v, next)):
            next = find_line(v, next)
        if not next or next > end:
            next = end
        if trim_line(v, at, next) == at:
            return
        _put_field(sink, v, at, next, head)
        at = next


cdef inline void _put_span(Sink* sink, View v, uint16_t local, Span text) noexcept nogil:
    put_bytes(sink, local, v.data + text.at, text.size, text.at, text.size)


cdef void put_start(Sink* sink, View v, const Head* head) noexcept nogil:
    """The start line."""
    note_client(sink, head.status == 0)
    if head.status:
        put_number(sink, F_STATUS_CODE, head.status, head.code.at, head.code.size)
        _put_span(sink, v, F_REASON, head.reason)
    else:
        _put_span(sink, v, F_METHOD, head.method)
        _put_span(sink, v, F_URI, head.target)
    if head.version.size:
        _put_span(sink, v, F_VERSION, head.version)


cdef void put_cut_start(Sink* sink, View v, uint32_t at) noexcept nogil:
    """What is whole of a start line whose end is missing: the status, or a method that is registered."""
    cdef Head head
    memset(&head, 0, sizeof(Head))
    if v.size - at > STATUS_LINE and memcmp(v.data + at, b"HTTP/1.", 7) == 0:
        if _read_status(v, at, v.size, &head):
            put_number(sink, F_STATUS_CODE, head.status, head.code.at, head.code.size)
        return
    head.method.at = at
    head.method.size = _method_end(v, at) - at
    if at + head.method.size < v.size and is_known_method(v, head.method):
        _put_span(sink, v, F_METHOD, head.method)


cdef void put_head(Sink* sink, View v, uint32_t at, uint32_t end, Head* head) noexcept nogil:
    """The whole head [at, end), whose start line is `head` already."""
    put_start(sink, v, head)
    put_number(sink, F_HEAD_SIZE, end - at, at, end - at)
    put_fields(sink, v, find_line(v, at), end, head)
