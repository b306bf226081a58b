"""A share of a fragment table, tried from Python."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memset

from netloupe_engine.core.facts cimport Facts
from netloupe_engine.core.hash cimport Secret, draw_secret
from netloupe_engine.core.view cimport View
from netloupe_engine.packet.fragments cimport (
    Datagram, FragmentTable, fragment_add, fragment_bytes, fragment_recycle, fragment_table_free, fragment_table_new)


cdef class FragmentTrial:
    """What becomes of fragments, one by one."""

    cdef FragmentTable* table

    def __cinit__(self, size_t bytes_max=1 << 20):
        cdef Secret secret
        if not draw_secret(&secret):
            raise OSError("no random numbers")
        self.table = fragment_table_new(bytes_max, &secret)

    def __dealloc__(self):
        fragment_table_free(self.table)

    def add(self, uint32_t at, bint more, bytes data not None, *, uint32_t id=1, bytes source not None=b"\x0a\0\0\1",
            bytes target not None=b"\x0a\0\0\2", uint8_t protocol=17, uint64_t vlan=0, uint32_t packet=0,
            uint32_t length=0, int64_t now_ns=0, uint32_t missing=0):
        """Adds a fragment whose last `missing` bytes the capture cut.

        Answers (the datagram or None, the Note of the fragment, the Note of the datagram, its packets' numbers).
        """
        cdef Facts facts
        cdef View payload
        cdef uint8_t note
        cdef Datagram* d
        if len(source) != len(target) or len(source) not in (4, 16):
            raise ValueError("addresses have 4 or 16 bytes, both the same")
        memset(&facts, 0, sizeof(facts))
        facts.source = source
        facts.target = target
        facts.vlan = vlan
        facts.fragment_id = id
        facts.fragment_at = at
        facts.fragment_more = more
        facts.network_length = <uint32_t>len(data) + missing
        facts.family = 4 if len(source) == 4 else 6
        facts.protocol = protocol
        payload.data = data
        payload.size = <uint32_t>len(data)
        d = fragment_add(self.table, 0, &facts, payload, packet, length, now_ns, &note)
        if d == NULL:
            return None, note, 0, ()
        whole = d.data[:d.size], note, d.note, tuple([d.parts[i].packet for i in range(d.part_count)])
        fragment_recycle(self.table)
        return whole

    @property
    def waiting(self):
        """Datagrams that are not complete."""
        return self.table.shares[0].waiting

    @property
    def held_bytes(self):
        """Memory in use for them."""
        return fragment_bytes(self.table)
