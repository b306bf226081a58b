"""Words that are read as a message of their own, and values that are put together before they are read."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.sink cimport DERIVED_BYTES, Sink, put_note
from ..core.stage cimport derive, derived_at, read_derived
from ..core.status cimport NOTE_BAD_LENGTH, NOTE_BUFFER_LIMIT
from .pieces cimport (GATHER_COPY, GATHER_COUNT, GATHER_READ, PIECE_KEYS, Pieces, copy_piece, count_piece,
                      is_in_pieces, lay_out, pieces_are_copied, pieces_begin)
from .program cimport NO, Instruction, LayoutState
from .questions cimport allowed, evaluate
from .reading cimport RUN_ON, fail, run_out


cdef void _read_alone(Machine* m, const uint8_t* data, uint32_t size, bint is_cut, bint may_go_on, uint16_t block,
                      Run run) noexcept nogil:
    """A block reads `size` bytes as a message of its own. Whatever becomes of it, the one that it is in is read on."""
    cdef const uint8_t* whole = m.data
    cdef uint32_t whole_size = m.size, at = m.at, end = m.end
    cdef uint64_t total = m.total
    cdef uint16_t names_from = m.names_from
    cdef uint8_t was_cut = m.is_cut, went_on = m.may_go_on
    m.names_from = 0
    m.value_at = m.value_size = 0           # nothing of it has been read
    m.data, m.size, m.at, m.end, m.total, m.is_cut, m.may_go_on = data, size, 0, size, size, is_cut, may_go_on
    if run(m, block) == RUN_ON and is_cut:
        run_out(m)
    m.data, m.size, m.at, m.end, m.total, m.is_cut, m.may_go_on = whole, whole_size, at, end, total, was_cut, went_on
    m.names_from = names_from
    m.value_at, m.value_size = at, 0


cdef void _together(Machine* m, uint64_t key, uint16_t block, Run run) noexcept nogil:
    """A value in several pieces is read where the first one is."""
    cdef Sink* s = m.sink
    cdef int64_t base = s.base
    cdef uint8_t buffer = s.buffer
    if m.pieces.is_read[key]:
        return
    m.pieces.is_read[key] = 1
    if m.pieces.data == NULL:
        put_note(s, NOTE_BUFFER_LIMIT)
        return
    read_derived(s, m.pieces.buffer)
    s.base = m.pieces.at[key]
    _read_alone(m, m.pieces.data + m.pieces.at[key], <uint32_t>m.pieces.size[key], False, m.pieces.is_cut,
                block, run)
    s.base, s.buffer = base, buffer


cdef Outcome alone(Machine* m, const Instruction* i, Run run) noexcept nogil:
    """A block in the next bytes, by itself; what is wrong in it ends only it."""
    cdef uint64_t size = m.end - m.at, wanted, key = PIECE_KEYS
    cdef bint is_cut = m.is_cut and m.end == m.size, may_go_on
    if i.expr != NO:
        wanted = evaluate(m, i.expr)
        if wanted > size and (wanted >> 63 or not is_cut):
            return fail(m, NOTE_BAD_LENGTH)
        is_cut = wanted > size
        size = min(size, wanted)
    if is_cut and m.measures:
        return run_out(m)
    if m.pieces != NULL and i.other != NO:
        key = evaluate(m, i.other)
        if i.choice != NO and allowed(m.program, i.choice, key):
            key = PIECE_KEYS                    # a value in one piece
    may_go_on = m.may_go_on and m.end == m.size == m.at + size or key < PIECE_KEYS and m.pieces.is_cut
    if key < PIECE_KEYS and is_cut and (m.pieces.phase != GATHER_READ or m.pieces.count[key]):
        run_out(m)                              # what is there is of no use
    elif key < PIECE_KEYS and m.pieces.phase == GATHER_COUNT:
        count_piece(m.pieces, key, <uint32_t>size)
    elif key < PIECE_KEYS and m.pieces.phase == GATHER_COPY:
        copy_piece(m.pieces, key, m.data + m.at, <uint32_t>size)
    elif key < PIECE_KEYS and is_in_pieces(m.pieces, key):
        _together(m, key, i.block, run)
    elif m.sink != NULL:
        m.sink.base += m.at
        _read_alone(m, m.data + m.at, <uint32_t>size, is_cut, may_go_on, i.block, run)
        m.sink.base -= m.at
    else:
        _read_alone(m, m.data + m.at, <uint32_t>size, is_cut, may_go_on, i.block, run)
    m.value_size = <uint32_t>size
    m.at += <uint32_t>size
    return RUN_ON


cdef void _gone_through(Machine* m, const Machine* start, const Instruction* i, Pieces* pieces,
                        Run run) noexcept nogil:
    """The block of a `gather` without showing anything; only the steps that it took count."""
    cdef Machine trial = start[0]
    cdef LayoutState state
    if trial.state != NULL:
        state = trial.state[0]
        trial.state = &state
    trial.sink, trial.text, trial.pieces = NULL, NULL, pieces
    run(&trial, i.block)
    m.steps -= min(m.steps, start.steps - trial.steps)


cdef Outcome gather(Machine* m, const Instruction* i, Run run) noexcept nogil:
    """A block that is read when it is known which of its values are in several pieces."""
    cdef Pieces pieces
    cdef Machine start
    cdef Outcome outcome
    if m.sink == NULL or m.pieces != NULL:
        return run(m, i.block)
    start = m[0]
    pieces_begin(&pieces)
    pieces.is_cut = m.is_cut and m.end == m.size
    _gone_through(m, &start, i, &pieces, run)
    if pieces.is_any:
        lay_out(&pieces)
    if 0 < pieces.total <= DERIVED_BYTES:
        pieces.buffer = derive(m.sink, i.field, <uint32_t>pieces.total)
        if pieces.buffer:
            pieces.data, pieces.phase = derived_at(m.sink, pieces.buffer).data, GATHER_COPY
            _gone_through(m, &start, i, &pieces, run)
            pieces_are_copied(&pieces)
    pieces.phase, m.pieces = GATHER_READ, &pieces
    outcome = run(m, i.block)
    m.pieces = NULL
    return outcome
