"""rsh: a command (rshd(8))."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.remote.rsh import RSH
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("rsh")
FIRST = b"1022\0alice\0root\0cat /etc/passwd\0"
SAMPLES = [[(0, FIRST), (1, b"\0root:x:0:0")]]


def test_a_command() -> None:
    fed = inspect.feed(TWIN, RSH, *SAMPLES[0], datagram=False)
    assert (values(fed, "client_user"), values(fed, "user_name")) == (["alice"], ["root"])
    assert (values(fed, "command"), values(fed, "error_port")) == (["cat /etc/passwd"], [1022])
    assert fed.findings == ["clear_text_credentials"]


@pytest.mark.parametrize("data", [b"<34>Oct 11 22:14:15 x\n", b"70000\0a\0b\0c\0", bytes(20)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data) == "REFUTED"
