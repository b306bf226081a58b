"""SIP: the call of RFC 3261 section 24, short names, TCP, and look-alikes."""
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.sip import SIP

BODY = b"v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 49170 RTP/AVP 0\r\n"
INVITE = (
    b"INVITE sip:bob@biloxi.example.com SIP/2.0\r\n"
    b"Via: SIP/2.0/TCP client.atlanta.example.com:5060;branch=z9hG4bK74b43\r\n"
    b"Max-Forwards: 70\r\nFrom: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl\r\n"
    b"To: Bob <sip:bob@biloxi.example.com>\r\nCall-ID: 3848276298220188511@atlanta.example.com\r\nCSeq: 2 INVITE\r\n"
    b"Contact: <sip:alice@client.atlanta.example.com;transport=tcp>\r\nContent-Type: application/sdp\r\n"
    b"Content-Length: %d\r\n\r\n" % len(BODY)) + BODY
RINGING = b"SIP/2.0 180 Ringing\r\ni: 3848276298220188511@atlanta.example.com\r\nl: 0\r\n\r\n"
BUSY = b"SIP/2.0 486 Busy Here\r\nCall-ID: 3848276298220188511@atlanta.example.com\r\nContent-Length: 0\r\n\r\n"
CALL = [(0, INVITE), (1, RINGING), (1, BUSY)]
SAMPLES = [CALL]
TWIN = REGISTRY.twin("sip")


def feed(*pieces: tuple[int, bytes], datagram: bool) -> Any:
    return inspect.feed(TWIN, SIP, *pieces, datagram=datagram)


def values(fed: Any, name: str) -> list[Any]:
    return [item.value for item in fed.attributes if item.name == name]


@pytest.mark.parametrize("datagram", [False, True])
def test_a_call(datagram: bool) -> None:
    fed = feed(*CALL, datagram=datagram)
    assert values(fed, "method") == ["INVITE"]
    assert values(fed, "request_uri") == ["sip:bob@biloxi.example.com"]
    assert values(fed, "call_id") == ["3848276298220188511@atlanta.example.com"] * 3
    assert values(fed, "status_code") == [180, 486]
    assert values(fed, "from") == ["Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl"]
    assert fed.findings == ["sip.refused"]
    assert [asked[0] for asked in fed.asked if asked[0] == "carry"] == ["carry"]


def test_a_call_byte_by_byte() -> None:
    fed = feed(*[(way, data[at:at + 1]) for way, data in CALL for at in range(len(data))], datagram=False)
    assert values(fed, "status_code") == [180, 486]


@pytest.mark.parametrize("message", [INVITE, RINGING, BUSY])
def test_messages_are_certain(message: bytes) -> None:
    assert inspect.probe(TWIN, message, datagram=True) == "CERTAIN"


@pytest.mark.parametrize("other", [
    b"SIP/1.0 200 OK\r\n\r\n", b"INVITE x HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", bytes(40)])
def test_lookalikes(other: bytes) -> None:
    assert inspect.probe(TWIN, other, datagram=True) == "REFUTED"
