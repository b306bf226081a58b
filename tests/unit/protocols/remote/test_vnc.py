"""VNC: how connections begin, as RFC 6143 section 7 says."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.remote.vnc import VNC
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("vnc")
SCREEN = struct.pack("!HH16sI", 1024, 768, b"p" * 16, 5) + b"desk1"
NEW = [(1, b"RFB 003.008\n"), (0, b"RFB 003.008\n"), (1, b"\2\1\2"), (0, b"\2"), (1, b"c" * 16), (0, b"r" * 16),
       (1, bytes(4)), (0, b"\1"), (1, SCREEN), (0, b"\3\0" + bytes(8)), (1, b"picture")]
OPEN = [(1, b"RFB 003.008\n"), (0, b"RFB 003.008\n"), (1, b"\1\1"), (0, b"\1"), (1, bytes(4)), (0, b"\1"), (1, SCREEN)]
OLD = [(1, b"RFB 003.003\n"), (0, b"RFB 003.003\n"), (1, struct.pack("!I", 2)), (1, b"c" * 16), (0, b"r" * 16),
       (1, struct.pack("!I", 1))]
REFUSED = [(1, b"RFB 003.008\n"), (0, b"RFB 003.008\n"), (1, b"\2\1\2"), (0, b"\2"), (1, b"c" * 16), (0, b"r" * 16),
           (1, struct.pack("!II", 1, 5) + b"wrong")]
SAMPLES = [NEW, OPEN, OLD, REFUSED]


def feed(talk: list[tuple[int, bytes]]) -> inspect.Fed:
    return inspect.feed(TWIN, VNC, *talk, datagram=False)


def test_a_password_and_a_screen() -> None:
    fed = feed(NEW)
    assert (values(fed, "server_version"), values(fed, "client_version")) == (["RFB 003.008"], ["RFB 003.008"])
    assert (values(fed, "offered_security"), values(fed, "security"), values(fed, "result")) == ([1, 2], [2], [0])
    assert (values(fed, "width"), values(fed, "height"), values(fed, "name")) == ([1024], [768], ["desk1"])
    assert fed.findings == []


def test_others() -> None:
    assert (feed(OPEN).findings, values(feed(OPEN), "name")) == (["vnc.open"], ["desk1"])
    assert (feed(OLD).findings, values(feed(OLD), "only_security")) == (["vnc.login_failed"], [2])
    assert (feed(REFUSED).findings, values(feed(REFUSED), "reason")) == (["vnc.login_failed"], ["wrong"])


@pytest.mark.parametrize("data", [b"RFB 009.001\n", b"RFC 003.008\n", bytes(12)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, 1) == "REFUTED"
