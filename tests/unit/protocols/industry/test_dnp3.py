"""DNP3: frames with their checksums, fragments over several, orders that deserve a look (IEEE 1815)."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.dnp3 import DNP3
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("dnp3")


def checksum(data: bytes) -> bytes:
    """CRC-16/DNP as its polynomial says: x^16 + x^13 + x^12 + x^11 + x^10 + x^8 + x^6 + x^5 + x^2 + 1, reflected."""
    value = 0
    for byte in data:
        for bit in range(8):
            carry = (value ^ byte >> bit) & 1
            value = value >> 1 ^ carry * 0xA6BC
    return (value ^ 0xFFFF).to_bytes(2, "little")


def frame(data: bytes, control: int = 0xC4, to: int = 2, sender: int = 3) -> bytes:
    head = struct.pack("<2sBBHH", b"\5\x64", 5 + len(data), control, to, sender)
    blocks = [data[at:at + 16] for at in range(0, len(data), 16)]
    return head + checksum(head) + b"".join(block + checksum(block) for block in blocks)


SELECT = frame(b"\xc6\xc7\3\x0c\1\x28\1\0\1\0\3\1\x64\0\0\0\x64\0\0\0\0")
RESPONSE = frame(b"\xc7\xc7\x81\x10\0\x0c\1\x28\1\0\1\0\3\1\x64\0\1\0\0\x64\0\0\0\0", 0x44, 3, 2)
SAMPLES = [[(0, frame(b"", 0xC9)), (1, frame(b"", 0x0B, 3, 2)), (0, SELECT), (1, RESPONSE)],
           [(0, frame(b"\x40\xc0\2" + bytes(200))), (0, frame(b"\x81" + bytes(33)))]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, DNP3, *pieces, datagram=False)


def test_the_checksum_is_the_catalogued_one() -> None:
    """Its published check value."""
    assert checksum(b"123456789") == b"\x82\xea"


def test_orders_and_answers() -> None:
    fed = feed(*SAMPLES[0])
    assert values(fed, "function_code") == [3, 129]
    assert values(fed, "indications") == [0x1000]
    assert (values(fed, "link_function"), values(fed, "link_answer")) == ([9, 4, 4], [11])
    assert (values(fed, "source"), values(fed, "destination")) == ([3, 2, 3, 2], [2, 3, 2, 3])
    assert fed.findings == []


def test_only_the_first_frame_of_a_fragment_says_what_it_is_for() -> None:
    fed = feed(*SAMPLES[1])
    assert values(fed, "function_code") == [2]
    assert [len(data) for data in values(fed, "block_data")] == [16] * 12 + [11, 16, 16, 2]


@pytest.mark.parametrize(("function", "kind"), [(13, "restart"), (14, "restart"), (18, "stopped")])
def test_orders_that_deserve_a_look(function: int, kind: str) -> None:
    assert feed((0, frame(bytes([0xC0, 0xC0, function])))).findings == [f"dnp3.{kind}"]


def test_wrong_checksums() -> None:
    """Of data: a finding. Of the header: nobody's frame."""
    assert feed((0, SELECT[:-1] + b"\0")).findings == ["dnp3.bad_checksum"]
    assert inspect.probe(TWIN, SELECT[:8] + b"\0\0" + SELECT[10:]) == "REFUTED"


def test_in_datagrams_too() -> None:
    fed = inspect.feed(TWIN, DNP3, (0, SELECT), datagram=True)
    assert values(fed, "function_code") == [3]


def test_lookalikes_are_refused() -> None:
    for data in (b"\5\x65" + SELECT[2:], b"\5\x64\4" + SELECT[3:], bytes(40)):
        assert inspect.probe(TWIN, data) == "REFUTED"
