"""Talk: one packet's turn in the application stage, and the parser that reads now."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from ..core.sink cimport Sink
from ..core.view cimport View
from ..packet.path cimport PathTable, path_below
from ..protocols.compiled cimport Tables
from ..sessions.reassembly cimport Stream
from .parsers cimport PARSERS_MAX, STATE_BYTES_INSIDE, Parser, ParserPool

cdef enum:
    EXCHANGE_BYTES = sizeof(Parser) + STATE_BYTES_INSIDE    # of a Conversation in datagrams
    SPEAKS_ONE = 0x8000     # of Cold.speaks: the rest is one protocol; else a path of several on top of each other

cdef struct Conversation:   # of a session whose application is being found or followed
    Parser bottom           # directly above the transport
    Stream streams[2]       # of datagrams there are none: a small state lies here, and the record ends behind it

cdef struct Frame:          # a parser that reads
    Parser* parser
    Frame* outer            # who carries what it reads, or NULL
    const uint8_t* end      # of the bytes it was given
    uint16_t chain          # path of the parsers below it, as SPEAKS_ONE says; 0: none
    uint8_t depth           # parsers below it
    uint8_t layer           # its branch

cdef struct Talk:
    ParserPool* parsers
    const Tables* tables
    const uint8_t* protocol_wanted  # by protocol id: some attribute is wanted
    PathTable* paths
    Sink* sink
    Conversation* conversation
    Frame* frame            # who reads now
    View payload
    uint32_t payload_at     # in the packet; values not in this packet get an offset below zero
    uint16_t ports[2]       # initiator's, responder's
    int64_t now_ns
    uint8_t is_stream       # TCP
    uint8_t way
    uint8_t confidence      # of the verdict about the bottom parser, if this packet decided: model.Confidence
    uint8_t withdrawn       # a verdict of before does not stand
    uint8_t switched        # somebody switched
    uint8_t finished        # nothing more will be learnt: release the conversation
    uint8_t gap             # bytes were lost
    uint8_t limited         # ... because too many were waiting


cdef inline uint16_t chain_below(PathTable* paths, uint16_t chain, uint16_t protocol) noexcept nogil:
    """`protocol` on top of a chain; the empty one is 0."""
    if chain == 0:
        return <uint16_t>(SPEAKS_ONE | protocol)
    if chain & SPEAKS_ONE:
        chain = path_below(paths, 0, <uint16_t>(chain & ~SPEAKS_ONE))
    return path_below(paths, chain, protocol)


cdef inline uint16_t path_with(PathTable* paths, uint16_t path, uint16_t chain) noexcept nogil:
    """The path of a packet that carries these parsers above `path`; unknown bytes where there are none."""
    cdef uint16_t[PARSERS_MAX + 1] members
    cdef int count = 0
    if chain == 0 or chain & SPEAKS_ONE:
        return path_below(paths, path, <uint16_t>(chain & ~SPEAKS_ONE))
    while chain and count <= PARSERS_MAX:
        members[count] = paths.protocols[chain]
        chain = paths.parents[chain]
        count += 1
    while count:
        count -= 1
        path = path_below(paths, path, members[count])
    return path
