"""BitTorrent: handshake and messages (BEP 3)."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.sharing.bittorrent import BITTORRENT
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("bittorrent")

HELLO = b"\x13BitTorrent protocol" + bytes.fromhex("0000000000100005") + bytes(range(20)) + b"-AB0001-" + bytes(12)


def message(kind: int, body: bytes = b"") -> bytes:
    return (len(body) + 1).to_bytes(4) + bytes([kind]) + body


SAMPLES = [[(0, HELLO), (1, HELLO), (1, message(5, b"\xff\x80")), (0, message(2)),
            (0, message(6, struct.pack(">III", 3, 16384, 16384))),
            (1, message(7, struct.pack(">II", 3, 16384) + bytes(50))), (0, bytes(4))]]


def test_a_piece_is_asked_for() -> None:
    fed = inspect.feed(TWIN, BITTORRENT, *SAMPLES[0])
    assert values(fed, "info_hash") == [bytes(range(20))] * 2
    assert (values(fed, "message"), values(fed, "piece"), values(fed, "dht")) == ([5, 2, 6, 7], [3, 3], [True, True])
    assert inspect.probe(TWIN, HELLO) == "CERTAIN"
