"""Discord: IP discovery as its developers' documentation has it."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.games.discord import DISCORD
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("discord")

ASKED = b"\0\1\0\x46\0\1\2\3" + bytes(66)
TOLD = b"\0\2\0\x46\0\1\2\3" + b"192.0.2.7".ljust(64, b"\0") + b"\xc3\x50"
SAMPLES = [[(0, ASKED), (1, TOLD)]]


def test_an_address_is_found() -> None:
    fed = inspect.feed(TWIN, DISCORD, *SAMPLES[0], datagram=True)
    assert (values(fed, "address"), values(fed, "own_port"), values(fed, "ssrc")) == (["192.0.2.7"], [50000],
                                                                                      [0x10203] * 2)
    assert inspect.probe(TWIN, ASKED, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, ASKED[:20], datagram=True) == "REFUTED"
