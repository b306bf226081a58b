"""Memcached: lines of protocol.txt, packets of the binary protocol's description, datagrams."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.memcache import MEMCACHE
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("memcache")
# "Example" sections of the binary protocol: Add "Hello" with value "World", and Get with its answer
ADD = bytes.fromhex("80020005 08000000 00000012 00000000 00000000 00000000 deadbeef 00000e10") + b"HelloWorld"
GOT = bytes.fromhex("81000000 04000000 00000009 00000000 00000000 00000001 deadbeef") + b"World"
TEXT = [(0, b"set some_key 0 3600 10\r\nsome\r\nval.\r\n"), (1, b"STORED\r\n"), (0, b"get some_key other\r\n"),
        (1, b"VALUE some_key 0 10\r\nsome\r\nval.\r\nEND\r\n"), (0, b"bogus\r\n"), (1, b"ERROR\r\n"),
        (0, b"stats\r\n"), (1, b"STAT pid 22459\r\nEND\r\n"), (0, b"flush_all\r\n"), (1, b"OK\r\n")]
SAMPLES = [TEXT, [(0, ADD), (1, GOT)]]


def test_lines() -> None:
    fed = inspect.feed(TWIN, MEMCACHE, *TEXT, datagram=False)
    assert values(fed, "command") == ["set", "get", "bogus", "stats", "flush_all"]
    assert values(fed, "key") == ["some_key"] * 3
    assert values(fed, "reply") == ["STORED", "VALUE", "END", "ERROR", "STAT", "END", "OK"]
    assert fed.findings == ["memcache.error", "memcache.emptied"]


def test_packets() -> None:
    fed = inspect.feed(TWIN, MEMCACHE, *SAMPLES[1], datagram=False)
    assert (values(fed, "operation"), values(fed, "binary_key"), values(fed, "status")) == ([2, 0], ["Hello"], [0])


def test_datagrams() -> None:
    asked = bytes.fromhex("0001 0000 0001 0000") + b"stats\r\n"
    fed = inspect.feed(TWIN, MEMCACHE, (0, asked), datagram=True)
    assert (values(fed, "request_id"), values(fed, "command")) == ([1], ["stats"])
    assert inspect.probe(TWIN, asked, datagram=True) == "LIKELY"


def test_recognition() -> None:
    assert {inspect.probe(TWIN, data, datagram=False) for data in (ADD, TEXT[0][1], TEXT[2][1])} == {"LIKELY"}
    assert {inspect.probe(TWIN, data, datagram=False) for data in (b"GET / HTTP/1.1\r\n",
                                                                   b"\x80" + bytes([0xFF]) * 30)} == {"REFUTED"}
