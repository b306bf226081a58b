"""What protocols are spoken, and where."""
from pathlib import Path

import pytest
from scapy.asn1.asn1 import ASN1_INTEGER
from scapy.layers.snmp import SNMP, SNMPget, SNMPvarbind

from tests.unit.rules.judged import told
from tests.unit.traffic import analysed, conversation, udp

GET, OK = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
SSH = [(1, b"SSH-2.0-OpenSSH_9.6\r\n"), (0, b"SSH-2.0-Go\r\n")]


def test_a_community_is_a_password_in_clear(tmp_path: Path) -> None:
    asked = SNMPget(varbindlist=[SNMPvarbind(oid="1.3.6.1.2.1")])
    message = SNMP(version=ASN1_INTEGER(1), community="s3cret", PDU=asked)
    frames = [(0.1 * number, udp(payload=bytes(message), ports=(40_000 + number, 161))) for number in range(3)]
    (row,) = told(analysed(tmp_path, frames), "clear_text_credentials")
    assert row.text == "the community 's3cret' of SNMP v2c travels in clear text"
    assert (list(row.sessions), list(row.packets)) == ([1, 2, 3], [1, 2, 3])


@pytest.mark.parametrize(("said", "port", "text"), [
    (SSH, 443, "SSH is spoken with 10.0.0.2:443, the port of tls (1 session)"),
    (SSH, 2022, "SSH is spoken with 10.0.0.2:2022 (1 session)"),
    ([(0, GET), (1, OK)], 4447, "Hypertext Transfer Protocol is spoken with 10.0.0.2:4447 (1 session)")])
def test_a_protocol_on_anothers_port(tmp_path: Path, said: list[tuple[int, bytes]], port: int, text: str) -> None:
    (row,) = told(analysed(tmp_path, conversation(said, ports=(40_000, port))), "port.unusual")
    assert row.text == text


@pytest.mark.parametrize(("said", "port"), [(SSH, 22), ([(0, GET), (1, OK)], 80), ([(0, GET), (1, OK)], 8080),
                                            ([(0, b"\xfe" * 20), (1, b"\xfe" * 20)], 4444)])
def test_a_protocol_on_its_own_port(tmp_path: Path, said: list[tuple[int, bytes]], port: int) -> None:
    assert not told(analysed(tmp_path, conversation(said, ports=(40_000, port))), "port")


def smb(command: int, body: bytes = b"\0\0\0") -> bytes:
    message = b"\xffSMB" + bytes([command]) + bytes(27) + body
    return len(message).to_bytes(4, "big") + message


def test_smb_1_that_is_spoken(tmp_path: Path) -> None:
    said = [(0, smb(0x72)), (1, smb(0x72)), (0, smb(0x73)), (1, smb(0x73))]
    (row,) = told(analysed(tmp_path, conversation(said, ports=(40_000, 445))), "smb.version_1")
    assert row.text == "10.0.0.1 and 10.0.0.2:445 speak SMB 1"


def test_smb_1_that_is_only_offered(tmp_path: Path) -> None:
    said = [(0, smb(0x72)), (1, smb(0x72))]
    assert not told(analysed(tmp_path, conversation(said, ports=(40_000, 445))), "smb")
