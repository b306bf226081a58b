"""IMAP: the dialogue of RFC 9051 section 8, literals, STARTTLS, AUTHENTICATE, and look-alikes."""
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import key_of_text
from netloupe_engine.protocols.mail.imap import IMAP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import dialogue, values

MAIL = dialogue("""
S: * OK [CAPABILITY STARTTLS AUTH=SCRAM-SHA-256 LOGINDISABLED IMAP4rev2] IMAP4rev2 Service Ready
C: a001 login mrc secret
S: a001 OK LOGIN completed
C: a002 select inbox
S: * 18 EXISTS
S: a002 OK [READ-WRITE] SELECT completed
C: a003 fetch 12 full
S: * 12 FETCH (BODY[HEADER] {8}
S: a b OK
S:  UID 3)
S: a003 OK FETCH completed
C: a006 logout
S: * BYE IMAP4rev2 server terminating connection
S: a006 OK LOGOUT completed
""")
TLS = dialogue("""
S: * OK IMAP ready
C: a STARTTLS
S: a OK Begin TLS negotiation now
""")
LOGIN = dialogue("""
S: * OK ready
C: A001 AUTHENTICATE PLAIN
S: +
C: dGVzdAB0ZXN0
S: A001 NO no
""")
SAMPLES = [MAIL, TLS, LOGIN]
TWIN = REGISTRY.twin("imap")


def test_dialogue_of_the_specification() -> None:
    fed = inspect.feed(TWIN, IMAP, *MAIL)
    expected: dict[str, list[Any]] = {
        "command": ["login", "select", "fetch", "logout"], "user": ["mrc"], "mailbox": ["inbox"],
        "status": ["OK", "OK", "OK", "OK"], "text": [" UID 3)"]}
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.findings == ["clear_text_credentials"]


def test_literals_of_a_client_are_no_commands() -> None:
    fed = inspect.feed(TWIN, IMAP, (0, b"A1 APPEND x {7}\r\n"), (1, b"+ go\r\n"), (0, b"A2 NOOP\r\nA3 NOOP\r\n"))
    assert values(fed, "command") == ["APPEND", "NOOP"]


def test_starttls_hands_over_both_directions() -> None:
    assert inspect.feed(TWIN, IMAP, *TLS).asked == [("switch", "protocol", key_of_text("tls"), 3)]


def test_what_answers_a_challenge_is_no_command() -> None:
    fed = inspect.feed(TWIN, IMAP, *LOGIN)
    assert values(fed, "credentials") == ["dGVzdAB0ZXN0"]
    assert values(fed, "command") == ["AUTHENTICATE"]
    assert fed.findings == ["clear_text_credentials", "imap.login_failed"]


@pytest.mark.parametrize(("data", "guess"), [
    (MAIL[0][1], "CERTAIN"), (b"a1 CAPABILITY\r\n", "LIKELY"), (b"* OK hello\r\n", "LIKELY"),
    (b"220 x\r\n", "REFUTED"), (b"+OK\r\n", "REFUTED"), (b"GET / HTTP/1.1\r\n", "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data) == guess
