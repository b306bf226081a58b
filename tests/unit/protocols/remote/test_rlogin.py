"""rlogin: the example of RFC 1282."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.remote.rlogin import RLOGIN
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("rlogin")
FIRST = b"\0bostic\0kbostic\0vt100/9600\0"
SAMPLES = [[(0, FIRST), (1, b"\0"), (1, b"Password: "), (0, b"x\r")]]


def test_who_comes() -> None:
    fed = inspect.feed(TWIN, RLOGIN, *SAMPLES[0], datagram=False)
    assert (values(fed, "client_user"), values(fed, "user_name")) == (["bostic"], ["kbostic"])
    assert (values(fed, "terminal"), values(fed, "speed"), values(fed, "answer")) == (["vt100"], ["9600"], [0])
    assert fed.findings == ["clear_text_credentials"]


@pytest.mark.parametrize("data", [b"\1bostic\0kbostic\0vt100/9600\0", b"\0" * 600])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data) == "REFUTED"
