"""S7comm-plus: requests with and without a digest, built as published descriptions of it say."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.s7comm_plus import S7COMM_PLUS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values


def message(version: int, body: bytes) -> bytes:
    return bytes([0x72, version]) + len(body).to_bytes(2, "big") + body + bytes([0x72, version, 0, 0])


CREATE = message(1, bytes.fromhex("31 0000 04ca 0000 0001 00000120 36 00000120"))
ANSWER = message(1, bytes.fromhex("32 0000 04ca 0000 0001 36 00"))
SET = message(3, b"\x20" + bytes(range(32)) + bytes.fromhex("31 0000 0542 0000 0003 00000380 34"))
SAMPLES = [[(0, CREATE), (1, ANSWER), (0, SET)]]
TWIN = REGISTRY.twin("s7comm_plus")


def test_requests_and_answers() -> None:
    fed = inspect.feed(TWIN, S7COMM_PLUS, *SAMPLES[0], datagram=True)
    assert values(fed, "operation") + values(fed, "function") == [0x31, 0x32, 0x31, 0x04CA, 0x04CA, 0x0542]
    assert values(fed, "session_id") + values(fed, "digest") == [0x120, 0x380, bytes(range(32))]
    assert fed.findings == ["s7comm_plus.control", "s7comm_plus.write"]


def test_it_is_certain_by_its_header() -> None:
    assert inspect.probe(TWIN, CREATE, datagram=True) == "CERTAIN"
    for data in (b"\x71" + CREATE[1:], b"\x72\4" + CREATE[2:], CREATE[:-5]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
