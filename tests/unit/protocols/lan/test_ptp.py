"""PTP: clocks and their times (IEEE 1588-2019, section 13)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.ptp import PTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

SYNC = bytes.fromhex("0002002c000002000000000000000000000000000200fffe000001aa0001002a050100006553f10000000005")
ANNOUNCE = bytes.fromhex(
    "0b020040000000000000000000000000000000000200fffe000001aa0001002a050100006553f10000000005002500800621"
    "436a800200fffe000001aa000020")
REQUEST = bytes.fromhex("0102002c000000000000000000000000000000000200fffe000001aa0001002a050100006553f10000000005")
RESPONSE = bytes.fromhex(
    "09020036000000000000000000000000000000000200fffe000001aa0001002a050100006553f100000000050200fffe0000"
    "01ab0002")
SAMPLES = [[(0, SYNC)], [(0, ANNOUNCE)], [(0, REQUEST)], [(0, RESPONSE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("ptp"), PTP, *pieces)


def test_a_time() -> None:
    fed = feed((0, SYNC))
    assert values(fed, "message_type") == [0]
    assert values(fed, "timestamp") == [1700000000000000000]
    assert values(fed, "nanoseconds") == [5]
    assert values(fed, "flags") == [512]
    assert values(fed, "sequence") == [42]
    assert values(fed, "clock") == [b"\x02\x00\xff\xfe\x00\x00\x01\xaa"]
    assert fed.findings == []


def test_the_best_clock() -> None:
    fed = feed((0, ANNOUNCE))
    assert values(fed, "grandmaster") == [b"\x02\x00\xff\xfe\x00\x00\x01\xaa"]
    assert values(fed, "utc_offset") == [37]
    assert values(fed, "priority_1") == [128]
    assert values(fed, "clock_class") == [6]
    assert values(fed, "clock_accuracy") == [33]
    assert values(fed, "time_source") == [32]
    assert fed.findings == []


def test_a_question_and_its_answer() -> None:
    fed = feed((0, REQUEST), (1, RESPONSE))
    assert values(fed, "message_type") == [1, 9]
    assert values(fed, "requesting_port") == [2]
    assert fed.findings == []
