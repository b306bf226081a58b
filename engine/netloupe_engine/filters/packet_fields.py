"""What packets can be asked beside the attributes of protocols: what the analysis noticed of each, and their bytes."""
from ..packet import row
from ..protocols.define import Field, duration_ns, flag, octets, text

# Bits of the packet index, by what they are called.
MARKS = {
    "frame.malformed": row.NOTED, "frame.retransmission": row.RETRANSMISSION, "frame.out_of_order": row.OUT_OF_ORDER,
    "frame.duplicate_ack": row.DUPLICATE_ACK, "frame.zero_window": row.ZERO_WINDOW, "frame.reset": row.RESET,
    "frame.state_change": row.STATE_CHANGE, "frame.has_payload": row.PAYLOAD,
}
# Bytes from where this attribute of the packet begins; "": all of them.
BYTES = {"frame.bytes": "", "tcp.bytes": "tcp.source_port", "udp.bytes": "udp.source_port"}
DELTA = "frame.delta"
MARKED, NOTE = "frame.marked", "frame.note"     # by a person

PACKET_FIELDS = {
    **{name: Field(name.partition(".")[2], flag) for name in MARKS},
    **{name: Field("bytes", octets) for name in BYTES},
    DELTA: Field("delta", duration_ns), MARKED: Field("marked", flag), NOTE: Field("note", text),
}
