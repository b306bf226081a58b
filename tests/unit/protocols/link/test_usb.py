"""USB as Linux and Windows capture it, in both byte orders (tcpdump.org; USB 2.0, section 9.3)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.usb import USB
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

SETUP = bytes.fromhex(
    "005634128088ffff530280050100003c00f1536500000000050000008dffffff12000000000000008006000100001200")
ANSWER = bytes.fromhex(
    "005634128088ffff4302800501002d0000f15365000000000500000000000000120000001200000000000000000000001201"
    "00000000000000000000000000000000")
BIG = bytes.fromhex(
    "ffff8880123456005303020500012d00000000006553f10000000005ffffff8d000000050000000500000000000000006865"
    "6c6c6f")
LONG_SETUP = bytes.fromhex(
    "005634128088ffff530280050100003c00f1536500000000050000008dffffff120000000000000080060001000012000000"
    "0000000000000000000000000000")
LONG = bytes.fromhex(
    "005634128088ffff4301810501002d0000f15365000000000500000000000000040000000400000000000000000000000000"
    "000000000000000000000000000000010203")
WINDOWS = bytes.fromhex("1c008067452301bbffff0000000008000001000500800208000000008006000100001200")
WINDOWS_DATA = bytes.fromhex("1b008067452301bbffff000000000900010100050081010400000000010203")
SAMPLES = [
    [(0, SETUP)],
    [(0, ANSWER)],
    [(0, BIG)],
    [(0, LONG_SETUP)],
    [(0, LONG)],
    [(0, WINDOWS)],
    [(0, WINDOWS_DATA)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("usb"), USB, *pieces)


def test_a_request_for_a_descriptor() -> None:
    fed = feed((0, SETUP))
    assert values(fed, "transfer") == [2]
    assert values(fed, "device") == [5]
    assert values(fed, "bus") == [1]
    assert values(fed, "in") == [1]
    assert values(fed, "request") == [6]
    assert values(fed, "value_high") == [1]
    assert values(fed, "wanted_length") == [18]
    assert fed.findings == []


def test_a_request_for_a_descriptor_in_a_long_header() -> None:
    fed = feed((0, LONG_SETUP))
    assert values(fed, "transfer") == [2]
    assert values(fed, "device") == [5]
    assert values(fed, "bus") == [1]
    assert values(fed, "in") == [1]
    assert values(fed, "request") == [6]
    assert values(fed, "value_high") == [1]
    assert values(fed, "wanted_length") == [18]
    assert fed.findings == []


def test_a_request_for_a_descriptor_on_windows() -> None:
    fed = feed((0, WINDOWS))
    assert values(fed, "transfer") == [2]
    assert values(fed, "device") == [5]
    assert values(fed, "bus") == [1]
    assert values(fed, "in") == [1]
    assert values(fed, "request") == [6]
    assert values(fed, "value_high") == [1]
    assert values(fed, "wanted_length") == [18]
    assert fed.findings == []


def test_its_answer() -> None:
    fed = feed((0, ANSWER))
    assert values(fed, "event") == [67]
    assert values(fed, "data") == [b"\x12\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"]
    assert values(fed, "data_length") == [18]
    assert fed.findings == []


def test_data() -> None:
    fed = feed((0, BIG), (0, LONG), (0, WINDOWS_DATA))
    assert values(fed, "data") == [b"hello", b"\x00\x01\x02\x03", b"\x00\x01\x02\x03"]
    assert values(fed, "endpoint") == [2, 1, 1]
    assert values(fed, "transfer") == [3, 1, 1]
    assert fed.findings == []
