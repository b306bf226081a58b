"""WS-Discovery: a question and an answer, as its specification prints them (sections 4.3 and 5)."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.names.ws_discovery import WS_DISCOVERY
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("ws_discovery")
HEAD = (b'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" '
        b'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:s="http://www.w3.org/2003/05/soap-envelope">'
        b"<s:Header><a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/%s</a:Action>"
        b"<a:MessageID>urn:uuid:%s</a:MessageID></s:Header><s:Body>")
PROBE = HEAD % (b"Probe", b"1") + b"<d:Probe><d:Types>i:PrintBasic</d:Types></d:Probe></s:Body></s:Envelope>"
MATCH = HEAD % (b"ProbeMatches", b"2") + (
    b"<d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:98190dc2</a:Address>"
    b"</a:EndpointReference><d:Types>i:PrintBasic i:PrintAdvanced</d:Types><d:Scopes>ldap:///ou=engineering</d:Scopes>"
    b"<d:XAddrs>http://prn-example/PRN42</d:XAddrs></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>")
SAMPLES = [[(0, PROBE), (1, MATCH)]]


def test_question_and_answer() -> None:
    fed = inspect.feed(TWIN, WS_DISCOVERY, *SAMPLES[0], datagram=True)
    assert values(fed, "action") == ["Probe", "ProbeMatches"]
    assert values(fed, "types") == ["i:PrintBasic", "i:PrintBasic i:PrintAdvanced"]
    assert values(fed, "addresses") == ["http://prn-example/PRN42"]
    assert (values(fed, "scopes"), values(fed, "endpoint")) == (["ldap:///ou=engineering"], ["urn:uuid:98190dc2"])
    assert values(fed, "message_id") == ["urn:uuid:1", "urn:uuid:2"]


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><a/>", b"plain text of discovery", bytes(20)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
