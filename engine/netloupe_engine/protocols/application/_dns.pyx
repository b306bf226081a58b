"""DNS messages: the compiled twin of dns, and of mdns and llmnr, which speak the same format on their own ports.

A message is a header, questions, and three sections of records (RFC 1035 section 4). What is broken gets a note and
what follows is still read, as long as it can be told where it begins. One function reads all; a flavour says what the
three protocols do differently. What the data of records are is said in words (_dns_records.py).
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

from ...core.sink cimport (
    WANTED_NESTING, WANTED_PACKET, Sink, close_node, note_client, open_node, put_bytes, put_finding, put_host_name,
    put_malformed, put_note, put_number, put_table, wants)
from ...core.status cimport (DONE, GIVE_UP, LIKELY, NEED_MORE_BYTES, NOTE_BAD_LENGTH, NOTE_NONE,
                             NOTE_TRUNCATED, REFUTED, Guess)
from ...core.view cimport View, be16, be32, has, part
from ...layouts.domain_name cimport NAME_TEXT_MAX, Name, read_name, skip_name
from ...layouts.machine cimport machine_part, machine_start
from ...layouts.program cimport Program, is_ready
from ...layouts.reading cimport RUN_ON, Machine, Outcome
from ..twin cimport Twin
from ._dns_fields cimport (FIELD_COUNT, F_ADDITIONAL, F_ANSWER, F_ANSWERS, F_AUTHORITY, F_CLASS, F_DATA_LENGTH,
                           F_DNSSEC_OK, F_EDNS_VERSION, F_EXTENDED_RCODE, F_NAME, F_QUERY_NAME, F_QUERY_TYPE,
                           F_QUESTION, F_RCODE, F_REPEATED_NAME, F_REPEATED_TYPE, F_TRAILING, F_TTL, F_TYPE, F_UDP_SIZE)
from ._dns_probe cimport judge_datagram, judge_message
from .dns cimport F_LENGTH as F_DNS_LENGTH
from .dns cimport FINDING_DNS_ERROR, PART_ANSWER, PART_DATA
from .llmnr cimport F_LENGTH as F_LLMNR_LENGTH
from .mdns cimport F_CACHE_FLUSH, F_UNICAST_WANTED
from .dns cimport NUMBERS as DNS_NUMBERS
from .mdns cimport NUMBERS as MDNS_NUMBERS
from .llmnr cimport NUMBERS as LLMNR_NUMBERS

cdef enum:
    HEADER = 12
    RECORD_FIXED = 10       # type, class, time to live, data length
    RESPONSE = 0x8000       # header flags
    TOP_BIT = 0x8000        # of the class: mDNS uses it for itself (RFC 6762 sections 5.4 and 10.2)
    TYPE_A = 1
    TYPE_AAAA = 28
    TYPE_OPT = 41
    IDS_KEPT = 5            # so that Asked has EXCHANGE_STATE_BYTES (classify/conversation): who asks is many

cdef enum Flavour:
    FLAVOUR_DNS
    FLAVOUR_MDNS
    FLAVOUR_LLMNR

cdef struct Asked:          # a session's state: the newest queries' ids, so that questions are not reported twice
    uint16_t ids[IDS_KEPT]
    uint16_t missing[2]     # over TCP, a direction each: bytes still to come of a message that was cut
    uint8_t place           # how many ids << 4 | which one is next
    uint8_t ways            # of the queries, a bit each

cdef struct Reader:         # one message being read
    View message
    Sink* sink
    Machine machine         # for the data of records
    uint8_t has_words       # it is started
    uint8_t detail          # some attribute beyond the session's is wanted
    uint8_t utf8            # names may be UTF-8
    uint8_t whole           # the message is complete: nothing of it was cut off
    uint8_t extended_rcode  # of an OPT record, 0 without one
    uint8_t note            # first Note, records' data apart


cdef void _remember(Asked* asked, uint16_t id, uint8_t way) noexcept nogil:
    cdef uint8_t next = asked.place & 15, count = asked.place >> 4
    asked.ids[next] = id
    asked.ways = <uint8_t>((asked.ways & ~(1 << next)) | way << next)
    asked.place = <uint8_t>(min(count + 1, <int>IDS_KEPT) << 4 | (next + 1) % <int>IDS_KEPT)


cdef bint _was_asked(const Asked* asked, uint16_t id) noexcept nogil:
    cdef uint32_t i
    for i in range(asked.place >> 4):
        if asked.ids[i] == id:
            return True
    return False


cdef bint _answers(const Asked* asked, uint16_t id, uint8_t way) noexcept nogil:
    """Did the other side ask this?"""
    cdef uint32_t i
    for i in range(asked.place >> 4):
        if asked.ids[i] == id and asked.ways >> i & 1 != way:
            return True
    return False


cdef void _mark(Reader* r, uint8_t note) noexcept nogil:
    """The message has an oddity; the first is kept, and shown at the attribute put last."""
    if note == NOTE_TRUNCATED and r.whole:
        note = NOTE_BAD_LENGTH
    if r.note == NOTE_NONE:
        r.note = note
    put_note(r.sink, note)


cdef void _put_name(Reader* r, uint16_t local, uint32_t at) noexcept nogil:
    """The name at `at`."""
    cdef uint8_t[NAME_TEXT_MAX] text
    cdef Name name = read_name(r.message, at, HEADER, r.utf8, text)
    put_bytes(r.sink, local, text, name.size, at, name.end - at if name.end else r.message.size - at)
    if name.note:
        _mark(r, name.note)


cdef bint _start_words(Reader* r) noexcept nogil:
    """Make the words for records' data ready, unless they are."""
    cdef const Program* program = <const Program*>r.sink.program
    if not r.has_words and program != NULL and is_ready(program):
        machine_start(&r.machine, program, r.sink, NULL, r.message.data, r.message.size, r.message.size, r.sink.way,
                      False, 0)
        r.machine.names_from, r.machine.ascii_names = HEADER, not r.utf8
        r.has_words = True
    return r.has_words


cdef uint8_t _wants_detail(const Sink* sink, Flavour flavour) noexcept nogil:
    """Is any attribute wanted beyond the session's?"""
    cdef uint32_t i
    cdef uint8_t bits = 0
    if not sink.any_wanted & (WANTED_PACKET | WANTED_NESTING):      # what sessions keep is no detail
        return 0
    for i in range(F_QUESTION, FIELD_COUNT):
        bits |= sink.wanted[sink.fields[i]]
    if flavour == FLAVOUR_MDNS:
        bits |= sink.wanted[sink.fields[F_CACHE_FLUSH]]
    return bits


cdef uint32_t _read_question(Reader* r, uint32_t at, Flavour flavour, bint repeated) noexcept nogil:
    """One question; answers where it ends, 0 if that cannot be told. `repeated`: a response repeats a query seen."""
    cdef uint32_t end = skip_name(r.message, at)
    cdef uint16_t class_
    if end == 0 or not has(r.message, end, 4):
        _mark(r, NOTE_TRUNCATED)
        return 0
    class_ = be16(r.message, end + 2)
    open_node(r.sink, F_QUESTION, at, end + 4 - at)
    if not repeated or r.detail:
        _put_name(r, F_REPEATED_NAME if repeated else F_QUERY_NAME, at)
    put_number(r.sink, F_REPEATED_TYPE if repeated else F_QUERY_TYPE, be16(r.message, end), end, 2)
    put_number(r.sink, F_CLASS, class_ & ~TOP_BIT if flavour == FLAVOUR_MDNS else class_, end + 2, 2)
    if flavour == FLAVOUR_MDNS:
        put_number(r.sink, F_UNICAST_WANTED, class_ >> 15, end + 2, 2)
    close_node(r.sink)
    return end + 4


cdef void _put_class_and_ttl(Reader* r, uint32_t at, uint16_t type, Flavour flavour) noexcept nogil:
    """The class and time to live at `at`; in an OPT record they are something else (RFC 6891 section 6.1.2)."""
    cdef uint16_t class_ = be16(r.message, at)
    if type == TYPE_OPT:
        put_number(r.sink, F_UDP_SIZE, class_, at, 2)
        put_number(r.sink, F_EXTENDED_RCODE, r.message.data[at + 2], at + 2, 1)
        put_number(r.sink, F_EDNS_VERSION, r.message.data[at + 3], at + 3, 1)
        put_number(r.sink, F_DNSSEC_OK, r.message.data[at + 4] >> 7, at + 4, 2)
        return
    put_number(r.sink, F_CLASS, class_ & ~TOP_BIT if flavour == FLAVOUR_MDNS else class_, at, 2)
    if flavour == FLAVOUR_MDNS:
        put_number(r.sink, F_CACHE_FLUSH, class_ >> 15, at, 2)
    put_number(r.sink, F_TTL, be32(r.message, at + 2), at + 2, 4)


cdef uint32_t _read_record(Reader* r, uint32_t at, uint16_t section, Flavour flavour, bint says) noexcept nogil:
    """One resource record; answers where it ends, 0 if that cannot be told. `says`: its text is an answer."""
    cdef uint32_t fixed = skip_name(r.message, at)
    cdef uint32_t data, end, size
    cdef uint16_t type
    cdef bint is_whole
    cdef Outcome outcome
    if fixed == 0 or not has(r.message, fixed, RECORD_FIXED):
        _mark(r, NOTE_TRUNCATED)
        return 0
    type = be16(r.message, fixed)
    if type == TYPE_OPT:
        r.extended_rcode = r.message.data[fixed + 4]
    size = be16(r.message, fixed + 8)
    data = fixed + RECORD_FIXED
    end = data + size
    is_whole = end <= r.message.size
    open_node(r.sink, section, at, min(end, r.message.size) - at)
    if r.detail:
        _put_name(r, F_NAME, at)
        put_number(r.sink, F_TYPE, type, fixed, 2)
        _put_class_and_ttl(r, fixed + 2, type, flavour)
        put_number(r.sink, F_DATA_LENGTH, size, fixed + 8, 2)
    if not is_whole:
        _mark(r, NOTE_TRUNCATED)
    elif size and (says or r.detail) and _start_words(r):      # without data updates delete (RFC 2136 section 2.5)
        outcome = machine_part(&r.machine, PART_ANSWER if says else PART_DATA, type, data, end)
        if outcome == RUN_ON and r.machine.at < end:
            _mark(r, NOTE_BAD_LENGTH)
    close_node(r.sink)
    return end if is_whole else 0


cdef uint32_t _skip_record(Reader* r, uint32_t at) noexcept nogil:
    """Where the record at `at` ends, 0 if that cannot be told. Of use is only what OPT says of the response's code."""
    at = skip_name(r.message, at)
    if at == 0 or not has(r.message, at, RECORD_FIXED):
        return 0
    if be16(r.message, at) == TYPE_OPT:
        r.extended_rcode = r.message.data[at + 4]
    return at + RECORD_FIXED + be16(r.message, at + 8)


cdef void _read_sections(Reader* r, Flavour flavour, Asked* asked) noexcept nogil:
    """Questions and records of a message whose header is there."""
    cdef uint16_t[3] nodes = [F_ANSWER, F_AUTHORITY, F_ADDITIONAL]
    cdef uint16_t id = be16(r.message, 0)
    cdef bint response = (be16(r.message, 2) & RESPONSE) != 0
    cdef bint repeated = response and _was_asked(asked, id)
    cdef bint says = response and wants(r.sink, F_ANSWERS)
    cdef bint looks_for_opt = response and flavour != FLAVOUR_MDNS and be16(r.message, 10)
    cdef uint32_t at = HEADER, section, _
    if not response:
        _remember(asked, id, r.sink.way)
    for _ in range(be16(r.message, 4)):
        at = _read_question(r, at, flavour, repeated)
        if at == 0:
            return
    for section in range(3):
        if section and not r.detail and not looks_for_opt:
            return
        for _ in range(be16(r.message, 6 + 2 * section)):
            if section and not r.detail:
                at = _skip_record(r, at)
            else:
                at = _read_record(r, at, nodes[section], flavour, says and section == 0)
            if at == 0:
                return
    if at < r.message.size:
        put_bytes(r.sink, F_TRAILING, r.message.data + at, r.message.size - at, at, r.message.size - at)


cdef void _name_hosts(const Asked* asked, View message, Sink* sink) noexcept nogil:
    """The addresses of an answer are called what was asked for, whatever other names lead there. Where other queries
    were seen, one to a query that was not is nobody's (RFC 5452 section 9.1)."""
    cdef uint8_t[NAME_TEXT_MAX] text
    cdef uint8_t[16] address
    cdef Name name = read_name(message, HEADER, 0, False, text)
    cdef uint32_t at = name.end + 4, fixed, size, _
    cdef bint is_asked = _answers(asked, be16(message, 0), sink.way)
    if name.end == 0 or not 0 < name.size < 256 or (asked.place and not is_asked):
        return
    for _ in range(be16(message, 6)):
        fixed = skip_name(message, at)
        if fixed == 0 or not has(message, fixed, RECORD_FIXED):
            return
        size = be16(message, fixed + 8)
        at = fixed + RECORD_FIXED + size
        if at > message.size:
            return
        if be16(message, fixed) == TYPE_A and size == 4:
            memset(address, 0, 10)
            address[10] = address[11] = 0xFF
        elif be16(message, fixed) != TYPE_AAAA or size != 16:
            continue
        memcpy(address + 16 - size, message.data + at - size, size)
        put_host_name(sink, address, text, <uint8_t>name.size, be32(message, fixed + 4), is_asked)


cdef void _read_message(Asked* asked, View message, Sink* sink, Flavour flavour, bint whole) noexcept nogil:
    """One message; if it is not `whole`, the capture cut it, and what runs out is not its own fault."""
    cdef Reader r
    cdef uint16_t flags, rcode
    cdef uint32_t place
    r.message = message
    r.sink = sink
    r.utf8 = flavour != FLAVOUR_DNS
    r.whole = whole
    r.has_words = False
    r.note = NOTE_NONE
    r.extended_rcode = 0
    put_table(sink, message, 0)
    if message.size < HEADER:
        _mark(&r, NOTE_TRUNCATED)
        return
    r.detail = _wants_detail(sink, flavour)
    flags = be16(message, 2)
    rcode = flags & 15
    place = sink.count
    if flavour != FLAVOUR_MDNS:
        note_client(sink, flags & RESPONSE == 0)
    if flags & RESPONSE:
        put_number(sink, F_RCODE, rcode, 2, 2)
    _read_sections(&r, flavour, asked)
    if flavour == FLAVOUR_DNS and flags & RESPONSE and be16(message, 4) == 1 and be16(message, 6):
        _name_hosts(asked, message, sink)
    if flags & RESPONSE and flavour != FLAVOUR_MDNS:        # which ignores it (RFC 6762 section 18.11)
        rcode |= r.extended_rcode << 4                      # the upper eight of twelve bits (RFC 6891 section 6.1.3)
        if place < sink.count and sink.items[place].field == sink.fields[F_RCODE]:
            sink.items[place].number = rcode
        if rcode:
            put_finding(sink, FINDING_DNS_ERROR)
    if r.note != NOTE_NONE and r.note != NOTE_TRUNCATED:
        put_malformed(sink)


cdef int64_t _read_datagram(Asked* asked, View v, Sink* sink, Flavour flavour) noexcept nogil:
    """A message by itself."""
    if v.size < HEADER and not sink.is_cut:
        return GIVE_UP
    _read_message(asked, v, sink, flavour, not sink.is_cut)
    return v.size


cdef int64_t _read_stream(Asked* asked, uint8_t way, View v, Sink* sink, Flavour flavour) noexcept nogil:
    """Messages behind two bytes of length each (RFC 7766 section 8); answers the bytes of whole messages."""
    cdef uint32_t at = min(asked.missing[way], v.size), size
    cdef bint is_whole
    asked.missing[way] -= <uint16_t>at
    while has(v, at, 2):
        size = be16(v, at)
        if size < HEADER:
            return GIVE_UP
        is_whole = has(v, at + 2, size)
        if not is_whole and not sink.is_cut:
            break
        put_number(sink, F_LLMNR_LENGTH if flavour == FLAVOUR_LLMNR else F_DNS_LENGTH, size, at, 2)
        sink.base += at + 2
        _read_message(asked, part(v, at + 2, size), sink, flavour, is_whole)
        sink.base -= at + 2
        at += 2 + size
        if not is_whole:
            asked.missing[way] = <uint16_t>(at - v.size)
            return v.size
    return at


cdef int64_t _datagram_dns(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    return _read_datagram(<Asked*>state, v, sink, FLAVOUR_DNS)


cdef int64_t _datagram_mdns(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    return _read_datagram(<Asked*>state, v, sink, FLAVOUR_MDNS)


cdef int64_t _datagram_llmnr(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    return _read_datagram(<Asked*>state, v, sink, FLAVOUR_LLMNR)


cdef int64_t _stream_dns(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    return _read_stream(<Asked*>state, way, v, sink, FLAVOUR_DNS)


cdef int64_t _stream_llmnr(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    return _read_stream(<Asked*>state, way, v, sink, FLAVOUR_LLMNR)


cdef int64_t _gap(void* state, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    """Behind the rest of a message that was cut the next one begins; else nothing tells where one does."""
    cdef Asked* asked = <Asked*>state
    if size > asked.missing[way]:
        return DONE
    asked.missing[way] -= <uint16_t>size
    return 0


cdef Guess _probe_datagram_dns(View v, uint8_t way, bint is_cut) noexcept nogil:
    return judge_datagram(v, is_cut, False)


cdef Guess _probe_datagram_mdns(View v, uint8_t way, bint is_cut) noexcept nogil:
    return REFUTED if judge_datagram(v, is_cut, True) == REFUTED else LIKELY


cdef Guess _probe_datagram_llmnr(View v, uint8_t way, bint is_cut) noexcept nogil:
    return REFUTED if judge_datagram(v, is_cut, False) == REFUTED else LIKELY


cdef Guess _probe_stream_dns(View v, uint8_t way, bint is_cut) noexcept nogil:
    cdef uint32_t size
    cdef Guess guess
    if v.size < 2:
        return NEED_MORE_BYTES
    size = be16(v, 0)
    if size < HEADER:
        return REFUTED
    guess = judge_message(part(v, 2, size), v.size - 2 < size, False)
    return LIKELY if is_cut and guess == NEED_MORE_BYTES and v.size >= 2 + HEADER else guess


cdef Guess _probe_stream_llmnr(View v, uint8_t way, bint is_cut) noexcept nogil:
    cdef Guess guess = _probe_stream_dns(v, way, is_cut)
    return guess if guess in (REFUTED, NEED_MORE_BYTES) else LIKELY


cdef Twin _dns = Twin.__new__(Twin)
_dns.numbers = DNS_NUMBERS
_dns.datagram = &_datagram_dns
_dns.stream = &_stream_dns
_dns.gap = &_gap
_dns.probe_datagram = &_probe_datagram_dns
_dns.probe_stream = &_probe_stream_dns
_dns.state_size = sizeof(Asked)

cdef Twin _mdns = Twin.__new__(Twin)
_mdns.numbers = MDNS_NUMBERS
_mdns.datagram = &_datagram_mdns
_mdns.probe_datagram = &_probe_datagram_mdns
_mdns.state_size = sizeof(Asked)

cdef Twin _llmnr = Twin.__new__(Twin)
_llmnr.numbers = LLMNR_NUMBERS
_llmnr.datagram = &_datagram_llmnr
_llmnr.stream = &_stream_llmnr
_llmnr.gap = &_gap
_llmnr.probe_datagram = &_probe_datagram_llmnr
_llmnr.probe_stream = &_probe_stream_llmnr
_llmnr.state_size = sizeof(Asked)

TWIN = {"dns": _dns, "mdns": _mdns, "llmnr": _llmnr}
