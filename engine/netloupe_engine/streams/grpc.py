"""gRPC's messages in the body of a request or an answer: each behind its length
("gRPC over HTTP2", Length-Prefixed-Message; https://grpc.io)."""

_PREFIX = 5             # bytes: whether it is compressed, and its length
_TOLD_MAX = 8           # messages whose sizes are told


def messages_of(body: bytes) -> list[tuple[bool, bytes]]:
    """Of each message whether it is compressed, and its bytes; the last one may not be whole."""
    found, at = [], 0
    while at + _PREFIX <= len(body):
        size = int.from_bytes(body[at + 1:at + _PREFIX], "big")
        found.append((body[at] == 1, body[at + _PREFIX:at + _PREFIX + size]))
        at += _PREFIX + size
    return found


def calls_of(body: bytes) -> str:
    """How many messages there are, and of which sizes, in words."""
    found = messages_of(body)
    sizes = ", ".join(f"{len(data):,}" + (" compressed" if packed else "") for packed, data in found[:_TOLD_MAX])
    more = f" and {len(found) - _TOLD_MAX:,} more" if len(found) > _TOLD_MAX else ""
    return f"{len(found):,} message{'s' * (len(found) != 1)} of gRPC: {sizes}{more} bytes"
