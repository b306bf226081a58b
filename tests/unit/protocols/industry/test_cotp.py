"""COTP: connection requests, and data in one packet or several (ITU-T X.224 sections 6.3 and 13)."""
from pathlib import Path

import pytest

from netloupe_engine import Analysis
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.cotp import COTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import analysed, conversation, opened, tcp

REQUEST = bytes.fromhex("11 e0 0000 0001 00 c0010a c1020100 c2020102")
CONFIRM = bytes.fromhex("06 d0 0001 0002 00")
DATA = bytes.fromhex("02 f0 80 32010000")
SAMPLES = [[(0, REQUEST), (1, CONFIRM), (0, DATA)],
           [(0, bytes.fromhex("02 f0 00 3201")), (0, bytes.fromhex("02 f0 80 0000"))]]
TWIN = REGISTRY.twin("cotp")
SETUP = bytes.fromhex("32 01 0000 0001 0008 0000 f0 00 0001 0002 01e0")      # S7comm: set up communication
WRITE = bytes.fromhex("32 01 0000 0002 0002 0005 05 00 0102030405")         # ... write no variables, some data
LAST = 0x80


def test_connection_request() -> None:
    fed = inspect.feed(TWIN, COTP, (0, REQUEST))
    assert values(fed, "pdu") + values(fed, "source_tsap") + values(fed, "target_tsap") == [0xE0, b"\1\0", b"\1\2"]
    assert values(fed, "tpdu_size") == [10]


def test_data_is_carried() -> None:
    fed = inspect.feed(TWIN, COTP, (0, DATA))
    assert fed.asked == [("carry the last part", "probe", 0, None, bytes.fromhex("32010000"))]
    assert values(fed, "last") == [True]


def data(part: bytes, mark: int = 0) -> bytes:
    """A data packet of COTP in one of TPKT (RFC 1006)."""
    return b"\3\0" + (7 + len(part)).to_bytes(2, "big") + bytes([2, 0xF0, mark]) + part


def said(folder: Path, *messages: tuple[int, bytes], handlers: int = 1) -> Analysis:
    opening = [(way, b"\3\0" + (4 + len(pdu)).to_bytes(2, "big") + pdu) for way, pdu in ((0, REQUEST), (1, CONFIRM))]
    return analysed(folder, conversation([*opening, *messages], ports=(40000, 102)), handlers=handlers)


def functions(analysis: Analysis) -> list[tuple[int, object]]:
    return [(value.packet, value.value) for value in analysis.session(1).attributes if value.name == "s7comm.function"]


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize("cut", range(1, len(SETUP)))
def test_what_several_packets_carry_is_one_message(tmp_path: Path, cut: int, handlers: int) -> None:
    analysis = said(tmp_path, (0, data(SETUP, LAST)), (0, data(SETUP[:cut])), (0, data(SETUP[cut:], LAST)),
                    (0, data(WRITE, LAST)), handlers=handlers)
    assert functions(analysis) == [(6, 0xF0), (8, 0xF0), (9, 0x05)]
    assert analysis.session(1).path == "eth.ip.tcp.tpkt.cotp.s7comm"
    assert not analysis.findings()


def test_the_first_message_may_come_in_parts_in_one_segment_and_an_empty_last_one(tmp_path: Path) -> None:
    parts = [data(SETUP[at:at + 1]) for at in range(len(SETUP))]
    analysis = said(tmp_path, (0, b"".join(parts) + data(b"", LAST) + data(WRITE, LAST)))
    assert functions(analysis) == [(6, 0xF0), (6, 0x05)]


def test_what_parts_are_together_is_shown_as_bytes_of_its_own(tmp_path: Path) -> None:
    packet = said(tmp_path, (0, data(SETUP[:11])), (0, data(SETUP[11:], LAST))).packet(7)
    assert [(buffer.name, buffer.data) for buffer in packet.derived] == [("cotp.message", SETUP)]
    node = next(node for node in packet.nodes if node.name == "s7comm")
    function = next(child for child in node.children if child.name == "s7comm.function")
    assert (function.at, function.size, packet.buffers[function.buffer].data) == (10, 1, SETUP)


def test_directions_do_not_mix(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, data(SETUP[:5])), (1, data(WRITE, LAST)), (0, data(SETUP[5:], LAST)))
    assert functions(analysis) == [(7, 0x05), (8, 0xF0)]


def test_behind_a_lost_part_the_others_are_passed_over(tmp_path: Path) -> None:
    """What is there of such a message is no message; the next one is."""
    parts = [data(SETUP, LAST), data(SETUP[:5]), data(SETUP[5:9]), data(SETUP[9:], LAST), data(WRITE, LAST),
             data(SETUP, LAST)]
    frames, at = opened(0.0, (40000, 102)), 1001
    for number, part in enumerate(parts):
        if number != 2:
            frames.append((1.0 + number, tcp(0, "PA", at, 5001, part, ports=(40000, 102))))
        at += len(part)
    frames.append((9.0, tcp(1, "A", 5001, at, ports=(40000, 102))))
    analysis = analysed(tmp_path, frames)
    assert [value for _, value in functions(analysis)] == [0xF0, 0x05, 0xF0]
    assert {found.kind for found in analysis.findings()} <= {"stream.gap"}


def test_what_waits_is_limited(tmp_path: Path) -> None:
    """Parts without an end cost no more memory than any stream; the message is not read, those behind it are."""
    flood = [(0, data(bytes(7000)) * 9)] * 40
    analysis = said(tmp_path, (0, data(SETUP, LAST)), *flood, (0, data(b"", LAST)), (0, data(WRITE, LAST)))
    assert [value for _, value in functions(analysis)] == [0xF0, 0x05]
    assert "limit.reassembly" in {found.kind for found in analysis.findings()}
