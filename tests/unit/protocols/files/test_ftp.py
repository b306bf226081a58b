"""FTP: commands and replies of RFC 959, both kinds of passive mode, AUTH TLS, and look-alikes."""
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import key_of_text
from netloupe_engine.protocols.files.ftp import FTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import dialogue, values

FILES = dialogue("""
S: 220-Welcome
S:  all of you
S: 220 FTP ready
C: USER anonymous
S: 331 Password?
C: PASS me@
S: 230 in
C: PASV
S: 227 Entering Passive Mode (192,0,2,7,19,137).
C: RETR a file.txt
S: 150 comes
S: 226 done
C: PORT 10,0,0,1,4,1
S: 200 ok
C: EPSV
S: 229 Entering Extended Passive Mode (|||6446|)
C: EPRT |2|1080::8:800:200C:417A|5282|
S: 530 no
C: QUIT
S: 221 bye
""")
TLS = dialogue("""
S: 220 FTP
C: AUTH TLS
S: 234 go
""")
SAMPLES = [FILES, TLS]
TWIN = REGISTRY.twin("ftp")


def test_commands_and_replies() -> None:
    fed = inspect.feed(TWIN, FTP, *FILES)
    expected: dict[str, list[Any]] = {
        "command": ["USER", "PASS", "PASV", "RETR", "PORT", "EPSV", "EPRT", "QUIT"], "user": ["anonymous"],
        "response_code": [220, 331, 230, 227, 150, 226, 200, 229, 530, 221], "file": ["a file.txt"],
        "data_address": ["192.0.2.7", "10.0.0.1"], "data_port": [5001, 1025, 6446, 5282], "text": [" all of you"]}
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.findings == ["clear_text_credentials", "ftp.login_failed"]


def test_data_sessions_are_announced() -> None:
    asked = inspect.feed(TWIN, FTP, *FILES).asked
    assert asked == [
        ("expect", "protocol", key_of_text("ftp_data"), port) for port in (5001, 1025, 6446, 5282)]


def test_auth_tls_hands_over_both_directions() -> None:
    assert inspect.feed(TWIN, FTP, *TLS).asked == [("switch", "protocol", key_of_text("tls"), 3)]


@pytest.mark.parametrize(("data", "guess"), [
    (b"220 my FTP server\r\n", "CERTAIN"), (b"220 hello\r\n", "LIKELY"), (b"USER joe\r\n", "LIKELY"),
    (b"GET / HTTP/1.1\r\n", "REFUTED"), (b"+OK\r\n", "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data) == guess


@pytest.mark.parametrize("reply", [
    b"227 passive\r\n", b"227 (1,2\r\n", b"227 (a,b,c,d,e,f)\r\n", b"229 (|||x|)\r\n", b"229 (|||65536|)\r\n",
    b"227 (300,0,2,1,78,32)\r\n", b"227 (192,0,2,1,256,0)\r\n", b"227 (192,0,2,4294967296,1,0)\r\n"])
def test_replies_without_an_endpoint_announce_nothing(reply: bytes) -> None:
    assert not inspect.feed(TWIN, FTP, *FILES[:4], (1, reply)).asked
