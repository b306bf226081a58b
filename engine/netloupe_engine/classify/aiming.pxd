"""Aiming: whose values those are that are put into the sink, and how far to go back when somebody was mistaken."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from ..core.sink cimport BRANCHES_MAX, Branch, FieldSpec, Sink
from ..core.view cimport View
from ..protocols.compiled cimport ProtocolEntry
from .talk cimport Frame, Talk, chain_below

cdef struct Aim:                # what of the sink belongs to one parser
    const uint16_t* fields
    const FieldSpec* table
    const void* program
    uint32_t table_count
    int64_t base
    uint16_t first_finding
    uint16_t protocol
    uint8_t any_wanted
    uint8_t depth
    uint8_t layer
    uint8_t way
    uint8_t is_cut
    uint8_t buffer

cdef struct Mark:               # how far the sink was
    uint32_t count
    uint32_t used
    uint32_t branch_count
    uint32_t derived_count
    uint32_t derived_used
    uint32_t finding_count
    uint16_t named_count
    uint16_t stopped
    uint8_t expected_count
    uint8_t expected_lost
    uint8_t names_lost
    uint8_t note
    uint8_t malformed


cdef inline Mark mark_of(const Sink* s) noexcept nogil:
    cdef Mark m
    m.count, m.used, m.branch_count = s.count, s.used, s.branch_count
    m.derived_count, m.derived_used = s.derived_count, s.derived_used
    m.finding_count, m.note, m.malformed = s.finding_count, s.note, s.malformed
    m.expected_count, m.named_count = s.expected_count, s.named_count
    m.expected_lost, m.names_lost, m.stopped = s.expected_lost, s.names_lost, s.stopped
    return m


cdef inline void go_back(Sink* s, const Mark* m) noexcept nogil:
    s.count, s.used, s.branch_count = m.count, m.used, m.branch_count
    s.derived_count, s.derived_used = m.derived_count, m.derived_used
    s.finding_count, s.note, s.malformed = m.finding_count, m.note, m.malformed
    s.expected_count, s.named_count = m.expected_count, m.named_count
    s.expected_lost, s.names_lost, s.stopped = m.expected_lost, m.names_lost, m.stopped


cdef inline Aim aim_of(const Sink* s) noexcept nogil:
    cdef Aim a
    a.fields, a.table, a.program, a.table_count, a.base = s.fields, s.table, s.program, s.table_count, s.base
    a.first_finding, a.protocol, a.any_wanted, a.depth = s.first_finding, s.protocol, s.any_wanted, s.depth
    a.layer, a.way, a.is_cut, a.buffer = s.layer, s.way, s.is_cut, s.buffer
    return a


cdef inline void aim_again(Sink* s, const Aim* a) noexcept nogil:
    s.fields, s.table, s.program, s.table_count, s.base = a.fields, a.table, a.program, a.table_count, a.base
    s.first_finding, s.protocol, s.any_wanted, s.depth = a.first_finding, a.protocol, a.any_wanted, a.depth
    s.layer, s.way, s.is_cut, s.buffer = a.layer, a.way, a.is_cut, a.buffer


cdef inline void aim_at(Talk* talk, const Frame* frame, int64_t base, bint is_cut) noexcept nogil:
    """Values put from now on are this parser's."""
    cdef uint16_t protocol = frame.parser.protocol
    cdef const ProtocolEntry* entry = &talk.tables.entries[protocol]
    cdef Sink* sink = talk.sink
    sink.fields, sink.table, sink.table_count = entry.fields, entry.table, entry.table_count
    sink.protocol, sink.program, sink.first_finding = protocol, entry.program, entry.first_finding
    sink.any_wanted = talk.protocol_wanted[protocol]
    sink.base, sink.is_cut, sink.depth, sink.way, sink.layer = base, is_cut, 0, talk.way, frame.layer


cdef inline uint8_t branch_of(Talk* talk, const Frame* frame, View v, int64_t base, bint is_message) noexcept nogil:
    """The layer of what this parser reads here: messages are one each, a stream's bytes one a packet."""
    cdef Sink* s = talk.sink
    cdef Branch* branch
    cdef uint32_t i = s.branch_count
    cdef int64_t end
    while i:
        i -= 1
        branch = &s.branches[i]
        if branch.parser != frame.parser or branch.buffer != s.buffer:
            continue
        if is_message and s.branch_count < BRANCHES_MAX:
            break
        end = max(branch.at + branch.size, base + v.size)
        branch.at = min(branch.at, base)
        branch.size = <uint32_t>min(end - branch.at, <int64_t>0xFFFFFFFF)
        return <uint8_t>(s.first_branch + i)
    if s.branch_count >= BRANCHES_MAX:
        return s.layer
    branch = &s.branches[s.branch_count]
    branch.parser, branch.at, branch.size = frame.parser, base, v.size
    branch.protocol, branch.depth = frame.parser.protocol, frame.depth
    branch.chain = chain_below(talk.paths, frame.chain, branch.protocol) if frame.depth else 0
    branch.parent = frame.outer.layer if frame.outer != NULL else <uint8_t>(s.first_branch - 1)
    branch.buffer = s.buffer
    s.branch_count += 1
    return <uint8_t>(s.first_branch + s.branch_count - 1)
