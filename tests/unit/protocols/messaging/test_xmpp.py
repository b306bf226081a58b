"""XMPP: the dialogue of RFC 6120 section 9, STARTTLS, logins, and look-alikes."""
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import key_of_text
from netloupe_engine.protocols.messaging.xmpp import XMPP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.application.tls_messages import client_hello, handshake, record, server_name
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import analysed, conversation

TWIN = REGISTRY.twin("xmpp")
# RFC 6120 section 9.1.1
OPENED = [
    (0, (b"<stream:stream\n     from='juliet@im.example.com'\n     to='im.example.com'\n     version='1.0'\n"
        b"     xml:lang='en'\n     xmlns='jabber:client'\n     xmlns:stream='http://etherx.jabber.org/streams'>")),
    (1, (b"<stream:stream\n     id='t7AMCin9zjMNwQKDnplntZPIDEI='\n     from='im.example.com'\n"
        b"     to='juliet@im.example.com'\n     version='1.0'\n     xmlns='jabber:client'\n"
        b"     xmlns:stream='http://etherx.jabber.org/streams'>"
        b"<stream:features>\n  <starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'>\n    <required/>\n  </starttls>\n"
        b"</stream:features>")),
    (0, b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
    (1, b"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")]
# In clear, with a login, the stream that begins anew behind it (section 9.1.2), and a stanza (RFC 6121 section 5.2).
CHAT = [
    (0, (b"<?xml version=\"1.0\"?><stream:stream to=\"example.net\" xmlns=\"jabber:client\" "
        b"xmlns:stream=\"http://etherx.jabber.org/streams\">")),
    (0, b"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGp1bGlldAByMG0zMG15cjBtMzA=</auth>"),
    (1, b"<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
    (0, (b"<?xml version='1.0'?><stream:stream to='example.net' xmlns='jabber:client' "
        b"xmlns:stream='http://etherx.jabber.org/streams'>")),
    (0, (b"<message\n  from='juliet@example.com/balcony' id='z94nb37h'\n  to='romeo@example.net' type='chat'>\n"
        b"  <body>Wherefore art thou, Romeo?</body>\n</message>\n")), (0, b" "), (0, b"</stream:stream>")]
REFUSED = [(1, b"<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>")]
SAMPLES = [OPENED, CHAT]


def read(messages: list[tuple[int, bytes]]) -> inspect.Fed:
    return inspect.feed(TWIN, XMPP, *messages)


def test_dialogue_of_the_specification() -> None:
    fed = read(OPENED)
    expected: dict[str, list[Any]] = {
        "from": ["juliet@im.example.com", "im.example.com"], "to": ["im.example.com", "juliet@im.example.com"],
        "element": ["stream:stream", "stream:stream", "stream:features", "starttls", "required", "starttls", "proceed"],
        "closed": ["starttls", "stream:features"], "text": []}
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.asked == [("switch", "protocol", key_of_text("tls"), 3)]
    assert not fed.findings


def test_behind_starttls_there_is_tls(tmp_path: Path) -> None:
    hello = record(handshake(1, client_hello([0x1301], [server_name(b"im.example.com")])))
    analysis = analysed(tmp_path, conversation([*OPENED, (0, hello)], ports=(40000, 5222)))
    session = analysis.session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.xmpp.tls", "xmpp")
    assert "im.example.com" in {value.value for value in analysis.session_attributes(1)
                                if value.name == "tls.server_name"}


def test_a_login_in_clear_and_a_message() -> None:
    fed = read(CHAT)
    assert values(fed, "mechanism") == ["PLAIN"]
    assert values(fed, "text") == ["AGp1bGlldAByMG0zMG15cjBtMzA=", "Wherefore art thou, Romeo?"]
    assert values(fed, "to") == ["example.net", "example.net", "romeo@example.net"]
    assert fed.findings == ["clear_text_credentials"]
    assert read([*CHAT[:2], *REFUSED]).findings == ["clear_text_credentials", "xmpp.login_failed"]


@pytest.mark.parametrize(("data", "guess"), [
    (OPENED[0][1], "CERTAIN"), (CHAT[0][1], "CERTAIN"), (CHAT[0][1][:21], "LIKELY"),
    (b"<?xml version", "NEED_MORE_BYTES"),
    (b"<?xml version='1.0'?><methodCall><methodName>x</methodName>", "LIKELY"), (b"<html>", "REFUTED"),
    (b"<stream:stream>", "LIKELY"), (b"GET / HTTP/1.1\r\n\r\n>", "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data) == guess
