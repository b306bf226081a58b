"""What both versions of the Linux cooked header have in common: which child, and the sender's address."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Step
from ...core.sink cimport Sink, put_bytes
from ...core.status cimport FINAL, NEXT, Verdict
from ...core.view cimport View
from ._cooked_fields cimport F_ADDRESS, F_SOURCE

cdef enum:                  # key spaces, in the order of the tables' children
    ETHERTYPE = 0
    HARDWARE = 1

cdef enum:
    NOVELL_RAW = 1          # in place of an EtherType
    ADDRESS_ROOM = 8


cdef inline Verdict cooked_child(Step* step, uint32_t hardware, uint32_t protocol) noexcept nogil:
    """Whose payload it is: by EtherType, but by interface kind where the protocol number means something else."""
    if hardware == 770 or hardware == 801 or hardware == 802 or hardware == 803 or hardware == 824:
        step.space = HARDWARE       # frame relay, 802.11 in three dresses, netlink
        step.key = hardware
        return NEXT
    step.key = protocol
    return FINAL if protocol == NOVELL_RAW else NEXT


cdef inline void put_address(Sink* sink, View v, uint32_t at, uint32_t length) noexcept nogil:
    """The link address field at `at`, of which `length` bytes count."""
    if length > ADDRESS_ROOM:
        length = ADDRESS_ROOM
    if length:
        put_bytes(sink, F_SOURCE if length == 6 else F_ADDRESS, v.data + at, length, at, length)
