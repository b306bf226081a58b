"""DHCP options (RFC 2132 and its successors), read by layout.

A layout is text, turned into C tables once at import: elements `kind field` of an option's value. Kinds are flag u8 u16
u32 i32 (numbers), ipv4, seconds, text and octets (to the end); `*` after the kind: repeated to the end. What no such
list can say has a kind of its own, the last ones in ElementKind. Options without a layout are plain data.
"""
from .dhcp import DHCP

from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

from ...core.sink cimport close_node, open_node, put_bytes, put_note, put_number
from ...core.status cimport NOTE_BAD_LENGTH, NOTE_BAD_OPTION, NOTE_NONE, NOTE_TRUNCATED
from ...core.text cimport write_decimal, write_ipv4
from ...core.view cimport be16, be32, part
from ...layouts.domain_name cimport NAME_TEXT_MAX, Name, read_name
from .dhcp cimport (F_CLIENT_ID, F_CLIENT_ID_DUID, F_CLIENT_ID_IAID, F_CLIENT_ID_MAC, F_CLIENT_ID_TYPE, F_ENTERPRISE,
                    F_FQDN, F_FQDN_FLAGS, F_OPTION, F_OPTION_CODE, F_RELAY_OPTION, F_RELAY_OPTION_CODE, F_VENDOR_DATA)

OPTIONS = {
    1: "ipv4 subnet_mask", 2: "i32 time_offset", 3: "ipv4* router", 4: "ipv4* time_server", 6: "ipv4* dns_server",
    7: "ipv4* log_server", 12: "text hostname", 13: "u16 boot_file_size", 14: "text option_text",
    15: "text domain_name", 16: "ipv4 option_address", 17: "text root_path", 18: "text option_text",
    19: "flag option_flag", 20: "flag option_flag", 21: "ipv4* option_address", 22: "u16 option_number",
    23: "u8 option_number", 24: "seconds option_duration", 25: "u16* option_number", 26: "u16 interface_mtu",
    27: "flag option_flag", 28: "ipv4 broadcast_address", 29: "flag option_flag", 30: "flag option_flag",
    31: "flag option_flag", 32: "ipv4 option_address", 33: "ipv4* option_address", 34: "flag option_flag",
    35: "seconds option_duration", 36: "flag option_flag", 37: "u8 option_number", 38: "seconds option_duration",
    39: "flag option_flag", 40: "text option_text", 42: "ipv4* ntp_server", 43: "octets vendor_information",
    44: "ipv4* netbios_name_server", 46: "u8 netbios_node_type", 47: "text option_text", 50: "ipv4 requested_address",
    51: "seconds lease_time", 52: "u8 overload", 53: "u8 message_type", 54: "ipv4 server", 55: "u8* requested_option",
    56: "text message", 57: "u16 maximum_size", 58: "seconds renewal_time", 59: "seconds rebinding_time",
    60: "text vendor_class", 61: "client_id client_id", 62: "text option_text", 64: "text option_text",
    66: "text tftp_server", 67: "text boot_file_name", 77: "text user_class",
    78: "u8 option_number, ipv4* option_address", 79: "u8 option_number, text option_text", 81: "fqdn fqdn",
    82: "relay relay_option", 86: "text option_text", 87: "text option_text", 88: "names option_text",
    91: "seconds option_duration", 93: "u16* client_architecture", 94: "u8 option_number, octets option_data",
    97: "u8 option_number, octets client_uuid", 98: "text option_text", 100: "text posix_time_zone",
    101: "text time_zone", 108: "seconds option_duration", 114: "text captive_portal", 116: "u8 option_number",
    117: "u16* option_number", 118: "ipv4 option_address", 119: "names domain_search", 120: "sip option_text",
    121: "routes static_route", 124: "vendors vendor_data", 125: "vendors vendor_data", 137: "names option_text",
    146: "u8 option_number, ipv4 option_address, ipv4 option_address, names option_text",
    150: "ipv4* tftp_server_address", 151: "u8 option_number, text option_text", 152: "u32 option_number",
    153: "seconds option_duration", 154: "u32 option_number", 155: "u32 option_number", 156: "u8 option_number",
    157: "u8 option_number", 161: "text option_text", 209: "text option_text", 210: "text option_text",
    211: "seconds option_duration", 249: "routes static_route", 252: "text proxy_configuration",
} | dict.fromkeys((5, 8, 9, 10, 11, 41, 45, 48, 49, 65, 68, 69, 70, 71, 72, 73, 74, 75, 76, 85, 89, 92, 112, 136, 138,
                   142), "ipv4* option_address")
RELAY_OPTIONS = {   # of option 82: RFC 3046, 3527, 3993, 5010, 5107, 6925
    1: "octets circuit_id", 2: "octets remote_id", 5: "ipv4 link_address", 6: "text subscriber_id",
    10: "u8 relay_flags", 11: "ipv4 server_override", 12: "octets relay_id",
}

cdef enum ElementKind:
    K_END
    K_NUMBER
    K_SIGNED
    K_SECONDS
    K_TEXT
    K_OCTETS
    K_CLIENT_ID     # RFC 2132 section 9.14, RFC 4361
    K_FQDN          # RFC 4702
    K_NAMES         # RFC 3397: domain names, compressed within the option
    K_SIP           # RFC 3361: names or addresses
    K_ROUTES        # RFC 3442: prefixes as short as can be, and routers
    K_VENDORS       # RFC 3925: enterprise number, counted data
    K_RELAY         # RFC 3046: options of their own

cdef enum:
    OPTION_PAD = 0
    OPTION_HOSTNAME = 12
    OPTION_REQUESTED_ADDRESS = 50
    OPTION_OVERLOAD = 52
    OPTION_MESSAGE_TYPE = 53
    OPTION_SERVER = 54
    OPTION_END = 255
    ELEMENTS_MAX = 320
    ROUTE_TEXT_MAX = 48
    FQDN_CANONICAL = 4      # the name is in DNS wire format
    HARDWARE_ETHERNET = 1
    CLIENT_ID_DUID_TYPE = 255

cdef struct Element:
    uint16_t field  # local number
    uint8_t kind    # ElementKind
    uint8_t width   # bytes of a number
    uint8_t repeated

cdef struct Pieces:         # where a message has options, and which values are in several of them (RFC 3396)
    uint32_t begin[3]       # of the areas
    uint32_t end[3]
    uint32_t areas
    uint32_t size[256]      # by code: bytes in all
    uint32_t joined[256]    # where they lie together in scratch space
    uint8_t count[256]      # options of this code, at most 255; once joined, of those alone that are
    uint8_t is_read[256]

cdef Element elements[ELEMENTS_MAX]
# Where an option's layout begins in `elements`; 0 is plain data.
cdef uint16_t layouts[256]
cdef uint16_t relay_layouts[256]

_KINDS = {          # word -> kind, width
    "flag": (K_NUMBER, 1), "u8": (K_NUMBER, 1), "u16": (K_NUMBER, 2), "u32": (K_NUMBER, 4), "ipv4": (K_NUMBER, 4),
    "i32": (K_SIGNED, 4), "seconds": (K_SECONDS, 4), "text": (K_TEXT, 0), "octets": (K_OCTETS, 0),
    "client_id": (K_CLIENT_ID, 2), "fqdn": (K_FQDN, 3), "names": (K_NAMES, 0), "sip": (K_SIP, 1),
    "routes": (K_ROUTES, 0), "vendors": (K_VENDORS, 0), "relay": (K_RELAY, 0),
}
# Names of the table's attributes by local number.
_names = [field.name for field in DHCP.numbered]


def _compile(str layout, uint32_t at) -> int:
    """Writes one layout to `elements` from `at` on; answers where the next may begin."""
    for part_ in layout.split(", "):
        word, field = part_.split()
        if at + 2 > ELEMENTS_MAX:
            raise RuntimeError("more layouts than ELEMENTS_MAX has room for")
        elements[at].kind, elements[at].width = _KINDS[word.rstrip("*")]
        elements[at].repeated = word.endswith("*")
        elements[at].field = _names.index(field)
        at += 1
    elements[at].kind = K_END
    return at + 1


def _compile_all() -> None:
    """Turns the layouts into the C tables; once, at import."""
    cdef uint32_t at = _compile("octets option_data", 0)
    memset(layouts, 0, sizeof(layouts))
    memset(relay_layouts, 0, sizeof(relay_layouts))
    for number, layout in OPTIONS.items():
        layouts[<uint32_t>number] = at
        at = _compile(layout, at)
    for number, layout in RELAY_OPTIONS.items():
        relay_layouts[<uint32_t>number] = at
        at = _compile(layout, at)


_compile_all()


cdef void mark(Options* o, uint8_t note) noexcept nogil:
    """The message has an oddity; the first is kept, and shown at the attribute put last."""
    if o.note == NOTE_NONE:
        o.note = note
    put_note(o.sink, note)


cdef void _put_text(Options* o, uint16_t local, uint32_t at, uint32_t end) noexcept nogil:
    """Text without the zeros some senders end it with (RFC 2132 section 2)."""
    cdef uint32_t size = end - at
    while size and o.message.data[at + size - 1] == 0:
        size -= 1
    put_bytes(o.sink, local, o.message.data + at, size, at, end - at)


cdef void _put_names(Options* o, uint16_t local, uint32_t at, uint32_t end) noexcept nogil:
    """Domain names one behind the other; pointers count from the first."""
    cdef uint8_t text[NAME_TEXT_MAX]
    cdef View names = part(o.message, at, end - at)
    cdef uint32_t offset = 0
    cdef Name name
    while offset < names.size:
        name = read_name(names, offset, 0, False, text)
        put_bytes(o.sink, local, text, name.size, at + offset, (name.end if name.end else names.size) - offset)
        if name.note:
            mark(o, NOTE_BAD_LENGTH if name.note == NOTE_TRUNCATED else name.note)
        if name.end == 0:
            return
        offset = name.end


cdef void _put_client_id(Options* o, uint32_t at, uint32_t end) noexcept nogil:
    """A type, then a hardware address, an identity association and DUID, or anything else that is unique."""
    cdef uint8_t kind = o.message.data[at]
    put_number(o.sink, F_CLIENT_ID_TYPE, kind, at, 1)
    if kind == HARDWARE_ETHERNET and end - at == 7:
        put_bytes(o.sink, F_CLIENT_ID_MAC, o.message.data + at + 1, 6, at + 1, 6)
    elif kind == CLIENT_ID_DUID_TYPE and end - at > 5:
        put_number(o.sink, F_CLIENT_ID_IAID, be32(o.message, at + 1), at + 1, 4)
        put_bytes(o.sink, F_CLIENT_ID_DUID, o.message.data + at + 5, end - at - 5, at + 5, end - at - 5)
    else:
        put_bytes(o.sink, F_CLIENT_ID, o.message.data + at + 1, end - at - 1, at + 1, end - at - 1)


cdef void _put_fqdn(Options* o, uint32_t at, uint32_t end) noexcept nogil:
    """Flags, two obsolete codes, and a name: in wire format, or as old clients write it, in ASCII."""
    cdef uint8_t flags = o.message.data[at]
    put_number(o.sink, F_FQDN_FLAGS, flags, at, 1)
    if flags & FQDN_CANONICAL:
        _put_names(o, F_FQDN, at + 3, end)
    else:
        _put_text(o, F_FQDN, at + 3, end)


cdef void _put_addresses(Options* o, uint16_t local, uint32_t at, uint32_t end) noexcept nogil:
    """Addresses as text, where the attribute may also be a name."""
    cdef uint8_t text[ROUTE_TEXT_MAX]
    while end - at >= 4:
        put_bytes(o.sink, local, text, write_ipv4(text, ROUTE_TEXT_MAX, o.message.data + at), at, 4)
        at += 4
    if at < end:
        mark(o, NOTE_BAD_OPTION)


cdef void _put_routes(Options* o, uint16_t local, uint32_t at, uint32_t end) noexcept nogil:
    """Routes: prefix length, as many bytes of the prefix as it has, router."""
    cdef uint8_t text[ROUTE_TEXT_MAX]
    cdef uint8_t prefix[4]
    cdef uint32_t used, bits, size, i
    while at < end:
        bits = o.message.data[at]
        size = (bits + 7) // 8
        if bits > 32 or end - at < 5 + size:
            mark(o, NOTE_BAD_OPTION)
            return
        for i in range(4):
            prefix[i] = o.message.data[at + 1 + i] if i < size else 0
        used = write_ipv4(text, ROUTE_TEXT_MAX, prefix)
        text[used] = c'/'
        used += 1
        used += write_decimal(text + used, ROUTE_TEXT_MAX - used, bits)
        for i in range(5):
            text[used + i] = b" via "[i]
        used += 5
        used += write_ipv4(text + used, ROUTE_TEXT_MAX - used, o.message.data + at + 1 + size)
        put_bytes(o.sink, local, text, used, at, 5 + size)
        at += 5 + size


cdef void _put_vendors(Options* o, uint32_t at, uint32_t end) noexcept nogil:
    """Blocks of vendors: enterprise number, length, data."""
    cdef uint32_t size
    while at < end:
        if end - at < 5 or o.message.data[at + 4] > end - at - 5:
            mark(o, NOTE_BAD_OPTION)
            return
        size = o.message.data[at + 4]
        put_number(o.sink, F_ENTERPRISE, be32(o.message, at), at, 4)
        put_bytes(o.sink, F_VENDOR_DATA, o.message.data + at + 5, size, at + 5, size)
        at += 5 + size


cdef void _put_relay(Options* o, uint32_t at, uint32_t end) noexcept nogil:
    """What a relay agent adds: options within the option."""
    cdef uint32_t size
    while at < end:
        if end - at < 2 or o.message.data[at + 1] > end - at - 2:
            mark(o, NOTE_BAD_OPTION)
            return
        size = o.message.data[at + 1]
        open_node(o.sink, F_RELAY_OPTION, at, 2 + size)
        put_number(o.sink, F_RELAY_OPTION_CODE, o.message.data[at], at, 1)
        _read_layout(o, &elements[relay_layouts[o.message.data[at]]], at + 2, at + 2 + size)
        close_node(o.sink)
        at += 2 + size


cdef bint _read_special(Options* o, const Element* e, uint32_t at, uint32_t end) noexcept nogil:
    """An element that goes on to the end of the option; False if it is none of these."""
    if e.kind == K_TEXT:
        _put_text(o, e.field, at, end)
    elif e.kind == K_OCTETS:
        if at < end:
            put_bytes(o.sink, e.field, o.message.data + at, end - at, at, end - at)
    elif e.kind == K_CLIENT_ID:
        _put_client_id(o, at, end)
    elif e.kind == K_FQDN:
        _put_fqdn(o, at, end)
    elif e.kind == K_NAMES:
        _put_names(o, e.field, at, end)
    elif e.kind == K_SIP:
        if o.message.data[at] == 0:
            _put_names(o, e.field, at + 1, end)
        else:
            _put_addresses(o, e.field, at + 1, end)
    elif e.kind == K_ROUTES:
        _put_routes(o, e.field, at, end)
    elif e.kind == K_VENDORS:
        _put_vendors(o, at, end)
    elif e.kind == K_RELAY:
        _put_relay(o, at, end)
    else:
        return False
    return True


cdef void _put_number(Options* o, const Element* e, uint32_t at) noexcept nogil:
    """A number of the element's width."""
    cdef uint64_t value
    if e.width == 4:
        value = be32(o.message, at)
    elif e.width == 2:
        value = be16(o.message, at)
    else:
        value = o.message.data[at]
    if e.kind == K_SIGNED:
        value = <uint64_t><int64_t><int32_t>value
    elif e.kind == K_SECONDS:
        value *= 1000000000
    put_number(o.sink, e.field, value, at, e.width)


cdef void _read_layout(Options* o, const Element* e, uint32_t at, uint32_t end) noexcept nogil:
    """The elements of a layout in [at, end); what does not fit ends it with a note."""
    while e.kind != K_END:
        if e.repeated and at == end:
            e += 1
            continue
        if end - at < e.width:
            mark(o, NOTE_BAD_OPTION)
            return
        if _read_special(o, e, at, end):
            return
        _put_number(o, e, at)
        at += e.width
        if not e.repeated:
            e += 1
    if at < end:
        mark(o, NOTE_BAD_OPTION)


cdef bint _next_option(View v, uint32_t* at, uint32_t end, uint32_t* begin) noexcept nogil:
    """The next option in [at, end) begins at `begin`, and `at` moves behind it; False when there is none.

    `at` is `end` then, or stands at the option that says so or is not whole.
    """
    while at[0] < end and v.data[at[0]] == OPTION_PAD:
        at[0] += 1
    if at[0] == end or v.data[at[0]] == OPTION_END:
        return False
    if end - at[0] < 2 or v.data[at[0] + 1] > end - at[0] - 2:
        return False
    begin[0] = at[0]
    at[0] += 2 + v.data[at[0] + 1]
    return True


cdef void _count_option(Options* o, Pieces* pieces, uint32_t begin) noexcept nogil:
    cdef uint8_t code = o.message.data[begin], size = o.message.data[begin + 1]
    if code == OPTION_OVERLOAD and size == 1:
        o.overload = o.message.data[begin + 2]
    if pieces.count[code] < 0xFF:
        pieces.count[code] += 1
    pieces.size[code] += size


cdef void _find_areas(Options* o, uint32_t at, Pieces* pieces) noexcept nogil:
    """Count the options of all areas in the order in which values continue: options, file, sname (RFC 3396)."""
    cdef uint32_t begin = 0, area
    pieces.areas = 1
    pieces.begin[0], pieces.end[0] = at, o.message.size
    while _next_option(o.message, &at, o.message.size, &begin):
        _count_option(o, pieces, begin)
    if o.overload & OVERLOAD_BOOT_FILE:
        pieces.begin[pieces.areas], pieces.end[pieces.areas] = BOOT_FILE_AT, FIXED
        pieces.areas += 1
    if o.overload & OVERLOAD_SERVER_NAME:
        pieces.begin[pieces.areas], pieces.end[pieces.areas] = SERVER_NAME_AT, BOOT_FILE_AT
        pieces.areas += 1
    for area in range(1, pieces.areas):
        at = pieces.begin[area]
        while _next_option(o.message, &at, pieces.end[area], &begin):
            _count_option(o, pieces, begin)


cdef bint _is_split(const Pieces* pieces, uint8_t code) noexcept nogil:
    """Is its value in several options? Numbers are not split: there each option is a value of its own."""
    cdef const Element* e = &elements[layouts[code]]
    if pieces.count[code] < 2:
        return False
    while e.kind in (K_NUMBER, K_SIGNED, K_SECONDS) and not e.repeated:
        e += 1
    return e.kind != K_END


cdef bint _join_pieces(Options* o, Pieces* pieces) noexcept nogil:
    """Lay the values that are in several options together, each by itself, in scratch space; False if none is split."""
    cdef uint32_t code, used = 0, at, area, begin = 0
    cdef uint8_t size
    for code in range(256):
        if _is_split(pieces, <uint8_t>code):
            pieces.joined[code] = used
            used += pieces.size[code]
        else:
            pieces.count[code] = 0
    if used == 0 or used > o.sink.scratch_room:
        return False
    for area in range(pieces.areas):
        at = pieces.begin[area]
        while _next_option(o.message, &at, pieces.end[area], &begin):
            code = o.message.data[begin]
            size = o.message.data[begin + 1]
            if pieces.count[code]:
                memcpy(o.sink.scratch + pieces.joined[code], o.message.data + begin + 2, size)
                pieces.joined[code] += size
    for code in range(256):
        pieces.joined[code] -= pieces.size[code] if pieces.count[code] else 0
    return True


cdef void _read_joined(Options* o, const Pieces* pieces, uint32_t begin) noexcept nogil:
    """The value of an option that goes on in others; its attributes have the place of this first piece."""
    cdef uint8_t code = o.message.data[begin], size = o.message.data[begin + 1]
    cdef View message = o.message
    cdef uint32_t first = o.sink.count, i
    o.message.data, o.message.size = o.sink.scratch + pieces.joined[code], pieces.size[code]
    _read_layout(o, &elements[layouts[code]], 0, o.message.size)
    o.message = message
    for i in range(first, o.sink.count):
        o.sink.items[i].at = o.sink.base + begin + 2
        o.sink.items[i].size = size


cdef bint _is_of_session(uint8_t code) noexcept nogil:
    return code in (OPTION_HOSTNAME, OPTION_REQUESTED_ADDRESS, OPTION_MESSAGE_TYPE, OPTION_SERVER)


cdef void _read_option(Options* o, Pieces* pieces, uint32_t begin) noexcept nogil:
    cdef uint8_t code = o.message.data[begin]
    cdef uint32_t end = begin + 2 + o.message.data[begin + 1]
    if not o.detail and not _is_of_session(code):
        return
    open_node(o.sink, F_OPTION, begin, end - begin)
    put_number(o.sink, F_OPTION_CODE, code, begin, 1)
    if pieces.count[code] == 0:
        _read_layout(o, &elements[layouts[code]], begin + 2, end)
    elif not pieces.is_read[code]:
        pieces.is_read[code] = True
        _read_joined(o, pieces, begin)
    close_node(o.sink)


cdef void read_options(Options* o, uint32_t at) noexcept nogil:
    """The options from `at` on, and those in fields of the fixed part where option 52 says so."""
    cdef Pieces pieces
    cdef uint32_t area, end, begin = 0
    memset(&pieces, 0, sizeof(pieces))
    _find_areas(o, at, &pieces)
    if not _join_pieces(o, &pieces):
        memset(pieces.count, 0, sizeof(pieces.count))
    for area in range(pieces.areas):
        at, end = pieces.begin[area], pieces.end[area]
        while _next_option(o.message, &at, end, &begin):
            _read_option(o, &pieces, begin)
        if at < end and o.message.data[at] != OPTION_END:
            mark(o, NOTE_TRUNCATED if area == 0 and o.sink.is_cut else NOTE_BAD_OPTION)
