"""BitTorrent DHT: the examples of BEP 5."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.sharing.bt_dht import BT_DHT
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("bt_dht")

PING = b"d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe"
PEERS = b"d1:ad2:id20:abcdefghij01234567899:info_hash20:mnopqrstuvwxyz123456e1:q9:get_peers1:t2:aa1:y1:qe"
ANSWER = b"d1:rd2:id20:mnopqrstuvwxyz123456e1:t2:aa1:y1:re"
ERROR = b"d1:eli201e23:A Generic Error Ocurrede1:t2:aa1:y1:ee"
SAMPLES = [[(0, PING), (1, ANSWER)], [(0, PEERS), (1, ERROR)]]


def test_the_examples() -> None:
    fed = inspect.feed(TWIN, BT_DHT, *SAMPLES[1], datagram=True)
    assert (values(fed, "query"), values(fed, "info_hash")) == (["get_peers"], [b"mnopqrstuvwxyz123456"])
    assert (values(fed, "error_code"), values(fed, "message")) == (["201"] if isinstance(values(fed, "error_code")[0],
                                                                                         str) else [201],
                                                                   ["A Generic Error Ocurred"])
    assert fed.findings == ["bt_dht.error"]


def test_recognition() -> None:
    assert {inspect.probe(TWIN, data, datagram=True) for data in (PING, PEERS, ANSWER, ERROR)} == {"CERTAIN"}
    assert inspect.probe(TWIN, b"d1:ad2:id5:helloe", datagram=True) == "REFUTED"
