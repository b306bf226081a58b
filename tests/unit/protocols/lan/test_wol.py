"""Wake-on-LAN: six bytes of ones, then sixteen times the address (AMD 20213), and a password."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.wol import WOL
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

MAGIC = bytes.fromhex(
    "ffffffffffff02000000000a02000000000a02000000000a02000000000a02000000000a02000000000a02000000000a0200"
    "0000000a02000000000a02000000000a02000000000a02000000000a02000000000a02000000000a02000000000a02000000"
    "000a")
SECRET = bytes.fromhex(
    "ffffffffffff02000000000a02000000000a02000000000a02000000000a02000000000a02000000000a02000000000a0200"
    "0000000a02000000000a02000000000a02000000000a02000000000a02000000000a02000000000a02000000000a02000000"
    "000a736563726574")
SAMPLES = [[(0, MAGIC)], [(0, SECRET)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("wol"), WOL, *pieces)


def test_who_is_to_wake_up() -> None:
    fed = feed((0, MAGIC))
    assert values(fed, "target") == ["02:00:00:00:00:0a"]
    assert fed.findings == []


def test_with_a_password() -> None:
    fed = feed((0, SECRET))
    assert values(fed, "password") == [b"secret"]
    assert fed.findings == []


@pytest.mark.parametrize("data", [MAGIC[:-1] + b"\x0b", b"\xff" * 102, MAGIC[:96]], ids=["other", "ones", "cut"])
def test_it_is_sixteen_times_the_same(data: bytes) -> None:
    assert inspect.probe(REGISTRY.twin("wol"), data, datagram=True) == "REFUTED"
    assert inspect.probe(REGISTRY.twin("wol"), MAGIC, datagram=True) == "CERTAIN"
