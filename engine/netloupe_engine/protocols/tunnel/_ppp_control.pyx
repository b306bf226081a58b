"""PPP's control protocols: options, echoes, rejects. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_note, put_number
from ...core.status cimport NOTE_BAD_OPTION
from ...core.view cimport View, be16, be32, has, u8
from ..twin cimport Twin
from ._ppp_fields cimport (F_DATA, F_MAGIC, F_OPTION, F_OPTION_DATA, F_OPTION_LENGTH, F_OPTION_TYPE,
                           F_REJECTED_PROTOCOL)
from .ccp cimport NUMBERS as CCP_NUMBERS
from .ipcp cimport NUMBERS as IPCP_NUMBERS
from .ipv6cp cimport NUMBERS as IPV6CP_NUMBERS
from .lcp cimport NUMBERS as LCP_NUMBERS
from .ppp_packet cimport HEADER, classify

cdef enum:                  # codes
    CONFIGURE_REQUEST = 1
    CONFIGURE_REJECT = 4
    PROTOCOL_REJECT = 8
    ECHO_REQUEST = 9
    TIME_REMAINING = 13


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t code = u8(v, 0), at = HEADER
    if CONFIGURE_REQUEST <= code <= CONFIGURE_REJECT:
        _put_options(v, header, sink)
        return
    if ECHO_REQUEST <= code <= TIME_REMAINING and header >= at + 4:
        put_number(sink, F_MAGIC, be32(v, at), at, 4)
        at += 4
    elif code == PROTOCOL_REJECT and header >= at + 2:
        put_number(sink, F_REJECTED_PROTOCOL, be16(v, at), at, 2)
        at += 2
    if at < header:
        put_bytes(sink, F_DATA, v.data + at, header - at, at, header - at)


cdef void _put_options(View v, uint32_t end, Sink* sink) noexcept nogil:
    cdef uint32_t at = HEADER, size
    while at + 2 <= end:
        size = u8(v, at + 1)
        open_node(sink, F_OPTION, at, min(size, end - at))
        put_number(sink, F_OPTION_TYPE, u8(v, at), at, 1)
        put_number(sink, F_OPTION_LENGTH, size, at + 1, 1)
        if size < 2 or not has(v, at, size):
            put_note(sink, NOTE_BAD_OPTION)
        elif size > 2:
            put_bytes(sink, F_OPTION_DATA, v.data + at + 2, size - 2, at + 2, size - 2)
        close_node(sink)
        if size < 2 or not has(v, at, size):
            return
        at += size


cdef Twin _made(uint32_t numbers):
    cdef Twin twin = Twin.__new__(Twin)
    twin.numbers = numbers
    twin.classify = &classify
    twin.dissect = &dissect
    return twin


TWIN = {"lcp": _made(LCP_NUMBERS), "ipcp": _made(IPCP_NUMBERS), "ipv6cp": _made(IPV6CP_NUMBERS),
        "ccp": _made(CCP_NUMBERS)}
