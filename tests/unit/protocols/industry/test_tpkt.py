"""TPKT: what it carries, and look-alikes (RFC 1006 section 6)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.tpkt import TPKT
from netloupe_engine.protocols.registry import REGISTRY

CONNECT = bytes.fromhex("0300 0016 11 e0 0000 0001 00 c0010a c1020100 c2020102")
SAMPLES = [[(0, CONNECT), (1, CONNECT[:5] + b"\xd0" + CONNECT[6:])]]
TWIN = REGISTRY.twin("tpkt")


def test_packets_are_carried_whole() -> None:
    fed = inspect.feed(TWIN, TPKT, (0, CONNECT[:9]), (0, CONNECT[9:] + CONNECT))
    assert fed.asked == [("carry", "tpkt.packet", 0, None, CONNECT[4:])] * 2


def test_lookalikes_are_refused() -> None:
    for data in (b"\3\1\0\x16" + bytes(18), b"\3\0\0\6ab", b"\2\0\0\x16" + bytes(18)):
        assert inspect.probe(TWIN, data) == "REFUTED"
