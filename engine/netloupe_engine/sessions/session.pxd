"""The session record: two hot cache lines every packet touches, a third beside them that most do, and the rest."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..packet.key cimport Key
from .copies cimport Prints

cdef enum SessionFlag:
    FROM_HIGH = 1           # the initiator is key.high
    DIRTY = 2               # waits in the handler's list of sessions to publish
    ENDED = 4               # out of the table; waits for publication and release
    DECIDED = 8             # the application is known, or will never be
    ATTEMPT = 16            # this bit and the next two count attempts to recognise the application
    WAS_RESET = 128         # an RST closed it: its hosts have forgotten it

cdef enum Once:             # findings a session raises once
    ONCE_GAP = 1
    ONCE_ZERO_WINDOW = 2
    ONCE_RESET = 4
    ONCE_ATTRIBUTE_LIMIT = 8
    ONCE_REASSEMBLY_LIMIT = 16
    ONCE_ODD = 32

cdef enum:
    NONE = 0xFFFFFFFF       # no index
    ATTEMPT_SHIFT = 4       # of SessionFlag
    ATTEMPT_BITS = 0x70
    TRANSITIONS_MAX = (1 << 29) - 1     # of a handler: what Transition.link can say
    CLOSED_AT_ONCE = 7      # in place of a state in Transition.link: CLOSING, and with the same packet CLOSED

cdef struct Session:        # 128 bytes
    Key key                 # 56
    int64_t last_clock      # the handler's clock (never goes back) at its last packet
    int64_t last_ns         # largest packet time
    uint64_t bytes[2]       # by direction, 0 initiator to responder
    uint64_t payload[2]
    uint32_t packets[2]     # no more than have a number
    uint32_t last_packet
    uint32_t tcp            # index of its TcpTrack, NONE
    uint32_t conversation   # index of its application conversation, NONE
    uint8_t state           # model.State
    uint8_t flags           # SessionFlag
    uint8_t transport       # index of its timeouts: 0 other, 1 TCP, 2 UDP
    uint8_t wheel           # 1: in a slot of the timing wheel

cdef struct Attributes:     # what a session has kept, 8 bytes
    uint32_t head           # index + 1 of its newest head (attributes/kept), 0 none; or, marked, of its Places
    uint16_t count          # values
    uint16_t fields         # bits of the attributes it may have: catalogue id modulo 16

cdef struct Cold:           # 64 bytes, a cache line: beside the two that every packet changes
    int64_t start_ns
    Prints prints           # of its last packets; TCP and UDP. SCTP: in their place the tags, see tags.pxd
    uint32_t serial         # in its handler, from 1; 0: a free record
    uint16_t protocol       # registry id of the flow-bearing protocol
    uint16_t path           # handler-local
    uint16_t speaks         # who was recognised: 0 nobody, see classify/talk.pxd SPEAKS_ONE
    uint8_t direction       # Direction, and TURNED
    uint8_t doubted_time    # nobody agreed yet with the time stamp of its first packet
    uint8_t decided_by      # model.Decision
    uint8_t confidence      # model.Confidence
    uint8_t end_reason      # model.EndReason
    uint8_t raised          # bits of findings raised once a session: Once
    uint32_t decided_packet
    uint32_t history        # index + 1 of its newest Transition, 0 none
    Attributes attributes   # its Kept values
    uint32_t extras         # index + 1 of its Extras, 0 none

cdef struct Seldom:         # 16 bytes: what is looked at when a session begins, at its timeouts, and when it ends
    uint32_t next           # neighbours in the slot of the timing wheel
    uint32_t previous
    uint32_t first_packet
    uint16_t slot           # of the timing wheel
    uint16_t findings

cdef struct Extras:         # what few sessions have, 72 bytes; zeroed at creation
    uint64_t vlan           # as Facts.vlan: the tags of both directions where they differ, else 0
    uint32_t parent         # serial of the session around it, 0 none
    uint32_t inner          # index + 1 of its Inner counters, 0 none
    uint32_t recent         # index + 1 of its Recent (sessions/copies), 0 none
    uint32_t expected_by    # id of the session that announced it, 0 none
    uint32_t expected_packet    # ... in this packet
    uint32_t names[2]       # of the responder, and of who is it if turned: number in the analysis' list, 0 none
    uint32_t named_by[2]    # ... ids of the sessions that told them, 0 none
    uint32_t named_packet[2]    # ... in these packets
    uint16_t expected_reason    # why, CompiledRegistry.reasons
    uint16_t expected_protocol  # who it said would speak: registry id
    uint64_t listed         # kinds of findings listed beyond its share: bits by their number, modulo 64

cdef enum Direction:        # mirrors model.DirectionReason: why its initiator is the initiator
    DIRECTION_FIRST = 0     # sent the first packet
    DIRECTION_PORT = 1      # the other side's port is a registered one
    DIRECTION_SAID = 2      # what was said
    DIRECTION_OPENING = 3   # opened it: SYN, echo request
    DIRECTION_REASONS = 15
    TURNED = 16             # packets count in the opposite direction from how they were taken down

cdef struct Inner:          # what a tunnel's outer session carried for its inner ones
    uint64_t packets[2]
    uint64_t bytes[2]

cdef struct Transition:     # one state change, 16 bytes; chained from the newest back. NEW is the first packet's
    int64_t time_ns
    uint32_t packet
    uint32_t link           # (index + 1 of the previous one) << 3 | model.State
