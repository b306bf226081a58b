"""Diameter: peers, sessions and answers, as scapy writes them."""
from scapy.contrib.diameter import AVP, DiamAns, DiamReq

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.signalling.diameter import DIAMETER
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("diameter")
HELLO = bytes(DiamReq("Capabilities-Exchange", drHbHId=1, drEtEId=2, avpList=[
    AVP("Origin-Host", val="mme.example"), AVP("Origin-Realm", val="example"), AVP("Host-IP-Address", val="10.0.0.5"),
    AVP("Vendor-Id", val=10415), AVP("Product-Name", val="probe")]))
LOCATION = bytes(DiamReq(316, drAppId=16777251, drHbHId=3, drEtEId=4, avpList=[
    AVP("Session-Id", val="mme.example;1;2"), AVP("User-Name", val="001010123456789"),
    AVP("Destination-Realm", val="example")]))
REFUSED = bytes(DiamAns(316, drAppId=16777251, drHbHId=3, drEtEId=4, avpList=[
    AVP("Session-Id", val="mme.example;1;2"),
    AVP("Experimental-Result", val=[AVP("Vendor-Id", val=10415), AVP("Experimental-Result-Code", val=5422)])]))
SAMPLES = [[(0, HELLO), (0, LOCATION), (1, REFUSED)]]


def test_who_asks_what() -> None:
    fed = inspect.feed(TWIN, DIAMETER, *SAMPLES[0], datagram=False)
    assert values(fed, "command") + values(fed, "application") == [257, 316, 316, 0, 16777251, 16777251]
    assert values(fed, "origin_host") + values(fed, "user_name") == ["mme.example", "001010123456789"]
    assert values(fed, "session_id") == ["mme.example;1;2"] * 2
    assert values(fed, "result") + values(fed, "product") == [5422, "probe"]
    assert fed.findings == ["diameter.rejected"]


def test_lookalikes_are_refused() -> None:
    for data in (b"\2" + HELLO[1:], HELLO[:4] + b"\x8f" + HELLO[5:], HELLO[:5] + b"\xff" + HELLO[6:]):
        assert inspect.probe(TWIN, data) == "REFUTED"
