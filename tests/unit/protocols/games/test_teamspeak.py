"""TeamSpeak 3: a first packet."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.games.teamspeak import TEAMSPEAK
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("teamspeak")

PACKET = b"TS3INIT1" + bytes.fromhex("0065 0000 88") + bytes(16)
SAMPLES = [[(0, PACKET)]]


def test_by_its_signature_alone() -> None:
    fed = inspect.feed(TWIN, TEAMSPEAK, (0, PACKET), datagram=True)
    assert (fed.findings, len(values(fed, "signature"))) == ([], 1)
    assert inspect.probe(TWIN, PACKET, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, PACKET[:7] + b"\1" + PACKET[8:], datagram=True) == "REFUTED"
