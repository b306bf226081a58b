"""AFP: logins and volumes."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.afp import AFP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("afp")

LOGIN = b"\x12\6AFP3.4\x10Cleartxt Passwrd\3joe\0secret"
SAMPLES = [[(0, LOGIN), (0, b"\x18\0\0\x20\5Music")], [(0, b"\x12\6AFP3.4\x0fNo User Authent")]]


def test_logins() -> None:
    fed = inspect.feed(TWIN, AFP, *SAMPLES[0], datagram=True)
    assert (values(fed, "command"), values(fed, "user"), values(fed, "volume")) == ([18, 24], ["joe"], ["Music"])
    assert fed.findings == ["clear_text_credentials"]
    assert inspect.feed(TWIN, AFP, *SAMPLES[1], datagram=True).findings == ["afp.guest"]
