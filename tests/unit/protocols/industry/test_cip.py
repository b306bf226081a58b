"""CIP: paths to objects, services in services, and orders that deserve a look."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.cip import CIP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("cip")
GET = bytes.fromhex("0e 03 20 01 24 01 30 07")
TAG = bytes.fromhex("4c 04 91 05 50756d7031 00 0100")                           # reads the tag Pump1
UNCONNECTED = bytes.fromhex("52 02 20 06 24 01 05 9d 0800") + GET + bytes.fromhex("0100 0100")
SEVERAL = bytes.fromhex("0a 02 20 02 24 01 0200 0600 0e00") + GET + TAG
OPEN = bytes.fromhex("54 02 2006 2401 0a 0e 00000020 01000080 2a00 0100 efbeadde 03000000 80841e00 f443 80841e00 f443 "
                     "a3 02 2002 2401")
REFUSED = bytes.fromhex("ce 00 01 01 0701")
SAMPLES = [[(0, GET), (0, TAG), (0, UNCONNECTED), (0, SEVERAL), (0, OPEN), (1, REFUSED)]]


def feed(*data: bytes) -> inspect.Fed:
    return inspect.feed(TWIN, CIP, *((0, message) for message in data), datagram=True)


def test_paths_say_what_is_meant() -> None:
    fed = feed(GET, TAG)
    assert values(fed, "operation") == [0x0E, 0x4C]
    assert values(fed, "object_class") + values(fed, "instance") + values(fed, "attribute") == [1, 1, 7]
    assert values(fed, "symbol") == ["Pump1"]
    assert values(fed, "data") == [b"\1\0"]


def test_wider_numbers_begin_at_even_places() -> None:
    fed = feed(bytes.fromhex("0e 04 2100 0003 2500 0102"))
    assert values(fed, "object_class") + values(fed, "instance") == [0x300, 0x201]


def test_services_in_services() -> None:
    assert values(feed(UNCONNECTED), "operation") == [0x52, 0x0E]
    fed = feed(SEVERAL)
    assert values(fed, "operation") == [0x0A, 0x0E, 0x4C]
    assert values(fed, "symbol") == ["Pump1"]


def test_a_connection_is_opened() -> None:
    fed = feed(OPEN)
    assert values(fed, "to_originator") + values(fed, "originator_serial") == [0x80000001, 0xDEADBEEF]
    assert values(fed, "to_target_interval") + values(fed, "parameters") == [2_000_000, 0x43F4, 0x43F4]


@pytest.mark.parametrize(("data", "kinds"), [
    ("05 02 2001 2401 00", ["cip.restart"]), ("07 02 208e 2401", ["cip.stopped"]),
    ("10 03 20f5 2401 3005 c0a80001", ["cip.write"]), ("4d 02 206b 2401 c400 0100 01000000", ["cip.write"]),
    ("4c 02 2037 2401", ["cip.program"]), ("05 02 2005 2401", []), ("8e 00 05 00", ["cip.error"])])
def test_orders_that_deserve_a_look(data: str, kinds: list[str]) -> None:
    assert feed(bytes.fromhex(data)).findings == kinds


def test_lookalikes_are_refused() -> None:
    for data in ("0e 40 2001", "8e 00 01 09 00"):
        assert inspect.probe(TWIN, bytes.fromhex(data), datagram=True) == "REFUTED"
