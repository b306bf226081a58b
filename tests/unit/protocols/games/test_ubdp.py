"""Ubiquiti discovery: a question and an answer."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.games.ubdp import UBDP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("ubdp")

TOLD = b"\1\0\0\x1b" + b"\2\0\x0a\0\x15m\1\2\3\xc0\0\2\1" + b"\x0b\0\4roof" + b"\x0c\0\4NS-5"
SAMPLES = [[(0, TOLD), (1, TOLD)]]


def test_what_a_device_is() -> None:
    fed = inspect.feed(TWIN, UBDP, (0, b"\1\0\0\0"), (1, TOLD), datagram=True)
    assert (values(fed, "host"), values(fed, "product"), values(fed, "address")) == (["roof"], ["NS-5"], ["192.0.2.1"])
    assert inspect.probe(TWIN, TOLD, datagram=True) == "LIKELY"
    assert inspect.probe(TWIN, b"\3" + TOLD[1:], datagram=True) == "REFUTED"
