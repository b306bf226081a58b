"""Recognition asked once more, for whoever wants to know why: who was asked about these bytes, what each of them said,
and how many of the bytes it takes for that."""
from libc.stdint cimport uint16_t, uint32_t

from ..core.status cimport Guess
from ..protocols.compiled cimport CompiledRegistry
from .recognition cimport WITHDRAWALS_MAX, Asked, Question, ask_around, ask_one

BYTES_MAX = 4096        # an undecided probe is shown no more (reading.pyx)
GUESSES = ("refuted", "needs more", "likely", "certain")        # mirrors core/status.pxd
TURNS = WITHDRAWALS_MAX


cdef void _put(Question* q, const unsigned char[::1] data, int way, bint is_stream, bint is_cut) noexcept nogil:
    q.bytes.data, q.bytes.size = &data[0], <uint32_t>data.shape[0]
    q.way, q.is_stream, q.is_cut, q.tried_count = <unsigned char>way, is_stream, is_cut, 0


def trial(CompiledRegistry registry not None, bytes data not None, tuple ports, int way, bint is_stream,
          bint is_cut=False, tuple tried=()):
    """Who is asked whose these first bytes of a session are, in that order: (protocol id, its place in GUESSES, whether
    because of a port), and who is believed, 0 for nobody. `ports`: the initiator's and the responder's; `tried`: who
    has had their turn, TURNS of them at most."""
    cdef Question q
    cdef Asked asked
    cdef uint16_t[2] hints
    cdef uint32_t i
    if not data:
        return [], 0
    hints[0], hints[1] = ports
    _put(&q, data[:BYTES_MAX], way, is_stream, is_cut or len(data) > BYTES_MAX)
    q.ports = &hints[0]
    for protocol in tried[:WITHDRAWALS_MAX]:
        q.tried[q.tried_count] = protocol
        q.tried_count += 1
    with nogil:
        ask_around(&registry.tables, &q, &asked)
    return [(asked.protocols[i], asked.guesses[i], i < asked.hinted) for i in range(asked.count)], asked.protocol


def shortest(CompiledRegistry registry not None, uint16_t protocol, bytes data not None, int way, bint is_stream,
             int least):
    """The fewest first bytes of which the protocol says at least `least`, a place in GUESSES; all of them where
    no beginning is enough."""
    cdef Question q
    cdef uint16_t[2] hints
    cdef uint32_t size, all_bytes
    cdef Guess guess
    cdef bytes some = data[:BYTES_MAX]
    if not some or protocol >= registry.tables.count:
        return len(some)
    hints[0] = hints[1] = 0
    _put(&q, some, way, is_stream, not is_stream)       # a datagram's beginning is one that the capture cut
    q.ports = &hints[0]
    all_bytes = q.bytes.size
    with nogil:
        for size in range(1, all_bytes):
            q.bytes.size = size
            guess = ask_one(&registry.tables.entries[protocol], &q)
            if <int>guess >= least:
                break
        else:
            size = all_bytes
    return size
