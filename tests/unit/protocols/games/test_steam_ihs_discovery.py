"""Steam: an announcement in a home."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.games.steam_ihs_discovery import STEAM_IHS_DISCOVERY
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("steam_ihs_discovery")

PACKET = b"\xff\xff\xff\xff!L_\xa0\2\0\0\0\x08\1" + bytes(20)
SAMPLES = [[(0, PACKET)]]


def test_by_its_signature_alone() -> None:
    fed = inspect.feed(TWIN, STEAM_IHS_DISCOVERY, (0, PACKET), datagram=True)
    assert (fed.findings, len(values(fed, "signature"))) == ([], 1)
    assert inspect.probe(TWIN, PACKET, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, PACKET[:7] + b"\1" + PACKET[8:], datagram=True) == "REFUTED"
