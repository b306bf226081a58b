"""What IPsec carries on OpenBSD (tcpdump.org, LINKTYPE_ENC)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.enc import ENC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

PACKET = bytes.fromhex("0200000000001234000c00004500003700010000401166b30a0000010a00000213880035002379ea")
SAMPLES = [[(0, PACKET)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("enc"), ENC, *pieces)


def test_a_packet() -> None:
    fed = feed((0, PACKET))
    assert values(fed, "family") == [2]
    assert values(fed, "spi") == [4660]
    assert values(fed, "flags") == [3072]
    assert fed.findings == []
