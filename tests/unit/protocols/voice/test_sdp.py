"""SDP: the description of a call (RFC 8866 section 5)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.sdp import SDP
from tests.unit.protocols.dialogue import values

BODY = b"v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 49170 RTP/AVP 0\r\n"
SAMPLES = [[(0, BODY)]]


def test_media_are_described() -> None:
    fed = inspect.feed(REGISTRY.twin("sdp"), SDP, (0, BODY))
    expected = {"media_type": ["audio"], "port": ["49170"], "address": ["192.0.2.1"]}
    assert {name: values(fed, name) for name in expected} == expected
