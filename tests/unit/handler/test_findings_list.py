"""Findings of all handlers: each kind has a share, and they are the same however packets were dealt."""
from pathlib import Path

import pytest
from scapy.layers.l2 import Ether
from scapy.packet import Packet

from netloupe_engine.analysis import Analysis
from netloupe_engine.export.json_text import finding_document
from netloupe_engine.model import Settings
from tests.unit.traffic import Timed, analysed, conversation, tcp, udp

SECRET = b"GET /secret HTTP/1.1\r\nHost: s\r\nAuthorization: Basic dTpw\r\n\r\n"
ETHERNET = bytes(12)
TOO_DEEP = ETHERNET + b"\x81\x00\x00\x01" * 40 + b"\x08\x00"


def broken(number: int) -> bytes:
    """An IPv4 header too short for itself, from one of many hosts."""
    return ETHERNET + b"\x08\x00\x43" + bytes(11) + b"\x0a\x00" + number.to_bytes(2, "big") + b"\x0a\x00\x00\x01"


def told(analysis: Analysis) -> list[tuple[str, int, int, str]]:
    """The findings; those about sessions are the same as columns."""
    rows, columns = analysis.findings(), analysis.sessions.findings()
    assert sorted((row.session, row.kind) for row in rows if row.session) == sorted(
        (session, columns.kinds[kind].key)
        for session, kind in zip(columns.sessions.tolist(), columns.kinds_of.tolist(), strict=True))
    return [(row.kind, row.session, row.packet, row.text) for row in rows]


@pytest.mark.parametrize("frame", [TOO_DEEP, broken(1)], ids=["limit", "malformed"])
def test_many_findings_of_one_kind_do_not_hide_another(tmp_path: Path, frame: bytes) -> None:
    frames: list[Timed] = [(number / 1000, frame) for number in range(300)]
    analysis = analysed(tmp_path, [*frames, *conversation([(0, SECRET)], at=1.0)], Settings(findings_max=5))
    assert "clear_text_credentials" in [kind for kind, *_ in told(analysis)]


def test_a_limit_is_told_once_with_its_number(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, [(number / 1000, TOO_DEEP) for number in range(1200)])
    (row,) = analysis.findings()
    assert (row.kind, row.packet) == ("limit.layers", 1)
    assert row.text.endswith("(1,200 times)")
    assert analysis.finding_count == 1


@pytest.mark.parametrize("handlers", [1, 2])
def test_a_limit_that_depends_on_the_number_of_handlers_says_so(tmp_path: Path, handlers: int) -> None:
    frames: list[Timed] = [(number / 10, udp(client=f"10.2.0.{number}")) for number in range(1, 60)]
    analysis = analysed(tmp_path, frames, Settings(active_sessions_max=4), handlers=handlers)
    (row,) = analysis.findings()
    assert told(analysis)
    assert row.kind == "limit.sessions"
    assert ("2 handlers have one each" in row.text) == (handlers == 2)


def lossy(number: int) -> list[Timed]:
    """A conversation with a lost segment, about which its end says something: in an earlier packet than other ends."""
    def segment(way: int, flags: str, seq: int, ack: int = 0, payload: bytes = b"") -> Packet:
        return tcp(way, flags, seq, ack, payload, ports=(40_000, 80), client=f"10.1.0.{number}")

    at = number / 100
    return [(at, segment(0, "S", 1000)), (at + 0.01, segment(1, "SA", 5000, 1001)),
            (at + 0.02, segment(0, "A", 1001, 5001)), (at + 0.04, segment(0, "A", 1001, 5001, b"GET / HTTP/1.1\r\n")),
            (at + 0.05, segment(0, "A", 1117, 5001, b"Host: x\r\n\r\n"))]


@pytest.mark.parametrize("share", [7, 1000])
def test_findings_are_the_same_for_any_number_of_handlers(tmp_path: Path, share: int) -> None:
    frames: list[Timed] = [(number / 100, broken(number)) for number in range(120)]
    for number in range(1, 61):
        frames += lossy(number)
    frames.sort(key=lambda frame: frame[0])
    answers = [told(analysed(tmp_path, frames, Settings(findings_max=share), handlers=handlers))
               for handlers in (1, 2, 4)]
    assert answers[0] == answers[1] == answers[2]
    gaps = [packet for kind, _, packet, _ in answers[0] if kind == "stream.gap"]
    assert len(gaps) == min(share, 60)
    assert gaps == sorted(gaps)


@pytest.mark.parametrize("handlers", [1, 2])
def test_a_limit_about_sessions_is_of_the_first(tmp_path: Path, handlers: int) -> None:
    deep = Ether(TOO_DEEP[:-2] + b"\x08\x00" + bytes(udp())[14:])
    frames: list[Timed] = [(0, udp(ports=(1, 2))), *((1 + number / 1000, deep) for number in range(20)),
                           *((2 + number / 10, udp(client=f"10.2.0.{number}")) for number in range(1, 60))]
    assert told(analysed(tmp_path, frames, Settings(active_sessions_max=4), handlers=handlers))


@pytest.mark.parametrize("handlers", [1, 3])
def test_one_session_does_not_fill_the_list_of_a_kind(tmp_path: Path, handlers: int) -> None:
    """It has a tenth of it, and one more of each other kind."""
    loud = conversation([(0, SECRET)] * 60, ports=(40_000, 80))
    frames: list[Timed] = [*loud, *conversation([(0, SECRET)], at=10, ports=(40_001, 80))]
    analysis = analysed(tmp_path, frames, Settings(findings_max=50), handlers)
    assert told(analysis)
    secrets = [row.session for row in analysis.findings() if row.kind == "clear_text_credentials"]
    assert (secrets.count(1), secrets.count(2)) == (6, 1)
    (untold,) = [row.text for row in analysis.findings() if row.kind == "limit.findings"]
    assert untold == "54 more findings of kind clear_text_credentials were not kept"
    assert analysis.finding_count == len(secrets)
    assert [row.kind for row in analysis.session(1).findings] == ["clear_text_credentials"] * 6


# Modbus/TCP: a transaction, 0, a length, unit, function 3 (read registers), an address, how many
ASK = bytes.fromhex("0001 0000 0006 01 03 0000 0002")
OTHER = bytes.fromhex("0002 0001 0006 01 03 0000 0002")         # is not Modbus by its protocol id
CONTRADICTS = bytes.fromhex("0001 0000 0005 01 03 09 0007")     # an answer of nine bytes, two of which are there


@pytest.mark.parametrize("handlers", [1, 3])
def test_a_malformed_message_is_told_with_the_field_at_which_it_stopped(tmp_path: Path, handlers: int) -> None:
    messages = [(0, ASK), (1, CONTRADICTS), (0, OTHER)]
    analysis = analysed(tmp_path, conversation(messages, ports=(40000, 502)), handlers=handlers)
    assert [(row.packet, row.field, row.text.removeprefix("malformed packet in Modbus/TCP at "))
            for row in analysis.findings() if row.kind == "packet.malformed"] == [
        (5, "modbus.byte_count", "modbus.byte_count: a length field contradicts the bytes"),
        (6, "modbus.protocol_id", "modbus.protocol_id: a field has a value its specification forbids")]
    layer = analysis.packet(6).nodes[-1]
    assert [(node.name, node.value, node.note.key, node.at) for node in layer.children] == [
        ("modbus.protocol_id", None, "bad_value", 56)]
    assert finding_document(analysis.findings()[0])["field"] == "modbus.byte_count"


def unfinished(analysis: Analysis) -> list[tuple[int, int, str]]:
    return [(session, packet, text) for kind, session, packet, text in told(analysis) if kind == "message.unfinished"]


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize("size", [4, 8, len(ASK) - 1])
def test_a_message_that_is_not_whole_at_the_end_is_told_with_the_packet_in_which_it_begins(
        tmp_path: Path, size: int, handlers: int) -> None:
    messages = [(0, ASK), (1, CONTRADICTS[:4]), (0, ASK + ASK[:3]), (0, ASK[3:size])]
    analysis = analysed(tmp_path, conversation(messages, ports=(40000, 502)), handlers=handlers)
    text = "the conversation ended in the middle of a message of Modbus/TCP"
    assert unfinished(analysis) == [(1, 5, text), (1, 6, text)]


def test_a_message_that_is_whole_late_or_lacks_what_was_not_captured_is_no_unfinished_one(tmp_path: Path) -> None:
    whole = conversation([(0, ASK + ASK[:3]), (0, ASK[3:])], ports=(40000, 502))
    assert unfinished(analysed(tmp_path, whole)) == []
    short = conversation([(0, ASK), (0, ASK), (0, ASK)], ports=(40000, 502))
    time, segment = short[4]
    assert unfinished(analysed(tmp_path, [*short[:4], (time, bytes(segment)[:60]), *short[5:]])) == []


def test_of_a_long_message_that_ends_early_the_packet_is_told_that_begins_it(tmp_path: Path) -> None:
    """NetBIOS over port 445: 24 bits of length, then SMB2, of which more is said than comes."""
    message = b"\0" + (70_000).to_bytes(3, "big") + b"\xfeSMB" + bytes([64, 0]) + bytes(58)
    frames = conversation([(0, message), *((0, bytes(1400)) for _ in range(20))], ports=(40000, 445))
    assert [packet for _, packet, text in unfinished(analysed(tmp_path, frames)) if "NetBIOS" in text] == [4]
