"""A piece of a conversation, as it crosses the border to window and command line."""
from typing import Literal

from ..records import record

Side = Literal["both", "client", "server"]      # who said it: the initiator is the client


@record(frozen=True, slots=True)
class StreamChunk:
    """A piece of what the two ends of a session said, from one packet."""

    # "data": bytes of a stream; "datagram": a message; "gap": bytes that the capture does not have;
    # "retransmission": bytes that were said before, and are not told again
    kind: Literal["data", "datagram", "gap", "retransmission"]
    way: int            # 0 initiator to responder
    packet: int         # that it is in; of a gap the one that shows it
    time_ns: int        # of the packet
    at: int             # of its bytes in `Packet.buffers[buffer]`
    buffer: int
    size: int           # bytes
    offset: int         # in what was said in that direction; what is missing counts
    data: bytes         # b"" unless it is data or a datagram
