"""BitTorrent trackers: messages of BEP 15."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.sharing.bt_tracker import BT_TRACKER
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("bt_tracker")

CONNECT = struct.pack(">QII", 0x41727101980, 0, 7)
CONNECTED = struct.pack(">IIQ", 0, 7, 0x1122334455)
ANNOUNCE = struct.pack(">QII20s20sQQQIIIiH", 0x1122334455, 1, 8, bytes(range(20)), b"-AB0001-", 0, 100, 0, 2, 0, 5, -1,
                       6881)
PEERS = struct.pack(">IIIII4sH", 1, 8, 1800, 3, 4, bytes((192, 0, 2, 1)), 6881)
SAMPLES = [[(0, CONNECT), (1, CONNECTED), (0, ANNOUNCE), (1, PEERS)],
           [(0, CONNECT), (1, struct.pack(">II", 3, 7) + b"go away")]]


def test_an_announcement() -> None:
    fed = inspect.feed(TWIN, BT_TRACKER, *SAMPLES[0], datagram=True)
    assert (values(fed, "action"), values(fed, "info_hash")) == ([0, 0, 1, 1], [bytes(range(20))])
    assert (values(fed, "address"), values(fed, "seeders"), values(fed, "event")) == (["192.0.2.1"], [4], [2])


def test_a_refusal() -> None:
    assert inspect.feed(TWIN, BT_TRACKER, *SAMPLES[1], datagram=True).findings == ["bt_tracker.error"]
    assert inspect.probe(TWIN, CONNECT, datagram=True) == "CERTAIN"
