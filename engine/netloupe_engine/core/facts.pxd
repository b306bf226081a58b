"""Facts and Step: what the layers' classify functions state about a packet, from the outside in."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

cdef struct Facts:          # filled by the layers' classify functions from the outside in
    const uint8_t* source   # network address, 4 or 16 bytes, borrowed
    const uint8_t* target
    uint64_t vlan           # count in the lowest 4 bits, then 12 bits a tag from the outermost (5 at most)
    uint32_t cut            # bytes of this layer that the capture cut off behind those that are there; set by the loop
    uint32_t fragment_id    # IPv4: every packet's identification; IPv6: a fragment's, else 0
    uint32_t fragment_at    # byte offset in the datagram
    uint32_t network_length # bytes of the network payload by the IP header, even where the capture cut them
    uint8_t fragment_more
    uint8_t family          # 0, 4 or 6
    uint8_t protocol        # IP protocol number of what the network layer carries
    # transport: set by classify of a flow-bearing protocol, zeroed by the loop before it
    uint16_t ports[2]       # source, destination
    uint32_t identifier     # ICMP echo identifier, GRE key, VXLAN network and the like: the same in both directions
    uint32_t payload_length # bytes of the transport payload by the headers, even where the capture cut them
    uint32_t seq            # SCTP: verification tag
    uint32_t ack            # SCTP: initiate tag of INIT and INIT ACK, else the payload protocol of the first data
    uint16_t checksum       # as it stands in the header
    uint16_t window         # SCTP: 1 where the tag is the sender's own
    uint16_t mss            # 0: not said
    uint8_t tcp_flags       # FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128; SCTP: CHUNK_... it has
    uint8_t window_shift    # 255: not said; 254: a SYN captured whole says that there is none
    uint8_t sack_permitted
    uint8_t is_response     # of protocols that say so (ICMP echo reply): the sender is the responder

cdef struct Step:           # what a layer's classify says besides its Verdict
    uint32_t header         # bytes of its own header
    uint32_t extent         # bytes of header and payload by its own length field, cut ones included; 0: to the end
    uint32_t key            # of the child
    uint8_t space           # index into the protocol's `children` namespaces
    uint8_t note            # Note
    uint8_t finding         # with FINAL: 1 + FINDING_... of the layer's table, 0 none
