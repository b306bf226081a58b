"""NNTP: dialogues of RFC 3977 and RFC 4643."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.nntp import NNTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import dialogue, values

TWIN = REGISTRY.twin("nntp")

TALK = dialogue("""
S: 200 news.example InterNetNews ready
C: GROUP misc.test
S: 211 1234 3000234 3002322 misc.test
C: AUTHINFO USER joe
S: 381 Enter passphrase
C: AUTHINFO PASS secret
S: 481 Authentication failed
C: HEAD 3000237
S: 221 3000237 <45223423@example.com>
S: From: "Demo User" <nobody@example.net>
S: 200 is no answer here
S: .
C: QUIT
S: 205 NNTP Service exits normally
""")
SAMPLES = [TALK]


def test_a_conversation() -> None:
    fed = inspect.feed(TWIN, NNTP, *TALK)
    assert values(fed, "command") == ["GROUP", "AUTHINFO", "AUTHINFO", "HEAD", "QUIT"]
    assert values(fed, "code") == [200, 211, 381, 481, 221, 205]
    assert (values(fed, "group"), values(fed, "user"), len(values(fed, "text"))) == (["misc.test"], ["joe"], 2)
    assert fed.findings == ["clear_text_credentials", "nntp.login_failed"]
