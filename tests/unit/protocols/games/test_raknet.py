"""RakNet: a ping and its answer."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.games.raknet import RAKNET
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("raknet")

MAGIC = bytes.fromhex("00ffff00fefefefefdfdfdfd12345678")
PING = b"\1" + (5).to_bytes(8) + MAGIC + (9).to_bytes(8)
WORDS = b"MCPE;Dedicated Server;390;1.14.60;0;10;"
PONG = b"\x1c" + (5).to_bytes(8) + (7).to_bytes(8) + MAGIC + len(WORDS).to_bytes(2) + WORDS
SAMPLES = [[(0, PING), (1, PONG), (0, b"\5" + MAGIC + b"\x0a" + bytes(40))]]


def test_a_server_says_what_it_is() -> None:
    fed = inspect.feed(TWIN, RAKNET, *SAMPLES[0], datagram=True)
    assert (values(fed, "kind"), values(fed, "edition"), values(fed, "server_name"), values(fed, "version")) == (
        [1, 0x1C, 5], ["MCPE"], ["Dedicated Server"], ["1.14.60"])
    assert inspect.probe(TWIN, PING, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, PING[:9] + b"\1" + PING[10:], datagram=True) == "REFUTED"
