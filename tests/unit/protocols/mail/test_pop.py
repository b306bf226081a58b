"""POP3: the dialogue of RFC 1939 section 10, multi-line answers, STLS, and look-alikes."""
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import key_of_text
from netloupe_engine.protocols.mail.pop import POP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import dialogue, values

MAIL = dialogue("""
S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>
C: USER mrose
S: +OK
C: PASS secret
S: +OK mrose's maildrop has 2 messages (320 octets)
C: STAT
S: +OK 2 320
C: LIST
S: +OK 2 messages (320 octets)
S: 1 120
S: 2 200
S: .
C: RETR 1
S: +OK 120 octets
S: +OK this is text
S: .
C: DELE 1
S: +OK message 1 deleted
C: QUIT
S: +OK dewey POP3 server signing off (maildrop empty)
""")
TLS = dialogue("""
S: +OK ready
C: STLS
S: +OK Begin TLS negotiation
""")
REFUSED = dialogue("""
S: +OK ready
C: USER a
S: +OK
C: PASS b
S: -ERR no
""")
SAMPLES = [MAIL, TLS, REFUSED]
TWIN = REGISTRY.twin("pop")


def test_dialogue_of_the_specification() -> None:
    fed = inspect.feed(TWIN, POP, *MAIL)
    expected: dict[str, list[Any]] = {
        "command": ["USER", "PASS", "STAT", "LIST", "RETR", "DELE", "QUIT"], "user": ["mrose"], "password": ["secret"],
        "response": ["+OK"] * 8, "text": []}
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.findings == ["clear_text_credentials"]


def test_stls_hands_over_both_directions() -> None:
    assert inspect.feed(TWIN, POP, *TLS).asked == [("switch", "protocol", key_of_text("tls"), 3)]


def test_a_refused_login_is_a_finding() -> None:
    assert inspect.feed(TWIN, POP, *REFUSED).findings == ["clear_text_credentials", "pop.login_failed"]


@pytest.mark.parametrize(("data", "guess"), [
    (b"+OK ready\r\n", "LIKELY"), (b"USER a\r\n", "LIKELY"), (b"220 x\r\n", "REFUTED"), (b"+PONG\r\n", "REFUTED"),
    (b"* OK\r\n", "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data) == guess
