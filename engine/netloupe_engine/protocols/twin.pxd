"""Twin: the compiled half of a protocol, as function pointers the decode loop and the application stage call.

Rules for every function: `noexcept nogil`, bounds-checked, loops end, keeps nothing but what it writes into `state`.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.facts cimport Facts, Step
from ..core.sink cimport Sink
from ..core.status cimport Guess, Verdict
from ..core.view cimport View

# A layer below the application: reads its header, states facts, says what comes next.
ctypedef Verdict (*Classify)(View v, Step* step, Facts* facts) noexcept nogil
# Puts what the table cannot describe (options, variable structures); the table's fields are already in the sink.
# Called only when some attribute of the protocol is wanted. v is the whole layer: header and payload; header its
# header's size.
ctypedef void (*Dissect)(View v, uint32_t header, Sink* sink) noexcept nogil
# Is this the beginning of a conversation in this protocol? `is_cut`: what is missing behind it will never come. Never
# keeps anything.
ctypedef Guess (*Probe)(View v, uint8_t way, bint is_cut) noexcept nogil
# In-order bytes of one direction. Answers bytes consumed (the rest is given again, with more behind it) or a Feed. With
# `sink.is_cut` the rest is lost: what is complete of it is to be put now. `state` is `state_size` zeroed bytes for
# each session.
ctypedef int64_t (*Stream)(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil
# One datagram; with `sink.is_cut` its beginning. Answers anything >= 0, UNSURE, DONE, or GIVE_UP: not this
# protocol's.
ctypedef int64_t (*Datagram)(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil
# `size` bytes of a direction are missing for good; answers 0 to go on behind the gap, or a Feed.
ctypedef int64_t (*Gap)(void* state, uint8_t way, uint64_t size, Sink* sink) noexcept nogil
# The state begins: `state_size` zeroed bytes. `space` is the number of the key space in the parent's table, and `key`
# the key in it, under which this protocol was opened; BY_PROBE and 0 where it was recognised, BY_PROBE and
# Expectation.detail where another session announced it. May be NULL.
ctypedef void (*Open)(void* state, uint8_t space, uint32_t key, Sink* sink) noexcept nogil
# The session ends: put what is known only now, at no place. The state goes on. May be NULL.
ctypedef void (*End)(void* state, Sink* sink) noexcept nogil
# The state ends: give back what it owns beside itself. May be NULL.
ctypedef void (*Free)(void* state) noexcept nogil
# `to` has the same bytes as `of`: make what it owns its own. False without memory, when it must own nothing. Needed
# where there is a `free`.
ctypedef bint (*Copy)(void* to, const void* of) noexcept nogil
# What a layer below the application carries, where its layout says it; `cut` bytes of it were not captured.
ctypedef Verdict (*ProgramClassify)(const void* program, View v, uint32_t cut, Step* step) noexcept nogil
# The probe of a protocol whose layout says it.
ctypedef Guess (*ProgramProbe)(const void* program, bint stream, View v, uint8_t way, bint is_cut) noexcept nogil


cdef class Twin:
    cdef Classify classify
    cdef Dissect dissect
    cdef Probe probe_stream
    cdef Probe probe_datagram
    cdef Stream stream
    cdef Datagram datagram
    cdef Gap gap
    cdef Open open
    cdef End end
    cdef Free free
    cdef Copy copy
    cdef const void* program                # a compiled layout, whose owner `keeps` is; seen as sink.program
    cdef ProgramClassify program_classify   # of a layout that carries others; asked where there is no `classify`
    cdef ProgramProbe program_probe         # asked instead of the probes above
    cdef object keeps
    cdef uint32_t state_size
    cdef readonly uint32_t numbers         # NUMBERS of the table it was compiled with
    # How a stream or a datagram may begin, as bytes: only what begins so is shown to the probe on ports not its own.
    # None: it is asked there about everything; (): about nothing.
    cdef public tuple starts
