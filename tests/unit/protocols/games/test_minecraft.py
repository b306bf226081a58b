"""Minecraft: a question for its state, and a login."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.games.minecraft import MINECRAFT
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("minecraft")


def packet(body: bytes) -> bytes:
    return bytes([len(body)]) + body


def hello(state: int) -> bytes:
    return packet(b"\0\xf8\5\x0bmc.example." + b"\x63\xdd" + bytes([state]))


SAMPLES = [[(0, hello(1)), (0, packet(b"\0")), (1, packet(b"\0\2{}")), (0, packet(b"\1" + bytes(8)))],
           [(0, hello(2)), (0, packet(b"\0\5steve")), (1, packet(b"\1" + bytes(30))), (0, bytes(range(60)))]]


def test_who_joins() -> None:
    fed = inspect.feed(TWIN, MINECRAFT, *SAMPLES[1])
    assert (values(fed, "host"), values(fed, "next_state"), values(fed, "player"), values(fed, "protocol")) == (
        ["mc.example."], [2], ["steve"], [760])
    assert inspect.probe(TWIN, hello(1)) == "LIKELY"
    assert inspect.probe(TWIN, hello(9)) == "REFUTED"
