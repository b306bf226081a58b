"""IRC: examples of RFC 2812, and look-alikes."""
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.irc import IRC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import dialogue, values

# RFC 2812 sections 3.1 and 3.3
CHAT = dialogue("""
C: PASS secretpasswordhere
C: NICK Wiz
C: USER guest 0 * :Ronnie Reagan
S: :irc.example 001 Wiz :Welcome to the Internet Relay Network Wiz
C: JOIN #foobar
S: :Angel!wings@irc.org PRIVMSG Wiz :Are you receiving this message ?
C: PRIVMSG Angel :yes I'm receiving it !
S: PING :irc.example
C: PONG :irc.example
C: QUIT :Gone to have lunch
""")
SAMPLES = [CHAT]
TWIN = REGISTRY.twin("irc")


def test_examples_of_the_specification() -> None:
    fed = inspect.feed(TWIN, IRC, *CHAT)
    expected: dict[str, list[Any]] = {
        "command": ["PASS", "NICK", "USER", "JOIN", "PRIVMSG", "PONG", "QUIT"], "nick": ["Wiz"], "user": ["guest"],
        "channel": ["#foobar"], "reply_code": [1], "reply": ["PRIVMSG", "PING"], "target": ["Wiz", "Angel"],
        "prefix": ["irc.example", "Angel!wings@irc.org"]}
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.findings == ["clear_text_credentials"]


@pytest.mark.parametrize(("data", "guess"), [
    (b"NICK Wiz\r\n", "LIKELY"), (b":a 001 b :c\r\n", "LIKELY"), (b"220 x\r\n", "REFUTED"),
    (b"GET / HTTP/1.1\r\n", "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data) == guess
