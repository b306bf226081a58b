"""UDS: services of control units, what they refuse, and orders that deserve a look."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.uds import UDS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("uds")
READ, ANSWER, REFUSED = b"\x22\xf1\x90", b"\x62\xf1\x90WVWZZZ1KZ6W000001", b"\x7f\x22\x31"
SAMPLES = [[(0, READ), (1, ANSWER), (1, REFUSED)]]


def feed(*data: bytes) -> inspect.Fed:
    return inspect.feed(TWIN, UDS, *((0, message) for message in data), datagram=True)


def test_what_is_read() -> None:
    fed = feed(READ, ANSWER, REFUSED)
    assert values(fed, "service") + values(fed, "identifier") == [0x22, 0x22, 0xF190, 0xF190]
    assert values(fed, "refused") + values(fed, "code") == [0x22, 0x31]
    assert fed.findings == ["uds.error"]


@pytest.mark.parametrize(("data", "kinds"), [
    ("1101", ["restart"]), ("5101", []), ("2ef19001", ["write"]), ("340044", ["program"]), ("2701", ["access"]),
    ("3101ff00", ["control"]), ("7f3178", [])])
def test_orders_that_deserve_a_look(data: str, kinds: list[str]) -> None:
    assert feed(bytes.fromhex(data)).findings == [f"uds.{kind}" for kind in kinds]


@pytest.mark.parametrize("key", ["uds", "cip", "bacnet", "cemi", "mms", "acse", "pres", "iec60870_asdu", "someipsd",
                                 "q931", "nas_5gs", "nas_eps", "ngap", "s1ap", "x2ap"])
def test_what_others_say_by_number_is_not_looked_for_in_every_datagram(key: str) -> None:
    """It could be likely, never certain, and each stranger's first packet would be shown to it."""
    twin = REGISTRY.twin(key)
    assert twin is not None
    assert twin.starts == ()
