"""SDP: the description of a call (RFC 8866 section 5)."""
import pytest

from netloupe_engine.layouts.expressions import key_of_text
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


def announced(*lines: str) -> list[tuple[str, int]]:
    """(protocol, port) of the sessions that a description announces."""
    body = "\r\n".join(["v=0", *lines, ""]).encode()
    keys = {key_of_text(key): key for key in ("rtp", "rtcp")}
    asked = inspect.feed(REGISTRY.twin("sdp"), SDP, (0, body)).asked
    return [(keys[key], port) for what, space, key, port in asked if (what, space) == ("expect", "protocol")]


@pytest.mark.parametrize(("lines", "expected"), [
    (["c=IN IP4 192.0.2.1", "m=audio 49170 RTP/AVP 0"], [("rtp", 49170), ("rtcp", 49171)]),
    (["m=audio 49170 RTP/AVP 0", "a=rtcp:53020"], [("rtp", 49170), ("rtcp", 53020)]),                  # RFC 3605
    (["m=audio 49170 RTP/AVP 0", "a=rtcp:53020 IN IP6 2001:db8::1"], [("rtp", 49170), ("rtcp", 53020)]),
    (["m=audio 49170 UDP/TLS/RTP/SAVPF 96", "a=rtcp-mux"], [("rtp", 49170)]),                          # RFC 5761
    (["m=audio 49170/2 RTP/SAVP 0", "m=video 51372 RTP/AVP 99"],
     [("rtp", 49170), ("rtcp", 49171), ("rtp", 51372), ("rtcp", 51373)]),
    (["m=audio 0 RTP/AVP 0"], []), (["m=image 4000 udptl t38"], []), (["m=audio"], []),
    (["m=audio 99999 RTP/AVP 0"], []), (["m=audio 65535 RTP/AVP 0"], [("rtp", 65535)]), (["m="], [])])
def test_media_are_announced(lines: list[str], expected: list[tuple[str, int]]) -> None:
    assert announced(*lines) == expected
