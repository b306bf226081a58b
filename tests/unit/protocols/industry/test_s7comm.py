"""S7comm: set-up, reading and stopping a controller, as captured from real ones."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.s7comm import S7COMM
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

SETUP = bytes.fromhex("32010000 0000 0008 0000 f0000001000101e0")
READ = bytes.fromhex("32010000 0001 000e 0000 04 01 12 0a 10 02 0010 0001 84 000000")
ANSWER = bytes.fromhex("32030000 0001 0002 0006 0000 0401 ff0400100a0b")
STOP = bytes.fromhex("32010000 0002 0010 0000 29 0000000000 09 505f50524f4752414d")
SAMPLES = [[(0, SETUP), (0, READ), (1, ANSWER), (0, STOP)]]
TWIN = REGISTRY.twin("s7comm")


def test_jobs_and_answers() -> None:
    fed = inspect.feed(TWIN, S7COMM, *SAMPLES[0])
    assert values(fed, "function") == [0xF0, 4, 4, 0x29]
    assert values(fed, "pdu_size") + values(fed, "data_block") + values(fed, "area") == [480, 1, 0x84]
    assert values(fed, "data")[2] == bytes.fromhex("ff0400100a0b")
    assert fed.findings == ["s7comm.stopped"]


def test_it_is_certain_by_its_header_and_lengths() -> None:
    assert inspect.probe(TWIN, SETUP, datagram=True) == "CERTAIN"
    for data in (SETUP[:-1], b"\x33" + SETUP[1:], b"\x32\x09" + SETUP[2:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
