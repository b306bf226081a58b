"""The frozen registry as C tables: what the decode loop and the application stage read, without locks."""
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.hash cimport spread
from ..core.sink cimport FieldSpec
from .twin cimport Classify, Copy, Datagram, Dissect, End, Free, Gap, Open, Probe, ProgramClassify, ProgramProbe, Stream

cdef enum:
    UNKNOWN_PROTOCOL = 0    # registry id of what nobody recognises
    SPACES_MAX = 4          # key spaces of one protocol's children
    PORT_WORDS = 1024       # of 64 ports each
    OF_SESSION = 1          # place in define.SCOPES

cdef struct ProtocolEntry:
    Classify classify
    Dissect dissect
    Probe probe_stream
    Probe probe_datagram
    Stream stream
    Datagram datagram
    Gap gap
    Open open
    End end
    Free free
    Copy copy
    const void* program
    ProgramClassify program_classify
    ProgramProbe program_probe
    const uint16_t* fields      # local number -> catalogue id
    FieldSpec* table            # fields of fixed place
    uint32_t table_count
    uint32_t state_size
    uint32_t header             # smallest, bytes
    uint16_t first_finding      # number of the first of the table's findings
    uint16_t first_reason       # number of the first of its reasons to announce a session
    int32_t next_field          # index in `table` of the child's key, -1: none
    uint16_t spaces[SPACES_MAX]
    uint8_t space_count
    uint8_t is_flow             # define.Flow: of ports or an identifier
    uint8_t has_ends            # ... of addresses: says whose flows it carries, and is one where it carries none
    uint8_t tunnel              # define.Tunnel
    uint8_t is_application
    uint8_t is_asked            # ports are hints to layers that may follow it: those are asked whether it is theirs
    uint8_t extends             # the rest of its parent, not something carried
    uint8_t is_guessed          # nothing but several packets can tell it: a likely first one suffices anywhere
    uint8_t tells               # says more of the session than what carries it
    uint8_t is_worded           # its layout reads what it is, wherever in the packet

cdef struct FieldEntry:         # as gist.py packs it
    int64_t scale               # of the values kept with sessions
    uint16_t protocol
    uint16_t most               # values kept of one session
    uint8_t scope               # place in define.SCOPES
    uint8_t policy              # place in KEEP
    uint8_t kind                # Kind
    uint8_t kept_kind           # ... of the values kept
    uint8_t is_named            # numbers that are kept have names, or flags
    uint8_t is_text             # what is kept lies in the arena

cdef struct Openings:           # protocols by how they begin, each list in the registry's order
    uint32_t[257] firsts        # of a first byte: where its list begins in `lists`
    uint16_t* lists
    uint32_t* prefixes          # open-addressed: first four bytes as they stand; all of a prefix are found in order
    uint16_t* values            # 0 empty
    uint32_t mask

cdef struct Tables:             # everything the packet path needs of the registry
    ProtocolEntry* entries
    uint32_t count
    uint64_t* keys              # open-addressed: (space << 32 | key) + 1, 0 empty
    uint16_t* values
    uint64_t mask
    uint16_t link_space
    uint16_t tcp_space
    uint16_t udp_space
    uint64_t associations[4]    # bits of the IP protocols whose sessions may have several address pairs
    uint64_t layered_ports[PORT_WORDS]  # bits of the ports that layers ride on, not only applications
    uint8_t* tcp_services       # by port: how surely it is a service's, 0 to 4 (protocols/services.py)
    uint8_t* udp_services
    Openings streams                # who can be recognised away from its ports, by first bytes
    Openings datagrams
    FieldEntry* fields              # by catalogue id; 0 is none
    uint32_t field_count
    uint16_t* declarers             # protocol of each finding, 0: the engine's


cdef inline uint16_t lookup(const Tables* t, uint16_t space, uint32_t key) noexcept nogil:
    """The protocol registered under `key` in a key space, or UNKNOWN_PROTOCOL."""
    cdef uint64_t wanted = ((<uint64_t>space << 32) | key) + 1
    cdef uint64_t at = spread(wanted) & t.mask
    while t.keys[at]:
        if t.keys[at] == wanted:
            return t.values[at]
        at = (at + 1) & t.mask
    return UNKNOWN_PROTOCOL


cdef inline uint32_t candidates(const Tables* t, uint16_t space, uint32_t key, uint16_t* found,
                                uint32_t most) noexcept nogil:
    """How many protocols are registered under `key`; `found` has them in the registry's order, `most` at most."""
    cdef uint64_t wanted = ((<uint64_t>space << 32) | key) + 1
    cdef uint64_t at = spread(wanted) & t.mask
    cdef uint32_t count = 0
    while t.keys[at] and count < most:
        if t.keys[at] == wanted:
            found[count] = t.values[at]
            count += 1
        at = (at + 1) & t.mask
    return count


cdef class CompiledRegistry:
    cdef Tables tables
    cdef readonly tuple protocols       # define.Protocol by id
    cdef readonly tuple field_names     # "ip.ttl" by catalogue id; entry 0 is ""
    cdef readonly tuple findings        # define.Finding by number: the engine's, then by protocol
    cdef readonly tuple reasons         # why sessions are announced, by number; 0 None
    cdef readonly list problems         # (protocol key, what its table cannot have)
    cdef readonly dict ids              # protocol key -> id
    cdef readonly dict field_ids        # "ip.ttl" -> catalogue id
    cdef list _firsts                   # catalogue id of each protocol's first attribute
    cdef dict _known                    # what was asked of `field` before
    cdef _fill(self, uint16_t number, object protocol, object twin_object, dict spaces, uint16_t first_field)
    cdef _fields(self, list gists)
    cdef _dispatch(self, list protocols, dict spaces)
    cdef _index(self, Openings* openings, list openers)
