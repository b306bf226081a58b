"""RTSP: its messages are the table's; between them may stand media, behind a dollar sign, a channel and a length (RFC
2326 section 10.12). Even channels have RTP, odd ones RTCP, as SETUP gives them out in pairs."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ...core.sink cimport Sink, put_number
from ...core.stage cimport carry_by_key, key_of_text
from ...core.view cimport View, be16, part, rest, u8
from ...layouts.frames cimport frame_size
from ...layouts.program cimport LayoutState, Program, is_ready
from ...layouts.stream cimport layout_end, layout_gap, layout_stream
from ..twin cimport Twin
from .rtsp cimport F_CHANNEL, F_FRAME_LENGTH, NUMBERS

cdef enum:
    FRAME_HEADER = 4


cdef uint32_t _interleaved(View v, uint32_t at, Sink* sink) noexcept nogil:
    """The frame at `at`: its size, or 0 if it is not whole."""
    cdef View here = rest(v, at)
    cdef uint32_t size
    if here.size < FRAME_HEADER or here.size < FRAME_HEADER + be16(here, 2):
        return v.size - at if sink.is_cut else 0
    size = be16(here, 2)
    put_number(sink, F_CHANNEL, u8(here, 1), at + 1, 1)
    put_number(sink, F_FRAME_LENGTH, size, at + 2, 2)
    if u8(here, 1) & 1:
        carry_by_key(sink, 0, key_of_text(b"rtcp", 4), part(here, FRAME_HEADER, size), at + FRAME_HEADER)
    else:
        carry_by_key(sink, 0, key_of_text(b"rtp", 3), part(here, FRAME_HEADER, size), at + FRAME_HEADER)
    return FRAME_HEADER + size


cdef View _message(const LayoutState* s, uint8_t way, View v, const Sink* sink) noexcept nogil:
    """The message in front alone, if one is whole: behind it may be media."""
    cdef const Program* p = <const Program*>sink.program
    cdef int64_t size
    if s.passing[way]:
        return part(v, 0, <uint32_t>min(s.passing[way], <uint64_t>v.size))
    size = frame_size(p, &p.frames[0], v) if is_ready(p) and not s.lost[way] else 0
    return part(v, 0, <uint32_t>size) if 0 < size <= v.size else v


cdef int64_t _stream(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef LayoutState* s = <LayoutState*>state
    cdef int64_t base = sink.base, answer
    cdef uint32_t at = 0, size
    cdef View message
    while at < v.size:
        if s.passing[way] == 0 and v.data[at] == c'$':
            s.lost[way] = 0
            size = _interleaved(v, at, sink)
            if size == 0:
                break
            at += size
            continue
        message = _message(s, way, rest(v, at), sink)
        sink.base = base + at
        answer = layout_stream(state, way, message, now_ns, sink)
        sink.base = base
        if answer < 0:
            return answer
        at += <uint32_t>answer
        if answer < message.size:
            break
    return at


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
# no `&` before imported functions: their names are pointers already
_twin.stream, _twin.gap, _twin.end = &_stream, layout_gap, layout_end
TWIN = _twin
