"""PCP: requests and answers as RFC 6887 sections 7 and 11 draw them."""
import struct
from ipaddress import IPv6Address

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.access.portcontrol import PORTCONTROL
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("portcontrol")
HOST, ROUTER = IPv6Address("::ffff:10.0.0.5").packed, IPv6Address("::ffff:192.0.2.1").packed


def mapping(external: int, address: bytes) -> bytes:
    return b"nonce-of-12!" + b"\x06\0\0\0" + struct.pack("!HH", 8080, external) + address


DESCRIPTION = struct.pack("!BBH", 128, 0, 5) + b"games" + bytes(3)
MAP = struct.pack("!BBHI", 2, 1, 0, 7200) + HOST + mapping(0, bytes(16)) + DESCRIPTION
ANSWER = struct.pack("!BBBBII", 2, 129, 0, 0, 3600, 4711) + bytes(12) + mapping(8081, ROUTER)
REFUSED = struct.pack("!BBBBII", 2, 129, 0, 8, 30, 4711) + bytes(12) + mapping(0, bytes(16))
SAMPLES = [[(0, MAP), (1, ANSWER)]]


def test_a_port_is_opened() -> None:
    fed = inspect.feed(TWIN, PORTCONTROL, *SAMPLES[0], (1, REFUSED), datagram=True)
    assert (values(fed, "operation"), values(fed, "result")) == ([1, 1, 1], [0, 0, 8])
    assert (values(fed, "port"), values(fed, "external_port")) == ([8080] * 3, [0, 8081, 0])
    assert (values(fed, "client"), values(fed, "external_address")[1]) == (["::ffff:10.0.0.5"], "::ffff:192.0.2.1")
    assert (values(fed, "description"), fed.findings) == (["games"], ["portcontrol.refused"])


@pytest.mark.parametrize("data", [b"\3" + MAP[1:], b"\2\4" + MAP[2:], b"\2\1\1" + MAP[3:], bytes(60)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
