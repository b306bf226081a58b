"""ZooKeeper: a session, a path and a refusal."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.zookeeper import ZOOKEEPER
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("zookeeper")


def message(body: bytes) -> bytes:
    return len(body).to_bytes(4) + body


OPEN = message(struct.pack(">IqIqI", 0, 0, 30000, 0, 16) + bytes(16))
WELCOME = message(struct.pack(">IIqI", 0, 30000, 0x1234, 16) + bytes(16))
GET = message(struct.pack(">iII", 1, 4, 5) + b"/conf\0")
LOGIN = message(struct.pack(">iIII", -4, 100, 0, 6) + b"digest" + struct.pack(">I", 7) + b"joe:pwd")
REFUSED = message(struct.pack(">iqi", -4, 0, -115))
SAMPLES = [[(0, OPEN), (1, WELCOME), (0, GET), (1, message(struct.pack(">iqi", 1, 9, -101))), (0, LOGIN), (1, REFUSED)]]


def test_a_session() -> None:
    fed = inspect.feed(TWIN, ZOOKEEPER, *SAMPLES[0])
    assert (values(fed, "operation"), values(fed, "path"), values(fed, "given_session")) == ([4, 100], ["/conf"],
                                                                                             [0x1234])
    assert fed.findings == ["clear_text_credentials", "zookeeper.login_failed"]
    assert inspect.probe(TWIN, OPEN) == "CERTAIN"
