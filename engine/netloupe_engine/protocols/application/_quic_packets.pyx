"""Headers of QUIC's packets: read, and shown (RFC 8999, RFC 9000 section 17, RFC 9369)."""
from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memcpy

from ...core.sink cimport Sink, put_bytes, put_note, put_number
from ...core.status cimport NOTE_BAD_LENGTH
from ...core.view cimport View, be32, has
from ._quic_keys cimport CONNECTION_ID_MAX, TAG, is_known_version, is_true_retry
from .quic cimport (F_DCID, F_KIND, F_LENGTH, F_RETRY_VALID, F_SCID, F_SUPPORTED_VERSION, F_TOKEN, F_VERSION)

cdef enum:
    VERSION_2 = 0x6B3343CF


cdef bint _read_id(View v, uint32_t* at, uint32_t* where, uint32_t* size) noexcept nogil:
    if at[0] >= v.size:
        return False
    size[0] = v.data[at[0]]
    where[0] = at[0] + 1
    at[0] = where[0] + size[0]
    return has(v, where[0], size[0])


cdef bint read_header(View v, uint32_t begin, bint is_cut, Header* h) noexcept nogil:
    """The long header at `begin`; False if it is none, or not whole."""
    cdef uint32_t at = begin + 5
    cdef uint64_t size = 0
    if not has(v, begin, LONG_MIN):
        return False
    h.version = be32(v, begin + 1)
    h.token_at = h.token_size = h.length_at = 0
    if not _read_id(v, &at, &h.dcid_at, &h.dcid_size) or not _read_id(v, &at, &h.scid_at, &h.scid_size):
        return False
    h.end = v.size
    h.number_at = at
    h.length = v.size - at
    if h.version == 0:
        h.kind = NEGOTIATION
        return True
    h.kind = (v.data[begin] >> 4) & 3
    if h.version == VERSION_2:
        h.kind = (h.kind + 3) & 3
    if not is_known_version(h.version):
        return True
    if h.dcid_size > CONNECTION_ID_MAX or h.scid_size > CONNECTION_ID_MAX:
        return False
    if h.kind == RETRY:
        h.token_at, h.token_size = at, v.size - at
        return h.token_size >= TAG or is_cut
    if h.kind == INITIAL:
        if not read_varint(v, &at, &size) or not (has(v, at, size) or is_cut):
            return False
        h.token_at, h.token_size = at, <uint32_t>min(size, v.size - at)
        at += h.token_size
    h.length_at = at
    if not read_varint(v, &at, &size):
        h.length_at, h.number_at, h.length = 0, v.size, 0       # cut before it
        return is_cut
    if not has(v, at, size):
        if not is_cut:
            return False
        size = v.size - at
    h.number_at, h.length, h.end = at, <uint32_t>size, at + <uint32_t>size
    return True


cdef void put_header(Sink* sink, View v, uint32_t begin, const Header* h) noexcept nogil:
    put_number(sink, F_KIND, h.kind, begin, 1)
    put_number(sink, F_VERSION, h.version, begin + 1, 4)
    put_bytes(sink, F_DCID, v.data + h.dcid_at, h.dcid_size, h.dcid_at, h.dcid_size)
    put_bytes(sink, F_SCID, v.data + h.scid_at, h.scid_size, h.scid_at, h.scid_size)
    if h.token_size and h.kind == INITIAL:
        put_bytes(sink, F_TOKEN, v.data + h.token_at, h.token_size, h.token_at, h.token_size)
    if h.length_at:
        put_number(sink, F_LENGTH, h.length, h.length_at, h.number_at - h.length_at)


cdef void put_versions(Sink* sink, View v, const Header* h) noexcept nogil:
    """Those of a Version Negotiation packet (RFC 8999 section 6)."""
    cdef uint32_t at = h.number_at
    while has(v, at, 4):
        put_number(sink, F_SUPPORTED_VERSION, be32(v, at), at, 4)
        at += 4
    if at != v.size and not sink.is_cut:
        put_note(sink, NOTE_BAD_LENGTH)


cdef void put_retry(Sink* sink, const State* state, View v, uint32_t begin, const Header* h) noexcept nogil:
    """Token and integrity tag, which is checked where the client's first packet was seen."""
    cdef uint32_t size = 1 + state.first.size
    if h.token_size < TAG:
        return
    put_bytes(sink, F_TOKEN, v.data + h.token_at, h.token_size - TAG, h.token_at, h.token_size - TAG)
    if state.has_keys and not sink.is_cut and size + (h.end - begin) <= sink.scratch_room:
        sink.scratch[0] = state.first.size
        memcpy(sink.scratch + 1, state.first.bytes, state.first.size)
        memcpy(sink.scratch + size, v.data + begin, h.end - begin)
        put_number(sink, F_RETRY_VALID, is_true_retry(h.version, sink.scratch, size + (h.end - begin)),
                   h.end - TAG, TAG)
