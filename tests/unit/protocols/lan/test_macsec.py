"""MACsec: the header of an encrypted frame as scapy writes it."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.macsec import MACSEC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

FRAME = bytes.fromhex(
    "2e000000004d0200000000010001787878787878787878787878787878787878787878787878787878787878787878787878"
    "787878787878787878787878787878787878787878787878")
SAMPLES = [[(0, FRAME)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("macsec"), MACSEC, *pieces)


def test_an_encrypted_frame() -> None:
    fed = feed((0, FRAME))
    assert values(fed, "association") == [2]
    assert values(fed, "encrypted") == [True]
    assert values(fed, "packet_number") == [77]
    assert values(fed, "system") == ["02:00:00:00:00:01"]
    assert values(fed, "port") == [1]
    assert fed.findings == []
