"""A piece of a conversation, as it crosses the border to window and command line."""
from typing import Literal

from ..records import record


def is_inside(path: str) -> bool:
    """Does something speak within TLS or QUIC on this path, so that the bytes that were sent are not what it says?"""
    return ".tls." in path or (".quic." in path and not path.endswith(".quic.tls"))


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
    stream: int | None = None       # number of QUIC's stream that `offset` counts in; None: it is not of one


@record(frozen=True, slots=True)
class StreamMessage:
    """What a parser made of a part of a stream: an HTTP message with its body, a TLS record."""

    layer: str                              # "http", "tls", "decrypted"
    way: int                                # 0 initiator to responder
    packet: int                             # that it begins in
    time_ns: int                            # of that packet
    title: str                              # "GET / HTTP/1.1"
    fields: tuple[tuple[str, str], ...]     # header fields, as they were sent
    body: bytes                             # its chunks joined, decompressed
    kind: str                               # of the body: json, xml, text, image/png ..., binary; "": there is none
    text: str                               # the body as it reads, JSON and XML indented; "" for images and binary
    note: str                               # what is to be said about the body, such as that it is not whole
    is_cut: bool = False                    # there is more of the body than is here
    stream: int | None = None               # number of the stream of HTTP/2, HTTP/3 or QUIC; None: it is not of one
