"""TACACS+: what scapy makes of its packets, hidden and in clear."""
import struct

import pytest
from scapy.contrib.tacacs import TacacsAuthenticationStart, TacacsHeader

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.access.tacplus import TACPLUS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("tacplus")
HIDDEN = bytes(TacacsHeader(seq=1, type=1, session_id=0x11223344) / TacacsAuthenticationStart(user=b"admin"))
START = (b"\1\x0f\1\1" + bytes([5, 4, 8, 0]) + b"admin" + b"tty0" + b"10.0.0.9")


def clear(kind: int, sequence: int, body: bytes) -> bytes:
    """RFC 8907 section 4.1."""
    return struct.pack("!BBBBII", 0xC0, kind, sequence, 1, 7, len(body)) + body


SAMPLES = [[(0, HIDDEN)], [(0, clear(1, 1, START)), (1, clear(1, 2, b"\2\0\0\0\0\0"))]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, TACPLUS, *pieces, datagram=False)


def test_hidden_and_clear() -> None:
    fed = feed(*SAMPLES[0])
    assert (values(fed, "type"), values(fed, "session"), values(fed, "user")) == ([1], [0x11223344], [])
    assert len(values(fed, "hidden")[0]) == len(HIDDEN) - 12
    fed = feed(*SAMPLES[1])
    assert (values(fed, "user"), values(fed, "address"), values(fed, "status")) == (["admin"], ["10.0.0.9"], [2])
    assert fed.findings == ["tacplus.unencrypted", "tacplus.unencrypted", "tacplus.refused"]


@pytest.mark.parametrize("data", [b"\xb0" + HIDDEN[1:], b"\xc0\4" + HIDDEN[2:], b"\xc0\1\0" + HIDDEN[3:], bytes(40)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data) == "REFUTED"
