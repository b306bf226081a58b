"""SSDP: messages of the UPnP Device Architecture 2.0, section 1, and look-alikes."""
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.names.ssdp import SSDP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

SEARCH = (b"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 3\r\n"
          b"ST: upnp:rootdevice\r\n\r\n")
FOUND = (b"HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nLOCATION: http://192.0.2.1:80/d.xml\r\n"
         b"SERVER: OS/1 UPnP/2.0 x/1\r\nST: upnp:rootdevice\r\nUSN: uuid:1::upnp:rootdevice\r\n\r\n")
NOTIFY = (b"NOTIFY * HTTP/1.1\r\nHost:239.255.255.250:1900\r\nNT: upnp:rootdevice\r\nNTS: ssdp:alive\r\n"
          b"X-Other: 1\r\n\r\n")
SAMPLES = [[(0, SEARCH), (1, FOUND)], [(0, NOTIFY)]]
TWIN = REGISTRY.twin("ssdp")


def test_search_and_answer() -> None:
    fed = inspect.feed(TWIN, SSDP, (0, SEARCH), (1, FOUND))
    expected: dict[str, list[Any]] = {
        "method": ["M-SEARCH"], "host": ["239.255.255.250:1900"], "wait": [3], "status_code": [200],
        "search_target": ["upnp:rootdevice"] * 2, "location": ["http://192.0.2.1:80/d.xml"]}
    assert {name: values(fed, name) for name in expected} == expected


def test_notification() -> None:
    fed = inspect.feed(TWIN, SSDP, (0, NOTIFY))
    assert values(fed, "notification") + values(fed, "header") == ["ssdp:alive", "X-Other: 1"]


@pytest.mark.parametrize(("data", "guess"), [
    (SEARCH, "CERTAIN"), (NOTIFY, "CERTAIN"), (FOUND, "LIKELY"), (b"NOTIFY sip:a SIP/2.0\r\n\r\n", "REFUTED"),
    (b"GET / HTTP/1.1\r\n\r\n", "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == guess
