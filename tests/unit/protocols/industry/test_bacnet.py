"""BACnet: requests with their values, errors, and orders that deserve a look (ASHRAE 135, annex F)."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.bacnet import BACNET
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("bacnet")
# Annex F.3.5 and F.3.9: the present value of analog input 5 is read; it is 72.3. Behind a network header.
READ = bytes.fromhex("0104 0000010c 0c00000005 1955")
ANSWER = bytes.fromhex("0100 30010c 0c00000005 1955 3e 444290999a 3f")
WRITE = bytes.fromhex("0104 0004590f 0c00800001 1955 3e 4443340000 3f")
ERROR = bytes.fromhex("0100 50590f 9102 9128")
I_AM = bytes.fromhex("0120ffff00ff 1000 c402000001 2201e0 9103 2163")
WHO_IS_ROUTER = bytes.fromhex("0180 00 0005")
SAMPLES = [[(0, READ), (1, ANSWER), (0, WRITE), (1, ERROR), (0, I_AM), (0, WHO_IS_ROUTER)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, BACNET, *pieces, datagram=True)


def test_a_property_is_read() -> None:
    fed = feed((0, READ), (1, ANSWER))
    assert values(fed, "service") == [12, 12]
    assert values(fed, "object_type") + values(fed, "object_instance") == [0, 0, 5, 5]
    assert values(fed, "property") == [85, 85]
    assert values(fed, "real") == [pytest.approx(72.3)]
    assert fed.findings == []


def test_a_device_says_who_it_is() -> None:
    fed = feed((1, I_AM))
    assert values(fed, "announcement") + values(fed, "object_type") + values(fed, "object_instance") == [0, 8, 1]
    assert values(fed, "unsigned") + values(fed, "enumerated") == [480, 99, 3]
    assert values(fed, "destination_network") == [0xFFFF]


def test_errors_and_routers() -> None:
    fed = feed((1, ERROR), (0, WHO_IS_ROUTER))
    assert values(fed, "error_class") + values(fed, "error_code") == [2, 40]
    assert values(fed, "network_type") == [0]
    assert fed.findings == ["bacnet.error"]


@pytest.mark.parametrize(("data", "kinds"), [
    # Annex F.4.4 and F.4.1 with their passwords: a warm start, and five minutes of silence
    ("0104 0004 02 14 0901 1d08 0041626344456648", ["bacnet.restart", "clear_text_credentials"]),
    ("0104 0004 05 11 0905 1901 2d08 002365676264633f", ["bacnet.silenced", "clear_text_credentials"]),
    ("0104 0004590f 0c00800001 1955 3e 4443340000 3f", ["bacnet.write"]),
    ("0104 00020107 c402800001", ["bacnet.program"])])
def test_orders_that_deserve_a_look(data: str, kinds: list[str]) -> None:
    fed = feed((0, bytes.fromhex(data)))
    assert fed.findings == kinds
    assert "packet.malformed" not in fed.findings


def test_lookalikes_are_refused() -> None:
    for data in ("0204 0000", "0100 9f", "0120 ffff 06 0102"):
        assert inspect.probe(TWIN, bytes.fromhex(data), datagram=True) == "REFUTED"
