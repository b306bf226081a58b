"""Recall: what a handler remembers of its sessions, as Python values. Any thread; records never move once written."""
from libc.stdint cimport uint16_t, uint32_t, uint64_t

from ..attributes.kept cimport (NTH_BITS, Kept, KeptStore, bytes_of, field_of, kept_at, length_of)
from ..core.pool cimport Vector, vector_at
from ..core.sink cimport Branch, Derived
from ..export.memory cimport Memory
from ..layouts.reading cimport NO_VALUE
from ..packet.stack cimport Layer, Stack
from ..sessions.session cimport CLOSED_AT_ONCE, Inner, Transition
from ..sessions.states cimport STATE_CLOSED, STATE_CLOSING
from ..statistics.tally cimport Tally
from .context cimport Extracted, Raised
from .ids cimport session_id
from .pipeline cimport Pipeline


def history(Pipeline pipeline, uint32_t head, uint64_t since=0):
    """A session's transitions after NEW, oldest first: (state, time_ns, packet); only those recorded after the first
    `since`."""
    cdef Transition* step
    cdef uint32_t state
    found = []
    while since < head <= pipeline.c.history.count:
        step = <Transition*>vector_at(&pipeline.c.history, head - 1)
        state = step.link & 7
        if state == CLOSED_AT_ONCE:
            found.append((STATE_CLOSED, step.time_ns, step.packet))
            state = STATE_CLOSING
        found.append((state, step.time_ns, step.packet))
        head = step.link >> 3
    found.reverse()
    return found


def kept(Pipeline pipeline, uint32_t head):
    """A session's kept values, in the order they were read: (catalogue id, number or 0, bytes, packet)."""
    cdef const KeptStore* store = &pipeline.c.kept
    cdef const Kept* value
    cdef uint32_t at
    heads, later = [], []
    while head and head <= store.values.count:
        value = kept_at(store, head - 1)
        heads.append(_kept(store, head - 1))
        at = value.last
        while at != head:
            value = kept_at(store, at - 1)
            later.append((value.last >> NTH_BITS, _kept(store, at - 1)))
            at = value.link
        head = kept_at(store, head - 1).link
    # Only later values know their places; heads, whose order is that of their chain, have those between.
    found = []
    later.sort(key=_place, reverse=True)
    while heads or later:
        if later and (not heads or later[len(later) - 1][0] <= len(found)):
            found.append(later.pop()[1])
        else:
            found.append(heads.pop())
    return found


def _place(value):
    return value[0]


cdef tuple _kept(const KeptStore* store, uint32_t index):
    cdef const Kept* value = kept_at(store, index)
    cdef uint16_t field = field_of(store, index)
    if store.columns[field].is_text:
        return field, 0, bytes_of(store, value)[:length_of(value)] if length_of(value) else b"", value.packet
    return field, value.number, b"", value.packet


def inner(Pipeline pipeline, uint32_t place, bint turned):
    """((packets up, down), (bytes up, down)) a session carried for tunnelled ones; `place` 0: none."""
    cdef Inner* counted
    cdef int up = turned
    if place == 0 or place > pipeline.c.inners.count:
        return (0, 0), (0, 0)
    counted = <Inner*>vector_at(&pipeline.c.inners, place - 1)
    return (counted.packets[up], counted.packets[1 - up]), (counted.bytes[up], counted.bytes[1 - up])


def findings(Pipeline pipeline, session=None):
    """Findings, of one session or of all: (session id, packet, kind, detail, protocol id,
    catalogue id of the field or 0)."""
    cdef uint64_t i
    cdef uint32_t mine
    cdef bint every = session is None
    cdef uint32_t wanted = 0 if every else session
    cdef Raised* found
    rows = []
    for i in range(pipeline.shown_findings):
        found = <Raised*>vector_at(&pipeline.c.raised, i)
        mine = session_id(&pipeline.ids, found.serial)
        if every or mine == wanted:
            rows.append((mine, found.packet, found.kind, found.detail, found.protocol, found.field))
    return rows


def finding_columns(Pipeline pipeline):
    """All findings as NumPy arrays: (session ids, packets, kinds)."""
    import numpy as np
    cdef uint64_t i, count = pipeline.shown_findings
    cdef const Raised* found
    sessions, packets, kinds = np.empty(count, np.uint32), np.empty(count, np.uint32), np.empty(count, np.uint16)
    cdef uint32_t[::1] session = sessions, packet = packets
    cdef uint16_t[::1] kind = kinds
    with nogil:
        for i in range(count):
            found = <const Raised*>vector_at(&pipeline.c.raised, i)
            session[i], packet[i], kind[i] = session_id(&pipeline.ids, found.serial), found.packet, found.kind
    return sessions, packets, kinds


def tallies(Pipeline pipeline):
    """Counters by path: (analysis' path id, packets, bytes, payload bytes), those never seen left out."""
    cdef uint64_t i
    cdef Tally* tally
    rows = []
    for i in range(pipeline.shown_tallies):
        tally = <Tally*>vector_at(&pipeline.c.tallies, i)
        if tally.packets:
            rows.append((pipeline.path_id(i), tally.packets, tally.bytes, tally.payload_bytes))
    return rows


def extracted(Pipeline pipeline):
    """The wanted packet attributes of the last batch, in packet order:
    (packet, session id, catalogue id, number, bytes, at, size, layer, depth, note, direction, buffer). The number is
    None where there is no value."""
    cdef uint64_t i
    cdef Extracted* out
    rows = []
    for i in range(pipeline.c.extracted.count):
        out = <Extracted*>vector_at(&pipeline.c.extracted, i)
        rows.append((out.packet, session_id(&pipeline.ids, out.serial), out.item.field,
                     out.item.number if not out.item.way & NO_VALUE else None,
                     _bytes(&pipeline.c.extracted_bytes, out.item.number, out.item.length), out.item.at, out.item.size,
                     out.item.layer, out.item.depth, out.item.note, out.item.way & 1, out.item.buffer))
    return rows


def last_stack(Pipeline pipeline):
    """The layers of the last packet of a batch of one: [(protocol id, at, header, size, buffer, note)], the reassembled
    datagram, and whether it is malformed."""
    cdef Stack* stack = &pipeline.stacks[0]
    cdef Layer* layer
    cdef uint32_t i
    layers = []
    for i in range(stack.count):
        layer = &stack.layers[i]
        layers.append((layer.protocol, layer.at, layer.header, layer.size, layer.buffer, layer.note))
    # The datagram is recycled when the next batch begins.
    reassembled = (<char*>stack.buffers[1])[:stack.sizes[1]] if stack.datagram != NULL else b""
    return layers, reassembled, stack.malformed != 0


def branches(Pipeline pipeline):
    """The parsers above the transport that read in the last packet of a batch of one, whose layers these are behind
    those of `last_stack`: [(protocol id, at, size, buffer)]. `at` is negative where it begins in an earlier packet."""
    cdef uint32_t i
    cdef Branch* branch
    found = []
    for i in range(pipeline.c.sink.branch_count):
        branch = &pipeline.c.sink.branches[i]
        found.append((branch.protocol, branch.at, branch.size, branch.buffer))
    return found


def derived(Pipeline pipeline):
    """The buffers that parsers made of the last packet's bytes, from number 2 on: [(catalogue id of a name, bytes)]."""
    cdef uint32_t i
    cdef Derived* made
    found = []
    for i in range(pipeline.c.sink.derived_count):
        made = &pipeline.c.sink.derived[i]
        found.append((made.field, (<char*>made.data)[:made.size]))
    return found


cdef bytes _bytes(const void* arena, uint64_t at, uint32_t length):
    return (<char*>vector_at(<const Vector*>arena, at))[:length] if length else b""


def memory(run):
    """The run's store of sessions and its handlers' lists, for exports."""
    cdef Memory found = Memory(run.store, tuple(run.pipelines))
    cdef Pipeline pipeline
    for number, pipeline in enumerate(found.owners):
        found.lists[<uint32_t>number].history = &pipeline.c.history
        found.lists[<uint32_t>number].kept = &pipeline.c.kept
        found.lists[<uint32_t>number].sessions = NULL if pipeline.ids.single else &pipeline.ids.sessions
    return found
