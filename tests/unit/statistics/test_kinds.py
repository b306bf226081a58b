"""The sentences of findings."""
import pytest

from netloupe_engine.model import Note
from netloupe_engine.protocols.findings import ENGINE
from netloupe_engine.protocols.transport.tcp import TCP
from netloupe_engine.statistics.kinds import sentence


@pytest.mark.parametrize("note", [note for note in Note if note is not Note.NONE])
def test_a_malformed_packet_says_what_is_wrong_where(note: Note) -> None:
    said = sentence(ENGINE[0], note, "Domain Name System")
    assert said.startswith("malformed packet in Domain Name System: ")
    assert len(said) > 45


def test_a_malformed_message_says_at_which_field() -> None:
    assert sentence(ENGINE[0], Note.BAD_LENGTH, "Modbus/TCP", "modbus.length") == (
        "malformed packet in Modbus/TCP at modbus.length: a length field contradicts the bytes")


def test_other_findings_speak_for_themselves() -> None:
    assert sentence(TCP.findings[0], 0, "Transmission Control Protocol") == "the connection was reset"
