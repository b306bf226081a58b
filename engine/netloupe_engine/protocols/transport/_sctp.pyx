"""SCTP: chunks, and what they say of the association. Borrows `v` for the call."""
from libc.stdint cimport uint8_t, uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_note, put_number
from ...core.status cimport FINAL, MALFORMED, NOT_MINE, NOTE_BAD_LENGTH, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, has, part, u8
from ..twin cimport Twin
from .chunks cimport (
    ABORT, ASCONF, ASCONF_ACK, CHUNK_HEADER, CHUNK_INIT_ACK, CHUNKS_MAX, COMMON_HEADER, DATA, ERROR,
    FLAG_BEGINNING, FLAG_ENDING, FLAG_REFLECTED, FLAG_UNORDERED, FORWARD_TSN, HEARTBEAT, HEARTBEAT_ACK,
    I_DATA, INIT, INIT_ACK, NR_SACK, RE_CONFIG, SACK, SHUTDOWN, SHUTDOWN_COMPLETE, chunk_bit, chunk_size,
    data_header, padded)
from .sctp cimport (
    F_ADDRESS, F_ADDRESS6, F_CAUSE, F_CHUNK, F_CHUNK_FLAGS, F_CHUNK_LENGTH, F_CHUNK_TYPE, F_CUMULATIVE_TSN, F_DATA,
    F_DATA_LENGTH, F_DUPLICATE_TSN, F_FLAG_BEGINNING, F_FLAG_ENDING, F_FLAG_UNORDERED, F_FRAGMENT, F_GAP_END,
    F_GAP_START, F_INBOUND_STREAMS, F_INITIAL_TSN, F_INITIATE_TAG, F_OUTBOUND_STREAMS, F_PARAMETER, F_PARAMETER_LENGTH,
    F_PARAMETER_TYPE, F_PAYLOAD_PROTOCOL, F_STREAM, F_STREAM_SEQUENCE, F_TSN, F_WINDOW, NUMBERS)

cdef enum:
    IN_IP = 132             # IP protocol number
    IN_UDP = 17
    INIT_SIZE = 20          # before its parameters
    SACK_SIZE = 16          # before its blocks
    IPV4_ADDRESS = 5        # parameters
    IPV6_ADDRESS = 6
    CHUNK_TYPES = 17        # those numbered from 0 without a gap


cdef inline bint _is_known(uint32_t kind) noexcept nogil:
    return kind < CHUNK_TYPES or kind == I_DATA or ASCONF_ACK <= kind <= 132 or FORWARD_TSN <= kind <= 194


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t at = COMMON_HEADER, kind, size, _turn, header
    cdef uint32_t whole = v.size + facts.cut
    if v.size < COMMON_HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if facts.protocol == IN_UDP and not (has(v, at, CHUNK_HEADER) and _is_known(u8(v, at)) and be16(v, 0) and be16(v, 2)
                                         and CHUNK_HEADER <= be16(v, at + 2) <= whole - at):
        return NOT_MINE
    facts.protocol = IN_IP
    facts.ports[0], facts.ports[1] = be16(v, 0), be16(v, 2)
    facts.seq = be32(v, 4)
    step.header = COMMON_HEADER
    for _turn in range(CHUNKS_MAX):
        if not has(v, at, CHUNK_HEADER):
            break
        size = chunk_size(v, at)
        if size == 0 or size > whole - at:
            step.note = NOTE_BAD_LENGTH
            break
        kind = u8(v, at)
        facts.tcp_flags |= <uint8_t>chunk_bit(kind)
        header = data_header(kind)
        if header and size >= header:
            facts.payload_length += size - header
            if facts.ack == 0 and has(v, at, header):       # of the first
                facts.ack = be32(v, at + 12)
        elif (kind == INIT or kind == INIT_ACK) and has(v, at, 8):
            facts.ack = be32(v, at + 4)
        elif kind in (ABORT, SHUTDOWN_COMPLETE) and u8(v, at + 1) & FLAG_REFLECTED:
            facts.window = 1
        at += padded(size)
        if at >= whole:
            break
    facts.is_response = facts.tcp_flags & CHUNK_INIT_ACK != 0
    return FINAL


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = COMMON_HEADER, size, _turn, there
    for _turn in range(CHUNKS_MAX):
        if not has(v, at, CHUNK_HEADER):
            return
        size = chunk_size(v, at)
        there = min(size or CHUNK_HEADER, v.size - at)
        open_node(sink, F_CHUNK, at, there)
        put_number(sink, F_CHUNK_TYPE, u8(v, at), at, 1)
        put_number(sink, F_CHUNK_FLAGS, u8(v, at + 1), at + 1, 1)
        put_number(sink, F_CHUNK_LENGTH, be16(v, at + 2), at + 2, 2)
        if size == 0:
            put_note(sink, NOTE_BAD_LENGTH)
        else:
            _put_chunk(part(v, 0, at + there), at, sink)
        close_node(sink)
        if size == 0:
            return
        at += padded(size)


cdef void _put_chunk(View v, uint32_t at, Sink* sink) noexcept nogil:
    """The content of the chunk at `at`, which ends with `v`."""
    cdef uint32_t kind = u8(v, at), size = v.size - at
    if data_header(kind):
        if size >= data_header(kind):
            _put_data(v, at, sink)
    elif kind == INIT or kind == INIT_ACK:
        if size >= INIT_SIZE:
            put_number(sink, F_INITIATE_TAG, be32(v, at + 4), at + 4, 4)
            put_number(sink, F_WINDOW, be32(v, at + 8), at + 8, 4)
            put_number(sink, F_OUTBOUND_STREAMS, be16(v, at + 12), at + 12, 2)
            put_number(sink, F_INBOUND_STREAMS, be16(v, at + 14), at + 14, 2)
            put_number(sink, F_INITIAL_TSN, be32(v, at + 16), at + 16, 4)
            _put_parameters(v, at + INIT_SIZE, False, sink)
    elif kind == SACK or kind == NR_SACK:
        if size >= SACK_SIZE:
            _put_sack(v, at, sink)
    elif kind == SHUTDOWN or kind == FORWARD_TSN:
        if size >= 8:
            put_number(sink, F_CUMULATIVE_TSN, be32(v, at + 4), at + 4, 4)
    elif kind == ABORT or kind == ERROR:
        _put_parameters(v, at + CHUNK_HEADER, True, sink)
    elif kind == HEARTBEAT or kind == HEARTBEAT_ACK or kind == RE_CONFIG:
        _put_parameters(v, at + CHUNK_HEADER, False, sink)
    elif kind == ASCONF or kind == ASCONF_ACK:
        _put_parameters(v, at + CHUNK_HEADER + 4, False, sink)
    elif size > CHUNK_HEADER:
        put_bytes(sink, F_DATA, v.data + at + CHUNK_HEADER, size - CHUNK_HEADER, at + CHUNK_HEADER, size - CHUNK_HEADER)


cdef void _put_data(View v, uint32_t at, Sink* sink) noexcept nogil:
    cdef uint32_t flags = u8(v, at + 1), header = data_header(u8(v, at))
    put_number(sink, F_FLAG_UNORDERED, flags & FLAG_UNORDERED != 0, at + 1, 1)
    put_number(sink, F_FLAG_BEGINNING, flags & FLAG_BEGINNING != 0, at + 1, 1)
    put_number(sink, F_FLAG_ENDING, flags & FLAG_ENDING != 0, at + 1, 1)
    put_number(sink, F_TSN, be32(v, at + 4), at + 4, 4)
    put_number(sink, F_STREAM, be16(v, at + 8), at + 8, 2)
    if u8(v, at) == DATA:
        put_number(sink, F_STREAM_SEQUENCE, be16(v, at + 10), at + 10, 2)
        put_number(sink, F_PAYLOAD_PROTOCOL, be32(v, at + 12), at + 12, 4)
    else:
        put_number(sink, F_STREAM_SEQUENCE, be32(v, at + 12), at + 12, 4)
        if flags & FLAG_BEGINNING:
            put_number(sink, F_PAYLOAD_PROTOCOL, be32(v, at + 16), at + 16, 4)
        else:
            put_number(sink, F_FRAGMENT, be32(v, at + 16), at + 16, 4)
    put_number(sink, F_DATA_LENGTH, v.size - at - header, at + header, v.size - at - header)


cdef void _put_sack(View v, uint32_t at, Sink* sink) noexcept nogil:
    cdef uint32_t blocks = be16(v, at + 12), duplicates = be16(v, at + 14)
    put_number(sink, F_CUMULATIVE_TSN, be32(v, at + 4), at + 4, 4)
    put_number(sink, F_WINDOW, be32(v, at + 8), at + 8, 4)
    at += SACK_SIZE
    while blocks and has(v, at, 4):
        put_number(sink, F_GAP_START, be16(v, at), at, 2)
        put_number(sink, F_GAP_END, be16(v, at + 2), at + 2, 2)
        at += 4
        blocks -= 1
    while duplicates and not blocks and has(v, at, 4):
        put_number(sink, F_DUPLICATE_TSN, be32(v, at), at, 4)
        at += 4
        duplicates -= 1


cdef void _put_parameters(View v, uint32_t at, bint causes, Sink* sink) noexcept nogil:
    """Parameters, or causes of errors, which are laid out alike."""
    cdef uint32_t kind, size
    while has(v, at, 4):
        kind, size = be16(v, at), be16(v, at + 2)
        open_node(sink, F_PARAMETER, at, min(size, v.size - at))
        put_number(sink, F_CAUSE if causes else F_PARAMETER_TYPE, kind, at, 2)
        put_number(sink, F_PARAMETER_LENGTH, size, at + 2, 2)
        if size < 4 or not has(v, at, size):
            put_note(sink, NOTE_BAD_LENGTH)
        elif kind == IPV4_ADDRESS and size == 8 and not causes:
            put_number(sink, F_ADDRESS, be32(v, at + 4), at + 4, 4)
        elif kind == IPV6_ADDRESS and size == 20 and not causes:
            put_bytes(sink, F_ADDRESS6, v.data + at + 4, 16, at + 4, 16)
        elif size > 4:
            put_bytes(sink, F_DATA, v.data + at + 4, size - 4, at + 4, size - 4)
        close_node(sink)
        if size < 4 or not has(v, at, size):
            return
        at += padded(size)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
