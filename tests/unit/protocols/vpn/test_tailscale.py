"""Tailscale: a packet of disco."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.vpn.tailscale import TAILSCALE
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("tailscale")
PING = b"TS\xf0\x9f\x92\xac" + b"k" * 32 + b"n" * 24 + b"e" * 46
SAMPLES = [[(0, PING), (1, PING)]]


def test_a_ping() -> None:
    fed = inspect.feed(TWIN, TAILSCALE, (0, PING), datagram=True)
    assert (values(fed, "sender"), values(fed, "ciphertext")) == ([b"k" * 32], [b"e" * 46])
    assert inspect.probe(TWIN, PING, datagram=True) == "CERTAIN"


def test_lookalikes() -> None:
    assert inspect.probe(TWIN, b"TS" + PING[3:], datagram=True) == "REFUTED"
