"""Spotify: an announcement in a home."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.games.spotify import SPOTIFY
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("spotify")

PACKET = b"SpotUdp0" + bytes(34)
SAMPLES = [[(0, PACKET)]]


def test_by_its_signature_alone() -> None:
    fed = inspect.feed(TWIN, SPOTIFY, (0, PACKET), datagram=True)
    assert (fed.findings, len(values(fed, "signature"))) == ([], 1)
    assert inspect.probe(TWIN, PACKET, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, PACKET[:7] + b"\1" + PACKET[8:], datagram=True) == "REFUTED"
