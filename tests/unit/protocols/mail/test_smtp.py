"""SMTP: the dialogue of RFC 5321 appendix D.1, STARTTLS, AUTH, BDAT, pipelining, and look-alikes."""
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import key_of_text
from netloupe_engine.protocols.mail.smtp import SMTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import dialogue, values

# RFC 5321 appendix D.1
MAIL = dialogue("""
S: 220 foo.com Simple Mail Transfer Service Ready
C: EHLO bar.com
S: 250-foo.com greets bar.com
S: 250-8BITMIME
S: 250 HELP
C: MAIL FROM:<Smith@bar.com>
S: 250 OK
C: RCPT TO:<Jones@foo.com>
S: 250 OK
C: RCPT TO:<Green@foo.com>
S: 550 No such user here
C: DATA
S: 354 Start mail input; end with <CRLF>.<CRLF>
C: From: Smith
C: Subject:  a
C:
C: QUIT
C: ..
C: .
S: 250 OK
C: QUIT
S: 221 foo.com Service closing transmission channel
""")
TLS = dialogue("""
S: 220 x ESMTP
C: EHLO me
S: 250 STARTTLS
C: STARTTLS
S: 220 go ahead
""")
# RFC 4954 section 4.1
LOGIN = dialogue("""
S: 220 x ESMTP
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: QUIT
S: 334 UGFzc3dvcmQ6
C: DATA
S: 535 no
C: QUIT
""")
SAMPLES = [MAIL, TLS, LOGIN]
TWIN = REGISTRY.twin("smtp")


def read(conversation: list[tuple[int, bytes]]) -> inspect.Fed:
    return inspect.feed(TWIN, SMTP, *conversation)


def test_dialogue_of_the_specification() -> None:
    fed = read(MAIL)
    expected: dict[str, list[Any]] = {
        "command": ["EHLO", "MAIL", "RCPT", "RCPT", "DATA", "QUIT"], "client_name": ["bar.com"],
        "sender": ["Smith@bar.com"], "recipient": ["Jones@foo.com", "Green@foo.com"], "subject": ["a"],
        "from": ["Smith"], "response_code": [220, 250, 250, 250, 250, 250, 550, 354, 250, 221], "text": []}
    assert {name: values(fed, name) for name in expected} == expected
    assert not fed.findings


def test_starttls_hands_over_both_directions() -> None:
    assert read(TLS).asked == [("switch", "protocol", key_of_text("tls"), 3)]
    assert not read([*TLS[:-1], (1, b"454 not now\r\n"), (0, b"NOOP\r\n"), (1, b"220 what\r\n")]).asked


def test_what_answers_a_challenge_is_no_command() -> None:
    fed = read(LOGIN)
    assert values(fed, "command") == ["AUTH", "QUIT"]
    assert values(fed, "credentials") == ["QUIT", "DATA"]
    assert fed.findings == ["clear_text_credentials", "smtp.login_failed"]


def test_pipelined_commands_and_chunks() -> None:
    """RFC 2920 section 3, RFC 3030 section 4.1."""
    fed = read([(0, b"MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 6 LAST\r\nQUIT\r\nQUIT\r\n")])
    assert values(fed, "command") == ["MAIL", "RCPT", "BDAT", "QUIT"]


@pytest.mark.parametrize(("data", "guess"), [
    (b"EHLO me\r\n", "CERTAIN"), (b"220 mail.example ESMTP\r\n", "CERTAIN"), (b"220-ready\r\n", "LIKELY"),
    (b"220 ftp.example FTP\r\n", "LIKELY"), (b"GET / HTTP/1.1\r\n", "REFUTED"), (b"2201 x\r\n", "REFUTED"),
    (b"* OK ready\r\n", "REFUTED"), (b"EHL", "NEED_MORE_BYTES"), (bytes(5000), "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data) == guess
