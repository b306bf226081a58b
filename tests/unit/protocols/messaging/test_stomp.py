"""STOMP: frames as its specification prints them."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.stomp import STOMP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("stomp")

CONNECT = b"CONNECT\naccept-version:1.2\nhost:stomp.example.org\nlogin:joe\npasscode:secret\n\n\0"
TALK = [(0, CONNECT), (1, b"CONNECTED\nversion:1.2\n\n\0\n"),
        (0, b"SEND\ndestination:/queue/a\ncontent-type:text/plain\n\nhello queue a\n\0"),
        (1, b"ERROR\nmessage:malformed frame received\n\nThe message\n\0")]
SAMPLES = [TALK]


def test_a_conversation() -> None:
    fed = inspect.feed(TWIN, STOMP, *TALK)
    assert values(fed, "command") == ["CONNECT", "CONNECTED", "SEND", "ERROR"]
    assert (values(fed, "host"), values(fed, "user"), values(fed, "destination")) == (["stomp.example.org"], ["joe"],
                                                                                      ["/queue/a"])
    assert values(fed, "message") == ["malformed frame received"]
    assert fed.findings == ["clear_text_credentials", "stomp.error"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, CONNECT) == "CERTAIN"
    assert inspect.probe(TWIN, b"CONNECT example.org:443 HTTP/1.1\r\n\r\n\0") == "REFUTED"
