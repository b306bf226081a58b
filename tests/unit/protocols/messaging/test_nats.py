"""NATS: a conversation as its client protocol's documentation prints it."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.nats import NATS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("nats")

INFO = b'INFO {"server_id":"Zk0G","version":"2.8.4","host":"0.0.0.0","port":4222,"auth_required":true}\r\n'
CONNECT = b'CONNECT {"verbose":false,"user":"joe","pass":"secret","lang":"go","name":"app"}\r\n'
TALK = [(1, INFO), (0, CONNECT), (1, b"-ERR 'Authorization Violation'\r\n"), (0, b"SUB FRONT.* 11\r\n"),
        (1, b"MSG FRONT.DOOR 11 INBOX.22 11\r\nKnock\nKnock\r\n"), (0, b"PUB NOTIFY 0\r\n\r\n"),
        (0, b"HPUB FOO BAR 22 33\r\nNATS/1.0\r\nBar: Baz\r\n\r\nHello NATS!\r\n"), (0, b"PING\r\n"), (1, b"PONG\r\n")]
SAMPLES = [TALK]


def test_a_conversation() -> None:
    fed = inspect.feed(TWIN, NATS, *TALK)
    found = {name: values(fed, name) for name in ("command", "subject", "user", "version", "client_name", "message",
                                                  "reply_to")}
    assert found == {"command": ["INFO", "CONNECT", "-ERR", "SUB", "MSG", "PUB", "HPUB", "PING", "PONG"],
                     "subject": ["FRONT.*", "FRONT.DOOR", "NOTIFY", "FOO"], "user": ["joe"], "version": ["2.8.4"],
                     "client_name": ["app"], "message": ["'Authorization Violation'"], "reply_to": ["INBOX.22"]}
    assert fed.findings == ["clear_text_credentials", "nats.error"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, INFO, 1) == "CERTAIN"
    assert inspect.probe(TWIN, b"INFO 1\r\n", 1) == "REFUTED"
